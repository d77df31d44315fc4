// name: districts
// zh: 各区概况：教育局、项目、目标、结果、文件的数量
// en: An overview of the districts whose bureau speaks: numbers of programs, targets, results and documents
// scan: an overview of all districts
// columns: district, adcode, bureau, programs, targets, results, documents
MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d:District)
WITH DISTINCT bureau, d
OPTIONAL MATCH (bureau)-[:RUNS]->(p:Program)
WITH bureau, d, count(DISTINCT p) AS programs
OPTIONAL MATCH (bureau)-[:TARGETS]->(t:Target)
WITH bureau, d, programs, count(DISTINCT t) AS targets
OPTIONAL MATCH (bureau)-[:REPORTS]->(r:Result)
WITH bureau, d, programs, targets, count(DISTINCT r) AS results
OPTIONAL MATCH (bureau)-[:MENTIONED_IN]->(s:Source)
WITH bureau, d, programs, targets, results, count(DISTINCT s) AS documents
RETURN d.name AS district, d.adcode AS adcode, bureau.name AS bureau, programs AS programs, targets AS targets,
       results AS results, documents AS documents
ORDER BY district, bureau
