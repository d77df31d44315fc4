"""The indicator of each quantity of a sentence, by rules that are tried in order."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from kg.relate.figures_context import Memory, Reading, remembered
from kg.relate.figures_nouns import left, money, right
from kg.relate.figures_phrases import is_phrase, tidy
from kg.relate.figures_series import between, chain, context, each, growth, prize, ratio, share
from kg.relate.figures_sites import Site, sites
from kg.relate.scene import Scene

_AT_LEAST = re.compile(r"(至少|不少于|不低于|不超过)(?=[一-鿿]{1,5}$)")

_RULES: tuple[Callable[[Site, Memory], Iterator[Reading]], ...] = (
    growth, chain, each, share, between, prize, context, ratio, money, right, left)


def _with_bound(site: Site) -> Site:
    """每月至少开展1次: the comparator stands before the verb; take it from the words to the quantity."""
    if site.quantity.comparator != "=" or (bound := _AT_LEAST.search(site.left)) is None:
        return site
    sign = "<=" if bound.group() == "不超过" else ">="
    left = site.left[:bound.start()] + site.left[bound.end():]
    return site._replace(left=left, quantity=replace(site.quantity, comparator=sign))


def readings(scene: Scene) -> Iterator[tuple[Site, Reading]]:
    """Yield the readings of the quantities of a sentence; a quantity may have several (各) or none."""
    if not scene.quantities:
        return
    memory = Memory(scene)
    for site in map(_with_bound, sites(scene)):
        memory.enter(site.left_start, site.quantity.span.start)
        for rule in _RULES:
            found = [Reading(quantity, words, name) for quantity, indicator, name in rule(site, memory)
                     if is_phrase(words := tidy(indicator))]
            for reading in found:
                yield site, remembered(memory, reading)
            if found:
                break
