"""Characters of a Word paragraph replaced within the runs that hold them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from narrate.drafts.draft import Spot
from narrate.rendering.word.elements import plain

_T, _R, _P = qn("w:t"), qn("w:r"), qn("w:p")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Insertion:
    """A place between two characters, either of which may be missing."""

    before: Spot | None
    after: Spot | None


def replaced(spots: Sequence[Spot], text: str) -> None:
    """Put a text in the place of characters: it takes the form of the first of them.

    Parameters
    ----------
    spots : sequence of Spot
        The characters, in their order; those of one element follow each other.
    text : str
        May be empty.
    """
    holders: dict[Any, tuple[int, int]] = {}
    for spot in spots:
        start, end = holders.get(spot.holder, (spot.start, spot.end))
        holders[spot.holder] = (min(start, spot.start), max(end, spot.end))
    first = next((holder for holder in holders if holder.tag == _T), None)
    if first is None and text:
        first = _text_before(spots[0].holder)
        holders[first] = (0, 0)
    for holder, (start, end) in holders.items():
        run = holder.getparent()
        if holder.tag == _T:
            _write(holder, start, end, text if holder is first else "")
        else:
            run.remove(holder)
        emptied(run)


def inserted(place: Insertion, text: str) -> None:
    """Put a text between two characters, in the form of the one that is plain text of the paragraph."""
    for spot, at in ((place.after, 0), (place.before, 1)):
        if spot is not None and spot.holder.tag == _T and spot.holder.getparent().getparent().tag == _P:
            start = spot.end if at else spot.start
            _write(spot.holder, start, start, text)
            return
    spot = place.before or place.after
    assert spot is not None, "there is a character next to it"  # noqa: S101
    run = _run(spot.holder)
    made = deepcopy(run)
    for child in list(made):
        if child.tag != qn("w:rPr"):
            made.remove(child)
    made.text = plain(text)
    _write(made.find(_T), 0, len(plain(text)), text)
    above = run
    while above.getparent().tag != _P:
        above = above.getparent()
    if place.before is not None:
        above.addnext(made)
    else:
        above.addprevious(made)


def split(run: Any, holder: Any, at: int) -> Any:
    """Cut a run before a character; return the run that begins with it, and leave what stands before."""
    children = [child for child in run if child.tag != qn("w:rPr")]
    place = children.index(holder)
    indivisible = holder.tag != _T
    if place == 0 and at == 0:
        return run
    made = deepcopy(run)
    for child in list(made):
        if child.tag != qn("w:rPr"):
            made.remove(child)
    moved = children[place + 1 :]
    if indivisible and at == 0:
        moved = children[place:]
    elif not indivisible and at < len(holder.text or ""):
        rest = deepcopy(holder)
        _write(rest, 0, at, "")
        _write(holder, at, len(holder.text), "")
        made.append(rest)
    if not moved and made.find(_T) is None:
        return run
    for child in moved:
        made.append(child)
    run.addnext(made)
    return made


def emptied(run: Any) -> None:
    """Take out a run that holds nothing any more."""
    empty = all(child.tag == qn("w:rPr") or (child.tag == _T and not child.text) for child in run)
    if empty and run.tag == _R and run.getparent() is not None:
        run.getparent().remove(run)


def _write(holder: Any, start: int, end: int, text: str) -> None:
    old = holder.text or ""
    holder.text = old[:start] + plain_keeping_blanks(text) + old[end:]
    holder.set(_SPACE, "preserve")


def plain_keeping_blanks(text: str) -> str:
    """Return text as a run can hold it, with the blanks at its ends."""
    opening = " " if text[:1].isspace() else ""
    closing = " " if text[-1:].isspace() and text.strip() else ""
    return opening + plain(text).strip() + closing


def _text_before(element: Any) -> Any:
    """Return a new, empty text element that stands before another one."""
    made = element.makeelement(_T, {})
    made.text = ""
    element.addprevious(made)
    return made


def _run(element: Any) -> Any:
    while element.tag != _R:
        element = element.getparent()
    return element
