"""Documents: what stands in title marks, known laws and plans, and rules named without marks behind a verb of issuing."""
from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

import ahocorasick_rs

from kg.lexicon import column_values, read_rules, read_table
from kg.recognise.tokens import Tokens
from kg.types import Mention, Span

_MARKED = re.compile(r"《([^《》\n]{2,90}(?:《[^《》\n]{2,60}》[^《》\n]{0,30})?)》")
_MEDIA = re.compile(r"(?:日报|晚报|早报|教育报|教师报|时报|商报|周报|青年报|法治报|电视台|杂志|网|客户端|频道|家庭报|月刊|周刊|学刊|学报|期刊)$")
# Articles, talks, songs, films, courses: the words around a title that is no document.
_ARTICLE_BEFORE = re.compile(r"(?:题为|以|论文|文章|课题|案例|节目|歌曲|话剧|电影|影片|宣传片|专题片|微电影|视频|纪录片|舞蹈|合唱|小品|作品|课例|讲座|报告|歌舞|快板|情景剧|剧目|课程|教材|绘本|读本|书籍|专著|著作|创刊|发表|撰写|刊发|刊登|摄制|拍摄|观看|诵读|演唱|演出|表演|阅读|品读|荣获|作了|作)$")
_ARTICLE_AFTER = re.compile(r"^》?(?:等)?(?:的)?(?:文章|论文|案例|经验|发言|课题|节目|歌曲|话剧|电影|宣传片|专题片|报道|讲座|主题|课例|作品|被《|刊发|发表|在“|专题汇报|交流发言|的发言|的交流|专著|绘本|一书|剧|微课|在全|为题)")
_KINDS = "实施方案|工作方案|行动方案|试点方案|改革方案|调整方案|整改方案|规划方案|应急预案|专项规划|发展规划|布局规划|规划纲要|规划|实施意见|指导意见|若干意见|意见|管理办法|暂行办法|实施办法|考核办法|奖励办法|招生办法|入学办法|办法|实施细则|细则|管理规定|规定|管理制度|工作规程|条例|章程|指导纲要|指南|工作手册|手册|评价标准|测评标准|建设标准|考核标准|标准|责任清单|负面清单|任务清单|清单|行动计划|白皮书|工作导则|导则|公约|倡议书|预案|工作要求|暂行规定|若干措施|政策措施|实施方法|考核细则|承诺书|责任书|目标责任书|制度"
_PLAIN = re.compile(rf"(?:{_KINDS})(?![\u4e00-\u9fff]{{0,2}}(?:部门|人员|会议|体系|机制))")
_GENERIC = re.compile(r"^(?:的|各项|相关|有关|具体|配套|工作|实施|管理|规章|各类|建设|财务|考核|学校|内部|一系列|完善|科学|长效|基本|发展|总体|整体|教育|中长期|年度|专项|激励|奖惩|奖励|绩效|评价|安全|监督|责任|岗位|日常|轮岗|会议|值班|请假|学习|培训|教研|招生|布局|校园|师德|师德师风|食品安全|健康|检查|公开|督导|督查|考勤|首问|政府|国家|地方|行业|配备|办学|编制|统一|最低|质量|课程|人事|财政|社会|家访|学籍|应急|疫情防控|防控|上级|中央|省|市|区|县|全区|全县|全市|本|该|等|规范|制度|政策|补助|收费|资助|经费)*$")


@functools.cache
def _media() -> frozenset[str]:
    return frozenset(row["name"] for row in read_table("lexicon/media.tsv", ("name",)))


@functools.cache
def _known() -> tuple[Any, tuple[str, ...]]:
    rows = read_table("lexicon/documents.tsv", ("name", "aliases", "issuer", "year"))
    words = tuple(sorted({value.strip("《》") for row in rows for value in column_values(row, "name", "aliases")}))
    return ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), words


@functools.cache
def _verbs() -> tuple[frozenset[str], frozenset[str]]:
    table = read_rules("verbs", dict[str, tuple[str, ...]])
    return frozenset(table["issue"]) | frozenset(table["implement"]), frozenset(
        "制定 制订 制发 出台 印发 下发 颁布 编制 拟定 拟订 起草 修订 落实 贯彻 贯彻落实 执行 严格执行 严格落实 根据 按照 依据 修改 完善 修订完善 制定完善 发布 研制 草拟 遵循 公布 推行 实施 改革 印制 上报 报送 编写 对照 实行".split())


def is_medium(title: str) -> bool:
    """Tell whether a title in marks is a newspaper, magazine, site or channel."""
    return title in _media() or bool(_MEDIA.search(title))


def marked_documents(text: str) -> Iterator[Mention]:
    """Yield what stands in title marks and is a document (not a medium, article, talk, film)."""
    for match in _MARKED.finditer(text):
        title = match.group(1)
        if is_medium(title) or _ARTICLE_AFTER.match(text[match.end(1):match.end() + 8]):
            continue
        if _ARTICLE_BEFORE.search(text[max(0, match.start() - 6):match.start()]) and not re.search(rf"(?:{_KINDS}|通知|法)(?:\([^()]*\))?$", title):
            continue
        bare = re.sub(r"\([^()]{1,16}\)$", "", title)
        inner = title.replace("《", "").replace("》", "")
        aliases = tuple(dict.fromkeys(a for a in (bare, inner) if a != title))
        yield Mention(Span(match.start(), match.end()), "Document", inner, "document-marked", 0.95, aliases)


def known_documents(text: str) -> Iterator[Mention]:
    """Yield laws, regulations and plans of the lexicon that stand without title marks."""
    automaton, words = _known()
    for index, start, end in automaton.find_matches_as_indexes(text):
        if len(words[index]) >= 3:
            yield Mention(Span(start, end), "Document", words[index], "document-lexicon", 0.85)


_PERIOD = re.compile(r"(?:[^\s,。;:、“”《》()]{0,14})“?(十[二三四五六]五)”?(?:教育)?(?:(?:改革和?)?(?:事业)?发展)?(?:专项)?规划(?:纲要)?")


def plain_documents(text: str, tokens: Tokens) -> Iterator[Mention]:
    """Yield plans and rules named without marks behind a verb of issuing or implementing (出台…实施意见)."""
    _, opening = _verbs()
    for match in _PLAIN.finditer(text):
        index = tokens.at(match.start() - 1) if match.start() else -1
        begin, verb = match.start(), ""
        while index >= 0 and match.start() - tokens.starts[index] <= 30:
            word, tag, start = tokens.words[index], tokens.tags[index], tokens.starts[index]
            if word in opening and not text[start:match.start()].startswith(word + "方案"):
                verb = word
                break
            if word in ",。;:!?\n" or (tag in ("uj", "ul", "p", "d") and word not in ("新",)) or word == "》":
                break
            begin = start
            index -= 1
        name = text[begin:match.end()]
        core = re.sub(r"^(?:了|好|新修订的?|并|各|有关|适应|第[一二三四五]轮|新一轮|《)+", "", name)
        begin = match.end() - len(core)
        if not verb or _GENERIC.match(core[:len(core) - len(match.group())]) or len(core) < 6 or "》" in core or "《" in core:
            continue
        if text.count("“", begin, match.end()) != text.count("”", begin, match.end()) or re.search(r"[、,]", core) and "“" not in core:
            continue
        if match.group() in ("标准", "制度", "手册", "清单", "计划", "要求", "章程") and len(core) < 8:
            continue
        yield Mention(Span(begin, match.end()), "Document", core, "document-plain", 0.6)
