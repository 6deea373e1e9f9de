"""The closed sets that report.toml chooses from."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """What the displayed figure is."""

    RATE = "rate"
    """Events for every so many of the population; the population is averaged over the window."""
    PROPORTION = "proportion"
    """A percentage of a base; the base is summed over the window."""
    COUNT = "count"
    """Events."""
    VALUE = "value"
    """A figure computed elsewhere."""


class Window(StrEnum):
    """The span that one displayed figure covers."""

    ROLLING = "12 months"
    """The 12 months to the end of the period."""
    PERIOD = "period"
    """The period itself."""


class Frequency(StrEnum):
    """How often a figure is observed."""

    MONTHLY = "monthly"
    """Twelve observations a year."""
    QUARTERLY = "quarterly"
    """Four observations a year, each named by its quarter or its last month."""
    ANNUAL = "annual"
    """One observation a year."""

    @property
    def months(self) -> int:
        """Months between one observation and the next."""
        return {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.ANNUAL: 12}[self]


class Polarity(StrEnum):
    """Which direction is welcome."""

    LOW = "low is good"
    """A fall is better."""
    HIGH = "high is good"
    """A rise is better."""
    NEUTRAL = "neutral"
    """No judgement."""


class Bound(StrEnum):
    """Which side of a value is the one to stay on."""

    UPPER = "upper"
    """Figures should not go above it."""
    LOWER = "lower"
    """Figures should not go below it."""


class Detail(StrEnum):
    """How much is said of an indicator."""

    BRIEF = "brief"
    """What a reader would miss most."""
    STANDARD = "standard"
    """What is news, and what is needed to read it."""
    FULL = "full"
    """Everything that can be said, each message in a sentence of its own."""


class ListStyle(StrEnum):
    """How the items below a paragraph are marked."""

    LETTERS = "letters"
    """(a), (b), (c)."""
    ROMAN = "roman"
    """i, ii, iii."""
    BULLETS = "bullets"
    """No order."""


class Layout(StrEnum):
    """The shape of an observations table."""

    TIDY = "tidy"
    """One row for each indicator, area and period."""
    WIDE = "wide"
    """One row for each indicator and area, one column for each period."""
