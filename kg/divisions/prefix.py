"""Division names at the beginning of a name: 南京市鼓楼区教育局 is 南京市, 鼓楼区 and 教育局."""
from __future__ import annotations

from functools import cache

from kg.divisions.gazetteer import by_code, in_year, latest, within
from kg.divisions.tables import table, townships_of, words
from kg.divisions.types import Division

Step = tuple[str, tuple[Division, ...]]


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Return the lengths of the names that begin with two characters, longest first."""
    lengths: dict[str, set[int]] = {}
    for names in (table().by_name, table().by_short):
        for name in names:
            lengths.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(group, reverse=True)) for start, group in lengths.items()}


def _candidates(name: str, rest: str, above: tuple[Division, ...], year: int | None,
                short: bool) -> tuple[Division, ...]:
    """Return what a piece may mean before the rest of the name and below what was read before it."""
    found = table().by_name.get(name, ())
    if name in words().common and not above:
        return ()
    if not found and short:
        # 中山路小学, 和平小学: a road's or the school's own name; at the very end (北京朝阳) nothing else is meant
        if rest and (name in words().ordinary or rest.startswith(words().follower)):
            return ()
        found = table().by_short.get(name, ())
    found = in_year(found, year)
    if above:
        found = tuple(item for item in found if any(within(item, higher) for higher in above))
    return found


def _townships(name: str, above: tuple[Division, ...]) -> Step | None:
    if len(above) != 1 or above[0].level not in ("county", "city"):
        return None
    known = townships_of(above[0].code)
    for length in range(min(len(name), 12), 1, -1):
        if (division := known.get(name[:length])) is not None:
            return name[:length], (division,)
    return None


def steps(name: str, *, year: int | None = None, short: bool = True, inside: tuple[Division, ...] = ()) -> list[Step]:
    """Return the division names at a name's beginning, each inside the one before, with what each may mean.

    Containment narrows the earlier steps too: in 鼓楼区 behind 南京市 only one is left.
    """
    path: list[Step] = []
    position, above = 0, inside
    while position < len(name) - 1:
        for length in _lengths().get(name[position:position + 2], ()):
            piece = name[position:position + length]
            if len(piece) == length and (found := _candidates(piece, name[position + length:], above, year, short)):
                step: Step | None = (piece, found)
                break
        else:
            step = _townships(name[position:], above)
        if step is None:
            break
        path.append(step)
        position, above = position + len(step[0]), step[1]
        if above[0].level == "township":
            break
    for index in range(len(path) - 1, 0, -1):
        piece, higher = path[index - 1]
        kept = tuple(item for item in higher if any(within(lower, item) for lower in path[index][1]))
        path[index - 1] = piece, kept or higher
    return path


def split_prefix(name: str, *, year: int | None = None, own: str | None = None,
                 short: bool = True) -> tuple[tuple[Division | str, ...], str]:
    """Split the leading division names off an agency's or institution's name.

    Returns them, each as the one division that it means or, where several bear the name, as the string; and the rest.
    ``own`` is the code of the document's district: names inside it come first (城关镇中心小学 without its county).
    Short names that are ordinary words or roads (朝阳小学, 南京路小学) stay with the rest.
    """
    path: list[Step] = []
    if own is not None and (home := by_code(own, year=year)) is not None:
        path = steps(name, year=year, short=short, inside=(home,))
    path = path or steps(name, year=year, short=short)
    settled = ((piece, latest(found)) for piece, found in path)
    pieces = tuple(found[0] if len(found) == 1 else piece for piece, found in settled)
    return pieces, name[sum(len(piece) for piece, _ in path):]
