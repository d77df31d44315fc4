"""A sentence on the stage: its year, its subjects, its verbs and its clauses."""
import pytest
from one_sentence import PLAN, SUMMARY, document

from kg.pipeline import recognise_stage, resolve_stage, segment_stage
from kg.relate.scene import Scene, scenes


def _scene(sentence: str, title: str = PLAN) -> Scene:
    """The scene of the last sentence."""
    segmented = segment_stage(document(sentence, title))
    found = recognise_stage(segmented)
    return list(scenes(segmented.folded.text, segmented.segmentation.sentences, found,
                       resolve_stage(segmented, found), segmented.home))[-1]


def _at(scene: Scene, words: str) -> int:
    return scene.text.index(words, scene.sentence.span.start)


@pytest.mark.parametrize(("title", "sentence", "year"), [
    (PLAN, "新建甲山小学。", 2023),
    (SUMMARY, "新建甲山小学。", 2022),
    (PLAN, "2024年9月新建甲山小学。", 2024),
    (PLAN, "2024年立项,2025年新建甲山小学。", 2025),
    (PLAN, "甲山小学2025年竣工。", 2023),
    (SUMMARY, "今年新建甲山小学。", 2022),
    (SUMMARY, "去年新建甲山小学。", 2021),
    (SUMMARY, "明年新建甲山小学。", 2023),
    # Compared with, or counted from: the year is not that of the statement.
    (SUMMARY, "比2021年新建甲山小学。", 2022),
    (SUMMARY, "自2019年以来新建甲山小学。", 2022),
])
def test_scene_year_is_the_last_one_named_before(title: str, sentence: str, year: int) -> None:
    scene = _scene(sentence, title)
    assert scene.year(_at(scene, "甲山小学")) == year


@pytest.mark.parametrize(("title", "kind"), [(PLAN, "plan"), (SUMMARY, "summary"), ("在会议上的讲话", "summary")])
def test_scene_kind_of_what_is_no_plan_is_summary(title: str, kind: str) -> None:
    assert _scene("加强东湖小学管理,办好每一所学校。", title).kind == kind


@pytest.mark.parametrize(("sentence", "subjects"), [
    ("东湖小学开展阅读活动。", ["东湖小学"]),
    ("2023年,东湖小学开展阅读活动。", ["东湖小学"]),
    ("目前东湖小学、西岭小学和青河中学等3所学校开展阅读活动。", ["东湖小学", "西岭小学", "青河中学"]),
    ("东湖小学完善制度,开展阅读活动。", ["东湖小学"]),
    ("东湖小学完善制度,西岭小学开展阅读活动。", ["西岭小学"]),
    ("指导东湖小学开展阅读活动。", []),
    ("东湖小学的教师开展阅读活动。", []),
    ("开展阅读活动,参加的有东湖小学。", []),
])
def test_scene_subjects_open_a_clause_and_hold_until_the_next(sentence: str, subjects: list[str]) -> None:
    scene = _scene(sentence)
    found = scene.subjects(_at(scene, "阅读"))
    assert [scene.text[named.start:named.end] for named in found] == subjects


def test_scene_verbs_lie_outside_of_names_and_inside_words_bounds() -> None:
    scene = _scene("深入实施“推进提升”工程,新建东湖小学。")
    words = [verb.word for verb in scene.verbs]
    assert "新建" in words
    assert "推进" not in words
    assert "提升" not in words


def test_scene_verbs_before_and_after_stay_in_the_clause() -> None:
    scene = _scene("加强管理,建成东湖小学并投入使用,提高质量。")
    start = _at(scene, "东湖小学")
    before = scene.before(start)
    assert before is not None
    assert before.word == "建成"
    assert {verb.word for verb in scene.after(start + 4)} <= {"投入", "使用", "投入使用", "并"}


def test_scene_evidence_runs_over_whole_clauses() -> None:
    scene = _scene("加强管理,建成东湖小学,新建西岭小学,提高质量。")
    schools = [named.mention.span for named in scene.names if named.label == "School"]
    start, end = scene.evidence(*schools)
    assert scene.text[start:end] == "建成东湖小学,新建西岭小学"


def test_scene_bureau_is_the_writer() -> None:
    scene = _scene("加强东湖小学管理,办好每一所学校。")
    assert scene.bureau == scene.resolved.bureau
    assert scene.bureau is not None
    assert scene.bureau.startswith("governmentbody/")
