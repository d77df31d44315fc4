"""Programs that every bureau names, from the lexicon."""
from __future__ import annotations

import re
from collections.abc import Iterator

from kg.recognise.programs.knowledge import lexicon
from kg.types import Mention, Span

# Words behind a known name that belong to it as it stands here: 双减 + 工作, 研学旅行 + 活动.
_HEAD = re.compile(r"(?:工程|活动|工作|政策|行动|项目|计划|改革|试点|制度|建设|创建|模式|办学)+")
# Behind these the words name something else: 校园足球 + 特色学校, 平安校园 + 示范校.
_OTHER = re.compile(r"(?:特色|示范|先进|达标|标兵|优秀|样板|实验|试点|基地|标杆)?(?:学校|园|校|区|县|基地|单位|"
                    r"集体)(?!创建)|联赛|比赛|大赛|课程资源|规划|方案|办法|条例|细则|意见|协议|合同")
# 主题教育 behind these is any education with a theme, not the campaign of that name.
_GENERAL_BEFORE = re.compile(r"(?:(?<!党)的|安全|感恩|日|等|等各类|注重|系列|各|各类|法治|国防|爱国|爱国主义|德育|专题|"
                             r"类|、|专项|道德|廉政|毒品|防溺水|健康|毕业|开学|节日|节|”)$")
_CAMPAIGN = re.compile("主题教育|学习教育")
_CAMPAIGNS = ("主题教育", "学习教育")


def known_programs(text: str) -> Iterator[Mention]:
    """Yield mentions of known programs; other forms that the text has around them are aliases."""
    found = lexicon()
    for index, start, end in found.automaton.find_matches_as_indexes(text):
        form = found.forms[index]
        quoted = text[start - 1:start] == "“" and text[end:end + 1] == "”"
        if quoted:
            start, end = start - 1, end + 1
        elif _OTHER.match(text, end) or (form in _CAMPAIGNS and _GENERAL_BEFORE.search(text, max(0, start - 4), start)):
            continue
        head = _HEAD.match(text, end) or (_CAMPAIGN.match(text, end) if quoted else None)
        aliases = (form + head.group(),) if head and head.end() - end <= 4 else ()
        yield Mention(Span(start, end), "Program", form, f"program-lexicon:{found.canonical[form]}", 0.9, aliases)
