"""A blank newest period, one that is absent, and a series that stops are one and the same."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

import narrate
from narrate.errors import DataError
from narrate.observations import read_observations, without_blank_ends
from narrate.spec import ReportSpec

MONTHS = [str(one) for one in pd.period_range("2016-04", "2024-03", freq="M")]
QUARTERS = MONTHS[2::3]
YEARS = [f"{year}/{(year + 1) % 100:02d}" for year in range(2012, 2024)]
AREAS = ("Home", "North", "South", "Region", "Nation")
KINDS = {
    "monthly rate": (MONTHS, {"measure": "rate"}, 100),
    "monthly count": (MONTHS, {"measure": "count"}, 100),
    "quarterly proportion": (QUARTERS, {"measure": "proportion"}, 300),
    "proportion of a quarter": (QUARTERS, {"measure": "proportion", "window": "period"}, 300),
    "quarterly values": (QUARTERS, {"measure": "value"}, 50),
    "annual rate": (YEARS, {"measure": "rate"}, 300),
    "annual values": (YEARS, {"measure": "value"}, 50),
}


def observed(kind: str) -> pd.DataFrame:
    periods, declared, mean = KINDS[kind]
    rng = np.random.default_rng(5)
    frames = []
    for area in AREAS:
        drawn = rng.poisson(mean, len(periods)).astype(float)
        numbers = (
            {"value": drawn} if declared["measure"] == "value" else {"count": drawn, "denominator": 1000.0}
        )
        frames.append(pd.DataFrame({"indicator": "x", "area": area, "period": periods, **numbers}))
    return pd.concat(frames, ignore_index=True)


def composed(frame: pd.DataFrame, kind: str) -> dict[str, object]:
    """Return all that a paper says and finds, and its warnings."""
    spec = ReportSpec.model_validate(
        {
            "report": {"title": "T", "period": "2023/24", "area": "Home", "observations": "o.csv"},
            "areas": {
                "kind": "county",
                "part": "districts",
                "parts": ["North", "South"],
                "region": "Region",
                "nation": "Nation",
                "peers": ["Home", "Region"],
                "peer": "areas",
            },
            "indicators": [
                {
                    "id": "x",
                    "name": "the thing",
                    "counted": "things",
                    "rank": True,
                    "table": True,
                    **KINDS[kind][1],
                }
            ],
            "sections": [{"heading": "H", "paragraphs": [{"summary": True}, {"indicator": "x"}]}],
        }
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        report = narrate.compose(spec, observations=frame)
    reported = [str(one.message) for one in caught]
    return {"text": report.to_markdown(), "reported": reported, "findings": report.findings}


def ways(frame: pd.DataFrame, hit: pd.Series) -> list[pd.DataFrame]:
    """Return the data with some rows absent, without their figures, and blank altogether."""
    numbers = [name for name in ("count", "value", "denominator") if name in frame]
    blank, empty = frame.copy(), frame.copy()
    blank.loc[hit, [name for name in numbers if name != "denominator"]] = np.nan
    empty.loc[hit, numbers] = np.nan
    return [frame[~hit], blank, empty]


@pytest.mark.parametrize("periods", [1, 5])
@pytest.mark.parametrize("area", ["Home", "North", "Region", "all"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_end_is_an_absent_one(kind, area, periods):
    frame = observed(kind)
    last = KINDS[kind][0][-periods:]
    hit = frame["period"].isin(last) & ((frame["area"] == area) | (area == "all"))
    absent, *others = (composed(one, kind) for one in ways(frame, hit))
    for other in others:
        assert other == absent
    tables = [narrate.classify(read_observations(one)) for one in ways(frame, hit)]
    for table in tables[1:]:
        pd.testing.assert_frame_equal(table, tables[0])


def test_an_area_that_stops_is_said_to_stop():
    frame = observed("annual rate")
    alone = composed(frame[(frame["area"] != "Home") | (frame["period"] < "2022")], "annual rate")
    assert "The data for Home ends with 2021/22" in alone["text"]
    everywhere = composed(frame[frame["period"] < "2022"], "annual rate")
    assert "The data for Home ends" not in everywhere["text"]
    assert "in 2021/22 (the latest held)" in everywhere["text"]


def test_a_blank_inside_a_series_stays_a_gap():
    frame = observed("quarterly values")
    frame.loc[frame["period"] == QUARTERS[-2], "value"] = np.nan
    read = read_observations(frame)
    assert len(without_blank_ends(read)) == len(read)


def test_a_series_without_any_figure_stays_and_one_that_has_them_ends_with_its_last():
    frame = observed("quarterly values")
    frame.loc[frame["area"] == "South", "value"] = np.nan
    frame.loc[(frame["area"] == "North") & frame["period"].isin(QUARTERS[-3:]), "value"] = np.nan
    kept = without_blank_ends(read_observations(frame))
    lengths = kept.groupby("area", observed=True).size()
    assert (lengths["South"], lengths["North"], lengths["Home"]) == (32, 29, 32)


def test_an_area_of_blanks_alone_is_one_without_observations():
    frame = observed("quarterly values")
    blank = frame.copy()
    blank.loc[blank["area"] == "Home", "value"] = np.nan
    faults = []
    for one in (blank, frame[frame["area"] != "Home"]):
        with pytest.raises(DataError) as caught:
            composed(one, "quarterly values")
        faults.append(str(caught.value).partition("(")[0])
    assert faults[0] == faults[1]


@pytest.mark.parametrize("area", ["North", "Region"])
def test_a_part_or_comparator_of_blanks_alone_is_warned_of_as_one_that_is_absent(area):
    frame = observed("monthly rate")
    hit = frame["area"] == area
    absent, *others = (composed(one, "monthly rate") for one in ways(frame, hit))
    assert any(
        f"no observations of the {'part' if area == 'North' else 'region'} {area!r}" in one
        for one in absent["reported"]
    )
    for other in others:
        assert (other["text"], other["reported"]) == (absent["text"], absent["reported"])
