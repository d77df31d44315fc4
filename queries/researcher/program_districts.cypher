// name: program_districts
// zh: 哪些区、哪些单位在开展或参与某个项目
// en: Which districts, bureaus and institutions run a program or take part in it
// param program: string -- name, alias or id of the program
// param year: integer = null -- only claims about this year
// scan: aliases are lists, which no index holds
// columns: program, relation, holder, district, year, evidence, document, claim
MATCH (named:Program)
WHERE named.id = $program OR named.name = $program OR $program IN coalesce(named.aliases, [])
MATCH (named)-[:SAME_AS*0..3]-(p:Program)
WITH DISTINCT p
MATCH (holder:Entity)-[c:RUNS|PARTICIPATES_IN]->(p)
WHERE $year IS NULL OR c.year = $year
OPTIONAL MATCH (holder)-[:GOVERNS|LOCATED_IN]->(d:District)
WITH p, c, holder, collect(DISTINCT d.name) AS places
OPTIONAL MATCH (s:Source {id: c.source})
RETURN p.name AS program, type(c) AS relation, holder.name AS holder,
       CASE WHEN 'District' IN labels(holder) THEN holder.name ELSE places[0] END AS district,
       c.year AS year, c.evidence AS evidence, coalesce(s.title, s.name) AS document, c.id AS claim
ORDER BY program, district, holder, year, claim
