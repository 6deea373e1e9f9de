"""One indicator's paragraph: its messages in the order of the slots, and its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from narrate.findings import Change, Comparator, Extreme, Finding, Part, Relation, Standing
from narrate.movement import Direction, Movement
from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR, Period
from narrate.planning.message import (
    Figure,
    Form,
    Kind,
    Length,
    Listing,
    Message,
    Phrase,
    Slot,
    Span,
    Text,
    agreement,
    slug,
)
from narrate.settings import Planning
from narrate.spec import Indicator, Measure, ReportSpec

WORTH: Mapping[tuple[str, ...], float] = {
    (Kind.THRESHOLD,): 0.9,
    (Kind.TARGET,): 0.9,
    (Kind.ARREARS,): 0.9,
    (Kind.NUMBERS,): 0.9,
    (Kind.NEW,): 0.8,
    (Kind.QUARTER, "significant"): 0.8,
    (Kind.PARTS,): 0.7,
    (Kind.PARTS, "none"): 0.2,
    (Kind.COMPARATOR_MOVEMENT,): 0.6,
    (Kind.COMPARATOR_FIGURE,): 0.6,
    (Kind.EXTREME, "peak"): 0.5,
    (Kind.QUARTER, "not-significant"): 0.4,
    (Kind.QUARTER, "against"): 0.75,
    (Kind.EXTREME, "trough"): 0.3,
}
"""What messages are worth by kind and last fact; those not listed are worth 1 and always said."""


def _worth(kind: Kind, facts: tuple[str, ...]) -> float:
    """Return what a message of this kind is worth: by the latest fact that is listed, else by its kind."""
    listed = [WORTH[kind, fact] for fact in facts if (kind, fact) in WORTH]
    return listed[-1] if listed else WORTH.get((kind,), 1.0)


def _worthiest(messages: tuple[Message, ...], most: int) -> tuple[Message, ...]:
    """Keep the messages that are worth most, in their order."""
    ranked = sorted(range(len(messages)), key=lambda number: (-messages[number].worth, number))
    return tuple(messages[number] for number in sorted(ranked[:most]))


@dataclass(frozen=True)
class IndicatorPlanner:
    """One indicator's paragraph: its messages in the order of the slots."""

    finding: Finding
    indicator: Indicator
    spec: ReportSpec

    def messages(self) -> tuple[Message, ...]:
        """Return the messages that are worth most, in the order of the slots."""
        return _worthiest(tuple(self.possible()), self.planning.messages)

    def possible(self) -> Iterator[Message]:
        """Yield past phase and movement, figure, latest quarter, then what else matters."""
        yield from self.movement()
        yield from self.figure()
        yield from self.quarter()
        yield from self.extreme()
        yield from self.standing(Kind.THRESHOLD, self.finding.threshold)
        yield from self.standing(Kind.TARGET, self.finding.target)
        yield from self.parts()
        yield from self.comparators()
        yield from self.arrears()
        yield from self.new()

    def _message(self, kind: Kind, facts: tuple[str, ...], **slots: Slot) -> Message:
        shared: dict[str, Slot] = {
            "subject": Text(self.indicator.name),
            "plural": agreement(self.indicator.plural),
            "measure": Phrase(f"measure-{self.finding.measure.value}"),
        }
        worth = _worth(kind, facts)
        return Message(kind, facts, shared | slots, (self.finding.id,), slug(self.finding.rule), worth)

    def covered(self, period: Period) -> Span:
        """Return a span as this indicator's frequency names it."""
        return Span(period, named=self.finding.latest.months == MONTHS_A_YEAR)

    def printed(self, value: float, form: Form, period: Period, area: str = "") -> Figure:
        """Return a figure of this indicator."""
        return Figure(value, form, self.finding.indicator, area or self.finding.area, period)

    def new(self) -> Iterator[Message]:
        """Say that the indicator is reported for the first time."""
        if self.finding.new:
            yield self._message(Kind.NEW, ())

    def movement(self) -> Iterator[Message]:
        """Say what the series did; where a table follows, first how far it came."""
        whole = tuple(self.first_to_last()) if self.indicator.table else ()
        yield from whole
        if self.finding.movement is None:
            yield from self.unlabelled()
            return
        facts, slots = _history(self.finding)
        if whole:
            facts += ("after-whole",)
            slots |= {"subject": Phrase(f"carried-{self.finding.measure.value}"), "plural": agreement(False)}
        yield self._message(Kind.MOVEMENT, (slug(self.finding.movement), *facts), **slots)

    def unlabelled(self) -> Iterator[Message]:
        """Say why no movement is given."""
        if self.finding.value is not None:
            length = Length(len(self.finding.series), self.finding.latest.months)
            yield self._message(Kind.UNLABELLED, (slug(self.finding.reason),), length=length)

    def figure(self) -> Iterator[Message]:
        """Say the displayed figure and the one a year earlier."""
        finding = self.finding
        if finding.value is None:
            yield self._message(Kind.MISSING, (slug(finding.reason),), span=self.covered(finding.period))
            return
        slots: dict[str, Slot] = {
            "figure": self.printed(finding.value, Form.UNIT, finding.period),
            "bare": self.printed(finding.value, Form.BARE, finding.period),
            "span": self.covered(finding.period),
        }
        if finding.overlap:
            yield self._message(Kind.CLOSING, (), **slots, **self._closing())
        elif finding.year is None:
            yield self._message(Kind.FIGURE, ("alone",), **slots)
        else:
            yield from self._compared(finding.year, slots)

    def _closing(self) -> dict[str, Slot]:
        year = self.finding.series[-2]
        return {"shared": Length(self.finding.overlap, 1), "base": self.covered(year.period)}

    def first_to_last(self) -> Iterator[Message]:
        """Say how far an annual series came."""
        change = self.finding.whole
        if change is None or change.relation is Relation.SAME or change.relative is None:
            return
        yield self._message(
            Kind.SPAN,
            (change.relation.value,),
            first=self.printed(change.then, Form.BARE, change.base),
            last=self.printed(change.now, Form.BARE, change.period),
            change=self.size(change),
            start=self.covered(change.base),
            end=self.covered(change.period),
        )

    def _compared(self, change: Change, slots: dict[str, Slot]) -> Iterator[Message]:
        facts = (change.relation.value, test_of(change))
        few = self._few(change)
        slots |= {
            "then": self.printed(change.then, Form.BARE, change.base),
            "base": self.covered(change.base),
            "magnitude": Phrase(f"magnitude-{change.magnitude.value}"),
            "change": self.size(change),
        }
        yield self._message(Kind.FIGURE, (*facts, "few") if few else facts, **slots)
        bases = [base for base in (change.base_now, change.base_then) if base is not None]
        counted = self.finding.measure is Measure.COUNT
        if not counted and (few or (bases and min(bases) < self.planning.small_base)):
            yield self._message(Kind.NUMBERS, (self.finding.measure.value,), **self._numbers(change))

    @property
    def planning(self) -> Planning:
        """Limits on what a paragraph may say."""
        return self.spec.settings.planning

    def _few(self, change: Change) -> bool:
        """Whether a relative change would be one of too few events to be worth a percentage."""
        counts = [count for count in (change.count_now, change.count_then) if count is not None]
        rate = change.base_now is None
        return rate and bool(counts) and min(counts) < self.spec.settings.statistics.small_count

    def _numbers(self, change: Change) -> dict[str, Slot]:
        given = {
            "count": (change.count_now, change.period),
            "count-then": (change.count_then, change.base),
            "out-of": (change.base_now, change.period),
            "out-of-then": (change.base_then, change.base),
        }
        return {
            name: self.printed(value, Form.WHOLE, period)
            for name, (value, period) in given.items()
            if value is not None
        }

    def size(self, change: Change) -> Figure:
        """Return the size of a change, without its sign."""
        if change.relative is None:
            return self.printed(abs(change.difference), Form.POINTS, change.period)
        return self.printed(abs(change.relative), Form.RELATIVE, change.period)

    def quarter(self) -> Iterator[Message]:
        """Say the latest quarter where it moved by more than is material, or significantly."""
        change = self.finding.quarter
        if change is None or change.relation is Relation.SAME or not (change.material or change.significant):
            return
        yield self._message(
            Kind.QUARTER,
            (change.relation.value, test_of(change), *self.against(change)),
            quarter=Span(change.period, named=True),
            base=Span(change.base, named=True),
            change=self.size(change),
        )

    def against(self, change: Change) -> tuple[str, ...]:
        """Return the fact that the latest quarter goes against the movement."""
        opposite = {Movement.RISING: Relation.LOWER, Movement.REDUCING: Relation.HIGHER}
        movement = self.finding.movement
        return ("against",) if movement and opposite.get(movement) is change.relation else ()

    def extreme(self) -> Iterator[Message]:
        """Say the peak or trough that the series has come away from, unless it is the figure of a year ago."""
        moved = last_direction(self.finding)
        extremes: dict[Direction, tuple[str, Extreme | None]] = {
            Direction.DOWN: ("peak", self.finding.peak),
            Direction.UP: ("trough", self.finding.trough),
        }
        name, extreme = extremes.get(moved, ("", None)) if moved else ("", None)
        year_ago = self.finding.year.base if self.finding.year else None
        quarterly = self.finding.latest.months == MONTHS_A_QUARTER
        if extreme and quarterly and extreme.period != year_ago:
            figure = self.printed(extreme.value, Form.BARE, extreme.period)
            yield self._message(Kind.EXTREME, (name,), extreme=figure, span=self.covered(extreme.period))

    def standing(self, kind: Kind, standing: Standing | None) -> Iterator[Message]:
        """Say which side of a threshold or target the figure is on."""
        if standing is None:
            return
        kept = "kept" if standing.kept else "missed"
        yield self._message(
            kind,
            (standing.threshold.bound.value, standing.relation.value, kept),
            value=self.printed(standing.threshold.value, Form.BARE, self.finding.period),
            source=Text(standing.threshold.source),
            bound=Phrase(f"bound-{standing.threshold.bound.value}"),
        )

    def parts(self) -> Iterator[Message]:
        """Name the parts that differ from the whole; if they are many, only the furthest with its figure."""
        parts = sorted(self.finding.parts, key=lambda part: (-part.value, part.area))
        if not parts:
            return
        above = [part for part in parts if part.side is Relation.HIGHER]
        below = [part for part in reversed(parts) if part.side is Relation.LOWER]
        facts = "-".join(name for name, group in (("above", above), ("below", below)) if group) or "none"
        few = len(above) + len(below) <= self.planning.named_with_figures
        slots: dict[str, Slot] = {
            "whole": Text(self.spec.areas.kind),
            "parts": Text(self.spec.areas.part),
            "plural": agreement(len(above or below) > 1),
        }
        for name, group in (("above", above), ("below", below)):
            if group:
                others = [self._named(part) if few else self._area(part.area) for part in group[1:]]
                slots[name] = Listing((self._named(group[0]), *others))
        yield self._message(Kind.PARTS, (facts,), **slots)

    def _named(self, part: Part) -> Phrase:
        return self._area_with_figure(part.area, part.value, self.finding.period)

    def _area_with_figure(self, area: str, value: float, period: Period) -> Phrase:
        figure = self.printed(value, Form.BARE, period, area)
        return Phrase("area-with-figure", {"area": self._area(area), "figure": figure})

    def comparators(self) -> Iterator[Message]:
        """Say which wider areas moved likewise or otherwise, and the figures of those without a movement."""
        moved = [other for other in self.finding.comparators if other.movement and self.finding.movement]
        same = [other for other in moved if other.movement == self.finding.movement]
        if same:
            yield self._comparator_movement("same", same)
        for other in moved:
            if other not in same:
                yield self._comparator_movement("different", [other])
        for other in self.finding.comparators:
            if other not in moved:
                yield self._comparator_figure(other)

    def _comparator_movement(self, fact: str, others: list[Comparator]) -> Message:
        present = f"present-{slug(others[0].movement)}" + ("" if fact == "same" else "-instead")
        return self._message(
            Kind.COMPARATOR_MOVEMENT,
            (fact,),
            areas=Listing(
                tuple(self._area_with_figure(other.area, other.value, other.change.base) for other in others)
            ),
            present=Phrase(present, {"plural": agreement(False)}),
        )

    def _area(self, name: str) -> Text:
        """Return an area's name as it stands in a sentence."""
        return Text(self.spec.areas.called.get(name, name))

    def _comparator_figure(self, other: Comparator) -> Message:
        return self._message(
            Kind.COMPARATOR_FIGURE,
            (other.change.relation.value, test_of(other.change)),
            area=self._area(other.area),
            figure=self.printed(other.value, Form.BARE, other.change.base, other.area),
            change=self.size(other.change),
            span=Span(other.change.base, named=True),
        )

    def arrears(self) -> Iterator[Message]:
        """Say where the data ends, if it lags."""
        if self.finding.arrears:
            yield self._message(Kind.ARREARS, (), span=self.covered(self.finding.period))

    def table(self) -> tuple[Message, tuple[tuple[Span, Figure], ...]]:
        """Return the caption and the rows of the series as a table."""
        seen = self.finding.series
        rows = tuple(
            (self.covered(one.period), self.printed(one.value, Form.BARE, one.period)) for one in seen
        )
        return self._message(Kind.CAPTION, (), area=Text(self.finding.area)), rows


