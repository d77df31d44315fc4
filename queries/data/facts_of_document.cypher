// name: facts_of_document
// zh: 某份文件里的全部事实，按原文顺序
// en: All facts that a document states, in the order of its text
// param document: string -- id, title or file name of the document
// scan: documents are found by title or file name too
// columns: document, start, from, relation, to, year, evidence, claim
MATCH (s:Source)
WHERE s.id = $document OR s.title = $document OR s.name = $document OR $document IN coalesce(s.titles, [])
MATCH (s)<-[:MENTIONED_IN]-(mentioned:Entity)
WITH DISTINCT s, mentioned
MATCH (mentioned)-[c]->(o:Entity)
WHERE c.source = s.id AND c.evidence IS NOT NULL
RETURN coalesce(s.title, s.name) AS document, c.start AS start, mentioned.name AS from, type(c) AS relation,
       o.name AS to, c.year AS year, c.evidence AS evidence, c.id AS claim
ORDER BY document, start, relation, claim
