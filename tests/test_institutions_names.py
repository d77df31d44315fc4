"""Names of institutions in sentences: left ends, lists, campuses, clipped forms, and phrases that are no names."""
from __future__ import annotations

import pytest
from recognition import home_of, institution_mentions

HOME = home_of("滁州市定远县教育体育局")

NAMES = [
    # The left end: verbs, prepositions, conjunctions, counts, towns.
    ("支持炉桥中学、定远中学参评", ["炉桥中学", "定远中学"]),
    ("以明善学校为基地,由西河学校牵头", ["明善学校", "西河学校"]),
    ("开工建设通达河小学,完成安和学校迁建", ["通达河小学", "安和学校"]),
    ("新建和安路幼儿园、时代路幼儿园", ["和安路幼儿园", "时代路幼儿园"]),
    ("推动人民路小学与解放路小学合并,更名为育才学校", ["人民路小学", "解放路小学", "育才学校"]),
    ("永康镇第二小学和池河镇中心小学", ["永康镇第二小学", "池河镇中心小学"]),
    ("由县第一幼儿园托管藕塘镇中心幼儿园", ["县第一幼儿园", "藕塘镇中心幼儿园"]),
    ("县一完小领办县第二完小,组建三完小教育集团", ["县一完小", "县第二完小", "三完小教育集团"]),
    ("城北实验小学、首岗路小学,万福桥小学入选", ["城北实验小学", "首岗路小学", "万福桥小学"]),
    ("定远三中学生宿舍楼封顶,红旗农场小学建成", ["定远三中", "红旗农场小学"]),
    ("原定远师范附属小学", ["定远师范附属小学"]),
    ("朱湾学校、严桥学校等32所农村学校完成改造", ["朱湾学校", "严桥学校"]),
    ("新增普惠性民办幼儿园3所:贝贝幼儿园、童心幼儿园", ["贝贝幼儿园", "童心幼儿园"]),
    ("推动天元公学发展", ["天元公学"]),
    ("八一中学、七一小学、27小学", ["八一中学", "七一小学", "27小学"]),
    ("新建余家小学教学楼,象山学校、雄石小学获奖", ["余家小学", "象山学校", "雄石小学"]),
    ("定远二中、和岭中学为牵头校,安和学校、和平小学参加", ["定远二中", "和岭中学", "安和学校", "和平小学"]),
    ("将西河小学交由定远二中管理,专家团队对站前路小学指导", ["西河小学", "定远二中", "站前路小学"]),
    ("新建巴什却普乡小学,固拉哈玛乡中学先行", ["巴什却普乡小学", "固拉哈玛乡中学"]),
    # Planned schools.
    ("做好高铁片区规划小学、龙湖单元规划小学选址", ["高铁片区规划小学", "龙湖单元规划小学"]),
    ("南城单元B-12地块学校开工", ["南城单元B-12地块学校"]),
    ("东山(暂名)学校投用", ["东山(暂名)学校"]),
    ("翠湖花园配套幼儿园交付,西山小学扩建竣工", ["翠湖花园配套幼儿园", "西山小学"]),
    # Clipped names.
    ("4月份清溪小学开工,首月北坪中学扩建", ["清溪小学", "北坪中学"]),
    ("迁址新建县一中、县职教中心", ["县一中", "县职教中心"]),
    ("建有1所以上公办中心幼儿园,独立设置幼儿园38所", []),
    ("以及集团成员校淮阳中学", ["淮阳中学"]),
    ("做好高铁片区九年一贯制学校选址", ["高铁片区九年一贯制学校"]),
    ("都梁小学加建教学楼", ["都梁小学"]),
    ("城关三小同新河小学结对", ["城关三小", "新河小学"]),
    ("炉桥镇小食堂、长山村小并入池河小学", ["炉桥镇小", "长山村小", "池河小学"]),
    ("县中专、县特教学校、定远职校", ["县中专", "县特教学校", "定远职校"]),
    ("定远二中、县一小、城关三小通过复评", ["定远二中", "县一小", "城关三小"]),
    ("九中、实验二小、三幼整体搬迁", ["九中", "实验二小", "三幼"]),
    ("县职高与昆山职专结对", ["县职高", "昆山职专"]),
    # Campuses.
    ("红星中学南校区、凤凰小学海湾校区启用", ["红星中学", "红星中学南校区", "凤凰小学", "凤凰小学海湾校区"]),
    ("县实验小学(东校区)、城南学校小学部", ["县实验小学", "县实验小学(东校区)", "城南学校", "城南学校小学部"]),
    # Universities' schools, groups, organisations.
    ("引进合肥师范学院附属实验学校", ["合肥师范学院附属实验学校"]),
    ("北师大实验中学、延边大学师范学院附属小学", ["北师大实验中学", "延边大学师范学院附属小学"]),
    ("成立炉桥小学教育集团,对接科达讯云股份有限公司", ["炉桥小学教育集团", "科达讯云股份有限公司"]),
    ("县家庭教育促进会、定远县中小学家长志愿者协会", ["县家庭教育促进会", "定远县中小学家长志愿者协会"]),
    ("建好区未成年人心理健康辅导中心", ["区未成年人心理健康辅导中心"]),
    ("城南区实验初中等12所学校", ["城南区实验初中"]),
    ("成立张海燕名师工作室", ["张海燕名师工作室"]),
]

