// name: program_spread
// zh: 各项目被多少地区采用、从哪年到哪年
// en: How far programs have spread: numbers of bureaus and districts that run them, and from which year to which
// param least: integer = 2 -- only programs with at least so many
// param limit: integer = 100 -- how many programs at most
// scan: counts every claim of running a program
// columns: program, id, scope, holders, first, last, claims
MATCH (holder:Entity)-[:RUNS]->(:Program)
WITH DISTINCT holder
OPTIONAL MATCH (holder)-[:SAME_AS*1..3]-(other:Institution)
WITH holder, min(other.id) AS least
MATCH (holder)-[c:RUNS]->(p:Program)
WITH p, c, CASE WHEN least < holder.id THEN least ELSE holder.id END AS one
WITH p, count(DISTINCT one) AS holders, min(c.year) AS first, max(c.year) AS last, count(c) AS claims
WHERE holders >= $least
RETURN p.name AS program, p.id AS id, p.scope AS scope, holders AS holders, first AS first, last AS last, claims AS claims
ORDER BY holders DESC, claims DESC, id
LIMIT $limit
