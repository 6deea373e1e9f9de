"""A table of the draft brought up to date cell by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from narrate.drafts.refreshing.likeness import normalised, same
from narrate.drafts.refreshing.order import placed

Rows = Sequence[Sequence[str]]
ALIKE = 60.0
"""Score of rapidfuzz from which a row's first cell is an edit of another."""


@dataclass
class TableMerge:
    """What is to be done to a table of a draft.

    Attributes
    ----------
    cells : dict of (int, int) to str
        By row and column of the draft, what stands there now.
    removed : list of int
        Rows that the new paper has no more.
    added : list of (int, tuple of str)
        After which row of the draft a new one comes, and its cells.
    conflicts : list of str
        What the new paper says in cells that were edited, each with its row and column.
    edited : bool
        Whether the analyst changed anything of it.
    """

    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    removed: list[int] = field(default_factory=list)
    added: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    edited: bool = False


def merged_table(base: Rows, mine: Rows, theirs: Rows) -> TableMerge:
    """Merge a table: rows are known by their first cell, columns by their heading or their place.

    Parameters
    ----------
    base, mine, theirs : sequence of rows
        Of the old paper, the draft and the new paper, header first.

    Examples
    --------
    >>> merge = merged_table([["Year", "n"], ["2021", "5"]], [["Year", "n"], ["2021", "5"]],
    ...                      [["Year", "n"], ["2021", "6"], ["2022", "7"]])
    >>> merge.cells, merge.added, merge.edited
    ({(1, 1): '6'}, [(1, ('2022', '7'))], False)
    """
    result = TableMerge()
    # merged cells leave a row of a Word table shorter than the others
    mine = [[*row, *[""] * (len(mine[0]) - len(row))] or [""] for row in mine]
    columns = _columns(base[0], mine[0])
    rows = _rows(base, mine)
    keys = [normalised(row[0]) for row in base[1:]]
    theirs_at = {normalised(row[0]): row for row in theirs[1:]}
    width = len(mine[0])
    result.edited = len(rows) != len(base) or len(mine) != len(base) or len(columns) != width
    for number, row in enumerate(base):
        place = rows.get(number)
        new = theirs[0] if number == 0 else theirs_at.get(normalised(row[0]))
        if place is not None:
            _merge_row(result, columns, (place, row, mine[place], new))
    names = _names(rows, base, mine)
    for key, after in placed(keys, names, list(theirs_at)).items():
        cells = [""] * width
        for column, cell in enumerate(theirs_at[key]):
            if column in columns:
                cells[columns[column]] = cell
        result.added.append((names.index(after) + 1 if after in names else 0, tuple(cells)))
    return result


def _merge_row(
    result: TableMerge,
    columns: dict[int, int],
    row: tuple[int, Sequence[str], Sequence[str], Sequence[str] | None],
) -> None:
    place, old, own, new = row
    touched = [column for column, at in columns.items() if not same(old[column], own[at])]
    result.edited |= bool(touched)
    if new is None:
        if touched:
            result.conflicts.append(" ".join(old))
        else:
            result.removed.append(place)
        return
    for column, at in columns.items():
        if column >= len(new) or same(old[column], new[column]) or same(own[at], new[column]):
            continue
        if column in touched:
            result.conflicts.append(f"{new[0]}: {new[column]}")
        else:
            result.cells[place, at] = new[column]


def _columns(base: Sequence[str], mine: Sequence[str]) -> dict[int, int]:
    """Return which column of the draft is which of the paper."""
    if len(base) == len(mine):
        return {number: number for number in range(len(base))}
    own = [normalised(cell) for cell in mine]
    return {
        number: own.index(normalised(cell)) for number, cell in enumerate(base) if normalised(cell) in own
    }


def _rows(base: Rows, mine: Rows) -> dict[int, int]:
    """Return which row of the draft is which of the paper."""
    found = {0: 0}
    left = list(range(1, len(mine)))
    for alike in (_same_key, _same_rest, _near_key):
        for number in range(1, len(base)):
            if number not in found:
                place = next((place for place in left if alike(base[number], mine[place])), None)
                if place is not None:
                    found[number] = place
                    left.remove(place)
    return found


def _same_key(one: Sequence[str], other: Sequence[str]) -> bool:
    return same(one[0], other[0])


def _same_rest(one: Sequence[str], other: Sequence[str]) -> bool:
    return any(one[1:]) and [*map(normalised, one[1:])] == [*map(normalised, other[1:])]


def _near_key(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one[0] in other[0] or other[0] in one[0]) and fuzz.ratio(one[0], other[0]) >= ALIKE


def _names(rows: dict[int, int], base: Rows, mine: Rows) -> list[str]:
    """Return the rows of the draft by the names of those of the paper; others by their place."""
    origin = {place: number for number, place in rows.items()}
    return [
        normalised(base[origin[place]][0]) if place in origin else f"+{place}"
        for place in range(1, len(mine))
    ]
