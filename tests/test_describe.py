"""One series in one paragraph, for notebooks and other tools."""

from __future__ import annotations

import pandas as pd
import pytest

import narrate
from narrate.document import Paragraph
from tests.conftest import LEICESTERSHIRE


def burglary() -> pd.DataFrame:
    table = pd.read_csv(LEICESTERSHIRE / "observations.csv")
    county = table["area"] == "Leicestershire and Rutland"
    return table[county & (table["indicator"] == "burglary_residential")]


def test_a_series_is_described_as_in_the_paper(leicestershire):
    described = narrate.describe(
        burglary(), "residential burglary", "offences per 1,000 population", polarity="low is good"
    )
    assert isinstance(described, Paragraph)
    figures = {value.text for sentence in described.sentences for value in sentence.values}
    assert {"2.61", "2.79"} <= figures
    assert "plateaued" in described.text
    paper = next(part for part in leicestershire.document.paragraphs() if part.id == "burglary_residential")
    assert {value.text for value in paper.sentences[1].values} <= figures


def test_names_of_indicator_and_area_may_be_left_out():
    whole, bare = burglary(), burglary().drop(columns=["indicator", "area"])
    stated = [narrate.describe(frame, "burglary", "offences per 1,000 population") for frame in (whole, bare)]
    figures = [{value.text for sentence in one.sentences for value in sentence.values} for one in stated]
    assert figures[0] == figures[1]


def test_values_with_limits_by_year():
    frame = pd.DataFrame({"period": [str(year) for year in range(2016, 2024)]})
    frame["value"] = [5.0, 5.2, 5.5, 5.8, 6.1, 6.3, 6.6, 7.0]
    frame["lower"], frame["upper"] = frame["value"] - 0.1, frame["value"] + 0.1
    assert "has been rising" in narrate.describe(frame, "average waiting time", "days", decimals=1).text


def test_a_percentage_of_a_base():
    frame = pd.DataFrame({"period": pd.period_range("2019-01", "2023-12", freq="M").astype(str)})
    frame["count"], frame["denominator"] = 80, 100
    described = narrate.describe(frame, "the share of calls answered", "%", decimals=0)
    assert "80%" in described.text


@pytest.mark.parametrize("column", ["indicator", "area"])
def test_more_than_one_series_is_an_error(column):
    both = pd.concat([burglary(), burglary().assign(**{column: "other"})])
    with pytest.raises(narrate.DataError, match="2 series"):
        narrate.describe(both)


def test_it_shows_itself_in_notebooks():
    described = narrate.describe(burglary(), "<b>burglary</b>", "offences per 1,000 population")
    assert "<b>" not in described._repr_html_()
