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
    ("东湖中学与云川职业技术学院开展“3+2”中高职贯通培养。", ["东湖中学 COOPERATES_WITH 云川职业技术学院"]),
    ("与深圳市云山科技公司共建实训基地。", ["局 COOPERATES_WITH 深圳市云山科技公司"]),
    ("支持东湖中学加强与云川师范大学的合作。", ["东湖中学 COOPERATES_WITH 云川师范大学"]),
    ("推动东湖职业学校与云川工程职业技术学院实施贯通培养,与云川云山科技有限公司共建产业学院。",
     ["东湖职业学校 COOPERATES_WITH 云川云山科技有限公司", "东湖职业学校 COOPERATES_WITH 云川工程职业技术学院"]),
    ("委托赤峰学院培训幼儿园教师80名。", ["局 COOPERATES_WITH 赤峰学院"]),
    ("深化与云川云山矿业集团的校企合作,配合区交委整治校车。",
     ["局 COOPERATES_WITH 云川云山矿业集团", "局 COOPERATES_WITH 区交委"]),
    ("东湖小学与青河小学、南屏小学组成教育联盟。",
     ["东湖小学 PAIRS_WITH 南屏小学", "东湖小学 PAIRS_WITH 青河小学"]),
    ("宁波市镇海区派出12名教师来我区支教。", ["青禾区 PAIRS_WITH 镇海区"]),
    ("与湖州市南浔区签订教育合作框架协议。", ["青禾区 PAIRS_WITH 南浔区"]),
    ("东湖中学与松涛县中学开展校际合作。", ["东湖中学 PAIRS_WITH 松涛县中学"]),
    ("北塔小学、宝山小学并入东湖小学教育集团。",
     ["北塔小学 MEMBER_OF 东湖小学教育集团", "宝山小学 MEMBER_OF 东湖小学教育集团"]),
    ("联合区公安局开展校园安全检查。", ["局 COOPERATES_WITH 区公安局"]),
    # Whose a school is stands right before it; the group itself is then no partner.
    ("东湖教育集团西岭小学与松涛县实验小学结对。",
     ["西岭小学 MEMBER_OF 东湖教育集团", "西岭小学 PAIRS_WITH 松涛县实验小学"]),
    ("东湖小学、西岭小学分别与松涛县一小、二小签订合作协议。",
     ["东湖小学 PAIRS_WITH 松涛县一小", "西岭小学 PAIRS_WITH 松涛县二小"]),
    ("新成立东湖教育集团、西岭教育集团,前者由青河小学、南屏小学组成,后者吸纳云溪小学加盟。",
     ["云溪小学 MEMBER_OF 西岭教育集团", "南屏小学 MEMBER_OF 东湖教育集团", "青河小学 MEMBER_OF 东湖教育集团"]),
    ("青河中学、南屏中学、云溪中学抱团成立北山教育联盟。",
     ["云溪中学 MEMBER_OF 北山教育联盟", "南屏中学 MEMBER_OF 北山教育联盟", "青河中学 MEMBER_OF 北山教育联盟"]),
    ("东湖大学区以东湖小学为龙头,西岭小学加入其中。",
     ["东湖小学 MEMBER_OF 东湖大学区", "西岭小学 MEMBER_OF 东湖大学区"]),
    ("由青河中学、东湖小学分别领办南屏中学、西岭小学。",
     ["东湖小学 MANAGES 西岭小学", "青河中学 MANAGES 南屏中学"]),
    ("东湖小学选派执行校长,托管西岭小学。", ["东湖小学 MANAGES 西岭小学"]),
    ("东湖小学对西岭小学实行全托管。", ["东湖小学 MANAGES 西岭小学"]),
    ("西岭小学委托东湖小学管理。", ["东湖小学 MANAGES 西岭小学"]),
    ("青河小学、南屏小学并入东湖小学。", ["南屏小学 MERGES_WITH 东湖小学", "青河小学 MERGES_WITH 东湖小学"]),
    ("青河镇红星、大坪两所小学整合为青河镇中心小学。", ["青河镇红星小学 MERGES_WITH 青河镇大坪小学"]),
    ("东湖幼儿园带动西岭幼儿园、南屏幼儿园。",
     ["东湖幼儿园 PAIRS_WITH 南屏幼儿园", "东湖幼儿园 PAIRS_WITH 西岭幼儿园"]),
    ("青河中学、南屏中学结成城乡教育共同体。", ["青河中学 PAIRS_WITH 南屏中学"]),
    ("东湖小学继续“一带二”,帮带青河小学。", ["东湖小学 PAIRS_WITH 青河小学"]),
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
