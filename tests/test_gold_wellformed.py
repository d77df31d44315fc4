"""The annotated documents under tests/gold keep the shape that the annotation guideline asks for."""
from __future__ import annotations

import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent / "gold"
FILES = sorted(GOLD.glob("*/*.json"))
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")

INSTITUTIONS = frozenset({"School", "Kindergarten", "University", "SchoolGroup", "GovernmentBody", "Organization"})
ENTITY_TYPES = INSTITUTIONS | {"District", "Program", "Document", "Honor"}
SCHOOLS = frozenset({"School", "Kindergarten"})
SIGNATURES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "RUNS": (INSTITUTIONS - {"University"} | {"District"}, frozenset({"Program"})),
    "PARTICIPATES_IN": (SCHOOLS | {"SchoolGroup", "District"}, frozenset({"Program"})),
    "PAIRS_WITH": (INSTITUTIONS | {"District"}, INSTITUTIONS | {"District"}),
    "MANAGES": (INSTITUTIONS, SCHOOLS),
    "MEMBER_OF": (SCHOOLS, frozenset({"SchoolGroup"})),
    "PART_OF": (SCHOOLS, SCHOOLS | {"SchoolGroup"}),
    "MERGES_WITH": (SCHOOLS, SCHOOLS),
    "BUILDS": (frozenset({"GovernmentBody"}), SCHOOLS),
    "ISSUED": (frozenset({"GovernmentBody"}), frozenset({"Document"})),
    "IMPLEMENTS": (frozenset({"GovernmentBody"}), frozenset({"Document"})),
    "AWARDED": (INSTITUTIONS | {"District"}, frozenset({"Honor"})),
    "SEEKS": (INSTITUTIONS | {"District"}, frozenset({"Honor"})),
    "COOPERATES_WITH": (INSTITUTIONS, INSTITUTIONS),
}
STAGES = {"planned", "started", "under_construction", "completed", "in_use"}
PAIR_KINDS = {"pairing", "benchmark", "sister"}
ENTITY_KEYS = {"id", "type", "name", "aliases"}
RELATION_KEYS = {"type", "source", "target", "year", "evidence"}
FIGURE_KEYS = {"kind", "holder", "indicator", "value", "upper", "unit", "comparator", "year", "evidence"}
LEADING_NUMERALS = ("零〇无", "一十百千万", "二两", "三", "四", "五", "六", "七", "八", "九")


