"""Wider areas that the reported one is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, ClassVar, Self

from narrate.findings import Change, Comparator, Finding, Magnitude, Relation
from narrate.messages.context import Context
from narrate.messages.examples import STATES, TESTS, Example, change, example
from narrate.messages.likeness import Likeness, likeness, present
from narrate.messages.message import OfIndicator, optional, slot
from narrate.messages.slots import Figure, Form, Listing, Phrase, Span, Text, yes_or_no
from narrate.messages.vocabulary import ClauseForm, Evidence, Side, Test, contrary_to_relation
from narrate.spec import Measure


@dataclass(frozen=True, kw_only=True)
class ComparatorMovementMessage(OfIndicator):
    """What the series of wider areas did."""

    kind: ClassVar[str] = "comparator-movement"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.COMPARATORS})
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    alike: Likeness
    side: Relation | None = None
    areas: Listing = slot("names of areas, with their figures", essential=True)
    present: Phrase = slot("what they are doing", essential=True)
    area: Text | None = optional("name of the one area from which the figure differs significantly")
    figure: Figure | None = optional("its figure, without its unit")
    change: Figure | None = optional("size of the difference, without a sign")

    @property
    def essential(self) -> frozenset[str]:
        """The areas; with a gap, which is told of one, that one."""
        return frozenset({"area" if self.side else "areas"})

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the movement; with a gap, that about the figure, else that about another gap."""
        return ("figure", self.kind) if self.side else ("movement",)

    @property
    def figures(self) -> int:
        """Those of the areas, and the gap."""
        return len(self.areas.items) + (self.side is not None)

    @property
    def worth(self) -> float:
        """As the figure of a wider area."""
        unsized = any(isinstance(one, Phrase) and one.contrary for one in self.areas.items)
        return _worth(self.side is not None or unsized)

    def ahead(self) -> Self:
        """Return the message as it stands before the movement that it compares with: without "also"."""
        if self.alike is not Likeness.SAME:
            return self
        return replace(self, present=present(Likeness.DIFFERENT, self.present.movement, plural=False))

    @classmethod
    def stated_facts(cls, finding: Finding) -> object:
        """Return each wider area with its movement."""
        return [(other.area, other.movement) for other in finding.comparators]

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say which wider areas moved likewise, then of each other one how it moved."""
        moved = _moved(context.finding)
        alike = {other.area: likeness(context.finding, other.movement, other.before) for other in moved}
        same = [other for other in moved if alike[other.area] is Likeness.SAME]
        if len(same) == 1 and context.has_gap(same[0]):  # said with the figure that it is a gap to
            same = []
        if same:
            yield cls._of(context, Likeness.SAME, same)
        for other in moved:
            if other not in same:
                yield cls._of(context, alike[other.area], [other])

    @classmethod
    def _of(cls, context: Context, alike: Likeness, others: list[Comparator]) -> Self:
        alone = len(others) == 1
        areas = tuple(  # of several, the one with a gap has its figure where that is told
            context.area_with_gap(one) if alone or not context.has_gap(one) else context.area(one.area)
            for one in others
        )
        gap: Mapping[str, Any] = {}
        if alone and isinstance(areas[0], Phrase) and context.has_gap(others[0]):
            change = others[0].change
            sized = context.has_size(change)
            gap = {**areas[0].slots, "change": context.size(change)} if sized else {}
        return cls.about(
            context,
            alike=alike,
            side=others[0].change.relation if gap else None,
            plural=yes_or_no(len(others) > 1),
            areas=Listing(areas),
            present=present(alike, others[0].movement, plural=False),
            **gap,
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every movement with every movement of one and of two wider areas."""
        lower = change(Relation.LOWER, False)
        cases = [(own, other, lower) for own, other in product(STATES, STATES)]
        gaps = [change(relation, True) for relation in (Relation.HIGHER, Relation.LOWER)]
        cases += [(own, other, gap) for own, other, gap in product(STATES, STATES, gaps)]
        cases += [(STATES[0], STATES[0], gap) for gap in _gaps(True)]
        yield [
            example(
                movement=own,
                before=own_before,
                comparators=tuple(
                    Comparator(area=area, value=12.0, change=gap, movement=other, before=before)
                    for area in areas
                ),
            )
            for ((own, own_before), (other, before), gap), areas in product(
                cases, (("Region",), ("Region", "Nation"))
            )
        ]


@dataclass(frozen=True, kw_only=True)
class ComparatorFigureMessage(OfIndicator):
    """The figure of a wider area."""

    kind: ClassVar[str] = "comparator-figure"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.COMPARATORS})
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    relation: Relation
    test: Test
    near: bool = False
    unsized: bool = False
    area: Text = slot("name of the wider area", essential=True)
    figure: Figure = slot("its figure, without its unit", essential=True)
    change: Figure | None = optional("size of the difference, without a sign")
    span: Span = slot("what its figure covers")

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the figure; with a significant gap, else that about another one."""
        return ("figure", ComparatorMovementMessage.kind) if self.has_gap else ("figure",)

    @property
    def has_gap(self) -> bool:
        """Whether a test found the two figures to differ."""
        return self.test is Test.SIGNIFICANT and self.relation is not Relation.SAME

    @property
    def worth(self) -> float:
        """A significant gap more than what a test did not find."""
        return _worth(self.has_gap)

    @property
    def contrary(self) -> frozenset[Side]:
        """The other side; of two that print alike, both."""
        return contrary_to_relation(self.relation)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Yield the figures of the wider areas that are not stated with their movement."""
        finding, moved = context.finding, _moved(context.finding)
        # that a nation has more events than a county is no finding
        counted = finding.measure is Measure.COUNT
        likewise = [one for one in moved if likeness(finding, one.movement, one.before) is Likeness.SAME]
        for other in finding.comparators:
            in_a_list = len(likewise) > 1 and other in likewise
            if not counted and (other not in moved or (in_a_list and context.has_gap(other))):
                sized = context.has_size(other.change)
                yield cls.about(
                    context,
                    relation=other.change.relation,
                    test=Test.of(other.change),
                    near=other.change.significant is None and other.change.magnitude is Magnitude.SLIGHT,
                    unsized=not sized,
                    area=context.area(other.area),
                    figure=context.printed(
                        other.value, Form.NUMBER, other.change.reference_period, other.area
                    ),
                    change=context.size(other.change) if sized else None,
                    span=Span(other.change.reference_period, named=True),
                )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every side and test of a wider area with a figure alone."""
        yield [
            example(comparators=(Comparator(area="Nation", value=12.0, change=one, movement=None),))
            for one in (*_gaps(*TESTS), *(change(side, magnitude=Magnitude.SLIGHT) for side in Relation))
        ]


def _gaps(*tests: bool | None) -> Iterator[Change]:
    """Yield comparisons on every side with such tests, with and without a size, for examples."""
    for relation, test in product(Relation, tests):
        yield change(relation, test)
        yield change(relation, test, relative=None)


def _worth(gap: bool) -> float:
    """More than an extreme; a significant gap is always said."""
    return 1.0 if gap else 0.73


def _moved(finding: Finding) -> list[Comparator]:
    """Return the wider areas whose movement can be held against the reported area's."""
    return [other for other in finding.comparators if other.movement and finding.movement]
