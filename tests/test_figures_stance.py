"""Target or result, which year, whose; figures said twice; tables."""
from __future__ import annotations

from typing import Any

import pytest
from figure_scenes import scene, told

from kg.relate.figures import distinct, figures


def only(text: str, **options: Any) -> Any:
    found = list(figures(scene(text, **options)))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("text", "kind", "options", "year"), [
    ("新增学位900个", "result", {}, 2023),
    ("新增学位900个", "target", {"kind": "plan"}, 2023),
    ("2024年拟新建幼儿园4所", "target", {}, 2024),
    ("力争毛入园率达到95%", "target", {}, 2023),
    ("拟定发布提示单20份", "result", {}, 2023),
    ("下一步,将新建小学2所", "target", {}, 2024),
    ("毛入园率由2018年的82%提高到2022年的93.5%", "result", {}, 2022),
    ("已完成投资3亿元", "result", {"kind": "plan"}, 2023),
    ("2020年,毛入园率达到92%", "result", {"kind": "plan", "year": 2025}, 2020),
    ("到2023年,毛入园率达到95%", "target", {"kind": "plan", "year": 2025}, 2023),
    ("“十三五”期间,累计新增学位3万个", "result", {"kind": "plan", "year": 2025}, 2020),
    ("毛入园率达到92%", "result", {"kind": "plan", "path": ("发展基础",)}, 2023),
    ("年度目标:新建小学4所", "target", {}, 2023),
    ("进展:新建小学2所", "result", {"kind": "plan"}, 2023),
])
def test_figures_kind_and_year(text: str, kind: str, options: dict[str, Any], year: int) -> None:
    figure = only(text, **options)
    assert (figure.kind, figure.year) == (kind, year)


def test_figures_numbered_lines_follow_the_label_above() -> None:
    text = "进展:1.新建小学2所\n2.改造食堂9个"
    assert only(text, kind="plan", at=text.index("2.改造") + 2).kind == "result"


def test_figures_holder_is_the_bureau_without_a_subject() -> None:
    assert only("新增学位900个").holder == "bureau"


def test_figures_said_twice_are_listed_once() -> None:
    text = "创成省一级幼儿园14所。\n全年省一级幼儿园14所。\n创成省二级幼儿园14所。"
    starts = [text.index(word) for word in ("创成", "全年", "创成省二")]
    found = [f for at in starts for f in figures(scene(text, at=at))]
    assert told(list(distinct(found))) == ["省一级幼儿园 = 14所", "省二级幼儿园 = 14所"]


TABLE = """指标|单位|2023年实际|2024年目标|责任科室
普惠性幼儿园覆盖率|%|90.5|92以上|学前科
新增学位|个|1200|1500-1800|基建科
推进情况|—|良好|良好|办公室"""


def test_figures_table_header_tells_year_and_kind() -> None:
    rows = [scene(TABLE, kind="plan", year=2024, at=TABLE.index(name)) for name in ("普惠", "新增", "推进")]
    found = [figure for row in rows for figure in figures(row)]
    assert [(f.kind, f.year) for f in found] == [("result", 2023), ("target", 2024)] * 2
    assert told(found) == ["普惠性幼儿园覆盖率 = 90.5%", "普惠性幼儿园覆盖率 >= 92%",
                           "新增学位 = 1200个", "新增学位 = 1500-1800个"]
    assert {f.rule for f in found} == {"figure-table"}


def test_figures_table_unit_in_the_name_of_the_row() -> None:
    text = "指标|2020年|2025年\n在校生(万人)|2.1|2.4"
    found = list(figures(scene(text, kind="plan", year=2025, at=text.index("在校"))))
    assert told(found) == ["在校生 = 2.1万人", "在校生 = 2.4万人"]
    assert [f.kind for f in found] == ["result", "target"]


def test_figures_table_without_measures_holds_none() -> None:
    text = "姓名|电话\n王某|13800000000"
    assert not list(figures(scene(text, at=text.index("王某"))))
