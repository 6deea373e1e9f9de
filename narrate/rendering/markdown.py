"""The draft in Markdown: what an analyst edits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from narrate.document import BULLET, Document, Paragraph, Sentence, Table
from narrate.rendering.links import linked

NUMBER_WIDTH = 4
"""Columns from the margin to the text of a numbered paragraph, so that what stands below lines up."""

STEP = 3
"""Columns by which items of items stand in: one more would turn them into code."""

_INLINE = re.compile(r"[\\`*_\[\]<~]|&(?=#?\w+;)")
"""Marks that start or end markup wherever they stand."""

_OPENING = re.compile(r"[#>+=-]|\d{1,9}(?=[.)](?:\s|$))")
"""What makes a heading, a quotation, a rule or a list of a line that it opens."""

_NO_ADDRESS = re.compile(r"[\s()<>\\`]")
"""Marks that would end a link's address, or begin something else in it."""


def render_markdown(document: Document) -> str:
    """Return the document as Markdown.

    Parameters
    ----------
    document : Document
        A numbered document.

    Returns
    -------
    str
        CommonMark, with numbers written out; each paragraph ends with a comment that holds its id, as
        `comment_id` writes it.
    """
    return "\n".join(_lines(document)).rstrip("\n") + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {_opening(document.title)}"
    yield ""
    for line in document.lines:
        yield f"{_opening(line)}  "
    for section in document.sections:
        yield ""
        yield f"## {_opening(section.heading)}"
        for paragraph in section.paragraphs:
            yield from _paragraph(paragraph, "", 0)


def _paragraph(paragraph: Paragraph, indent: str, depth: int) -> Iterator[str]:
    """Yield a paragraph and what stands below it, at the indent of the list item that it belongs to."""
    label = "-" if paragraph.label == BULLET else paragraph.label
    mark = f"{label} " if label else ""
    mark = mark.ljust(NUMBER_WIDTH) if mark and not depth else mark
    own = indent + " " * STEP if depth > 1 else indent
    yield ""
    yield f"{own}{mark}{_text(paragraph)}"
    # a number or a bullet opens a list item, which holds only what stands in by the width of its mark
    inside = own + " " * len(mark) if label == "-" or not depth else own
    if paragraph.table:
        yield from _table(paragraph.table, inside)
    for item in paragraph.items:
        yield from _paragraph(item, indent if depth else inside, depth + 1)


def _text(paragraph: Paragraph) -> str:
    sentences = " ".join(_sentence(sentence) for sentence in paragraph.sentences)
    title = f"**{escaped(paragraph.title)}**" if paragraph.title else ""
    parts = (title, sentences if title else _safe_opening(sentences), f"<!-- {comment_id(paragraph.id)} -->")
    return " ".join(part for part in parts if part)


def _sentence(sentence: Sentence) -> str:
    return "".join(
        f"[{escaped(words)}]({_address(link.url)})" if link else escaped(words)
        for words, link in linked(sentence)
    )


def _address(url: str) -> str:
    return _NO_ADDRESS.sub(lambda mark: quote(mark.group()), url)


def _table(table: Table, indent: str) -> Iterator[str]:
    yield ""
    yield indent + _safe_opening(_sentence(table.caption))
    yield ""
    yield indent + _row(table.header)
    yield indent + "|" + "|".join([" --- ", *(" ---: " for _ in table.header[1:])]) + "|"
    for row in table.rows:
        yield indent + _row(row)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell).replace("|", "\\|") for cell in cells) + " |"


def escaped(text: str) -> str:
    r"""Return text on one line in which nothing is taken for markup.

    Examples
    --------
    >>> escaped("a *b* <c> 5 [d]")
    'a \\*b\\* \\<c> 5 \\[d\\]'
    """
    return _INLINE.sub(r"\\\g<0>", " ".join(text.splitlines()))


def _opening(text: str) -> str:
    """Escape text that has a line, or a heading, to itself."""
    line = _safe_opening(escaped(text))
    # a heading's last marks are taken for the other half of its frame
    return f"{line[:-1]}\\#" if line.endswith("#") and line != "\\#" else line


def _safe_opening(text: str) -> str:
    """Keep the start of a line from being taken for a heading, a quotation, a rule or a list."""
    opening = _OPENING.match(text)
    if not opening:
        return text
    end = opening.end() if opening.group().isdigit() else 0
    return f"{text[:end]}\\{text[end:]}"


def comment_id(name: str) -> str:
    """Return an id as its comment holds it: percent-encoded, so that it can never end the comment.

    Parameters
    ----------
    name : str
        Id of a paragraph; `urllib.parse.unquote` returns it.

    Examples
    --------
    >>> comment_id("headline/hate_crime"), comment_id("a-->b")
    ('headline/hate_crime', 'a-%2D%3Eb')
    """
    return quote(name).replace("--", "-%2D")
