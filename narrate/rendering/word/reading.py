"""A Word draft read back: its text paragraph by paragraph, and the names that it carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.ns import qn

from narrate.errors import DraftError, Fault, Place

_PARAGRAPH, _TEXT = qn("w:p"), qn("w:t")
_START, _END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
_MARKS = {
    **{qn(f"w:{tag}"): " " for tag in ("tab", "br", "cr", "ptab")},
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
"""Characters that stand in a text as elements."""

_HIDDEN = {
    *(qn(f"w:{tag}") for tag in ("del", "moveFrom", "pPr", "rPr", "tblPr", "sectPr", "sdtPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
"""Elements whose content is no text of the draft: what was deleted, and a shape in its second form."""


@dataclass(frozen=True)
class WordParagraph:
    """A paragraph of a draft, in its body or in the cell of a table.

    Attributes
    ----------
    text : str
        As a reader sees it, without its number, with single spaces; of changes that are not yet accepted,
        insertions stand and deletions do not.
    names : tuple of str
        Bookmarks that cover it or a part of it, as `narrate.rendering.identity` makes them.
    """

    text: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class WordDraft:
    """What is read back of a draft.

    Attributes
    ----------
    identifier : str
        What names it; empty where nothing does. See `narrate.rendering.identity.draft_identifier`.
    paragraphs : tuple of WordParagraph
        In reading order; a table's cells row by row. Paragraphs without text are among them.
    """

    identifier: str
    paragraphs: tuple[WordParagraph, ...]

    @property
    def text(self) -> str:
        """Its text, a line for each paragraph that has any: what a draft's digest is taken of."""
        return "".join(f"{paragraph.text}\n" for paragraph in self.paragraphs if paragraph.text)


def read_word(draft: str | Path | bytes) -> WordDraft:
    """Read a Word draft, whoever saved it.

    Parameters
    ----------
    draft : str, Path or bytes
        A .docx file, or its content.

    Raises
    ------
    DraftError
        If it is no Word document.
    """
    try:
        content = draft if isinstance(draft, bytes) else Path(draft).read_bytes()
        return draft_of(docx.Document(BytesIO(content)))
    except OSError as error:
        got = (error.strerror or str(error)).lower()
    except Exception:  # a damaged package breaks in many ways
        got = "no Word document"
    place = Place("draft" if isinstance(draft, bytes) else str(draft))
    raise DraftError([Fault(place, got, "a Word document (.docx) is needed")])


def draft_of(paper: Document) -> WordDraft:
    """Return what a document says."""
    body: Any = paper.element.body
    return WordDraft(_identifier(paper), tuple(_Reader(body).paragraphs()))


def _identifier(paper: Document) -> str:
    """Return the property wherever it is: LibreOffice relates it to the document by a name of its own."""
    parts = paper.part.package.iter_parts()
    found = (part.core_properties.identifier for part in parts if isinstance(part, CorePropertiesPart))
    return next(found, "")


class _Reader:
    """Walks a body and knows which bookmarks are open."""

    def __init__(self, body: Any) -> None:
        self._body = body
        self._ended = {element.get(qn("w:id")) for element in body.iter(_END)}
        self._open: dict[str, str] = {}

    def paragraphs(self) -> Iterator[WordParagraph]:
        """Yield the paragraphs in reading order."""
        for element in _walked(self._body):
            if element.tag == _PARAGRAPH:
                yield from self._paragraph(element)
            else:
                self._mark(element)

    def _paragraph(self, paragraph: Any) -> Iterator[WordParagraph]:
        """Yield a paragraph, and those of the shapes that stand in it."""
        text, shapes = "", []
        before = set(self._open.values())
        names = dict.fromkeys(self._open.values())
        for element in _walked(paragraph):
            name = self._mark(element)
            if element.tag == _START:
                names[name] = None
            elif element.tag == _END and name in before and not text:
                names.pop(name, None)  # it ended with the paragraph above, whoever saved the draft
            elif element.tag == _PARAGRAPH:
                shapes.append(element)
            else:
                text += (element.text or "") if element.tag == _TEXT else _MARKS.get(element.tag, "")
        yield WordParagraph(" ".join(text.split()), tuple(names))
        for shape in shapes:
            yield from self._paragraph(shape)

    def _mark(self, element: Any) -> str:
        """Open or close the bookmark that an element begins or ends, and return its name."""
        number, name = element.get(qn("w:id")), element.get(qn("w:name"), "")
        # LibreOffice begins some bookmarks twice and ends them once
        if element.tag == _START and number in self._ended:
            self._open[number] = name
        return str(self._open.pop(number, "") if element.tag == _END else name)


def _walked(element: Any) -> Iterator[Any]:
    """Yield what stands in an element, but for what is hidden and what stands in a paragraph of its own."""
    for child in element:
        if child.tag not in _HIDDEN:
            yield child
            if child.tag != _PARAGRAPH:
                yield from _walked(child)
