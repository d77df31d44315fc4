// name: figures_by_indicator
// zh: 某项指标在各区、各年的目标与结果
// en: Targets and results for an indicator, over districts and years
// param indicator: string -- name of the indicator, canonical or as written
// param year: integer = null -- only figures for this year
// columns: indicator, holder, kind, year, comparator, value, upper, unit, evidence, figure
CALL {
  MATCH (f:Figure {indicator: $indicator})
  RETURN f
  UNION
  MATCH (i:Entity {name: $indicator})
  MATCH (f:Figure)-[:MEASURES]->(i)
  RETURN f
}
WITH f WHERE $year IS NULL OR f.year = $year
OPTIONAL MATCH (f)-[:MEASURES]->(i:Indicator)
WITH f, collect(DISTINCT i.name) AS indicators
MATCH (holder:Entity)-[:TARGETS|REPORTS]->(f)
RETURN coalesce(indicators[0], f.indicator) AS indicator, holder.name AS holder,
       CASE WHEN 'Target' IN labels(f) THEN 'target' ELSE 'result' END AS kind, f.year AS year,
       f.comparator AS comparator, f.value AS value, f.upper AS upper, f.unit AS unit, f.evidence AS evidence, f.id AS figure
ORDER BY holder, year, kind, figure
