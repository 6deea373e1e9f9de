"""The figure against a baseline year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Magnitude, Relation
from narrate.messages.attention import is_markedly_worse
from narrate.messages.context import Context
from narrate.messages.examples import TESTS, Example, change, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Figure, Form, Span
from narrate.messages.vocabulary import ClauseForm, Evidence, Side, Test, contrary_to_relation
from narrate.spec import Polarity


@dataclass(frozen=True, kw_only=True)
class BaselineMessage(OfIndicator):
    """The figure against a declared baseline year."""

    kind: ClassVar[str] = "baseline"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.BASELINE})
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})
    carries_figure: ClassVar[bool] = True

    relation: Relation
    test: Test
    alarming: bool = False
    then: Figure = slot("the figure of the baseline year")
    reference: Span = slot("the baseline year", essential=True)
    change: Figure = slot("size of the difference, without a sign")

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the figure."""
        return ("figure",)

    @property
    def worth(self) -> float:
        """Much, since the report declares it; all where it calls for attention, less if not significant."""
        if self.alarming:
            return 1.0
        return 0.85 if self.test is Test.SIGNIFICANT and self.relation is not Relation.SAME else 0.5

    @property
    def contrary(self) -> frozenset[Side]:
        """The other side; of two that print alike, both."""
        return contrary_to_relation(self.relation)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Yield the comparison with the baseline year."""
        change = context.finding.baseline
        if change is not None and context.worth_a_size(change):
            yield cls.about(
                context,
                relation=change.relation,
                test=Test.of(change),
                alarming=is_markedly_worse(change, context.indicator.polarity),
                then=context.printed(change.then, Form.NUMBER, change.reference_period),
                reference=Span(change.reference_period, named=True),
                change=context.size(change),
            )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every side and test."""
        cases = [example(baseline=change(relation, test)) for relation, test in product(Relation, TESTS)]
        worse = change(Relation.HIGHER, True, magnitude=Magnitude.MARKED)
        yield [*cases, example({"polarity": Polarity.LOW}, baseline=worse)]
