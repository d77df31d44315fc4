"""What the relations between two names share: the words that tell of them, lists of names, and the claim itself."""
from __future__ import annotations

import re

from kg.relate.scene import Named, Scene
from kg.types import Claim, Span

SCHOOLS = ("School", "Kindergarten", "SchoolGroup")
INSTITUTIONS = (*SCHOOLS, "Organization", "University")
# Clauses that may hold a relation of the kind: cheap tests before the exact ones.
PAIR = re.compile(
    r"结对|对口|帮扶|协作|共建|友好|结成|缔结|对标|牵手|手拉手|支援|结为|联谊|联手|携手|带动|帮带|一对一|捆绑|发展伙伴"
    r"|同上一[堂节]课|共享|援建|支教|互访|互派|跟岗|姊妹|扶持|结亲")
# Schools that agree on working together are paired, too; districts and bodies only cooperate.
AGREED = re.compile(r"(?:合作|共建|联盟|办学|帮扶)(?:框架)?协议|合作办学|(?:加强|深化|开展)(?:校际|跨校|交流|友好)?合作"
                    r"|(?:建立|组成|组建)[^,;。]{0,6}(?:联盟|共同体|联合体)|协同发展[^,;。]{0,2}协议")
COOPERATE = re.compile(
    r"合作|委托|联合|联办|合办|联手|携手|会同|协同|签约|签订|签署|联动|配合|引进|引入|共建|对接|牵手|共同|互通|贯通培养|定向培养")
MANAGE = re.compile(
    r"受托管理|委派团队管理|全托管|托管|交由[^,;。]{2,24}(?:管理|代管)|委托[^,;。]{2,20}管理|领办|代管|委托管理|接管")
MERGE = re.compile(r"整合|合并|并入|归并|撤并")
MEMBERSHIP = re.compile(
    r"成员|牵头|龙头|并入(?=[^,;。]{2,14}(?:集团|共同体|联合体))|核心[校园]|组成|吸纳|吸收|加入|加盟|纳入|融入|组建|组团|理事长|总校|领衔|下辖|下设|管辖|(?<=[,、区团体盟])辖|"
    r"收编|跟进|盟主|抱团|结盟|盟校|为主体|覆盖|"
    r"(?:成立|建立|结成)(?=[^,;。]{0,14}(?:集团|共同体|联盟|共体|联体|学区|联合体))")
_TRIGGERS = {"PAIRS_WITH": PAIR, "COOPERATES_WITH": COOPERATE, "MANAGES": MANAGE, "MERGES_WITH": MERGE,
             "MEMBER_OF": MEMBERSHIP}


def claim(scene: Scene, kind: str, one: str, other: str, names: tuple[Named, ...], rule: str,
           confidence: float = 0.75, attributes: dict[str, str] | None = None, trigger: Span | None = None) -> Claim:
    """Return the claim between two things (by id) that some names state; its year is that of the first name."""
    return Claim(kind, one, other, scene.evidence(*(name.mention.span for name in names)), rule, confidence,
                 scene.year(names[0].start), scene.sentence.section.path, attributes or {},
                 trigger or trigger_of(scene, kind, names[-1]))


def trigger_of(scene: Scene, kind: str, name: Named) -> Span | None:
    """Return the word of a kind of relation that stands nearest to a name in its clause, names aside."""
    pattern = _TRIGGERS.get(kind)
    if pattern is None:
        return None
    clause = scene.clause(name.start)
    words = [Span(*match.span()) for match in pattern.finditer(scene.text, *clause)]
    outside = [word for word in words if not any(n.start <= word.start < n.end for n in scene.names)]
    return min(outside or words, key=lambda word: max(word.start - name.end, name.start - word.end), default=None)


def split_lists(scene: Scene, names: list[Named], labels: tuple[str, ...]) -> list[list[Named]]:
    """Part names of some classes into lists: neighbours joined by 、 和 … are one list (but A与B are two)."""
    groups: list[list[Named]] = []
    for name in (n for n in names if n.label in labels):
        if groups and re.fullmatch(r"[、和及]|以及|等", scene.text[groups[-1][-1].end:scene.opening(name)]):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups
