"""The plan of the whole paper: which messages stand in which paragraph."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from narrate.findings import Finding
from narrate.messages import (
    OF_A_REPORT,
    BesideMessage,
    Context,
    GroupMessage,
    HeadlineMessage,
    Listing,
    Message,
    MethodMessage,
    MovementMessage,
    NewGroupMessage,
    NewMessage,
    ScopeGroupMessage,
    ScopeMessage,
    SiblingMessage,
    SinceMessage,
    Text,
    Whole,
    points_among,
)
from narrate.planning.basis import with_basis
from narrate.planning.charts import plan_charts
from narrate.planning.indicator import messages, table
from narrate.planning.plans import DocumentPlan, PlannedParagraph, PlannedSection, PlannedTable
from narrate.spec import Detail, ParagraphSpec, ReportSpec, SectionSpec


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
        asked = section.detail or self.spec.report.detail
        paragraphs = tuple(self.paragraph(part, section.heading, asked) for part in section.paragraphs)
        if section.charts:
            paragraphs = tuple(self.with_charts(paragraph) for paragraph in paragraphs)
        if section.basis:
            paragraphs = with_basis(paragraphs, self.context, self.spec.settings.planning.basis_figures)
        return PlannedSection(section, _events_once(paragraphs, set()))

    def with_charts(self, paragraph: PlannedParagraph) -> PlannedParagraph:
        """Add the charts of a paragraph's indicator and of those below it."""
        code = paragraph.spec.indicator
        charts = plan_charts(self.context(code)) if code else ()
        items = tuple(self.with_charts(item) for item in paragraph.items)
        return replace(paragraph, charts=charts, items=items)

    def paragraph(self, part: ParagraphSpec, above: str, asked: Detail) -> PlannedParagraph:
        key = part.indicator or identity(above, part)
        detail = (self.spec.indicator(part.indicator).detail if part.indicator else None) or asked
        return PlannedParagraph(
            key=key,
            spec=part,
            detail=detail,
            messages=(
                *self.messages(part, detail),
                *self.group(part),
                *self.newcomers(part),
                *self.scope(part),
            ),
            table=self.table(part),
            items=(*(self.paragraph(item, key, asked) for item in part.items), *self.points(part)),
        )

    def group(self, part: ParagraphSpec) -> tuple[Message, ...]:
        """Say once what the indicators of several items have in common: their movement."""
        codes = [item.indicator for item in part.items if item.indicator] if part.group else []
        return tuple(GroupMessage.among([self.findings[code] for code in codes]))

    def newcomers(self, part: ParagraphSpec) -> tuple[Message, ...]:
        """Say once of several items below a paragraph that all are new."""
        new = self.new_below(part)
        if not new:
            return ()
        names = tuple(Text(self.spec.indicator(code).brief) for code in new)
        found = tuple(self.findings[code].id for code in new)
        return (NewGroupMessage(number=Whole(len(new)), names=Listing(names), findings=found),)

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
        context = self.context(codes[0])
        area = context.area(context.finding.area)
        return (ScopeGroupMessage(area=area, findings=tuple(self.findings[code].id for code in codes)),)

    def elsewhere_below(self, part: ParagraphSpec) -> tuple[str, ...]:
        """Return the indicators of a paragraph's items where there are several, all for one other area."""
        codes = tuple(item.indicator for item in part.items)
        areas = {self.findings[code].area for code in codes if code}
        one = len(codes) > 1 and all(codes) and len(areas) == 1
        return codes if one and areas != {self.spec.report.area} else ()

    def messages(self, part: ParagraphSpec, detail: Detail) -> tuple[Message, ...]:
        if part.summary:
            return tuple(message for kind in OF_A_REPORT for message in kind.of(self.findings, self.spec))
        code = part.indicator
        return messages(self.context(code), detail, self.stated_above(code, detail)) if code else ()

    def table(self, part: ParagraphSpec) -> PlannedTable | None:
        if not part.indicator or not self.spec.indicator(part.indicator).table:
            return None
        caption, rows = table(self.context(part.indicator))
        return PlannedTable(caption, part.indicator, rows)

    def context(self, code: str) -> Context:
        """Return what the messages of an indicator are made with."""
        return Context(self.findings[code], self.spec.indicator(code), self.spec)

    def points(self, part: ParagraphSpec) -> tuple[PlannedParagraph, ...]:
        """Return the points of the summary or of the method, each a paragraph below."""
        points: list[PlannedParagraph] = []
        if part.summary:
            points += map(self.point, points_among(self.findings, self.spec))
        if part.method:
            method = MethodMessage.of(self.findings, self.spec)
            points += (_point(message.phrases[0], (message,)) for message in method)
        return tuple(points)

    def point(self, point: tuple[Finding, ...]) -> PlannedParagraph:
        """Return a point of the summary: an indicator, and those that readers hold beside it."""
        first, *others = point
        messages: list[Message] = list(HeadlineMessage.of(self.context(first.indicator)))
        for other in others:
            messages += BesideMessage.beside(self.context(other.indicator), first)
        return _point(f"headline/{first.indicator}", tuple(messages), Detail.STANDARD)

    def stated_above(self, code: str, detail: Detail) -> frozenset[type[Message]]:
        """Return the kinds of message that are stated above for an indicator together with others."""
        parts = [part for _, part in self.spec.paragraphs()]
        stated: set[type[Message]] = set()
        if any(code in self.new_below(part) for part in parts):
            stated.add(NewMessage)
        if any(code in self.elsewhere_below(part) for part in parts):
            stated.add(ScopeMessage)
        sibling = self.findings[code].sibling
        both = {code, sibling.indicator if sibling else ""}
        grouped = [{item.indicator for item in part.items} for part in parts if self.group(part)]
        if any(code in codes for codes in grouped) and detail is not Detail.FULL:
            stated.add(MovementMessage)
        if any(both <= codes for codes in grouped):
            stated.add(SiblingMessage)
        return frozenset(stated)


def _point(key: str, messages: tuple[Message, ...], detail: Detail = Detail.FULL) -> PlannedParagraph:
    return PlannedParagraph(key, ParagraphSpec(), detail, messages, None, ())


def _events_once(
    paragraphs: tuple[PlannedParagraph, ...], stated: set[object]
) -> tuple[PlannedParagraph, ...]:
    """Leave out what a section has stated of an event before."""
    kept = []
    for paragraph in paragraphs:
        messages = tuple(message for message in paragraph.messages if not _stated_before(message, stated))
        kept.append(replace(paragraph, messages=messages, items=_events_once(paragraph.items, stated)))
    return tuple(kept)


def _stated_before(message: Message, stated: set[object]) -> bool:
    if not isinstance(message, SinceMessage):
        return False
    event = message.direction, message.event
    before = event in stated
    stated.add(event)
    return before


def identity(above: str, part: ParagraphSpec) -> str:
    """Return a name for a paragraph without an indicator that stays when paragraphs around it come and go."""
    digest = hashlib.sha256("|".join((above, part.title, part.text)).encode()).hexdigest()
    return f"text-{digest[:8]}"
