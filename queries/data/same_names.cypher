// name: same_names
// zh: 同名而编号不同的实体（可能是同一个，也可能不是）
// en: Entities with the same name and different ids, which may be one thing or several
// param label: string = "Institution" -- only this class, e.g. School
// param limit: integer = 100 -- how many names at most
// scan: compares all names
// columns: name, ids
MATCH (e:Entity)
WHERE $label IN labels(e) AND NOT 'Figure' IN labels(e)
WITH e.name AS name, collect(e.id) AS found
WHERE size(found) > 1
WITH name, found ORDER BY size(found) DESC, name LIMIT $limit
UNWIND found AS id
WITH name, id ORDER BY id
WITH name, collect(id) AS ids
RETURN name AS name, ids AS ids
ORDER BY size(ids) DESC, name
