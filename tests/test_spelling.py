"""Areas that the observations spell otherwise are read or warned of, and true other areas are left alone."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import narrate
from narrate.errors import DataError, NarrateWarning
from narrate.observations import read_observations, with_areas_as_declared
from narrate.observations.spelling import loosely, plainly
from narrate.spec import ReportSpec

MONTHS = [str(one) for one in pd.period_range("2017-04", "2024-03", freq="M")]
EARLIER, LATER = MONTHS[:-12], MONTHS[-12:]


def rows(periods: list[str], area: str, seed: int = 1) -> pd.DataFrame:
    counts = np.random.default_rng(seed).poisson(100, len(periods))
    return pd.DataFrame(
        {"indicator": "x", "area": area, "period": periods, "count": counts, "denominator": 50_000}
    )


def composed(frame: pd.DataFrame, area: str = "East and West", **areas: object) -> tuple[str, list[str]]:
    """Return what a paper says, and its warnings."""
    spec = ReportSpec.model_validate(
        {
            "report": {"title": "T", "period": "2023/24 Q4", "area": area, "observations": "o.csv"},
            "areas": {"kind": "county", "part": "districts", "peer": "counties", **areas},
            "indicators": [{"id": "x", "name": "theft", "counted": "offences", "base": "population"}],
            "sections": [{"heading": "H", "paragraphs": [{"indicator": "x"}]}],
        }
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        report = narrate.compose(spec, observations=frame)
    stated = " ".join(sentence.text for sentence in report.sentences)
    return stated, [str(one.message) for one in caught if one.category is NarrateWarning]


SAME = ["East & West", "EAST AND WEST", "east and  west", "East&West", "EastandWest", "East\u00a0and West"]
NEAR = [
    ("East-and-West", "East and West"),
    ("East and West District", "East and West"),
    ("The County of East & West", "East and West"),
    ("King's Lynn", "Kings Lynn"),
    ("King’s Lynn", "Kings Lynn"),
    ("St Helens", "St. Helen's"),
    ("Saint Helens", "St Helens"),
    ("Ynys Mon", "Ynys Môn"),
    ("Bristol, City of", "Bristol"),
    ("City of Bristol", "Bristol"),
    ("Stoke on Trent", "Stoke-on-Trent"),
    ("Charnwood Borough Council", "Charnwood"),
]
OTHER = [
    ("North", "South"),
    ("Leicester", "Leicestershire"),
    ("Northam", "Northampton"),
    ("East", "East and West"),
    ("West Devon", "Devon"),
    ("South Derbyshire", "Derbyshire Dales"),
    ("St Albans", "St Helens"),
]


@pytest.mark.parametrize("other", SAME)
def test_an_area_that_differs_in_case_blanks_or_and_is_the_area(other):
    whole, _ = composed(rows(MONTHS, "East and West"))
    frame = rows(MONTHS, "East and West")
    frame.loc[frame["period"].isin(LATER), "area"] = other
    stated, reported = composed(frame)
    assert stated == whole
    assert len(reported) == 1
    assert f"o.csv: area {other!r}" in reported[0]
    assert "(did you mean 'East and West'?)" in reported[0]


@pytest.mark.parametrize(("other", "name"), NEAR)
def test_an_area_that_differs_in_more_is_only_warned_of(other, name):
    stated, reported = composed(pd.concat([rows(EARLIER, name), rows(LATER, other, 2)]), area=name)
    assert reported == [f"o.csv: area {other!r} is not in the report (did you mean {name!r}?)"]
    assert "published" not in stated
    assert f"The data for {name} ends with the 12 months to March 2023" in stated


@pytest.mark.parametrize(("other", "name"), OTHER)
def test_another_area_is_not_warned_of(other, name):
    assert composed(pd.concat([rows(MONTHS, name), rows(LATER, other, 2)]), area=name)[1] == []


@pytest.mark.parametrize(("other", "name"), NEAR)
def test_two_areas_of_one_period_are_two(other, name):
    assert composed(pd.concat([rows(MONTHS, name), rows(MONTHS, other, 2)]), area=name)[1] == []


def test_two_spellings_of_one_period_are_warned_of_and_kept_apart():
    whole, _ = composed(rows(MONTHS, "East and West"))
    stated, reported = composed(pd.concat([rows(MONTHS, "East and West"), rows(LATER, "EAST AND WEST", 2)]))
    assert stated == whole
    assert reported == ["o.csv: area 'EAST AND WEST' is not in the report (did you mean 'East and West'?)"]


def test_every_area_that_the_report_names_is_held_against_the_data():
    names = {"part": "North & Ely", "region": "the  Region", "nation": "NATION", "peer": "Peer-One"}
    frame = pd.concat(
        [
            rows(MONTHS, "East and West"),
            *(rows(MONTHS, name, seed) for seed, name in enumerate(names.values())),
        ]
    )
    stated, reported = composed(
        frame,
        parts=("North and Ely", "Isle"),
        region="The Region",
        nation="Nation",
        peers=("East and West", "Peer One"),
    )
    assert len([one for one in reported if "is read as" in one]) == 3
    assert "o.csv: area 'Peer-One' is not in the report (did you mean 'Peer One'?)" in reported
    assert "o.csv: no observations of the part 'Isle'" in reported
    assert "o.csv: no observations of the peer 'Peer One' (did you mean 'Peer-One'?)" in reported
    assert len(reported) == 6
    assert "The Region" in stated


def test_a_missing_area_is_not_taken_for_a_longer_one():
    frame = pd.concat([rows(MONTHS, "East and West"), rows(MONTHS, "Leicestershire", 2)])
    assert composed(frame, parts=("Leicester",))[1] == ["o.csv: no observations of the part 'Leicester'"]


def test_the_reports_own_area_may_be_spelt_otherwise_throughout():
    whole, _ = composed(rows(MONTHS, "East and West"))
    stated, reported = composed(rows(MONTHS, "EAST & WEST"))
    assert (stated, len(reported)) == (whole, 1)
    with pytest.raises(DataError, match="did you mean 'East-and-West'"):
        composed(rows(MONTHS, "East-and-West"))


def test_a_blank_beside_a_figure_of_the_other_spelling_gives_way():
    frame = rows(MONTHS, "East and West").astype({"count": float})
    other = frame[frame["period"].isin(LATER)].assign(area="East & West")
    frame.loc[frame["period"].isin(LATER), ["count", "denominator"]] = np.nan
    assert composed(pd.concat([frame, other]))[0] == composed(rows(MONTHS, "East and West"))[0]


def test_a_name_that_two_areas_of_the_report_share_is_not_decided():
    frame = pd.concat(
        [rows(MONTHS, name, seed) for seed, name in enumerate(["Home", "a & b", "A and B", "a and b"])]
    )
    observed = read_observations(frame)
    with pytest.warns(NarrateWarning, match="area 'a & b' is not in the report"):
        kept = with_areas_as_declared(observed, ["Home", "A and B", "a and b"], "o.csv")
    assert set(kept["area"].unique()) == {"Home", "a & b", "A and B", "a and b"}


WORDS = st.lists(
    st.sampled_from(["East", "West", "and", "Ely", "Môn", "St", "Mary's"]), min_size=1, max_size=4
)


@given(WORDS)
def test_spelling_is_blind_to_case_blanks_and_marks(words):
    name = " ".join(words)
    for other in (name.upper(), name.replace(" ", "  "), name.replace(" and ", " & ")):
        assert plainly(other) == plainly(name)
        assert loosely(other) == loosely(name)
    assert loosely(name.replace(" ", "-")) == loosely(name)


@settings(deadline=None, max_examples=20)
@given(st.integers(1, len(MONTHS) - 1), st.sampled_from(SAME))
def test_where_the_spelling_changes_makes_no_difference(place, other):
    frame = rows(MONTHS, "East and West")
    read = read_observations(frame)
    frame.loc[frame.index[place:], "area"] = other
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        joined = with_areas_as_declared(read_observations(frame), ["East and West"], "o.csv")
    pd.testing.assert_frame_equal(joined, read)
