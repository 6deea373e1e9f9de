"""What the indicators of several items have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import ClassVar, Self

from narrate.findings import Finding
from narrate.messages.examples import DOWN, LEVEL, UP, Example, example, phases
from narrate.messages.likeness import MOVING, Likeness, present
from narrate.messages.message import Message, optional, slot
from narrate.messages.slots import Length, Phrase, Whole
from narrate.messages.vocabulary import Evidence, Side, contrary_to_moves
from narrate.movement import Favour, Movement


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

    extent: Extent
    movement: Movement
    lasting: bool = False
    favour: Favour | None = None
    number: Whole = slot("how many indicators")
    present: Phrase = slot("what they are doing")
    length: Length | None = optional("how long they all have been doing it")

    @property
    def contrary(self) -> frozenset[Side]:
        """The other direction, and the favour that none has."""
        sides = {Favour.BETTER: Side.WORSE, Favour.WORSE: Side.BETTER}
        favour = {sides[self.favour]} if self.favour in sides else set()
        return contrary_to_moves(self.movement) | favour

    @property
    def stated_movement(self) -> Movement | None:
        """The movement that they share."""
        return self.movement

    @classmethod
    def among(cls, findings: Sequence[Finding]) -> Iterator[Self]:
        """Yield what several indicators have in common: their movement, its length, and whom it favours.

        Parameters
        ----------
        findings : sequence of Finding
            Of the indicators below one paragraph.
        """
        movements = {finding.movement for finding in findings}
        movement = next(iter(movements), None)
        if len(findings) < 2 or len(movements) > 1 or movement is None:
            return
        lengths = {(one.phases[-1].periods, one.latest.months) if one.phases else None for one in findings}
        length = next(iter(lengths)) if len(lengths) == 1 and movement in MOVING else None
        favours = {finding.favour for finding in findings}
        favour = next(iter(favours)) if len(favours) == 1 else Favour.NEUTRAL
        yield cls(
            extent=Extent.BOTH if len(findings) == 2 else Extent.ALL,
            movement=movement,
            lasting=length is not None,
            favour=favour if favour is not Favour.NEUTRAL else None,
            number=Whole(len(findings)),
            present=present(Likeness.DIFFERENT, movement, plural=True),
            length=Length(*length) if length else None,
            findings=tuple(finding.id for finding in findings),
        )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield two and three that move alike, after a rise and after a fall."""
        for movement, favour, number in product(MOVING, Favour, (2, 3)):
            moving = example(movement=movement, favour=favour)
            yield [moving] * number
            longer = phases(MOVING[movement], last=9)
            yield [moving] * (number - 1) + [example(movement=movement, favour=favour, phases=longer)]
        for number in (2, 3):
            yield [example(movement=Movement.NOT_SIGNIFICANT)] * number
        yield [example(movement=Movement.PLATEAUED, before=UP)] * 2
        yield [example(movement=Movement.PLATEAUED, before=UP)] * 3
        run = phases(DOWN, LEVEL)
        yield [example(movement=Movement.LEVELLING, before=DOWN, phases=run)] * 2
