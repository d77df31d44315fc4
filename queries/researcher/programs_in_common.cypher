// name: programs_in_common
// zh: 两个地区共同开展的项目
// en: The programs that two districts (with their bureaus) both run
// param one: string -- name, alias, id or six-digit code of a district
// param other: string -- the same of another one
// scan: districts are a few thousand at most, and aliases are lists, which no index holds
// columns: program, id, years, other_years
MATCH (d:District)
WHERE d.id = $one OR d.adcode = $one OR d.name = $one OR $one IN coalesce(d.aliases, [])
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d)
WITH collect(DISTINCT bureau) + collect(DISTINCT d) AS actors
UNWIND actors AS actor
MATCH (actor)-[c:RUNS]->(p:Program)
WITH p, collect(DISTINCT c.year) AS years
MATCH (d:District)
WHERE d.id = $other OR d.adcode = $other OR d.name = $other OR $other IN coalesce(d.aliases, [])
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d)
WITH p, years, collect(DISTINCT bureau) + collect(DISTINCT d) AS actors
UNWIND actors AS actor
MATCH (actor)-[c:RUNS]->(p)
WITH p, years, collect(DISTINCT c.year) AS other_years
RETURN p.name AS program, p.id AS id, years AS years, other_years AS other_years
ORDER BY program, id
