"""How far back a figure as high, or as low, as the latest lies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Record, Relation
from narrate.messages.attention import is_record
from narrate.messages.context import Context
from narrate.messages.examples import END, MOVING, Example, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Span
from narrate.messages.vocabulary import LEADS_TO, ClauseForm, Evidence, Side
from narrate.periods import Period


@dataclass(frozen=True, kw_only=True)
class RecordMessage(OfIndicator):
    """That the figure is the highest, or the lowest, for years or of all that are held."""

    kind: ClassVar[str] = "record"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.RECORD})
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    side: Relation
    all: bool
    onwards: bool
    since: Span = slot("the latest span with a figure as far out, or the first of those held", essential=True)

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the figure."""
        return ("figure",)

    @property
    def figures(self) -> int:
        """A span weighs as much as a figure."""
        return 1

    @property
    def worth(self) -> float:
        """More than a place among other areas, less where the series has been on its way there."""
        return 0.55 if self.onwards else 0.72

    @property
    def contrary(self) -> frozenset[Side]:
        """The other end of the scale."""
        return frozenset({Side.LOW if self.side is Relation.HIGHER else Side.HIGH})

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say how far back a figure as far out lies, where that is years ago."""
        finding, found = context.finding, context.finding.record
        if found is not None and finding.value is not None and is_record(finding, context.planning):
            since = found.since or finding.series[0].period
            yield cls.about(
                context,
                side=found.side,
                all=found.since is None,
                onwards=finding.movement in LEADS_TO and LEADS_TO[finding.movement] is found.side,
                since=context.covered(since),
            )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield both ends, since a span and of all figures."""
        for side, since in product((Relation.HIGHER, Relation.LOWER), (Period(END - 72, 12), None)):
            record = Record(side=side, since=since, figures=99)
            yield [example(record=record, movement=movement) for movement in MOVING]
