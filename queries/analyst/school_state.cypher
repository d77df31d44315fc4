// name: school_state
// zh: 某学校或幼儿园在某一年的建设状态（规划、开工、在建、竣工、投用），并看穿同一机构的不同名称
// en: How far a school or kindergarten is in a year (planned, started, under construction, completed, in use), by the last claim about that year or one before it; promised where only a plan says so
// param name: string -- name, alias or id of the school
// param year: integer -- the year that is asked about
// scan: aliases are lists, which no index holds
// columns: school, work, stage, since, promised, evidence, document, claim
MATCH (school:Institution)
WHERE school.id = $name OR school.name = $name OR $name IN coalesce(school.aliases, [])
OPTIONAL MATCH (school)-[:SAME_AS*1..3]-(other:Institution)
WITH school, collect(DISTINCT other) + [school] AS known
UNWIND known AS one
MATCH (:GovernmentBody)-[c:BUILDS]->(one)
WHERE c.stage IS NOT NULL AND c.year <= $year
OPTIONAL MATCH (s:Source {id: c.source})
WITH DISTINCT school, c, s,
     CASE c.stage WHEN 'planned' THEN 1 WHEN 'started' THEN 2 WHEN 'under_construction' THEN 3
                  WHEN 'completed' THEN 4 ELSE 5 END AS rank,
     [i IN range(0, size(coalesce(s.kinds, [])) - 1)
      WHERE size(s.kinds) = size(coalesce(s.years, [])) AND s.years[i] = c.year | s.kinds[i]] AS kinds
WITH school, c, s, rank,
     CASE WHEN size(kinds) = 0 THEN coalesce(s.kind, '') = 'plan'
          ELSE NOT 'summary' IN kinds AND kinds[0] = 'plan' END AS promised
ORDER BY c.year DESC, promised, rank DESC, c.id
WITH school, coalesce(c.work, '') AS part, collect({stage: c.stage, since: c.year, promised: promised,
     evidence: c.evidence, document: coalesce(s.title, s.name), claim: c.id})[0] AS last
RETURN school.name AS school, part AS work, last.stage AS stage, last.since AS since, last.promised AS promised,
       last.evidence AS evidence, last.document AS document, last.claim AS claim
ORDER BY school, work
