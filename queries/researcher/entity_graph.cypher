// name: entity_graph
// zh: 某个实体及其全部直接关系，画成图
// en: An entity and everything that stands in a relationship with it, drawn as a graph
// param name: string -- name, alias or id of the entity
// param limit: integer = 100 -- how many relationships at most
// scan: aliases are lists, which no index holds
// result: graph
// columns: entity, claim, other
MATCH (e:Entity)
WHERE e.id = $name OR e.name = $name OR $name IN coalesce(e.aliases, [])
MATCH (e)-[c]-(o:Entity)
WITH e, c, o ORDER BY c.id LIMIT $limit
RETURN e AS entity, c AS claim, o AS other
