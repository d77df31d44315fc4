"""Files for ``neo4j-admin database import full``: the fast way of a whole graph into an empty database."""
