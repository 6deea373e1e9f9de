"""The closed sets in which figures are placed: values are codes, their words are in the phrase bank."""

from __future__ import annotations

from enum import StrEnum


class Magnitude(StrEnum):
    """Size of a change on the word scale."""

    SLIGHT = "slight"
    MODERATE = "moderate"
    MARKED = "marked"


class Relation(StrEnum):
    """How one printed figure compares with another."""

    HIGHER = "higher"
    LOWER = "lower"
    SAME = "same"


class Effect(StrEnum):
    """What revised figures change of what the last report stated."""

    MOVEMENT = "movement"
    """The movement."""
    TEST = "test"
    """Whether the change on the year was significant."""


class LevelWord(StrEnum):
    """The place of a figure among declared reference levels."""

    VERY_LOW = "very low"
    LOW = "low"
    HIGH = "high"
    VERY_HIGH = "very high"


class Light(StrEnum):
    """A red, amber or green status by declared limits."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
