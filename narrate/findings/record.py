"""The records: everything that prose, tables and charts may say, immutable and unrounded."""

from __future__ import annotations

from narrate.findings.earlier import LastReport
from narrate.findings.timeline import (
    Concentration,
    Extreme,
    Observed,
    Partial,
    PeriodFigure,
    PhaseRecord,
    Record,
    Run,
)
from narrate.findings.vocabulary import LevelWord, Light, Magnitude, Relation
from narrate.movement import Direction, Favour, Flag, Movement, Reason, Rule
from narrate.settings import Frozen
from narrate.spec import Measure, SpecPeriod, Threshold


class Change(Frozen):
    """One figure compared with an earlier one or another area's, with the test behind it.

    Attributes
    ----------
    now, then : float
        The two figures, unrounded, in the indicator's unit.
    period, reference_period : Period
        What the two figures cover: `now`, and `then`, with which it is compared.
    relation : Relation
        As printed: two figures that print the same are the same.
    difference : float
        `now` less `then`; percentage points for a proportion.
    relative : float, optional
        Difference as a share of `then`; None for proportions and where `then` is zero.
    magnitude : Magnitude
        Size of the change on the word scale.
    material : bool
        Whether the change is large enough to be called a movement, were it to last.
    count_now, count_then : float, optional
        Events behind the two figures.
    denominator_now, denominator_then : float, optional
        Denominators of two proportions.
    p : float, optional
        Two-sided p-value; None where no test ran.
    significant : bool, optional
        Whether `p` is below the level of the report; None where no test ran.
    """

    now: float
    then: float
    period: SpecPeriod
    reference_period: SpecPeriod
    relation: Relation
    difference: float
    relative: float | None
    magnitude: Magnitude
    material: bool
    count_now: float | None = None
    count_then: float | None = None
    denominator_now: float | None = None
    denominator_then: float | None = None
    p: float | None = None
    significant: bool | None = None


class LimitComparison(Frozen):
    """The figure compared with a threshold or target.

    Attributes
    ----------
    threshold : Threshold
        The declared value, its bound and source.
    relation : Relation
        Of the figure to the limit, judged unrounded: the same only where the two are equal.
    kept : bool
        Whether it is on the side that the bound asks for, or on the limit.
    decimals : int
        Decimals that it takes to print the figure and the limit so that the side shows; never fewer than
        the indicator's own.
    distance : float, optional
        Figure less limit in standard errors of the figure; None where it has no known error.
    since : Period, optional
        The first span of the unbroken run of figures that keep, or miss, the limit as the latest does.
    periods : int
        Figures in that run, the latest among them.
    """

    threshold: Threshold
    relation: Relation
    kept: bool
    decimals: int = 0
    distance: float | None = None
    since: SpecPeriod | None = None
    periods: int = 1


class Part(Frozen):
    """One part of the reported area.

    Attributes
    ----------
    area : str
        Its name.
    value : float
        Displayed figure, unrounded.
    p : float, optional
        Two-sided p-value of no difference from the overall figure; None where nothing could be expected.
    side : Relation
        Higher or lower where the difference is more than chance would explain, else same.
    lower, upper : float, optional
        Figures, in the indicator's unit, between which the same test would find nothing.
    count, exposure : float, optional
        Events behind the figure, and the population or survey base that they are counted among.
    movement : Movement, optional
        What the part's own series did.
    phases : tuple of PhaseRecord
        Its phases, oldest first.
    """

    area: str
    value: float
    p: float | None
    side: Relation
    lower: float | None = None
    upper: float | None = None
    count: float | None = None
    exposure: float | None = None
    movement: Movement | None = None
    phases: tuple[PhaseRecord, ...] = ()


class Comparator(Frozen):
    """A wider area that the reported one is compared with.

    Attributes
    ----------
    area : str
        Its name.
    value : float
        Displayed figure, unrounded.
    change : Change
        The reported area's figure against this one's.
    movement : Movement, optional
        What the wider area's series did; None where it has too few periods to say.
    before : Direction, optional
        Direction of the phase that its levelling or plateaued series came out of.
    series : tuple of Observed
        Its displayed figures, oldest first; empty where it has a lone period.
    phases : tuple of PhaseRecord
        Its phases, oldest first.
    count, exposure : float, optional
        Events behind its figure as published, and the population or survey base of it; None
        where it has a lone period.
    """

    area: str
    value: float
    change: Change
    movement: Movement | None
    before: Direction | None = None
    series: tuple[Observed, ...] = ()
    phases: tuple[PhaseRecord, ...] = ()
    count: float | None = None
    exposure: float | None = None


class Rank(Frozen):
    """The area's place among its peers.

    Attributes
    ----------
    place : int
        1 for the highest figure.
    peers : int
        How many were ranked, the area among them.
    tied : bool
        Whether another peer's figure prints the same.
    """

    place: int
    peers: int
    tied: bool


class Sibling(Frozen):
    """An indicator that readers compare with this one.

    Attributes
    ----------
    indicator : str
        Its code.
    movement : Movement, optional
        What it did.
    before : Direction, optional
        Direction of the phase that it came out of, where it is levelling or has plateaued.
    value : float, optional
        Its displayed figure, where it is for the same span.
    year : Change, optional
        Its figure against the same span a year earlier.
    relation : Relation, optional
        Of this indicator's figure to its own, where both count alike; None otherwise.
    apart : bool
        Whether one moves for the better and the other for the worse.
    """

    indicator: str
    movement: Movement | None
    before: Direction | None
    value: float | None
    year: Change | None
    relation: Relation | None
    apart: bool


