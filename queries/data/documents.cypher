// name: documents
// zh: 已入库的文件
// en: The documents in the store
// param year: integer = null -- only documents of this year
// scan: lists all documents
// columns: id, title, kind, year, publisher, published, name, url
MATCH (s:Source)
WHERE $year IS NULL OR s.year = $year
RETURN s.id AS id, coalesce(s.title, s.name) AS title, s.kind AS kind, s.year AS year, s.publisher AS publisher,
       s.published AS published, s.name AS name, s.url AS url
ORDER BY year, publisher, title, id
