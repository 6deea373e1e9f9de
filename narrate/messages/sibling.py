"""The indicator that readers hold this one against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from typing import Any, ClassVar, Self

from narrate.findings import Finding, Relation, Sibling
from narrate.messages.context import Context
from narrate.messages.examples import STATES, Example, change, example
from narrate.messages.likeness import Likeness, likeness, present
from narrate.messages.message import OfIndicator, optional, slot
from narrate.messages.slots import Figure, Form, Phrase, Slot, Text
from narrate.messages.vocabulary import Evidence, Side
from narrate.movement import Favour, Movement


class SiblingYear(StrEnum):
    """How over the year a sibling changed otherwise, although both move alike."""

    LEVEL = "year-level"
    ABOVE = "year-above"
    BELOW = "year-below"


@dataclass(frozen=True, kw_only=True)
class SiblingMessage(OfIndicator):
    """The indicator that readers hold this one against."""

    kind: ClassVar[str] = "sibling"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.SIBLING})

    apart: bool = False
    favour: Favour | None = None
    alike: Likeness | None = None
    year: SiblingYear | None = None
    relation: Relation | None = None
    other: Slot = slot("the other indicator's name", essential=True)
    present: Phrase = slot("what the other one is doing", essential=True)
    change: Figure | None = optional("size of the other one's change over the year")

    @property
    def worth(self) -> float:
        """More where one moves for the better and the other for the worse."""
        return 0.8 if self.apart else 0.55

    @property
    def contrary(self) -> frozenset[Side]:
        """Where this indicator's figure is the higher one, its sibling's is the lower."""
        sides = {Relation.HIGHER: frozenset({Side.ABOVE}), Relation.LOWER: frozenset({Side.BELOW})}
        return sides.get(self.relation, frozenset()) if self.relation else frozenset()

    @classmethod
    def stated_facts(cls, finding: Finding) -> object:
        """Return which indicator it is, and what it did."""
        sibling = finding.sibling
        return sibling and (sibling.indicator, sibling.movement, sibling.before, sibling.apart)

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say whether the sibling moved alike, and at which level."""
        finding, sibling = context.finding, context.finding.sibling
        if sibling is None or sibling.movement is None or finding.movement is None:
            return
        alike = likeness(finding, sibling.movement, sibling.before)
        year = _year(finding, sibling, alike)
        placed = sibling.relation if sibling.relation in (Relation.HIGHER, Relation.LOWER) else None
        apart: dict[str, Any] = {"apart": True, "favour": finding.favour}
        given = apart if sibling.apart else {"alike": alike, "year": year}
        if not sibling.apart and year is None:
            given |= {"relation": placed}
        other = context.spec.indicator(sibling.indicator)
        yield cls.about(
            context,
            **given,
            other=_other(context, sibling, placed),
            present=present(
                Likeness.DIFFERENT if sibling.apart else alike, sibling.movement, plural=other.plural
            ),
            change=_change(context, sibling) if year and not sibling.apart else None,
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield every movement with every movement of the sibling, and years that differ."""
        cases: list[Example] = []
        for relation, (other, before), (own, own_before) in product((*Relation, None), STATES, STATES):
            for apart in sorted({False, own is not other}):
                sibling = _sibling(movement=other, before=before, relation=relation, apart=apart)
                favour = Favour.WORSE if apart else Favour.NEUTRAL
                cases.append(example(movement=own, before=own_before, favour=favour, sibling=sibling))
        moves = (_sibling(movement=movement, apart=True) for movement in (Movement.RISING, Movement.REDUCING))
        for sibling, favour in product(moves, (Favour.BETTER, Favour.WORSE)):
            cases.append(example(movement=Movement.RISING, favour=favour, sibling=sibling))
        for (mine, test), (theirs, other_test) in product(product(Relation, (True, False)), repeat=2):
            sibling = _sibling(year=change(theirs, other_test))
            cases.append(example(movement=Movement.RISING, year=change(mine, test), sibling=sibling))
        yield cases


def _year(finding: Finding, sibling: Sibling, alike: Likeness) -> SiblingYear | None:
    """Return how over the year the two changed otherwise, although they move alike."""
    mine, other = finding.year, sibling.year
    if alike is not Likeness.SAME or mine is None or other is None:
        return None
    if mine.significant and other.significant is False:
        return SiblingYear.LEVEL
    opposite = mine.relation is not other.relation or mine.significant is False
    sides = {Relation.HIGHER: SiblingYear.ABOVE, Relation.LOWER: SiblingYear.BELOW}
    return sides.get(other.relation) if other.significant and opposite else None


def _other(context: Context, sibling: Sibling, placed: Relation | None) -> Slot:
    """Name the sibling, with its figure where it stands on a side of this one's."""
    other = context.spec.indicator(sibling.indicator)
    name = Text(other.brief)
    if sibling.value is None or placed is None:
        return name
    finding = context.finding
    figure = Figure(sibling.value, Form.NUMBER, other.id, finding.area, finding.period)
    return Phrase("area-with-figure", {"area": name, "figure": figure})


def _change(context: Context, sibling: Sibling) -> Figure | None:
    if sibling.year is None:
        return None
    return replace(context.size(sibling.year), indicator=sibling.indicator)


def _sibling(**facts: object) -> Sibling:
    """Return a sibling, for examples."""
    known = {"indicator": "i0", "movement": Movement.RISING, "before": None, "value": 9.0, "year": None}
    return Sibling.model_validate({**known, "relation": None, "apart": False, **facts})
