"""The parts of the area compared with its overall figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Finding, Part, Relation, as_printed
from narrate.messages.context import Context
from narrate.messages.examples import Example, example
from narrate.messages.message import OfIndicator, optional, slot
from narrate.messages.slots import Listing, Phrase, Text, Whole, yes_or_no
from narrate.messages.vocabulary import Evidence, Side
from narrate.spec import Measure, Polarity


class PartsSide(StrEnum):
    """On which sides of the overall figure there are parts."""

    ABOVE_BELOW = "above-below"
    ABOVE = "above"
    BELOW = "below"
    NONE = "none"

    @property
    def contrary(self) -> frozenset[Side]:
        """The side on which no part stands, where some stand on the other."""
        sides = {PartsSide.ABOVE: frozenset({Side.BELOW}), PartsSide.BELOW: frozenset({Side.ABOVE})}
        return sides.get(self, frozenset())


_WELCOME = {Polarity.LOW: PartsSide.BELOW, Polarity.HIGH: PartsSide.ABOVE}
"""The side of the overall figure on which a part is welcome."""


@dataclass(frozen=True)
class Apart:
    """The parts that differ from the overall figure, on each side the furthest first."""

    above: tuple[Part, ...]
    below: tuple[Part, ...]

    @property
    def side(self) -> PartsSide:
        """On which sides there are any."""
        if self.above and self.below:
            return PartsSide.ABOVE_BELOW
        return PartsSide.ABOVE if self.above else PartsSide.BELOW if self.below else PartsSide.NONE

    @property
    def several(self) -> bool:
        """Whether those that a sentence names first are more than one."""
        return len(self.above or self.below) > 1


def apart(finding: Finding) -> Apart:
    """Return the parts that differ from the overall figure."""
    parts = ranked(finding)
    return Apart(
        above=tuple(part for part in parts if part.side is Relation.HIGHER),
        below=tuple(part for part in reversed(parts) if part.side is Relation.LOWER),
    )


def ranked(finding: Finding) -> list[Part]:
    """Return the parts, the highest first."""
    return sorted(finding.parts, key=lambda part: (-part.value, part.area))


@dataclass(frozen=True, kw_only=True)
class PartsMessage(OfIndicator):
    """Which parts of the area differ from the whole, or that none does."""

    kind: ClassVar[str] = "parts"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.PARTS})

    side: PartsSide
    some: bool
    welcome: bool = False
    overall: Text = slot("what the whole area is called, such as county")
    parts: Text = slot("what the parts are called, such as districts")
    above: Listing | None = optional("areas above the whole")
    below: Listing | None = optional("areas below the whole")
    without: Whole = slot("how many parts have no figure")

    @property
    def worth(self) -> float:
        """Little where no part differs, and less where those that do are all on the welcome side."""
        if self.side is PartsSide.NONE:
            return 0.2
        return 0.55 if self.welcome else 0.7

    @property
    def contrary(self) -> frozenset[Side]:
        """The side on which no part stands."""
        return self.side.contrary

    @classmethod
    def stated_facts(cls, finding: Finding) -> object:
        """Return each part with the side that it stands on."""
        return [(part.area, part.side) for part in finding.parts]

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Name the parts that differ; if they are many, only the furthest with its figure."""
        finding = context.finding
        # that a whole area has more events than its part is no finding
        if not finding.parts or finding.measure is Measure.COUNT:
            return
        found = apart(finding)
        few = len(found.above) + len(found.below) <= context.planning.named_with_figures
        named = {
            name: _named(context, group, end, few)
            for name, group, end in (
                ("above", found.above, "area-highest"),
                ("below", found.below, "area-lowest"),
            )
            if group
        }
        yield cls.about(
            context,
            side=found.side,
            some=found.side is PartsSide.NONE and bool(finding.parts_without),
            welcome=_WELCOME.get(context.indicator.polarity) is found.side,
            overall=Text(context.spec.areas.kind),
            parts=Text(context.spec.areas.part),
            plural=yes_or_no(found.several),
            without=Whole(len(finding.parts_without)),
            **named,
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield none, one and several parts on each side, many, and some without a figure."""
        cases: list[Example] = []
        for above, below in product(range(3), range(3)):
            sides = [Relation.HIGHER] * above + [Relation.SAME] + [Relation.LOWER] * below
            cases.append(example(parts=tuple(part(number, side) for number, side in enumerate(sides))))
        many = tuple(part(number, Relation.SAME) for number in range(30))
        cases.append(example(parts=many))
        cases.append(example(parts=many[:3], parts_without=("Part without",)))
        cases.append(example(parts=many[:3], parts_without=("Part without", "Another")))
        # nothing could be expected of a part, and nothing is declared of what is counted
        alone = Part(area="Part", value=0.0, p=None, side=Relation.SAME)
        cases.append(example({"counted": ""}, measure=Measure.COUNT, parts=(alone,)))
        yield cases


def _named(context: Context, group: tuple[Part, ...], end: str, few: bool) -> Listing:
    """Name parts with their figures; of many, just the first."""
    with_figures = tuple(
        context.area_with_figure(part.area, part.value, context.finding.period) for part in group
    )
    if few:
        return Listing(with_figures)
    others = tuple(context.area(part.area) for part in group[1:])
    return Listing((_furthest(context, group, with_figures[0], end), *others))


def _furthest(context: Context, group: tuple[Part, ...], named: Phrase, end: str) -> Phrase:
    """Call the first of a group the furthest, unless the next prints alike."""
    decimals, share = context.indicator.decimals, context.finding.share
    printed = [as_printed(part.value, decimals, share=share) for part in group[:2]]
    tied = len(printed) > 1 and printed[0] == printed[1]
    return named if tied else replace(named, name=end)


def part(number: int, side: Relation) -> Part:
    """Return a part of the area, for examples."""
    return Part(area=f"Part {number}", value=20.0 - number, p=0.5, side=side, lower=9.0, upper=15.0)
