"""Newest periods that are not yet full: which are held back, and what is said of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import narrate
from narrate.errors import NarrateWarning
from narrate.measures import displayed
from narrate.movement import withheld, without
from narrate.periods import Period, month
from narrate.settings import Statistics
from narrate.spec import Indicator
from tests.conftest import ROOT

LONDON = ROOT.parent / "shared" / "data" / "london" / "borough_monthly_2010-04_2024-02.csv"
END = month(2023, 9)


def series(counts: np.ndarray, area: str = "County", freq: str = "M") -> pd.DataFrame:
    """Return counts of one area up to September 2023."""
    length = {"M": 1, "Q": 3}[freq]
    periods = [str(Period(END - length * back, length)) for back in range(len(counts))][::-1]
    return pd.DataFrame({"indicator": "x", "area": area, "period": periods, "count": counts})


def held_back(frame: pd.DataFrame, **declared: object) -> list:
    indicators = [Indicator(id="x", name="x", **declared)]
    read = narrate.read_observations(frame)
    return withheld(read, displayed(read, {"x": indicators[0]}), indicators, Statistics())


def steady(mean: float, months: int = 54, seed: int = 1) -> np.ndarray:
    season = 1 + 0.15 * np.cos(np.arange(months) * np.pi / 6)
    return np.random.default_rng(seed).poisson(mean * season).astype(float)


@pytest.mark.parametrize(
    ("name", "share", "mean", "held"),
    [
        ("a quarter filled", 0.25, 200, True),
        ("half filled", 0.5, 400, True),
        ("a tenth off", 0.9, 2000, False),
        ("just above the share", 0.7, 20_000, False),
        ("few events, half", 0.5, 8, False),
        ("full", 1.0, 200, False),
    ],
)
def test_a_month_is_held_back_where_it_is_low_by_size_and_by_error(name, share, mean, held):
    counts = steady(mean)
    counts[-1] = np.floor(counts[-1] * share)
    found = held_back(series(counts))
    assert bool(found) is held
    if held:
        (one,) = found
        assert (one.newest.months, one.newest.end, one.end) == (1, END, END - 3)
        assert not one.declared
        assert one.count < Statistics().partial_share * one.expected


def test_a_quarter_is_judged_as_a_month_is():
    counts = steady(600, 20)
    counts[-1] *= 0.3
    counts = np.floor(counts)
    (one,) = held_back(series(counts, freq="Q"))
    assert (one.newest.months, one.end) == (3, END - 3)


def test_a_strong_season_is_no_gap_in_the_data():
    season = np.where(np.arange(60) % 12 == 11, 0.2, 1.0)
    counts = np.random.default_rng(2).poisson(500 * season).astype(float)
    assert held_back(series(counts)) == []


def test_a_fast_steady_fall_is_no_gap_in_the_data():
    counts = np.random.default_rng(3).poisson(3000 * np.exp(-np.arange(48) * 0.05)).astype(float)
    assert held_back(series(counts)) == []


@pytest.mark.parametrize(
    ("provisional", "end"),
    [
        ("2023-09", END - 3),
        ("2023-07", END - 3),
        ("2023-06", END - 6),
        ("2023/24 Q1", END - 6),
        ("2023-10", None),
    ],
)
def test_a_declared_month_takes_its_whole_quarter_with_it(provisional, end):
    found = held_back(series(steady(200)), provisional=provisional)
    assert [one.end for one in found] == ([] if end is None else [end])
    assert all(one.declared for one in found)


def test_what_is_declared_full_is_not_suspected():
    counts = steady(200)
    counts[-1] = 30
    assert held_back(series(counts))
    assert held_back(series(counts), provisional=False) == []


def test_a_series_is_never_held_back_whole():
    assert held_back(series(steady(200, 3)), provisional="2023-07") == []


def test_an_annual_year_is_held_back_only_where_it_is_declared():
    years = [f"{year}/{(year + 1) % 100:02d}" for year in range(2014, 2024)]
    frame = pd.DataFrame({"indicator": "x", "area": "County", "period": years, "count": [*[400] * 9, 100]})
    assert held_back(frame) == []
    (one,) = held_back(frame, provisional="2023/24")
    assert one.end == month(2023, 3)


def test_only_the_series_that_is_low_loses_its_newest_quarter():
    low = steady(300)
    low[-1] = 20
    frame = narrate.read_observations(pd.concat([series(low, "A"), series(steady(300, seed=4), "B")]))
    found = withheld(frame, displayed(frame, {}), [], Statistics())
    left = without(frame, found)
    last = left.groupby("area", observed=True)["end"].max()
    assert last.to_dict() == {"A": END - 3, "B": END}


def test_the_table_of_movements_ends_at_the_last_whole_quarter_and_warns():
    counts = steady(300)
    counts[-1] = 20
    with pytest.warns(NarrateWarning, match="2023-09 looks incomplete in County.*end at 2023-06"):
        (row,) = narrate.classify(series(counts)).to_dict("records")
    assert row["period"] == "2023/24 Q1"
    assert row["movement"] == "not significant"


@given(st.integers(0, 10_000), st.floats(1, 3000), st.integers(17, 80))
@settings(max_examples=60, deadline=None)
def test_full_months_are_hardly_ever_suspected(seed, mean, months):
    assert held_back(series(steady(mean, months, seed))) == []


@pytest.mark.skipif(not LONDON.exists(), reason="needs real police data")
def test_real_months_before_2020_are_hardly_ever_suspected():
    wide = pd.read_csv(LONDON)
    months = [name for name in wide.columns if name.isdigit() and len(name) == 6]
    held = 0
    for end in ("201603", "201706", "201809", "201912"):
        counts = wide[[name for name in months if name <= end]].copy()
        long = counts.assign(indicator=[f"s{row:04d}" for row in range(len(wide))], area="X").melt(
            ["indicator", "area"], var_name="period", value_name="count"
        )
        read = narrate.read_observations(
            long.assign(period=long["period"].str[:4] + "-" + long["period"].str[4:])
        )
        held += len(withheld(read, displayed(read, {}), [], Statistics()))
    assert held <= 0.001 * 4 * len(wide)
