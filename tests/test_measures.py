"""Observations become displayed figures and the periods behind them."""

from __future__ import annotations

import dataclasses
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import DataError, NarrateWarning
from narrate.measures import Basis, Block, displayed, measure, undeclared
from narrate.observations import read_observations
from narrate.periods import Period, month, parse_period
from narrate.spec import Frequency, Indicator, Measure, Window
from tests.conftest import LEICESTERSHIRE

PATIENT = settings(deadline=None, max_examples=50)
NEEDED = "months, quarters or years, one of them for all rows of an indicator"
ARRAYS = ("count", "exposure", "display", "lower", "upper")


def series(periods, *, code="theft", area="X", **columns):
    """Read one series."""
    return read_observations(pd.DataFrame({"indicator": code, "area": area, "period": periods, **columns}))


def months(number, last="2023-09"):
    return pd.period_range(end=last, periods=number, freq="M").astype(str).to_list()


def quarters(number, last="2023-09"):
    """Quarters named by their last month."""
    return months(3 * number, last)[2::3]


def years(number, last=2022):
    return [f"{year}/{(year + 1) % 100:02d}" for year in range(last - number + 1, last + 1)]


def theft(**declared):
    return [Indicator(id="theft", name="theft", **declared)]


def only(blocks):
    (block,) = blocks
    return block


def check_shapes(block):
    n = len(block.indicator)
    for name in (*ARRAYS, "segment"):
        assert getattr(block, name).shape == (n, block.count.shape[1]), name
    for name in ("area", "end", "overlap", "design_effect"):
        assert getattr(block, name).shape == (n,), name


def problems(observations, indicators=()):
    with pytest.raises(DataError) as caught:
        measure(observations, indicators)
    return [str(fault).removeprefix("observations: ") for fault in caught.value.faults]


# ---- the displayed figure against an independent computation


CELLS = st.tuples(st.integers(0, 40), st.integers(50, 99), st.booleans(), st.booleans())


def monthly(cells):
    """A monthly table with absent counts and denominators."""
    frame = pd.DataFrame(cells, columns=["count", "denominator", "uncounted", "unbased"])
    frame["count"] = frame["count"].astype(float).mask(frame.pop("uncounted"))
    frame["denominator"] = frame["denominator"].astype(float).mask(frame.pop("unbased"))
    return frame.assign(period=months(len(frame)))


def quarter_ends(values):
    return values.to_numpy(dtype=float)[::-1][::3][::-1]


@PATIENT
@given(
    st.lists(CELLS, min_size=1, max_size=40),
    st.sampled_from([Measure.RATE, Measure.PROPORTION, Measure.COUNT]),
    st.sampled_from(Window),
)
def test_figures_over_months_are_those_that_pandas_computes(cells, kind, window):
    cells = [*cells, (3, 60, False, False)]
    frame = monthly(cells)
    declared = theft(measure=kind, window=window, frequency=Frequency.MONTHLY, per=100)
    block = only(measure(series(**frame.to_dict("list"), periods=frame.pop("period").to_list()), declared))
    check_shapes(block)

    span = 12 if window is Window.ROLLING else 3
    both = frame["count"].notna() & (frame["denominator"].notna() | (kind is Measure.COUNT))
    count = frame["count"].where(both)
    base = frame["denominator"].where(both)
    expected = {
        Measure.COUNT: count.rolling(span).sum(),
        Measure.RATE: count.rolling(span).sum() / base.rolling(span).mean() * 100,
        Measure.PROPORTION: count.rolling(span).sum() / base.rolling(span).sum() * 100,
    }[kind]
    np.testing.assert_allclose(block.display[0], quarter_ends(expected), rtol=1e-9)
    np.testing.assert_allclose(block.count[0], quarter_ends(count.rolling(3).sum()), rtol=1e-9)
    assert block.basis is (Basis.PROPORTION if kind is Measure.PROPORTION else Basis.COUNT)
    assert block.window == span // 3
    assert block.end.tolist() == [month(2023, 9)]


