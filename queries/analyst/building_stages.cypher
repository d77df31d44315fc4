// name: building_stages
// zh: 各年在建、竣工、投用的学校和幼儿园数量
// en: How many schools and kindergartens are planned, started, under construction, completed and in use, by year
// scan: counts every claim of building
// columns: year, stage, kind, institutions
MATCH (:Entity)-[c:BUILDS]->(school:Institution)
WITH school, collect(DISTINCT {year: c.year, stage: c.stage}) AS said
OPTIONAL MATCH (school)-[:SAME_AS*1..3]-(other:Institution)
WITH school, said, min(other.id) AS least
UNWIND said AS one
WITH one.year AS year, one.stage AS stage,
     CASE WHEN 'Kindergarten' IN labels(school) THEN 'Kindergarten' ELSE 'School' END AS kind,
     count(DISTINCT CASE WHEN least < school.id THEN least ELSE school.id END) AS institutions
RETURN year AS year, stage AS stage, kind AS kind, institutions AS institutions
ORDER BY coalesce(year, 9999), coalesce(stage, ''), kind
