"""Relations between two names: pairing, managing, merging, belonging, cooperating."""
import pytest
from one_sentence import claims

_TYPES = ("PAIRS_WITH", "MANAGES", "MERGES_WITH", "MEMBER_OF", "PART_OF", "COOPERATES_WITH")


@pytest.mark.parametrize(("sentence", "expected"), [
    ("东湖小学与松涛县实验小学结对帮扶。", ["东湖小学 PAIRS_WITH 松涛县实验小学"]),
    ("东湖小学、西岭小学分别与青河小学、南屏小学结对。",
     ["东湖小学 PAIRS_WITH 青河小学", "西岭小学 PAIRS_WITH 南屏小学"]),
    ("东湖小学对标杭州市学军小学。", ["东湖小学 PAIRS_WITH 杭州市学军小学"]),
    ("对口支援四川省屏山县。", ["青禾区 PAIRS_WITH 屏山县"]),
    ("由东湖小学托管西岭小学。", ["东湖小学 MANAGES 西岭小学"]),
    ("东湖小学领办西岭幼儿园。", ["东湖小学 MANAGES 西岭幼儿园"]),
    ("西岭幼儿园由青禾区机关幼儿园托管。", ["青禾区机关幼儿园 MANAGES 西岭幼儿园"]),
    ("合并东湖小学和西岭小学。", ["东湖小学 MERGES_WITH 西岭小学"]),
    ("将西岭小学并入东湖小学。", ["西岭小学 MERGES_WITH 东湖小学"]),
    ("东湖小学教育集团由东湖小学、西岭小学组成。",
     ["东湖小学 MEMBER_OF 东湖小学教育集团", "西岭小学 MEMBER_OF 东湖小学教育集团"]),
    ("西岭小学加入东湖小学教育集团。", ["西岭小学 MEMBER_OF 东湖小学教育集团"]),
    ("东湖小学西岭校区建成投用,东湖小学扩建。", ["东湖小学西岭校区 PART_OF 东湖小学"]),
    ("与云川师范大学合作举办附属学校。", ["局 COOPERATES_WITH 云川师范大学"]),
    ("委托云川市教育评估院开展质量监测。", ["局 COOPERATES_WITH 云川市教育评估院"]),
    ("东湖小学与云川师范大学签约共建实践基地。", ["东湖小学 COOPERATES_WITH 云川师范大学"]),
    ("联合区公安局开展校园安全检查。", ["局 COOPERATES_WITH 区公安局"]),
])
def test_partners_relations_of_a_sentence(sentence: str, expected: list[str]) -> None:
    assert claims(sentence, *_TYPES) == expected


@pytest.mark.parametrize("sentence", [
    "建成东湖小学、西岭小学。",
    "东湖小学、西岭小学开展结对活动。",
    "推进东湖小学教育集团建设。",
    "与家长合作。",
    "整合东湖小学资源。",
    "云川市教育局通报表扬东湖小学。",
])
def test_partners_relations_of_a_mere_list_are_none(sentence: str) -> None:
    assert claims(sentence, *_TYPES) == []
