// name: building_stages
// zh: 各年在建、竣工、投用的学校和幼儿园数量
// en: How many schools and kindergartens are planned, started, under construction, completed and in use, by year
// scan: counts every claim of building
// columns: year, stage, kind, institutions
MATCH (:Entity)-[c:BUILDS]->(school:Institution)
WITH DISTINCT school, c.year AS year, c.stage AS stage
WITH school, year, stage, COUNT { (school)-[:SAME_AS]-() } AS links
WITH year, stage, CASE WHEN school:Kindergarten THEN 'Kindergarten' ELSE 'School' END AS kind,
     count(CASE WHEN links = 0 THEN 1 END) AS alone, collect(CASE WHEN links > 0 THEN school END) AS linked
CALL (linked) {
  UNWIND linked AS school
  MATCH (school)-[:SAME_AS*1..3]-(other:Institution)
  WITH school, min(other.id) AS least
  RETURN count(DISTINCT CASE WHEN least < school.id THEN least ELSE school.id END) AS institutions
}
RETURN year AS year, stage AS stage, kind AS kind, alone + institutions AS institutions
ORDER BY coalesce(year, 9999), coalesce(stage, ''), kind
