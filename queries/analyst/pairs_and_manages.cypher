// name: pairs_and_manages
// zh: 某单位或某区内单位的结对、帮扶与托管关系
// en: Who is paired with an institution or district, manages it or is managed by it; for a district, those of its institutions and bureau too
// param name: string -- name, alias or id of the institution or district
// scan: aliases are lists, which no index holds
// columns: relation, kind, from, to, year, evidence, document, claim
MATCH (named:Entity)
WHERE named.id = $name OR named.name = $name OR $name IN coalesce(named.aliases, [])
MATCH (named)-[:SAME_AS*0..3]-(e:Entity)
WITH DISTINCT e
OPTIONAL MATCH (member:Institution)-[:LOCATED_IN|GOVERNS]->(e)
WITH collect(DISTINCT e) + collect(DISTINCT member) AS members
UNWIND members AS member
MATCH (member)-[c:PAIRS_WITH|MANAGES]-(:Entity)
WITH DISTINCT c
OPTIONAL MATCH (s:Source {id: c.source})
RETURN type(c) AS relation, c.kind AS kind, startNode(c).name AS from, endNode(c).name AS to, c.year AS year,
       c.evidence AS evidence, coalesce(s.title, s.name) AS document, c.id AS claim
ORDER BY relation, from, to, year, claim
