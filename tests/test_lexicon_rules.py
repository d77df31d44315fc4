"""Rule files: what is malformed is refused with file and line; the shipped ones load."""
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict

from kg.errors import KnowledgeError
from kg.lexicon.rules import Example, parse_rules, read_rules
from kg.recognise.programs.knowledge import ProgramRules
from kg.relate.builds import BuildRules


class _Rules(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]
    stages: dict[Literal["planned", "in_use"], tuple[str, ...]]
    least: int = 1
    examples: tuple[Example, ...] = ()


GOOD = """# Words.
words: [建设, 投用]
stages:
  planned: [谋划]
  in_use: [投用]
examples:
  - text: 建成投用青河小学。
    expect: [青河小学]
"""


def test_lexicon_rules_are_read_into_the_model() -> None:
    found = parse_rules(GOOD, "a.yaml", _Rules)
    assert found.words == ("建设", "投用")
    assert found.stages == {"planned": ("谋划",), "in_use": ("投用",)}
    assert found.examples == (Example(text="建成投用青河小学。", expect=["青河小学"]),)


@pytest.mark.parametrize(("old", "new", "line", "words"), [
    ("words:", "wrods:", 2, "wrods: Extra inputs"),
    ("words: [建设, 投用]\n", "", 2, "words: Field required"),
    ("words: [建设, 投用]", "words: 建设", 2, "words: Input should be a valid tuple"),
    ("[建设, 投用]", "[建设, 3]", 2, "words.1: Input should be a valid string"),
    ("[建设, 投用]", "[建设, on]", 2, "words.1: Input should be a valid string"),
    ("  in_use:", "  inuse:", 5, "stages.inuse.[key]: Input should be 'planned' or 'in_use'"),
    ("stages:", "least: one\nstages:", 3, "least: Input should be a valid integer"),
    ("    expect: [青河小学]", "    expects: [青河小学]", 7, "examples.0.expect: Field required"),
    ("    expect: [青河小学]", "    expects: [青河小学]", 8, "examples.0.expects: Extra inputs"),
    ("stages:", "words: [改建]\nstages:", 3, "the key words stands twice"),
    ("  in_use: [投用]", "  planned: [拟建]", 5, "the key planned stands twice"),
    ("    expect: [青河小学]", "    text: 投用。", 8, "the key text stands twice"),
    ("[建设, 投用]", "[建设, 投用", 3, "not YAML"),
    ("words:", "\twords:", 2, "not YAML"),
    ("建设", "建\x07设", 1, "not YAML"),
])
def test_lexicon_rules_refuse_what_is_malformed(old: str, new: str, line: int, words: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse_rules(GOOD.replace(old, new, 1), "rules/a.yaml", _Rules)
    assert any(fault.startswith(f"rules/a.yaml:{line}: {words}")
               for fault in str(caught.value).splitlines()), caught.value


@pytest.mark.parametrize("text", ["", "# nothing\n", "- a\n- b\n", "words\n"])
def test_lexicon_rules_refuse_what_is_no_mapping(text: str) -> None:
    with pytest.raises(KnowledgeError, match=r"^a\.yaml:1: "):
        parse_rules(text, "a.yaml", _Rules)


def test_lexicon_rules_tell_all_faults_at_once() -> None:
    text = GOOD.replace("words:", "wrods:").replace("expect:", "expects:")
    with pytest.raises(KnowledgeError) as caught:
        parse_rules(text, "a.yaml", _Rules)
    assert len(str(caught.value).splitlines()) == 4


def test_lexicon_rules_of_programs_refuse_a_misspelt_key() -> None:
    with pytest.raises(KnowledgeError, match=r"programs\.yaml:1: plian: Extra inputs"):
        parse_rules("plian: {}", "programs.yaml", ProgramRules)


def test_lexicon_rules_of_building_name_a_stage_once_a_word() -> None:
    stages = read_rules("builds", BuildRules).stages
    words = [word for group in stages.values() for word in group]
    assert sorted(words) == sorted(set(words))