@PATIENT
@given(st.lists(st.integers(0, 40), min_size=1, max_size=30), st.integers(1, 11))
def test_an_incomplete_leading_year_changes_nothing_later(counts, extra):
    later = only(measure(series(months(len(counts)), count=counts), theft(frequency="monthly")))
    longer = [7] * extra + counts
    block = only(measure(series(months(len(longer)), count=longer), theft(frequency="monthly")))
    complete = len(counts) // 3
    shown = max(complete - 3, 0)
    np.testing.assert_array_equal(last_columns(block.count, complete), last_columns(later.count, complete))
    np.testing.assert_array_equal(last_columns(block.display, shown), last_columns(later.display, shown))


def last_columns(figures, number):
    return figures[:, figures.shape[1] - number :]


@pytest.mark.parametrize(
    ("how", "missing"),
    [*(("blank", place) for place in range(24)), *(("absent", place) for place in range(1, 23))],
)
def test_a_missing_month_is_missed_by_exactly_the_quarters_and_windows_that_need_it(missing, how):
    frame = pd.DataFrame({"periods": months(24), "count": 5.0})
    if how == "blank":
        frame.loc[missing, "count"] = np.nan
    else:
        frame = frame.drop(index=missing)
    block = only(measure(series(**frame.to_dict("list"))))
    quarter = missing // 3
    assert np.flatnonzero(np.isnan(block.count[0])).tolist() == [quarter]
    window = set(range(quarter, quarter + 4)) | {0, 1, 2}
    assert np.flatnonzero(np.isnan(block.display[0])).tolist() == sorted(window & set(range(8)))


@PATIENT
@given(st.lists(st.integers(0, 40), min_size=4, max_size=16))
def test_months_and_their_quarters_make_the_same_figures(counts):
    by_month = [part for count in counts for part in (count, 2 * count, 1)]
    sums = [3 * count + 1 for count in counts]
    one = only(measure(series(months(len(by_month)), count=by_month), theft(frequency="monthly")))
    two = only(measure(series(quarters(len(sums)), count=sums), theft(frequency="quarterly")))
    for name in ("count", "display", "exposure"):
        np.testing.assert_allclose(getattr(one, name), getattr(two, name))


def test_labels_of_quarters_and_their_last_months_are_one():
    named = measure(series(["2022/23 Q3", "2022/23 Q4", "2023/24 Q1", "2023/24 Q2"], count=[1, 2, 3, 4]))
    dated = measure(series(quarters(4), count=[1, 2, 3, 4]))
    mixed = measure(series(["2022/23 Q3", "2023-03", "2023/24 Q1", "2023-09"], count=[1, 2, 3, 4]))
    for block in (only(named), only(dated), only(mixed)):
        assert block.count.tolist() == [[1, 2, 3, 4]]
        assert block.display[0, -1] == 10
        assert block.end.tolist() == [month(2023, 9)]


@pytest.mark.parametrize(
    ("declared", "display"),
    [
        ({}, [np.nan, np.nan, np.nan, 10 / 55 * 1000]),
        ({"per": 100}, [np.nan, np.nan, np.nan, 10 / 55 * 100]),
        ({"window": "period"}, [25, 40, 50, 4 / 70 * 1000]),
        ({"measure": "count"}, [np.nan, np.nan, np.nan, 10]),
        ({"measure": "count", "window": "period"}, [1, 2, 3, 4]),
        ({"measure": "proportion"}, [np.nan, np.nan, np.nan, 100 * 10 / 220]),
        ({"measure": "proportion", "window": "period"}, [2.5, 4, 5, 400 / 70]),
    ],
)
def test_what_the_measure_and_window_make_of_quarterly_counts(declared, display):
    observed = series(quarters(4), count=[1, 2, 3, 4], denominator=[40, 50, 60, 70])
    block = only(measure(observed, theft(**declared)))
    np.testing.assert_allclose(block.display[0], display)
    exposure = [1, 1, 1, 1] if declared.get("measure") == "count" else [40, 50, 60, 70]
    assert block.exposure.tolist() == [exposure]


def test_annual_counts_make_annual_rates():
    block = only(measure(series(years(3), count=[1, None, 3], denominator=[1000, 1000, 2000])))
    assert (block.periods_per_year, block.window) == (1, 1)
    np.testing.assert_allclose(block.display, [[1, np.nan, 1.5]])


@pytest.mark.parametrize("periods", [[2020, 2021, 2022], years(3), ["2020-03", "2021-03", "2022-03"]])
def test_years_of_every_sort_are_annual(periods):
    block = only(measure(series(periods, count=[1, 2, 3])))
    assert block.periods_per_year == 1
    assert block.display.tolist() == [[1, 2, 3]]


