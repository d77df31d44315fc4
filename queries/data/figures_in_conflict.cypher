// name: figures_in_conflict
// zh: 同一单位、同一指标、同一年份而数值不同的结果
// en: Results that differ although holder, indicator, year and unit are the same
// param limit: integer = 100 -- how many at most
// scan: compares all results
// columns: holder, indicator, year, unit, values, figures
MATCH (reporter:Entity)-[:REPORTS]->(:Result)
WITH DISTINCT reporter
OPTIONAL MATCH (reporter)-[:SAME_AS*1..3]-(other:Institution)
WITH reporter, collect(DISTINCT other) + [reporter] AS known
UNWIND known AS one
WITH reporter, one ORDER BY size(one.id) DESC, one.id
WITH reporter, collect(one)[0] AS holder
MATCH (reporter)-[:REPORTS]->(r:Result)-[:MEASURES]->(i:Indicator)
WHERE r.year IS NOT NULL AND r.derived IS NULL
WITH holder, i, r.year AS year, coalesce(r.unit_si, r.unit) AS unit, coalesce(r.value_si, r.value) AS value, r
WITH holder, i, year, unit, min(value) AS least, max(value) AS most, collect(r) AS results
WHERE least <> most
UNWIND results AS r
WITH DISTINCT holder, i, year, unit, r ORDER BY r.id
WITH holder, i, year, unit, collect(DISTINCT coalesce(r.value_si, r.value)) AS values, collect(r.id) AS figures
RETURN holder.name AS holder, i.name AS indicator, year AS year, unit AS unit, values AS values, figures AS figures
ORDER BY holder, year, indicator, unit
LIMIT $limit
