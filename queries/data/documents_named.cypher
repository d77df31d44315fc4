// name: documents_named
// zh: 某个标题或文件名所指的文件
// en: The documents with an id, title or file name, or with a text of that title
// param name: string -- id, title or file name
// scan: documents are found by title or file name too
// columns: id, title, kind, year
MATCH (s:Source)
WHERE s.id = $name OR s.title = $name OR s.name = $name OR $name IN coalesce(s.titles, [])
RETURN s.id AS id, coalesce(s.title, s.name) AS title, s.kind AS kind, s.year AS year
ORDER BY id
