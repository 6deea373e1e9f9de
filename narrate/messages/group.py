"""What the indicators of several items have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from narrate.messages.examples import DOWN, LEVEL, UP, Example, example, phases
from narrate.messages.message import Message, slot
from narrate.messages.slots import Listing, Phrase, Whole
from narrate.messages.vocabulary import Evidence
from narrate.movement import Movement


class Extent(StrEnum):
    """Of how many something holds."""

    BOTH = "both"
    ALL = "all"


@dataclass(frozen=True, kw_only=True)
class GroupMessage(Message):
    """What the indicators of several items have in common."""

    kind: ClassVar[str] = "group"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.MOVEMENT})
    of_several: ClassVar[bool] = True
    lists_indicators: ClassVar[bool] = True

    extent: Extent
    names: Listing = slot("list of indicators", essential=True)
    number: Whole = slot("how many indicators")
    present: Phrase = slot("what they are doing", essential=True)

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield two and three that move alike, after a rise and after a fall."""
        yield [example(movement=Movement.RISING)] * 2
        yield [example(movement=Movement.PLATEAUED, before=UP)] * 3
        run = phases(DOWN, LEVEL)
        yield [example(movement=Movement.LEVELLING, before=DOWN, phases=run)] * 2
