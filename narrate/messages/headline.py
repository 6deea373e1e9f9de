"""One indicator in one sentence of the summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, ClassVar, Self

from narrate.findings import Relation
from narrate.messages.context import Context
from narrate.messages.examples import DOWN, MOVING, UP, Example, change, example
from narrate.messages.limits import limit_comparison, limit_comparisons, missed_limit
from narrate.messages.message import OfIndicator, named_fact, optional, slot
from narrate.messages.slots import Figure, Form, Phrase, Span, Text
from narrate.messages.vocabulary import SETTLED, Evidence, Side, contrary_to_moves
from narrate.movement import Direction, Movement, Reason
from narrate.spec import Bound


@dataclass(frozen=True, kw_only=True)
class HeadlineMessage(OfIndicator):
    """One indicator in one sentence of the summary."""

    kind: ClassVar[str] = "headline"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.MOVEMENT, Evidence.PHASES, Evidence.YEAR})

    movement: Movement | None
    after: Direction | None = named_fact()
    relation: Relation | None = None
    subject: Text = slot("short name of the indicator", essential=True)
    figure: Figure = slot("the figure with its unit")
    span: Span = slot("what the figure covers")
    change: Figure | None = optional("size of a significant difference over the year, without a sign")
    limit: Phrase = slot("the wrong side of a limit that the figure is on, if it is on one")

    @property
    def facts(self) -> tuple[str, ...]:
        """The movement, or that there is none, then what came before it and the year's change."""
        facts = super().facts
        return facts if self.movement else ("none", *facts)

    @property
    def contrary(self) -> frozenset[Side]:
        """The other side of the year's figure, and the other direction; the movement may go the other way."""
        sides = {Relation.HIGHER: frozenset({Side.BELOW}), Relation.LOWER: frozenset({Side.ABOVE})}
        year = sides.get(self.relation, frozenset()) if self.relation else frozenset()
        return year | contrary_to_moves(self.movement, (self.after,))

    @property
    def stated_movement(self) -> Movement | None:
        """The movement that it states."""
        return self.movement

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say the movement, the figure, a significant change over the year, and a limit that is missed."""
        finding, change = context.finding, context.finding.year
        compared = change if change and change.significant and context.worth_a_size(change) else None
        yield cls.about(
            context,
            movement=finding.movement,
            after=finding.before if finding.movement in SETTLED else None,
            relation=compared and compared.relation,
            subject=Text(context.indicator.brief),
            figure=context.printed(finding.value or 0.0, Form.UNIT, finding.period),
            span=context.covered(finding.period),
            limit=missed_limit(context),
            change=context.size(compared) if compared else None,
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield any movement, any side of the year before, and any limit that is missed."""
        cases: list[Example] = []
        # the wrong side of a threshold brings any indicator into the summary
        missed = limit_comparison(Bound.UPPER)
        states = [*product(SETTLED, (UP, DOWN, None)), *product((*MOVING, None), (None,))]
        for (movement, before), relation in product(states, [*Relation, None]):
            year = change(relation, True) if relation else None
            reason = None if movement else Reason.SMALL_COUNTS
            given: dict[str, Any] = {"movement": movement, "reason": reason, "before": before}
            cases.append(example(**given, year=year, threshold=missed))
        for limit in limit_comparisons():
            cases += [example(threshold=limit), example(target=limit)]
        yield cases
