// name: search_entities
// zh: 名称或别名里含有某段文字的实体
// en: Entities whose name or an alias contains a text
// param text: string -- part of a name
// param label: string = "Entity" -- only this class, e.g. School
// param limit: integer = 50 -- how many at most
// scan: a part of a name; the full-text index has another name in each store
// columns: id, name, aliases, labels
MATCH (e:Entity)
WHERE $label IN labels(e) AND NOT 'Figure' IN labels(e)
  AND (e.name CONTAINS $text OR any(alias IN coalesce(e.aliases, []) WHERE alias CONTAINS $text))
RETURN e.id AS id, e.name AS name, coalesce(e.aliases, []) AS aliases,
       [label IN labels(e) WHERE label <> 'Entity'] AS labels
ORDER BY size(e.name), id
LIMIT $limit
