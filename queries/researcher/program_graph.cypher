// name: program_graph
// zh: 某项目与开展、参与它的单位及其所在地区，画成图
// en: A program with those who run it or take part in it, and their districts, drawn as a graph
// param program: string -- name, alias or id of the program
// param limit: integer = 100 -- how many relationships at most
// scan: aliases are lists, which no index holds
// result: graph
// columns: program, claim, holder, place, district
MATCH (named:Program)
WHERE named.id = $program OR named.name = $program OR $program IN coalesce(named.aliases, [])
MATCH (named)-[:SAME_AS*0..3]-(p:Program)
WITH DISTINCT p
MATCH (holder:Entity)-[c:RUNS|PARTICIPATES_IN]->(p)
WITH p, c, holder ORDER BY c.id LIMIT $limit
OPTIONAL MATCH (holder)-[place:GOVERNS|LOCATED_IN]->(d:District)
WITH p, c, holder, place, d ORDER BY place.id
WITH p, c, holder, d, collect(place)[0] AS place
RETURN p AS program, c AS claim, holder AS holder, place AS place, d AS district
ORDER BY c.id, place.id
