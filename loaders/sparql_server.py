"""A read-only SPARQL endpoint on the loopback interface: SPARQL 1.1 Protocol, and the IRIs of the export as pages.

Only requests that name this machine are answered (a Host of another name is what a web page elsewhere would send).
"""
from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import pyoxigraph as ox

from kg.errors import StoreError
from loaders.ports import HOST
from loaders.rdf_terms import encode
from loaders.sparql_answers import HTML, NotAcceptable, accepts_html, answered, described
from loaders.sparql_pages import entity_page, home_page, query_page

_LONGEST = 1 << 20
_INCOMING = 200
_DEFAULT = ox.DefaultGraph()
_NAMES = ("127.0.0.1", "localhost", "[::1]")


class SparqlServer(ThreadingHTTPServer):
    """Serves a store; ``base`` is what the IRIs begin with that its paths are looked up as.

    What named graphs say is added to the default graph of the store.
    """

    daemon_threads = True

    def __init__(self, store: ox.Store, base: str, port: int) -> None:
        _state_in_default_graph(store)
        self.store = store
        self.base = base
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise StoreError(f"port {port}: cannot be used ({error.strerror}); choose another with --port") from error

    @property
    def address(self) -> str:
        """Return the address of the home page."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: SparqlServer
    protocol_version = "HTTP/1.1"
    server_version = "kg"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer a query, or with what is known of an IRI."""
        parts = urlsplit(self.path)
        fields = parse_qs(parts.query)
        if not self._is_here():
            return
        if parts.path == "/sparql":
            self._query(fields)
        elif parts.path == "/":
            page = query_page(fields["named"][0]) if "named" in fields else home_page(self.server.base)
            self._send(HTTPStatus.OK, (HTML, page)) if page else self._fail(HTTPStatus.NOT_FOUND, "no such question")
        else:
            self._describe(parts.path)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Answer a query that is sent as a form or by itself."""
        if not self._is_here():
            return
        size = self.headers.get("Content-Length", "")
        if not size.isdecimal() or int(size) > _LONGEST:
            self.close_connection = True
            return self._fail(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"give Content-Length, at most {_LONGEST} bytes")
        text = self.rfile.read(int(size)).decode(errors="replace")
        parts = urlsplit(self.path)
        kind = self.headers.get("Content-Type", "").partition(";")[0].strip()
        if parts.path != "/sparql":
            self._fail(HTTPStatus.METHOD_NOT_ALLOWED, "queries go to /sparql", allow="GET, HEAD")
        elif kind == "application/sparql-query":
            self._query({**parse_qs(parts.query), "query": [text]})
        elif kind == "application/x-www-form-urlencoded":
            self._query(parse_qs(text))
        elif kind == "application/sparql-update":
            self._fail(HTTPStatus.FORBIDDEN, "this endpoint is read-only")
        else:
            self._fail(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send application/sparql-query or a form")
        return None

    def do_PUT(self) -> None:
        """Refuse to write."""
        self.close_connection = True  # what is sent along is not read
        self._fail(HTTPStatus.METHOD_NOT_ALLOWED, "this endpoint is read-only", allow="GET, HEAD, POST")

    do_DELETE = do_PATCH = do_PUT

    def _is_here(self) -> bool:
        name = self.headers.get("Host", HOST).rpartition(":")[0] or self.headers.get("Host", HOST)
        if name in _NAMES or self.headers.get("Host") in _NAMES:
            return True
        self.close_connection = True
        self._fail(HTTPStatus.FORBIDDEN, "ask by the address 127.0.0.1")
        return False

    def _query(self, fields: dict[str, list[str]]) -> None:
        if "update" in fields:
            return self._fail(HTTPStatus.FORBIDDEN, "this endpoint is read-only")
        if len(fields.get("query", ())) != 1:
            return self._fail(HTTPStatus.BAD_REQUEST, "give one parameter query")
        try:
            graphs = [_node(name) for name in fields.get("default-graph-uri", ())]
            named = [_node(name) for name in fields.get("named-graph-uri", ())]
            results = self.server.store.query(
                fields["query"][0], default_graph=list(graphs) or None, named_graphs=list(named) or None)
            self._send(HTTPStatus.OK, answered(results, self.headers.get("Accept", ""), self.server.base))
        except NotAcceptable as error:
            self._fail(HTTPStatus.NOT_ACCEPTABLE, str(error))
        except (SyntaxError, ValueError) as error:
            self._fail(HTTPStatus.BAD_REQUEST, f"{error}")
        except (OSError, RuntimeError) as error:
            self._fail(HTTPStatus.INTERNAL_SERVER_ERROR, f"{error}")
        return None

    def _describe(self, path: str) -> None:
        iri = ox.NamedNode(f"{self.server.base}{_spelled(path)}")
        accept = self.headers.get("Accept", "")
        said = self._said(iri)
        if not said:
            return self._fail(HTTPStatus.NOT_FOUND, f"nothing is known of <{iri.value}>")
        try:
            if accepts_html(accept):
                found = self.server.store.quads_for_pattern(None, None, iri, _DEFAULT)
                incoming = [quad.triple for quad, _ in zip(found, range(_INCOMING), strict=False)]
                self._send(HTTPStatus.OK, (HTML, entity_page(iri.value, said, incoming, self.server.base)))
            else:
                self._send(HTTPStatus.OK, described(said, accept, self.server.base))
        except NotAcceptable as error:
            self._fail(HTTPStatus.NOT_ACCEPTABLE, str(error))
        return None

    def _said(self, iri: ox.NamedNode) -> list[ox.Triple]:
        """Return what is said of a thing and of its parts: those with a # in their IRIs, which no request can name."""
        found: list[ox.Triple] = []
        waiting, seen = [iri], {iri.value}
        while waiting:
            triples = _triples(self.server.store.quads_for_pattern(waiting.pop(), None, None, _DEFAULT))
            found += triples
            parts = [item.object for item in triples if isinstance(item.object, ox.NamedNode)
                     and item.object.value.startswith(self.server.base) and "#" in item.object.value]
            waiting += [part for part in parts if part.value not in seen]
            seen |= {part.value for part in parts}
        return found

    def _fail(self, status: HTTPStatus, message: str, allow: str = "") -> None:
        self._send(status, ("text/plain", f"{message}\n".encode()), allow)

    def _send(self, status: HTTPStatus, answer: tuple[str, bytes], allow: str = "") -> None:
        type, data = answer
        self.send_response(status)
        charset = "; charset=utf-8" if type.startswith("text/") else ""
        self.send_header("Content-Type", f"{type}{charset}")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Vary", "Accept")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
        if allow:
            self.send_header("Allow", allow)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: a terminal is no log."""


def _state_in_default_graph(store: ox.Store) -> None:
    """Add what named graphs say to the default graph, which queries are about unless they say otherwise.

    Oxigraph's own union of graphs gives a triple once for each graph that has it.
    """
    for graph in list(store.named_graphs()):
        store.bulk_extend(ox.Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))


def _node(iri: str) -> ox.NamedNode | ox.BlankNode:
    return ox.NamedNode(iri)


def _triples(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    return [quad.triple for quad in quads]


def _spelled(path: str) -> str:
    """Return a path as the export spells it: clients percent-encode letters that IRIs hold as they are."""
    return encode(unquote(path[1:]))
