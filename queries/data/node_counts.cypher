// name: node_counts
// zh: 各类节点的数量
// en: Numbers of nodes by their classes
// scan: counts every node
// columns: labels, nodes
MATCH (n)
WHERE n:Entity OR n:Source
WITH [label IN labels(n) WHERE label <> 'Entity'] AS names
UNWIND names AS name
WITH name, count(*) AS nodes
RETURN name AS labels, nodes AS nodes
ORDER BY labels
