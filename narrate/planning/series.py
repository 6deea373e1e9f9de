"""What one series did: its movement and history, its figure, its latest quarter."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.findings import Change, Extreme, Finding, Magnitude, Relation, rounded
from narrate.movement import VARIATION_RULES, WHOLE_TRENDS, Direction, Movement
from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR
from narrate.planning.likeness import SETTLED
from narrate.planning.message import (
    Counted,
    Form,
    Kind,
    Length,
    Message,
    Phrase,
    Slot,
    Span,
    Text,
    agreement,
    slug,
)
from narrate.planning.saying import Saying, test_of
from narrate.settings import Statistics
from narrate.spec import Measure, Polarity, is_money


class SeriesMessages(Saying):
    """Messages about the series itself."""

    def movement(self) -> Iterator[Message]:
        """Say what the series did; where a table follows, first how far it came."""
        whole = tuple(self.first_to_last()) if self.indicator.table else ()
        yield from whole
        if self.finding.movement is None:
            yield from self.unlabelled()
            return
        facts, slots = _history(self.finding, self.spec.settings.statistics)
        if whole:
            moved = self.finding.whole is not None and self.finding.whole.significant is not False
            facts += ("after-whole",) if moved else ()
            slots |= {"subject": Phrase(f"carried-{self.finding.measure.value}"), "plural": agreement(False)}
        yield self.message(Kind.MOVEMENT, (slug(self.finding.movement), *facts), **slots)

    def unlabelled(self) -> Iterator[Message]:
        """Say why no movement is given."""
        if self.finding.value is not None:
            length = Length(len(self.finding.series), self.finding.latest.months)
            yield self.message(Kind.UNLABELLED, (slug(self.finding.reason),), length=length)

    def figure(self) -> Iterator[Message]:
        """Say the displayed figure and the one a year earlier."""
        finding = self.finding
        if finding.value is None:
            yield self.message(Kind.MISSING, (slug(finding.reason),), span=self.covered(finding.period))
            return
        slots: dict[str, Slot] = {
            "figure": self.printed(finding.value, Form.UNIT, finding.period),
            "bare": self.printed(finding.value, Form.BARE, finding.period),
            "span": self.covered(finding.period),
        }
        if finding.overlap:
            yield self.message(Kind.CLOSING, (), **slots, **self._closing())
        elif finding.year is None:
            yield self.message(Kind.FIGURE, ("alone",), **slots)
        else:
            yield from self._compared(finding.year, slots)

    def _closing(self) -> dict[str, Slot]:
        year = self.finding.series[-2]
        return {"shared": Length(self.finding.overlap, 1), "base": self.covered(year.period)}

    def first_to_last(self) -> Iterator[Message]:
        """Say how far an annual series came, and whether that is welcome where it is more than chance."""
        change = self.finding.whole
        if change is None or change.relation is Relation.SAME:
            return
        few = not self.worth_a_size(change)
        yield self.message(
            Kind.SPAN,
            (change.relation.value, *(("few",) if few else self.verdict(change))),
            first=self.printed(change.then, Form.BARE, change.base),
            last=self.printed(change.now, Form.BARE, change.period),
            change=self.size(change),
            start=self.covered(change.base),
            end=self.covered(change.period),
        )

    def verdict(self, change: Change) -> tuple[str, ...]:
        """Return whether a tested change is welcome, or that usual variation can explain it."""
        if change.significant is False:
            return ("not-significant",)
        return self.welcome(change) if change.significant and change.material else ()

    def welcome(self, change: Change) -> tuple[str, ...]:
        """Return whether a change is for the better or the worse, by the declared polarity."""
        good = {Polarity.LOW: Relation.LOWER, Polarity.HIGH: Relation.HIGHER}.get(self.indicator.polarity)
        return () if good is None else ("better",) if change.relation is good else ("worse",)

    def _compared(self, change: Change, slots: dict[str, Slot]) -> Iterator[Message]:
        few = not self.worth_a_size(change)
        turned = (*self.against(change), *self.settled(change))
        facts = (change.relation.value, test_of(change), *(("few",) if few else turned))
        slots |= {
            "then": self.printed(change.then, Form.BARE, change.base),
            "base": self.covered(change.base),
            "magnitude": Phrase(f"magnitude-{change.magnitude.value}"),
            "change": self.size(change),
        }
        yield self.message(Kind.FIGURE, facts, **slots)
        bases = [base for base in (change.base_now, change.base_then) if base is not None]
        counted = self.finding.measure is Measure.COUNT
        if (
            not counted
            and change.count_now is not None
            and (few or (bases and min(bases) < self.planning.small_base))
        ):
            yield self.message(Kind.NUMBERS, (self.finding.measure.value,), **self._numbers(change))
        elif len(bases) > 1 and self.indicator.base:
            asked = Counted(bases[0], self.indicator.id, base=True)
            same = ("same",) if rounded(bases[0], 0) == rounded(bases[1], 0) else ()
            yield self.message(Kind.NUMBERS, ("base", *same), **self._numbers(change), asked=asked)

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

    def quarter(self) -> Iterator[Message]:
        """Say the latest quarter where it moved by more than is slight, or not at all."""
        change = self.finding.quarter
        if change is None:
            return
        if change.relation is Relation.SAME:
            if self.finding.movement is Movement.LEVELLING:
                yield self.message(Kind.QUARTER, ("same",), quarter=Span(change.period, named=True))
            return
        moved = change.material or change.significant or change.magnitude is not Magnitude.SLIGHT
        if not moved or not self.worth_a_size(change):
            return
        yield self.message(
            Kind.QUARTER,
            (change.relation.value, test_of(change), *self.against(change)),
            quarter=Span(change.period, named=True),
            base=Span(change.base, named=True),
            change=self.size(change),
        )

    def against(self, change: Change) -> tuple[str, ...]:
        """Return the fact that a change goes against the movement, so that the reader is told both."""
        opposite = {Movement.RISING: Relation.LOWER, Movement.REDUCING: Relation.HIGHER}
        movement = self.finding.movement
        return ("against",) if movement and opposite.get(movement) is change.relation else ()

    def settled(self, change: Change) -> tuple[str, ...]:
        """Return the fact that a year earlier the series was still in the movement that has since ended."""
        sides = {Direction.UP: Relation.HIGHER, Direction.DOWN: Relation.LOWER}
        before = self.finding.before
        if self.finding.movement not in SETTLED or before is None or sides.get(before) is not change.relation:
            return ()
        then = [
            phase.direction
            for phase in self.finding.phases
            if phase.start.start <= change.base.end <= phase.end.end
        ]
        return ("settled",) if then == [before] and change.significant else ()

    def extreme(self) -> Iterator[Message]:
        """Say the peak or trough that the series has come away from, unless it is a year old."""
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
            yield self.message(Kind.EXTREME, (name,), extreme=figure, span=self.covered(extreme.period))

    def revised(self) -> Iterator[Message]:
        """Say that the last report's figure is another one today, where it prints otherwise."""
        last = self.finding.last
        if last is None or last.revision is None or last.revision.relation is Relation.SAME:
            return
        yield self.message(
            Kind.REVISED,
            (last.revision.relation.value,),
            span=self.covered(last.period),
            then=self.printed(last.revision.then, Form.BARE, last.period),
            now=self.printed(last.revision.now, Form.BARE, last.period),
        )

    def arrears(self) -> Iterator[Message]:
        """Say where the data ends, if it lags or is not full, and that it is what the last report had."""
        if self.finding.partial:
            yield self.message(Kind.ARREARS, ("partial",), span=self.covered(self.finding.period))
        elif self.finding.unchanged:
            yield self.message(Kind.UNCHANGED, (), span=self.covered(self.finding.period))
        elif self.finding.arrears:
            where = ("elsewhere",) if self.finding.elsewhere else ()
            area = self.area(self.finding.area)
            yield self.message(Kind.ARREARS, where, span=self.covered(self.finding.period), area=area)

    def new(self) -> Iterator[Message]:
        """Say that the indicator is reported for the first time."""
        if self.finding.new:
            yield self.message(Kind.NEW, ())

    def counts(self) -> Iterator[Message]:
        """Say how many more or fewer events there were, where counts are wanted."""
        change = self.finding.year
        counted = change and change.count_now is not None and change.count_then is not None
        if not change or not counted or not self.indicator.counts or change.base_now is not None:
            return
        more = (change.count_now or 0) - (change.count_then or 0)
        money = is_money(self.indicator.counted, self.spec.report.locale)
        if money or not rounded(more, 0):  # counts that were rebuilt from rates may differ by less than one
            return
        yield self.message(
            Kind.COUNTS,
            ("more" if more > 0 else "fewer",),
            difference=self.printed(abs(more), Form.WHOLE, change.period),
            count=self.printed(change.count_now or 0, Form.WHOLE, change.period),
            then=self.printed(change.count_then or 0, Form.WHOLE, change.base),
            counted=Counted(change.count_now or 0, self.indicator.id),
        )

    def since(self) -> Iterator[Message]:
        """Say with which event the latest movement began."""
        direction = last_direction(self.finding)
        if self.finding.since and direction:
            yield self.message(Kind.SINCE, (direction.value,), event=Text(self.finding.since))


