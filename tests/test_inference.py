"""Statistical functions against scipy, statsmodels and published values."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest
from statsmodels.stats.rates import test_poisson_2indep as poisson_two_samples

from narrate import inference
from narrate.settings import Statistics

COUNTS = [(0, 4), (1, 1), (3, 12), (25, 14), (90, 84), (84, 111), (450, 512), (4000, 4211)]
EXPOSURES = [(1.0, 1.0), (2.0, 3.0), (753_000.0, 746_000.0)]
PROPORTIONS = [(14, 22, 18, 34), (690, 990, 880, 1010), (1, 40, 6, 50), (30, 30, 25, 30), (0, 25, 4, 30)]

FINGERTIPS_EVENTS = np.array([[994.0, 1023, 1199, 1332, 1367]])
FINGERTIPS_BASE = np.array([[40299.0, 41527, 42811, 44064, 44701]])
FINGERTIPS_VALUE = np.array([[24.67, 24.6, 28.0, 30.2, 30.6]])
FINGERTIPS_LOWER = np.array([[23.16, 23.15, 26.44, 28.63, 28.98]])
FINGERTIPS_UPPER = np.array([[26.25, 26.19, 29.64, 31.9, 32.25]])


@pytest.mark.parametrize(("newer", "older"), COUNTS)
@pytest.mark.parametrize(("newer_exposure", "older_exposure"), EXPOSURES)
def test_mid_p_is_twice_the_smaller_binomial_tail(newer, older, newer_exposure, older_exposure):
    binomial = stats.binom(newer + older, newer_exposure / (newer_exposure + older_exposure))
    half = binomial.pmf(newer) / 2
    expected = min(1.0, 2 * min(binomial.sf(newer) + half, binomial.cdf(newer - 1) + half))
    found = inference.conditional_mid_p(newer, newer_exposure, older, older_exposure)
    assert found == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("newer", "older"), COUNTS)
def test_mid_p_is_twice_the_one_sided_value_of_statsmodels(newer, older):
    sides = [
        poisson_two_samples(newer, 2, older, 3, method="cond-midp", alternative=side).pvalue
        for side in ("larger", "smaller")
    ]
    assert inference.conditional_mid_p(newer, 2, older, 3) == pytest.approx(
        min(1.0, 2 * min(sides)), rel=1e-9
    )


@pytest.mark.parametrize(("newer", "older"), [(450, 512), (4000, 4211), (90, 84)])
@pytest.mark.parametrize(("newer_exposure", "older_exposure"), EXPOSURES)
def test_rates_agree_with_statsmodels_when_nothing_is_overdispersed(
    newer, older, newer_exposure, older_exposure
):
    expected = poisson_two_samples(newer, newer_exposure, older, older_exposure, method="wald-log").pvalue
    found = inference.compare_rates(newer, newer_exposure, older, older_exposure).p_value
    assert found == pytest.approx(expected, abs=0.004)


@pytest.mark.parametrize("degrees", [3.0, 12.5, 60.0])
@pytest.mark.parametrize("dispersion", [1.0, 2.3])
def test_rates_use_student_t_with_the_degrees_of_the_dispersion(degrees, dispersion):
    found = inference.compare_rates(510, 1.0, 460, 1.0, dispersion=dispersion, degrees_of_freedom=degrees)
    error = np.sqrt(dispersion * (1 / 510.5 + 1 / 460.5))
    estimate = np.log(510.5 / 460.5)
    assert found.p_value == pytest.approx(2 * stats.t.sf(estimate / error, degrees))
    assert (found.lower, found.upper) == pytest.approx(stats.t.interval(0.95, degrees, estimate, error))


@pytest.mark.parametrize(
    ("newer_rate", "older_rate", "dispersion", "p_value"),
    [(72.80, 72.47, 1.0, 0.45), (2.61, 2.79, 1.0, 0.034), (1.53, 1.73, 1.0, 0.002), (5.45, 5.34, 1.0, 0.36)],
)
def test_rates_of_the_example_report(newer_rate, older_rate, dispersion, p_value):
    population = 753.0
    counts = newer_rate * population, older_rate * population
    found = inference.compare_rates(counts[0], 1.0, counts[1], 1.0, dispersion=dispersion)
    assert found.p_value == pytest.approx(p_value, abs=0.015)


@pytest.mark.parametrize("case", PROPORTIONS)
def test_proportions_agree_with_statsmodels(case):
    newer, newer_base, older, older_base = case
    found = inference.compare_proportions(newer, newer_base, older, older_base)
    expected = proportions_ztest([newer, older], [newer_base, older_base])[1]
    assert found.p_value == pytest.approx(expected, rel=1e-9)
    limits = confint_proportions_2indep(newer, newer_base, older, older_base, method="newcomb")
    assert (found.lower, found.upper) == pytest.approx(limits, abs=1e-9)


def test_a_design_effect_divides_the_base():
    plain = inference.compare_proportions(600, 1000, 520, 1000)
    clustered = inference.compare_proportions(1200, 2000, 1040, 2000, dispersion=2.0)
    assert clustered.p_value == pytest.approx(plain.p_value)
    assert clustered.upper == pytest.approx(plain.upper)


@pytest.mark.parametrize(("successes", "base"), [(0, 10), (3, 12), (65, 100), (100, 100), (7000, 9000)])
def test_wilson_agrees_with_statsmodels(successes, base):
    expected = proportion_confint(successes, base, method="wilson")
    found = inference.wilson_limits(np.array(successes / base), np.array(float(base)), stats.norm.ppf(0.975))
    assert found == pytest.approx(expected, abs=1e-12)


def test_wilson_published_values():
    lower, upper = inference.wilson_limits(np.array([0.65, 0.82, 1.0]), np.full(3, 100.0), 1.96)
    assert lower == pytest.approx([0.5525, 0.7333, 0.9630], abs=5e-5)
    assert upper == pytest.approx([0.7364, 0.8830, 1.0], abs=5e-5)


@pytest.mark.parametrize("count", [0, 1, 4, 9])
def test_small_counts_have_exact_poisson_limits(count):
    lower, upper = inference.byar_interval(count)
    assert lower == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2 if count else 0.0)
    assert upper == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2)


@pytest.mark.parametrize("count", [10, 30, 250, 4000])
def test_byar_is_close_to_the_exact_limits(count):
    lower, upper = inference.byar_interval(count)
    assert lower == pytest.approx(stats.chi2.ppf(0.025, 2 * count) / 2, rel=2e-3)
    assert upper == pytest.approx(stats.chi2.ppf(0.975, 2 * count + 2) / 2, rel=2e-3)


def test_fingertips_published_values():
    error = (FINGERTIPS_UPPER - FINGERTIPS_LOWER) / inference.INTERVAL_WIDTH
    rates = inference.trend_of_rates(FINGERTIPS_VALUE, error)
    proportions = inference.trend_of_proportions(FINGERTIPS_EVENTS, FINGERTIPS_BASE)
    assert round(float(rates.chi_squared[0]), 2) == 46.77
    assert round(float(proportions.chi_squared[0]), 2) == 47.90
    assert rates.steady.all()
    assert proportions.steady.all()
    assert rates.p_value[0] < 0.002


@pytest.mark.parametrize(
    ("successes", "base", "sign"),
    [
        ([57274, 55865, 53681, 51767, 53185], [61834, 60511, 59074, 57509, 59028], -1),
        (
            [3455176, 3491868, 3625401, 3774801, 3938080],
            [48783947, 49122259, 49956777, 50649129, 51441896],
            1,
        ),
    ],
)
def test_fingertips_published_labels_of_proportions(successes, base, sign):
    found = inference.trend_of_proportions(np.array([successes], float), np.array([base], float))
    assert found.steady[0]
    assert found.p_value[0] < 0.002
    assert np.sign(found.slope[0]) == sign


def test_fingertips_published_label_of_a_rate():
    value = np.array([[2.935, 1.93028, 2.7567, 2.8701, 3.0121]])
    lower = np.array([[2.7841, 1.8085, 2.6113, 2.7225, 2.8616]])
    upper = np.array([[3.0919, 2.058, 2.9082, 3.0237, 3.1683]])
    found = inference.trend_of_rates(value, (upper - lower) / inference.INTERVAL_WIDTH)
    assert found.steady[0]
    assert found.slope[0] > 0
    assert found.p_value[0] < 0.002


def test_trend_of_proportions_is_cochran_armitage():
    events, base = FINGERTIPS_EVENTS[0], FINGERTIPS_BASE[0]
    scores = np.repeat(np.arange(5), base.astype(int))
    outcomes = np.concatenate(
        [np.r_[np.ones(int(e)), np.zeros(int(n - e))] for e, n in zip(events, base, strict=True)]
    )
    correlation = np.corrcoef(scores, outcomes)[0, 1]
    found = inference.trend_of_proportions(FINGERTIPS_EVENTS, FINGERTIPS_BASE).chi_squared[0]
    assert found == pytest.approx(len(scores) * correlation**2, rel=1e-9)


def test_one_point_alone_makes_no_steady_trend():
    value = np.array([[10.0, 10.1, 9.9, 9.8, 30.0]])
    assert not inference.trend_of_rates(value, np.ones_like(value)).steady[0]


LINE_COUNTS = np.array([[412.0, 371, np.nan, 355, 362, 298, 311], [3, 0, 2, 5, 0, 9, 7]])
LINE_BASE = np.array([[900.0, 880, np.nan, 910, 950, 870, 905], [40, 55, 50, 61, 48, 70, 66]])
LINE_TIME = np.array([[0.0, 1, np.nan, 4, 5, 6, 9], [0, 1, 2, 3, 4, 5, 6]])


def _known(row):
    return (part[row][np.isfinite(part[row])] for part in (LINE_COUNTS, LINE_BASE, LINE_TIME))


@pytest.mark.parametrize("row", [0, 1])
def test_line_of_counts_is_a_quasi_poisson_regression(row):
    count, exposure, time = (
        part[row][np.isfinite(part[row])] for part in (LINE_COUNTS, LINE_BASE, LINE_TIME)
    )
    model = sm.GLM(count, sm.add_constant(time), sm.families.Poisson(), offset=np.log(exposure))
    _agrees(inference.line_of_counts(LINE_COUNTS, LINE_BASE, LINE_TIME), row, model)


@pytest.mark.parametrize("row", [0, 1])
def test_line_of_proportions_is_a_quasi_binomial_regression(row):
    count, base, time = _known(row)
    model = sm.GLM(count / base, sm.add_constant(time), sm.families.Binomial(), var_weights=base)
    _agrees(inference.line_of_proportions(LINE_COUNTS, LINE_BASE, LINE_TIME), row, model)


def _agrees(line, row, model):
    fitted = model.fit(scale="X2")
    dispersion = line.dispersion(0.0)[row]
    assert line.slope[row] == pytest.approx(fitted.params[1], rel=1e-8)
    assert line.degrees_of_freedom[row] == fitted.df_resid
    assert dispersion == pytest.approx(fitted.scale, rel=1e-8)
    assert line.error[row] * np.sqrt(dispersion) == pytest.approx(fitted.bse[1], rel=1e-8)
    statistic = fitted.params[1] / fitted.bse[1]
    p_value = line.p_value(line.dispersion(0.0), line.degrees_of_freedom)[row]
    assert p_value == pytest.approx(2 * stats.t.sf(abs(statistic), fitted.df_resid), rel=1e-6)


def test_line_of_values_is_weighted_least_squares():
    value, error = LINE_COUNTS[0], np.array([9.0, 4, np.nan, 5, 8, 3, 6])
    known = np.isfinite(value)
    model = sm.WLS(value[known], sm.add_constant(LINE_TIME[0][known]), weights=error[known] ** -2).fit()
    line = inference.line_of_values(value[None], error[None], LINE_TIME[:1])
    assert line.slope[0] == pytest.approx(model.params[1])
    assert line.error[0] * np.sqrt(line.dispersion(0.0)[0]) == pytest.approx(model.bse[1])


def test_the_slope_since_a_bend_is_that_of_a_broken_line():
    time, value = np.arange(10.0), np.array([9.0, 8.2, 7.1, 6.4, 5.2, 4.9, 5.3, 5.0, 5.6, 5.1])
    line = inference.line_of_values(value[None], np.ones((1, 10)), time[None])
    design = np.column_stack([np.ones(10), np.minimum(time, 5), np.maximum(time - 5, 0)])
    expected = np.linalg.lstsq(design, value, rcond=None)[0][2]
    assert line.slope_since(np.array([5.0]))[0] == pytest.approx(expected)
    assert line.slope_since(np.array([0.0]))[0] == pytest.approx(line.slope[0])


@pytest.mark.parametrize("points", [0, 1, 2])
def test_a_line_through_less_than_three_points_has_no_dispersion(points):
    count = np.where(np.arange(6) < points, 50.0, np.nan)[None]
    line = inference.line_of_counts(count, np.ones_like(count), np.arange(6.0)[None])
    assert line.degrees_of_freedom[0] == 0
    assert np.isnan(line.dispersion(1.0)[0])
    assert np.isnan(line.slope[0]) == (points < 2)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_no_line_goes_through_nothing_or_everything(share):
    base = np.full((1, 6), 40.0)
    line = inference.line_of_proportions(share * base, base, np.arange(6.0)[None])
    assert np.isnan(line.slope[0])
    if share == 0:
        assert np.isnan(inference.line_of_counts(0 * base, base, np.arange(6.0)[None]).slope[0])


@pytest.mark.parametrize("dispersion", [1.0, 2.3, 5.0])
def test_moving_ranges_recover_the_dispersion(dispersion):
    random = np.random.default_rng(1)
    change = random.normal(0, np.sqrt(dispersion), (4000, 20))
    found, ranges = inference.moving_range_dispersion(change, np.ones_like(change), screen=3.267)
    assert found.mean() == pytest.approx(dispersion, rel=0.03)
    assert (ranges == 19).all()


def test_one_shock_does_not_move_the_dispersion():
    random = np.random.default_rng(2)
    change = random.normal(0, 1, (2000, 20))
    shocked = change.copy()
    shocked[:, 9] += 30
    shocked[:, 13] -= 30
    plain, _ = inference.moving_range_dispersion(change, np.ones_like(change), screen=3.267)
    found, _ = inference.moving_range_dispersion(shocked, np.ones_like(change), screen=3.267)
    assert np.median(found) == pytest.approx(np.median(plain), rel=0.1)


def test_dispersion_of_nothing_is_not_known():
    change = np.array([[np.nan, 1.0, np.nan, 2.0], [1.0, 1.0, 1.0, 1.0]])
    found, ranges = inference.moving_range_dispersion(change, np.ones_like(change), screen=3.267)
    assert np.isnan(found[0])
    assert found[1] == 0
    assert ranges.tolist() == [0, 3]


def test_shrinking_weighs_by_degrees_of_freedom():
    dispersion, degrees = inference.shrink_dispersion(
        np.array([4.0, np.nan, 0.2]), np.array([8.0, 8, 8]), 1.0, 4.0
    )
    assert dispersion == pytest.approx([3.0, 1.0, 1.0])
    assert degrees == pytest.approx([12.0, 4.0, 12.0])


def test_funnel_of_pure_chance_keeps_its_level():
    random = np.random.default_rng(3)
    expected = np.full(9, 208.0)
    outside = [
        (inference.funnel_rates(random.poisson(expected).astype(float), expected).p_value < 0.002).any()
        for _ in range(2000)
    ]
    assert np.mean(outside) < 0.02


def test_funnel_is_exact_for_few_events():
    count, expected = np.array([0.0, 3, 9]), np.array([4.0, 4, 4])
    found = inference.funnel_rates(count, expected, winsorise=0.5).p_value
    tail = stats.poisson.cdf(count, 4) - stats.poisson.pmf(count, 4) / 2
    assert found == pytest.approx(np.minimum(1, 2 * np.minimum(tail, 1 - tail)))


def test_funnel_dispersion_is_the_winsorised_mean_square_over_that_of_chance():
    z = np.array([-4.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 12.0])
    low, high = np.quantile(z, [0.1, 0.9])
    end = stats.norm.ppf(0.9)
    usual = integrate.quad(lambda x: np.clip(x, -end, end) ** 2 * stats.norm.pdf(x), -np.inf, np.inf)[0]
    found, degrees = inference.cross_sectional_dispersion(z, 0.1)
    assert found == pytest.approx(np.mean(np.clip(z, low, high) ** 2) / usual)
    assert 0 < degrees < len(z)
    assert inference.cross_sectional_dispersion(z / 10, 0.1) == (1.0, np.inf)
    assert inference.cross_sectional_dispersion(z, 0.5) == (1.0, np.inf)


def test_a_winsorised_normal_has_the_published_mean_square():
    assert inference.winsorised_normal(0.1)[0] == pytest.approx(0.679, abs=5e-4)
    assert inference.winsorised_normal(0.0) == (1.0, 1.0)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.25])
def test_degrees_of_a_winsorised_dispersion_are_those_of_samples(share):
    z = np.random.default_rng(4).normal(size=(4000, 400))
    low, high = np.quantile(z, [share, 1 - share], axis=1)
    squares = (np.clip(z, low[:, None], high[:, None]) ** 2).mean(axis=1)
    mean, degrees = inference.winsorised_normal(share)
    assert squares.mean() == pytest.approx(mean, rel=0.01)
    assert 2 * squares.mean() ** 2 / squares.var() == pytest.approx(400 * degrees, rel=0.08)


@pytest.mark.parametrize("areas", [20, 60])
@pytest.mark.parametrize("dispersion", [1.0, 2.3, 4.0])
def test_areas_that_do_not_differ_lie_outside_the_alarm_as_often_as_it_says(areas, dispersion):
    random = np.random.default_rng(5)
    expected = np.full(areas, 400.0)
    outside = [
        inference.funnel_rates(random.normal(400, np.sqrt(400 * dispersion), areas), expected).p_value < 0.002
        for _ in range(1500)
    ]
    assert np.mean(outside) < 0.004


@given(st.lists(st.floats(0.01, 900), min_size=1, max_size=9), st.sampled_from([0.95, 0.998]))
def test_funnel_limits_are_where_the_test_begins_to_find_something(means, level):
    expected = np.array(means)
    lower, upper = inference.funnel_limits(expected, level=level)
    for within in (np.ceil(lower), np.floor(upper)):
        inside = (within >= lower) & (within <= upper)
        p = inference.funnel_rates(within, expected, winsorise=0.5).p_value
        assert (p >= 1 - level - 1e-9)[inside].all()
    for beyond in (np.ceil(lower) - 1, np.floor(upper) + 1):
        real = beyond >= 0
        p = inference.funnel_rates(np.maximum(beyond, 0), expected, winsorise=0.5).p_value
        assert (p < 1 - level + 1e-9)[real].all()


@given(st.lists(st.integers(0, 400), min_size=20, max_size=60), st.sampled_from([3.0, 100.0]))
def test_limits_at_the_level_of_discovery_hold_all_but_the_discoveries(counts, usual):
    count, expected = np.array(counts, float), np.full(len(counts), usual)
    funnel = inference.funnel_rates(count, expected)
    level = inference.discovery_level(funnel.p_value, 0.05)
    lower, upper = inference.funnel_limits(
        expected,
        level=1 - level,
        dispersion=funnel.dispersion,
        degrees_of_freedom=funnel.degrees_of_freedom,
    )
    outside = (count < lower) | (count > upper)
    near = np.isclose(count, lower) | np.isclose(count, upper)
    found = inference.benjamini_hochberg(funnel.p_value) < 0.05
    assert (outside == found)[~near].all()
    assert (outside == (funnel.p_value < level))[~near].all()


def test_binomial_funnel_limits_are_where_the_score_test_begins_to_find_something():
    base = np.array([40.0, 400.0])
    for limits in inference.funnel_limits_of_proportions(0.7, base, level=0.95):
        p = inference.funnel_proportions(limits * base, base, 0.7, winsorise=0.5).p_value
        assert p == pytest.approx([0.05, 0.05])
    assert inference.funnel_limits_of_proportions(0.01, [4], level=0.998)[0] == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.sampled_from([0.01, 0.05, 0.5]))
def test_the_level_of_discovery_parts_discoveries_from_the_rest(p_values, rate):
    level = inference.discovery_level(p_values, rate)
    discovered = inference.benjamini_hochberg(p_values) < rate
    assert ((np.array(p_values) < level) == discovered).all()


def test_the_level_of_discovery_without_one_is_bonferroni():
    assert inference.discovery_level([0.2, np.nan, 0.9, 0.4, 0.5], 0.05) == pytest.approx(0.05 / 4)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_false_discoveries_agree_with_statsmodels(p_values):
    expected = multipletests(p_values, method="fdr_bh")[1]
    assert inference.benjamini_hochberg(p_values) == pytest.approx(expected)


def test_false_discoveries_leave_out_what_was_not_tested():
    found = inference.benjamini_hochberg([0.01, np.nan, 0.02])
    assert found[[0, 2]] == pytest.approx([0.02, 0.02])
    assert np.isnan(found[1])


@pytest.mark.parametrize(
    ("newer", "older", "equivalent"), [(10_000, 10_050, True), (10_000, 11_000, False), (60, 61, False)]
)
def test_equivalence_is_the_ninety_percent_interval_inside_the_margin(newer, older, equivalent):
    comparison = inference.compare_rates(newer, 1.0, older, 1.0, level=0.90)
    inside = np.exp(comparison.lower) > 0.95 and np.exp(comparison.upper) < 1.05
    assert (inference.equivalence(comparison, 0.05) < 0.05) == inside == equivalent


def test_values_are_compared_by_their_own_intervals():
    found = inference.compare_values(2.0, 1.0, 0.2, 0.1)
    assert found.estimate == pytest.approx(np.log(2))
    assert found.standard_error == pytest.approx(np.hypot(0.1, 0.1))


def test_unknown_stays_unknown():
    assert np.isnan(inference.compare_rates(np.nan, 1.0, 4.0, 1.0).p_value)
    assert np.isnan(inference.conditional_mid_p(np.nan, 1.0, 4.0, 1.0))
    assert np.isnan(inference.compare_proportions(np.nan, 10.0, 4.0, 10.0).p_value)


@pytest.mark.parametrize(
    ("newer", "older", "base", "equivalent"),
    [(15_000, 15_030, 30_000, True), (15_000, 15_600, 30_000, False), (150, 151, 300, False)],
)
def test_equivalence_of_proportions_is_the_ninety_percent_interval_inside_the_margin(
    newer, older, base, equivalent
):
    comparison = inference.compare_proportions(newer, base, older, base)
    margin = 0.0125
    low, high = stats.norm.interval(0.9, comparison.estimate, comparison.standard_error)
    inside = -margin < low and high < margin
    assert (inference.equivalence_of_proportions(comparison, margin) < 0.05) == inside == equivalent


def test_equivalence_of_proportions_is_the_larger_of_two_one_sided_tests():
    found = inference.equivalence_of_proportions(inference.compare_proportions(510, 990, 522, 1010), 0.06)
    error = np.sqrt(1032 / 2000 * (1 - 1032 / 2000) * (1 / 990 + 1 / 1010))
    sampled = stats.norm(510 / 990 - 522 / 1010, error)
    assert found == pytest.approx(max(sampled.cdf(-0.06), sampled.sf(0.06)))


def test_equivalence_where_nothing_varies_is_not_known():
    assert np.isnan(inference.equivalence_of_proportions(inference.compare_proportions(0, 50, 0, 60), 0.02))


@pytest.mark.parametrize(("events", "before", "after"), [(1, 8, 4), (9, 8, 2), (160, 8, 3), (5, 3, 30)])
def test_an_absence_has_the_binomial_chance_of_none_after(events, before, after):
    chance = stats.binom.pmf(0, events - 1, after / (before + after))
    assert np.exp(-inference.absence_evidence(events, before, after)) == pytest.approx(chance)


def test_no_absence_is_no_evidence():
    assert inference.absence_evidence([0, 12, 12], [8, 8, 0], [4, 0, 4]).tolist() == [0, 0, 0]


@given(st.floats(0.2, 30), st.floats(0.2, 30), st.floats(2, 90), st.floats(2, 90))
def test_degrees_of_a_sum_lie_between_the_smaller_and_the_sum(first, second, degrees, others):
    found = float(inference.satterthwaite_degrees([first, second], [degrees, others]))
    assert min(degrees, others) - 1e-9 <= found <= degrees + others + 1e-9


def test_degrees_of_a_sum_are_those_of_welch():
    one, two = np.array([3.1, 4.0, 5.2, 2.2, 4.9]), np.array([9.0, 1.0, 4.4, 7.9, 2.0, 6.1, 3.0])
    variances = [one.var(ddof=1) / len(one), two.var(ddof=1) / len(two)]
    expected = stats.ttest_ind(one, two, equal_var=False).df
    assert inference.satterthwaite_degrees(variances, [4, 6]) == pytest.approx(expected)
    assert np.isinf(inference.satterthwaite_degrees(variances, [np.inf, np.inf]))


def test_two_dispersions_add_two_variances():
    rates = inference.compare_rates(500, 2.0, 4000, 15.0, dispersion=2.0, older_dispersion=9.0)
    assert rates.standard_error == pytest.approx(np.sqrt(2 / 500.5 + 9 / 4000.5))
    shares = inference.compare_proportions(60, 100, 500, 1000, dispersion=1.0, older_dispersion=4.0)
    pooled = 560 / 1100
    assert shares.standard_error == pytest.approx(np.sqrt(pooled * (1 - pooled) * (1 / 100 + 4 / 1000)))
    same = inference.compare_proportions(60, 100, 125, 250)
    assert inference.compare_proportions(60, 100, 500, 1000, older_dispersion=4.0).lower == pytest.approx(
        same.lower
    )


def test_ranges_between_yearly_changes_are_worth_what_their_correlations_leave():
    # the absolute values of two normal variables are correlated by how much the differences behind them share
    lags = np.correlate([1, -1, 0, 0, -1, 1], [1, -1, 0, 0, -1, 1], "full") / 4
    spread = (np.sqrt(1 - lags**2) + lags * np.arcsin(lags) - 1).sum()
    without_screen = 2 / (4 * spread)
    change = np.random.default_rng(6).normal(size=(20_000, 44))
    yearly = change[:, 4:] - change[:, :-4]
    found, ranges = inference.moving_range_dispersion(yearly, np.full_like(yearly, 2.0), screen=3.267)
    measured = 2 * found.mean() ** 2 / found.var() / ranges[0]
    assert measured == pytest.approx(Statistics().range_degrees, abs=0.03)
    assert measured < without_screen < 0.6  # what ranges of independent changes are worth
