// name: entity_graph
// zh: 某个实体及其全部直接关系，画成图
// en: An entity and everything that stands in a relationship with it, drawn as a graph
// param name: string -- name, alias or id of the entity
// param limit: integer = 100 -- how many relationships at most
// scan: aliases are lists, which no index holds
// result: graph
// columns: entity, claim, other
MATCH (named:Entity)
WHERE named.id = $name OR named.name = $name OR $name IN coalesce(named.aliases, [])
MATCH (named)-[:SAME_AS*0..3]-(e:Entity)
WITH collect(DISTINCT e) AS things
UNWIND things AS e
MATCH (e)-[c]-(o:Entity)
WHERE startNode(c) = e OR NOT startNode(c) IN things
WITH e, c, o ORDER BY c.id LIMIT $limit
RETURN e AS entity, c AS claim, o AS other
