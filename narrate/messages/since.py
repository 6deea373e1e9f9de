"""The event with which a movement began."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Self

from narrate.messages.context import Context
from narrate.messages.examples import Example, example
from narrate.messages.history import last_direction
from narrate.messages.message import OfIndicator, slot
from narrate.messages.slots import Text
from narrate.messages.vocabulary import Evidence, Side
from narrate.movement import Direction, Movement


@dataclass(frozen=True, kw_only=True)
class SinceMessage(OfIndicator):
    """The event with which the latest movement began."""

    kind: ClassVar[str] = "since"
    rests_on: ClassVar[frozenset[Evidence]] = frozenset({Evidence.PHASES})

    direction: Direction
    event: Text = slot("name of an event", essential=True)

    @property
    def worth(self) -> float:
        """Less than any figure."""
        return 0.45

    @property
    def contrary(self) -> frozenset[Side]:
        """The other direction."""
        sides = {
            Direction.UP: frozenset({Side.BELOW, Side.FALL}),
            Direction.DOWN: frozenset({Side.ABOVE, Side.RISE}),
        }
        return sides.get(self.direction, frozenset())

    @classmethod
    def of(cls, context: Context) -> Iterator[Self]:
        """Name the declared event, where a phase that moved began with it."""
        direction = last_direction(context.finding)
        if context.finding.since and direction:
            yield cls.about(context, direction=direction, event=Text(context.finding.since))

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield a rise and a fall."""
        yield [
            example(movement=movement, since=f"Scheme {movement.value}")
            for movement in (Movement.RISING, Movement.REDUCING)
        ]