def test_values_stand_for_themselves():
    observed = series(quarters(3), value=[1.5, None, 2.5], lower=[1, None, 2], upper=[2, None, 3])
    block = only(measure(observed))
    assert (block.basis, block.window) == (Basis.VALUE, 1)
    np.testing.assert_array_equal(block.display, [[1.5, np.nan, 2.5]])
    np.testing.assert_array_equal(block.lower, [[1, np.nan, 2]])
    np.testing.assert_array_equal(block.upper, [[2, np.nan, 3]])
    assert np.isnan(block.count).all()


def test_monthly_values_are_taken_at_the_end_of_each_quarter():
    block = only(measure(series(months(7), value=range(7))))
    np.testing.assert_array_equal(block.display, [[0, 3, 6]])


def test_a_monthly_value_of_mid_quarter_never_stands_for_its_end():
    block = only(measure(series(months(9)[:5] + months(9)[6:], value=[1, 2, 3, 4, 5, 7, 8, 9])))
    np.testing.assert_array_equal(block.display, [[3, np.nan, 9]])


def test_values_of_12_months_by_the_quarter_are_rolling():
    periods = [f"12 months to {text}" for text in quarters(5)]
    block = only(measure(series(periods, value=range(5))))
    assert (block.periods_per_year, block.window) == (4, 4)
    assert block.display.tolist() == [[0, 1, 2, 3, 4]]


def test_series_of_unequal_length_are_aligned_on_their_own_latest_period():
    observed = pd.concat(
        [
            pd.DataFrame({"area": "X", "period": quarters(5), "count": range(5)}),
            pd.DataFrame({"area": "Y", "period": quarters(2, "2021-08"), "count": [8, 9]}),
        ]
    ).assign(indicator="theft")
    block = only(measure(read_observations(observed)))
    check_shapes(block)
    np.testing.assert_array_equal(block.count, [[0, 1, 2, 3, 4], [np.nan, np.nan, np.nan, 8, 9]])
    assert block.end.tolist() == [month(2023, 9), month(2021, 8)]


@pytest.mark.parametrize("column", ["count", "value"])
def test_a_series_whose_latest_row_is_blank_ends_at_that_row(column):
    observed = series(quarters(5), **{column: [1, 2, 3, 4, None]})
    block = only(measure(observed))
    assert block.end.tolist() == [month(2023, 9)]
    assert np.isnan(block.display[0, -1])


def test_until_leaves_out_what_came_later():
    observed = series(months(27, "2023-12"), count=range(27))
    block = only(measure(observed, until=month(2023, 9)))
    expected = only(measure(series(months(24), count=range(24))))
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(block, name), getattr(expected, name))
    assert measure(observed, until=month(2020, 1)) == []


def test_nothing_observed_makes_no_blocks():
    empty = read_observations(pd.DataFrame(columns=["indicator", "area", "period", "count"]))
    assert measure(empty) == []
    assert displayed(empty, {}) == {}


def test_every_series_stands_in_exactly_one_block():
    observed = read_observations(LEICESTERSHIRE / "observations.csv")
    declared = [Indicator(id="first_time_entrants", name="entrants", closing_year=True)]
    blocks = measure(observed, declared)
    for block in blocks:
        check_shapes(block)
    found = sorted(
        (code, area) for block in blocks for code, area in zip(block.indicator, block.area, strict=True)
    )
    pairs = observed[["indicator", "area"]].drop_duplicates().itertuples(index=False, name=None)
    assert found == sorted(pairs)
    kinds = [(block.basis, block.periods_per_year, block.window) for block in blocks]
    assert len(kinds) == len(set(kinds)) + 1  # monthly and quarterly counts alike come as quarters


