// name: figures_by_indicator
// zh: 某项指标在各区、各年的目标与结果
// en: Targets and results for an indicator, over districts and years
// param indicator: string -- name of the indicator, canonical or as written
// param year: integer = null -- only figures for this year
// scan: figures are found by the indicator as written too
// columns: indicator, holder, kind, year, comparator, value, upper, unit, evidence, figure
MATCH (f:Figure)
WHERE ($year IS NULL OR f.year = $year)
OPTIONAL MATCH (f)-[:MEASURES]->(i:Indicator)
WITH f, collect(DISTINCT i.name) AS indicators
WHERE f.indicator = $indicator OR $indicator IN indicators
MATCH (holder:Entity)-[:TARGETS|REPORTS]->(f)
RETURN coalesce(indicators[0], f.indicator) AS indicator, holder.name AS holder,
       CASE WHEN 'Target' IN labels(f) THEN 'target' ELSE 'result' END AS kind, f.year AS year,
       f.comparator AS comparator, f.value AS value, f.upper AS upper, f.unit AS unit, f.evidence AS evidence, f.id AS figure
ORDER BY holder, year, kind, figure
