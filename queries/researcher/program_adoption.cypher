// name: program_adoption
// zh: 某项目在各地区首次出现的年份（政策扩散）
// en: The first year in which each bureau or district runs a program: how it diffused
// param program: string -- name, alias or id of the program
// scan: aliases are lists, which no index holds
// columns: program, holder, first, claims, evidence, document
MATCH (named:Program)
WHERE named.id = $program OR named.name = $program OR $program IN coalesce(named.aliases, [])
MATCH (named)-[:SAME_AS*0..3]-(p:Program)
WITH DISTINCT p
MATCH (holder:Entity)-[c:RUNS]->(p)
WHERE c.year IS NOT NULL
OPTIONAL MATCH (holder)-[:SAME_AS*1..3]-(other:Institution)
WITH p, c, holder, collect(DISTINCT other) + [holder] AS known
UNWIND known AS one
WITH p, c, known, one ORDER BY size(one.id) DESC, one.id
WITH p, c, known, collect(one)[0] AS holder
WITH p, holder, c ORDER BY c.year, c.id
WITH p, holder, collect(c)[0] AS c, count(c) AS claims
OPTIONAL MATCH (s:Source {id: c.source})
RETURN p.name AS program, holder.name AS holder, c.year AS first, claims AS claims, c.evidence AS evidence,
       coalesce(s.title, s.name) AS document
ORDER BY program, first, holder
