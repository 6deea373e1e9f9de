"""An indicator in the point of another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Finding, Relation, Sibling
from narrate.messages.context import Context
from narrate.messages.examples import STATES, Example, change, example
from narrate.messages.headline import HeadlineMessage
from narrate.messages.likeness import MOVING, Likeness, likeness, present
from narrate.messages.limits import limit_comparison
from narrate.messages.message import OfIndicator, optional, slot
from narrate.messages.slots import Figure, Phrase, Text
from narrate.messages.vocabulary import ClauseForm, Evidence, Side
from narrate.movement import Favour, Movement
from narrate.spec import Bound

LONG = " ".join(["thefts"] * 12)
"""A name that leaves no room for another clause, for examples."""


@dataclass(frozen=True, kw_only=True)
class BesideMessage(OfIndicator):
    """An indicator in the point of another one that readers hold beside it."""

    kind: ClassVar[str] = "beside"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.MOVEMENT, Evidence.YEAR})
    forms: ClassVar[frozenset[ClauseForm]] = frozenset({ClauseForm.TAIL})

    same: bool
    apart: Favour | None = None
    relation: Relation | None = None
    subject: Text = slot("short name of the indicator", essential=True)
    present: Phrase = slot("what it is doing", essential=True)
    change: Figure | None = optional("size of a significant difference over the year, without a sign")

    @property
    def continues(self) -> tuple[str, ...]:
        """The point about the other one."""
        return (HeadlineMessage.kind,)

    @property
    def figures(self) -> int:
        """The change; another indicator weighs as much as two figures."""
        return 2 + (self.change is not None)

    @property
    def contrary(self) -> frozenset[Side]:
        """The other side of the year's figure, and the other direction."""
        sides = {Relation.HIGHER: frozenset({Side.BELOW}), Relation.LOWER: frozenset({Side.ABOVE})}
        return sides.get(self.relation, frozenset()) if self.relation else frozenset()

    @property
    def stated_movement(self) -> Movement | None:
        """The movement that it states."""
        return self.present.movement

    @classmethod
    def beside(cls, context: Context, other: Finding) -> Iterator[Self]:
        """Say what an indicator does beside another one's finding."""
        finding = context.finding
        if finding.movement is None:
            return
        compared = context.significant_year
        alike = likeness(other, finding.movement, finding.before)
        apart = {finding.favour, other.favour} == {Favour.BETTER, Favour.WORSE}
        yield cls.about(
            context,
            same=alike is Likeness.SAME and not apart,
            apart=finding.favour if apart else None,
            relation=compared and compared.relation,
            subject=Text(context.indicator.brief),
            present=present(
                Likeness.DIFFERENT if apart else alike, finding.movement, plural=context.indicator.plural
            ),
            change=context.size(compared) if compared else None,
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every movement beside every other, with every side of the year before."""
        years = [None, *(change(relation, True) for relation in (Relation.HIGHER, Relation.LOWER))]
        kept = limit_comparison(Bound.UPPER, Relation.LOWER, kept=True)  # which makes a point of its own
        neither, sides = (Favour.NEUTRAL, Favour.NEUTRAL), (Favour.WORSE, Favour.BETTER)
        favours = [neither, sides, sides[::-1]]
        for (own, own_before), (other, before), year in product(STATES, STATES, years):
            sibling = Sibling(
                indicator="i0",
                movement=own,
                before=own_before,
                value=None,
                year=None,
                relation=None,
                apart=False,
            )
            apart = own in MOVING and other in MOVING
            for name, (mine, theirs) in product(("thefts", LONG), favours[: None if apart else 1]):
                yield [
                    example({"lead": True, "name": name}, movement=own, before=own_before, favour=mine),
                    example(movement=other, before=before, year=year, sibling=sibling, favour=theirs),
                    example(threshold=kept),
                ]
