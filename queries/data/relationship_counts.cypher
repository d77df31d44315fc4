// name: relationship_counts
// zh: 各类关系的数量，其中推导得出的数量
// en: Numbers of relationships by type, and how many of them are derived
// scan: counts every relationship; of types that only texts state, which are listed one by one, the store knows the number
// columns: type, relationships, derived
CALL {
  MATCH ()-[r:REPORTS|MEASURES|RENAMED_TO|LOCATED_IN|GOVERNS|FULFILS|SAME_AS|DIFFERENT_FROM|SUCCEEDED_BY]->()
  RETURN type(r) AS type, count(r) AS relationships, count(CASE WHEN r.derived THEN 1 END) AS derived
  UNION ALL MATCH ()-[r:TARGETS]->() WITH count(r) AS relationships RETURN 'TARGETS' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:RUNS]->() WITH count(r) AS relationships RETURN 'RUNS' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:PARTICIPATES_IN]->() WITH count(r) AS relationships RETURN 'PARTICIPATES_IN' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:PAIRS_WITH]->() WITH count(r) AS relationships RETURN 'PAIRS_WITH' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:MANAGES]->() WITH count(r) AS relationships RETURN 'MANAGES' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:MEMBER_OF]->() WITH count(r) AS relationships RETURN 'MEMBER_OF' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:PART_OF]->() WITH count(r) AS relationships RETURN 'PART_OF' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:MERGES_WITH]->() WITH count(r) AS relationships RETURN 'MERGES_WITH' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:BUILDS]->() WITH count(r) AS relationships RETURN 'BUILDS' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:ISSUED]->() WITH count(r) AS relationships RETURN 'ISSUED' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:IMPLEMENTS]->() WITH count(r) AS relationships RETURN 'IMPLEMENTS' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:AWARDED]->() WITH count(r) AS relationships RETURN 'AWARDED' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:SEEKS]->() WITH count(r) AS relationships RETURN 'SEEKS' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:COOPERATES_WITH]->() WITH count(r) AS relationships RETURN 'COOPERATES_WITH' AS type, relationships, 0 AS derived
  UNION ALL MATCH ()-[r:MENTIONED_IN]->() WITH count(r) AS relationships RETURN 'MENTIONED_IN' AS type, relationships, 0 AS derived
}
WITH type, relationships, derived WHERE relationships > 0
RETURN type AS type, relationships AS relationships, derived AS derived
ORDER BY type
