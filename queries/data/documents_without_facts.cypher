// name: documents_without_facts
// zh: 没有提取出任何事实的文件
// en: Documents from which no fact was taken
// scan: looks at every document
// columns: id, title, name, kind, year
MATCH (s:Source)
WHERE NOT EXISTS {
  MATCH (s)<-[:MENTIONED_IN]-(:Entity)-[c]->(:Entity)
  WHERE c.source = s.id AND c.evidence IS NOT NULL
}
RETURN s.id AS id, s.title AS title, s.name AS name, s.kind AS kind, s.year AS year
ORDER BY id
