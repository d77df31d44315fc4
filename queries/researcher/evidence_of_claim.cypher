// name: evidence_of_claim
// zh: 某条关系背后的原句、文件与位置
// en: The sentence behind a relationship, its document and where it stands there
// param id: string -- id of the relationship
// columns: claim, from, relation, to, year, evidence, document, source, start, end
CALL {
  MATCH ()-[c:RUNS]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:PARTICIPATES_IN]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:PAIRS_WITH]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:MANAGES]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:MEMBER_OF]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:PART_OF]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:MERGES_WITH]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:BUILDS]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:ISSUED]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:IMPLEMENTS]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:AWARDED]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:SEEKS]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:COOPERATES_WITH]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:RENAMED_TO]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:SAME_AS]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:SUCCEEDED_BY]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:DIFFERENT_FROM]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:TARGETS]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:REPORTS]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:MEASURES]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:LOCATED_IN]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:GOVERNS]->() WHERE c.id = $id RETURN c
  UNION ALL MATCH ()-[c:FULFILS]->() WHERE c.id = $id RETURN c
}
OPTIONAL MATCH (s:Source {id: c.source})
RETURN c.id AS claim, startNode(c).name AS from, type(c) AS relation, endNode(c).name AS to, c.year AS year,
       c.evidence AS evidence, coalesce(s.title, s.name) AS document, c.source AS source, c.start AS start, c.end AS end
