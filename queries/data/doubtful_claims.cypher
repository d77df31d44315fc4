// name: doubtful_claims
// zh: 置信度最低的事实（供人工核对）
// en: The claims with the least confidence, to be looked at by people
// param below: number = 0.8 -- only claims below this confidence
// param limit: integer = 100 -- how many at most
// scan: looks at every claim
// columns: confidence, rule, from, relation, to, evidence, document, claim
MATCH (a:Entity)-[c:TARGETS|REPORTS|RUNS|PARTICIPATES_IN|PAIRS_WITH|MANAGES|MEMBER_OF|PART_OF|MERGES_WITH|BUILDS|ISSUED|IMPLEMENTS|AWARDED|SEEKS|COOPERATES_WITH|RENAMED_TO]->(b:Entity)
WHERE c.confidence < $below
WITH a, c, b ORDER BY c.confidence, c.id LIMIT $limit
OPTIONAL MATCH (s:Source {id: c.source})
RETURN c.confidence AS confidence, c.rule AS rule, a.name AS from, type(c) AS relation, b.name AS to,
       c.evidence AS evidence, coalesce(s.title, s.name) AS document, c.id AS claim
ORDER BY confidence, claim
