"""One indicator in one sentence of the summary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, ClassVar, Self

from narrate.findings import Change, Comparator, Finding, Light, Magnitude, Observed, Relation
from narrate.messages.context import Context
from narrate.messages.examples import DOWN, MOVING, UP, Example, change, example
from narrate.messages.figure import inside
from narrate.messages.limits import limit_comparison, limit_comparisons, limit_of
from narrate.messages.message import OfIndicator, named_fact, optional, slot
from narrate.messages.slots import Figure, Phrase, Slot, Span, Text, yes_or_no
from narrate.messages.vocabulary import (
    SETTLED,
    Evidence,
    Side,
    contrary_to_moves,
    contrary_to_relation,
)
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
    bare: Figure | Phrase = slot("the figure as it stands in the point, with its unit and span where needed")
    span: Span = slot("what the figure covers")
    change: Figure | None = optional("size of a significant difference over the year, without a sign")
    besides: Phrase = slot("a limit, a status, a baseline or a wider area that is news of it, if any is")

    @property
    def facts(self) -> tuple[str, ...]:
        """The movement, or that there is none, then what came before it and the year's change."""
        facts = super().facts
        return facts if self.movement else ("none", *facts)

    @property
    def figures(self) -> int:
        """The figure, its span, the change, and what is news besides, of which a limit weighs two."""
        besides = 2 * ("value" in self.besides.slots) + ("change" in self.besides.slots)
        return 1 + isinstance(self.bare, Phrase) + (self.change is not None) + besides

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

    def inside(self, *, unit: bool = True, span: bool = True) -> Self:
        """Return the message with its figure printed with its unit, and with what it covers, or without."""
        return replace(self, bare=inside(self.figure, self.span, unit=unit, span=span))

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say the movement, the figure, a significant change over the year, and what else is news of it."""
        finding = context.finding
        compared = context.significant_year
        if any(not limit.kept and context.narrow(limit) for limit in finding.limits):
            compared = None  # a limit that is missed before rounding takes its room
        latest = _latest_apart(finding)
        figure, covered = (
            context.printed(latest.value, context.unit_form, latest.period),
            context.covered(latest.period),
        )
        yield cls.about(
            context,
            movement=finding.movement,
            after=finding.before if finding.movement in SETTLED else None,
            relation=compared and compared.relation,
            subject=Text(context.indicator.brief),
            figure=figure,
            bare=inside(figure, covered),
            span=covered,
            besides=besides(context),
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
        sides = (Relation.HIGHER, Relation.LOWER)
        for gap in (change(relation, True, magnitude=Magnitude.MARKED) for relation in sides):
            region = Comparator(area="Region", value=12.0, change=gap, movement=None)
            yield [example(baseline=gap, status=None), example(comparators=(region,)), example()]
            yield [example(movement=movement, first_to_last=gap) for movement in MOVING]
        yield [example({"lead": True}), example(status=Light.RED), example()]


def besides(context: Context) -> Phrase:
    """Return what a point ends with: a limit missed, a red status, a distance, a limit kept, or nothing."""
    finding, plural = context.finding, {"plural": yes_or_no(context.indicator.plural)}
    red = Phrase("limit-red", plural) if finding.status is Light.RED else None
    found = (
        limit_of(context, kept=False)
        or red
        or _distance_in_time(context, finding.baseline)
        or _distance_in_time(
            context, finding.first_to_last, although=finding.movement is Movement.NOT_SIGNIFICANT
        )
        or _distance_from_area(context)
        or limit_of(context, kept=True)
    )
    return found or Phrase("limit-none", plural)


def _latest_apart(finding: Finding) -> Observed:
    """Return the latest figure that shares no months with the one before it."""
    if finding.overlap and len(finding.series) > 1:
        return finding.series[-2]
    return Observed(period=finding.period, value=finding.value or 0.0)


def _distance_in_time(context: Context, change: Change | None, *, although: bool = False) -> Phrase | None:
    """Return the distance from a baseline or the first year, where that is far.

    Parameters
    ----------
    context : Context
    change : Change, optional
    although : bool
        Whether it stands against what the point says before.
    """
    if change is None or not _is_far(context, change):
        return None
    slots: dict[str, Slot] = {
        "change": context.size(change),
        "reference": Span(change.reference_period, named=True),
    }
    name = f"distance-year-{change.relation.value}{'-although' if although else ''}"
    return Phrase(name, slots, contrary_to_relation(change.relation))


def _distance_from_area(context: Context) -> Phrase | None:
    """Return the distance from the wider area that is furthest away, where that is far."""
    far = [
        other
        for other in context.finding.comparators
        if context.has_gap(other) and _is_far(context, other.change)
    ]
    if not far:
        return None
    other = max(far, key=lambda one: abs(one.change.relative or one.change.difference))
    slots: dict[str, Slot] = {"change": context.size(other.change), "area": context.area(other.area)}
    relation = other.change.relation
    return Phrase(f"distance-area-{relation.value}", slots, contrary_to_relation(relation))


def _is_far(context: Context, change: Change) -> bool:
    """Whether a significant difference is marked and has a size that can be pictured."""
    marked = bool(change.significant) and change.magnitude is Magnitude.MARKED
    pictured = change.relative is None or abs(change.relative) < context.planning.largest_distance
    differs = change.relation is not Relation.SAME
    return marked and pictured and differs and context.worth_a_size(change)
