// name: districts_named
// zh: 某个名称（代码、简称、带上级名称的全称、教育局名称）可能指的行政区
// en: The districts that a name may mean: id, code, name, alias, name with the city or province before it, or a bureau
// param name: string -- id, six-digit code, name, alias, 南京市鼓楼区, or the name of the bureau
// scan: districts are a few thousand at most, and aliases are lists, which no index holds
// columns: id, district, adcode, within
MATCH (d:District)
OPTIONAL MATCH (b:GovernmentBody)-[:GOVERNS]->(d)
WITH d, count(CASE WHEN b.id = $name OR b.name = $name OR $name IN coalesce(b.aliases, []) THEN 1 END) AS bureaus
OPTIONAL MATCH path = (d)-[:LOCATED_IN*1..3]->(w:District)
WITH d, bureaus, w, length(path) AS steps ORDER BY steps
WITH d, bureaus, collect(w.name) AS within
WHERE d.id = $name OR d.adcode = $name OR d.name = $name OR $name IN coalesce(d.aliases, []) OR bureaus > 0
      OR any(above IN within WHERE above + d.name = $name) OR reduce(full = d.name, above IN within | above + full) = $name
RETURN d.id AS id, d.name AS district, d.adcode AS adcode, within AS within
ORDER BY id
