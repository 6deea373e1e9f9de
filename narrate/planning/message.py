"""Messages: what is to be said, without a word of how.

A message's kind and facts name the phrase that says it; its slots hold what the phrase is filled with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from narrate.periods import Period


class Kind(StrEnum):
    """What a message says."""

    MOVEMENT = "movement"
    """What the series did, phase by phase."""
    UNLABELLED = "unlabelled"
    """Why no movement can be given."""
    FIGURE = "figure"
    """The displayed figure and the one a year earlier."""
    COUNTS = "counts"
    """How many more or fewer events there were."""
    NUMBERS = "numbers"
    """The small numbers behind two figures."""
    CLOSING = "closing"
    """A 12-month figure that overlaps the year before it."""
    MISSING = "missing"
    """No figure can be given."""
    SPAN = "span"
    """First against last year of an annual series."""
    QUARTER = "quarter"
    """The latest quarter against the same quarter a year earlier."""
    EXTREME = "extreme"
    """The peak or trough that the series has come away from."""
    THRESHOLD = "threshold"
    """A recommended limit and the side that the figure is on."""
    TARGET = "target"
    """A target and whether it is met."""
    PARTS = "parts"
    """Parts of the area that differ from the whole, or that none does."""
    COMPARATOR_MOVEMENT = "comparator-movement"
    """What a wider area's series did."""
    COMPARATOR_FIGURE = "comparator-figure"
    """A wider area's figure."""
    SIBLING = "sibling"
    """The indicator that readers hold this one against."""
    GROUP = "group"
    """What the indicators of several items have in common."""
    BASELINE = "baseline"
    """The figure against a declared baseline year."""
    LEVEL = "level"
    """A word for the level of the figure."""
    STATUS = "status"
    """Red, amber or green."""
    RANK = "rank"
    """The area's place among its peers."""
    SINCE = "since"
    """The event with which the latest movement began."""
    UNCHANGED = "unchanged"
    """That there is no new data since the last report."""
    REVISED = "revised"
    """That the last report's figure is another one today."""
    PROMPT = "prompt"
    """A place for the analyst's own words."""
    SCOPE = "scope"
    """That the figures are for another area than the report."""
    ARREARS = "arrears"
    """How old the data is."""
    NEW = "new"
    """That the indicator is reported for the first time."""
    ROLLUP = "rollup"
    """How many indicators did what."""
    BEFORE = "before"
    """What the series without movement now had done before."""
    FAVOUR = "favour"
    """How many move for the better and for the worse."""
    EXCEPTIONS = "exceptions"
    """Which indicators call for attention."""
    HEADLINE = "headline"
    """One indicator in one sentence of the summary."""
    CAPTION = "caption"
    """The caption of a table."""
    METHOD = "method"
    """One point of the account of the method."""
    CHART_TITLE = "chart-title"
    """The finding that a chart shows."""
    CHART_SUBTITLE = "chart-subtitle"
    """What a chart measures, where and over which span."""
    CHART_ALT = "chart-alt"
    """What a chart shows, for a reader who cannot see it."""


class Form(StrEnum):
    """How a figure is printed."""

    UNIT = "unit"
    """With its unit: 9.27 offences per 1,000 population, 37%."""
    BARE = "bare"
    """As a number, or a percentage with its sign: 9.27, 37%."""
    LIMIT = "limit"
    """A declared limit: as a number or percentage, with all the decimals that it was declared with."""
    RELATIVE = "relative"
    """A share as a percentage with one decimal: 4.4%."""
    POINTS = "points"
    """A difference of percentages: 20.65 percentage points."""
    WHOLE = "whole"
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
    """The noun of what a whole number counts, in the form that stands beside it.

    Attributes
    ----------
    number : float
        The number.
    indicator : str
        Code of the indicator.
    base : bool
        Whether it counts the base, and not events.
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
    """Words of the phrase bank that stand inside another phrase."""

    name: str
    slots: Mapping[str, Slot] = field(default_factory=dict)


@dataclass(frozen=True)
class Listing:
    """Things joined as a list is joined in the locale."""

    items: tuple[Slot, ...]


Slot = Figure | Length | Span | Whole | Ordinal | Share | Counted | Text | Phrase | Listing
"""What can stand in a slot of a phrase."""


@dataclass(frozen=True)
class Message:
    """One thing to say.

    Attributes
    ----------
    kind : Kind
        What it is about.
    facts : tuple of str
        What distinguishes it, the most important first; the phrase with most of them in its name says it.
    slots : mapping of str to Slot
        What the phrase is filled with.
    findings : tuple of str
        Names of the findings that it rests on.
    rule : str
        Code of the rule that makes it true.
    worth : float
        What a reader loses without it, between 0 and 1.
    """

    kind: Kind
    facts: tuple[str, ...]
    slots: Mapping[str, Slot]
    findings: tuple[str, ...] = ()
    rule: str = ""
    worth: float = 1.0

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the phrases that could say it, the most specific first."""
        parts = (self.kind.value, *self.facts)
        return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def slug(code: str | None) -> str:
    """Return an enum's value as it stands in the name of a phrase."""
    return "none" if code is None else str(code).replace(" ", "-").replace("_", "-")


def agreement(plural: bool) -> Text:
    """Return the slot that verbs and pronouns agree with."""
    return Text("yes" if plural else "no")
