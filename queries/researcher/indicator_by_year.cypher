// name: indicator_by_year
// zh: 某项指标历年的报告结果：数量、最小、平均、最大
// en: The reported results for an indicator by year and unit: number, least, mean and greatest, over all who report
// param indicator: string -- name, alias or id of the indicator
// scan: indicators are some hundreds, and aliases are lists, which no index holds
// columns: indicator, year, unit, holders, results, least, mean, greatest
MATCH (i:Indicator)
WHERE i.id = $indicator OR i.name = $indicator OR $indicator IN coalesce(i.aliases, [])
MATCH (holder:Entity)-[:REPORTS]->(r:Result)-[:MEASURES]->(i)
WITH i, holder, collect(DISTINCT r) AS found
OPTIONAL MATCH (holder)-[:SAME_AS*1..3]-(other:Institution)
WITH i, holder, found, min(other.id) AS least
UNWIND found AS r
WITH i, r.year AS year, coalesce(r.unit_si, r.unit) AS unit, coalesce(r.value_si, r.value) AS value, r,
     CASE WHEN least < holder.id THEN least ELSE holder.id END AS one
WITH i, year, unit, count(DISTINCT one) AS holders, count(DISTINCT r) AS results, min(value) AS least,
     avg(value) AS mean, max(value) AS greatest
RETURN i.name AS indicator, year AS year, unit AS unit, holders AS holders, results AS results, least AS least,
       mean AS mean, greatest AS greatest
ORDER BY indicator, coalesce(year, 9999), unit
