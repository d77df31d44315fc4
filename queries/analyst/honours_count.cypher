// name: honours_count
// zh: 各单位获得荣誉的数量（某年、某级别）
// en: Who holds how many honours, most first, of a level and in a year if they are given
// param level: string = null -- national, provincial, city or district
// param year: integer = null -- only claims about this year
// param limit: integer = 50 -- how many holders at most
// scan: counts every award
// columns: holder, id, honours, names
MATCH (holder:Entity)-[c:AWARDED]->(h:Honor)
WHERE ($level IS NULL OR h.level = $level) AND ($year IS NULL OR c.year = $year)
WITH DISTINCT holder, h
OPTIONAL MATCH (holder)-[:SAME_AS*1..3]-(other:Institution)
WITH holder, h, collect(DISTINCT other) + [holder] AS known
UNWIND known AS one
WITH h, known, one ORDER BY size(one.id) DESC, one.id
WITH h, known, collect(one)[0] AS holder
WITH holder, collect(DISTINCT h) AS found
ORDER BY size(found) DESC, holder.name, holder.id LIMIT $limit
UNWIND found AS h
WITH holder, h ORDER BY h.name
WITH holder, collect(h.name) AS names
RETURN holder.name AS holder, holder.id AS id, size(names) AS honours, names AS names
ORDER BY honours DESC, holder, id
