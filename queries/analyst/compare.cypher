// name: compare
// zh: 某区某年的目标与结果对照：完成、未完成、未报告、新增
// en: What a district, its bureau and its schools planned for a year against what they report: met, missed, not reported, new
// param district: string -- name, alias, id or six-digit code of the district
// param year: integer -- the year
// scan: districts are a few thousand at most, and aliases are lists, which no index holds
// columns: district, adcode, year, holder, indicator, status, comparator, target, target_upper, target_unit, result_comparator, result, result_upper, result_unit, result_derived, target_evidence, target_document, result_evidence, result_document, target_figure, result_figure
MATCH (d:District)
WHERE d.id = $district OR d.adcode = $district OR d.name = $district OR $district IN coalesce(d.aliases, [])
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d)
WITH d, collect(DISTINCT bureau) AS bureaus
OPTIONAL MATCH (school:Institution)-[:LOCATED_IN]->(d)
WITH d, bureaus, collect(DISTINCT school) AS schools
UNWIND [bureaus + [d]] + [school IN schools WHERE NOT school IN bureaus | [school]] AS holders
CALL {
  WITH holders
  UNWIND holders AS holder
  MATCH (holder)-[c:TARGETS]->(t:Target)-[:MEASURES]->(i:Indicator)
  WHERE t.year = $year
  OPTIONAL MATCH (s:Source {id: c.source})
  WITH DISTINCT holder, t, i, s
  ORDER BY coalesce(s.year, 0) DESC, coalesce(s.title, s.name, ''), t.start, t.id
  WITH i, coalesce(t.value_si, t.value) AS value, coalesce(t.upper_si, t.upper) AS upper,
       coalesce(t.unit_si, t.unit) AS unit, collect(t) AS same, collect(coalesce([k IN range(0, coalesce(size(s.titles), 0) - 1) 
                WHERE size(s.titles) = size(s.years) AND s.years[k] = t.year | s.titles[k]][0], s.title, s.name)) AS titles,
       collect(holder) AS planners
  UNWIND same AS stated
  OPTIONAL MATCH (r:Result)-[f:FULFILS]->(stated)
  WITH i, same[0] AS t, titles[0] AS title, planners[0] AS holder, collect(r) AS found, collect(toString(f.met)) AS told
  UNWIND CASE WHEN size(found) = 0 THEN [null] ELSE range(0, size(found) - 1) END AS at
  WITH i, t, title, holder, found[at] AS r, collect(DISTINCT told[at]) AS mets
  OPTIONAL MATCH (:Entity)-[c:REPORTS]->(r)
  OPTIONAL MATCH (s:Source {id: c.source})
  WITH i, t, title, holder, r, s, mets
  ORDER BY coalesce(s.year, 0) DESC, coalesce(s.title, s.name, ''), r.start, r.id
  WITH i, holder, t, title, coalesce(r.value_si, r.value) AS value, coalesce(r.upper_si, r.upper) AS upper,
       coalesce(r.unit_si, r.unit) AS unit, collect(r)[0] AS r, collect(coalesce([k IN range(0, coalesce(size(s.titles), 0) - 1) 
               WHERE size(s.titles) = size(s.years) AND s.years[k] = r.year | s.titles[k]][0], s.title, s.name))[0] AS reported,
       collect(mets)[0] AS mets
  RETURN holder, i, t, title, r, reported,
         CASE WHEN r IS NULL THEN 'not reported' WHEN 'true' IN mets THEN 'met' WHEN 'false' IN mets THEN 'missed'
              ELSE 'unknown' END AS status
  UNION
  WITH holders
  UNWIND holders AS holder
  MATCH (holder)-[c:REPORTS]->(r:Result)-[:MEASURES]->(i:Indicator)
  WHERE r.year = $year AND NOT EXISTS { MATCH (r)-[:FULFILS]->(:Target) }
        AND NOT EXISTS { MATCH (holder)-[:REPORTS]->(level:Result)-[:MEASURES]->(j:Indicator)
                         WHERE level.year = $year AND i.name IN [j.name + '增长', j.name + '下降'] }
  WITH DISTINCT holder, r, i, c.source AS source
  OPTIONAL MATCH (s:Source {id: source})
  WITH holder, r, i, s
  ORDER BY coalesce(s.year, 0) DESC, coalesce(s.title, s.name, ''), r.start, r.id
  WITH i, coalesce(r.value_si, r.value) AS value, coalesce(r.upper_si, r.upper) AS upper,
       coalesce(r.unit_si, r.unit) AS unit, collect(r)[0] AS r, collect(coalesce([k IN range(0, coalesce(size(s.titles), 0) - 1) 
               WHERE size(s.titles) = size(s.years) AND s.years[k] = r.year | s.titles[k]][0], s.title, s.name))[0] AS reported,
       collect(holder)[0] AS holder
  RETURN holder, i, null AS t, null AS title, r, reported, 'new' AS status
}
WITH d, holder, i, t, title, r, reported, status,
     CASE status WHEN 'missed' THEN 0 WHEN 'not reported' THEN 1 WHEN 'unknown' THEN 2 WHEN 'met' THEN 3 ELSE 4 END AS rank
RETURN d.name AS district, d.adcode AS adcode, $year AS year, holder.name AS holder, i.name AS indicator,
       status AS status, t.comparator AS comparator, t.value AS target, t.upper AS target_upper,
       t.unit AS target_unit, r.comparator AS result_comparator,
       r.value AS result, r.upper AS result_upper, r.unit AS result_unit, r.derived AS result_derived,
       t.evidence AS target_evidence, title AS target_document, r.evidence AS result_evidence,
       reported AS result_document, t.id AS target_figure, r.id AS result_figure
ORDER BY d.id, rank, indicator, holder, coalesce(target_figure, ''), coalesce(result_figure, '')
