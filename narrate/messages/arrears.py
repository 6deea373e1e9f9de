"""How old the data is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, ClassVar, Self

from narrate.findings import Partial
from narrate.messages.context import Context
from narrate.messages.examples import END, ROLLING, Example, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Span, Text
from narrate.movement import Rule
from narrate.periods import Period, month


@dataclass(frozen=True, kw_only=True)
class ArrearsMessage(OfIndicator):
    """How old the data is, or that its newest period is not yet full."""

    kind: ClassVar[str] = "arrears"

    partial: bool
    elsewhere: bool
    span: Span = slot("what the newest figure covers", essential=True)
    area: Text = slot("name of the area")

    @property
    def worth(self) -> float:
        """All where something is left out; else the figure says of what it covers that it is the latest."""
        return 1.0 if self.partial or self.elsewhere else 0.55

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say where the data ends, if it lags or is not full, and the last report did not say it."""
        finding = context.finding
        told = finding.unchanged or finding.overlap  # with the overlap stands what the figure covers
        if finding.partial or (finding.arrears and not told):
            partial = finding.partial is not None
            yield cls.about(
                context,
                partial=partial,
                elsewhere=finding.elsewhere and not partial,
                span=context.covered(finding.period),
                area=context.area(finding.area),
            )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield data that lags, by figures of every length, and periods that are not full."""
        cases = [
            example(arrears=True, elsewhere=elsewhere, period=Period(END, months))
            for months, elsewhere in product((1, 3, 12), (False, True))
        ]
        for end in (month(2024, 3), month(2023, 12)):
            annual: dict[str, Any] = {"rule": Rule.TREND_OF_RATES, "latest": ROLLING}
            cases.append(example(period=Period(end, 12), arrears=True, **annual))
        for declared in (True, False):
            cases.append(example(partial=Partial(period=Period(END, 1), declared=declared)))
        yield cases


@dataclass(frozen=True, kw_only=True)
class UnchangedMessage(OfIndicator):
    """That there is no new data since the last report."""

    kind: ClassVar[str] = "unchanged"

    span: Span = slot("what the newest figure covers", essential=True)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say that the last report had the same figure for the same span."""
        finding = context.finding
        if finding.unchanged and not finding.partial:
            yield cls.about(context, span=context.covered(finding.period))

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield one that is unchanged."""
        yield [example(unchanged=True)]
