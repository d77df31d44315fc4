// name: benchmark
// zh: 各区某项指标的目标与结果并列，每年结果最好的在前
// en: Districts side by side: what they and their bureaus plan and report for an indicator, the best result of a year first
// param indicator: string -- name, alias or id of the indicator
// param year: integer = null -- only this year
// param within: string = null -- only districts in this city or province: name, alias, id or six-digit code
// scan: indicators are some hundreds, and aliases are lists, which no index holds
// columns: indicator, year, district, adcode, within, status, comparator, target, target_unit, result_comparator, result, result_unit, result_derived, target_evidence, target_document, result_evidence, result_document, target_figure, result_figure
MATCH (i:Indicator)
WHERE i.id = $indicator OR i.name = $indicator OR $indicator IN coalesce(i.aliases, [])
MATCH (holder:Entity)-[:TARGETS|REPORTS]->(:Figure)-[:MEASURES]->(i)
WITH DISTINCT i, holder
OPTIONAL MATCH (holder)-[:GOVERNS]->(governed:District)
WITH DISTINCT i, holder, CASE WHEN 'District' IN labels(holder) THEN holder ELSE governed END AS d
WHERE d IS NOT NULL
OPTIONAL MATCH path = (d)-[:LOCATED_IN*1..3]->(w:District)
WITH i, holder, d, w, length(path) AS steps ORDER BY steps
WITH i, holder, d, collect(w) AS above
WHERE $within IS NULL
      OR any(w IN above + [d] WHERE w.id = $within OR w.adcode = $within OR w.name = $within OR $within IN coalesce(w.aliases, []))
WITH i, d, [w IN above | w.name] AS within, collect(holder) AS holders
CALL {
  WITH i, holders
  UNWIND holders AS holder
  MATCH (holder)-[c:TARGETS]->(t:Target)-[:MEASURES]->(i:Indicator)
  WHERE t.year IS NOT NULL AND ($year IS NULL OR t.year = $year)
  WITH DISTINCT t, i, c.source AS source
  OPTIONAL MATCH (s:Source {id: source})
  WITH t, i, s
  ORDER BY coalesce(s.year, 0) DESC, coalesce(s.title, s.name, ''), t.start, t.id
  WITH i, t.year AS year, coalesce(t.value_si, t.value) AS value, coalesce(t.upper_si, t.upper) AS upper,
       coalesce(t.unit_si, t.unit) AS unit, collect(t) AS same, collect(coalesce([k IN range(0, coalesce(size(s.titles), 0) - 1) 
                WHERE size(s.titles) = size(s.years) AND s.years[k] = t.year | s.titles[k]][0], s.title, s.name)) AS titles
  UNWIND same AS stated
  OPTIONAL MATCH (r:Result)-[f:FULFILS]->(stated)
  WITH i, year, same[0] AS t, titles[0] AS title, collect(r) AS found, collect(toString(f.met)) AS told
  UNWIND CASE WHEN size(found) = 0 THEN [null] ELSE range(0, size(found) - 1) END AS at
  WITH i, year, t, title, found[at] AS r, collect(DISTINCT told[at]) AS mets
  OPTIONAL MATCH (:Entity)-[c:REPORTS]->(r)
  OPTIONAL MATCH (s:Source {id: c.source})
  WITH i, year, t, title, r, s, mets
  ORDER BY coalesce(s.year, 0) DESC, coalesce(s.title, s.name, ''), r.start, r.id
  WITH i, year, t, title, coalesce(r.value_si, r.value) AS value, coalesce(r.upper_si, r.upper) AS upper,
       coalesce(r.unit_si, r.unit) AS unit, collect(r)[0] AS r, collect(coalesce([k IN range(0, coalesce(size(s.titles), 0) - 1) 
               WHERE size(s.titles) = size(s.years) AND s.years[k] = r.year | s.titles[k]][0], s.title, s.name))[0] AS reported,
       collect(mets)[0] AS mets
  RETURN year, t, title, r, reported,
         CASE WHEN r IS NULL THEN 'not reported' WHEN 'true' IN mets THEN 'met' WHEN 'false' IN mets THEN 'missed'
              ELSE 'unknown' END AS status
  UNION
  WITH i, holders
  UNWIND holders AS holder
  MATCH (holder)-[c:REPORTS]->(r:Result)-[:MEASURES]->(i:Indicator)
  WHERE r.year IS NOT NULL AND ($year IS NULL OR r.year = $year) AND NOT EXISTS { MATCH (r)-[:FULFILS]->(:Target) }
  WITH DISTINCT r, i, c.source AS source
  OPTIONAL MATCH (s:Source {id: source})
  WITH r, i, s
  ORDER BY coalesce(s.year, 0) DESC, coalesce(s.title, s.name, ''), r.start, r.id
  WITH i, r.year AS year, coalesce(r.value_si, r.value) AS value, coalesce(r.upper_si, r.upper) AS upper,
       coalesce(r.unit_si, r.unit) AS unit, collect(r)[0] AS r, collect(coalesce([k IN range(0, coalesce(size(s.titles), 0) - 1) 
               WHERE size(s.titles) = size(s.years) AND s.years[k] = r.year | s.titles[k]][0], s.title, s.name))[0] AS reported
  RETURN year, null AS t, null AS title, r, reported, 'new' AS status
}
WITH d, within, i, year, t, title, r, reported, status, coalesce(r.value_si, r.value) AS value
RETURN i.name AS indicator, year AS year, d.name AS district, d.adcode AS adcode, within AS within, status AS status,
       t.comparator AS comparator, t.value AS target, t.unit AS target_unit, r.comparator AS result_comparator,
       r.value AS result, r.unit AS result_unit, r.derived AS result_derived,
       t.evidence AS target_evidence, title AS target_document, r.evidence AS result_evidence,
       reported AS result_document, t.id AS target_figure, r.id AS result_figure
ORDER BY year, coalesce(CASE WHEN i.direction = 'less' THEN value ELSE -value END, 1.0e300),
         coalesce(-coalesce(t.value_si, t.value), 1.0e300), coalesce(target_figure, ''), coalesce(result_figure, '')
