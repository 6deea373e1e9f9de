"""The tree that renderers read: document, sections, numbered paragraphs, sentences, tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from narrate.messages import ChartKind
from narrate.periods import Period
from narrate.planning import Label
from narrate.spec import Link, ListStyle, SpecPeriod

ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
AUTHORED = "spec."
"""How the phrases of the author's own sentences begin."""

JOINED = "+"
"""What joins the names of the phrases of one sentence."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
BULLET = "•"


@dataclass(frozen=True)
class Value:
    """A printed figure and the number behind it.

    Attributes
    ----------
    text : str
        As printed.
    raw : float
        Unrounded.
    indicator, area : str
    period : Period
    unit : str
        What it is a figure of.
    """

    text: str
    raw: float
    indicator: str
    area: str
    period: SpecPeriod
    unit: str


@dataclass(frozen=True)
class Filled:
    """What one slot of a sentence's phrase was filled with, whether or not the phrase prints it.

    Attributes
    ----------
    name : str
        Path of the slot: "figure", "above/Blaby/figure". The next edition's sentence has it under the same.
    kind : str
        What it is: figure, span, length, whole, ordinal, share, phrase, or words.
    text : str
        As it is printed in a sentence; blank for a phrase that this one does not print.
    printed : bool
        Whether this sentence prints it.
    number : float, optional
        Of a figure, in the unit that it is printed in; of a length, whole or ordinal, the number itself.
    digits : str
        The number alone, as printed; of a phrase, its name.
    period : Period, optional
        What it covers.
    """

    name: str
    kind: str
    text: str
    printed: bool
    number: float | None = None
    digits: str = ""
    period: SpecPeriod | None = None


@dataclass(frozen=True)
class Clause:
    """One message within a sentence, and everything that it rests on.

    Attributes
    ----------
    id : str
        Stable name; a sentence of one clause has the same.
    kind : str
        Kind of its message; blank in the author's own text.
    text, phrase : str
        Its words, and the name of the phrase that they come from.
    findings : tuple of str
    rule : str
    values : tuple of Value
        As those of a sentence.
    """

    id: str
    kind: str
    text: str
    phrase: str
    findings: tuple[str, ...]
    rule: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence and everything that it rests on.

    Attributes
    ----------
    id : str
        Stable name: the same place in the next edition of the paper has the same one.
    text : str
        As printed, with capital and full stop.
    phrase : str
        Name of the phrase that says it; those of a sentence of several clauses are joined by `JOINED`; "spec"
        begins that of the author's own text.
    findings : tuple of str
        Names of the findings behind it.
    rule : str
        Code of the rule that makes it true.
    values : tuple of Value
        The figures in it.
    links : tuple of Link
        Words of it that lead elsewhere.
    slots : tuple of Filled
        What the slots of its phrase were filled with; those of a further clause stand behind its kind.
    clauses : tuple of Clause
        Its messages, the one that leads first.
    """

    id: str
    text: str
    phrase: str
    findings: tuple[str, ...] = ()
    rule: str = ""
    values: tuple[Value, ...] = ()
    links: tuple[Link, ...] = ()
    slots: tuple[Filled, ...] = ()
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with one header row.

    Attributes
    ----------
    caption : Sentence
        What it shows; it carries the values of all cells.
    header : tuple of str
        One for each column.
    rows : tuple of tuple of str
        Cells as printed.
    """

    caption: Sentence
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Point:
    """One figure in a chart, as printed.

    Attributes
    ----------
    area : str
    period : Period
        What it is a figure of, as in `Value`.
    span : str
        The period as printed.
    text : str
        The figure as printed.
    label : str
        Text of its label, where it has one.
    tip : str
        The figure with what it is a figure of.
    """

    area: str
    period: Period
    span: str
    text: str
    label: str
    tip: str


@dataclass(frozen=True)
class Line:
    """The figures of one area over time, or of all parts at one time, and the words at its end."""

    area: str
    label: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Chart:
    """A chart: its words and printed figures; the numbers are those of its finding.

    Attributes
    ----------
    id : str
        Stable name, as those of sentences.
    kind : ChartKind
        What it shows.
    indicator : str
        Code of the indicator.
    title, subtitle, alt : Sentence
        The finding that it shows; measure, window and area; its alternative text.
    labels : mapping of Label to str
        Words inside it.
    lines : tuple of Line
        The reported area's first.
    locale : str
        Language of its words and numbers.
    breaks : tuple of Period
        First periods of a new definition or system.
    """

    id: str
    kind: ChartKind
    indicator: str
    title: Sentence
    subtitle: Sentence
    alt: Sentence
    labels: Mapping[Label, str]
    lines: tuple[Line, ...]
    locale: str
    breaks: tuple[Period, ...] = ()

    @property
    def description(self) -> str:
        """The alternative text of the chart: its title and what it shows."""
        return f"{self.title.text}. {self.alt.text}"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, its table, and the items below it.

    Attributes
    ----------
    id : str
        Stable name, carried invisibly in the drafts.
    label : str
        Its number, letter or bullet as printed; empty outside the numbering.
    number : str
        The whole path of labels, such as 6(b)ii.
    title : str
        Words that open it and name what it is about.
    sentences : tuple of Sentence
    list : ListStyle
        How its items are marked.
    items : tuple of Paragraph
    table : Table, optional
    charts : tuple of Chart
        Those that the paper shows.
    """

    id: str
    label: str
    number: str
    title: str
    sentences: tuple[Sentence, ...]
    list: ListStyle
    items: tuple[Paragraph, ...]
    table: Table | None = None
    charts: tuple[Chart, ...] = ()

    @property
    def text(self) -> str:
        """Its sentences as running text."""
        return " ".join(sentence.text for sentence in self.sentences)

    def _repr_html_(self) -> str:
        """Return the paragraph and what stands below it, for notebooks."""
        title = f"<strong>{escape(self.title)}</strong>" if self.title else ""
        words = " ".join(part for part in (escape(self.label), title, escape(self.text)) if part)
        items = "".join(f"<li>{item._repr_html_()}</li>" for item in self.items)
        return f"<p>{words}</p>" + (f'<ul style="list-style:none">{items}</ul>' if items else "")

    def walk(self) -> Iterator[Paragraph]:
        """Yield the paragraph and all below it in reading order."""
        yield self
        for item in self.items:
            yield from item.walk()


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it."""

    heading: str
    numbered: bool
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Document:
    """A whole paper.

    Attributes
    ----------
    title : str
        The paper's one top heading.
    lines : tuple of str
        What else stands in the title block.
    locale : str
        Language of the text.
    sections : tuple of Section
    """

    title: str
    lines: tuple[str, ...]
    locale: str
    sections: tuple[Section, ...]

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield all paragraphs in reading order."""
        for section in self.sections:
            for paragraph in section.paragraphs:
                yield from paragraph.walk()

    def sentences(self) -> Iterator[tuple[Paragraph, Sentence]]:
        """Yield every sentence, captions included, with the paragraph that it stands in."""
        for paragraph in self.paragraphs():
            for sentence in paragraph.sentences:
                yield paragraph, sentence
            if paragraph.table:
                yield paragraph, paragraph.table.caption

    def charts(self) -> Iterator[tuple[Paragraph, Chart]]:
        """Yield the charts that the paper shows, with the paragraphs that they stand in."""
        for paragraph in self.paragraphs():
            for chart in paragraph.charts:
                yield paragraph, chart


