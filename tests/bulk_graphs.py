"""A graph whose values are hard on CSV."""
from __future__ import annotations

from store_sample import HOSTILE, PLAN, claim, entity, mention, source

from kg.graph.exchange import collect
from kg.types import Graph, Value

TEXTS = ('全区"双减"', '""', '"', "'", "a,b;c\td", "第一行\n第二行", "回车\r\n换行", "\r", "\\n \\\" \\", "\\",
         " 空格 ", "　", "\ufeff标记", "𠮷🙂", "\u2028\u2029\u0085", "\x00", "\x1f", "\x1e;\x1d", "=1+1", "", "null",
         "true", "12", "1.5", "(1, 2)", HOSTILE, "长" * 500)
_VALUES: tuple[Value, ...] = (98, 98.5, -0.0, 1e300, 1.5e-07, 2**63 - 1, -(2**63), True, False, "98", "", ("a", ""),
                              (1, -2))


def hostile_graph() -> Graph:
    """Texts in names, lists, evidence and ids; one property with every type."""
    items = [source(PLAN, '工作要点,"第一份"\n', "plan", 2023)]
    for number, text in enumerate(TEXTS):
        school, program = f"school/990101/{text}/{number}", f"program/{text}/{number}"
        items += [entity("School", school, name=text, aliases=(text, "别名", text)),
                  entity("Program", program, name=text),
                  claim("RUNS", school, program, PLAN, text, number, year=2023),
                  mention(school, PLAN, text or "名", number)]
    for number, value in enumerate(_VALUES):
        items += [entity("Honor", f"honor/{number}", name="荣誉", level=value),
                  claim("AWARDED", f"school/990101/{TEXTS[0]}/0", f"honor/{number}", PLAN, "获评", number, year=value)]
    return collect(items)

