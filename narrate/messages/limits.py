"""The figure against a threshold or a target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Finding, LimitComparison, Relation
from narrate.messages.context import Context
from narrate.messages.examples import NARROW, Example, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Figure, Form, Phrase, Slot, Text, yes_or_no
from narrate.messages.vocabulary import ClauseForm, Evidence, Side, contrary_to_relation
from narrate.spec import Bound, Threshold


class Outcome(StrEnum):
    """Whether the figure is on the side of a limit that is asked for."""

    KEPT = "kept"
    MISSED = "missed"


@dataclass(frozen=True, kw_only=True)
class LimitMessage(OfIndicator):
    """A limit, and the side that the figure is on."""

    carries_figure: ClassVar[bool] = True

    limits: Bound
    relation: Relation
    outcome: Outcome
    narrow: bool
    value: Figure = slot("the limit", essential=True)
    zero: Text = slot("yes or no, to select by: whether the limit is 0")
    source: Text = slot("who set the limit")
    bound: Phrase = slot("upper or lower")

    @property
    def continues(self) -> tuple[str, ...]:
        """The sentence about the figure."""
        return ("figure",)

    @property
    def figures(self) -> int:
        """The limit; that it is missed or kept just before rounding takes as much room again."""
        return 1 + self.narrow

    @property
    def worth(self) -> float:
        """Nearly as much as the figure itself; on the wrong side, as much."""
        return 0.9 if self.outcome is Outcome.KEPT else 1.0

    @property
    def contrary(self) -> frozenset[Side]:
        """The other side; on the limit, both."""
        return contrary_to_relation(self.relation)

    @classmethod
    def comparison(cls, finding: Finding) -> LimitComparison | None:
        """Return the figure compared with the limit."""
        raise NotImplementedError

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say which side of the limit the figure is on."""
        comparison = cls.comparison(context.finding)
        if comparison is None:
            return
        limit = comparison.threshold
        yield cls.about(
            context,
            limits=limit.bound,
            relation=comparison.relation,
            outcome=Outcome.KEPT if comparison.kept else Outcome.MISSED,
            narrow=context.narrow(comparison),
            value=context.printed(limit.value, Form.LIMIT, context.finding.period),
            zero=yes_or_no(limit.value == 0),
            source=Text(limit.source),
            bound=Phrase(f"bound-{limit.bound.value}"),
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every side of every bound, kept and missed, wide and narrow."""
        name = str(cls.kind)
        yield [example(None, **{name: comparison}) for comparison in limit_comparisons()]


@dataclass(frozen=True, kw_only=True)
class ThresholdMessage(LimitMessage):
    """A recommended limit, and the side that the figure is on."""

    kind: ClassVar[str] = "threshold"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.THRESHOLD})
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    @classmethod
    def comparison(cls, finding: Finding) -> LimitComparison | None:
        """Return the figure compared with the threshold."""
        return finding.threshold


@dataclass(frozen=True, kw_only=True)
class TargetMessage(LimitMessage):
    """A target, and whether it is met."""

    kind: ClassVar[str] = "target"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.TARGET})
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    @classmethod
    def comparison(cls, finding: Finding) -> LimitComparison | None:
        """Return the figure compared with the target."""
        return finding.target


def limit_of(context: Context, *, kept: bool) -> Phrase | None:
    """Return the side of a declared limit that the figure is on, to end a point of the summary with.

    Parameters
    ----------
    context : Context
        The indicator and its finding.
    kept : bool
        Whether a limit that is kept is wanted, or one that is missed.
    """
    finding = context.finding
    for kind, comparison in (("target", finding.target), ("threshold", finding.threshold)):
        if comparison and comparison.kept is kept and comparison.relation is not Relation.SAME:
            limit = comparison.threshold
            value = context.printed(limit.value, Form.LIMIT, finding.period)
            facts = (*(("kept",) if kept else ()), *(("narrow",) if context.narrow(comparison) else ()))
            slots: dict[str, Slot] = {
                "value": value,
                "zero": yes_or_no(limit.value == 0),
                "source": Text(limit.source),
                "plural": yes_or_no(context.indicator.plural),
            }
            return Phrase("-".join(("limit", kind, limit.bound.value, *facts)), slots)
    return None


def limit_comparison(
    bound: Bound, relation: Relation = Relation.HIGHER, kept: bool = False, decimals: int = 0
) -> LimitComparison:
    """Return a figure compared with a limit, for examples."""
    limit = Threshold(value=11.0, bound=bound, source="Board")
    return LimitComparison(threshold=limit, relation=relation, kept=kept, decimals=decimals)


def limit_comparisons() -> Iterator[LimitComparison]:
    """Yield every side of every limit, kept and missed, for examples."""
    for bound, relation in product(Bound, Relation):
        kept = {Bound.UPPER: Relation.LOWER, Bound.LOWER: Relation.HIGHER}[bound] is relation
        for truly in sorted({kept, kept or relation is Relation.SAME}):
            for decimals in (0, NARROW):
                yield limit_comparison(bound, relation, truly, decimals)
