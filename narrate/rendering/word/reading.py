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

_WHITE = {qn(f"w:{tag}") for tag in ("tab", "br", "cr", "ptab")}
_MARKS = {qn("w:noBreakHyphen"): "\u2011", qn("w:softHyphen"): "\u00ad"}
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
    return WordDraft(identifier_of(paper), tuple(_Reader().paragraphs(body)))


def identifier_of(paper: Document) -> str:
    """Return the property wherever it is: LibreOffice relates it to the document by a name of its own."""
    parts = paper.part.package.iter_parts()
    found = (part.core_properties.identifier for part in parts if isinstance(part, CorePropertiesPart))
    return next(found, "")


class _Reader:
    """Walks a body and knows which bookmarks are open."""

    def __init__(self) -> None:
        self._open: dict[str, str] = {}

    def paragraphs(self, element: Any) -> Iterator[WordParagraph]:
        for child in element:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag not in _HIDDEN:
                self._mark(child)
                yield from self.paragraphs(child)

    def _paragraph(self, element: Any) -> Iterator[WordParagraph]:
        names = dict.fromkeys(self._open.values())
        inner: list[Any] = []
        text = "".join(self._pieces(element, names, inner))
        yield WordParagraph(" ".join(text.split()), tuple(names))
        for shape in inner:
            yield from self._paragraph(shape)

    def _pieces(self, element: Any, names: dict[str, None], inner: list[Any]) -> Iterator[str]:
        """Yield the text in an element, and note the bookmarks met and the paragraphs inside a shape."""
        for child in element:
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag in _WHITE:
                yield " "
            elif child.tag in _MARKS:
                yield _MARKS[child.tag]
            elif child.tag == qn("w:p"):
                inner.append(child)
            elif child.tag not in _HIDDEN:
                names.update(dict.fromkeys(self._mark(child)))
                yield from self._pieces(child, names, inner)

    def _mark(self, element: Any) -> tuple[str, ...]:
        """Open or close the bookmark that an element begins or ends; return the name of one that begins."""
        number = element.get(qn("w:id"))
        if element.tag == qn("w:bookmarkStart"):
            self._open[number] = element.get(qn("w:name"), "")
            return (self._open[number],)
        if element.tag == qn("w:bookmarkEnd"):
            self._open.pop(number, None)
        return ()
