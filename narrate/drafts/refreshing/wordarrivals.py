"""New headings and paragraphs in a Word draft, made to look like their neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.text.paragraph import Paragraph as WordText

from narrate.document import Sentence, Table
from narrate.drafts.draft import Draft, Part
from narrate.drafts.refreshing.pen import Arrival
from narrate.drafts.refreshing.wordbookmarks import free_number
from narrate.rendering.identity import bookmark_name, caption_name
from narrate.rendering.links import linked
from narrate.rendering.word.elements import add_link, add_words, close_bookmark, element, open_bookmark
from narrate.rendering.word.styles import Style, Styles
from narrate.rendering.word.tables import add_table
from narrate.rendering.word.template import text_width

_PASSING = ("w:sectPr", "w:rPr", "w:pPrChange", "w:framePr")
"""Properties of a paragraph that another one does not take over."""


class WordArrivals:
    """Writes what arrives into the tree of one draft.

    Parameters
    ----------
    paper : docx.document.Document
        The tree.
    draft : Draft
        As it was read from it.
    """

    def __init__(self, paper: Document, draft: Draft) -> None:
        self.paper, self.draft = paper, draft
        self.body: Any = paper.element.body
        self.last: dict[Any, Any] = {}

    def write(self, arrivals: list[Arrival]) -> None:
        """Write new headings and paragraphs, those that follow one paragraph in their order."""
        for arrival in arrivals:
            for made in list(self._made(arrival)):
                self._put(arrival.after, made)

    def _put(self, after: int, made: Any) -> None:
        if after < 0:
            anchor = None
        else:
            anchor = self.draft.paragraphs[after].where
            while anchor.getparent() is not None and anchor.getparent().tag != qn("w:body"):
                anchor = anchor.getparent()
        if anchor in self.last:
            self.last[anchor].addnext(made)
        elif anchor is None:
            self.body.insert(0, made)
        else:
            anchor.addnext(made)
        self.last[anchor] = made

    def _made(self, arrival: Arrival) -> Iterator[Any]:
        """Yield the elements of what arrives."""
        paragraph = arrival.paragraph
        if paragraph is None:
            made = self._like(arrival.like)
            WordText(made, self.paper._body).add_run(arrival.heading)
            yield made
            return
        if not arrival.table_alone and (paragraph.title or paragraph.sentences):
            made = self._like(arrival.like, arrival)
            self._words(made, bookmark_name(paragraph.id), paragraph.title, paragraph.sentences)
            yield made
        if paragraph.table:
            yield from self._table(paragraph.table, caption_name(paragraph.id))

    def _words(self, made: Any, name: str, title: str, sentences: Iterable[Sentence]) -> None:
        """Write a title and sentences into a new paragraph, inside a bookmark of the given name."""
        written, styles, number = WordText(made, self.paper._body), Styles(self.paper), free_number(self.body)
        open_bookmark(written, name, number)
        if title:
            add_words(written, title, styles[Style.STRONG])
        for place, sentence in enumerate(sentences):
            if place or title:
                add_words(written, " ")
            for words, link in linked(sentence):
                if link:
                    add_link(written, words, link.url, styles[Style.LINK])
                else:
                    add_words(written, words)
        close_bookmark(written, number)

    def _table(self, table: Table, name: str) -> Iterator[Any]:
        """Yield a caption and its table."""
        styles = Styles(self.paper)
        caption: Any = element("w:p")
        caption.style = styles[Style.CAPTION]
        self._words(caption, name, "", (table.caption,))
        yield caption
        before = set(self.body)
        add_table(self.paper, styles, table, 0, text_width(self.paper))
        for made in [child for child in self.body if child not in before]:
            self.body.remove(made)
            yield made

    def _like(self, place: int | None, arrival: Arrival | None = None) -> Any:
        """Return an empty paragraph that looks like one of the draft."""
        made: Any = OxmlElement("w:p")
        model = self.draft.paragraphs[place].where if place is not None else None
        deeper = 0
        if model is None and arrival and arrival.paragraph and arrival.paragraph.label:
            model, deeper = self._numbered(arrival.after), arrival.depth
        properties = model.find("w:pPr", nsmap) if model is not None else None
        if properties is not None:
            copy = deepcopy(properties)
            for tag in _PASSING:
                for part in copy.findall(tag, nsmap):
                    copy.remove(part)
            level = copy.find("w:numPr/w:ilvl", nsmap)
            if deeper and level is not None:
                level.set(qn("w:val"), str(deeper))
            made.append(copy)
        return made

    def _numbered(self, place: int) -> Any:
        """Return the nearest paragraph above that is counted."""
        for item in reversed(self.draft.paragraphs[: place + 1]):
            if item.kind is Part.TEXT and item.where.find("w:pPr/w:numPr", nsmap) is not None:
                return item.where
        return None
