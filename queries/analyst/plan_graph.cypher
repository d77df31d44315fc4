// name: plan_graph
// zh: 某区某年的目标、结果与对应关系，画成图
// en: The targets and results of a district and its bureau for a year, with what fulfils what, drawn as a graph
// param district: string -- name, alias, id or six-digit code of the district
// param year: integer -- the year
// scan: districts are a few thousand at most, and aliases are lists, which no index holds
// result: graph
// columns: actor, held, figure, measures, indicator, fulfils, other
MATCH (d:District)
WHERE d.id = $district OR d.adcode = $district OR d.name = $district OR $district IN coalesce(d.aliases, [])
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d)
WITH collect(DISTINCT bureau) + collect(DISTINCT d) AS actors
UNWIND actors AS actor
MATCH (actor)-[held:TARGETS|REPORTS]->(figure:Figure)
WHERE figure.year = $year
OPTIONAL MATCH (figure)-[measures:MEASURES]->(indicator:Indicator)
OPTIONAL MATCH (figure)-[fulfils:FULFILS]->(other:Target)
RETURN actor AS actor, held AS held, figure AS figure, measures AS measures, indicator AS indicator, fulfils AS fulfils,
       other AS other
ORDER BY held.id, measures.id, fulfils.id