def numbered(document: Document) -> Document:
    """Return the document with its paragraphs numbered: on from 1 across sections, items afresh.

    Paragraphs of one id, such as the same fixed text twice below a heading, are distinguished by a count.
    """
    count = 0
    seen: Counter[str] = Counter()
    sections = []
    for section in document.sections:
        paragraphs = []
        for paragraph in section.paragraphs:
            count += section.numbered
            label = str(count) if section.numbered else ""
            paragraphs.append(_labelled(paragraph, f"{label}." if label else "", label, seen))
        sections.append(replace(section, paragraphs=tuple(paragraphs)))
    return replace(document, sections=tuple(sections))


def _labelled(paragraph: Paragraph, label: str, number: str, seen: Counter[str]) -> Paragraph:
    distinct = _with_distinct_ids(paragraph, seen)
    items = []
    for index, item in enumerate(paragraph.items):
        mark, path = _mark(paragraph.list, index)
        items.append(_labelled(item, mark, number + path, seen))
    return replace(distinct, label=label, number=number, items=tuple(items))


def _with_distinct_ids(paragraph: Paragraph, seen: Counter[str]) -> Paragraph:
    """Return the paragraph with an id, also within those of its sentences, that no earlier one has."""
    own = paragraph.id
    while own in seen:
        seen[paragraph.id] += 1
        own = f"{paragraph.id}-{seen[paragraph.id]}"
    seen[own] = 1
    if own == paragraph.id:
        return paragraph

    def named(name: str) -> str:
        return own + name.removeprefix(paragraph.id)

    def renamed(sentence: Sentence) -> Sentence:
        clauses = tuple(replace(clause, id=named(clause.id)) for clause in sentence.clauses)
        return replace(sentence, id=named(sentence.id), clauses=clauses)

    table = paragraph.table
    return replace(
        paragraph,
        id=own,
        sentences=tuple(renamed(sentence) for sentence in paragraph.sentences),
        table=table and replace(table, caption=renamed(table.caption)),
        charts=tuple(replace(chart, id=named(chart.id)) for chart in paragraph.charts),
    )


def _mark(style: ListStyle, index: int) -> tuple[str, str]:
    """Return how an item is marked, and what that adds to the path."""
    marks: dict[ListStyle, tuple[str, str]] = {
        ListStyle.LETTERS: (f"({letter(index)})", f"({letter(index)})"),
        ListStyle.ROMAN: (f"{roman(index + 1)}.", roman(index + 1)),
        ListStyle.BULLETS: (BULLET, f"{BULLET}{index + 1}"),
    }
    return marks[style]


def letter(index: int) -> str:
    """Return a, b, ... z, aa, ab and so on, counted from 0.

    Examples
    --------
    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    tens, units = divmod(index, len(LETTERS))
    return (letter(tens - 1) if tens else "") + LETTERS[units]


def roman(number: int) -> str:
    """Return a small roman numeral.

    Examples
    --------
    >>> roman(4), roman(9), roman(14)
    ('iv', 'ix', 'xiv')
    """
    text = ""
    for value, mark in ROMAN:
        times, number = divmod(number, value)
        text += mark * times
    return text
