// name: new_schools
// zh: 某区新建、扩建、改建的学校和幼儿园（按阶段）
// en: Schools and kindergartens that a district builds, extends or renovates, by stage
// param district: string -- name, alias, id or six-digit code of the district
// param stage: string = null -- planned, started, under_construction, completed or in_use
// param year: integer = null -- only claims about this year
// scan: districts are a few thousand at most, and aliases are lists, which no index holds
// columns: district, stage, school, kind, work, year, evidence, document, claim
MATCH (d:District)
WHERE d.id = $district OR d.adcode = $district OR d.name = $district OR $district IN coalesce(d.aliases, [])
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d)
WITH d, collect(DISTINCT bureau) + [d] AS actors
UNWIND actors AS actor
MATCH (actor)-[c:BUILDS]->(school:Institution)
WHERE ($stage IS NULL OR c.stage = $stage) AND ($year IS NULL OR c.year = $year)
OPTIONAL MATCH (s:Source {id: c.source})
RETURN d.name AS district, c.stage AS stage, school.name AS school,
       CASE WHEN 'Kindergarten' IN labels(school) THEN 'Kindergarten' ELSE 'School' END AS kind,
       c.work AS work, c.year AS year, c.evidence AS evidence, coalesce(s.title, s.name) AS document, c.id AS claim
ORDER BY district, stage, year, school, claim
