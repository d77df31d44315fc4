// name: relationship_counts
// zh: 各类关系的数量，其中推导得出的数量
// en: Numbers of relationships by type, and how many of them are derived
// scan: counts every relationship
// columns: type, relationships, derived
MATCH (:Entity)-[r]->()
WITH type(r) AS type, count(r) AS relationships, count(CASE WHEN r.derived THEN 1 END) AS derived
RETURN type AS type, relationships AS relationships, derived AS derived
ORDER BY type
