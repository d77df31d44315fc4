"""Names of programs: known ones, quoted ones by what stands around them, plain ones by their head and verb."""
import pytest
from one_sentence import graph_of


def _programs(sentence: str) -> list[str]:
    return sorted(str(node.properties["name"]) for node in graph_of(sentence).nodes_with("Program"))


@pytest.mark.parametrize(("sentence", "expected"), [
    # Known ones, in any form.
    ("落实“双减”工作。", ["双减"]),
    ("聚焦“课堂质量突破年”。", ["课堂质量突破年"]),
    ("紧扣“学在青禾”目标。", ["学在青禾"]),
    ("抓好“国培”“省培”。", ["国培", "省培"]),
    ("全面推行党组织领导的校长负责制。", ["党组织领导的校长负责制"]),
    ("深化苏陕教育协作。", ["苏陕教育协作"]),
    ("推广东湖小学“流动课桌”的做法。", ["流动课桌"]),
    ("办好“山海同行”青少年融情夏令营。", ["山海同行青少年融情夏令营"]),
    ("东湖小学把湿地搬进课堂。", []),
    ("聚焦全域迁校这一标志性工程。", []),
    ("今年全旗计划实施项目20个。", []),
    ("做实“一校一品·红色青禾”党建品牌建设。", ["一校一品·红色青禾党建品牌"]),
    ("完成“十四五”教育项目储备。", []),
    ("年底前完成全部工程。", []),
    ("落实两免一补政策。", ["两免一补政策"]),
    # Quoted names: a head, a verb, or a telling form makes them programs.
    ("实施“青蓝”工程。", ["青蓝工程"]),
    ("按照如下工作计划,以实际行动落实。", []),
    ("打造“书香青禾”品牌。", ["书香青禾"]),
    ("推行“晨读课堂”和“周结月清”。", ["周结月清", "晨读课堂"]),
    ("组建“红烛”宣讲团,做好“组团式”支教。", ["红烛宣讲团", "组团式支教"]),
    ("启动“5+2”课后服务。", ["5+2课后服务"]),
    ("举办“稻香讲堂”。", ["稻香讲堂"]),
    ("实施“青蓝”“领航”“名师”三大工程。", ["名师", "青蓝", "领航"]),
    ("开展“新苗奖”、“新秀奖”评选。", ["新秀奖评选", "新苗奖评选"]),
    # Plain names: distinctive words before a head, behind a verb that opens them.
    ("实施基础教育扩优提质行动计划。", ["基础教育扩优提质行动计划"]),
    ("推进县中振兴攻坚行动。", ["县中振兴攻坚行动"]),
    ("开展第四批名师带徒活动。", ["第四批名师带徒活动"]),
    ("实施校园强基、课堂增效行动。", ["校园强基行动", "课堂增效行动"]),
    ("实施5312人才培育工程。", ["5312人才培育工程"]),
])
def test_programs_names_are_found(sentence: str, expected: list[str]) -> None:
    assert _programs(sentence) == expected


@pytest.mark.parametrize("sentence", [
    "树立“以生为本”的理念。",
    "坚持“五育并举”。",
    "反对“四风”。",
    "制定《教育质量提升行动计划》。",
    "推进校舍维修改造工程。",
    "进入水电安装工程阶段。",
    "项目建设计划为26个。",
    "推进东湖小学扩建工程。",
    "开展教师培训活动。",
    "开展安全检查工作。",
    "荣获“先进集体”称号。",
    "在全国足球联赛中获奖。",
    "加强师德师风建设。",
    "开展丰富多彩的主题教育活动。",
])
def test_programs_names_general_work_is_none(sentence: str) -> None:
    assert _programs(sentence) == []


def test_programs_names_short_and_long_form_are_one() -> None:
    graph = graph_of("实施“青蓝”工程。青蓝工程覆盖全区。推进“青蓝”建设。")
    [node] = graph.nodes_with("Program")
    assert (node.properties["name"], node.properties["aliases"]) == ("青蓝工程", ("青蓝", "青蓝建设"))


def test_programs_names_headings_announced_as_a_set() -> None:
    headings = "二、师德铸魂工程\n加强师德建设,提升教师素养。\n三、课堂增效工程\n提高课堂教学质量。"
    graph = graph_of(f"实施“两项工程”。\n{headings}")
    names = {str(node.properties["name"]) for node in graph.nodes_with("Program")}
    assert {"师德铸魂工程", "课堂增效工程"} <= names


def test_programs_names_other_headings_are_none() -> None:
    graph = graph_of("加强教师队伍建设。\n二、师德铸魂工程\n加强师德建设,提升教师素养。")
    assert list(graph.nodes_with("Program")) == []
