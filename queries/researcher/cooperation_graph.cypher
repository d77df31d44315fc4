// name: cooperation_graph
// zh: 某地区、学校的结对、托管、合作与集团关系网，画成图
// en: The network of pairing, managing, cooperating and grouping around an institution or district, drawn as a graph
// param name: string -- name, alias or id of the institution or district
// param limit: integer = 200 -- how many paths at most
// scan: aliases are lists, which no index holds
// result: graph
// columns: path
MATCH (named:Entity)
WHERE named.id = $name OR named.name = $name OR $name IN coalesce(named.aliases, [])
MATCH (named)-[:SAME_AS*0..3]-(e:Entity)
WITH DISTINCT e
MATCH path = (e)-[:PAIRS_WITH|MANAGES|COOPERATES_WITH|MEMBER_OF|PART_OF|MERGES_WITH*1..2]-(:Entity)
RETURN path AS path
LIMIT $limit
