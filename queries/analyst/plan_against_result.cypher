// name: plan_against_result
// zh: 某区的目标与同年总结里的结果对照
// en: Targets of a district beside the results that answer them (FULFILS), whichever documents say so; met is empty where it cannot be told
// param district: string -- name, alias, id or six-digit code of the district
// param year: integer = null -- only claims about this year
// scan: districts are a few thousand at most, and aliases are lists, which no index holds
// columns: district, indicator, year, comparator, target, upper, unit, result, result_unit, met, evidence, result_evidence, target_figure, result_figure
MATCH (d:District)
WHERE d.id = $district OR d.adcode = $district OR d.name = $district OR $district IN coalesce(d.aliases, [])
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d)
WITH d, collect(DISTINCT bureau) + [d] AS actors
UNWIND actors AS actor
MATCH (actor)-[:TARGETS]->(t:Target)-[:MEASURES]->(i:Indicator)
WHERE $year IS NULL OR t.year = $year
WITH DISTINCT d, t, i
OPTIONAL MATCH (r:Result)-[f:FULFILS]->(t)
RETURN d.name AS district, i.name AS indicator, t.year AS year, t.comparator AS comparator, t.value AS target,
       t.upper AS upper, t.unit AS unit, r.value AS result, r.unit AS result_unit, f.met AS met,
       t.evidence AS evidence, r.evidence AS result_evidence, t.id AS target_figure, r.id AS result_figure
ORDER BY district, year, indicator, target_figure, result_figure
