"""Titles of texts: what a text is and the year and publisher that its title names."""
from __future__ import annotations

import re

from kg.types import Kind

_PLAN = "工作要点|工作思路|工作计划|工作打算|工作安排|工作规划|工作目标|工作意见|重点工作|要点|思路|打算|计划|规划纲要|规划|实施方案|行动方案|工作方案|方案|安排|纲要|目标任务|实事项目|办实事|民生实事|任务清单"
_SUMMARY = "工作总结|总结报告|自查报告|自评报告|督导报告|述职报告|工作报告|工作汇报|情况汇报|情况报告|汇报材料|工作情况|完成情况|总结|报告|汇报|回顾|情况"
_TAIL = r"(?:的?通知|的?报告|的?函|\((?:[^()]{1,12})\)|(?:摘要|公开版|汇编|讲话|发言|材料|表|稿))*"
_TITLE = re.compile(rf"^(?=.{{4,70}}$)(?![^《]*[。;!?])(?!.*(?:如下|附后|印发给|请结合)).*?(?:{_PLAN}|{_SUMMARY}|讲话){_TAIL}$")
_LETTER = re.compile(r"关于(?:印发|转发|下发|发布|报送|做好|开展|公布).{0,80}(?:通知|函|报告)$")
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:年|学年|(?=\D|$))")
_RANGE = re.compile(r"(?<!\d)(20[0-4]\d)年?[-—~至](20[0-4]\d)(年|学年)?")
_PERIOD = re.compile(r"[“]?十([二三四五六])五[”]?")
_PERIOD_END = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035}
_PUBLISHER = re.compile(
    r"^(?:中共)?([^\d“”《》,、:]{0,30}?(?:教育(?:和|与)?(?:科技|体育|科学|文化|卫生|旅游|科|体|文|文体|卫体|科技和体育|科学技术)*"
    r"(?:委员会|委|局|厅|部|办公室|工作委员会|督导室)|教体局|教科体局|教科局|教委|社会事业(?:发展)?局|社会(?:发展|工作|管理)局|公共(?:服务|事业)局|文教局|文教体局|文教卫体局"
    r"|中心学校|中心校|中心小学|学区|小学|中学|学校|幼儿园|教育集团|人民政府教育督导委员会(?:办公室)?|人民政府(?:办公室|办公厅)?|教育督导委员会(?:办公室)?|教育组|教育办|教育管理中心))")


def is_title(line: str) -> bool:
    """Tell whether a line is the title of a plan, a summary or the like."""
    return bool(_TITLE.match(line)) or bool(_LETTER.search(line) and len(line) < 90 and "。" not in line)


def is_letter_title(line: str) -> bool:
    """Tell whether a title is that of a covering letter (关于印发…的通知)."""
    return bool(_LETTER.search(line))


def title_kind(title: str) -> Kind:
    """Tell what a title announces; of two announcements (总结及思路) the first."""
    plans = [m.start() for m in re.finditer(_PLAN, title)]
    summaries = [m.start() for m in re.finditer(_SUMMARY, title)]
    if is_letter_title(title):
        return "notice"
    if summaries and (not plans or summaries[0] < plans[0]):
        return "summary"
    return "plan" if plans else "other"


def title_year(title: str) -> int | None:
    """Return the year that a title names; of a range or a five-year period its last."""
    if match := _RANGE.search(title):
        return int(match.group(2))
    if match := _YEAR.search(title):
        return int(match.group(1))
    if match := _PERIOD.search(title):
        return _PERIOD_END[match.group(1)]
    return None


def title_publisher(title: str) -> str | None:
    """Return the body that a title begins with (某市某区教育局2023年工作要点), or None."""
    match = _PUBLISHER.match(title)
    return match.group(1) if match else None
