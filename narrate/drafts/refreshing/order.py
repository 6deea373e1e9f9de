"""Where what is new belongs among what is there: a three-way merge of orders."""

from __future__ import annotations

from collections.abc import Sequence

from merge3 import Merge3


def placed(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> dict[str, str | None]:
    """Return after which of the names that are there each new one belongs; None is before all of them.

    Parameters
    ----------
    base, mine, theirs : sequence of str
        Names in the order of the old paper, the draft, and the new paper.

    Examples
    --------
    >>> placed(["a", "b", "c"], ["a", "mine", "c"], ["a", "b", "new", "c"])
    {'new': 'mine'}
    >>> placed(["a"], ["a"], ["first", "a", "last"])
    {'first': None, 'last': 'a'}
    """
    known, there = set(base), set(mine)
    places: dict[str, str | None] = {}
    last: str | None = None
    for kind, *groups in Merge3(list(base), list(mine), list(theirs)).merge_groups():
        mine_first, theirs_then = (groups[1], groups[2]) if kind == "conflict" else (groups[0], groups[0])
        for name in mine_first:
            last = name if name in there else last
        for name in theirs_then:
            if name not in known and name not in there:
                places.setdefault(name, last)
    return places