def test_figures_as_published():
    published = pd.read_csv(LEICESTERSHIRE / "published.csv", dtype=str)
    observed = read_observations(LEICESTERSHIRE / "observations.csv")
    surveyed = {
        "marac_repeat_referrals",
        "youth_eet",
        "asb_decreased_or_same",
        "feel_safe_after_dark",
        "get_on_well",
    }
    declared = [
        Indicator(
            id=code,
            name=code,
            measure=Measure.PROPORTION if code in surveyed else None,
            closing_year=code == "first_time_entrants",
        )
        for code in observed["indicator"].cat.categories
    ]
    wrong = []
    for row in published.itertuples():
        end = parse_period(row.period).end
        figure = next(
            block.display[place, -1]
            for block in measure(observed, declared, until=end)
            for place in np.flatnonzero(block.indicator == row.indicator)
            if block.area[place] in {"Leicestershire", "Leicestershire and Rutland"}
        )
        decimals = len(row.value.partition(".")[2])
        if round(figure, decimals) != float(row.value):
            wrong.append((row.indicator, row.period, row.value, figure))
    assert len(published) > 20
    assert wrong == []


# ---- years that close early


def entrants(periods, **columns):
    return series(periods, count=[*range(10, 10 + len(periods))], **columns)


@pytest.mark.parametrize(
    ("last", "declared"), [("2023/24 Q1", {"closing_year": True}), ("12 months to Jun 2023", {})]
)
def test_an_annual_series_may_close_with_a_later_12_months(last, declared):
    block = only(measure(entrants([*years(3), last]), theft(**declared)))
    assert block.count.tolist() == [[10, 11, 12, 13]]
    assert block.display.tolist() == [[10, 11, 12, 13]]
    assert block.end.tolist() == [month(2023, 6)]
    assert block.overlap.tolist() == [9]
    assert block.periods_per_year == 1


def test_a_year_that_closes_after_a_gap_overlaps_nothing():
    block = only(measure(entrants([*years(2), "12 months to Jun 2024"])))
    assert block.count.tolist() == [[10, 11, 12]]
    assert block.overlap.tolist() == [0]


def test_only_the_series_that_close_early_overlap():
    frame = pd.DataFrame(
        {
            "indicator": "theft",
            "area": ["X"] * 3 + ["Y"] * 2,
            "period": [*years(2), "12 months to Sep 2023", *years(2)],
            "count": [1, 2, 3, 4, 5],
        }
    )
    block = only(measure(read_observations(frame)))
    np.testing.assert_array_equal(block.count, [[1, 2, 3], [np.nan, 4, 5]])
    assert block.overlap.tolist() == [6, 0]


def test_a_shorter_period_at_the_end_of_years_is_left_out_with_a_warning():
    observed = entrants([*years(3), "2023/24 Q1"])
    with pytest.warns(NarrateWarning) as caught:
        block = only(measure(observed))
    expected = "observations: theft: 2023/24 Q1 is left out of an annual series; is it a closing_year?"
    assert [str(warning.message) for warning in caught] == [expected]
    assert block.count.tolist() == [[10, 11, 12]]
    assert block.end.tolist() == [month(2023, 3)]


def test_a_series_of_nothing_but_a_shorter_period_keeps_its_place_without_a_figure():
    frame = pd.DataFrame(
        {
            "indicator": "theft",
            "area": ["X", "X", "Y"],
            "period": [*years(2), "2023/24 Q1"],
            "count": [1, 2, 3],
        }
    )
    with pytest.warns(NarrateWarning, match="is left out"):
        block = only(measure(read_observations(frame)))
    assert block.area.tolist() == ["X", "Y"]
    assert np.isnan(block.display[1]).all()


# ---- breaks


@pytest.mark.parametrize(
    ("breaks", "segment", "mixed"),
    [
        ((), [0] * 8, []),
        (("2022-10",), [0, 0, 0, 0, 1, 1, 1, 1], []),
        (("2022-11",), [0, 0, 0, 0, 1, 1, 1, 1], [4]),
        (("2022/23 Q3",), [0, 0, 0, 0, 1, 1, 1, 1], []),
        (("2022-04", "2023-04"), [0, 0, 1, 1, 1, 1, 2, 2], []),
        (("2023-04", "2022-04"), [0, 0, 1, 1, 1, 1, 2, 2], []),
        (("2015-01",), [1] * 8, []),
        (("2030-01",), [0] * 8, []),
    ],
)
def test_no_figure_crosses_a_break(breaks, segment, mixed):
    block = only(measure(series(months(24), count=1), theft(breaks=breaks)))
    assert block.segment.tolist() == [segment]
    assert np.flatnonzero(np.isnan(block.count[0])).tolist() == mixed
    whole = [
        place
        for place in range(3, 8)
        if len(set(segment[place - 3 : place + 1])) == 1 and not set(mixed) & set(range(place - 3, place + 1))
    ]
    assert np.flatnonzero(~np.isnan(block.display[0])).tolist() == whole


