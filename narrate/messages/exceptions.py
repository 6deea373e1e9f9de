"""Which indicators call for attention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from narrate.findings import Finding
from narrate.messages.attention import exceptions_among
from narrate.messages.examples import Example, example
from narrate.messages.limits import limit_comparisons
from narrate.messages.message import OfReport, optional, slot
from narrate.messages.points import points_among
from narrate.messages.slots import Listing, Text, Whole
from narrate.spec import ReportSpec


class Attention(StrEnum):
    """Which indicators call for attention."""

    NONE = "none"
    """None does."""
    POINTS = "points"
    """Those of which the summary makes points."""
    SOME = "some"
    """Others too."""
    MANY = "many"
    """More than a sentence can name."""


class Crowd(StrEnum):
    """How many there are, where that takes words of its own."""

    ONE = "one"
    TWO = "two"
    SOME = "some"
    """Some have no figure."""
    ALONE = "alone"
    """One point among several indicators."""


@dataclass(frozen=True, kw_only=True)
class ExceptionsMessage(OfReport):
    """Which indicators call for attention, or that none does."""

    kind: ClassVar[str] = "exceptions"
    of_several: ClassVar[bool] = True
    lists_indicators: ClassVar[bool] = True

    attention: Attention
    crowd: Crowd | None = None
    number: Whole = slot("how many call for attention")
    known: Whole = slot("how many have a figure")
    all: Whole = slot("how many indicators there are in all")
    names: Listing | None = optional("list of indicators")

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Name the exceptions, unless points of the summary do; more than a sentence can name are counted."""
        named = exceptions_among(findings, spec)
        known = sum(finding.value is not None for finding in findings.values())
        if not known:
            return
        told = points_among(findings, spec)
        points = {finding.id for point in told for finding in point}
        crowd = {1: Crowd.ONE, 2: Crowd.TWO}.get(len(findings)) if not named else None
        crowd = Crowd.SOME if not named and known < len(findings) else crowd
        attention = Attention.SOME
        if not named:
            attention = Attention.NONE
        elif len(told) == 1 and {finding.id for finding in named} <= points:
            attention = Attention.POINTS  # the one point names them
            crowd = Crowd.ONE if len(findings) == 1 else Crowd.ALONE
        elif len(named) > spec.settings.planning.named_exceptions:
            attention = Attention.MANY
        names = tuple(Text(spec.indicator(finding.indicator).brief) for finding in named)
        yield cls(
            attention=attention,
            crowd=crowd,
            number=Whole(len(named)),
            known=Whole(known),
            all=Whole(len(findings)),
            names=Listing(names) if named else None,
            findings=tuple(finding.id for finding in named or findings.values()),
            rule="exception-rule",
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield one, two and three that are quiet, and one and several that are not."""
        quiet = example()
        yield from ([quiet] * number for number in (1, 2, 3))
        yield from ([quiet] * number + [example(value=None)] for number in (1, 2))
        missed = [example(threshold=comparison) for comparison in limit_comparisons() if not comparison.kept]
        yield [missed[0]]
        yield [missed[0], quiet]
        yield [*missed, *missed, quiet]
