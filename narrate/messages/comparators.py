"""Wider areas beside the reported one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Comparator, Finding, Relation
from narrate.messages.context import Context
from narrate.messages.examples import STATES, TESTS, Example, change, example
from narrate.messages.likeness import Likeness, likeness, present
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Figure, Form, Listing, Phrase, Span, Text, agreement
from narrate.messages.vocabulary import Evidence, Side, Test, contrary_to_relation
from narrate.spec import Measure


@dataclass(frozen=True, kw_only=True)
class ComparatorMovementMessage(OfIndicator):
    """What the series of wider areas did."""

    kind: ClassVar[str] = "comparator-movement"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.COMPARATORS})

    alike: Likeness
    areas: Listing = slot("names of areas, with their figures", essential=True)
    present: Phrase = slot("what they are doing", essential=True)

    @property
    def worth(self) -> float:
        """More than an extreme, less than a limit."""
        return 0.6

    @classmethod
    def tells(cls, finding: Finding) -> object:
        """Return each wider area with its movement."""
        return [(other.area, other.movement) for other in finding.comparators]

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say which wider areas moved likewise, then of each other one how it moved."""
        moved = _moved(context.finding)
        alike = {other.area: likeness(context.finding, other.movement, other.before) for other in moved}
        same = [other for other in moved if alike[other.area] is Likeness.SAME]
        if same:
            yield cls._of(context, Likeness.SAME, same)
        for other in moved:
            if other not in same:
                yield cls._of(context, alike[other.area], [other])

    @classmethod
    def _of(cls, context: Context, alike: Likeness, others: list[Comparator]) -> Self:
        areas = (context.area_with_figure(one.area, one.value, one.change.base) for one in others)
        return cls.about(
            context,
            alike=alike,
            plural=agreement(len(others) > 1),
            areas=Listing(tuple(areas)),
            present=present(alike, others[0].movement, plural=False),
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every movement beside every movement of two wider areas."""
        lower = change(Relation.LOWER, False)
        yield [
            example(
                movement=own,
                before=own_before,
                comparators=tuple(
                    Comparator(area=area, value=12.0, change=lower, movement=other, before=before)
                    for area in ("Region", "Nation")
                ),
            )
            for (own, own_before), (other, before) in product(STATES, STATES)
        ]


@dataclass(frozen=True, kw_only=True)
class ComparatorFigureMessage(OfIndicator):
    """The figure of a wider area."""

    kind: ClassVar[str] = "comparator-figure"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.COMPARATORS})

    relation: Relation
    test: Test
    area: Text = slot("name of the wider area", essential=True)
    figure: Figure = slot("its figure, without its unit", essential=True)
    change: Figure = slot("size of the difference, without a sign")
    span: Span = slot("what its figure covers")

    @property
    def worth(self) -> float:
        """More than an extreme, less than a limit."""
        return 0.6

    @property
    def contrary(self) -> frozenset[Side]:
        """The other side; of two that print alike, both."""
        return contrary_to_relation(self.relation)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say the figures of the wider areas of which no movement is said."""
        finding, moved = context.finding, _moved(context.finding)
        # that a nation has more events than a county is no finding
        counted = finding.measure is Measure.COUNT
        for other in finding.comparators:
            if other not in moved and not counted:
                yield cls.about(
                    context,
                    relation=other.change.relation,
                    test=Test.of(other.change),
                    area=context.area(other.area),
                    figure=context.printed(other.value, Form.NUMBER, other.change.base, other.area),
                    change=context.size(other.change),
                    span=Span(other.change.base, named=True),
                )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every side and test of a wider area with a figure alone."""
        changes = [change(relation, test) for relation, test in product(Relation, TESTS)]
        yield [
            example(comparators=(Comparator(area="Nation", value=12.0, change=one, movement=None),))
            for one in changes
        ]


def _moved(finding: Finding) -> list[Comparator]:
    """Return the wider areas whose movement can be held against the reported area's."""
    return [other for other in finding.comparators if other.movement and finding.movement]