def test_a_rolling_value_that_holds_a_break_is_none():
    observed = series(quarters(8), value=1.0, lower=0.5, upper=1.5)
    block = only(measure(observed, theft(window="12 months", breaks=("2022-01",))))
    for figures in (block.display, block.lower, block.upper):
        assert np.flatnonzero(np.isnan(figures[0])).tolist() == [1, 2, 3]


def test_breaks_belong_to_their_indicator():
    frame = pd.concat([series(months(12), code=code, count=1) for code in ("theft", "arson", "fraud")])
    frame = read_observations(frame)
    declared = [
        Indicator(id="theft", name="theft", breaks=("2023-04",)),
        Indicator(id="arson", name="arson", breaks=("2023-01", "2023-07")),
    ]
    block = only(measure(frame, declared))
    assert dict(zip(block.indicator, block.segment.tolist(), strict=True)) == {
        "arson": [0, 1, 1, 2],
        "fraud": [0, 0, 0, 0],
        "theft": [0, 0, 1, 1],
    }


# ---- counts rebuilt from rates


@PATIENT
@given(st.lists(st.integers(0, 500), min_size=9, max_size=24), st.data())
def test_rebuilt_quarters_have_the_differences_of_the_true_ones(true, data):
    rates = pd.Series(true).rolling(4).sum()[3:] / 50_000 * 1000
    block = only(measure(series(quarters(len(rates)), value=rates.to_list()), theft(population=50_000)))
    count, quarter = block.count[0], np.array(true, dtype=float)
    assert block.window == 4
    assert count.shape == quarter.shape
    np.testing.assert_allclose(block.display[0, 3:], rates)
    assert np.isnan(block.display[0, :3]).all()
    np.testing.assert_allclose(count[:4], quarter[:4].sum() / 4)
    if (count > 0).all():
        np.testing.assert_allclose(count[4:] - count[:-4], quarter[4:] - quarter[:-4], atol=1e-6)
        np.testing.assert_allclose(pd.Series(count).rolling(4).sum()[3:] / 50, block.display[0, 3:])


def test_a_rebuilt_count_is_never_negative():
    block = only(measure(series(quarters(4), value=[8.0, 0.0, 0.0, 1.0]), theft(population=1000)))
    np.testing.assert_allclose(block.count, [[2, 2, 2, 2, 0, 2, 3]])


@pytest.mark.parametrize("gap", [1, 2, 3, 5])
def test_a_gap_in_the_rates_is_bridged_by_their_sum(gap):
    values = [8.0] * 6 + [None] * gap + [8.0] * 4
    block = only(measure(series(quarters(len(values)), value=values), theft(population=1000)))
    np.testing.assert_allclose(block.count[0, -4:], 2.0)
    if gap < 4:
        np.testing.assert_allclose(block.count[0], 2.0)
    else:
        assert np.isnan(block.count[0]).sum() == gap - 3
    assert np.isnan(block.display[0]).sum() == 3 + gap


def test_a_rate_of_the_period_is_rebuilt_as_it_stands():
    declared = theft(population=2000, window="period", per=100)
    block = only(measure(series(quarters(3), value=[1.0, 2.0, None]), declared))
    np.testing.assert_allclose(block.count, [[20, 40, np.nan]])
    np.testing.assert_allclose(block.display, [[1, 2, np.nan]])
    assert block.exposure.tolist() == [[2000] * 3]
    assert block.basis is Basis.COUNT


@pytest.mark.parametrize("kind", [Measure.VALUE, Measure.PROPORTION, Measure.COUNT])
def test_only_rates_are_rebuilt(kind):
    block = only(measure(series(quarters(3), value=[1, 2, 3]), theft(population=2000, measure=kind)))
    assert block.basis is Basis.VALUE


# ---- what the displayed figure is


