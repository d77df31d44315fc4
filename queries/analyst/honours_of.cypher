// name: honours_of
// zh: 某单位或某区获得的、正在争创的荣誉
// en: Honours that an institution or a district holds or seeks
// param name: string -- name, alias or id of the institution or district
// scan: aliases are lists, which no index holds
// columns: holder, relation, honour, level, year, evidence, document, claim
MATCH (named:Entity)
WHERE named.id = $name OR named.name = $name OR $name IN coalesce(named.aliases, [])
MATCH (named)-[:SAME_AS*0..3]-(e:Entity)
WITH DISTINCT e
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(e)
WITH collect(DISTINCT e) + collect(DISTINCT bureau) AS holders
UNWIND holders AS holder
WITH DISTINCT holder
MATCH (holder)-[c:AWARDED|SEEKS]->(h:Honor)
OPTIONAL MATCH (s:Source {id: c.source})
RETURN holder.name AS holder, type(c) AS relation, h.name AS honour, h.level AS level, c.year AS year,
       c.evidence AS evidence, coalesce(s.title, s.name) AS document, c.id AS claim
ORDER BY holder, relation, year, honour, claim
