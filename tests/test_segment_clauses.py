"""Sentences and clauses of a line."""
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.segment.clauses import sentences

_LINES = st.text(st.sampled_from("教育局“”《》()。;!?,、甲乙丙"), max_size=40)


@pytest.mark.parametrize(("line", "expected"), [
    ("深化双减,办好学校。推进改革。", [["深化双减", "办好学校"], ["推进改革"]]),
    ("一是抓党建;二是抓队伍;三是抓质量。", [["一是抓党建"], ["二是抓队伍"], ["三是抓质量"]]),
    ("开展“学党史,铸师魂”活动。", [["开展“学党史,铸师魂”活动"]]),
    ("制定《关于加强管理,提高质量的意见》。", [["制定《关于加强管理,提高质量的意见》"]]),
    ("新建学校(幼儿园3所,小学2所),扩建1所。", [["新建学校(幼儿园3所,小学2所)", "扩建1所"]]),
    # An opening mark that is not closed in its sentence is damage.
    ("开展“学党史,铸师魂活动。推进改革”。", [["开展“学党史", "铸师魂活动"], ["推进改革”"]]),
    ("没有句号", [["没有句号"]]),
    (",。;", []),
    ("", []),
])
def test_segment_clauses_of_a_line(line: str, expected: list[list[str]]) -> None:
    assert [[line[c.start:c.end] for c in clauses] for _, clauses in sentences(line, 0)] == expected


def test_segment_clauses_are_shifted_by_the_offset_of_the_line() -> None:
    [(whole, clauses)] = sentences("甲,乙。", 100)
    assert (whole, clauses) == ((100, 103), ((100, 101), (102, 103)))


@given(_LINES)
def test_segment_clauses_lie_in_order_inside_their_sentences(line: str) -> None:
    end = 0
    for whole, clauses in sentences(line, 0):
        assert (whole.start, whole.end) == (clauses[0].start, clauses[-1].end)
        for clause in clauses:
            assert end <= clause.start < clause.end <= len(line)
            end = clause.end


@given(_LINES)
def test_segment_clauses_leave_nothing_out_but_marks(line: str) -> None:
    kept = {at for whole, clauses in sentences(line, 0) for clause in clauses for at in range(*clause)}
    assert {line[at] for at in range(len(line)) if at not in kept} <= set("。;!?,")
