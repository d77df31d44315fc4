"""Pairs of institutions of one district that may be one, with the reasons for and against."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from kg.derive.institutions import Institution
from kg.derive.variants import Fit, clipped, may_be_clipped, place_of, shorter
from kg.resolve.campuses import whole_of


class Pair(Struct, frozen=True, gc=False):
    """An institution under a shorter name, and one under a longer that it may be.

    ``links``: the names alone would be enough, were the longer one the only one that fits.
    """

    short: Institution
    full: Institution
    reason: str
    links: bool
    against: tuple[str, ...]


def pairs(found: Iterable[Institution]) -> Iterator[Pair]:
    """Yield each pair of institutions of one district and class whose names fit, once, in order of their ids."""
    groups: dict[tuple[str, str], list[Institution]] = defaultdict(list)
    for item in found:
        groups[item.scope, item.label].append(item)
    for _, members in sorted(groups.items()):
        fits: dict[tuple[str, str], Fit] = {}
        by_id = {item.id: item for item in members}
        for short, full, fit in (*_by_variants(members), *_by_aliases(members), *_by_clipping(members)):
            if (full.id, short.id) in fits:  # each is an alias of the other: the longer name is the full one
                if _longer(full, short):
                    del fits[full.id, short.id]
                else:
                    continue
            known = fits.get((short.id, full.id))
            if known is None or (fit.links and not known.links):
                fits[short.id, full.id] = fit
        for (short_id, full_id), fit in sorted(fits.items()):
            short, full = by_id[short_id], by_id[full_id]
            yield Pair(short, full, fit.reason, fit.links, tuple(_against(short, full)))


def _longer(one: Institution, other: Institution) -> bool:
    return (-len(one.form), one.form) < (-len(other.form), other.form)


def _by_variants(members: list[Institution]) -> Iterator[tuple[Institution, Institution, Fit]]:
    by_form = {item.form: item for item in members}
    place = place_of(members[0].scope)
    for full in members:
        for form, fit in shorter(full.form, place).items():
            if (short := by_form.get(form)) is not None and short is not full:
                yield short, full, fit


def _by_aliases(members: list[Institution]) -> Iterator[tuple[Institution, Institution, Fit]]:
    """Yield institutions whose id is what another document calls one by its full name."""
    by_form = {item.form: item for item in members}
    for full in members:
        for alias in full.aliases:
            if (short := by_form.get(alias)) is not None and short is not full:
                yield short, full, Fit(f"{full.name} is also called {alias} in a document", True)


def _by_clipping(members: list[Institution]) -> Iterator[tuple[Institution, Institution, Fit]]:
    place = place_of(members[0].scope)
    for short in (item for item in members if may_be_clipped(item.form, place)):
        for full in members:
            if full is not short and (fit := clipped(short.form, full.form, place)):
                yield short, full, Fit(f"{short.form} is short for {full.form}", fit.links)


def _against(short: Institution, full: Institution) -> Iterator[str]:
    if together := short.sources & full.sources:
        yield f"{len(together)} document(s) name both, apart from each other"
    if full.id in short.related:
        yield "a text sets one beside the other"
    if short.ownership and full.ownership and short.ownership != full.ownership:
        yield f"one is {short.ownership}, the other {full.ownership}"
    if (whole_of(short.form) is None) != (whole_of(full.form) is None):
        yield "one is a campus or branch"