NO_NAMES = [
    "全区各中小学、幼儿园要落实责任,各乡镇中心小学、公办幼儿园参加",
    "4所完小、2所初中、1所九年一贯制学校,特殊教育学校1所",
    "创建省级示范幼儿园2所,市级示范学校3所,省一级幼儿园,广东省科技高中",
    "推进薄弱学校改造、农村寄宿制学校建设,实施名校带弱校",
    "党的十八届五中、六中全会精神,二十届三中全会,第一中学段",
    "党委理论学习中心组学习,设立美育小课研究基地,名师工作室30个",
    "小学生睡眠时间,初中毕业生,高中阶段毛入学率,大学生志愿者",
    "县第__中学,xx镇中心小学,**中学",
    "一等奖学校,食品流入学校食堂,其中学前学位,推进校本教研",
    "发挥好实验园的示范作用",
    "走访20余家小学,与上海学校结对",
    "教育集团达到12个,推进集团化办学,城乡教共体30个",
]


@pytest.mark.parametrize(("sentence", "expected"), NAMES)
def test_institutions_names_of_sentence(sentence: str, expected: list[str]) -> None:
    assert [mention.name for mention in institution_mentions(sentence, HOME)] == expected


@pytest.mark.parametrize("sentence", NO_NAMES)
def test_institutions_phrases_are_no_names(sentence: str) -> None:
    assert [mention.name for mention in institution_mentions(sentence, HOME)] == []


@pytest.mark.parametrize(("sentence", "label", "expected"), [
    ("划分为北山、铁岭、三道关3个学区", "SchoolGroup", ["北山学区", "铁岭学区", "三道关学区"]),
    ("在炉桥、池河两镇推行", "District", ["炉桥镇", "池河镇"]),
    ("柘汪镇、石桥镇中心幼儿园", "Kindergarten", ["柘汪镇中心幼儿园", "石桥镇中心幼儿园"]),
    ("文昌、兴龙等2所小学", "School", ["文昌小学", "兴龙小学"]),
    ("领办河埠、东塘2个分园", "Kindergarten", ["河埠分园", "东塘分园"]),
])
def test_institutions_shared_endings_are_written_out(sentence: str, label: str, expected: list[str]) -> None:
    found = [mention for mention in institution_mentions(sentence, HOME) if mention.label == label]
    assert [mention.name for mention in found] == expected


def test_institutions_learned_name_is_cut_free() -> None:
    text = "湖心岛小学、明湖小学获评。\n介绍经验明湖小学获好评"
    assert [mention.name for mention in institution_mentions(text, HOME)] == ["湖心岛小学", "明湖小学", "明湖小学"]


def test_institutions_names_lie_in_the_text() -> None:
    text = "县实验小学(东校区)与永康镇第二小学结对"
    for mention in institution_mentions(text, HOME):
        assert text[mention.span.start:mention.span.end] == mention.name
