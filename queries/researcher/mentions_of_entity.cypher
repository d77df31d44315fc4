// name: mentions_of_entity
// zh: 某个实体在哪些文件里、以什么名称、在什么位置出现
// en: In which documents an entity is mentioned, under which names and where (offsets in characters)
// param name: string -- name, alias or id of the entity
// scan: aliases are lists, which no index holds
// columns: name, id, document, source, names, starts, ends
MATCH (named:Entity)
WHERE named.id = $name OR named.name = $name OR $name IN coalesce(named.aliases, [])
MATCH (named)-[:SAME_AS*0..3]-(e:Entity)
WITH DISTINCT e
MATCH (e)-[m:MENTIONED_IN]->(s:Source)
RETURN e.name AS name, e.id AS id, coalesce(s.title, s.name) AS document, s.id AS source, m.names AS names,
       m.starts AS starts, m.ends AS ends
ORDER BY id, source
