"""Slots: what stands in a message, before it is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from narrate.messages.vocabulary import Side
from narrate.movement import Movement
from narrate.periods import Period


class Form(StrEnum):
    """How a figure is printed."""

    UNIT = "unit"
    """With its unit: 9.27 offences per 1,000 population, 37%."""
    NUMBER = "bare"
    """As a number, or a percentage with its sign: 9.27, 37%."""
    LIMIT = "limit"
    """A declared limit: as a number or percentage, with all the decimals that it was declared with."""
    RELATIVE = "relative"
    """A share as a percentage with one decimal: 4.4%."""
    POINTS = "points"
    """A difference of percentages: 20.65 percentage points."""
    COUNT = "whole"
    """A whole number: 1,070."""


@dataclass(frozen=True)
class Figure:
    """A number to be printed, with what it is a number of.

    Attributes
    ----------
    value : float
        Unrounded; a share as a proportion where the form is relative.
    form : Form
        How it is printed.
    indicator, area : str
        What it belongs to.
    period : Period
        What it covers.
    """

    value: float
    form: Form
    indicator: str
    area: str
    period: Period


@dataclass(frozen=True)
class Length:
    """A number of periods: quarters, or years."""

    periods: int
    months: int


@dataclass(frozen=True)
class Span:
    """What a figure covers.

    Attributes
    ----------
    period : Period
        The months.
    named : bool
        Whether a year is called by its name, as in an annual series, and not by its months.
    """

    period: Period
    named: bool


@dataclass(frozen=True)
class Whole:
    """A whole number that counts things of the paper itself, such as indicators."""

    number: int


@dataclass(frozen=True)
class Ordinal:
    """A place in an order, 1 for the first."""

    place: int


@dataclass(frozen=True)
class Share:
    """A setting that is printed as a percentage, such as a significance level."""

    value: float


@dataclass(frozen=True)
class Counted:
    """The noun of what a whole number counts, in the form that agrees with it.

    Attributes
    ----------
    number : float
        The number.
    indicator : str
        Code of the indicator.
    base : bool
        Whether it counts the survey base, and not events.
    """

    number: float
    indicator: str
    base: bool = False


@dataclass(frozen=True)
class Text:
    """Words from the spec, such as a name."""

    words: str


@dataclass(frozen=True)
class Phrase:
    """Words of the phrase bank that stand inside another phrase.

    Attributes
    ----------
    name : str
        Of the phrase.
    slots : mapping of str to Slot
        What it is filled with.
    contrary : frozenset of Side
        Sides whose words would contradict it.
    movement : Movement, optional
        The movement whose word it must hold.
    """

    name: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    contrary: frozenset[Side] = frozenset()
    movement: Movement | None = None


@dataclass(frozen=True)
class Listing:
    """Things joined as a list is joined in the locale."""

    items: tuple[Slot, ...]


Slot = Figure | Length | Span | Whole | Ordinal | Share | Counted | Text | Phrase | Listing
"""What can stand in a slot of a phrase."""


def yes_or_no(true: bool) -> Text:
    """Return the slot that verbs, pronouns and other words agree with."""
    return Text("yes" if true else "no")
