"""What findings hold beside the latest figure: own periods, records, limits, the last report."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from narrate import read_observations
from narrate.errors import NarrateWarning
from narrate.findings import Finding, Relation, find
from narrate.findings.limits import decimals_that_show, is_kept, side
from narrate.findings.scale import rounded
from narrate.periods import Period, month
from narrate.spec import Bound, Threshold
from tests.test_findings import MONTHS, found, monthly, report

END = month(2023, 9)


def counts(*quarters: float) -> np.ndarray:
    """Return months of which each quarter has so many events, the latest quarter last."""
    return np.repeat(np.asarray(quarters, float) / 3, 3)


# Own periods ----------------------------------------


def test_months_and_quarters_are_their_own_figures():
    rng = np.random.default_rng(1)
    count = rng.poisson(80, len(MONTHS))
    finding = found(monthly("County", count))
    assert [one.count for one in finding.months] == count.tolist()
    assert [one.count for one in finding.quarters] == count.reshape(-1, 3).sum(axis=1).tolist()
    assert finding.months[-1].period == Period(END, 1)
    assert finding.quarters[-1].period == Period(END, 3)
    assert finding.months[-1].value == pytest.approx(count[-1] / 100)
    assert finding.months[-1].change == pytest.approx(count[-1] / count[-13] - 1)
    assert finding.months[0].change is None
    assert finding.months[12].change is not None


def test_the_latest_quarter_is_tested_once():
    rng = np.random.default_rng(2)
    finding = found(monthly("County", rng.poisson(80, len(MONTHS))))
    assert finding.quarters[-1].p == finding.quarter.p
    assert finding.quarters[-1].change == pytest.approx(finding.quarter.relative)


def test_a_month_is_tested_with_the_dispersion_of_the_series():
    rng = np.random.default_rng(3)
    count = rng.poisson(rng.gamma(40, 5, len(MONTHS)))
    finding = found(monthly("County", count))
    newer, older = count[-1] + 0.5, count[-13] + 0.5
    t = np.log(newer / older) / np.sqrt(finding.dispersion * (1 / newer + 1 / older))
    assert finding.months[-1].p == pytest.approx(2 * stats.t.sf(abs(t), finding.degrees_of_freedom))


def test_no_month_is_compared_across_a_break():
    finding = found(monthly("County", 80), breaks=["2023-04"])
    assert [one.change is None for one in finding.months[-7:]] == [False] + [True] * 6


def test_annual_series_have_neither_months_nor_quarters():
    years = [f"{year}/{(year + 1) % 100:02d}" for year in range(2015, 2023)]
    frame = pd.DataFrame({"indicator": "x", "area": "County", "period": years, "count": 100})
    finding = found(frame, measure="count")
    assert (finding.months, finding.quarters) == ((), ())


# Concentration ----------------------------------------


def test_one_quarter_that_holds_most_of_a_years_change_is_named():
    finding = found(monthly("County", counts(*[300] * 14, 306, 306, 699, 306)))
    assert finding.concentration.period == Period(END - 3, 3)
    assert finding.concentration.share == pytest.approx(399 / 417)
    assert finding.concentration.p < 0.05


@pytest.mark.parametrize(
    "year",
    [(360, 360, 360, 360), (291, 306, 699, 306), (309, 309, 330, 309)],
    ids=["a change of every quarter", "signs that differ", "a small one"],
)
def test_no_quarter_is_named_without_cause(year):
    assert found(monthly("County", counts(*[300] * 14, *year))).concentration is None


def test_a_uniform_change_hardly_ever_has_such_a_quarter():
    rng = np.random.default_rng(4)
    named = 0
    for _ in range(100):
        count = rng.poisson(np.r_[np.full(42, 100.0), np.full(12, 115.0)])
        named += found(monthly("County", count)).concentration is not None
    assert named <= 5


# Records ----------------------------------------


def test_how_far_back_a_figure_as_high_lies():
    values = [40, 30, 31, 32, 33, 30, 31, 32, 34, 38]
    years = [f"{year}/{(year + 1) % 100:02d}" for year in range(2013, 2023)]
    frame = pd.DataFrame({"indicator": "x", "area": "County", "period": years, "count": values})
    record = found(frame, measure="count", decimals=0).record
    assert (record.side, str(record.since), record.figures) == (Relation.HIGHER, "2013/14", 8)


@pytest.mark.parametrize(
    ("values", "side", "figures"),
    [([5, 6, 7, 8], Relation.HIGHER, 3), ([8, 7, 6, 5], Relation.LOWER, 3)],
)
def test_the_first_of_its_kind_has_none_before_it(values, side, figures):
    years = [f"{year}/{(year + 1) % 100:02d}" for year in range(2019, 2023)]
    frame = pd.DataFrame({"indicator": "x", "area": "County", "period": years, "count": values})
    record = found(frame, measure="count", decimals=0).record
    assert (record.side, record.since, record.figures) == (side, None, figures)


def test_a_level_figure_is_no_record():
    assert found(monthly("County", 50)).record is None


# Limits ----------------------------------------


@pytest.mark.parametrize(
    ("value", "limit", "fewest", "decimals"),
    [
        (69.96, 70.0, 0, 2),
        (69.96, 70.0, 1, 2),
        (40.04, 40.0, 0, 2),
        (70.0, 70.0, 1, 1),
        (3.2, 4.0, 1, 1),
        (69.4, 70, 0, 0),
    ],
)
def test_a_limit_is_printed_with_the_decimals_that_show_the_side(value, limit, fewest, decimals):
    assert decimals_that_show(value, limit, fewest) == decimals


@given(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4), st.integers(0, 3), st.sampled_from(Bound))
def test_what_is_printed_shows_the_side_that_is_true(value, limit, fewest, bound):
    shown = decimals_that_show(value, limit, fewest)
    first, second = rounded(value, shown), rounded(limit, shown)
    if side(value, limit) is not Relation.SAME:
        assert (first > second) is (side(value, limit) is Relation.HIGHER)
        assert first != second
    kept = value <= limit if bound is Bound.UPPER else value >= limit
    if side(value, limit) is not Relation.SAME:
        assert is_kept(value, Threshold(value=limit, bound=bound)) is kept


def proportion(successes: list[int], base: int, **declared: object) -> Finding:
    periods = MONTHS[2::3][-len(successes) :]
    frame = pd.DataFrame(
        {"indicator": "x", "area": "County", "period": periods, "count": successes, "denominator": base}
    )
    return found(frame, measure="proportion", window="period", decimals=0, **declared)


def test_a_target_missed_by_a_hair_is_missed():
    target = {"value": 70.0, "bound": "lower"}
    comparison = proportion([8000] * 8 + [6996] * 4, 10_000, target=target).target
    assert (comparison.relation, comparison.kept, comparison.decimals) == (Relation.LOWER, False, 2)
    assert (comparison.periods, str(comparison.since)) == (4, "2022/23 Q3")


def test_a_target_met_exactly_is_met():
    comparison = proportion([57] * 8, 100, target={"value": 57.0, "bound": "lower"}).target
    assert (comparison.relation, comparison.kept, comparison.periods) == (Relation.SAME, True, 8)


def test_the_distance_from_a_limit_is_in_standard_errors():
    finding = proportion([300] * 12, 1000, threshold={"value": 35.0, "bound": "upper"})
    error = 100 * np.sqrt(finding.dispersion * 0.3 * 0.7 / 1000)
    assert finding.threshold.distance == pytest.approx(-5 / error)
    rate = found(monthly("County", 50), threshold={"value": 6.5, "bound": "upper"})
    error = 6.0 * np.sqrt(rate.dispersion / 600)
    assert rate.threshold.distance == pytest.approx(-0.5 / error)


def test_figures_alone_have_no_distance():
    frame = pd.DataFrame(
        {"indicator": "x", "area": "County", "period": MONTHS[2::3], "value": np.linspace(5, 6, 18)}
    )
    limit = {"value": 5.5, "bound": "upper"}
    assert found(frame, measure="value", window="period", threshold=limit).threshold.distance is None


# The last report ----------------------------------------


def after(earlier: np.ndarray, later: np.ndarray) -> Finding:
    """Return the finding whose last report had the earlier months."""
    spec = report()
    first = find(read_observations(monthly("County", earlier)), spec)["x"]
    return find(read_observations(monthly("County", later)), spec, {first.id: first})["x"]


def test_what_the_last_report_said_is_kept():
    finding = after(np.full(len(MONTHS), 50), np.full(len(MONTHS), 50))
    assert (finding.last.value, finding.last.movement) == (pytest.approx(6.0), "not significant")
    assert finding.last.significant is False
    assert finding.last.revision.relation is Relation.SAME
    assert finding.last.revision.figures == 0
    assert finding.unchanged


def test_a_revision_is_sized_for_the_same_span():
    later = np.full(len(MONTHS), 50)
    later[-12:-6] = 60
    revision = after(np.full(len(MONTHS), 50), later).last.revision
    assert (revision.then, revision.now) == (pytest.approx(6.0), pytest.approx(6.6))
    assert revision.relation is Relation.HIGHER
    assert revision.relative == pytest.approx(0.1)
    assert revision.figures == 4  # the 12 months to each of the four latest quarters


def test_a_last_report_without_a_figure_is_not_revised():
    spec, observed = report(), read_observations(monthly("County", 50))
    first = find(observed, spec)["x"].model_copy(update={"value": None, "year": None, "movement": None})
    last = find(observed, spec, {first.id: first})["x"].last
    assert (last.value, last.movement, last.significant, last.revision) == (None, None, None, None)


def test_without_a_last_report_there_is_none():
    assert found(monthly("County", 50)).last is None


# A newest period that is not full ----------------------------------------


def test_a_county_with_half_a_month_is_compared_to_the_last_whole_quarter_with_all_its_parts():
    count = np.full(len(MONTHS), 200)
    count[-1] = 40
    with pytest.warns(NarrateWarning, match="looks incomplete in County"):
        finding = found(monthly("County", count, 200_000), monthly("North", 100), monthly("South", 100))
    assert finding.partial.period == Period(END, 1)
    assert (finding.partial.count, finding.partial.expected) == (40, pytest.approx(200))
    assert finding.period == Period(END - 3, 12)
    assert finding.months_behind == 3
    assert [part.area for part in finding.parts] == ["North", "South"]
    assert finding.months[-1].period == Period(END - 3, 1)


def test_a_part_that_is_not_full_is_a_part_without_a_figure():
    count = np.full(len(MONTHS), 200)
    count[-1] = 20
    with pytest.warns(NarrateWarning, match="looks incomplete in North"):
        finding = found(monthly("County", 500, 200_000), monthly("North", count), monthly("South", 100))
    assert finding.partial is None
    assert finding.parts_without == ("North",)


def test_a_declared_month_is_held_back_without_being_low():
    with pytest.warns(NarrateWarning, match="2023-09 is provisional in County"):
        finding = found(monthly("County", 50), provisional="2023-09")
    assert finding.partial.declared
    assert finding.partial.expected is None
    assert finding.period == Period(END - 3, 12)
