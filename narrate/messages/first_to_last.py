"""How far an annual series came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Change, Relation, places, rounded
from narrate.messages.context import Context
from narrate.messages.examples import MOVING, ROLLING, TESTS, Example, change, example
from narrate.messages.message import OfIndicator, optional, slot
from narrate.messages.slots import Figure, Form, Span
from narrate.messages.vocabulary import LEADS_TO, ClauseForm, Evidence, Side, contrary_to_relation
from narrate.movement import WHOLE_TRENDS, Rule
from narrate.spec import Polarity


class Verdict(StrEnum):
    """What a long change comes to, by its test and the declared polarity."""

    FEW = "few"
    """Too few events for a percentage."""
    NOT_SIGNIFICANT = "not-significant"
    """Usual variation can explain it."""
    UNTESTED = "untested"
    """No test ran."""
    BETTER = "better"
    """It is welcome, and more than chance."""
    WORSE = "worse"
    """It is unwelcome, and more than chance."""


class Multiple(StrEnum):
    """What a long change comes to, as people say it."""

    HALVED = "halved"
    """The last figure is less than half of the first."""
    DOUBLED = "doubled"
    """The last figure is more than twice the first."""


@dataclass(frozen=True, kw_only=True)
class FirstToLastMessage(OfIndicator):
    """The first year of an annual series against its last."""

    kind: ClassVar[str] = "span"
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.FIRST_TO_LAST})

    relation: Relation
    verdict: Verdict | None = None
    multiple: Multiple | None = None
    onwards: bool = False
    first: Figure = slot("the first figure", essential=True)
    last: Figure = slot("the last figure")
    change: Figure = optional("size of the difference, without a sign")
    start: Span = slot("the first year")
    end: Span = slot("the last year of the series")

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about a movement of the same years that goes the same way."""
        return ("movement",) if self.onwards else ()

    @property
    def contrary(self) -> frozenset[Side]:
        """The other side."""
        return contrary_to_relation(self.relation)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say how far a series with a table came, where it came any way."""
        change = context.finding.first_to_last
        if change is None or change.relation is Relation.SAME:
            return
        onwards = _onwards(context, change)
        if not (context.indicator.table or onwards or _is_news(context, change)):
            return
        yield cls.about(
            context,
            relation=change.relation,
            verdict=_verdict(context, change),
            multiple=_multiple(context, change) if change.significant else None,
            onwards=onwards,
            first=context.printed(change.then, Form.NUMBER, change.reference_period),
            last=context.printed(change.now, Form.NUMBER, change.period),
            change=context.size(change),
            start=context.covered(change.reference_period),
            end=context.covered(change.period),
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every side and test with every polarity, and few events."""
        long_changes = [change(relation, test) for relation, test in product(Relation, TESTS)]
        rules = (Rule.TREND_OF_RATES, Rule.WHOLE_TREND_OF_RATES)
        yield [
            example(
                {"table": True, "polarity": polarity},
                movement=movement,
                first_to_last=first_to_last,
                rule=rule,
                latest=ROLLING,
            )
            for first_to_last, polarity, movement, rule in product(long_changes, Polarity, MOVING, rules)
        ]
        yield [
            example(
                {"table": True, "polarity": polarity},
                first_to_last=change(relation, True, now=now, then=then),
                rule=Rule.TREND_OF_RATES,
                latest=ROLLING,
            )
            for (relation, now, then), polarity in product(
                ((Relation.HIGHER, 25.0, 12.0), (Relation.LOWER, 12.0, 25.0)), Polarity
            )
        ]
        few = [change(relation, False, count_now=3.0) for relation in Relation]
        yield [
            example({"table": True}, first_to_last=first_to_last, rule=Rule.TREND_OF_RATES, latest=ROLLING)
            for first_to_last in few
        ]


def _is_news(context: Context, change: Change) -> bool:
    """Whether a significant change is one of years before those that the movement rests on."""
    years = context.finding.series[: -1 if context.finding.overlap else None]
    earlier = len(years) > context.spec.settings.statistics.trend_years
    return earlier and bool(change.significant) and context.worth_a_size(change)


def _onwards(context: Context, change: Change) -> bool:
    """Whether a significant change is what a trend of all the years, which still goes on, comes to."""
    finding = context.finding
    movement = finding.movement if finding.rule in WHOLE_TRENDS.values() else None
    same = movement is not None and LEADS_TO.get(movement) is change.relation
    return same and bool(change.significant) and context.worth_a_size(change)


def _multiple(context: Context, change: Change) -> Multiple | None:
    """Return what a change comes to by its figures in print; None for percentages and for few events."""
    if change.relative is None or not context.worth_a_size(change):
        return None
    decimals = context.indicator.decimals
    now, then = (rounded(value, places(value, decimals)) for value in (change.now, change.then))
    if now * 2 < then:
        return Multiple.HALVED
    return Multiple.DOUBLED if now > then * 2 else None


def _verdict(context: Context, change: Change) -> Verdict | None:
    """Return whether a tested change is welcome by the declared polarity, or why that is not stated."""
    if not context.worth_a_size(change):
        return Verdict.FEW
    if not change.significant:
        return Verdict.UNTESTED if change.significant is None else Verdict.NOT_SIGNIFICANT
    good = {Polarity.LOW: Relation.LOWER, Polarity.HIGH: Relation.HIGHER}.get(context.indicator.polarity)
    if good is None or not change.material:
        return None
    return Verdict.BETTER if change.relation is good else Verdict.WORSE
