// name: documents_without_facts
// zh: 没有提取出任何事实的文件
// en: Documents from which no fact was taken
// scan: looks at every document
// columns: id, title, name, kind, year
MATCH (s:Source)
WHERE NOT EXISTS { MATCH ()-[c:TARGETS]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:REPORTS]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:RUNS]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:PARTICIPATES_IN]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:PAIRS_WITH]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:MANAGES]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:MEMBER_OF]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:PART_OF]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:MERGES_WITH]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:BUILDS]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:ISSUED]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:IMPLEMENTS]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:AWARDED]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:SEEKS]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:COOPERATES_WITH]->() WHERE c.source = s.id }
  AND NOT EXISTS { MATCH ()-[c:RENAMED_TO]->() WHERE c.source = s.id }
RETURN s.id AS id, s.title AS title, s.name AS name, s.kind AS kind, s.year AS year
ORDER BY id
