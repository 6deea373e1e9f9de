"""The plan of the whole paper: which messages stand in which paragraph."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from narrate.findings import Finding
from narrate.planning.charts import PlannedChart, plan_charts
from narrate.planning.indicator import IndicatorPlanner
from narrate.planning.message import (
    Figure,
    Kind,
    Listing,
    Message,
    Phrase,
    Slot,
    Span,
    Text,
    Whole,
    agreement,
    slug,
)
from narrate.planning.method import method
from narrate.planning.summary import before, exceptions, favour, headlines, rollup
from narrate.spec import ParagraphSpec, ReportSpec, SectionSpec


@dataclass(frozen=True)
class PlannedTable:
    """A series as a table: its caption, and a span and a figure for each row."""

    caption: Message
    indicator: str
    rows: tuple[tuple[Span, Figure], ...]


@dataclass(frozen=True)
class PlannedParagraph:
    """A paragraph's spec, the messages that it makes, and what stands below it."""

    key: str
    spec: ParagraphSpec
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


def plan(findings: Mapping[str, Finding], spec: ReportSpec) -> DocumentPlan:
    """Plan the whole paper.

    Parameters
    ----------
    findings : mapping of str to Finding
        By indicator code, as `narrate.findings.find` returns them.
    spec : ReportSpec
        The report.

    Returns
    -------
    DocumentPlan
        Sections and paragraphs in the order of the spec.
    """
    planner = _Planner(findings, spec)
    return DocumentPlan(tuple(planner.section(section) for section in spec.sections))


