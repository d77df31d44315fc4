"""What of a document was not understood, and what is known to state no fact."""
from __future__ import annotations

import pytest
from one_sentence import SUMMARY, document

from kg.coverage import Counts, Coverage, coverage
from kg.pipeline import Stages, all_stages


def _stages(sentence: str) -> Stages:
    return all_stages(document(sentence, SUMMARY))


def _covered(sentence: str) -> Coverage:
    return coverage(_stages(sentence))


@pytest.mark.parametrize(("sentence", "counts"), [
    ("新增学位1200个。", Counts(gave=1)),
    ("推进“双减”工作。", Counts(gave=1)),
    ("松涛小学开展研讨。", Counts(gave=1)),
    ("牢牢守住“四风”底线。", Counts(empty=1)),
    ("自2021年以来稳步提升,距离目标还差37个。", Counts(empty=1, open=1)),
    ("探索“智慧云桥”的路径,新增学位1200个。", Counts(gave=1, open=1)),
    ("加强学校管理,办好公办幼儿园。", Counts()),
])
def test_coverage_counts_clauses_with_a_cue(sentence: str, counts: Counts) -> None:
    assert _covered(sentence).counts == counts


@pytest.mark.parametrize(("sentence", "cue"), [
    ("还差37个。", "37"),
    ("新建三个,还差37个。", "三个"),
    ("探索“智慧云桥”的路径。", "“智慧云桥”"),
    ("确保经费“三个递增”。", "“三个递增”"),
    ("“一校一棋”格局基本形成。", "“一校一棋”"),
    ("以“松涛计分”为抓手。", "“松涛计分”"),
    ("另有3所正在谋划。", "3"),
])
def test_coverage_leaves_what_may_be_a_fact_open(sentence: str, cue: str) -> None:
    stages = _stages(sentence)
    text = stages.segmented.folded.text
    still_open = [text[item.span.start:item.span.end] for clause in coverage(stages).silent
                  for item, reason in zip(clause.cues, clause.reasons, strict=True) if reason is None]
    assert cue in still_open


def test_coverage_needs_a_reason_for_each_cue_of_a_clause() -> None:
    (clause,) = _covered("从2021年起还差37个。").silent
    assert clause.reasons == ("date", None)
    assert not clause.understood


def test_coverage_understands_a_figure_that_is_said_twice() -> None:
    found = _covered("新增公办幼儿园学位1200个。全年共新增公办幼儿园学位1200个。")
    assert found.counts == Counts(gave=1, empty=1)
    assert found.silent[0].reasons == ("said elsewhere in the document",)


def test_coverage_does_not_take_another_thing_of_the_same_number_for_a_repetition() -> None:
    stages = _stages("新增公办幼儿园学位37个。还差37个。")
    assert coverage(stages).counts == Counts(gave=1, open=1)


def test_coverage_does_not_read_titles() -> None:
    assert _covered("加强管理。").counts == Counts()


@pytest.mark.parametrize(("counts", "percent"), [
    (Counts(), "100%"), (Counts(1, 1, 1), "66%"), (Counts(998, 1, 1), "99%"), (Counts(3, 4, 0), "100%"),
])
def test_coverage_share_is_rounded_down(counts: Counts, percent: str) -> None:
    assert counts.percent == percent


def test_coverage_counts_add_up() -> None:
    assert Counts(1, 2, 3).plus(Counts(4, 5, 6)) == Counts(5, 7, 9)
    assert Counts(1, 2, 3).total == 6
    assert Counts(1, 2, 3).share == 0.5