def test_of(change: Change) -> str:
    """Return what the test of a change says, as a fact of a phrase's name."""
    if change.significant is None:
        return "untested"
    return "significant" if change.significant else "not-significant"


test_of.__test__ = False  # type: ignore[attr-defined]


def last_direction(finding: Finding) -> Direction | None:
    """Return the direction of the newest phase that moved, or None where there is none."""
    moves = [phase.direction for phase in finding.phases if phase.direction is not Direction.LEVEL]
    return moves[-1] if moves else None


def _history(finding: Finding) -> tuple[tuple[str, ...], dict[str, Slot]]:
    """Return the facts and slots that tell what came before the movement.

    An annual label rests on the latest years as a whole and has no phases.
    """
    months = finding.latest.months
    if months > MONTHS_A_QUARTER:
        return ("annual",), {"length": Length(min(5, len(finding.series)), months)}
    changed = finding.year is not None and bool(finding.year.significant)
    phases = finding.phases
    if finding.movement is Movement.NOT_SIGNIFICANT or not phases:
        return (("changed",) if changed else ()), {}
    facts = tuple(f"after-{phase.direction.value}" for phase in phases[-2:-4:-1])
    level = finding.movement in (Movement.LEVELLING, Movement.PLATEAUED)
    if level and len(facts) > 1 and phases[-3].direction is Direction.LEVEL:
        facts = facts[:1]
    if not level:
        facts = facts[:1]
    slots: dict[str, Slot] = {"length": Length(phases[-1].periods, months)}
    for name, phase in zip(("past", "earlier"), phases[-2:-4:-1], strict=False):
        slots[name] = Length(phase.periods, months)
    return facts, slots
