import pytest

from kg.errors import KnowledgeError
from kg.read import read_bytes
from kg.read.furniture import Furniture, fold, iso_date
from kg.read.knowledge import NAME, page_knowledge, parse_page_knowledge
from kg.types import Metadata

PROSE = "2023年,青羊区教育系统坚持以人民为中心,新增学位4200个,公办园在园幼儿占比达到62.5%,普惠率91%。"
WIDE = str.maketrans({",": "\uff0c", ":": "\uff1a", "(": "\uff08", ")": "\uff09", ";": "\uff1b", "|": "\uff5c",
                      ">": "\uff1e"})
KNOWLEDGE = page_knowledge()
RULES = Furniture(KNOWLEDGE)


def read(*lines):
    return read_bytes("\n".join(lines).encode(), "a.txt")


def furniture(document):
    return [document.text[start:end] for start, end in document.furniture]


@pytest.mark.parametrize("key", KNOWLEDGE.keys, ids=lambda key: key.names[0])
def test_furniture_key_examples_are_rows(key):
    row = RULES.row(fold(key.example), edge=True)
    assert row is not None
    assert key in [found for found, _ in row.items]


@pytest.mark.parametrize("form", ["{}", "{}:", "{}\uff1a", " {} : |", "【{}:】", "\ufeff{}:", "[{}]"])
def test_furniture_knows_every_key_without_value(form):
    names = [name for key in KNOWLEDGE.keys for name in key.names]
    assert [name for name in names if not RULES.row(fold(form.format(name)), edge=True)] == []
    assert [name for name in names if not RULES.row(fold(form.format("  ".join(name))), edge=True)] == []


@pytest.mark.parametrize("pattern", KNOWLEDGE.patterns, ids=lambda pattern: pattern.example)
def test_furniture_pattern_examples_match(pattern):
    assert RULES.is_furniture(fold(pattern.example), edge=pattern.edge)


@pytest.mark.parametrize("form", ["{}", "【{}】", "[{}] | 打印", "{}:"])
def test_furniture_knows_every_label(form):
    anywhere, edge = KNOWLEDGE.labels.anywhere, KNOWLEDGE.labels.edge
    assert [label for label in (*anywhere, *edge) if not RULES.is_furniture(fold(form.format(label)), edge=True)] == []
    inside = {label for label in (*anywhere, *edge) if RULES.is_furniture(fold(form.format(label)), edge=False)}
    assert inside == set(anywhere)


@pytest.mark.parametrize("line", [
    "您当前所在的位置:", "当前位置: 首页 > 政务公开 > 教育局", "首页>>信息公开>>工作总结", "索\xa0\xa0引\xa0\xa0号:",
    "索引号: | 510105/2023-31 | 组配分类: | 规划计划 |", "索引号 | 510105/2023-31 | 发布机构 | 青羊区教育局",
    "发布日期: 2022- 05- 09 浏览量:",
    "发布时间:2022-05-09 10:20:33 来源:青羊教育 浏览次数:1,203 次 字号:[大 中 小] 打印 关闭",
    "2022-05-09 来源:区教育局 点击数:31", "作者:办公室浏览次数:12次字体:大 中 小", "(来源:青羊教育)",
    "文件有效性 有效", "公开方式:主动公开公开范围:面向社会", "【字体:大 中 小】【打印】【关闭】", "分享到:微信 微博",
    "扫一扫在手机打开当前页",
    "文章正文", "正文", "附件2-4.docx", "附件:2023年工作要点.pdf(235.6KB)", "1.任务分解表.xlsx", "(此件公开发布)",
    "上一篇:青羊区教育局2022年工作总结", "下一篇:没有了", "版权所有:青羊区人民政府",
    "Copyright © 2023 青羊区教育局 All Rights Reserved",
    "蜀ICP备05000000号-1 川公网安备 51010500000000号",
    "主办单位:青羊区教育局 技术支持:某某公司 网站标识码:5101050001", "- 3 -", "第 2 页 共 9 页",
])
@pytest.mark.parametrize("widths", [{}, WIDE], ids=["half", "full"])
def test_furniture_marks_lines_of_the_page(line, widths):
    line = line.translate(widths)
    document = read(line, "", "青羊区教育局2023年工作总结", PROSE)
    assert furniture(document) == [line]
    document = read("青羊区教育局2023年工作总结", PROSE, line)
    assert furniture(document) == [line]


@pytest.mark.parametrize("line", [
    "青羊区教育局2023年工作总结", "青羊区教育局关于印发2023年工作要点的通知", "青羊区教育局", "2021年9月3日",
    "青教发〔2023〕7号", PROSE,
    "附件:1.青羊区2023年“校园浴室”改造清单", "2.青羊区教育局2023年任务分工", "附件1",
    "附件:《青羊区学前教育行动计划》",
    "抄送:成都市教育局,各街道办事处。", "成都市青羊区教育局办公室  2021年9月3日印发",
    "各中小学、幼儿园:", "(一)阅读", "一、工作回顾",
    "来源广泛的经费保障机制初步形成", "作者进校园活动", "阅读推广活动举办12场", "分享教育成果", "下载量达到3万次",
    "打印机配备到班", "时间安排",
    "公开招聘教师160人", "主题教育深入开展", "发布机构改革方案", "有效性评价:开展课堂教学评价12次;覆盖学校30所",
    "学校 | 名称 | 时间", "时间 | 地点 | 学校",
    "编辑出版校本教材12种", "信息公开:公开信息320条。", "联系电话亭改造学校3所", "地址变更的学校2所", "首页改版完成",
    "单位:万元",
])
@pytest.mark.parametrize("widths", [{}, WIDE], ids=["half", "full"])
def test_furniture_leaves_content(line, widths):
    line = line.translate(widths)
    assert furniture(read(line, PROSE, line, PROSE, line)) == []