@pytest.mark.parametrize(
    ("columns", "declared", "expected"),
    [
        ({"count": 1}, {}, (Measure.COUNT, Window.ROLLING, Basis.COUNT, False)),
        ({"count": 1, "denominator": 9}, {}, (Measure.RATE, Window.ROLLING, Basis.COUNT, False)),
        ({"value": 1.0}, {}, (Measure.VALUE, Window.PERIOD, Basis.VALUE, False)),
        (
            {"count": 4, "value": 1, "lower": 0, "upper": 2},
            {},
            (Measure.VALUE, Window.PERIOD, Basis.VALUE, False),
        ),
        (
            {"count": 4, "value": 1, "lower": 0, "upper": 2},
            {"measure": "count"},
            (Measure.COUNT, Window.ROLLING, Basis.COUNT, False),
        ),
        ({"value": 1.0}, {"population": 9}, (Measure.RATE, Window.ROLLING, Basis.COUNT, True)),
        ({"value": 1.0}, {"measure": "proportion"}, (Measure.PROPORTION, Window.PERIOD, Basis.VALUE, False)),
        ({"value": 1.0}, {"window": "12 months"}, (Measure.VALUE, Window.ROLLING, Basis.VALUE, False)),
        (
            {"count": 1, "denominator": 9},
            {"measure": "proportion"},
            (Measure.PROPORTION, Window.ROLLING, Basis.PROPORTION, False),
        ),
        (
            {"count": 1, "denominator": 9},
            {"population": 9},
            (Measure.RATE, Window.ROLLING, Basis.COUNT, False),
        ),
    ],
)
def test_what_is_displayed(columns, declared, expected):
    (indicator,) = theft(**declared)
    kind = displayed(series(quarters(4), **columns), {"theft": indicator})["theft"]
    assert (kind.measure, kind.window, kind.basis, kind.rebuilt) == expected
    assert kind.frequency is Frequency.QUARTERLY


@pytest.mark.parametrize(
    ("periods", "declared", "frequency"),
    [
        (months(5), {}, Frequency.MONTHLY),
        (months(1), {}, Frequency.MONTHLY),
        (["2023-01", "2023-03", "2023-06"], {}, Frequency.MONTHLY),
        (quarters(5), {}, Frequency.QUARTERLY),
        (["2022-09", "2023-03"], {}, Frequency.QUARTERLY),
        (["2023/24 Q2"], {}, Frequency.QUARTERLY),
        (["2023-09"], {"frequency": "quarterly"}, Frequency.QUARTERLY),
        (["2023-09"], {"frequency": "annual"}, Frequency.ANNUAL),
        (["2022/23"], {}, Frequency.ANNUAL),
        (["2020/21", "2022/23"], {}, Frequency.ANNUAL),
        (["2021-09", "2022-09", "2023-09"], {}, Frequency.ANNUAL),
        (["2020-03", "2021-03", "2022-03", "2022-06"], {"closing_year": True}, Frequency.ANNUAL),
        (["2020-03", "2021-03", "2022-03", "2022-06"], {}, Frequency.QUARTERLY),
    ],
)
def test_the_frequency_is_read_off_the_observations_unless_declared(periods, declared, frequency):
    (indicator,) = theft(**declared)
    assert displayed(series(periods, count=1), {"theft": indicator})["theft"].frequency is frequency


def test_one_area_with_a_single_month_does_not_hide_the_frequency_of_the_others():
    frame = pd.DataFrame({"indicator": "theft", "area": ["W", *["X"] * 4], "period": ["2023-09", *months(4)]})
    kinds = displayed(read_observations(frame.assign(count=1)), {})
    assert kinds["theft"].frequency is Frequency.MONTHLY


def test_undeclared_indicators_are_called_by_their_code():
    assert undeclared("theft") == theft()[0].model_copy(update={"name": "theft"})


def test_a_design_effect_is_handed_on():
    observed = series(quarters(4), count=1, denominator=9)
    assert only(measure(observed, theft(design_effect=1.7))).design_effect.tolist() == [1.7]
    assert only(measure(observed)).design_effect.tolist() == [1.0]


# ---- faults