@dataclass(frozen=True)
class _Planner:
    """Turns the spec's paragraphs into planned ones."""

    findings: Mapping[str, Finding]
    spec: ReportSpec

    def section(self, section: SectionSpec) -> PlannedSection:
        paragraphs = tuple(self.paragraph(part, section.heading) for part in section.paragraphs)
        if section.charts:
            paragraphs = tuple(self.with_charts(paragraph) for paragraph in paragraphs)
        return PlannedSection(section, _events_once(paragraphs, set()))

    def with_charts(self, paragraph: PlannedParagraph) -> PlannedParagraph:
        """Add the charts of a paragraph's indicator and of those below it."""
        code = paragraph.spec.indicator
        charts = plan_charts(self.findings[code], self.spec.indicator(code), self.spec) if code else ()
        items = tuple(self.with_charts(item) for item in paragraph.items)
        return replace(paragraph, charts=charts, items=items)

    def paragraph(self, part: ParagraphSpec, above: str) -> PlannedParagraph:
        key = part.indicator or identity(above, part)
        return PlannedParagraph(
            key=key,
            spec=part,
            messages=(*self.messages(part), *self.group(part), *self.newcomers(part), *self.scope(part)),
            table=self.table(part),
            items=(*(self.paragraph(item, key) for item in part.items), *self.points(part)),
        )

    def group(self, part: ParagraphSpec) -> tuple[Message, ...]:
        """Say once what the indicators of several items have in common: their movement."""
        codes = [item.indicator for item in part.items if item.indicator] if part.group else []
        movements = {self.findings[code].movement for code in codes}
        movement = next(iter(movements), None)
        if len(codes) < 2 or len(movements) > 1 or movement is None:
            return ()
        names = tuple(Text(self.spec.indicator(code).brief) for code in codes)
        slots: dict[str, Slot] = {
            "names": Listing(names),
            "number": Whole(len(codes)),
            "present": Phrase(f"present-{slug(movement)}-instead", {"plural": agreement(True)}),
        }
        fact = "both" if len(codes) == 2 else "all"
        return (Message(Kind.GROUP, (fact,), slots, tuple(self.findings[code].id for code in codes)),)

    def newcomers(self, part: ParagraphSpec) -> tuple[Message, ...]:
        """Say once of several items below a paragraph that all are new."""
        new = self.new_below(part)
        if not new:
            return ()
        names = tuple(Text(self.spec.indicator(code).brief) for code in new)
        slots: dict[str, Slot] = {"number": Whole(len(new)), "names": Listing(names)}
        return (Message(Kind.NEW, ("group",), slots, tuple(self.findings[code].id for code in new)),)

    def new_below(self, part: ParagraphSpec) -> tuple[str, ...]:
        """Return the indicators of a paragraph's items where there are several and all are new."""
        codes = tuple(item.indicator for item in part.items)
        new = len(codes) > 1 and all(code and self.findings[code].new for code in codes)
        return codes if new else ()

    def scope(self, part: ParagraphSpec) -> tuple[Message, ...]:
        """Say once of several items below a paragraph that all are for another area than the report."""
        codes = self.elsewhere_below(part)
        if not codes:
            return ()
        area = IndicatorPlanner(self.findings[codes[0]], self.spec.indicator(codes[0]), self.spec).elsewhere
        slots: dict[str, Slot] = {"area": area}
        return (Message(Kind.SCOPE, ("group",), slots, tuple(self.findings[code].id for code in codes)),)

    def elsewhere_below(self, part: ParagraphSpec) -> tuple[str, ...]:
        """Return the indicators of a paragraph's items where there are several, all for one other area."""
        codes = tuple(item.indicator for item in part.items)
        areas = {self.findings[code].area for code in codes if code}
        one = len(codes) > 1 and all(codes) and len(areas) == 1
        return codes if one and areas != {self.spec.report.area} else ()

    def messages(self, part: ParagraphSpec) -> tuple[Message, ...]:
        if part.summary:
            if len(self.findings) == 1:  # one indicator is no crowd to be counted
                return (exceptions(self.findings, self.spec),)
            counts = rollup(self.findings), *favour(self.findings), *before(self.findings)
            return *counts, exceptions(self.findings, self.spec)
        return self.indicator(part.indicator).messages() if part.indicator else ()

    def table(self, part: ParagraphSpec) -> PlannedTable | None:
        if not part.indicator or not self.spec.indicator(part.indicator).table:
            return None
        caption, rows = self.indicator(part.indicator).table()
        return PlannedTable(caption, part.indicator, rows)

    def points(self, part: ParagraphSpec) -> tuple[PlannedParagraph, ...]:
        """Return the points of the summary or of the method, each a paragraph below."""
        points: list[tuple[str, Message]] = []
        if part.summary:
            points += ((f"headline/{code}", message) for code, message in headlines(self.findings, self.spec))
        if part.method:
            points += (
                (message.names[0], message) for message in method(self.findings.values(), self.spec.settings)
            )
        return tuple(PlannedParagraph(key, ParagraphSpec(), (message,), None, ()) for key, message in points)

    def indicator(self, code: str) -> IndicatorPlanner:
        """Return the planner of an indicator, but for what is said above of it and others together."""
        finding = self.findings[code]
        parts = [part for _, part in self.spec.paragraphs()]
        said = set()
        if any(code in self.new_below(part) for part in parts):
            finding = finding.model_copy(update={"new": False})
        if any(code in self.elsewhere_below(part) for part in parts):
            said.add(Kind.SCOPE)
        other = finding.sibling.indicator if finding.sibling else ""
        if any(
            {code, other} <= {item.indicator for item in part.items} and self.group(part) for part in parts
        ):
            said.add(Kind.SIBLING)
        return IndicatorPlanner(finding, self.spec.indicator(code), self.spec, frozenset(said))


def _events_once(paragraphs: tuple[PlannedParagraph, ...], said: set[object]) -> tuple[PlannedParagraph, ...]:
    """Leave out what a section has said of an event before."""
    kept = []
    for paragraph in paragraphs:
        messages = tuple(message for message in paragraph.messages if not _said_before(message, said))
        kept.append(replace(paragraph, messages=messages, items=_events_once(paragraph.items, said)))
    return tuple(kept)


def _said_before(message: Message, said: set[object]) -> bool:
    if message.kind is not Kind.SINCE:
        return False
    event = (message.facts, message.slots["event"])
    before = event in said
    said.add(event)
    return before


def identity(above: str, part: ParagraphSpec) -> str:
    """Return a name for a paragraph without an indicator that stays when paragraphs around it come and go."""
    digest = hashlib.sha256("|".join((above, part.title, part.text)).encode()).hexdigest()
    return f"text-{digest[:8]}"
