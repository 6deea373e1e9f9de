"""The numbers behind two figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, ClassVar, Self

from narrate.findings import Change, Relation, rounded
from narrate.messages.context import Context
from narrate.messages.examples import TESTS, Example, change, example, in_points
from narrate.messages.message import OfIndicator, optional
from narrate.messages.slots import Counted, Figure, Form
from narrate.messages.unlabelled import UnlabelledMessage
from narrate.messages.vocabulary import ClauseForm, Evidence
from narrate.movement import Reason
from narrate.spec import Measure


@dataclass(frozen=True, kw_only=True)
class NumbersMessage(OfIndicator):
    """The numbers behind two figures, where they are small or the figures rest on a base."""

    kind: ClassVar[str] = "numbers"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.YEAR, Evidence.COUNTS})

    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    figure_of: Measure | None = None
    explaining: bool = False
    base: bool = False
    same: bool = False
    count: Figure | None = optional("number of events now")
    count_then: Figure | None = optional("number of events a year earlier")
    out_of: Figure | None = optional("base of the percentage now")
    out_of_then: Figure | None = optional("base of the percentage a year earlier")
    asked: Counted | None = optional("those that a percentage is of")

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence that gives small numbers as the reason why there is no movement."""
        return (UnlabelledMessage.kind,) if self.explaining else ()

    @property
    def worth(self) -> float:
        """All where the numbers are small, little where they are the bases of a percentage."""
        return 0.5 if self.base else 1.0

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Yield small numbers, or the denominators of two percentages."""
        finding, change = context.finding, context.finding.year
        if change is None or finding.value is None or finding.overlap:
            return
        denominators = [
            denominator
            for denominator in (change.denominator_now, change.denominator_then)
            if denominator is not None
        ]
        few = not context.worth_a_size(change) or (
            denominators and min(denominators) < context.planning.small_base
        )
        if few and finding.measure is not Measure.COUNT and change.count_now is not None:
            yield cls.about(
                context,
                figure_of=finding.measure,
                explaining=finding.reason is Reason.SMALL_COUNTS,
                **_numbers(context, change),
            )
        elif len(denominators) > 1 and context.indicator.base:
            same = rounded(denominators[0], 0) == rounded(denominators[1], 0)
            asked = Counted(denominators[0], context.indicator.id, base=True)
            yield cls.about(context, base=True, same=same, asked=asked, **_numbers(context, change))

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield small numbers behind rates and percentages, and denominators that are alike or not."""
        cases: list[Example] = []
        for relation, test in product(Relation, TESTS):
            points = in_points(relation, test)
            few = change(relation, test, count_now=3.0)
            cases.append(example(year=few))
            cases.append(example(year=few, movement=None, reason=Reason.SMALL_COUNTS))
            cases.append(example({"base": ""}, year=points, measure=Measure.PROPORTION))
            for then in (400.0, 390.0, 22.0):
                year = points.model_copy(update={"denominator_then": then})
                cases.append(example(year=year, measure=Measure.PROPORTION))
        yield cases


def _numbers(context: Context, change: Change) -> dict[str, Any]:
    given = {
        "count": (change.count_now, change.period),
        "count_then": (change.count_then, change.reference_period),
        "out_of": (change.denominator_now, change.period),
        "out_of_then": (change.denominator_then, change.reference_period),
    }
    return {
        name: context.printed(value, Form.COUNT, period)
        for name, (value, period) in given.items()
        if value is not None
    }