@pytest.mark.parametrize(
    ("columns", "declared", "problem"),
    [
        ({"count": None}, {}, "no count and no value in any row; one of the two is needed"),
        (
            {"count": 1},
            {"measure": "value"},
            "declared a value, and no value in any row; give it in the column 'value'",
        ),
        (
            {"count": 1},
            {"measure": "rate"},
            "a rate without its population; give the population in the column 'denominator'",
        ),
        (
            {"count": 1},
            {"measure": "proportion"},
            "a proportion without its base; give the base in the column 'denominator'",
        ),
        (
            {"count": [1, 9, 11, 12], "denominator": 10},
            {"measure": "proportion"},
            "a count above its base: X, 2023-06; a proportion counts part of its base",
        ),
    ],
)
def test_figures_that_the_measure_cannot_be_made_of(columns, declared, problem):
    observed = series(quarters(4), **columns)
    assert problems(observed, theft(**declared)) == [f"indicator 'theft': {problem}"]


def test_a_rate_may_exceed_its_population_and_a_proportion_may_equal_its_base():
    observed = series(quarters(4), count=11, denominator=[10, 10, 11, 11])
    assert only(measure(observed)).display[0, -1] == pytest.approx(44 / 10.5 * 1000)
    whole = series(quarters(4), count=11, denominator=11)
    assert only(measure(whole, theft(measure="proportion"))).display[0, -1] == 100


@pytest.mark.parametrize(
    ("periods", "declared", "got"),
    [
        (
            [*months(6, "2023-03"), "2023/24 Q1", "2023/24 Q2"],
            {},
            "quarterly figures, and others 1 month apart",
        ),
        (months(6), {"frequency": "quarterly"}, "quarterly figures, and others 1 month apart"),
        (["2023-01", "2023-03"], {"frequency": "quarterly"}, "quarterly figures, and others 2 months apart"),
        (
            ["2023/24 Q1", "2023/24 Q2"],
            {"frequency": "monthly"},
            "monthly figures, and quarters 3 months apart",
        ),
        (months(6), {"frequency": "annual"}, "annual figures, and others 1 month apart"),
        (["2020/21", "2022-03", "2022/23"], {}, "annual figures, and shorter periods among them"),
        ([*years(2), *months(3, "2023-06")], {}, "periods of 1 and 12 months 1 month apart"),
        (["2020/21", "2021/22 Q1", "2021/22", "2022/23"], {}, "periods of 3 and 12 months 3 months apart"),
        (["2023-06", "2023/24 Q1", "2023-09"], {}, "two periods that end in the same month"),
        (["2022/23", "2022/23 Q4"], {}, "two periods that end in the same month"),
        (["6 months to Sep 2023"], {}, "periods of 6 to 6 months"),
        (["2022/23", "24 months to Mar 2024"], {}, "periods of 12 to 24 months"),
        (
            [f"12 months to {text}" for text in quarters(4)],
            {},
            "periods of 12 and 12 months 3 months apart",
        ),
    ],
)
def test_periods_that_no_one_frequency_holds(periods, declared, got):
    assert problems(series(periods, count=1), theft(**declared)) == [f"indicator 'theft': {got}; {NEEDED}"]


def test_faults_of_several_indicators_come_together():
    frame = pd.DataFrame(
        {
            "indicator": ["arson", "arson", "fraud", "theft"],
            "area": "X",
            "period": ["2023-06", "2023/24 Q1", "2023-06", "2023-06"],
            "count": [1, 1, None, 1],
        }
    )
    found = problems(read_observations(frame), theft(measure="rate"))
    assert [text.split(":")[0] for text in found] == [
        "indicator 'arson'",
        "indicator 'fraud'",
        "indicator 'theft'",
    ]


def test_series_without_denominators_among_others_are_a_warning_and_no_figure():
    frame = pd.concat(
        [
            pd.DataFrame({"area": "X", "period": quarters(4), "count": 1, "denominator": 10.0}),
            *(pd.DataFrame({"area": area, "period": quarters(4), "count": 1}) for area in "YZ"),
        ]
    ).assign(indicator="theft")
    with pytest.warns(NarrateWarning) as caught:
        block = only(measure(read_observations(frame)))
    expected = "observations: theft: no denominator for Y and 1 more areas, and so no figure"
    assert [str(warning.message) for warning in caught] == [expected]
    assert np.isnan(block.display[1:]).all()
    assert block.display[0, -1] == 400


# ---- values beside counts


MONTHLY_RATE = 12 * 5 / 1300 * 1000


