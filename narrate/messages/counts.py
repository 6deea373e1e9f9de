"""How many more or fewer events there were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

from narrate.findings import Relation, rounded
from narrate.messages.context import Context
from narrate.messages.examples import Example, change, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Counted, Figure, Form
from narrate.messages.vocabulary import ClauseForm, Evidence, Side
from narrate.spec import is_money


class Amount(StrEnum):
    """Which way a count differs."""

    MORE = "more"
    FEWER = "fewer"


@dataclass(frozen=True, kw_only=True)
class CountsMessage(OfIndicator):
    """How many more or fewer events there were."""

    kind: ClassVar[str] = "counts"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.YEAR, Evidence.COUNTS})
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    amount: Amount
    difference: Figure = slot("how many more or fewer", essential=True)
    count: Figure = slot("number of events now")
    then: Figure = slot("number of events a year earlier")
    counted: Counted = slot("what is counted, such as offences")

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the figure, to which it adds the difference alone."""
        return ("figure",)

    @property
    def figures(self) -> int:
        """The difference: a sentence of its own has the two counts as well."""
        return 1

    @property
    def worth(self) -> float:
        """Much: counts are stated where the report asks for them."""
        return 0.75

    @property
    def contrary(self) -> frozenset[Side]:
        """The other amount."""
        return frozenset({Side(self.amount.value).opposite})

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say the difference in events, where counts are wanted and the figure is no percentage of a base."""
        change = context.finding.year
        if change is None or not context.indicator.counts or change.denominator_now is not None:
            return
        now, then = change.count_now, change.count_then
        money = is_money(context.indicator.counted, context.spec.report.locale)
        if now is None or then is None or money:
            return
        if not rounded(now - then, 0):  # counts that were rebuilt from rates may differ by less than one
            return
        yield cls.about(
            context,
            amount=Amount.MORE if now > then else Amount.FEWER,
            difference=context.printed(abs(now - then), Form.COUNT, change.period),
            count=context.printed(now, Form.COUNT, change.period),
            then=context.printed(then, Form.COUNT, change.reference_period),
            counted=Counted(now, context.indicator.id),
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield more and fewer."""
        sides = (Relation.HIGHER, Relation.LOWER)
        yield [example({"counts": True}, year=change(relation, True)) for relation in sides]
