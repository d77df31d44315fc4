// name: figures_in_conflict
// zh: 同一单位、同一指标、同一年份而数值不同的结果
// en: Results that differ although holder, indicator, year and unit are the same
// param limit: integer = 100 -- how many at most
// scan: compares all results
// columns: holder, indicator, year, unit, values, figures
MATCH (holder:Entity)-[:REPORTS]->(r:Result)-[:MEASURES]->(i:Indicator)
WHERE r.year IS NOT NULL AND r.derived IS NULL
WITH DISTINCT holder, i, r ORDER BY r.id
WITH holder, i, r.year AS year, coalesce(r.unit_si, r.unit) AS unit, collect(DISTINCT coalesce(r.value_si, r.value)) AS values,
     collect(r.id) AS figures
WHERE size(values) > 1
RETURN holder.name AS holder, i.name AS indicator, year AS year, unit AS unit, values AS values, figures AS figures
ORDER BY holder, year, indicator, unit
LIMIT $limit
