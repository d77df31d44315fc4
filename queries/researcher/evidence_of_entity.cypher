// name: evidence_of_entity
// zh: 某个实体或数值背后的原句、文件与位置
// en: The sentences behind an entity or a figure: every relationship that names it, with document and offsets
// param id: string -- id or name of the entity, id of the figure
// columns: claim, from, relation, to, year, evidence, document, source, start, end
MATCH (named:Entity)
WHERE named.id = $id OR named.name = $id
MATCH (named)-[:SAME_AS*0..3]-(e:Entity)
WITH DISTINCT e
MATCH (e)-[c]-(:Entity)
WHERE c.evidence IS NOT NULL
WITH DISTINCT c
OPTIONAL MATCH (s:Source {id: c.source})
RETURN c.id AS claim, startNode(c).name AS from, type(c) AS relation, endNode(c).name AS to, c.year AS year,
       c.evidence AS evidence, coalesce(s.title, s.name) AS document, c.source AS source, c.start AS start, c.end AS end
ORDER BY source, start, claim
