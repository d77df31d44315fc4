"""The terms of the ontology for neosemantics (n10s), Neo4j's plugin for RDF: a script in Cypher.

With it n10s exports the graph that ``kg load`` made with the IRIs that ``kg export`` writes, and maps what it imports
to the same labels, types and keys.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from loaders.rdf_terms import INVISIBLE, encode
from loaders.rdf_vocabulary import KG, vocabulary

# Where a key has several terms, n10s can know one: that of the first of these classes that has it.
_FIRST = ("Entity", "Institution", "Figure", "Indicator", "Source")
_HEAD = """\
// The terms of the ontology for neosemantics (n10s). Run it once in a database that kg load filled:
//   kg export n10s --base-iri {base} | cypher-shell -u neo4j -p …
// Then
//   CALL n10s.rdf.export.cypher('MATCH (n)-[r]->(m) RETURN n, r, m', {{includeRelProperties: false}})
// speaks of the same things in the same terms as kg export. n10s knows one term for a key, literals without language,
// and neither evidence nor the concepts of closed lists: for those load the N-Quads of kg export.
"""
_ADDRESSES = """\
// IRIs of things: the base IRI and the id, percent-encoded; an id that is somebody else's IRI stays as it is. The
// property uri is n10s's own: kg verify lists it as a difference.
MATCH (n:Entity|Source) CALL (n) {{
  SET n.uri = CASE WHEN n.id =~ '(https?://|urn:).*' THEN n.id
    ELSE '{base}' + reduce(text = n.id, pair IN {pairs} | replace(text, pair[0], pair[1])) END
}} IN TRANSACTIONS OF 5000 ROWS;
"""


def mapping() -> Mapping[str, str]:
    """Return the IRI of the term for each label, relationship type and key of the property graph: one each, as n10s
    has them, so that a few terms and keys are left out.
    """
    known = vocabulary()
    found = {name: term[1:-1] for name, term in (*known.names.items(), *known.relations.items())}
    for (_, key), property in sorted(known.properties.items(), key=lambda item: _rank(*item[0])):
        term = property.predicates[0][1:-1]
        if key not in found and term not in found.values():
            found[key] = term
    return dict(sorted(found.items()))


def _rank(kind: str, key: str) -> tuple[int, str, str]:
    return (_FIRST.index(kind) if kind in _FIRST else len(_FIRST)), kind, key


def script(base_iri: str) -> Iterator[str]:
    """Yield the script in pieces: prefix, mappings, and the IRIs of things under a base IRI."""
    yield _HEAD.format(base=base_iri)
    yield f"CALL n10s.nsprefixes.add('kg', '{KG}');\n"
    for name, term in mapping().items():
        yield f"CALL n10s.mapping.add('{term}', '{name}');\n"
    yield _ADDRESSES.format(base=base_iri.replace("'", "\\'"), pairs=_pairs())


def _pairs() -> str:
    """Return what an id is replaced by in IRIs, character by character, % first: what is rare in names is left out
    (characters of private use).
    """
    characters = ["%", *(chr(code) for code in range(256) if chr(code) != "%"), *INVISIBLE]
    changed = [character for character in characters if encode(character) != character]
    return "[" + ", ".join(f"['{_quoted(character)}', '{encode(character)}']" for character in changed) + "]"


def _quoted(character: str) -> str:
    """Return a character as it stands in a string of Cypher, which reads \\u escapes before it looks for quotes."""
    if character == "\\":
        return "\\\\"
    return character if " " <= character <= "~" else f"\\u{ord(character):04x}"
