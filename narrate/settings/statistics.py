"""When a series is given a movement, and a difference is called significant."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from narrate.settings.frozen import Frozen


class MovementSettings(Frozen):
    """When a series is given a movement: the tests of it, and the phase model.

    Where no source is named, the value is a convention of this method and is printed in its note.

    Attributes
    ----------
    alpha : float
        Two-sided significance level of every test that is reported in prose.
    confidence : float
        Coverage of every interval.
    materiality : float
        Smallest change per year, as a proportion (of the odds, for percentages), that is called a movement.
    equivalence : float
        Largest change, as a proportion (of the odds, for percentages), that counts as none when a figure is
        called stable.
    minimum_quarters : int
        Quarters without a break that a label needs: two years, so that every season is compared once.
    minimum_years : int
        Years without a break that the label of an annual series needs.
    trend_years : int
        Latest years with a figure to which the recent-trend rule fits its line (Fingertips recent trends).
    minimum_variation : int
        Quarters that a label needs where nothing but the figures is known.
    levelling_horizon : int
        Periods since a movement ended up to which a figure is levelling.
    plateau_horizon : int
        Periods since a movement ended up to which a figure has plateaued.
    annual_significance : float
        Two-sided significance level of the recent-trend rule (Fingertips recent trends: 99.8 % confidence).
    trend_significance : float
        Two-sided significance level of the trend of all years, and of the latest years once the dispersion
        is allowed for.
    trend_kept : float
        Share of its slope that the trend of all years must have kept over the latest ones: nearer to all of
        it than to none.
    phase_start : float
        Probability that a level figure starts to rise in a quarter; the same for a fall. Set so that at
        most 7 % of level series are given a movement, whether they stand alone or among like ones.
    phase_end : float
        Probability that a movement stops growing in a quarter: growth lasts ten months on average.
    value_start, value_end : float, float
        The same where nothing but the figures of single quarters is known. Autocorrelated chance looks like
        short movements: so that it is taken for one in at most 8 % of series with an autocorrelation up to
        0.6, movements must be rarer, and last for three years on average.
    phase_reversal : float
        Share of ended movements that turn straight into the opposite one.
    phase_taper : float
        Share of movements that fade over the four quarters that a 12-month figure takes to bend; the
        others end at once.
    phase_drift : float
        Probability that the pace of a movement changes from one quarter to the next.
    phase_spread : float
        Standard deviation of the yearly change around its pace within a movement, as a share of the pace.
    level_spread : float
        Standard deviation of the yearly change of a level figure around its drift: what nobody would call a
        movement, however large the counts that show it.
    first_pace, pace_ratio, paces : float, float, int
        Paces that a movement may have, as a change per year: the slowest, the ratio of each to the one
        before, and how many. Faster changes count as the fastest.
    tail_degrees : {3, 7, 15}
        Degrees of freedom of Student's t, which stands in for the normal because dispersions are estimates.
    odd_quarter : float
        Likelihood of a quarter unlike any phase, relative to that of the best explained quarter.
    persistence : tuple of float
        Autocorrelations that the chance part of successive figures may have where nothing but the figures is
        known, each as likely as another until the series has been read.
    clip_errors : float
        Standard errors beyond the fastest pace from which changes count alike.
    least_share : float
        Smallest dispersion of figures alone, as a share of what their curvature gives.
    """

    alpha: float = Field(default=0.05, gt=0, lt=1)
    confidence: float = Field(default=0.95, gt=0, lt=1)
    materiality: float = Field(default=0.03, gt=0)
    equivalence: float = Field(default=0.05, gt=0, lt=1)
    minimum_quarters: int = Field(default=8, ge=8)
    minimum_years: int = Field(default=5, ge=5)
    trend_years: int = Field(default=5, ge=5)
    minimum_variation: int = Field(default=8, ge=8)
    levelling_horizon: int = Field(default=2, ge=1)
    plateau_horizon: int = Field(default=8, ge=3)
    annual_significance: float = Field(default=0.002, gt=0, lt=1)
    trend_significance: float = Field(default=0.01, gt=0, lt=1)
    trend_kept: float = Field(default=0.5, ge=0, lt=1)
    phase_start: float = Field(default=0.025, gt=0, lt=0.2)
    phase_end: float = Field(default=0.3, gt=0, lt=0.5)
    value_start: float = Field(default=0.006, gt=0, lt=0.2)
    value_end: float = Field(default=0.08, gt=0, lt=0.5)
    phase_reversal: float = Field(default=0.15, ge=0, le=1)
    phase_taper: float = Field(default=0.4, ge=0, le=1)
    phase_drift: float = Field(default=0.05, ge=0, lt=1)
    phase_spread: float = Field(default=0.2, ge=0)
    level_spread: float = Field(default=0.01, ge=0)
    first_pace: float = Field(default=0.04, gt=0)
    pace_ratio: float = Field(default=1.6, gt=1)
    paces: int = Field(default=6, ge=2)
    tail_degrees: Literal[3, 7, 15] = 7
    odd_quarter: float = Field(default=0.001, gt=0, lt=1)
    persistence: tuple[float, ...] = (0.0, 0.3, 0.6, 0.9)
    clip_errors: float = Field(default=3.0, gt=0)
    least_share: float = Field(default=0.01, gt=0, le=1)


class Statistics(MovementSettings):
    """Thresholds of the movement method and its tests.

    Beside those of movements, what is known of how series vary, of breaks, of periods that are partly filled,
    of small counts and of many areas at once.

    Attributes
    ----------
    screen : float
        Multiple of the mean moving range above which a range is left out (Nelson 1982).
    range_degrees : float
        Degrees of freedom that a range between neighbouring yearly changes is worth, which share quarters
        with the ranges around them: measured on flat series of 20 to 40 quarters, where without a screen it
        would be .41.
    dispersion_prior : float
        Dispersion that a single series of counts is drawn towards; the median of 792 series of recorded
        crime is 2.1 to 2.3.
    variation_power : float
        Power of the quarterly count with which the dispersion above 1 grows from small to large series
        (Taylor 1961; in recorded crime in London, 2010 to 2019, .6 to .7).
    size_variation : float
        Dispersion above 1, divided by that power of the count, that a single series is drawn towards where
        it is large. The medians of the same data give .03; half of it lets tests of level series of
        2,000 and of 20,000 a quarter, with such dispersion, reject in 4 to 6 %.
    survey_prior : float
        The prior of a single series of proportions, and for figures that come with their own intervals.
    prior_degrees : float
        Degrees of freedom that the prior of a single series is worth.
    batch_size : int
        Like series from which their median dispersion takes the place of the prior.
    like_parts : int
        Parts of an area from which the same is done when they are held against all of it; their number is
        that from which the median is worth `batch_degrees` at three years of quarters.
    batch_degrees : float
        Degrees of freedom that the median of a batch is worth.
    shock : float
        Standard errors by which a quarter must differ from both neighbours, in both places where it enters,
        to be given no weight.
    step_errors : float
        Standard errors by which a single step must exceed chance.
    break_ratio : float
        Ratio of a quarter to the same quarter a year earlier (or its inverse) that no movement explains.
    leap_ratio : float
        The same for the change of that ratio from one quarter to the next, where it is not made good since.
    break_evidence : float
        Minus the natural logarithm of the chance of an absence, divided by the dispersion, from which it is
        held to be a break: a chance of one in a thousand.
    break_errors : float
        Standard errors by which a leap must exceed chance to be held to be a break.
    partial_seasons : int
        Earlier years that the season of a newest period is read from.
    cross_check_change, cross_check_alpha : float, float
        A change on the year of at least this share of the figure, at this two-sided significance level, is
        flagged with a label that gives no rise or fall.
    partial_share : float
        Share of what its season leads one to expect below which a newest month or quarter may be partly
        filled.
    partial_errors : float
        Standard errors by which it must also lie below what is expected to be held back.
    smallest_count : int
        Events a year below which no label is given.
    small_count : int
        Events a year below which a series is flagged, and no percentage should be printed.
    exact_count : int
        Events below which Poisson counts are compared by the exact conditional test.
    family : int
        Areas of one report above which false discoveries are controlled, in place of the alarm of a funnel,
        which at 150 areas would name a false one in a quarter of reports.
    false_discoveries : float
        Rate at which they are controlled (Benjamini and Hochberg 1995).
    funnel_alert, funnel_alarm : float
        Coverage of the limits of a funnel (Spiegelhalter 2005).
    funnel_winsor : float
        Share of areas drawn in at each end before a funnel's dispersion is estimated (Spiegelhalter 2005).
    """

    screen: float = Field(default=3.267, gt=1)
    range_degrees: float = Field(default=0.38, gt=0)
    dispersion_prior: float = Field(default=2.0, ge=1)
    variation_power: float = Field(default=0.6, ge=0, le=1)
    size_variation: float = Field(default=0.015, ge=0)
    survey_prior: float = Field(default=1.0, ge=1)
    prior_degrees: float = Field(default=4.0, gt=0)
    batch_size: int = Field(default=30, ge=2)
    like_parts: int = Field(default=5, ge=2)
    batch_degrees: float = Field(default=8.0, gt=0)
    shock: float = Field(default=3.0, gt=0)
    step_errors: float = Field(default=4.0, gt=0)
    break_ratio: float = Field(default=0.1, gt=0, lt=1)
    leap_ratio: float = Field(default=1 / 3, gt=0, lt=1)
    break_evidence: float = Field(default=6.9, gt=0)
    break_errors: float = Field(default=4.0, gt=0)
    cross_check_change: float = Field(default=0.15, gt=0)
    cross_check_alpha: float = Field(default=0.01, gt=0, lt=1)
    partial_share: float = Field(default=0.6, gt=0, lt=1)
    partial_errors: float = Field(default=4.0, gt=0)
    partial_seasons: int = Field(default=3, ge=1)
    smallest_count: int = Field(default=5, ge=0)
    small_count: int = Field(default=20, ge=0)
    exact_count: int = Field(default=30, ge=0)
    family: int = Field(default=20, ge=1)
    false_discoveries: float = Field(default=0.05, gt=0, lt=1)
    funnel_alert: float = Field(default=0.95, gt=0, lt=1)
    funnel_alarm: float = Field(default=0.998, gt=0, lt=1)
    funnel_winsor: float = Field(default=0.1, ge=0, lt=0.5)
