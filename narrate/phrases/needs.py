"""The phrases that planning can ask the bank for, found by planning every example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from narrate.findings import Finding
from narrate.messages import (
    KINDS,
    BesideMessage,
    ClauseForm,
    Context,
    Figure,
    Form,
    Length,
    Listing,
    Message,
    Phrase,
    Side,
    Slot,
    Whole,
)
from narrate.messages.examples import QUARTER, Example, finding
from narrate.messages.exceptions import ExceptionsMessage
from narrate.movement import Movement
from narrate.phrases.slots import NUMBER_SUFFIX
from narrate.planning import DocumentPlan, PlannedChart, PlannedParagraph, plan, plan_charts
from narrate.settings import Depth, Planning, Settings
from narrate.spec import Areas, Detail, Indicator, ParagraphSpec, ReportHead, ReportSpec, SectionSpec

ITEMS = 20
"""Indicators of one paper of examples."""
EVERYTHING = 99
"""A limit that no example reaches."""


@dataclass(frozen=True)
class Paper:
    """Some examples as one planned paper."""

    spec: ReportSpec
    findings: Mapping[str, Finding]
    plan: DocumentPlan

    def messages(self) -> Iterator[Message]:
        """Yield the messages in the order in which they are written."""
        for section in self.plan.sections:
            for paragraph in section.paragraphs:
                yield from _messages(paragraph)

    def charts(self) -> Iterator[PlannedChart]:
        """Yield the charts that could be drawn of its indicators."""
        for code, found in self.findings.items():
            yield from plan_charts(Context(found, self.spec.indicator(code), self.spec))


@dataclass(frozen=True)
class Need:
    """What planning asks of the bank with one kind of message, or with words inside it.

    Attributes
    ----------
    names : tuple of str
        Phrases that could say it, the most specific first.
    slots : frozenset of str
        What it fills.
    contrary : frozenset of Side
        Sides whose words would contradict it.
    movement : Movement, optional
        The movement whose word its phrase must hold.
    form : ClauseForm
        In which it is said; only a sentence must be there.
    essential : frozenset of str
        Slots without which its phrase says nothing.
    """

    names: tuple[str, ...]
    slots: frozenset[str]
    contrary: frozenset[Side]
    movement: Movement | None
    form: ClauseForm = ClauseForm.SENTENCE
    essential: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Needs:
    """All that planning can ask for: messages, and the phrases that it puts into their slots."""

    messages: frozenset[Need]
    inner: frozenset[Need]

    @property
    def inner_names(self) -> frozenset[str]:
        """Names of the phrases inside messages."""
        return frozenset(need.names[0] for need in self.inner)


def papers() -> Iterator[Paper]:
    """Yield papers of all examples of all kinds of message."""
    for detail, kind in product((Detail.FULL, Detail.STANDARD), KINDS):
        for cases in kind.examples():
            for start in range(0, len(cases), ITEMS):
                yield _paper(cases[start : start + ITEMS], detail)
    # more calls for attention than the summary has room for, and more than a sentence can name
    for cases in ExceptionsMessage.examples():
        yield _paper(cases[: Planning().named_exceptions], points=1)
        yield _paper(cases, points=1)
    for cases in BesideMessage.examples():
        yield _paper(cases, shared=Planning().shared_point)


@lru_cache(maxsize=1)
def needs() -> Needs:
    """Return what planning can ask for."""
    asked: set[Need] = set()
    inner: set[Need] = set()
    for paper in papers():
        charts = tuple(paper.charts())
        for message in (*paper.messages(), *(message for chart in charts for message in chart.messages)):
            asked |= set(_forms(message))
            inner |= set(_inner(message.slots.values()))
        for chart in charts:
            inner |= set(_inner(_slots_of(chart)))
    return Needs(frozenset(asked), frozenset(inner))


def _forms(message: Message) -> Iterator[Need]:
    """Yield what is asked of the bank with a message: a sentence, and the other forms that it may have."""
    filled, movement = _filled(message.slots), message.stated_movement
    yield Need(message.phrases, filled, message.contrary, movement, essential=message.essential)
    for form in message.forms:
        essential = frozenset[str]() if form is ClauseForm.TAIL else message.essential
        yield Need(message.phrases_in(form), filled, message.contrary, movement, form, essential)


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
    return isinstance(slot, Whole | Length) or (isinstance(slot, Figure) and slot.form is Form.COUNT)


def _inner(slots: Iterable[Slot]) -> Iterator[Need]:
    for slot in slots:
        if isinstance(slot, Phrase):
            yield Need((slot.name,), _filled(slot.slots), slot.contrary, slot.movement)
            yield from _inner(slot.slots.values())
        elif isinstance(slot, Listing):
            yield from _inner(slot.items)


def _slots_of(chart: PlannedChart) -> Iterator[Slot]:
    """Yield all that stands inside a chart."""
    yield from chart.labels.values()
    for line in chart.lines:
        yield line.label
        yield from (point.label for point in line.points if point.label)


def _paper(
    group: Sequence[Example], detail: Detail = Detail.FULL, points: int = EVERYTHING, shared: int = 1
) -> Paper:
    cases = {f"i{number}": given for number, given in enumerate(group)}
    planning = Planning(
        standard=Depth(worth=0.0, messages=EVERYTHING), summary_points=points, shared_point=shared
    )
    spec = _spec(cases, detail, planning)
    findings = {code: finding(code, given.facts) for code, given in cases.items()}
    return Paper(spec, findings, plan(findings, spec))


def _spec(cases: Mapping[str, Example], detail: Detail, planning: Planning) -> ReportSpec:
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
        report=ReportHead.model_validate(head | {"prompts": True, "detail": detail}),
        areas=Areas(kind="county", part="districts", peer="forces"),
        indicators=declared,
        sections=(SectionSpec(heading="All", paragraphs=(*front, ParagraphSpec(items=items, group=True))),),
        settings=Settings(planning=planning),
    )
