"""A figure that overlaps the year before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from narrate.messages.context import Context
from narrate.messages.examples import ROLLING, Example, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Figure, Form, Length, Span
from narrate.movement import Rule


@dataclass(frozen=True, kw_only=True)
class ClosingMessage(OfIndicator):
    """A 12-month figure that overlaps the year before it."""

    kind: ClassVar[str] = "closing"

    figure: Figure = slot("the figure with its unit")
    bare: Figure = slot("the figure without its unit")
    span: Span = slot("what the figure covers")
    shared: Length = slot("how many months two figures share")
    reference: Span = slot("what the earlier figure covers")

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say a figure that shares months with the year before, with which it cannot be compared."""
        finding = context.finding
        if finding.value is None or not finding.overlap:
            return
        yield cls.about(
            context,
            figure=context.printed(finding.value, Form.UNIT, finding.period),
            bare=context.printed(finding.value, Form.NUMBER, finding.period),
            span=context.covered(finding.period),
            shared=Length(finding.overlap, 1),
            reference=context.covered(finding.series[-2].period),
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield one month and several months that are shared."""
        yield [example(overlap=overlap, rule=Rule.TREND_OF_RATES, latest=ROLLING) for overlap in (1, 9)]
