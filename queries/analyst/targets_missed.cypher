// name: targets_missed
// zh: 没有达到的目标（某年，全部地区）
// en: Targets that the results of the same year fall short of, over all districts, in a year if one is given
// param year: integer = null -- only targets for this year
// param limit: integer = 500 -- how many at most
// scan: looks at every derived FULFILS
// columns: holder, indicator, year, comparator, target, result, unit, evidence, result_evidence, target_figure, result_figure
MATCH (r:Result)-[f:FULFILS]->(t:Target)
WHERE f.met = false AND ($year IS NULL OR t.year = $year)
MATCH (holder:Entity)-[:TARGETS]->(t)
OPTIONAL MATCH (t)-[:MEASURES]->(i:Indicator)
WITH r, t, holder, collect(DISTINCT i.name) AS indicators
RETURN holder.name AS holder, coalesce(indicators[0], t.indicator) AS indicator, t.year AS year,
       t.comparator AS comparator, t.value AS target, r.value AS result, t.unit AS unit, t.evidence AS evidence,
       r.evidence AS result_evidence, t.id AS target_figure, r.id AS result_figure
ORDER BY year, holder, indicator, target_figure, result_figure
LIMIT $limit
