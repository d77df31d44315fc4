// name: diff_years
// zh: 某区两年之间的变化：新增、取消、提高、降低
// en: What has changed between two years of a district, its bureau and its schools: new, gone, raised, lowered, changed
// param district: string -- name, alias, id or six-digit code of the district
// param before: integer -- the earlier year
// param after: integer -- the later year
// scan: districts are a few thousand at most, and aliases are lists, which no index holds
// columns: change, kind, holder, name, before_comparator, before, before_unit, before_stage, after_comparator, after, after_unit, after_stage, before_evidence, before_document, after_evidence, after_document
MATCH (d:District)
WHERE d.id = $district OR d.adcode = $district OR d.name = $district OR $district IN coalesce(d.aliases, [])
OPTIONAL MATCH (bureau:GovernmentBody)-[:GOVERNS]->(d)
WITH d, collect(DISTINCT bureau) AS bureaus
OPTIONAL MATCH (school:Institution)-[:LOCATED_IN]->(d)
WITH d, bureaus, collect(DISTINCT school) AS schools
UNWIND bureaus + [d] + schools AS holder
WITH DISTINCT holder
MATCH (holder)-[c:TARGETS|REPORTS|RUNS|PARTICIPATES_IN|PAIRS_WITH|MANAGES|MEMBER_OF|PART_OF|MERGES_WITH|BUILDS|ISSUED|IMPLEMENTS|AWARDED|SEEKS|COOPERATES_WITH]->(x:Entity)
WHERE c.year IN [$before, $after]
WITH holder, c, x, c.source AS source, 0 AS distance,
     CASE c.year WHEN $before THEN 'before' ELSE 'after' END AS side
OPTIONAL MATCH (s:Source {id: source})
OPTIONAL MATCH (x)-[:MEASURES]->(i:Indicator)
OPTIONAL MATCH (holder)-[:SAME_AS|RENAMED_TO*1..6]-(same:Entity)
WITH holder, c, x, s, i, distance, side, collect(same.id) + [holder.id] AS holders
OPTIONAL MATCH (x)-[:SAME_AS|RENAMED_TO*1..6]-(same:Entity)
WITH holder, c, x, s, i, distance, side, holders, collect(same.id) + [x.id] AS others
WITH holder, c, x, s, i, side, type(c) + '|' + reduce(least = holder.id, id IN holders | CASE WHEN id < least THEN id ELSE least END)
     + '|' + coalesce(i.id, reduce(least = x.id, id IN others | CASE WHEN id < least THEN id ELSE least END))
     + '|' + coalesce(toString(distance), '') AS matter
ORDER BY coalesce(s.year, 0) DESC, CASE WHEN i IS NULL AND s.kind <> 'summary' THEN 1 ELSE 0 END,
         coalesce(s.title, s.name, ''), coalesce(c.start, 0), coalesce(CASE WHEN i IS NOT NULL THEN x.id END, c.id)
WITH matter, side, collect({holder: holder.name, kind: CASE type(c) WHEN 'TARGETS' THEN 'target' WHEN 'REPORTS' THEN 'result' ELSE type(c) END,
     name: coalesce(i.name, x.name), comparator: x.comparator, value: x.value, unit: x.unit, stage: c.stage,
     si: coalesce(x.value_si, x.value), upper: coalesce(x.upper_si, x.upper), measure: coalesce(x.unit_si, x.unit, ''),
     figure: i IS NOT NULL, evidence: coalesce(c.evidence, CASE WHEN i IS NOT NULL THEN x.evidence END),
     document: coalesce([k IN range(0, coalesce(size(s.titles), 0) - 1) 
                        WHERE size(s.titles) = size(s.years) AND s.years[k] = c.year | s.titles[k]][0], s.title, s.name)}) AS said
WITH matter, collect(CASE side WHEN 'before' THEN said[0] END) AS olds, collect(CASE side WHEN 'after' THEN said[0] END) AS news
WITH olds[0] AS old, news[0] AS new
WITH old, new, coalesce(new, old) AS one
WITH old, new, one,
     CASE WHEN old IS NULL THEN 'new' WHEN new IS NULL THEN 'gone'
          WHEN NOT one.figure THEN CASE WHEN coalesce(old.stage, '') = coalesce(new.stage, '') THEN null ELSE 'changed' END
          WHEN old.measure <> new.measure OR old.si IS NULL OR new.si IS NULL THEN 'changed'
          WHEN new.si > old.si OR new.si = old.si AND coalesce(new.upper, new.si) > coalesce(old.upper, old.si) THEN 'raised'
          WHEN new.si < old.si OR coalesce(new.upper, new.si) < coalesce(old.upper, old.si) THEN 'lowered'
     END AS change
WHERE change IS NOT NULL
WITH old, new, one, change, CASE change WHEN 'raised' THEN 0 WHEN 'lowered' THEN 1 WHEN 'changed' THEN 2 WHEN 'new' THEN 3 ELSE 4 END AS rank
RETURN change AS change, one.kind AS kind, one.holder AS holder, one.name AS name, old.comparator AS before_comparator,
       old.value AS before, old.unit AS before_unit, old.stage AS before_stage, new.comparator AS after_comparator,
       new.value AS after, new.unit AS after_unit, new.stage AS after_stage, old.evidence AS before_evidence,
       old.document AS before_document, new.evidence AS after_evidence, new.document AS after_document
ORDER BY rank, kind, name, holder, coalesce(before_evidence, ''), coalesce(after_evidence, '')
