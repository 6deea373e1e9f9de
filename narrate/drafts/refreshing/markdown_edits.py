"""Edits of a paragraph's text as changes of the Markdown that it was read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from narrate.drafts.draft import DraftParagraph
from narrate.drafts.markdown import read_blocks
from narrate.drafts.refreshing.likeness import normalised
from narrate.drafts.refreshing.markdown_source import COMMENT, MarkdownSource
from narrate.drafts.refreshing.pen import Edit, coarse, covered, done, fine
from narrate.rendering.markdown import escaped, safe_opening

Change = tuple[int, int, str]
"""Where a stretch of the source begins and ends, and what comes in its place."""

_EMPHASIS = re.compile(r"(\*\*|__|\*|_|~~|`)")


def changes_of(source: MarkdownSource, paragraph: DraftParagraph, edits: list[Edit]) -> list[Change]:
    """Return the changes of the source for a paragraph's edits: the finest that read as they should.

    Emphasis that ends within what is replaced can leave its marks behind; then whole sentences are
    replaced, and where that does not help, the paragraph is written without its emphasis.

    Parameters
    ----------
    source : MarkdownSource
    paragraph : DraftParagraph
        As it was read from the source.
    edits : list of Edit
        None over another.
    """
    wanted = normalised(done(edits, paragraph.text))
    for chosen in (fine(edits, paragraph.text), coarse(edits)):
        changes = [change for edit in chosen for change in _changes_of_edit(source, paragraph, edit)]
        if not changes or wanted in _read_with(source, paragraph, changes):
            return changes
    return [_without_emphasis(source, paragraph, done(edits, paragraph.text))]


def applied(text: str, changes: Iterable[Change], start: int = 0) -> str:
    """Return a stretch of the source that begins at a place with changes made to it.

    Examples
    --------
    >>> applied("one two", [(4, 7, "three"), (0, 0, "and ")])
    'and one three'
    """
    for low, high, new in sorted(_apart(changes), key=lambda change: change[:2], reverse=True):
        text = text[: low - start] + new + text[high - start :]
    return text


def _without_emphasis(source: MarkdownSource, paragraph: DraftParagraph, text: str) -> Change:
    """Return the change that writes a paragraph anew, its comments behind it."""
    start, end = paragraph.spots[0].start, paragraph.spots[-1].end
    marks = "".join(f" {found}" for found in COMMENT.findall(source.text[start:end]))
    rest = re.compile(r"[*_~`]*").match(source.text, end, source.span(paragraph)[1])
    first = len(source.text[:start].rstrip("*_~`["))
    return first, rest.end() if rest else end, safe_opening(escaped(text)) + marks


def _read_with(source: MarkdownSource, paragraph: DraftParagraph, changes: list[Change]) -> str:
    """Return what the block of a paragraph would say after some changes."""
    start, end = source.span(paragraph)
    text = applied(source.text[start:end], changes, start)
    return normalised(" ".join(f"{block.label} {block.text}" for block in read_blocks(text.strip())))


def _changes_of_edit(source: MarkdownSource, paragraph: DraftParagraph, edit: Edit) -> Iterator[Change]:
    """Yield the changes of the source that an edit of the text asks for."""
    spots = paragraph.spots
    first, last = covered(paragraph, edit)
    new = escaped(edit.text)
    if edit.text[:1].isspace():
        new = " " + new.lstrip()
    if first == 0 and not paragraph.text[: edit.start].strip():
        new = safe_opening(new)
    if first >= last:
        at = spots[first - 1].end if first else spots[0].start if spots else source.end_of(paragraph)
        yield at, at, new
        return
    start, end = spots[first].start, spots[last - 1].end
    between = source.text[start:end]
    if _balanced(between) and not COMMENT.search(between):
        yield start, end, new
        return
    for spot in spots[first:last]:
        yield spot.start, spot.end, new if spot.start == start else ""


def _apart(changes: Iterable[Change]) -> list[Change]:
    """Return changes of which none reaches into another: what is inserted within what goes, goes first."""
    ordered = sorted(changes, key=lambda change: (change[0], change[1]))
    result: list[Change] = []
    for start, end, new in ordered:
        if result and start < result[-1][1]:
            before = result.pop()
            result.append((before[0], max(end, before[1]), before[2] + new))
        elif result and start == end == result[-1][0] == result[-1][1]:
            before = result.pop()
            result.append((start, end, before[2] + new))
        else:
            result.append((start, end, new))
    return result


def _balanced(source: str) -> bool:
    """Whether a stretch of Markdown opens and closes its own markup."""
    plain = re.sub(r"\\.", "", source)
    marks = _EMPHASIS.findall(plain)
    even = all(marks.count(mark) % 2 == 0 for mark in set(marks))
    return even and plain.count("[") == plain.count("]") and plain.count("(") == plain.count(")")
