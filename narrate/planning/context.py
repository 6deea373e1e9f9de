"""How the figure stands: by limits and levels, against a baseline, beside other areas and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from narrate.findings import Comparator, Part, Relation, Sibling, Standing, as_printed
from narrate.movement import Movement
from narrate.planning.likeness import Likeness, likeness
from narrate.planning.message import (
    Figure,
    Form,
    Kind,
    Listing,
    Message,
    Ordinal,
    Phrase,
    Slot,
    Span,
    Text,
    Whole,
    agreement,
    slug,
)
from narrate.planning.saying import Saying, test_of


class ContextMessages(Saying):
    """Messages that hold the figure against something else."""

    def standing(self, kind: Kind, standing: Standing | None) -> Iterator[Message]:
        """Say which side of a threshold or target the figure is on."""
        if standing is None:
            return
        kept = "kept" if standing.kept else "missed"
        yield self.message(
            kind,
            (standing.threshold.bound.value, standing.relation.value, kept, *self.narrowly(standing)),
            value=self.printed(standing.threshold.value, Form.LIMIT, self.finding.period),
            source=Text(standing.threshold.source),
            bound=Phrase(f"bound-{standing.threshold.bound.value}"),
        )

    def parts(self) -> Iterator[Message]:
        """Name the parts that differ from the whole; if they are many, only the furthest with its figure."""
        parts = sorted(self.finding.parts, key=lambda part: (-part.value, part.area))
        if not parts:
            return
        above = [part for part in parts if part.side is Relation.HIGHER]
        below = [part for part in reversed(parts) if part.side is Relation.LOWER]
        facts = "-".join(name for name, group in (("above", above), ("below", below)) if group) or "none"
        few = len(above) + len(below) <= self.planning.named_with_figures
        slots: dict[str, Slot] = {
            "whole": Text(self.spec.areas.kind),
            "parts": Text(self.spec.areas.part),
            "plural": agreement(len(above or below) > 1),
        }
        for name, group, end in (("above", above, "area-highest"), ("below", below, "area-lowest")):
            if group and few:
                slots[name] = Listing(tuple(self._named(part) for part in group))
            elif group:
                others = (self.area(part.area) for part in group[1:])
                slots[name] = Listing((self._furthest(group, end), *others))
        some = ("some",) if facts == "none" and self.finding.parts_without else ()
        yield self.message(Kind.PARTS, (facts, *some), **slots)

    def comparators(self) -> Iterator[Message]:
        """Say which wider areas moved likewise or otherwise, and the figures of those without a movement."""
        moved = [other for other in self.finding.comparators if other.movement and self.finding.movement]
        alike = {other.area: likeness(self.finding, other.movement, other.before) for other in moved}
        same = [other for other in moved if alike[other.area] is Likeness.SAME]
        if same:
            yield self._comparator_movement(Likeness.SAME, same)
        for other in moved:
            if other not in same:
                yield self._comparator_movement(alike[other.area], [other])
        for other in self.finding.comparators:
            if other not in moved:
                yield self._comparator_figure(other)

    def _comparator_movement(self, alike: Likeness, others: list[Comparator]) -> Message:
        return self.message(
            Kind.COMPARATOR_MOVEMENT,
            (alike.value,),
            plural=agreement(len(others) > 1),
            areas=Listing(
                tuple(self.area_with_figure(other.area, other.value, other.change.base) for other in others)
            ),
            present=_present(alike, others[0].movement, plural=False),
        )

    def _comparator_figure(self, other: Comparator) -> Message:
        return self.message(
            Kind.COMPARATOR_FIGURE,
            (other.change.relation.value, test_of(other.change)),
            area=self.area(other.area),
            figure=self.printed(other.value, Form.BARE, other.change.base, other.area),
            change=self.size(other.change),
            span=Span(other.change.base, named=True),
        )

    def _furthest(self, group: list[Part], end: str) -> Phrase:
        """Return the first of a group with its figure, called the furthest unless the next prints alike."""
        named = self._named(group[0])
        decimals, share = self.indicator.decimals, self.finding.share
        printed = [as_printed(part.value, decimals, share=share) for part in group[:2]]
        tied = len(printed) > 1 and printed[0] == printed[1]
        return named if tied else replace(named, name=end)

    def _named(self, part: Part) -> Phrase:
        return self.area_with_figure(part.area, part.value, self.finding.period)

    def scope(self) -> Iterator[Message]:
        """Say what area the figures are for, where it is not the report's."""
        if self.finding.area != self.spec.report.area:
            yield self.message(Kind.SCOPE, (), area=self.elsewhere)

    @property
    def elsewhere(self) -> Text:
        """The area that the figures are for, as it stands in a sentence."""
        return self.area(self.finding.area)

    def level(self) -> Iterator[Message]:
        """Say how high or low the figure is by its declared reference levels."""
        if self.finding.level:
            yield self.message(Kind.LEVEL, (slug(self.finding.level),))

    def status(self) -> Iterator[Message]:
        """Say the red, amber or green status."""
        if self.finding.status:
            yield self.message(Kind.STATUS, (slug(self.finding.status),))

    def baseline(self) -> Iterator[Message]:
        """Say where the figure stands beside that of the baseline year."""
        change = self.finding.baseline
        if change is None or not self.worth_a_size(change):
            return
        yield self.message(
            Kind.BASELINE,
            (change.relation.value, test_of(change)),
            then=self.printed(change.then, Form.BARE, change.base),
            base=Span(change.base, named=True),
            change=self.size(change),
        )

    def rank(self) -> Iterator[Message]:
        """Say the area's place among its peers: from the top, or from the bottom where that is nearer."""
        rank = self.finding.rank
        if rank is None:
            return
        upper = rank.place <= (rank.peers + 1) / 2
        place = rank.place if upper else rank.peers + 1 - rank.place
        facts = (
            "highest" if upper else "lowest",
            *(("tied",) if rank.tied else ()),
            *(("first",) if place == 1 else ()),
        )
        yield self.message(
            Kind.RANK,
            facts,
            place=Ordinal(place),
            all=Whole(rank.peers),
            peers=Text(self.spec.areas.peer),
            area=self.area(self.finding.area),
        )

    def sibling(self) -> Iterator[Message]:
        """Hold the indicator against its sibling: whether it moved alike, and at which level."""
        sibling = self.finding.sibling
        if sibling is None or sibling.movement is None or self.finding.movement is None:
            return
        other = self.spec.indicator(sibling.indicator)
        alike = likeness(self.finding, sibling.movement, sibling.before)
        placed = sibling.relation in (Relation.HIGHER, Relation.LOWER)
        place = (sibling.relation.value,) if sibling.relation and placed else ()
        name: Slot = Text(other.brief)
        if sibling.value is not None and placed:
            figure = Figure(sibling.value, Form.BARE, other.id, self.finding.area, self.finding.period)
            name = Phrase("area-with-figure", {"area": name, "figure": figure})
        facts = (alike.value, *(self._unlike(sibling, alike) or place))
        slots: dict[str, Slot] = {}
        if sibling.year and not sibling.apart and facts[1:] and facts[1].startswith("year"):
            slots["change"] = replace(self.size(sibling.year), indicator=other.id)
        yield self.message(
            Kind.SIBLING,
            ("apart",) if sibling.apart else facts,
            other=name,
            present=_present(alike, sibling.movement, plural=other.plural),
            **slots,
        )

    def _unlike(self, sibling: Sibling, alike: Likeness) -> tuple[str, ...]:
        """Return the fact that over the year the two changed otherwise, although they move alike."""
        mine, other = self.finding.year, sibling.year
        if alike is not Likeness.SAME or mine is None or other is None:
            return ()
        if mine.significant and other.significant is False:
            return ("year-level",)
        opposite = mine.relation is not other.relation or mine.significant is False
        sides = {Relation.HIGHER: "year-above", Relation.LOWER: "year-below"}
        told = other.significant and opposite and other.relation in sides
        return (sides[other.relation],) if told else ()


def _present(alike: Likeness, movement: Movement | None, *, plural: bool) -> Phrase:
    """Return what another series does now: also, still, already, or simply so."""
    words = {Likeness.SAME: "", Likeness.STILL: "-still", Likeness.ALREADY: "-already"}
    return Phrase(f"present-{slug(movement)}{words.get(alike, '-instead')}", {"plural": agreement(plural)})
