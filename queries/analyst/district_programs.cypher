// name: district_programs
// zh: 某区（某年）开展的项目、工程与改革
// en: The programs that a district and its bureau run, in a year if one is given
// param district: string -- name, alias, id or six-digit code of the district
// param year: integer = null -- only claims about this year
// scan: districts are a few thousand at most, and aliases are lists, which no index holds
// columns: district, program, year, holder, evidence, document, claim
MATCH (d:District)
WHERE d.id = $district OR d.adcode = $district OR d.name = $district OR $district IN coalesce(d.aliases, [])
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d)
WITH d, collect(DISTINCT bureau) + [d] AS actors
UNWIND actors AS actor
MATCH (actor)-[c:RUNS]->(p:Program)
WHERE $year IS NULL OR c.year = $year
OPTIONAL MATCH (s:Source {id: c.source})
RETURN d.name AS district, p.name AS program, c.year AS year, actor.name AS holder, c.evidence AS evidence,
       coalesce(s.title, s.name) AS document, c.id AS claim
ORDER BY district, year, program, claim
