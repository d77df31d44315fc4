// name: neighbourhood
// zh: 某单位（或其他实体）的全部直接关系
// en: Everything that stands in a relationship with an institution (or any other entity)
// param name: string -- name, alias or id of the entity
// param limit: integer = 200 -- how many relationships at most
// scan: aliases are lists, which no index holds
// columns: name, direction, relation, other, labels, year, evidence, claim
MATCH (named:Entity)
WHERE named.id = $name OR named.name = $name OR $name IN coalesce(named.aliases, [])
MATCH (named)-[:SAME_AS*0..3]-(e:Entity)
WITH collect(DISTINCT e) AS things
UNWIND things AS e
MATCH (e)-[c]-(o:Entity)
WHERE startNode(c) = e OR NOT startNode(c) IN things
RETURN e.name AS name, CASE WHEN startNode(c).id = e.id THEN '->' ELSE '<-' END AS direction, type(c) AS relation,
       o.name AS other, [label IN labels(o) WHERE label <> 'Entity'] AS labels, c.year AS year, c.evidence AS evidence,
       c.id AS claim
ORDER BY name, relation, direction, year, other, claim
LIMIT $limit