@pytest.mark.parametrize("line", ["来源:区级财政投入", "作者:教师张某", "阅读:120次", "时间:2023年4月",
                                  "主办:青羊区教育局", "下载"])
def test_furniture_takes_weak_keys_only_around_the_prose(line):
    assert furniture(read(line, PROSE, line, PROSE, line)) == [line, line]


@pytest.mark.parametrize(("lines", "count", "metadata"), [
    (["索  引  号:", "", "510105/2023-31", "", "发布机构:", "", "青羊区教育局", "", "成文日期:", "", "2022年5月9日"], 6,
     Metadata(index_number="510105/2023-31", publisher="青羊区教育局", written="2022-05-09")),
    (["文号", "青教发〔2023〕7号", "主题分类", "科技、教育"], 4, Metadata(number="青教发〔2023〕7号")),
    (["索引号: | 51/2023-1 | 组配分类: | 规划计划 |", "发布机构: | 青羊区教育局 | 发文日期: | 2018-02-06 |"], 2,
     Metadata(index_number="51/2023-1", publisher="青羊区教育局", published="2018-02-06")),
    (["发布日期: 2022- 05- 09 浏览量:"], 1, Metadata(published="2022-05-09")),
    (["生成日期|2022/5/9|发文字号|青教发[2023]7号"], 1, Metadata(written="2022-05-09", number="青教发[2023]7号")),
    (["信息来源:区教育局 发布日期:2022.5.9 09:30"], 1, Metadata(publisher="区教育局", published="2022-05-09")),
    (["文号:无", "发布日期:", "发布日期:2023-13-04"], 3, Metadata()),
    (["发布日期:2022-05-09", "发布日期:2024-01-01"], 2, Metadata(published="2022-05-09")),
])
@pytest.mark.parametrize("widths", [{}, WIDE], ids=["half", "full"])
def test_furniture_reads_metadata(lines, count, metadata, widths):
    document = read(*(line.translate(widths) for line in lines), "青羊区教育局2023年工作总结", PROSE)
    assert document.metadata == metadata
    assert len(document.furniture) == count


@pytest.mark.parametrize("key", ["发布机构:", "主题分类:", "浏览量:", "发布日期:", "上一篇:", "文件编号",
                                 "您当前所在的位置:", "组配分类"])
@pytest.mark.parametrize("title", ["青羊区教育局2023年工作总结", "2023年工作要点",
                                   "关于印发工作要点的通知",
                                   "一、工作回顾"])
def test_furniture_never_takes_a_title_for_a_value(key, title):
    assert furniture(read(key, "", title, PROSE)) == [key]


def test_furniture_spans_are_sorted_disjoint_whole_lines():
    text = "\ufeff索引号:12345\r\n\r\n 打印 \r\n青羊区教育局2023年工作总结\r\n" + PROSE + "\r\n附件1.docx"
    document = read_bytes(text.encode(), "a.txt")
    assert furniture(document) == ["\ufeff索引号:12345", " 打印 ", "附件1.docx"]
    assert list(document.furniture) == sorted(document.furniture)


@pytest.mark.parametrize(("text", "date"), [
    ("2022-05-09", "2022-05-09"), ("2022- 05- 09", "2022-05-09"), ("2022年5月9日", "2022-05-09"), ("2022.5.9 10:20",
     "2022-05-09"),
    ("2023-4-14", "2023-04-14"), ("2023年4月", None), ("2023-02-40", None), ("无", None),
])
def test_iso_date_normalises(text, date):
    assert iso_date(text) == date


TEXT = """\
shapes:
  code: {inline: '.*', alone: ''}
keys:
  - {names: [索引号], shape: code, example: '索引号:1'}
labels: {anywhere: [打印], edge: [下载]}
patterns:
  - {regex: 'x+', example: x}
meta: {title: [ArticleTitle]}
elements: [footer]
"""


def test_page_knowledge_parses():
    assert parse_page_knowledge(TEXT, NAME).keys[0].names == ("索引号",)


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("regex: 'x+'", "regex: '(x'", r"furniture\.yaml:7: .*not a regular expression"),
    ("inline: '.*'", "inlin: '.*'", r"furniture\.yaml:2: "),
    ("shape: code", "shape: cod", r"furniture\.yaml:\d+: .*no shape 'cod'"),
    ("[索引号]", "[索引号], field: colour", r"furniture\.yaml:4: "),
    ("[索引号]", "[]", r"furniture\.yaml:4: "),
    ("meta: {title", "meta: {colour", r"furniture\.yaml:8: "),
    ("elements: [footer]", "elements: [footer", r"furniture\.yaml:\d+: not YAML"),
    ("keys:\n", "keys:\n  - {names: [索引号], shape: code, example: x}\n", r"furniture\.yaml:\d+: .*listed twice"),
])
def test_page_knowledge_tells_faults_with_their_line(old, new, fault):
    assert old in TEXT
    with pytest.raises(KnowledgeError, match=fault):
        parse_page_knowledge(TEXT.replace(old, new), NAME)