@pytest.mark.parametrize(
    ("value", "agrees"),
    [
        (MONTHLY_RATE, True),
        (46.15, True),
        (46.2, True),
        (46, True),
        (46.16, False),
        (46.14, False),
        (46.3, False),
        (47, False),
        (0, False),
        (-46, False),
    ],
)
@pytest.mark.parametrize("place", [23, 20, 13, 11])
def test_a_value_beside_counts_is_their_figure_to_its_own_rounding(value, agrees, place):
    values = [np.nan] * 24
    values[place] = value
    observed = series(months(24), count=5, denominator=1300, value=values)
    if agrees:
        plain = series(months(24), count=5, denominator=1300)
        np.testing.assert_array_equal(only(measure(observed)).display, only(measure(plain)).display)
    else:
        assert problems(observed) == [
            f"theft, X, {months(24)[place]}, column 'value': {value:.15g} beside counts that make 46.1538; "
            "a value beside counts is the displayed figure, rounded"
        ]


def test_a_value_of_any_month_is_compared_with_the_figure_of_that_month():
    counts = list(range(24))
    values = [np.nan] * 24
    values[13] = sum(counts[2:14])
    observed = series(months(24), count=counts, value=values)
    assert only(measure(observed)).display[0, -1] == sum(counts[12:])
    values[13] = sum(counts[3:15])
    (problem,) = problems(series(months(24), count=counts, value=values))
    assert problem.startswith(f"theft, X, {months(24)[13]}, column 'value': 102 beside counts that make 90;")


@pytest.mark.parametrize(
    ("periods", "declared", "right"),
    [
        (years(2), {}, 5.0),
        (years(2), {"measure": "proportion"}, 0.5),
        (years(2), {"measure": "count"}, 10),
        (quarters(4), {}, 20.0),
        (quarters(4), {"window": "period"}, 5.0),
        (quarters(4), {"measure": "proportion"}, 0.5),
        (months(12), {"window": "period"}, 15.0),
    ],
)
def test_the_figure_that_a_value_must_agree_with_is_the_displayed_one(periods, declared, right):
    def observed(value):
        values = [np.nan] * (len(periods) - 1) + [value]
        return series(periods, count=10, denominator=2000, value=values)

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        measure(observed(right), theft(**declared))
    (problem,) = problems(observed(right + 1), theft(**declared))
    assert problem.startswith(f"theft, X, {periods[-1]}, column 'value'")


def test_a_value_where_the_counts_make_no_figure_is_not_judged():
    observed = series(quarters(4), count=[1, 1, 1, 1], value=[7, 7, 7, 4])
    assert only(measure(observed)).display[0, -1] == 4


def test_a_value_with_limits_is_not_compared_with_counts():
    observed = series(years(2), count=10, value=99.0, lower=90.0, upper=110.0)
    assert only(measure(observed)).display.tolist() == [[99, 99]]
    assert only(measure(observed, theft(measure="count"))).display.tolist() == [[10, 10]]


def test_all_disagreements_come_together():
    frame = pd.concat([series(years(2), code=code, count=10, value=[10, 11]) for code in ("theft", "arson")])
    assert [text.split(",")[0] for text in problems(read_observations(frame))] == ["arson", "theft"]


def test_a_block_has_an_array_for_every_field():
    assert {field.name for field in dataclasses.fields(Block)} == {
        "indicator",
        "area",
        "basis",
        "periods_per_year",
        "window",
        "end",
        "segment",
        "overlap",
        "design_effect",
        "scale",
        *ARRAYS,
    }


def test_many_series_are_laid_out_as_each_alone():
    generator = np.random.default_rng(7)
    frame = pd.DataFrame(
        [
            (f"i{code}", f"a{area}", period, generator.poisson(9), generator.integers(90, 110))
            for code in range(3)
            for area in range(4)
            for period in months(int(generator.integers(6, 30)), str(Period(month(2023, area + 6))))
        ],
        columns=["indicator", "area", "period", "count", "denominator"],
    )
    together = only(measure(read_observations(frame)))
    for place, (code, area) in enumerate(zip(together.indicator, together.area, strict=True)):
        rows = frame[(frame["indicator"] == code) & (frame["area"] == area)]
        alone = only(measure(read_observations(rows)))
        width = alone.count.shape[1]
        for name in ARRAYS:
            figures = getattr(together, name)[place]
            np.testing.assert_array_equal(figures[-width:], getattr(alone, name)[0])
        assert np.isnan(together.count[place, :-width]).all()
