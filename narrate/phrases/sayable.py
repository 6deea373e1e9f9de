"""All that planning can say, and the phrases that it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from narrate.findings import Finding
from narrate.phrases.grid import QUARTER, SOURCES, Case, finding, standings
from narrate.phrases.slots import NUMBER_SUFFIX
from narrate.planning import (
    DocumentPlan,
    Figure,
    Form,
    Length,
    Listing,
    Message,
    Phrase,
    PlannedChart,
    PlannedParagraph,
    Slot,
    Whole,
    plan,
    plan_charts,
)
from narrate.settings import Planning, Settings
from narrate.spec import Areas, Indicator, ParagraphSpec, ReportHead, ReportSpec, SectionSpec

ITEMS = 20
"""Indicators of one paper of the grid."""
FEW = 8
"""Indicators of which a sentence can name all that call for attention."""
EVERYTHING = 99
"""A limit that nothing of the grid reaches."""


@dataclass(frozen=True)
class Paper:
    """Some cases of the grid as one planned paper."""

    spec: ReportSpec
    findings: Mapping[str, Finding]
    plan: DocumentPlan

    def messages(self) -> Iterator[Message]:
        """Yield the messages in the order in which they are said."""
        for section in self.plan.sections:
            for paragraph in section.paragraphs:
                yield from _messages(paragraph)

    def charts(self) -> Iterator[PlannedChart]:
        """Yield the charts that could be drawn of its indicators."""
        for code, found in self.findings.items():
            yield from plan_charts(found, self.spec.indicator(code), self.spec)


@dataclass(frozen=True)
class Need:
    """What planning asks of the bank with one kind of message.

    Attributes
    ----------
    names : tuple of str
        Phrases that could say it, the most specific first.
    slots : frozenset of str
        What it fills.
    """

    names: tuple[str, ...]
    slots: frozenset[str]


def papers() -> Iterator[Paper]:
    """Yield the whole grid as papers."""
    for source in SOURCES:
        cases = tuple(source())
        for start in range(0, len(cases), ITEMS):
            yield _paper(cases[start : start + ITEMS])
    # more calls for attention than the summary has room for, and more than a sentence can name
    missed = tuple(standings())
    yield _paper(missed[:FEW], points=1)
    yield _paper(missed, points=1)


@lru_cache(maxsize=1)
def needs() -> tuple[frozenset[Need], frozenset[str]]:
    """Return what planning can ask for: messages, and the phrases that it puts into their slots."""
    asked: set[Need] = set()
    inner: set[str] = set()
    for paper in papers():
        for message in paper.messages():
            asked.add(Need(message.names, _filled(message.slots)))
            inner |= set(_phrases(message.slots.values()))
        for chart in paper.charts():
            asked |= {Need(message.names, _filled(message.slots)) for message in chart.messages}
            inner |= set(_phrases(_slots_of(chart)))
    return frozenset(asked), frozenset(inner)


def _messages(paragraph: PlannedParagraph) -> Iterator[Message]:
    yield from paragraph.messages
    if paragraph.table:
        yield paragraph.table.caption
    for item in paragraph.items:
        yield from _messages(item)


def _filled(slots: Mapping[str, Slot]) -> frozenset[str]:
    """Return the names of slots that are filled, the twins of numbers included."""
    numbers = {f"{name}{NUMBER_SUFFIX}" for name, slot in slots.items() if _is_number(slot)}
    return frozenset(slots) | numbers


def _is_number(slot: Slot) -> bool:
    return isinstance(slot, Whole | Length) or (isinstance(slot, Figure) and slot.form is Form.WHOLE)


def _phrases(slots: Iterable[Slot]) -> Iterator[str]:
    for slot in slots:
        if isinstance(slot, Phrase):
            yield slot.name
            yield from _phrases(slot.slots.values())
        elif isinstance(slot, Listing):
            yield from _phrases(slot.items)


def _slots_of(chart: PlannedChart) -> Iterator[Slot]:
    """Yield all that is filled in a chart."""
    for message in chart.messages:
        yield from message.slots.values()
    yield from chart.labels.values()
    for line in chart.lines:
        yield line.label
        yield from (point.label for point in line.points if point.label)


def _paper(group: tuple[Case, ...], points: int = EVERYTHING) -> Paper:
    cases = {f"i{number}": given for number, given in enumerate(group)}
    spec = _spec(cases, points)
    findings = {code: finding(code, given.facts) for code, given in cases.items()}
    return Paper(spec, findings, plan(findings, spec))


def _spec(cases: Mapping[str, Case], points: int) -> ReportSpec:
    """Return a report that says all of each indicator, and everything above them that a report can say."""
    declared = tuple(
        Indicator.model_validate(
            {"id": code, "name": "thefts", "counted": "thefts", "base": "people", **given.declared}
        )
        for code, given in cases.items()
    )
    items = tuple(ParagraphSpec(indicator=code) for code in cases)
    front = (ParagraphSpec(summary=True), ParagraphSpec(method=True), ParagraphSpec(text="At {month}."))
    head = {"title": "Paper", "period": QUARTER, "area": "County", "observations": "none.csv"}
    return ReportSpec(
        report=ReportHead.model_validate(head | {"prompts": True}),
        areas=Areas(kind="county", part="districts", peer="forces"),
        indicators=declared,
        sections=(SectionSpec(heading="All", paragraphs=(*front, ParagraphSpec(items=items, group=True))),),
        settings=Settings(planning=Planning(messages=EVERYTHING, summary_points=points)),
    )
