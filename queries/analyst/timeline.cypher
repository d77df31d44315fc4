// name: timeline
// zh: 各文件对某个学校、机构或项目的说法，按年份，包括它的其他名称和更名前后的名称
// en: What the documents say of an institution or program, year by year, under all names that it has or had
// param name: string -- name, alias or id
// scan: aliases are lists, which no index holds
// columns: thing, id, year, relation, direction, detail, other, evidence, document, claim
MATCH (named:Entity)
WHERE (named.id = $name OR named.name = $name OR $name IN coalesce(named.aliases, []))
      AND NOT named:Figure AND NOT named:Indicator
MATCH (named)-[:SAME_AS|RENAMED_TO*0..6]-(e:Entity)
WITH collect(DISTINCT e) AS things
UNWIND things AS e
MATCH (e)-[c:RUNS|PARTICIPATES_IN|PAIRS_WITH|MANAGES|MEMBER_OF|PART_OF|MERGES_WITH|BUILDS|ISSUED|IMPLEMENTS|AWARDED|SEEKS|COOPERATES_WITH|TARGETS|REPORTS|RENAMED_TO|SUCCEEDED_BY]-(other:Entity)
WHERE startNode(c) = e OR NOT startNode(c) IN things
WITH DISTINCT e, c, other, c.source AS source, CASE WHEN startNode(c) = e THEN '->' ELSE '<-' END AS direction
OPTIONAL MATCH (s:Source {id: source})
RETURN e.name AS thing, e.id AS id, c.year AS year, type(c) AS relation, direction AS direction,
       coalesce(c.stage, c.kind) AS detail, other.name AS other, c.evidence AS evidence,
       coalesce([k IN range(0, coalesce(size(s.titles), 0) - 1) 
                 WHERE size(s.titles) = size(s.years) AND s.years[k] = c.year | s.titles[k]][0], s.title, s.name) AS document, c.id AS claim
ORDER BY coalesce(year, 9999), coalesce(s.year, 9999), coalesce(s.kind, ''), coalesce(s.title, s.name, ''),
         coalesce(c.start, 0), claim, id
