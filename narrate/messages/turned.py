"""Which movements are others than in the last report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from narrate.findings import Finding, LastReport
from narrate.messages.attention import worth_a_point
from narrate.messages.examples import ROLLING, UP, Example, example
from narrate.messages.likeness import Likeness, present
from narrate.messages.message import OfReport, slot
from narrate.messages.slots import Listing, Phrase, Text, Whole
from narrate.messages.vocabulary import Evidence
from narrate.movement import Movement
from narrate.spec import ReportSpec


class Turned(StrEnum):
    """How many movements are others than in the last report."""

    NONE = "none"
    SOME = "some"
    MANY = "many"
    """More than a sentence can name."""


@dataclass(frozen=True, kw_only=True)
class TurnedMessage(OfReport):
    """Which movements are others than in the last report, or that none is."""

    kind: ClassVar[str] = "turned"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.LAST})
    of_several: ClassVar[bool] = True
    lists_indicators: ClassVar[bool] = True

    turned: Turned
    number: Whole = slot("how many movements are others")
    clauses: Listing = slot("list of the indicators with what they do now; of many, those worth most")

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Name those with another movement than the last report gave them, where it is known."""
        known = [finding for finding in findings.values() if finding.last and finding.last.movement]
        if not known:
            return
        others = [one for one in known if one.movement and one.last and one.movement is not one.last.movement]
        most = spec.settings.planning.named_in_a_tally
        named = sorted(others, key=lambda finding: -worth_a_point(finding, spec))[:most]
        yield cls(
            turned=Turned.NONE if not others else Turned.SOME if len(others) <= most else Turned.MANY,
            number=Whole(len(others)),
            clauses=Listing(tuple(_clause(finding, spec) for finding in named)),
            findings=tuple(finding.id for finding in others or known),
            rule="last-report",
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield none, one and many whose movement is another, to every movement."""
        last = LastReport(
            period=ROLLING,
            value=12.0,
            movement=Movement.RISING,
            before=None,
            status=None,
            significant=None,
            revision=None,
        )
        turned = [example(movement=movement, before=UP, last=last) for movement in Movement]
        yield [example(movement=Movement.RISING, last=last)]
        yield from ([one] for one in turned)
        yield turned * 2


def _clause(finding: Finding, spec: ReportSpec) -> Phrase:
    """Return an indicator with what it does now."""
    indicator = spec.indicator(finding.indicator)
    now = present(Likeness.DIFFERENT, finding.movement, plural=indicator.plural)
    return Phrase(
        "turn", {"subject": Text(indicator.brief), "present": now}, now.contrary, movement=finding.movement
    )
