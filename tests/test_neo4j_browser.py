"""Neo4j Browser, served by a real server, in a real web browser: what is drawn and what stands in tables."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import browser_page, captions, connect_page, drop_file, keep_picture, run_editor, run_text
from neo4j_fixtures import exclusive
from playwright.sync_api import Page, expect

from kg.cli.server import browser_address
from kg.graph.merge import merge
from kg.pipeline import document_graph
from kg.read import read_file
from loaders.ask import ask, ask_query
from loaders.bolt import load
from loaders.favourites import archive, style
from loaders.neo4j_server.home import ServerHome
from loaders.neo4j_server.process import alive
from loaders.queries import library
from loaders.target import Connection, Target

SAMPLES = Path(__file__).resolve().parent.parent / "kg" / "data" / "samples"
QUERY = ("MATCH (:District {name: '青禾区'})<-[:GOVERNS]-(bureau)-[c:BUILDS]->(school:Institution) "
         "WHERE c.year = 2023 RETURN bureau, c, school")


@pytest.fixture(scope="module")
def samples(neo4j_target: Target) -> Iterator[Connection]:
    with exclusive(neo4j_target) as connection:
        load(connection.driver, merge(document_graph(read_file(path)) for path in sorted(SAMPLES.glob("qinghe*"))))
        yield connection


@pytest.fixture(scope="module")
def page(samples: Connection, neo4j_home: ServerHome) -> Iterator[Page]:
    """Neo4j Browser with a query in its editor by its address, connected."""
    running = alive(neo4j_home)
    assert running is not None
    with browser_page() as page:
        connect_page(page, browser_address(running, QUERY), neo4j_home.password())
        yield page


def test_browser_draws_a_query_of_its_address(page: Page, samples: Connection, tmp_path: Path) -> None:
    drop_file(page, "kg-style.grass", style().encode())
    page.get_by_text("node.Kindergarten").first.wait_for()
    frame = run_editor(page)
    names = QUERY.replace("RETURN bureau, c, school", "UNWIND [bureau, school] AS n RETURN DISTINCT n.name")
    rows = ask(samples, names, {}).rows
    assert len(rows) > 4
    found = captions(frame)
    assert len(found) == len(rows)
    for (name,) in rows:
        assert any(caption and name.startswith(caption) for caption in found), (name, found)
    colours = {circle.get_attribute("fill") for circle in frame.locator("g.node circle.b-outline").all()}
    assert {"#2f4b7c", "#54a24b"} <= colours
    assert keep_picture(frame, "browser-graph.png", tmp_path).stat().st_size > 10_000


def test_browser_imports_the_favourites_and_runs_them(page: Page, samples: Connection, tmp_path: Path) -> None:
    drop_file(page, "kg-favourites.zip", archive())
    page.locator("[data-testid^=navigation][data-testid*=avorites], [title=Favorites]").first.click()
    for folder in ("analyst", "data", "researcher"):
        page.get_by_test_id(f"expandFolder-kg-{folder}").wait_for()
    page.get_by_test_id("expandFolder-kg-analyst").click()
    page.get_by_test_id("scriptTitle-0 参数，先运行 Parameters of analyst, to be run first").click()
    settings = run_editor(page)
    expect(settings.get_by_text(":param year => 2023", exact=False).first).to_be_attached()
    expect(settings.get_by_role("listitem", name="Status: success")).to_have_count(_settings("analyst"))
    query = library()["new_schools"]
    page.get_by_test_id(f"scriptTitle-{query.zh} ({query.name})").click()
    frame = run_editor(page)
    expected = ask_query(samples, query, {"district": "青禾区", "year": 2023}).rows
    assert expected
    for column, value in zip(query.columns, expected[0], strict=True):
        expect(frame.get_by_text(column, exact=True).first).to_be_attached()
        if isinstance(value, str):
            expect(frame.get_by_text(f'"{value}"').first).to_be_attached()
    keep_picture(frame, "browser-table.png", tmp_path)


def _settings(folder: str) -> int:
    return len({item.name for query in library().values() if query.folder == folder for item in query.parameters})


def test_browser_shows_the_cells_of_a_table(page: Page) -> None:
    frame = run_text(page, "MATCH (d:District {name: '青禾区'}) RETURN d.name AS 地区, 41 + 1 AS 数")
    for cell in ("地区", "数", '"青禾区"', "42"):
        expect(frame.get_by_text(cell, exact=True).first).to_be_attached()
