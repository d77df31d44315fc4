// name: figures_in_conflict
// zh: 同一单位、同一指标、同一年份而数值不同的结果
// en: Results that differ although holder, indicator, year and unit are the same
// param limit: integer = 100 -- how many at most
// scan: compares all results
// columns: holder, indicator, year, unit, values, figures
MATCH (holder:Entity)-[:REPORTS]->(r:Result)-[:MEASURES]->(i:Indicator)
WHERE r.year IS NOT NULL AND r.derived IS NULL
WITH holder, collect(DISTINCT {result: r, indicator: i}) AS held
OPTIONAL MATCH (holder)-[:SAME_AS*1..3]-(other:Institution)
WITH holder, held, collect(DISTINCT other) + [holder] AS known
UNWIND known AS one
WITH held, known, one ORDER BY size(one.id) DESC, one.id
WITH held, known, collect(one)[0] AS holder
UNWIND held AS each
WITH DISTINCT holder, each.indicator AS i, each.result AS r ORDER BY r.id
WITH holder, i, r.year AS year, coalesce(r.unit_si, r.unit) AS unit, collect(DISTINCT coalesce(r.value_si, r.value)) AS values,
     collect(r.id) AS figures
WHERE size(values) > 1
RETURN holder.name AS holder, i.name AS indicator, year AS year, unit AS unit, values AS values, figures AS figures
ORDER BY holder, year, indicator, unit
LIMIT $limit
