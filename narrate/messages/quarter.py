"""The latest quarter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Magnitude, Relation
from narrate.messages.context import Context
from narrate.messages.examples import (
    DOWN,
    END,
    MOVING,
    QUARTER,
    UP,
    Example,
    change,
    example,
    in_points,
)
from narrate.messages.history import against, turning
from narrate.messages.message import OfIndicator, optional, slot
from narrate.messages.slots import Figure, Span
from narrate.messages.vocabulary import Evidence, Side, Test, contrary_to_relation
from narrate.movement import Movement
from narrate.periods import Period
from narrate.spec import Measure


@dataclass(frozen=True, kw_only=True)
class QuarterMessage(OfIndicator):
    """The latest quarter against the same quarter a year earlier."""

    kind: ClassVar[str] = "quarter"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.QUARTER})

    relation: Relation
    test: Test | None = None
    against: bool = False
    turn: bool = False
    quarter: Span = slot("name of a quarter", essential=True)
    reference: Span | None = optional("the same quarter a year earlier")
    change: Figure | None = optional("size of the difference, without a sign")

    @property
    def worth(self) -> float:
        """Much where it goes against the movement or may begin a turn; else the movement tells it already."""
        if self.turn or (self.against and self.test is Test.SIGNIFICANT):
            return 0.9
        return {Test.SIGNIFICANT: 0.5, Test.NOT_SIGNIFICANT: 0.4}.get(self.test or Test.UNTESTED, 0.4)

    @property
    def contrary(self) -> frozenset[Side]:
        """The other side; of two that print alike, both."""
        return contrary_to_relation(self.relation)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say the latest quarter where it moved by more than is slight, or not at all."""
        finding, change = context.finding, context.finding.quarter
        if change is None:
            return
        quarter = Span(change.period, named=True)
        if change.relation is Relation.SAME:
            if finding.movement is Movement.LEVELLING:
                yield cls.about(context, relation=change.relation, quarter=quarter)
            return
        moved = change.material or change.significant or change.magnitude is not Magnitude.SLIGHT
        if moved and context.worth_a_size(change):
            yield cls.about(
                context,
                relation=change.relation,
                test=Test.of(change),
                against=against(finding, change),
                turn=turning(finding, change),
                quarter=quarter,
                reference=Span(change.reference_period, named=True),
                change=context.size(change),
            )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every side and test, with the movement and against it."""
        spans = {"period": QUARTER, "reference_period": Period(END - 12, 3)}
        cases: list[Example] = []
        for relation, test, movement in product(Relation, (True, False), (*MOVING, Movement.LEVELLING)):
            cases.append(example(quarter=change(relation, test, **spans), movement=movement))
            points = in_points(relation, test, **spans)
            cases.append(example(quarter=points, movement=movement, measure=Measure.PROPORTION))
        for before, relation in product((UP, DOWN), (Relation.HIGHER, Relation.LOWER)):
            turned = change(relation, True, **spans)
            cases.append(example(quarter=turned, movement=Movement.LEVELLING, before=before))
        yield cases