def load(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def text_of(path: Path) -> str:
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as handle:
        return handle.read()


def bare(text: str) -> str:
    """Names are compared without blanks and quotation marks, widths folded."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if not c.isspace() and c not in "《》“”‘’\"'「」『』〈〉<>").lower()


def is_coordinated(name: str, text: str) -> bool:
    """Whether a name can be written out from one line: 甲、乙等2个学区 gives 甲学区."""
    lines = [bare(line) for line in text.splitlines()]
    whole = bare(name)
    return any(whole[:i] in line and whole[i:] in line for i in range(1, len(whole)) for line in lines)


def stands_in(number: float, evidence: str) -> bool:
    """Whether a clause has the number, in digits or with the Chinese numeral that the number begins with."""
    digits = f"{number:.10g}"
    leading = int(digits.lstrip("0.")[:1] or 0)
    return digits in evidence or any(numeral in evidence for numeral in LEADING_NUMERALS[leading])


def check_keys(item: dict[str, Any], required: set[str], allowed: set[str]) -> None:
    assert required <= set(item) <= required | allowed, item
    assert item.get("optional", True) is True, item


def test_gold_has_documents() -> None:
    assert FILES, f"no annotation below {GOLD}"


@each_file
def test_gold_names_its_document(path: Path) -> None:
    data = load(path)
    assert set(data) == {"document", "entities", "relations", "figures"}
    assert data["document"] == f"{path.stem}.txt"
    assert text_of(path).strip()


@each_file
def test_gold_entities_are_wellformed(path: Path) -> None:
    entities = load(path)["entities"]
    ids = Counter(entity["id"] for entity in entities)
    assert [key for key, count in ids.items() if count > 1] == []
    for entity in entities:
        check_keys(entity, ENTITY_KEYS, {"optional"})
        assert entity["type"] in ENTITY_TYPES, entity
        names = [entity["name"], *entity["aliases"]]
        assert all(isinstance(name, str) and name.strip() for name in names), entity
        assert len(set(names)) == len(names), entity


@each_file
def test_gold_entity_names_stand_in_the_text(path: Path) -> None:
    text = text_of(path)
    whole = bare(text)
    missing = [entity["name"] for entity in load(path)["entities"]
               if not any(bare(name) in whole for name in (entity["name"], *entity["aliases"]))
               and not is_coordinated(entity["name"], text)]
    assert missing == []


@each_file
def test_gold_entities_are_listed_once(path: Path) -> None:
    names = Counter((entity["type"], bare(entity["name"])) for entity in load(path)["entities"])
    assert [name for name, count in names.items() if count > 1] == []


@each_file
def test_gold_relations_are_wellformed(path: Path) -> None:
    data = load(path)
    types = {entity["id"]: entity["type"] for entity in data["entities"]}
    for relation in data["relations"]:
        check_keys(relation, RELATION_KEYS, {"stage", "work", "kind", "optional"})
        assert relation["type"] in SIGNATURES, relation
        assert relation["year"] is None or type(relation["year"]) is int, relation
        assert relation["source"] in types, relation
        assert relation["target"] in types, relation
        assert relation["source"] != relation["target"], relation
        builds, pairs = relation["type"] == "BUILDS", relation["type"] == "PAIRS_WITH"
        assert ("stage" in relation) is builds, relation
        assert relation.get("stage", "planned") in STAGES, relation
        assert builds or "work" not in relation, relation
        assert ("kind" in relation) is pairs, relation
        assert relation.get("kind", "pairing") in PAIR_KINDS, relation


@each_file
def test_gold_relations_join_the_right_types(path: Path) -> None:
    data = load(path)
    types = {entity["id"]: entity["type"] for entity in data["entities"]}
    for relation in data["relations"]:
        if relation.get("optional"):  # readers differ on these, on who acts as well
            continue
        sources, targets = SIGNATURES[relation["type"]]
        assert types[relation["source"]] in sources, relation
        assert types[relation["target"]] in targets, relation


@each_file
def test_gold_relations_are_listed_once(path: Path) -> None:
    keys = ("type", "source", "target", "year", "stage", "work")
    seen = Counter(tuple(relation.get(key) for key in keys) for relation in load(path)["relations"])
    assert [key for key, count in seen.items() if count > 1] == []


@each_file
def test_gold_figures_are_wellformed(path: Path) -> None:
    data = load(path)
    types = {entity["id"]: entity["type"] for entity in data["entities"]}
    for figure in data["figures"]:
        check_keys(figure, FIGURE_KEYS, {"optional"})
        assert figure["kind"] in {"target", "result"}, figure
        assert types[figure["holder"]] in INSTITUTIONS | {"District"}, figure
        assert figure["indicator"].strip(), figure
        assert type(figure["value"]) in {int, float}, figure
        assert figure["upper"] is None or figure["upper"] > figure["value"], figure
        assert isinstance(figure["unit"], str), figure  # a coefficient has none
        assert figure["comparator"] in {"=", ">=", "<=", "~"}, figure
        assert type(figure["year"]) is int, figure


@each_file
def test_gold_figures_stand_in_their_evidence(path: Path) -> None:
    for figure in load(path)["figures"]:
        evidence = bare(figure["evidence"]).replace(",", "")
        numbers = [number for number in (figure["value"], figure["upper"]) if number is not None]
        assert all(stands_in(number, evidence) for number in numbers), figure


@each_file
def test_gold_evidence_is_verbatim(path: Path) -> None:
    text, data = text_of(path), load(path)
    strange = [item["evidence"] for item in (*data["relations"], *data["figures"])
               if not item["evidence"] or item["evidence"] not in text]
    assert strange == []
