"""The area's place among its peers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Rank
from narrate.messages.context import Context
from narrate.messages.examples import Example, example
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Ordinal, Text, Whole
from narrate.messages.vocabulary import Side


class From(StrEnum):
    """From which end a place is counted."""

    HIGHEST = "highest"
    LOWEST = "lowest"


@dataclass(frozen=True, kw_only=True)
class RankMessage(OfIndicator):
    """The area's place among its peers."""

    kind: ClassVar[str] = "rank"

    counted_from: From
    tied: bool
    first: bool
    place: Ordinal = slot("first, second and so on")
    all: Whole = slot("how many there are in all")
    peers: Text = slot("what the peers are called, such as forces")
    area: Text = slot("name of the area")

    @property
    def worth(self) -> float:
        """Much: it is stated where the report asks for it."""
        return 0.7

    @property
    def contrary(self) -> frozenset[Side]:
        """The other end."""
        return frozenset({Side.LOW if self.counted_from is From.HIGHEST else Side.HIGH})

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Say the place, from the top or from the bottom, whichever is nearer."""
        rank = context.finding.rank
        if rank is None:
            return
        upper = rank.place <= (rank.peers + 1) / 2
        place = rank.place if upper else rank.peers + 1 - rank.place
        yield cls.about(
            context,
            counted_from=From.HIGHEST if upper else From.LOWEST,
            tied=rank.tied,
            first=place == 1,
            place=Ordinal(place),
            all=Whole(rank.peers),
            peers=Text(context.spec.areas.peer),
            area=context.area(context.finding.area),
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield places from both ends, tied and not."""
        yield [
            example(rank=Rank(place=place, peers=10, tied=tied))
            for place, tied in product((1, 2, 5, 9, 10), (True, False))
        ]
