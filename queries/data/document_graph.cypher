// name: document_graph
// zh: 某份文件里的事实，画成图
// en: The facts that a document states, drawn as a graph
// param document: string -- id, title or file name of the document
// param limit: integer = 200 -- how many facts at most
// scan: documents are found by title or file name too
// result: graph
// columns: from, claim, to
MATCH (s:Source)
WHERE s.id = $document OR s.title = $document OR s.name = $document OR $document IN coalesce(s.titles, [])
MATCH (s)<-[:MENTIONED_IN]-(a:Entity)
WITH DISTINCT s, a
MATCH (a)-[c]->(b:Entity)
WHERE c.source = s.id AND c.evidence IS NOT NULL
WITH a, c, b ORDER BY c.start, c.id LIMIT $limit
RETURN a AS from, c AS claim, b AS to
