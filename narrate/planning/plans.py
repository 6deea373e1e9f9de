"""What planning makes: sections, paragraphs and tables of messages."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.messages import CaptionMessage, Figure, Message, Span
from narrate.planning.charts import PlannedChart
from narrate.spec import Detail, ParagraphSpec, SectionSpec


@dataclass(frozen=True)
class PlannedTable:
    """A series as a table: its caption, and a span and a figure for each row."""

    caption: CaptionMessage
    indicator: str
    rows: tuple[tuple[Span, Figure], ...]


@dataclass(frozen=True)
class PlannedParagraph:
    """A paragraph's spec, how much is said in it, its messages, and what follows below it."""

    key: str
    spec: ParagraphSpec
    detail: Detail
    messages: tuple[Message, ...]
    table: PlannedTable | None
    items: tuple[PlannedParagraph, ...]
    charts: tuple[PlannedChart, ...] = ()


@dataclass(frozen=True)
class PlannedSection:
    """A section's spec and its paragraphs."""

    spec: SectionSpec
    paragraphs: tuple[PlannedParagraph, ...]


@dataclass(frozen=True)
class DocumentPlan:
    """The paper before any word is chosen."""

    sections: tuple[PlannedSection, ...]
