"""The displayed figure, and the one a year earlier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Change, Magnitude, Relation
from narrate.messages.context import Context
from narrate.messages.examples import (
    DOWN,
    LEVEL,
    MOVING,
    TESTS,
    UP,
    Example,
    change,
    example,
    in_points,
    phases,
)
from narrate.messages.history import against
from narrate.messages.message import OfIndicator, optional, slot
from narrate.messages.slots import Figure, Form, Phrase, Span, Text, yes_or_no
from narrate.messages.vocabulary import SETTLED, ClauseForm, Evidence, Side, Test, contrary_to_relation
from narrate.movement import Direction, Flag, Movement
from narrate.spec import Measure

SIZED = (Magnitude.SLIGHT, Magnitude.MODERATE)
"""Sizes that a difference without significance is said of in other words, for examples."""


LATEST = "inside-latest"
"""The phrase of a figure that is older than the report, with what it covers."""


class Aside(StrEnum):
    """What the reader must know of a comparison with the year before."""

    FEW = "few"
    """It is one of too few events for a percentage."""
    AGAINST = "against"
    """It goes against the movement."""
    SETTLED = "settled"
    """A year earlier the series was still in the movement that has since ended."""


@dataclass(frozen=True, kw_only=True)
class FigureMessage(OfIndicator):
    """The figure, and the one a year earlier."""

    kind: ClassVar[str] = "figure"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.YEAR})
    carries_figure: ClassVar[bool] = True
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.LEAD})

    alone: bool = False
    based: bool = False
    relation: Relation | None = None
    test: Test | None = None
    stable: bool = False
    large: bool = False
    aside: Aside | None = None
    figure: Figure = slot("the figure with its unit", essential=True)
    bare: Figure | Phrase = slot("the figure as it stands inside a sentence of several clauses")
    past: Text = slot("yes or no, to select by: whether the figure is one of a time that is named")
    span: Span = slot("what the figure covers", essential=True)
    then: Figure | None = optional("the figure a year earlier")
    reference: Span | None = optional("what the earlier figure covers")
    change: Figure | None = optional("size of the difference, without a sign")
    magnitude: Phrase | None = optional("slight, nothing or marked, ready to stand before significant")

    @property
    def essential(self) -> frozenset[str]:
        """The figure with its unit and span, or as it stands inside a sentence of several clauses."""
        return frozenset({"bare"}) if self.based else self.essential_slots()

    def inside(self, *, unit: bool = True, span: bool = True) -> Self:
        """Return the message for a sentence of several clauses.

        Parameters
        ----------
        unit, span : bool
            Whether the figure is printed with its unit, and with what it covers.

        Returns
        -------
        FigureMessage
        """
        shown = self.bare.slots["figure"] if isinstance(self.bare, Phrase) else self.bare
        # that a change is marked is seen from its size
        size = self.magnitude if self.slight else _magnitude(Magnitude.MODERATE)
        with_unit = unit and isinstance(shown, Figure) and shown.form is Form.UNIT
        own = inside(self.figure, self.span, unit=with_unit, span=span)
        if isinstance(own, Phrase) and self.late:
            own = replace(own, name=LATEST)
        return replace(self, based=True, magnitude=size, bare=own, past=yes_or_no(span or self.late))

    @property
    def late(self) -> bool:
        """Whether the figure is older than the report; one whose time is named is past in any case."""
        if isinstance(self.bare, Phrase):
            return self.bare.name == LATEST
        return self.past == yes_or_no(True)

    @property
    def slight(self) -> bool:
        """Whether there is no change worth a size."""
        return self.magnitude in (None, _magnitude(Magnitude.SLIGHT))

    @property
    def leads(self) -> bool:
        """Whether it opens a paragraph about a series without a direction: a large change, or none at all."""
        large = self.test is Test.SIGNIFICANT and self.aside in (None, Aside.SETTLED) and not self.slight
        return large or self.stable

    @property
    def figures(self) -> int:
        """Now, then and the change, as its phrases print them; a span weighs one, and two where it is old."""
        sized = self.test is Test.SIGNIFICANT or self.large
        spans = 1 + (self.bare.name == LATEST) if isinstance(self.bare, Phrase) else 0
        return 1 + (self.then is not None) + sized + spans

    @property
    def contrary(self) -> frozenset[Side]:
        """The other side; of two that print alike, both."""
        return contrary_to_relation(self.relation)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say the figure, with the one a year earlier where there is one."""
        finding = context.finding
        if finding.value is None or finding.overlap:
            return
        figure = {
            "figure": context.printed(finding.value, Form.UNIT, finding.period),
            "bare": context.printed(finding.value, context.unit_form, finding.period),
            "past": yes_or_no(finding.arrears),
            "span": context.covered(finding.period),
        }
        year = finding.year
        if year is None:
            yield cls.about(context, alone=True, **figure)
            return
        yield cls.about(
            context,
            **figure,
            relation=year.relation,
            test=Test.of(year),
            stable=_stable(context, year),
            large=_large(year),
            aside=_aside(context, year),
            then=context.printed(year.then, Form.NUMBER, year.reference_period),
            reference=context.covered(year.reference_period),
            change=context.size(year),
            magnitude=_magnitude(year.magnitude),
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every comparison with the year before: side, test, size, measure, movement, few events."""
        yield list(_years())
        yield list(_settled())


def inside(figure: Figure, covered: Span, *, unit: bool = True, span: bool = True) -> Figure | Phrase:
    """Return a figure as it stands inside a sentence, with or without its unit and what it covers."""
    own = figure if unit else replace(figure, form=Form.NUMBER)
    return Phrase("inside-figure", {"figure": own, "span": covered}) if span else own


def _magnitude(magnitude: Magnitude) -> Phrase:
    """Return the word of a size, as it stands before "significant"."""
    return Phrase(f"magnitude-{magnitude.value}")


def _stable(context: Context, change: Change) -> bool:
    """Whether two figures that print differently have been shown to be equivalent."""
    differs = change.significant is False and change.relation is not Relation.SAME
    return differs and Flag.STABLE in context.finding.flags and _aside(context, change) is None


def _large(change: Change) -> bool:
    """Whether a difference that no test found has a size worth stating."""
    differs = change.significant is False and change.relation is not Relation.SAME
    return differs and change.magnitude is not Magnitude.SLIGHT


def _aside(context: Context, change: Change) -> Aside | None:
    if not context.worth_a_size(change):
        return Aside.FEW
    if against(context.finding, change):
        return Aside.AGAINST
    return Aside.SETTLED if _settled_since(context, change) else None


def _settled_since(context: Context, change: Change) -> bool:
    """Whether a year earlier the series was still in the movement that has since ended."""
    finding = context.finding
    sides = {Direction.UP: Relation.HIGHER, Direction.DOWN: Relation.LOWER}
    before = finding.before
    if finding.movement not in SETTLED or before is None or sides.get(before) is not change.relation:
        return False
    then = [
        phase.direction
        for phase in finding.phases
        if phase.start.start <= change.reference_period.end <= phase.end.end
    ]
    return then == [before] and bool(change.significant)


def _years() -> Iterator[Example]:
    for relation, test, magnitude in product(Relation, TESTS, Magnitude):
        yield example(year=change(relation, test, magnitude=magnitude))
        points = in_points(relation, test, magnitude=magnitude)
        yield example({"counted": ""}, year=points, measure=Measure.PROPORTION)
    for relation, test, measure, size in product(Relation, TESTS, (Measure.RATE, Measure.COUNT), SIZED):
        for movement in (Movement.RISING, Movement.NOT_SIGNIFICANT):
            few = change(relation, test, count_now=3.0, magnitude=size)
            yield example(year=few, measure=measure, movement=movement)
    for relation in Relation:
        yield example(year=change(relation, None, count_now=None, count_then=None), measure=Measure.VALUE)
    for relation, test, movement, size in product(Relation, TESTS, (*MOVING, *SETTLED), SIZED):
        yield example(year=change(relation, test, magnitude=size), movement=movement)
    for measure in Measure:
        yield example(measure=measure)
    for relation, movement in product(Relation, Movement):
        near = change(relation, False, magnitude=Magnitude.SLIGHT)
        yield example(year=near, movement=movement, flags=(Flag.STABLE,))


def _settled() -> Iterator[Example]:
    """Yield what has settled: within the year, and for longer although the year differs."""
    for (direction, side), size in product(((UP, Relation.HIGHER), (DOWN, Relation.LOWER)), Magnitude):
        year = change(side, True, magnitude=size)
        for movement, last in zip(SETTLED, (2, 5), strict=True):
            run = phases(direction, LEVEL, last=last)
            yield example(movement=movement, phases=run, before=direction, year=year)
