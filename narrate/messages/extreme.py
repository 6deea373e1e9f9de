"""The peak or trough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import ClassVar, Self

from narrate.findings import Extreme, Magnitude, as_printed
from narrate.messages.context import Context
from narrate.messages.examples import END, Example, example
from narrate.messages.history import last_direction
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Figure, Form, Span
from narrate.messages.vocabulary import ClauseForm, Evidence, Side
from narrate.movement import Direction, Movement
from narrate.periods import MONTHS_A_QUARTER, Period


class End(StrEnum):
    """Which end of its range a series has come away from."""

    PEAK = "peak"
    TROUGH = "trough"


@dataclass(frozen=True, kw_only=True)
class ExtremeMessage(OfIndicator):
    """The peak or trough that the series has come away from."""

    kind: ClassVar[str] = "extreme"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.EXTREME})
    carries_figure: ClassVar[bool] = True
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    end: End
    news: bool
    extreme: Figure = slot("the highest or lowest figure", essential=True)
    span: Span = slot("what it covers", essential=True)

    @property
    def figures(self) -> int:
        """The extreme, and what it covers."""
        return 2

    @property
    def worth(self) -> float:
        """Much where the year does not tell how far the series has come; a peak more than a trough."""
        if self.news:
            return 0.68 if self.end is End.PEAK else 0.6
        return 0.5 if self.end is End.PEAK else 0.3

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the figure."""
        return ("figure",)

    @property
    def contrary(self) -> frozenset[Side]:
        """The side that leads back to it."""
        peak = self.end is End.PEAK
        return frozenset({Side.ABOVE, Side.RISE} if peak else {Side.BELOW, Side.FALL})

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say the extreme that the latest movement led away from, unless it is a year old."""
        finding = context.finding
        ends: dict[Direction | None, tuple[End, Extreme | None]] = {
            Direction.DOWN: (End.PEAK, finding.peak),
            Direction.UP: (End.TROUGH, finding.trough),
        }
        end, extreme = ends.get(last_direction(finding), (End.PEAK, None))
        year_ago = finding.year.reference_period if finding.year else None
        quarterly = finding.latest.months == MONTHS_A_QUARTER
        if extreme and quarterly and extreme.period != year_ago and _stands_alone(context, end, extreme):
            figure = context.printed(extreme.value, Form.NUMBER, extreme.period)
            told = finding.year is not None and bool(finding.year.significant)
            news = extreme.magnitude is Magnitude.MARKED and not told
            yield cls.about(context, end=end, news=news, extreme=figure, span=context.covered(extreme.period))

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield a peak and a trough, near and far."""
        for size in (Magnitude.MODERATE, Magnitude.MARKED):
            peak, trough = (
                Extreme(value=value, period=Period(END - 24, 12), magnitude=size) for value in (20.0, 2.0)
            )
            yield [
                example(movement=Movement.REDUCING, peak=peak),
                example(movement=Movement.RISING, trough=trough),
            ]


def _stands_alone(context: Context, end: End, extreme: Extreme) -> bool:
    """Whether it is the highest or lowest of the series as printed, and no other figure prints alike."""
    printed = partial(as_printed, decimals=context.indicator.decimals, share=context.finding.share)
    others = [printed(one.value) for one in context.finding.series if one.period != extreme.period]
    own = printed(extreme.value)
    return all(one < own if end is End.PEAK else one > own for one in others)
