"""Every example of the rule files, through the real pipeline: what a rule promises is what a document gives."""
from collections.abc import Callable
from importlib.resources import files

import pytest
import yaml
from one_sentence import document, graph_of, name

from kg.coverage import coverage
from kg.indicators import map_phrase
from kg.lexicon.rules import Example
from kg.pipeline import all_stages, recognise_stage, segment_stage


def _programs(sentence: str) -> list[str]:
    return [str(node.properties["name"]) for node in graph_of(sentence).nodes_with("Program")]


def _builds(sentence: str) -> list[str]:
    graph = graph_of(sentence)
    return [f"{name(graph, claim.end)} {claim.properties['stage']}"
            for claim in graph.relationships if claim.label == "BUILDS"]


def _amount(comparator: object, value: object, upper: object, unit: object) -> str:
    return f"{comparator} {value}{'' if upper is None else f'-{upper}'}{unit}"


def _figures(sentence: str) -> list[str]:
    return [f"{p['indicator']} {_amount(p['comparator'], p['value'], p.get('upper'), p['unit'])}"
            for p in (node.properties for node in graph_of(sentence).nodes_with("Figure"))]


def _quantities(sentence: str) -> list[str]:
    found = recognise_stage(segment_stage(document(sentence))).quantities
    return [_amount(q.comparator, f"{q.value:g}", None if q.upper is None else f"{q.upper:g}", q.unit) for q in found]


def _coverage(sentence: str) -> list[str]:
    stages = all_stages(document(sentence))
    text = stages.segmented.folded.text
    return [f"{reason or 'not understood'}: {text[cue.span.start:cue.span.end]}" for clause in coverage(stages).silent
            for cue, reason in zip(clause.cues, clause.reasons, strict=True)]


def _indicators(phrase_and_unit: str) -> list[str]:
    phrase, unit = phrase_and_unit.removesuffix("]").split(" [")
    concept = map_phrase(phrase, unit).concept
    return [concept.name] if concept else []


# How a file's `expect` is written, and how the pipeline's answer reads in that form.
RUNNERS: dict[str, Callable[[str], list[str]]] = {
    "builds": _builds, "coverage": _coverage, "figures": _figures, "indicators": _indicators,
    "programs": _programs, "quantities": _quantities,
}


def _examples() -> dict[str, list[Example]]:
    """The examples by rule file, of the files that have any."""
    folder = files("kg").joinpath("data", "rules")
    loaded = {path.name.removesuffix(".yaml"): yaml.safe_load(path.read_text(encoding="utf-8"))
              for path in folder.iterdir() if path.name.endswith(".yaml")}
    return {name: [Example(**item) for item in data["examples"]] for name, data in sorted(loaded.items())
            if "examples" in data}


CASES = [(name, example) for name, examples in _examples().items() for example in examples]


@pytest.mark.parametrize(("name", "example"), CASES, ids=[f"{name}-{example.text[:20]}" for name, example in CASES])
def test_rules_examples_hold(name: str, example: Example) -> None:
    assert sorted(RUNNERS[name](example.text)) == sorted(example.expect)


@pytest.mark.parametrize("name", sorted(RUNNERS))
def test_rules_examples_are_positive_and_negative(name: str) -> None:
    expected = [example.expect for example in _examples()[name]]
    assert any(expected)
    assert not all(expected)