class Finding(Frozen):
    """Everything that prose, tables and charts may say of one indicator in one area.

    All figures are unrounded. `narrate` decides each number here and nowhere else.

    Attributes
    ----------
    id : str
        Name of the finding in the trace.
    indicator, area : str
        Code of the indicator, and the area reported on.
    measure : Measure
        What the displayed figure is.
    period : Period
        The span that the displayed figure covers.
    latest : Period
        The newest period that does not overlap another: a quarter, or a year.
    value : float, optional
        The displayed figure; None where an observation that it needs is missing.
    year : Change, optional
        Against the same span a year earlier.
    quarter : Change, optional
        The latest period against the same period a year earlier; None for annual series.
    first_to_last : Change, optional
        Last against first full year of an annual series since its last break.
    run : Run, optional
        Rises or falls of an annual series in a row; None where the latest year did neither, and for quarters.
    movement : Movement, optional
        What the series did; None where that is not known, and `reason` is then why.
    reason : Reason, optional
        Why there is no movement.
    before : Direction, optional
        Direction of the phase that a levelling or plateaued series came out of.
    favour : Favour
        Whether the movement is better or worse, by the declared polarity.
    rule : Rule
        The rule that gave the label.
    phases : tuple of PhaseRecord
        Oldest first.
    peak, trough : Extreme, optional
        Only where the fall or rise since is itself a phase or a significant change.
    threshold, target : LimitComparison, optional
        Declared values and the side that the figure is on.
    parts : tuple of Part
        Parts of the area with a figure for the same span.
    parts_without : tuple of str
        Declared parts of the area that have none.
    comparators : tuple of Comparator
        Wider areas with a figure for the same span.
    baseline : Change, optional
        Against the declared baseline year.
    level : LevelWord, optional
        The figure's place among the declared reference levels.
    status : Light, optional
        Red, amber or green by the declared limits.
    rank : Rank, optional
        The area's place among its peers.
    sibling : Sibling, optional
        The declared indicator to compare with this one.
    since : str
        The declared event with which the latest phase that moved began; empty where there is none.
    series : tuple of Observed
        The displayed figures, oldest first, without gaps' missing ones.
    overlap : int
        Months that the latest figure of an annual series shares with the year before it.
    months_behind : int
        Months from the end of the data to the end of the report's period.
    unchanged : bool
        Whether the last report gave the same figure for the same span.
    last : LastReport, optional
        What the last report stated; None where none is named, or it had no such indicator.
    partial : Partial, optional
        The newest period where it is not yet full; all figures and comparisons then end before it.
    quarters, months : tuple of PeriodFigure
        The own figures of periods that do not overlap, oldest first; empty where none have that length.
    concentration : Concentration, optional
        The quarter that most of the year's change comes from, where one stands out.
    step : Period, optional
        The quarter in which a single step may have happened, which the phases show as a rise or fall.
    record : Record, optional
        How far back a figure as high, or as low, lies; None where the year before has one.
    arrears : bool
        Whether the data lacks at least one period that the report's period has seen end.
    elsewhere : bool
        Whether the data has later figures of the indicator for another area.
    new : bool
        Whether the report's period is the first with this indicator.
    dispersion, degrees_of_freedom : float, optional
        Factor on the variance that the tests allowed for, and its degrees; None where that is known.
    flags : tuple of Flag
        What an analyst should look at.
    """

    id: str
    indicator: str
    area: str
    measure: Measure
    period: SpecPeriod
    latest: SpecPeriod
    value: float | None
    year: Change | None
    quarter: Change | None
    first_to_last: Change | None
    run: Run | None
    movement: Movement | None
    reason: Reason | None
    before: Direction | None
    favour: Favour
    rule: Rule
    phases: tuple[PhaseRecord, ...]
    peak: Extreme | None
    trough: Extreme | None
    threshold: LimitComparison | None
    target: LimitComparison | None
    parts: tuple[Part, ...]
    comparators: tuple[Comparator, ...]
    baseline: Change | None
    level: LevelWord | None
    status: Light | None
    rank: Rank | None
    sibling: Sibling | None
    since: str
    series: tuple[Observed, ...]
    overlap: int
    months_behind: int
    unchanged: bool
    arrears: bool
    new: bool
    dispersion: float | None
    degrees_of_freedom: float | None
    flags: tuple[Flag, ...]
    parts_without: tuple[str, ...] = ()
    last: LastReport | None = None
    partial: Partial | None = None
    quarters: tuple[PeriodFigure, ...] = ()
    months: tuple[PeriodFigure, ...] = ()
    concentration: Concentration | None = None
    step: SpecPeriod | None = None
    record: Record | None = None
    elsewhere: bool = False

    @property
    def limits(self) -> tuple[LimitComparison, ...]:
        """The target and the threshold that are declared, compared with the figure."""
        return tuple(limit for limit in (self.target, self.threshold) if limit)

    @property
    def share(self) -> bool:
        """Whether its figures are percentages of a base, of which 100 is all."""
        return self.measure is Measure.PROPORTION
