"""The quarter that most of a year's change comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from narrate.findings import Concentration, Relation
from narrate.messages.context import Context
from narrate.messages.examples import QUARTER, Example, change, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Span
from narrate.messages.vocabulary import ClauseForm, Evidence, Side, contrary_to_relation


@dataclass(frozen=True, kw_only=True)
class ConcentrationMessage(OfIndicator):
    """The one quarter that most of a significant change over the year comes from."""

    kind: ClassVar[str] = "concentration"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.YEAR})
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    relation: Relation
    quarter: Span = slot("name of the quarter", essential=True)

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the figure, which ends with its change."""
        return ("figure",)

    @property
    def worth(self) -> float:
        """Much: without it a single quarter reads as a year of change."""
        return 0.95

    @property
    def contrary(self) -> frozenset[Side]:
        """The other side."""
        return contrary_to_relation(self.relation)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Name the quarter, where the year's change is significant and is given."""
        found, year = context.finding.concentration, context.finding.year
        if found and year and year.significant and year.relation is not Relation.SAME:
            yield cls.about(context, relation=year.relation, quarter=Span(found.period, named=True))

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield a rise and a fall."""
        found = Concentration(period=QUARTER, share=0.7, p=0.01)
        sides = (Relation.HIGHER, Relation.LOWER)
        yield [example(year=change(relation, True), concentration=found) for relation in sides]
