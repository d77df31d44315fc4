// name: indicators_used
// zh: 各项指标被设为目标、报告结果的次数
// en: How often each indicator is planned and reported, most first
// param limit: integer = 100 -- how many indicators at most
// scan: counts every figure
// columns: indicator, id, targets, results
MATCH (f:Figure)-[:MEASURES]->(i:Indicator)
WITH i, count(DISTINCT CASE WHEN 'Target' IN labels(f) THEN f END) AS targets,
     count(DISTINCT CASE WHEN 'Result' IN labels(f) THEN f END) AS results
RETURN i.name AS indicator, i.id AS id, targets AS targets, results AS results
ORDER BY targets + results DESC, id
LIMIT $limit
