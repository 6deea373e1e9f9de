"""The closed sets that messages are made of; their words are in the phrase bank."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from narrate.findings import Change, Relation
from narrate.movement import Direction, Movement


class Side(StrEnum):
    """A side that words can take, by which the phrase bank lists them."""

    ABOVE = "above"
    BELOW = "below"
    RISE = "rise"
    FALL = "fall"
    MORE = "more"
    FEWER = "fewer"
    HIGH = "high"
    LOW = "low"
    BETTER = "better"
    WORSE = "worse"

    @property
    def opposite(self) -> Side:
        """The side whose words contradict this one."""
        pairs = list(Side)
        place = pairs.index(self)
        return pairs[place - 1 if place % 2 else place + 1]


LEADS_TO = {Movement.RISING: Relation.HIGHER, Movement.REDUCING: Relation.LOWER}
"""The side of an earlier figure to which a movement that goes on leads."""
SETTLED = (Movement.LEVELLING, Movement.PLATEAUED)
"""Movements that came out of a rise or a fall."""

NEITHER_WAY = frozenset({Side.ABOVE, Side.BELOW, Side.RISE, Side.FALL})
"""Sides that a sentence about two equal figures takes none of."""


class Evidence(StrEnum):
    """A piece of a finding that a message can rest on."""

    MOVEMENT = "movement"
    PHASES = "phases"
    YEAR = "year"
    QUARTER = "quarter"
    BASELINE = "baseline"
    FIRST_TO_LAST = "first-to-last"
    COUNTS = "counts"
    EXTREME = "extreme"
    RECORD = "record"
    THRESHOLD = "threshold"
    TARGET = "target"
    PARTS = "parts"
    COMPARATORS = "comparators"
    SIBLING = "sibling"
    FAVOUR = "favour"
    TALLY = "tally"
    """How many indicators did what, over all findings."""
    OTHERS = "others"
    """How many of those without a favour did what."""
    LIMITS = "limits"
    """How many miss a limit."""
    LAST = "last"
    """What the last report stated."""
    PAST_TALLY = "past-tally"
    """How many had done what before."""


class ClauseForm(StrEnum):
    """The form in which a message is said; the name of a phrase ends with its form, but for a sentence."""

    SENTENCE = "sentence"
    """By itself."""
    LEAD = "lead"
    """A sentence that opens a paragraph, and so names its subject."""
    TAIL = "tail"
    """What continues a sentence, from its own comma on and without a full stop."""


class Test(StrEnum):
    """What the test of a comparison found."""

    __test__ = False

    SIGNIFICANT = "significant"
    NOT_SIGNIFICANT = "not-significant"
    UNTESTED = "untested"

    @classmethod
    def of(cls, change: Change) -> Test:
        """Return what the test of a comparison found, or that none ran."""
        if change.significant is None:
            return cls.UNTESTED
        return cls.SIGNIFICANT if change.significant else cls.NOT_SIGNIFICANT


def contrary_to_relation(relation: Relation | None) -> frozenset[Side]:
    """Return the sides whose words contradict the relation of a figure to another."""
    sides = {
        Relation.HIGHER: frozenset({Side.BELOW, Side.FALL}),
        Relation.LOWER: frozenset({Side.ABOVE, Side.RISE}),
        None: frozenset[Side](),
    }
    return sides.get(relation, NEITHER_WAY)


def contrary_to_moves(movement: Movement | None, after: Iterable[Direction | None] = ()) -> frozenset[Side]:
    """Return the sides whose words contradict a movement and what came before it.

    Where both directions are stated, no word contradicts.
    """
    ways = {Movement.RISING: Side.RISE, Movement.REDUCING: Side.FALL}
    before = {Direction.UP: Side.RISE, Direction.DOWN: Side.FALL}
    stated = {ways[movement]} if movement in ways else set()
    stated |= {before[direction] for direction in after if direction in before}
    return frozenset({stated.pop().opposite}) if len(stated) == 1 else frozenset()
