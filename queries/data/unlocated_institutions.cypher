// name: unlocated_institutions
// zh: 不知道在哪个地区的学校和机构
// en: Institutions of which the graph does not know the district
// param limit: integer = 100 -- how many at most
// scan: looks at every institution
// columns: id, name, labels
MATCH (e:Institution)
WHERE NOT EXISTS { MATCH (e)-[:LOCATED_IN|GOVERNS]->(:District) }
WITH e
WHERE NOT EXISTS { MATCH (e)-[:SAME_AS*1..3]-(:Institution)-[:LOCATED_IN|GOVERNS]->(:District) }
RETURN e.id AS id, e.name AS name, [label IN labels(e) WHERE NOT label IN ['Entity', 'Institution']] AS labels
ORDER BY id
LIMIT $limit
