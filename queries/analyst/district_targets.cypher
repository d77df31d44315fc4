// name: district_targets
// zh: 某区（某年）的量化目标
// en: The targets that a district and its bureau set themselves, in a year if one is given
// param district: string -- name, alias, id or six-digit code of the district
// param year: integer = null -- only claims about this year
// scan: districts are a few thousand at most, and aliases are lists, which no index holds
// columns: district, indicator, comparator, value, upper, unit, year, holder, evidence, document, figure
MATCH (d:District)
WHERE d.id = $district OR d.adcode = $district OR d.name = $district OR $district IN coalesce(d.aliases, [])
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d)
WITH d, collect(DISTINCT bureau) + [d] AS actors
UNWIND actors AS actor
MATCH (actor)-[c:TARGETS]->(t:Target)
WHERE $year IS NULL OR t.year = $year
OPTIONAL MATCH (t)-[:MEASURES]->(i:Indicator)
WITH d, actor, c, t, collect(DISTINCT i.name) AS indicators
OPTIONAL MATCH (s:Source {id: c.source})
RETURN d.name AS district, coalesce(indicators[0], t.indicator) AS indicator, t.comparator AS comparator, t.value AS value,
       t.upper AS upper, t.unit AS unit, t.year AS year, actor.name AS holder, t.evidence AS evidence,
       coalesce(s.title, s.name) AS document, t.id AS figure
ORDER BY district, year, indicator, figure