def last_direction(finding: Finding) -> Direction | None:
    """Return the direction of the newest phase that moved, or None where there is none."""
    moves = [phase.direction for phase in finding.phases if phase.direction is not Direction.LEVEL]
    return moves[-1] if moves else None


def _years(finding: Finding, statistics: Statistics) -> tuple[tuple[str, ...], dict[str, Slot]]:
    """Return the facts and slots that tell which years an annual label rests on.

    A run through all the latest years is told beside a label that denies a movement, which it would otherwise
    seem to contradict.
    """
    whole = finding.series[: -1 if finding.overlap else None]
    latest = whole[-statistics.trend_years :]
    run = finding.run
    if finding.movement is Movement.NOT_SIGNIFICANT and run and run.years >= len(latest) - 1:
        return ("annual", f"run-{run.direction.value}"), {"length": Length(run.years, MONTHS_A_YEAR)}
    start = (
        finding.whole.base if finding.rule in WHOLE_TRENDS.values() and finding.whole else latest[0].period
    )
    years = (whole[-1].period.end - start.end) // MONTHS_A_YEAR + 1
    untested = ("untested",) if finding.rule in VARIATION_RULES else ()
    return ("annual", *untested), {"length": Length(years, MONTHS_A_YEAR)}


def _history(finding: Finding, statistics: Statistics) -> tuple[tuple[str, ...], dict[str, Slot]]:
    """Return the facts and slots that tell what came before the movement, or which years it rests on."""
    months = finding.latest.months
    if months > MONTHS_A_QUARTER:
        return _years(finding, statistics)
    changed = finding.year is not None and bool(finding.year.significant)
    phases = finding.phases
    if finding.movement is Movement.NOT_SIGNIFICANT or not phases:
        return (("changed",) if changed else ()), {}
    facts = tuple(f"after-{phase.direction.value}" for phase in phases[-2:-4:-1])
    level = finding.movement in SETTLED
    if level and len(facts) > 1 and phases[-3].direction is Direction.LEVEL:
        facts = facts[:1]
    if not level:
        facts = facts[:1]
    elif changed and phases[-1].periods * months >= MONTHS_A_YEAR:
        facts = (*facts[:1], "changed")
    slots: dict[str, Slot] = {"length": Length(phases[-1].periods, months)}
    if len(phases) > 1:
        slots["until"] = Span(phases[-2].end.ending(1), named=True)
    for name, phase in zip(("past", "earlier"), phases[-2:-4:-1], strict=False):
        slots[name] = Length(phase.periods, months)
    return facts, slots
