"""The paper as a Word document: headings, numbered paragraphs, tables, links, names that outlast an edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from itertools import count, groupby
from operator import itemgetter
from pathlib import Path

from docx.document import Document as Paper
from docx.shared import Cm, Twips
from docx.text.paragraph import Paragraph as WordText

from narrate.document import BULLET, Chart, Document, Paragraph, Section, Sentence, Table
from narrate.rendering.identity import bookmark_name, caption_name, draft_identifier
from narrate.rendering.links import linked
from narrate.rendering.word.elements import add_link, add_words, close_bookmark, open_bookmark
from narrate.rendering.word.numbering import STEP, Mark, Numbering, set_number
from narrate.rendering.word.package import describe, packed
from narrate.rendering.word.pictures import picture
from narrate.rendering.word.reading import draft_of
from narrate.rendering.word.styles import BULLETS, NUMBERS, Style, Styles
from narrate.rendering.word.tables import add_table
from narrate.rendering.word.template import (
    add_footer,
    blank,
    faults_translated,
    first_bookmark,
    from_template,
    set_language,
    text_width,
)
from narrate.spec import Link
from narrate.trace import digest

AFTER_TABLE = Twips(240)
"""White space between a table and the paragraph below it."""

WIDEST_PICTURE = Cm(16)
"""Width of a chart where the page has room for it."""


def render_docx(
    document: Document, template: str | Path | None = None, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the document as a Word file.

    Parameters
    ----------
    document : Document
        A numbered document.
    template : str or Path, optional
        A .docx file whose styles, page setup, headers and footers the paper takes, and no word of its text.
        What styles it lacks are added in a plain form.
    pictures : mapping of str to bytes, optional
        The charts that the document shows, as PNG, by their ids; one that is not there is left out.

    Returns
    -------
    bytes
        The same for the same document and template. Each paragraph stands in a bookmark, and the core
        property `identifier` names the draft; see `narrate.rendering.identity`. A paragraph with neither
        number nor words is not written, only what stands below it.

    Raises
    ------
    DraftError
        If the template is no Word document.
    """
    if template is None:
        writer = _Writer(blank(), document.locale, pictures or {})
    else:
        with faults_translated(template):
            writer = _Writer(from_template(template), document.locale, pictures or {})
    writer.write(document)
    paper = writer.paper
    describe(paper, document, draft_identifier(digest(draft_of(paper).text)))
    with faults_translated(template) if template else nullcontext():
        return packed(paper)


class _Writer:
    """Writes a tree into an empty document."""

    def __init__(self, paper: Paper, locale: str, pictures: Mapping[str, bytes]) -> None:
        self.paper = paper
        self.pictures = pictures
        self.styles = Styles(paper)
        self.numbering = Numbering(paper, self.styles)
        self.width = text_width(paper)
        self.bookmarks = count(first_bookmark(paper))
        self.below_table = False
        set_language(paper, locale)
        add_footer(paper, self.styles)

    def write(self, document: Document) -> None:
        self.line(document.title, Style.TITLE)
        for line in document.lines:
            self.line(line, Style.SUBTITLE)
        for section in document.sections:
            self.section(section)
        if self.below_table:
            self.begun(Style.TEXT)  # Word wants a paragraph after the last table

    def section(self, section: Section) -> None:
        self.line(section.heading, Style.SECTION)
        for paragraph in section.paragraphs:
            self.paragraph(paragraph, self.numbering.paragraph() if paragraph.label else None, 0)

    def line(self, text: str, style: Style) -> None:
        add_words(self.begun(style), text)

    def begun(self, style: Style) -> WordText:
        """Begin a paragraph."""
        paragraph = self.paper.add_paragraph()
        paragraph._p.style = self.styles[style]
        if self.below_table:
            paragraph.paragraph_format.space_before = AFTER_TABLE
        self.below_table = False
        return paragraph

    def paragraph(self, paragraph: Paragraph, mark: Mark | None, level: int) -> None:
        """Write a paragraph and what stands below it; the level says how many marks stand before its own."""
        if paragraph.label or paragraph.title or paragraph.sentences:
            self.words(paragraph, mark, level)
        inside = level + bool(mark)
        if paragraph.table:
            self.table(paragraph.table, caption_name(paragraph.id), inside)
        for chart in paragraph.charts:
            self.chart(chart, inside)
        marks = self.numbering.items(paragraph.list, len(paragraph.items), inside, mark)
        for item, its_mark in zip(paragraph.items, marks, strict=True):
            self.paragraph(item, its_mark, inside)

    def words(self, paragraph: Paragraph, mark: Mark | None, level: int) -> None:
        written = self.begun(_style(paragraph, level))
        if mark:
            set_number(written, mark)
        if paragraph.items and not paragraph.table:
            written.paragraph_format.keep_with_next = True
        self.named(written, bookmark_name(paragraph.id), paragraph.title, paragraph.sentences)

    def table(self, table: Table, name: str, level: int) -> None:
        left = min(level * STEP, self.width // 2)
        caption = self.begun(Style.CAPTION)
        caption.paragraph_format.left_indent = Twips(left) if left else None
        caption.paragraph_format.keep_with_next = True
        self.named(caption, name, "", (table.caption,))
        add_table(self.paper, self.styles, table, left, self.width - left)
        self.below_table = True

    def chart(self, chart: Chart, level: int) -> None:
        """Show a chart as wide as the text that it stands in, but no wider than it was drawn for."""
        left = min(level * STEP, self.width // 2)
        if chart.id in self.pictures:
            written = self.begun(Style.TEXT)
            written.paragraph_format.left_indent = Twips(left) if left else None
            width = min(Twips(self.width - left), WIDEST_PICTURE)
            picture(written, self.pictures[chart.id], chart.description, width)

    def named(self, written: WordText, name: str, title: str, sentences: tuple[Sentence, ...]) -> None:
        """Write a title and sentences into a paragraph, inside a bookmark of the given name."""
        number = next(self.bookmarks)
        open_bookmark(written, name, number)
        if title:
            add_words(written, title, self.styles[Style.STRONG])
        for link, stretch in groupby(_stretches(title, sentences), key=itemgetter(1)):
            words = "".join(words for words, _ in stretch)
            if link:
                add_link(written, words, link.url, self.styles[Style.LINK])
            else:
                add_words(written, words)
        close_bookmark(written, number)


def _stretches(title: str, sentences: tuple[Sentence, ...]) -> Iterator[tuple[str, Link | None]]:
    """Yield the words of sentences with their links, and a space before each that is not the first."""
    for place, sentence in enumerate(sentences):
        if place or title:
            yield " ", None
        yield from linked(sentence)


def _style(paragraph: Paragraph, level: int) -> Style:
    if not paragraph.label:
        return Style.TEXT
    styles = BULLETS if paragraph.label == BULLET else NUMBERS
    return styles[min(level, len(styles) - 1)]
