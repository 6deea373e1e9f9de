"""Movements: tables of cases with their edges, and properties that hold for every series."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import stats

import narrate
from narrate import inference
from narrate.errors import DataError
from narrate.measures import Basis, Block
from narrate.measures.grid import quarters_of_rolling
from narrate.movement import (
    NO_STATE,
    Direction,
    Favour,
    Flag,
    Movement,
    Reason,
    Rule,
    classify,
    classify_block,
    favour_of,
    like_series,
    phase_filter,
    phases,
    slices,
)
from narrate.movement.phase_beliefs import Beliefs
from narrate.movement.phase_correction import Correction, Part
from narrate.movement.phase_model import LABELS, phase_model
from narrate.movement.phase_prediction import Prediction
from narrate.movement.priors import curvature_dispersion
from narrate.movement.seasons import without_season
from narrate.movement.steps import single_steps
from narrate.settings import Statistics
from narrate.spec import Indicator, Measure, Polarity
from tests.conftest import ROOT

STATISTICS = Statistics()
POPULATION = 750_000.0
MIRROR = {Movement.RISING: Movement.REDUCING, Movement.REDUCING: Movement.RISING}
LONDON = ROOT.parent / "shared" / "data" / "london" / "borough_monthly_2010-04_2024-02.csv"


def rolling(figures: np.ndarray, window: int) -> np.ndarray:
    totals = np.full(figures.shape, np.nan)
    if figures.shape[1] >= window:
        stacked = np.lib.stride_tricks.sliding_window_view(figures, window, axis=1)
        totals[:, window - 1 :] = stacked.sum(axis=2)
    return totals


def block_of(count: np.ndarray, *, exposure: float = POPULATION, window: int = 4, **changes: object) -> Block:
    count = np.atleast_2d(np.asarray(count, float))
    n = len(count)
    block = Block(
        indicator=np.array([f"i{row:04d}" for row in range(n)], object),
        area=np.full(n, "County", object),
        basis=Basis.COUNT,
        periods_per_year=4,
        window=window,
        end=np.full(n, 644),
        count=count,
        exposure=np.full(count.shape, exposure),
        display=rolling(count, window) / exposure * 1000,
        lower=np.full(count.shape, np.nan),
        upper=np.full(count.shape, np.nan),
        segment=np.zeros(count.shape, int),
        overlap=np.zeros(n, int),
        design_effect=np.ones(n),
        scale=np.ones(n),
    )
    return replace(block, **changes)


def values_of(figures: np.ndarray, *, window: int = 4, **changes: object) -> Block:
    figures = np.atleast_2d(np.asarray(figures, float))
    nothing = np.full(figures.shape, np.nan)
    return block_of(nothing, exposure=1.0, window=window, basis=Basis.VALUE, display=figures, **changes)


def annual_of(count: list[float], **changes: object) -> Block:
    block = block_of(np.array([count]), exposure=66_000.0, window=1, periods_per_year=1)
    return replace(block, **changes)


def annual_of_many(count: list[list[float]] | np.ndarray) -> Block:
    return block_of(np.array(count), exposure=66_000.0, window=1, periods_per_year=1)


def noise(random: np.random.Generator, mean: np.ndarray, dispersion: float, rows: int = 1000) -> np.ndarray:
    """Draw counts around a mean: Poisson, or negative binomial with so many times its variance."""
    mean = np.broadcast_to(mean, (rows, len(mean)))
    if dispersion == 1:
        return random.poisson(mean)
    return random.negative_binomial(mean / (dispersion - 1), 1 / dispersion)


def growing(*pieces: tuple[int, float], start: float = 2000.0) -> np.ndarray:
    """Quarters without chance; each piece is a length and the quarterly growth of the 12-month figure."""
    growth = np.concatenate([np.full(length, rate) for length, rate in pieces])
    year = np.cumprod(np.r_[1.0, 1 + growth])
    quarters = [0.25] * 4
    for before, after in pairwise(year):
        quarters.append(quarters[-4] + after - before)
    return np.round(start * 4 * np.array(quarters))


def found(count: np.ndarray, **changes: object):
    return classify_block(block_of(count, **changes), STATISTICS)


@pytest.mark.parametrize(
    ("pieces", "movement", "before", "quarters"),
    [
        ([(20, 0.0)], Movement.NOT_SIGNIFICANT, None, 20),
        ([(12, 0.0), (8, 0.03)], Movement.RISING, None, 8),
        ([(12, 0.0), (8, -0.03)], Movement.REDUCING, None, 8),
        ([(10, 0.0), (8, 0.03), (1, 0.0)], Movement.LEVELLING, Direction.UP, 1),
        ([(10, 0.0), (8, 0.03), (2, 0.0)], Movement.LEVELLING, Direction.UP, 2),
        ([(10, 0.0), (8, 0.03), (3, 0.0)], Movement.PLATEAUED, Direction.UP, 3),
        ([(10, 0.0), (8, -0.03), (8, 0.0)], Movement.PLATEAUED, Direction.DOWN, 8),
        ([(10, 0.0), (8, 0.03), (9, 0.0)], Movement.NOT_SIGNIFICANT, None, 9),
        ([(9, -0.03), (6, 0.03), (4, 0.0)], Movement.PLATEAUED, Direction.UP, 4),
        ([(8, 0.03), (8, -0.03)], Movement.REDUCING, None, 8),
        ([(20, 0.004)], Movement.NOT_SIGNIFICANT, None, 20),
    ],
)
def test_labels_of_clear_series(pieces, movement, before, quarters):
    result = found(growing(*pieces))
    assert result.movement[0] is movement
    assert result.before[0] is before
    assert result.quarters[0] == quarters


def test_phases_tell_the_history():
    block = block_of(growing((9, -0.03), (6, 0.03), (4, 0.0)))
    history = phases(classify_block(block, STATISTICS), block, 0)
    assert [(part.direction, part.periods) for part in history] == [
        (Direction.DOWN, 9),
        (Direction.UP, 6),
        (Direction.LEVEL, 4),
    ]
    assert history[0].start == 4
    assert history[-1].end == 22


@pytest.mark.parametrize("quarters", range(4, 8))
def test_fewer_than_eight_quarters_get_no_label(quarters):
    assert found(np.full(quarters, 500)).reason[0] is Reason.TOO_FEW_PERIODS


def test_eight_quarters_are_enough():
    assert found(np.full(8, 500)).movement[0] is Movement.NOT_SIGNIFICANT


@pytest.mark.parametrize(
    ("quarter", "reason"),
    [(-1, Reason.MISSING_PERIODS), (-4, Reason.MISSING_PERIODS), (-5, Reason.MISSING_PERIODS), (-9, None)],
)
def test_a_gap_costs_only_what_depends_on_it(quarter, reason):
    count = growing((10, 0.0), (10, 0.03))
    count[quarter] = np.nan
    result = found(count)
    assert result.reason[0] is reason
    assert Flag.GAP in result.flags[0]
    assert result.movement[0] is (None if reason else Movement.RISING)


def test_a_gap_within_a_phase_belongs_to_it():
    count = growing((8, 0.0), (12, 0.03))
    count[-9] = np.nan
    block = block_of(count)
    result = classify_block(block, STATISTICS)
    assert result.states[0, -9] == NO_STATE
    assert result.quarters[0] == phases(result, block, 0)[-1].periods == 12


@pytest.mark.parametrize("length", [1, 4, 8])
def test_a_series_that_stops_is_a_suspected_break(length):
    count = np.r_[np.full(20 - length, 300.0), np.zeros(length)]
    result = found(count)
    assert result.reason[0] is Reason.SUSPECTED_BREAK
    assert Flag.SUSPECTED_BREAK in result.flags[0]


def test_a_series_that_starts_from_nothing_is_a_suspected_break():
    assert found(np.r_[np.zeros(4), np.full(16, 300.0)]).reason[0] is Reason.SUSPECTED_BREAK


def test_a_series_that_collapses_at_its_end_is_a_suspected_break():
    assert found(np.r_[np.full(19, 300.0), 60.0]).reason[0] is Reason.SUSPECTED_BREAK


@pytest.mark.parametrize("factor", [0.6, 1.6])
@pytest.mark.parametrize("quarter", [-2, -3, -6, -10])
def test_one_shock_is_no_movement(factor, quarter):
    random = np.random.default_rng(4)
    count = random.poisson(2000, (60, 24)).astype(float)
    count[:, quarter] = np.round(count[:, quarter] * factor)
    result = found(count)
    assert np.mean(result.movement == Movement.NOT_SIGNIFICANT) > 0.95
    assert np.mean([Flag.SHOCK in flags for flags in result.flags]) > 0.9


def test_a_quarter_unlike_the_others_at_the_end_is_no_movement():
    random = np.random.default_rng(4)
    count = random.poisson(2000, (60, 24)).astype(float)
    count[:, -1] *= 1.4
    assert np.mean(found(count).movement == Movement.NOT_SIGNIFICANT) > 0.95


def test_a_single_step_is_flagged():
    random = np.random.default_rng(5)
    count = random.poisson(np.r_[np.full(16, 2000.0), np.full(8, 2500.0)], (60, 24)).astype(float)
    result = found(count)
    assert np.mean([Flag.POSSIBLE_STEP in flags for flags in result.flags]) > 0.8
    assert not np.isin(result.movement, [Movement.RISING, Movement.REDUCING]).any()


@pytest.mark.parametrize("drift", [-0.02, 0.02])
def test_a_drift_below_materiality_is_no_movement(drift):
    random = np.random.default_rng(6)
    path = 2000 * np.exp(drift / 4 * np.arange(24))
    result = found(random.poisson(path, (200, 24)))
    assert np.mean(result.movement == Movement.NOT_SIGNIFICANT) > 0.9


def test_small_counts_get_no_label():
    result = found(np.r_[np.ones(4), np.zeros(16), [1, 0, 1, 0]])
    assert result.reason[0] is Reason.SMALL_COUNTS
    assert Flag.SMALL_COUNTS in result.flags[0]


def test_a_declared_break_cuts_the_history():
    count = np.r_[np.full(12, 300.0), np.full(8, 900.0)]
    segment = np.repeat([[0, 1]], [12, 8], axis=1)
    result = found(count, segment=segment)
    assert result.movement[0] is Movement.NOT_SIGNIFICANT
    assert (result.states[0, :16] == NO_STATE).all()
    assert Flag.SERIES_BREAK in result.flags[0]


def test_nothing_is_compared_across_a_declared_break():
    segment = np.repeat([[0, 1]], [16, 4], axis=1)
    result = found(np.full(20, 300.0), segment=segment)
    assert result.reason[0] is Reason.SERIES_BREAK
    assert np.isnan(
        [result.year.then[0], result.year.change[0], result.year.p_value[0], result.period.p_value[0]]
    ).all()


def test_year_on_year_is_the_ratio_of_displayed_figures():
    block = block_of(growing((12, 0.0), (8, 0.03)))
    result = classify_block(block, STATISTICS)
    assert result.year.change[0] == pytest.approx(block.display[0, -1] / block.display[0, -5] - 1)
    assert result.year.lower[0] < 1 + result.year.change[0] < result.year.upper[0]
    assert result.tested[0]


def test_a_peak_needs_a_fall_since():
    count = growing((6, 0.0), (6, 0.03), (8, -0.03))
    result = found(count)
    assert result.peak_index[0] == 15
    assert np.isnan(found(np.full(24, 800.0)).peak[0])
    assert found(np.full(24, 800.0)).peak_index[0] == -1


def proportions_of(share: np.ndarray, base: float, **changes: object) -> Block:
    block = block_of(np.round(share * base), exposure=base, **changes)
    return replace(
        block,
        basis=Basis.PROPORTION,
        display=100 * rolling(block.count, block.window) / (block.window * base),
    )


def test_proportions_change_in_percentage_points():
    share = np.r_[np.full(12, 0.70), np.linspace(0.68, 0.50, 8)]
    result = classify_block(proportions_of(share, 1500.0), STATISTICS)
    assert result.movement[0] is Movement.REDUCING
    assert result.year.change[0] == pytest.approx(result.value[0] - result.year.then[0])
    assert result.year.lower[0] < result.year.change[0] < result.year.upper[0] < 0


def test_a_design_effect_makes_a_survey_less_certain():
    share = np.r_[np.full(12, 0.70), np.linspace(0.69, 0.62, 8)]
    plain = classify_block(proportions_of(share, 600.0), STATISTICS)
    clustered = classify_block(proportions_of(share, 600.0, design_effect=np.array([2.0])), STATISTICS)
    assert clustered.period.p_value[0] > plain.period.p_value[0]
    assert clustered.year.upper[0] - clustered.year.lower[0] > plain.year.upper[0] - plain.year.lower[0]


def test_figures_alone_are_never_tested():
    random = np.random.default_rng(7)
    figures = rolling(growing((10, 0.0), (12, 0.04))[None], 4)[:, 3:]
    figures *= np.exp(random.normal(0, 0.002, figures.shape))
    result = classify_block(values_of(figures), STATISTICS)
    assert result.movement[0] is Movement.RISING
    assert result.rule[0] is Rule.VARIATION
    assert not result.tested[0]
    assert np.isnan(result.year.p_value[0])
    assert Flag.VARIATION_ONLY in result.flags[0]


def test_figures_with_intervals_are_tested():
    figures = rolling(growing((10, 0.0), (12, 0.04))[None], 4)[:, 3:]
    block = values_of(figures, lower=figures * 0.98, upper=figures * 1.02)
    result = classify_block(block, STATISTICS)
    assert result.movement[0] is Movement.RISING
    assert result.tested[0]
    assert result.rule[0] is Rule.PHASES


FIRST_TIME_ENTRANTS = [190, 124, 126, 101, 100, 111, 88, 84]


RATES, WHOLE_RATES = Rule.TREND_OF_RATES, Rule.WHOLE_TREND_OF_RATES
SLOW_FALL = [400, 383, 358, 345, 322, 313, 290, 281, 263, 254]
MADE_GOOD = [400, 360, 330, 300, 270, 245, 220, 260, 310, 370]
ENDED = [420, 382, 349, 320, 290, 266, 241, 220, 222, 218, 221, 219, 222, 220]
WAVERING = [400, 330, 460, 350, 440, 310, 470, 340, 300, 250]


@pytest.mark.parametrize(
    ("count", "movement", "reason", "rule"),
    [
        (FIRST_TIME_ENTRANTS[:4], None, Reason.TOO_FEW_PERIODS, RATES),
        (FIRST_TIME_ENTRANTS[:5], Movement.REDUCING, None, RATES),
        (FIRST_TIME_ENTRANTS, Movement.NOT_SIGNIFICANT, None, RATES),
        ([100, 130, np.nan, 160, 170, 200], Movement.RISING, None, RATES),
        ([100, 130, np.nan, 160, 200], None, Reason.TOO_FEW_PERIODS, RATES),
        ([100, 130, 160, 170, 200, np.nan], None, Reason.MISSING_PERIODS, RATES),
        ([100, 130, 160, 200, 240], Movement.RISING, None, RATES),
        (SLOW_FALL, Movement.REDUCING, None, WHOLE_RATES),
        (ENDED, Movement.NOT_SIGNIFICANT, None, RATES),
        (MADE_GOOD, Movement.RISING, None, RATES),
        (MADE_GOOD[:-1], Movement.NOT_SIGNIFICANT, None, RATES),
        (WAVERING, Movement.NOT_SIGNIFICANT, None, RATES),
        ([400] * 8, Movement.NOT_SIGNIFICANT, None, RATES),
        ([0] * 8, None, Reason.SMALL_COUNTS, RATES),
        ([6, 5, 7, 6, 6, np.nan, 6], Movement.NOT_SIGNIFICANT, None, RATES),
        ([6, 5, 7, 6, 6, np.nan, 4], None, Reason.SMALL_COUNTS, RATES),
    ],
)
def test_annual_counts_follow_the_trend_of_all_years_and_of_the_latest(count, movement, reason, rule):
    result = classify_block(annual_of(count), STATISTICS)
    assert result.movement[0] is movement
    assert result.reason[0] is reason
    assert result.rule[0] is rule


def test_a_trend_that_the_published_rule_finds_must_hold_against_the_dispersion():
    published = inference.trend_of_rates(
        np.array([WAVERING[-5:]], float), np.sqrt(np.array([WAVERING[-5:]], float))
    )
    assert published.p_value[0] < STATISTICS.annual_significance
    assert published.steady[0]
    assert classify_block(annual_of(WAVERING), STATISTICS).movement[0] is Movement.NOT_SIGNIFICANT


def test_an_annual_trend_does_not_reach_across_a_declared_break():
    segment = np.array([[0] * 4 + [1] * 6])
    result = classify_block(annual_of([90] * 4 + SLOW_FALL[:6], segment=segment), STATISTICS)
    alone = classify_block(annual_of(SLOW_FALL[:6]), STATISTICS)
    assert result.movement[0] is alone.movement[0]
    assert result.span.p_value[0] == pytest.approx(alone.span.p_value[0])
    assert result.span.run[0] == -5
    short = classify_block(annual_of(SLOW_FALL, segment=np.array([[0] * 6 + [1] * 4])), STATISTICS)
    assert short.reason[0] is Reason.SERIES_BREAK


@pytest.mark.parametrize(
    ("figures", "movement"),
    [
        ([100, 97, 94, 91, 88, 85, 82, 79], Movement.REDUCING),
        ([11.2, 10.2, 9.4, 7.8, 6.4, 5.5, 4.9], Movement.REDUCING),
        ([-20, -15, -10, -5, 0, 5, 10], Movement.RISING),
        ([-3, -9, -15.5, -21, -27], Movement.REDUCING),
        ([0.0] * 6, Movement.NOT_SIGNIFICANT),
        ([-7.3] * 6, Movement.NOT_SIGNIFICANT),
        ([0.1, 0.2, 0.3, 0.2, 0.1, 0.2, 0.1], Movement.NOT_SIGNIFICANT),
        ([5, -3, 4, -6, 2, -1, 3], Movement.NOT_SIGNIFICANT),
        ([1.0, 1.1, 1.2, 1.3], None),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_annual_figures_alone_may_be_of_any_sign(figures, movement, sign):
    block = values_of(sign * np.array(figures), window=1, periods_per_year=1)
    result = classify_block(block, STATISTICS)
    expected = MIRROR.get(movement, movement) if sign < 0 else movement
    assert result.movement[0] is expected
    assert result.reason[0] is (None if movement else Reason.TOO_FEW_PERIODS)
    assert Flag.VARIATION_ONLY in result.flags[0]


@pytest.mark.parametrize(
    ("figures", "run"),
    [
        ([5, 4, 3, 2, 1], -4),
        ([1, 2, 1, 2, 3, 4], 3),
        ([1, 2, 3, 3], 0),
        ([3, 3, 3, 4], 1),
        ([1, 2, np.nan, 3, 4], 1),
        ([1, 2, 3, np.nan, 4], 0),
        ([7], 0),
    ],
)
def test_a_run_counts_years_in_a_row_that_went_one_way(figures, run):
    result = classify_block(values_of(figures, window=1, periods_per_year=1), STATISTICS)
    assert result.span.run[0] == run


def test_the_last_year_is_tested_against_the_first_with_the_dispersion_of_the_series():
    count = np.array(SLOW_FALL, float)
    result = classify_block(annual_of(SLOW_FALL), STATISTICS)
    degrees = result.degrees_of_freedom[0]
    error = np.sqrt(result.dispersion[0] * (1 / (count[-1] + 0.5) + 1 / (count[0] + 0.5)))
    statistic = np.log((count[-1] + 0.5) / (count[0] + 0.5)) / error
    assert result.span.p_value[0] == pytest.approx(2 * stats.t.sf(abs(statistic), degrees))


def test_four_years_of_values_with_intervals_give_no_label_but_a_test_of_their_change():
    figures, error = np.array([10.0, 9.1, 8.2, 6.9]), np.array([0.4, 0.5, 0.4, 0.6])
    margin = inference.INTERVAL_WIDTH / 2 * error
    limits = {"lower": (figures - margin)[None], "upper": (figures + margin)[None]}
    result = classify_block(values_of(figures, window=1, periods_per_year=1, **limits), STATISTICS)
    alone = classify_block(values_of(figures, window=1, periods_per_year=1), STATISTICS)
    # four points on a line leave two degrees of freedom, and vary less about it than their errors have it
    statistic = (figures[-1] - figures[0]) / np.hypot(error[-1], error[0])
    assert result.movement[0] is alone.movement[0] is None
    assert result.span.p_value[0] == pytest.approx(
        2 * stats.t.sf(abs(statistic), 2 + STATISTICS.prior_degrees)
    )
    assert np.isnan(alone.span.p_value[0])


def test_the_dispersion_of_years_is_that_around_lines_of_five_each():
    count = np.array([310, 280, 330, *SLOW_FALL], float)
    chi_squared = 0.0
    for part, offset in ((count[-5:], 8), (count[-10:-5], 3), (count[:3], 0)):
        time = sm.add_constant(np.arange(offset, offset + len(part)))
        chi_squared += sm.GLM(part, time, family=sm.families.Poisson()).fit().pearson_chi2
    own, prior = 3 + 3 + 1, STATISTICS.prior_degrees
    expected = (chi_squared + prior * STATISTICS.dispersion_prior) / (own + prior)
    result = classify_block(annual_of(list(count)), STATISTICS)
    assert result.dispersion[0] == pytest.approx(max(1.0, expected), rel=1e-6)
    assert result.degrees_of_freedom[0] == own + prior


def test_a_design_effect_is_the_least_dispersion_of_annual_percentages():
    share = np.array([18.0, 18.1, 18.0, 17.9, 18.0, 18.1]) / 100
    block = proportions_of(share, 1500.0, window=1, periods_per_year=1, design_effect=np.array([1.7]))
    assert classify_block(block, STATISTICS).dispersion[0] == pytest.approx(1.7)


@given(st.lists(st.integers(20, 900), min_size=1, max_size=16), st.sampled_from([0.5, 3.0, 40.0]))
@example([20, 23, 23, 20, 127], 40.0)
@settings(max_examples=60, deadline=None)
def test_neither_the_unit_of_exposure_nor_a_neighbour_matters_to_annual_series(count, factor):
    plain = classify_block(annual_of(count), STATISTICS)
    scaled = classify_block(annual_of(count, exposure=np.full((1, len(count)), 66_000 * factor)), STATISTICS)
    assert plain.movement[0] is scaled.movement[0]
    both = classify_block(annual_of_many([count, count[::-1]]), STATISTICS)
    assert both.movement[0] is plain.movement[0]
    assert both.span.p_value[0] == pytest.approx(plain.span.p_value[0], nan_ok=True)
    assert both.span.p_value[0] == pytest.approx(scaled.span.p_value[0], nan_ok=True)


@pytest.mark.parametrize("dispersion", [1.0, 2.3, 4.0])
@pytest.mark.parametrize("years", [5, 6, 10, 20])
def test_flat_annual_counts_are_rarely_given_a_movement(dispersion, years):
    random = np.random.default_rng(years)
    result = classify_block(annual_of_many(noise(random, np.full(years, 400.0), dispersion)), STATISTICS)
    assert np.isin(result.movement, (Movement.RISING, Movement.REDUCING)).mean() <= 0.05
    assert (result.year.p_value < STATISTICS.alpha).mean() <= 0.08
    assert (result.span.p_value < STATISTICS.alpha).mean() <= 0.08


def test_a_steady_annual_fall_is_found_and_one_that_ended_is_not():
    random = np.random.default_rng(5)
    falling = annual_of_many(noise(random, 400 * 0.95 ** np.arange(10), 1.0))
    assert (classify_block(falling, STATISTICS).movement == Movement.REDUCING).mean() >= 0.9
    growth = np.r_[np.full(10, 0.92), np.ones(5)]
    ended = classify_block(annual_of_many(noise(random, 400 * np.cumprod(growth), 2.3)), STATISTICS)
    assert (ended.movement == Movement.REDUCING).mean() <= 0.1
    assert (ended.span.p_value < STATISTICS.alpha).mean() >= 0.9


def test_annual_history_dates_the_end_of_a_fall():
    block = annual_of(FIRST_TIME_ENTRANTS)
    history = phases(classify_block(block, STATISTICS), block, 0)
    assert [(part.direction, part.start, part.end) for part in history] == [
        (Direction.DOWN, 1, 4),
        (Direction.LEVEL, 5, 7),
    ]


def test_a_figure_that_overlaps_is_compared_with_none():
    block = annual_of([*FIRST_TIME_ENTRANTS, 90], overlap=np.array([9]))
    result = classify_block(block, STATISTICS)
    assert result.movement[0] is Movement.NOT_SIGNIFICANT
    assert result.value[0] == pytest.approx(90 / 66)
    assert np.isnan(
        [result.year.then[0], result.year.change[0], result.year.p_value[0], result.period.p_value[0]]
    ).all()
    assert Flag.OVERLAP in result.flags[0]


def test_annual_proportions_of_everything_cannot_be_judged():
    block = annual_of([5, 5, 5, 5, 5])
    block = replace(
        block, basis=Basis.PROPORTION, exposure=np.full((1, 5), 5.0), display=np.full((1, 5), 100.0)
    )
    result = classify_block(block, Statistics(smallest_count=0))
    assert result.reason[0] is Reason.NOT_CALCULABLE


def test_like_series_are_those_of_one_indicator_in_many_areas():
    block = block_of(np.full((40, 8), 50.0))
    same_indicator = replace(
        block, indicator=np.full(40, "theft", object), area=np.array([f"a{i}" for i in range(40)], object)
    )
    assert len(set(like_series(same_indicator, 30))) == 1
    assert len(set(like_series(block, 30))) == 1
    assert set(like_series(block, 50)) == {-1}


def test_another_indicator_leaves_a_small_report_as_it_is():
    random = np.random.default_rng(8)
    count = random.poisson(300, (8, 20)).astype(float)
    alone, together = found(count[:1]), found(count)
    assert alone.dispersion[0] == together.dispersion[0]
    assert alone.movement[0] is together.movement[0]


SERIES = st.lists(st.integers(0, 4000), min_size=1, max_size=28)
"""Any quarters at all."""
SMOOTH = st.builds(
    growing,
    st.tuples(st.integers(4, 12), st.sampled_from([-0.03, 0.0, 0.03])),
    st.tuples(st.integers(4, 12), st.sampled_from([-0.03, 0.0, 0.03])),
    st.tuples(st.integers(1, 8), st.sampled_from([-0.03, 0.0, 0.03])),
)


@given(SERIES, st.lists(st.integers(0, 27), max_size=3))
@settings(max_examples=60, deadline=None)
def test_no_crash_and_no_silent_label(count, gaps):
    figures = np.array(count, float)
    figures[[gap for gap in gaps if gap < len(figures)]] = np.nan
    for block in (
        block_of(figures),
        block_of(figures, window=1),
        proportions_of(figures / 4000, 4000.0),
        values_of(figures),
        values_of(figures, window=1),
        block_of(figures, window=1, periods_per_year=1),
        values_of(figures, window=1, periods_per_year=1),
    ):
        result = classify_block(block, STATISTICS)
        assert (result.movement[0] is None) == (result.reason[0] is not None)
        assert (result.quarters[0] > 0) == (result.movement[0] is not None)
        assert sum(part.periods for part in phases(result, block, 0)) <= len(figures)


@given(SMOOTH, st.sampled_from([0.5, 3.0, 1000.0]))
@settings(max_examples=30, deadline=None)
def test_the_unit_of_exposure_does_not_matter(count, factor):
    plain, scaled = found(count), found(count, exposure=POPULATION * factor)
    assert plain.movement[0] is scaled.movement[0]
    assert plain.states.tolist() == scaled.states.tolist()
    assert plain.year.p_value == pytest.approx(scaled.year.p_value, nan_ok=True)


@given(SMOOTH, st.tuples(*[st.floats(0.7, 1.3)] * 4))
@settings(max_examples=30, deadline=None)
def test_a_constant_season_does_not_matter(count, season):
    pattern = np.resize(np.array(season) / np.mean(season), len(count))
    assert found(np.round(1000 * count * pattern)).movement[0] is found(1000 * count).movement[0]


@given(SMOOTH)
@settings(max_examples=30, deadline=None)
def test_mirror_images_make_mirror_movements(count):
    movement = found(1000 * count).movement[0]
    assert found(np.round(2e6**2 / count / 1000)).movement[0] is MIRROR.get(movement, movement)


def test_the_filter_moves_on_as_the_model_says():
    model = phase_model(STATISTICS)
    random = np.random.default_rng(9)
    beliefs = Beliefs(model, np.ones(2, np.float32), 4)
    prediction = Prediction(beliefs)
    before, after = (np.empty((len(model.label), 2), np.float32) for _ in range(2))
    for _ in range(2 * model.horizon):
        beliefs.moving[:] = random.random(beliefs.moving.shape)
        beliefs.quiet[:] = random.random(beliefs.quiet.shape)
        beliefs.copy_to(before)
        prediction.advance(np.zeros(2, bool))
        beliefs.copy_to(after)
        assert after == pytest.approx(model.follow.T @ before, rel=1e-5)


def test_the_model_is_a_proper_chain():
    model = phase_model(STATISTICS)
    assert model.follow.sum(axis=1) == pytest.approx(np.ones(len(model.label)))
    assert model.start.sum() == pytest.approx(1.0)
    assert set(LABELS) == {LABELS[place] for place in model.label if place >= 0}


@pytest.mark.parametrize("dispersion", [1.0, 2.3, 4.0])
@pytest.mark.parametrize("quarters", [8, 16, 28])
@pytest.mark.parametrize("alone", [True, False])
def test_pure_noise_is_rarely_given_a_movement(dispersion, quarters, alone):
    random = np.random.default_rng(10)
    season = 1 + 0.2 * np.cos(np.pi / 2 * np.arange(quarters) + random.uniform(0, 6, (500, 1)))
    mean = 300 * season
    if dispersion > 1:
        mean = random.gamma(mean / (dispersion - 1), dispersion - 1)
    batch = np.full(500, -1) if alone else None
    result = classify_block(block_of(random.poisson(mean)), STATISTICS, batch)
    assert np.mean(result.movement != Movement.NOT_SIGNIFICANT) <= 0.07


def table_of(count: np.ndarray, periods: pd.PeriodIndex, indicator: str = "theft") -> pd.DataFrame:
    names = {"indicator": indicator, "area": "County", "period": periods.astype(str)}
    return pd.DataFrame({**names, "count": count.astype(int), "denominator": 750_000})


def monthly(pieces: list[tuple[int, float]], indicator: str = "theft") -> pd.DataFrame:
    count = np.repeat(growing(*pieces) / 3, 3).round()
    return table_of(count, pd.period_range("2016-04", periods=len(count), freq="M"), indicator)


COLUMNS = [
    "indicator",
    "area",
    "period",
    "value",
    "movement",
    "reason",
    "before",
    "favour",
    "quarters",
    "change_quarter",
    "p_quarter",
    "change_year",
    "p_year",
    "year_ago",
    "lower",
    "upper",
    "peak",
    "peak_period",
    "trough",
    "trough_period",
    "phases",
    "dispersion",
    "flags",
    "rule",
]


def test_the_table_has_its_columns_and_plain_values():
    table = narrate.classify(monthly([(10, 0.0), (8, 0.03), (4, 0.0)]))
    assert list(table.columns) == COLUMNS
    row = table.iloc[0]
    assert row["movement"] == "plateaued"
    assert row["before"] == "up"
    assert row["reason"] is None
    assert row["quarters"] == 4
    assert row["phases"][-1] == (Direction.LEVEL, "2021/22 Q3", "2022/23 Q2", 4)
    assert row["flags"] == (Flag.STABLE,)


def test_polarity_says_whether_a_movement_is_welcome():
    table = narrate.classify(
        monthly([(12, 0.0), (8, 0.03)]), [Indicator(id="theft", name="theft", polarity=Polarity.LOW)]
    )
    assert table["favour"][0] is Favour.WORSE


@pytest.mark.parametrize(
    ("movement", "polarity", "favour"),
    [
        (Movement.RISING, Polarity.HIGH, Favour.BETTER),
        (Movement.RISING, Polarity.LOW, Favour.WORSE),
        (Movement.REDUCING, Polarity.LOW, Favour.BETTER),
        (Movement.REDUCING, Polarity.NEUTRAL, Favour.NEUTRAL),
        (Movement.LEVELLING, Polarity.LOW, Favour.NEUTRAL),
        (None, Polarity.LOW, Favour.NEUTRAL),
    ],
)
def test_favour(movement, polarity, favour):
    assert favour_of(movement, polarity) is favour


@given(st.randoms(use_true_random=False))
@settings(max_examples=5, deadline=None)
def test_the_order_of_rows_does_not_matter(random):
    frame = pd.concat([monthly([(12, 0.0), (8, 0.03)]), monthly([(20, 0.0)], "arson")], ignore_index=True)
    order = list(range(len(frame)))
    random.shuffle(order)
    pd.testing.assert_frame_equal(classify(frame), classify(frame.iloc[order]))


def test_an_incomplete_leading_quarter_does_not_matter():
    whole = monthly([(12, 0.0), (8, 0.03)])
    longer = pd.concat(
        [table_of(np.array([900.0, 10.0]), pd.period_range("2016-02", periods=2, freq="M")), whole]
    )
    pd.testing.assert_frame_equal(classify(whole), classify(longer))


ROLLING_RATE = Indicator(
    id="theft",
    name="theft",
    measure=Measure.RATE,
    population=750_000,
    window="12 months",
    frequency="quarterly",
)


@given(SMOOTH, st.integers(0, 2**32 - 1))
@settings(max_examples=20, deadline=None)
def test_rolling_in_equals_monthly_in_where_the_first_year_is_even(count, seed):
    """Counts are rebuilt from rolling rates exactly, but for the split of the first year, taken as even."""
    noisy = np.r_[count[:4], np.random.default_rng(seed).poisson(count[4:])]
    whole = table_of(np.repeat(noisy, 3), pd.period_range("2016-04", periods=3 * len(noisy), freq="M"))
    rates = whole.assign(value=whole["count"].rolling(12).sum() / 750)
    rates = rates.loc[11::3, ["indicator", "area", "period", "value"]]
    pd.testing.assert_frame_equal(classify(whole), classify(rates, [ROLLING_RATE]), rtol=1e-6)


@pytest.mark.parametrize(("season", "differing"), [(0.0, 0.01), (0.1, 0.02), (0.2, 0.04)])
def test_rolling_in_seldom_differs_from_monthly_in_where_the_first_year_has_a_season(season, differing):
    """The displayed figures stay the same; the label may differ, for the season is lost, but never turns.

    A rolling figure tells by how many events a quarter differs from the same quarter a year earlier, not of
    how many: with an unknown season, the same events are a smaller or larger share of their quarter.
    """
    random = np.random.default_rng(12)
    rates, lengths = [-0.03, 0.0, 0.03], [(4, 12), (4, 12), (1, 8)]
    count = np.full((600, 40), np.nan)
    for row in count:
        path = growing(*((int(random.integers(*span)), float(random.choice(rates))) for span in lengths))
        path *= 1 + season * np.cos(np.pi / 2 * np.arange(len(path)) + random.uniform(0, 6))
        row[-len(path) :] = random.poisson(path)
    whole, rebuilt = found(count), found(quarters_of_rolling(rolling(count, 4)))
    for figure in ("now", "then", "change"):
        assert getattr(whole.year, figure) == pytest.approx(getattr(rebuilt.year, figure), nan_ok=True)
    assert np.mean(whole.movement != rebuilt.movement) <= differing
    assert not any(
        a in MIRROR and MIRROR[a] is b for a, b in zip(whole.movement, rebuilt.movement, strict=True)
    )


def test_an_observation_given_twice_is_an_error():
    frame = monthly([(12, 0.0), (8, 0.03)])
    with pytest.raises(DataError):
        classify(pd.concat([frame, frame.tail(1)]))


@pytest.mark.skipif(not LONDON.is_file(), reason="the recorded crime of London is not here")
def test_no_london_series_that_stops_is_said_to_reduce():
    wide = pd.read_csv(LONDON)
    stopped = wide[wide["minortext"].isin(["DOMESTIC BURGLARY", "FRAUD AND FORGERY"])]
    months = stopped.filter(regex=r"^\d{6}$").to_numpy(float)
    for end in range(60, months.shape[1] + 1, 3):
        recent = months[:, max(0, end - 72) : end]
        quarters = recent.reshape(len(recent), -1, 3).sum(axis=2)
        gone = (quarters[:, -1] < 0.1 * quarters[:, -5]) | (quarters[:, -1] == 0)
        movement = found(quarters).movement
        assert not (gone & (movement == Movement.REDUCING)).any(), end


def test_a_movement_ends_with_a_quarter_that_went_its_way():
    random = np.random.default_rng(4)
    lasting = [int(quarters) for quarters in random.integers(5, 10, 400)]
    paths = [
        np.r_[np.ones(8), np.exp(0.04 * np.arange(1, most)), np.repeat(np.exp(0.04 * most), 3)]
        for most in lasting
    ]
    count = np.full((400, 24), np.nan)
    for row, path in zip(count, paths, strict=True):
        row[-len(path) :] = random.poisson(300 * path)
    classified = found(count)
    checked = 0
    for row, movement, states in zip(count, classified.movement, classified.states, strict=True):
        if movement is Movement.LEVELLING:
            last = np.flatnonzero(states == 1)[-1]
            level = len(states) - 1 - last
            assert 1 <= level <= 2
            assert level == 2 or row[last] > row[last - 4]
            checked += 1
    assert checked > 20


@pytest.mark.parametrize("dispersion", [1.0, 4.0])
def test_curvature_measures_noise_and_not_bends(dispersion):
    random = np.random.default_rng(21)
    bend = 0.3 * np.abs(np.arange(24) - 12.0)
    noise = np.sqrt(dispersion) * random.normal(size=(4000, 24))
    flat, bent = (curvature_dispersion(rows, np.ones_like(rows)) for rows in (noise, noise + bend))
    assert np.median(flat) == pytest.approx(dispersion, rel=0.1)
    assert np.median(bent) == pytest.approx(np.median(flat), rel=0.1)


def test_curvature_of_three_figures_or_fewer():
    rows = np.array([[1.0, 2.0, 3.0, 4.0], [1.0, np.nan, 2.0, 3.0]])
    assert curvature_dispersion(rows, np.ones_like(rows)).tolist() == pytest.approx(
        [0.0, np.nan], nan_ok=True
    )


@given(st.tuples(*[st.floats(-0.5, 0.5)] * 4), st.floats(-0.02, 0.02), st.integers(12, 40))
@settings(max_examples=40, deadline=None)
def test_a_season_is_taken_out_of_a_line_to_a_constant(season, slope, quarters):
    line = slope * np.arange(quarters)[None]
    left = without_season(line + np.resize(season, quarters)) - line
    assert np.ptp(left) == pytest.approx(0, abs=1e-6)


def test_noise_without_a_season_is_left_much_as_it_is():
    noise = np.random.default_rng(22).normal(size=(500, 24))
    assert np.mean((without_season(noise) - noise) ** 2) < 0.15


@pytest.mark.parametrize("persistence", [0.0, 0.3, 0.9])
def test_the_doubt_about_chance_is_that_of_a_kalman_filter(persistence):
    """Against the textbook filter of chance in this quarter and the last, seen through their difference."""
    one = np.ones(1, np.float32)
    beliefs = Beliefs(phase_model(STATISTICS), one, 1)
    correction = Correction(beliefs, Part(one[None], one[None], 1, one, one, one), persistence)
    move = np.array([[persistence, 0.0], [1.0, 0.0]])
    seen = np.array([[1.0, -1.0]])
    covariance = np.diag([1.0, 0.0])
    for _ in range(6):
        covariance = move @ covariance @ move.T + np.diag([1 - persistence**2, 0.0])
        variance = seen @ covariance @ seen.T
        gain = covariance @ seen.T / variance
        entering, kept = correction._shares(0, np.array([True]))
        assert entering == pytest.approx(variance[0], rel=1e-5)
        assert kept / entering == pytest.approx(gain[0], rel=1e-5)
        covariance = covariance - gain @ seen @ covariance
        assert correction.doubt[0] == pytest.approx(covariance[0, 0], rel=1e-4)


def test_the_division_of_the_work_does_not_matter(monkeypatch):
    block = block_of(np.random.default_rng(23).poisson(300, (300, 20)))
    batch = np.full(300, -1)
    whole = classify_block(block, STATISTICS, batch)
    monkeypatch.setattr(phase_filter, "CHUNK", 64)
    parts = classify_block(block, STATISTICS, batch)
    assert whole.movement.tolist() == parts.movement.tolist()
    assert whole.states.tolist() == parts.states.tolist()


@pytest.mark.parametrize("window", [1, 4])
@pytest.mark.parametrize("yearly", [-0.01, 0.01])
def test_a_slow_drift_at_large_counts_is_no_history(window, yearly):
    path = 1.5e6 * np.exp(yearly / 4 * np.arange(24))
    result = found(np.random.default_rng(24).poisson(path, (200, 24)), window=window)
    assert (result.movement == Movement.NOT_SIGNIFICANT).all()
    assert np.isin(result.states, [0, NO_STATE]).all()


PLAIN = np.r_[np.full(8, 10.0), 10 * 1.035 ** np.arange(1, 9), np.full(4, 10 * 1.035**8)]
"""Values that rise for eight quarters, and have been level for four since."""


@pytest.mark.parametrize(
    ("level", "movement"),
    [
        (0, Movement.RISING),
        (1, Movement.LEVELLING),
        (2, Movement.LEVELLING),
        (3, Movement.PLATEAUED),
        (8, Movement.PLATEAUED),
        (9, Movement.NOT_SIGNIFICANT),
    ],
)
def test_a_turn_of_single_quarters_is_told_when_the_figure_makes_it(level, movement):
    figures = np.r_[PLAIN[:16], np.full(level, PLAIN[-1])]
    figures = figures * (1 + 0.002 * np.resize([1, -1, -1, 1, 0], len(figures)))
    result = classify_block(values_of(figures, window=1), STATISTICS)
    assert result.movement[0] is movement
    if level:
        assert np.flatnonzero(result.states[0] == 1)[-1] == 15


@given(st.tuples(*[st.floats(0.7, 1.3)] * 4))
@settings(max_examples=20, deadline=None)
def test_a_constant_season_of_single_quarters_does_not_matter(season):
    random = np.random.default_rng(25)
    count = 1e5 * PLAIN * np.exp(random.normal(0, 0.003, PLAIN.shape))
    pattern = np.resize(season, len(count))
    plain, seasonal = (found(np.round(each), window=1) for each in (count, count * pattern))
    assert plain.movement[0] is seasonal.movement[0] is Movement.PLATEAUED


def autocorrelated(random: np.random.Generator, n: int, quarters: int, rho: float) -> np.ndarray:
    rows = random.normal(size=(n, quarters))
    for at in range(1, quarters):
        rows[:, at] = rho * rows[:, at - 1] + np.sqrt(1 - rho**2) * rows[:, at]
    return rows


@pytest.mark.parametrize("quarters", [8, 12, 20, 40])
@pytest.mark.parametrize("rho", [0.0, 0.3, 0.6])
def test_autocorrelated_values_are_rarely_given_a_movement(rho, quarters):
    noise = 0.03 * autocorrelated(np.random.default_rng(26), 500, quarters, rho)
    result = classify_block(values_of(100 * np.exp(noise), window=1), STATISTICS)
    claimed = (result.movement != Movement.NOT_SIGNIFICANT).sum()
    # one-sided 99 % limit of 500 draws at a rate of 8 %
    assert claimed <= 500 * 0.08 + 2.33 * np.sqrt(500 * 0.08 * 0.92)


@pytest.mark.parametrize(("rho", "least"), [(0.0, 0.9), (0.3, 0.75)])
def test_a_rise_of_ten_per_cent_is_found_in_values(rho, least):
    noise = 0.03 * autocorrelated(np.random.default_rng(27), 400, 20, rho)
    figures = 100 * np.exp(noise + np.log(1.1) / 4 * np.arange(20))
    result = classify_block(values_of(figures, window=1), STATISTICS)
    assert np.mean(result.movement == Movement.RISING) >= least


BELOW_ZERO = [-5, -6, -4, -7, -8, -9, -8, -10, -12, -13, -12, -14, -2, 1, 3, 4]


@pytest.mark.parametrize("window", [1, 4])
@pytest.mark.parametrize("figures", [BELOW_ZERO, [0] * 16, [3.0, 0.0] * 8, list(range(-8, 12))])
def test_values_that_go_below_zero_are_not_incomplete(figures, window):
    result = classify_block(values_of([figures], window=window), STATISTICS)
    assert result.reason[0] is None


@given(st.lists(st.integers(-50, 50), min_size=8, max_size=24), st.sampled_from([1, 4]))
@settings(max_examples=40, deadline=None)
def test_values_that_cross_zero_have_no_unit_and_mirror_images(figures, window):
    rows = np.array([[*figures, -1.0, 1.0]])
    plain, scaled, turned = (
        classify_block(values_of(factor * rows, window=window), STATISTICS).movement[0]
        for factor in (1.0, 8.0, -1.0)
    )
    assert plain is scaled
    assert turned is MIRROR.get(plain, plain)


@pytest.mark.parametrize("factor", [0.7, 1.4])
@pytest.mark.parametrize("since", [5, 7, 9, 12])
def test_a_single_step_is_dated(factor, since):
    path = np.r_[np.full(28 - since, 900.0), np.full(since, 900.0 * factor)]
    result = found(np.random.default_rng(28).poisson(path, (300, 28)))
    assert np.mean(result.step_index == 28 - since) > 0.9
    flagged = [Flag.POSSIBLE_STEP in flags for flags in result.flags]
    assert flagged == (result.step_index >= 0).tolist()


def test_a_step_is_seldom_followed_by_what_it_did_not_do():
    random = np.random.default_rng(29)
    path = np.r_[np.full(18, 900.0), np.full(6, 700.0)]
    count = random.poisson(random.gamma(path, 1.0, (1000, 24)))
    assert np.mean(found(count).movement == Movement.RISING) < 0.02


@pytest.mark.parametrize(
    ("change", "index", "direction"),
    [
        ([0.0] * 8 + [-0.3] * 4 + [0.0] * 6, 8, -1),
        ([0.0] * 8 + [0.3] * 4 + [0.0], 8, 1),
        ([0.0] * 8 + [0.3] * 4, -1, 0),
        ([0.0] * 8 + [0.1] * 4 + [0.0] * 6, -1, 0),
        ([0.0] * 4 + [0.3] * 8 + [0.0] * 6, -1, 0),
        ([0.0] * 8 + [-0.3] * 4 + [0.15] * 2, -1, 0),
    ],
    ids=["fall", "just over", "not over", "within chance", "too long", "a rise since"],
)
def test_single_steps(change, index, direction):
    changes = np.array([change])
    steps = single_steps(changes, np.full(changes.shape, 0.1**2), STATISTICS)
    assert steps.index.tolist() == [index]
    assert steps.direction.tolist() == [direction]


@pytest.mark.parametrize("count", [np.full(24, 800.0), growing((8, 0.0), (12, 0.03))])
def test_no_step_is_seen_where_there_is_none(count):
    result = found(count)
    assert result.step_index[0] == -1
    assert Flag.POSSIBLE_STEP not in result.flags[0]


def test_slices_and_threads_change_no_result():
    count = np.random.default_rng(8).poisson(np.linspace(3, 900, 9000)[:, None] * np.ones(20)).astype(float)
    lonely = np.full(len(count), -1)
    together = classify_block(block_of(count), STATISTICS, lonely)
    halves = [classify_block(block_of(half), STATISTICS, lonely[: len(half)]) for half in np.split(count, 2)]
    dispersion = np.concatenate([half.dispersion for half in halves])
    assert together.dispersion == pytest.approx(dispersion, rel=1e-12)
    for name in ("movement", "reason", "states", "quarters", "step_index"):
        apart = np.concatenate([getattr(half, name) for half in halves])
        assert getattr(together, name).tolist() == apart.tolist()


def test_a_slice_is_worked_on_where_the_series_are():
    figures = np.arange(3.0 * slices.SLICE + 5)[:, None]
    assert slices.by_rows(lambda each: (each + 1,), figures)[0].tolist() == (figures + 1).tolist()
    assert slices.by_rows(lambda each: (each + 1,), figures[:0])[0].tolist() == []
