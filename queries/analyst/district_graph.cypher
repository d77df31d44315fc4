// name: district_graph
// zh: 某区（某年）教育局与区的全部举措，画成图
// en: What a district and its bureau run, build, seek and were awarded, drawn as a graph
// param district: string -- name, alias, id or six-digit code of the district
// param year: integer = null -- only claims about this year
// param limit: integer = 100 -- how many relationships at most
// scan: districts are a few thousand at most, and aliases are lists, which no index holds
// result: graph
// columns: actor, claim, what
MATCH (d:District)
WHERE d.id = $district OR d.adcode = $district OR d.name = $district OR $district IN coalesce(d.aliases, [])
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d)
WITH collect(DISTINCT bureau) + collect(DISTINCT d) AS actors
UNWIND actors AS actor
MATCH (actor)-[c:RUNS|BUILDS|AWARDED|SEEKS|ISSUED]->(what:Entity)
WHERE $year IS NULL OR c.year = $year
WITH actor, c, what ORDER BY c.id LIMIT $limit
RETURN actor AS actor, c AS claim, what AS what
