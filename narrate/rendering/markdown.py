"""The draft in Markdown: what an analyst edits."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.document import Document, Paragraph, Sentence, Table

INDENT = {0: "", 1: "    ", 2: "       "}
"""Spaces before a paragraph by its depth; more would turn roman items into code."""

NUMBER_WIDTH = 4
"""Columns from the margin to the text of a numbered paragraph, so that what stands below lines up."""


def render_markdown(document: Document) -> str:
    """Return the document as Markdown.

    Parameters
    ----------
    document : Document
        A numbered document.

    Returns
    -------
    str
        CommonMark, with numbers written out; each paragraph ends with a comment that holds its id.
    """
    return "\n".join(_lines(document)).rstrip("\n") + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"# {escaped(document.title)}"
    yield ""
    for line in document.lines:
        yield f"{escaped(line)}  "
    for section in document.sections:
        yield ""
        yield f"## {escaped(section.heading)}"
        for paragraph in section.paragraphs:
            yield from _paragraph(paragraph, 0)


def _paragraph(paragraph: Paragraph, depth: int) -> Iterator[str]:
    indent = INDENT[min(depth, max(INDENT))]
    label = "-" if paragraph.label == "•" else paragraph.label
    mark = f"{label} ".ljust(NUMBER_WIDTH) if label and not depth else f"{label} " if label else ""
    title = f"**{escaped(paragraph.title)}** " if paragraph.title else ""
    text = " ".join(_sentence(sentence) for sentence in paragraph.sentences)
    yield ""
    yield f"{indent}{mark}{title}{text} <!-- {paragraph.id} -->".replace("  <!--", " <!--")
    if paragraph.table:
        yield from _table(paragraph.table, indent or INDENT[bool(label)])
    for item in paragraph.items:
        yield from _paragraph(item, depth + 1)


def _sentence(sentence: Sentence) -> str:
    text = escaped(sentence.text)
    for link in sentence.links:
        words = escaped(link.text)
        text = text.replace(words, f"[{words}]({link.url})", 1)
    return text


def _table(table: Table, indent: str) -> Iterator[str]:
    yield ""
    yield f"{indent}{_sentence(table.caption)}"
    yield ""
    yield indent + _row(table.header)
    yield indent + "|" + "|".join([" --- ", *(" ---: " for _ in table.header[1:])]) + "|"
    for row in table.rows:
        yield indent + _row(row)


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(escaped(cell).replace("|", "\\|") for cell in cells) + " |"


def escaped(text: str) -> str:
    r"""Return text in which nothing is taken for markup.

    Examples
    --------
    >>> escaped("a *b* <c> 5 [d]")
    'a \\*b\\* \\<c> 5 \\[d\\]'
    """
    for mark in "\\`*_[]<":
        text = text.replace(mark, f"\\{mark}")
    return text
