"""Records of single periods of a series, and of stretches of them."""

from __future__ import annotations

from narrate.findings.vocabulary import Magnitude, Relation
from narrate.movement import Direction
from narrate.settings import Frozen
from narrate.spec import SpecPeriod


class PeriodFigure(Frozen):
    """The own figure of one month or quarter, which overlaps no other.

    Attributes
    ----------
    period : Period
        The month or quarter.
    value : float, optional
        Its figure in the indicator's unit: a rate is that of the period alone, not scaled to a year.
    count, exposure : float, optional
        Events, and the population or base that they are counted among.
    change : float, optional
        On the same period a year earlier: a share of it, or percentage points for a proportion.
    p : float, optional
        Two-sided p-value of no such change; None where no test ran.
    """

    period: SpecPeriod
    value: float | None
    count: float | None = None
    exposure: float | None = None
    change: float | None = None
    p: float | None = None


class Concentration(Frozen):
    """The one quarter that most of a year's change comes from.

    Attributes
    ----------
    period : Period
        The quarter.
    share : float
        Its part of the year's change, more than half.
    p : float
        Two-sided p-value of its change being that of the other three, corrected for being the largest of
        four (Bonferroni).
    """

    period: SpecPeriod
    share: float
    p: float


class Record(Frozen):
    """How far back a figure as high, or as low, as the latest lies.

    Attributes
    ----------
    side : Relation
        HIGHER where the figure is the highest since, LOWER where it is the lowest.
    since : Period, optional
        The latest earlier span with a figure that prints as far out; None where there is none in the series.
    figures : int
        Earlier figures that the latest one is beyond.
    """

    side: Relation
    since: SpecPeriod | None
    figures: int


class Partial(Frozen):
    """The newest period, held back because it is not yet full.

    Attributes
    ----------
    period : Period
        The newest observation.
    declared : bool
        Whether the spec says so; otherwise it is suspected.
    count, expected : float, optional
        Its events, and those that its season leads one to expect; None where declared.
    """

    period: SpecPeriod
    declared: bool
    count: float | None = None
    expected: float | None = None


class PhaseRecord(Frozen):
    """A stretch of periods in which the displayed figure went one way.

    Attributes
    ----------
    direction : Direction
        Up, down or level.
    start, end : Period
        First and last period of the stretch.
    periods : int
        Its length: quarters, or years for an annual series.
    """

    direction: Direction
    start: SpecPeriod
    end: SpecPeriod
    periods: int


class Run(Frozen):
    """Years in a row, up to the latest, in which an annual figure went one way: described, not tested.

    Attributes
    ----------
    direction : Direction
        Up or down.
    years : int
        How many; the figure of the year before the first of them is the one it began from.
    """

    direction: Direction
    years: int


class Extreme(Frozen):
    """A peak or a trough: the figure, the span that it covers, and how far the latest figure is from it."""

    value: float
    period: SpecPeriod
    magnitude: Magnitude = Magnitude.MODERATE


class Observed(Frozen):
    """One displayed figure of the series."""

    period: SpecPeriod
    value: float
