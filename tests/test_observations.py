"""Any table of observations becomes one tidy frame, or all its faults at once."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import DataError, NarrateWarning
from narrate.observations import NUMBERS, indicators_of, read_observations
from narrate.periods import PERIOD_FORMS, Period, YearBasis, month
from narrate.spec import Layout

PATIENT = settings(deadline=None)
HEADER = "indicator,area,period,count\n"
NUMBER = "a number, or a blank where nothing was observed, is needed"


@pytest.fixture
def write(tmp_path):
    def _write(text: str | bytes, name: str = "o.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return _write


def table(**columns):
    """A frame of one series of theft in X, where the columns do not say otherwise."""
    return pd.DataFrame({"indicator": "theft", "area": "X", **columns})


def faults_of(source, **options):
    """Read what must fail; return its faults as text without the name of the source."""
    with pytest.raises(DataError) as caught:
        read_observations(source, **options)
    name = "observations" if isinstance(source, pd.DataFrame) else str(source)
    assert {fault.where.file for fault in caught.value.faults} == {name}
    return [str(fault).removeprefix(f"{name}: ") for fault in caught.value.faults]


def cells(frame, *columns):
    return frame[list(columns)].astype(object).to_numpy().tolist()


# ---- what comes out


def test_the_tidy_frame():
    frame = read_observations(
        pd.DataFrame(
            {
                "indicator": ["theft", "burglary", "theft", "theft"],
                "area": [" Y", "X", "X ", "X"],
                "period": ["2023-01", "2022/23", "Feb 2023", "2023-01"],
                "count": [1, 2, 3, 4],
                "ward": ["a", "b", "c", "d"],
            }
        )
    )
    assert list(frame.columns) == ["indicator", "area", "period", "end", "months", *NUMBERS]
    assert cells(frame, "indicator", "area", "period", "end", "months", "count") == [
        ["burglary", "X", "2022/23", month(2023, 3), 12, 2.0],
        ["theft", "X", "2023-01", month(2023, 1), 1, 4.0],
        ["theft", "X", "2023-02", month(2023, 2), 1, 3.0],
        ["theft", "Y", "2023-01", month(2023, 1), 1, 1.0],
    ]
    assert frame[["denominator", "value", "lower", "upper"]].isna().all(axis=None)
    assert [str(frame[name].dtype) for name in ("indicator", "area", "period")] == ["category"] * 3
    assert list(frame["period"].cat.categories) == ["2023-01", "2023-02", "2022/23"]
    assert list(indicators_of(frame)) == ["burglary", "theft"]
    assert frame.index.tolist() == [0, 1, 2, 3]


def test_the_source_is_left_as_it_was():
    given = table(period=["2023-02", "2023-01"], count=["1", "n/a"]).rename(columns={"area": "Area"})
    before = given.copy(deep=True)
    read_observations(given)
    pd.testing.assert_frame_equal(given, before)


def test_a_tidy_frame_reads_as_itself():
    frame = read_observations(table(period=["2023/24 Q1", "2023/24 Q2"], count=[1, 2], denominator=[5, None]))
    pd.testing.assert_frame_equal(read_observations(frame), frame)


def test_categories_that_no_row_has_are_dropped():
    given = table(period=["2023-01", "2023-02"], count=[1, 2])
    given["area"] = pd.Categorical(["X", "X"], categories=["W", "X", "Y"])
    assert list(read_observations(given)["area"].cat.categories) == ["X"]


def test_no_rows_are_no_observations():
    frame = read_observations(pd.DataFrame(columns=["indicator", "area", "period", "count"]))
    assert len(frame) == 0
    assert list(indicators_of(frame)) == []


SPELLINGS = (
    lambda number: f"2023-{number:02d}",
    lambda number: pd.Timestamp(2023, number, 1).strftime("%b %Y"),
    lambda number: pd.Timestamp(2023, number, 1).strftime("%B-%Y"),
    lambda number: f"28/{number}/2023",
    lambda number: f" 2023-{number:02d}-15 00:00:00",
    lambda number: pd.Timestamp(2023, number, 28),
    lambda number: pd.Period(year=2023, month=number, freq="M"),
)


@PATIENT
@given(
    st.permutations(range(12)),
    st.lists(st.sampled_from(SPELLINGS), min_size=12, max_size=12),
    st.lists(st.sampled_from(["X", "Y"]), min_size=12, max_size=12),
)
def test_neither_row_order_nor_spelling_matters(order, spellings, areas):
    plain = pd.DataFrame(
        {
            "indicator": "theft",
            "area": areas,
            "period": [f"2023-{number:02d}" for number in range(1, 13)],
            "count": range(12),
        }
    )
    mixed = plain.assign(
        period=pd.Series([spell(number) for number, spell in enumerate(spellings, 1)], dtype=object)
    ).iloc[list(order)]
    pd.testing.assert_frame_equal(read_observations(mixed), read_observations(plain))


@PATIENT
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("XY"), st.integers(1, 12)), min_size=1))
def test_a_table_is_refused_exactly_where_a_key_comes_again(keys):
    frame = pd.DataFrame(keys, columns=["indicator", "area", "number"])
    frame = frame.assign(period=frame["number"].map("2023-{:02d}".format), count=1)
    repeats = frame.duplicated(["indicator", "area", "period"])
    if not repeats.any():
        assert len(read_observations(frame)) == len(frame)
        return
    again = [int(fault.split()[1].rstrip(":")) for fault in faults_of(frame)]
    assert sorted(again) == np.flatnonzero(repeats).tolist()


# ---- periods


@pytest.mark.parametrize(
    ("periods", "codes"),
    [
        (["2023/24 Q2", "2023-24 Q1"], ["2023/24 Q1", "2023/24 Q2"]),
        ([2022, 2021], ["2021", "2022"]),
        ([2022.0, 2021.0], ["2021", "2022"]),
        ([202302, 202301], ["2023-01", "2023-02"]),
        (pd.to_datetime(["2023-09-30", "2023-08-31"]), ["2023-08", "2023-09"]),
        (pd.to_datetime(["2023-09-30"]).tz_localize("Europe/London"), ["2023-09"]),
        (pd.PeriodIndex(["2010-11", "2011-12"], freq="M"), ["2010-11", "2011-12"]),
        (pd.PeriodIndex(["2023Q3", "2023Q2"], freq="Q"), ["2023/24 Q1", "2023/24 Q2"]),
        (pd.PeriodIndex(["2023Q1"], freq="Q-MAR"), ["2022/23 Q1"]),
        (pd.PeriodIndex(["2022"], freq="Y"), ["2022"]),
        (pd.PeriodIndex(["2022"], freq="Y-MAR"), ["2021/22"]),
        (pd.Categorical(["Sep 2023", "2023-08"]), ["2023-08", "2023-09"]),
        (pd.Categorical([2022, 2021]), ["2021", "2022"]),
        (["2011-12", "2012-13"], ["2011/12", "2012/13"]),
        (["2011-12", "2012-01"], ["2011-12", "2012-01"]),
        ([pd.Timestamp("2023-09-01").date(), np.datetime64("2023-08-01")], ["2023-08", "2023-09"]),
    ],
)
def test_periods_as_frames_hold_them(periods, codes):
    frame = read_observations(table(period=periods, count=range(len(codes))))
    assert frame["period"].tolist() == codes


@pytest.mark.parametrize(
    ("quarters", "end"), [(YearBasis.CALENDAR, month(2023, 9)), (YearBasis.FINANCIAL, month(2023, 12))]
)
def test_the_basis_of_quarters_is_declared(quarters, end):
    frame = read_observations(table(period=["2023 Q3"], count=[1]), quarters=quarters)
    assert frame["end"].tolist() == [end]


def test_unreadable_and_ambiguous_periods_are_named_once_with_the_number_of_rows():
    given = table(period=["2023 Q3", "2023-13", "2023 Q3", "2023 Q3", "2023-01", "x", "x"], count=1)
    assert faults_of(given) == [
        "row 0, column 'period': '2023 Q3' may be a calendar or a financial quarter (and in 2 more rows); "
        + PERIOD_FORMS,
        f"row 1, column 'period': '2023-13' is not a period; {PERIOD_FORMS}",
        f"row 5, column 'period': 'x' is not a period (and in 1 more row); {PERIOD_FORMS}",
    ]


@pytest.mark.parametrize("periods", [["2011-12", "2012-13", "2012-09"], ["2010-11", "2011-12"]])
def test_hyphenated_years_that_cannot_be_told_from_months(periods):
    assert faults_of(table(period=periods, count=1)) == [
        f"column 'period': '{periods[0]}' may be a month or a financial year; "
        "write a financial year as 2011/12, a month as Dec 2011"
    ]


@pytest.mark.parametrize("blank", [None, np.nan, "", " ", "n/a", pd.NaT])
def test_every_blank_period_is_named(blank):
    given = table(period=pd.Series(["2023-01", blank, blank], dtype=object), count=1)
    assert faults_of(given) == [f"row {row}, column 'period': blank; a period is needed" for row in (1, 2)]


# ---- numbers


@pytest.mark.parametrize(
    "marker",
    ["", " ", "NaN", "nan", "NAN", "n/a", "N/A", "NA", "#N/A", "..", "...", "-", "–", "—", "NULL", "None"],
)
@pytest.mark.parametrize("kind", ["csv", "frame"])
def test_missing_markers_are_absent_observations(write, marker, kind):
    given = table(period=["2023-01", "2023-02"], count=["7", marker])
    source = given if kind == "frame" else write(given.to_csv(index=False))
    counts = read_observations(source)["count"].tolist()
    assert counts[0] == 7
    assert np.isnan(counts[1])


@pytest.mark.parametrize(
    ("cell", "number"),
    [("43.0", 43), ("43", 43), (" 43 ", 43), ("4.3e1", 43), ("+43", 43), (43.0, 43), (0, 0)],
)
def test_counts_in_other_dress(write, cell, number):
    given = table(period=["2023-01"], count=[cell])
    assert read_observations(given)["count"].tolist() == [number]
    assert read_observations(write(given.to_csv(index=False)))["count"].tolist() == [number]


@pytest.mark.parametrize(
    ("column", "cell", "got", "allowed"),
    [
        ("count", "43.5", "43.5", "a count is a whole number"),
        ("count", "-1", "-1", "a count is never negative"),
        ("count", "-1.5", "-1.5", "a count is never negative"),
        ("count", "c", "'c'", NUMBER),
        ("count", "<5", "'<5'", NUMBER),
        ("count", "1 234", "'1 234'", NUMBER),
        ("count", "1,234", "'1,234'", NUMBER),
        ("count", "1_234", "'1_234'", NUMBER),
        ("count", "0x10", "'0x10'", NUMBER),
        ("count", "12%", "'12%'", NUMBER),
        ("count", "TRUE", "'TRUE'", NUMBER),
        ("count", "inf", "inf", NUMBER),
        ("value", "-inf", "-inf", NUMBER),
        ("value", "Infinity", "inf", NUMBER),
        ("denominator", "-3", "-3", "a denominator is never negative"),
        ("lower", "x", "'x'", NUMBER),
        ("upper", "x", "'x'", NUMBER),
    ],
)
def test_what_is_no_such_number(write, column, cell, got, allowed):
    given = table(period=["2023-01", "2023-02"], count=["1", "2"]).assign(**{column: ["1", cell]})
    expected = f"row 3, column {column!r}: {got}; {allowed}"
    assert faults_of(write(given.to_csv(index=False))) == [expected]


@pytest.mark.parametrize("column", ["count", "value", "denominator"])
@pytest.mark.parametrize("cells_", [[True, False], pd.to_datetime(["2023-01-01", "2023-01-02"]), [["a"], 1]])
def test_typed_cells_that_are_no_numbers(column, cells_):
    given = table(period=["2023-01", "2023-02"], value=[1.0, 2.0])
    given[column] = pd.Series(cells_)
    assert all(NUMBER in fault for fault in faults_of(given))


@pytest.mark.parametrize(
    "numbers",
    [
        pd.array([4, None], dtype="Int64"),
        pd.array([4.0, None], dtype="Float64"),
        pd.Categorical(["4", None]),
        pd.Categorical([4.0, np.nan]),
        pd.array(["4", None], dtype="string"),
        [4, None],
    ],
)
def test_columns_of_every_type_of_number(numbers):
    counts = read_observations(table(period=["2023-01", "2023-02"], count=numbers))["count"]
    assert counts.dtype == float
    assert counts.tolist()[0] == 4
    assert np.isnan(counts[1])


def test_negative_values_are_values():
    assert read_observations(table(period=["2023-01"], value=[-0.5]))["value"].tolist() == [-0.5]


def test_a_lower_limit_above_its_upper():
    given = table(period=["2023-01", "2023-02"], value=[1, 2], lower=[0.5, 3.0], upper=[1.5, 2.5])
    assert faults_of(given) == [
        "row 1, column 'lower': 3 above the upper limit 2.5; the lower limit is not above the upper"
    ]


# ---- names and repeats


@pytest.mark.parametrize("column", ["indicator", "area"])
@pytest.mark.parametrize("blank", ["", "  ", None, np.nan])
def test_a_blank_name(column, blank):
    given = table(period=["2023-01", "2023-02"], count=1).assign(**{column: ["X", blank]})
    assert faults_of(given) == [f"row 1, column {column!r}: blank; a name is needed"]


def test_codes_that_are_numbers_are_names():
    given = pd.DataFrame({"indicator": [101, 7], "area": ["NA", "-"], "period": [2022, 2022], "count": 1})
    assert cells(read_observations(given), "indicator", "area") == [["101", "NA"], ["7", "-"]]


@pytest.mark.parametrize(
    ("second", "how"), [(5, "again"), (6, "again with other figures"), (None, "again with other figures")]
)
@pytest.mark.parametrize("spelling", ["2023-01", "Jan 2023"])
def test_an_observation_given_twice(write, second, how, spelling):
    given = table(period=["2023-02", "2023-01", spelling], count=pd.array([4, 5, second], dtype="Int64"))
    expected = f"theft, X, 2023-01 is given {how} (first in row {{}}); each observation is given once"
    assert faults_of(given) == ["row 2: " + expected.format(1)]
    assert faults_of(write(given.to_csv(index=False))) == ["row 4: " + expected.format(3)]


def test_a_period_may_stand_beside_one_of_another_length():
    frame = read_observations(table(period=["2023-03", "2022/23 Q4", "2022/23"], count=1))
    assert frame["months"].tolist() == [1, 3, 12]


def test_faults_of_every_sort_come_together():
    given = pd.DataFrame(
        {
            "indicator": ["theft", "", "theft", "theft"],
            "area": ["X", "X", None, "X"],
            "period": ["2023-01", "2023-02", "2023-14", None],
            "count": ["x", "1.5", "-2", "4"],
            "denominator": [-1, 1, 1, 1],
        }
    )
    assert [fault.split(": ")[0] for fault in faults_of(given)] == [
        "row 1, column 'indicator'",
        "row 2, column 'area'",
        "row 3, column 'period'",
        "row 2, column 'period'",
        "row 0, column 'count'",
        "row 2, column 'count'",
        "row 1, column 'count'",
        "row 0, column 'denominator'",
    ]


def test_nothing_out_of_nothing_is_read_and_something_out_of_nothing_is_not():
    months = ["2023-01", "2023-02", "2023-03"]
    read = read_observations(table(period=months, count=[0, None, 3], denominator=[0, 0, 5]))
    assert read["denominator"].tolist() == [0, 0, 5]
    wrong = faults_of(table(period=months, count=[0, 2, 3], denominator=[0, 0, 5]))
    assert wrong == [
        "row 1, column 'denominator': 0 beside a count of 2; events are counted among some; a blank says "
        "that the denominator is not known"
    ]


def test_a_population_of_nobody_is_none(write):
    people = write("area,denominator\nX,0\n", "people.csv")
    with pytest.warns(NarrateWarning, match="no population for the area 'X'"):
        read = read_observations(table(period=["2023-01"], count=[1]), populations=people)
    assert read["denominator"].isna().all()


def test_a_repeat_and_a_wrong_number_come_together():
    given = table(period=["2023-01", "2023-01", "2023-02"], count=["1", "1", "x"])
    assert len(faults_of(given)) == 2


# ---- columns


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            ["area", "period", "count"],
            ["columns: no column 'indicator'; the columns indicator, area and period are needed"],
        ),
        (
            ["indicatr", "areas", "period", "count"],
            [
                "columns: no column 'indicator' but 'indicatr'; the columns indicator, area and period are "
                "needed (did you mean 'indicator'?)",
                "columns: no column 'area' but 'areas'; the columns indicator, area and period are needed "
                "(did you mean 'area'?)",
            ],
        ),
        (
            ["indicator", "area", "period", "number"],
            ["columns: neither 'count' nor 'value'; one of the two is needed"],
        ),
        (
            ["indicator", "area", "period", "count", "Count "],
            ["columns: 'count' stands 2 times; each column has its own name"],
        ),
        (
            ["indicator", "area", "area", "period", "period", "count"],
            [
                "columns: 'area' stands 2 times; each column has its own name",
                "columns: 'period' stands 2 times; each column has its own name",
            ],
        ),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "frame"])
def test_columns_at_fault(write, columns, expected, kind):
    given = pd.DataFrame([["2023-01"] * len(columns)], columns=columns)
    source = given if kind == "frame" else write(given.to_csv(index=False))
    assert faults_of(source) == expected


@pytest.mark.parametrize(
    ("column", "meant"), [("denominater", "denominator"), ("Lowr", "lower"), ("values", "value")]
)
def test_an_ignored_column_with_a_name_close_to_a_known_one_is_a_warning(column, meant):
    given = table(period=["2023-01"], count=[1]).assign(**{column: "x"})
    with pytest.warns(NarrateWarning) as caught:
        read_observations(given)
    expected = f"observations: column {column!r} is ignored (did you mean {meant!r}?)"
    assert [str(warning.message) for warning in caught] == [expected]
    assert Path(caught[0].filename).name == Path(__file__).name


def test_other_columns_are_ignored_in_silence():
    given = table(period=["2023-01"], count=[1]).assign(period_end="x", notes="y", year=2023)
    given.columns = [*given.columns[:-2], "notes", "notes"]
    assert len(read_observations(given)) == 1


def test_names_of_columns_in_any_case_and_padding():
    given = table(period=["2023-01"], count=[1]).rename(columns=lambda name: f" {name.upper()} ")
    assert read_observations(given)["count"].tolist() == [1]


def test_index_levels_with_known_names_are_columns():
    given = table(period=["2023-01", "2023-02"], count=[1, 2])
    expected = read_observations(given)
    pd.testing.assert_frame_equal(
        read_observations(given.set_index(["indicator", "area", "period"])), expected
    )
    pd.testing.assert_frame_equal(read_observations(given.set_index("period")), expected)


def test_rows_of_a_frame_are_called_by_their_index_labels():
    given = table(period=["2023-01", "x"], count=1).set_axis(["first", "second"])
    assert faults_of(given) == [f"row second, column 'period': 'x' is not a period; {PERIOD_FORMS}"]


# ---- files


CSV = "indicator,area,period,count\ntheft,X,2023-01,1\ntheft,X,2023-02,2\n"


CSV_FORMS = {
    "plain": CSV,
    "byte order mark": "\ufeff" + CSV,
    "crlf": CSV.replace("\n", "\r\n"),
    "no line end": CSV.rstrip("\n"),
    "semicolons": CSV.replace(",", ";"),
    "tabs": CSV.replace(",", "\t"),
    "trailing commas": CSV.replace("\n", ",\n"),
    "quotes": CSV.replace("theft", '"theft"'),
    "blank rows": CSV.replace("\ntheft,X,2023-02", "\n\n,,,\ntheft,X,2023-02") + "\n\n,,,\n",
    "leading blank rows": "\n\n" + CSV,
    "header in other case": CSV.replace("indicator,area", " Indicator , AREA "),
    "padding": CSV.replace(",X,", ", X ,"),
}


@pytest.mark.parametrize("text", CSV_FORMS.values(), ids=CSV_FORMS)
def test_csv_files_as_programs_write_them(write, text):
    expected = read_observations(table(period=["2023-01", "2023-02"], count=[1, 2]))
    pd.testing.assert_frame_equal(read_observations(write(text)), expected)
    pd.testing.assert_frame_equal(read_observations(str(write(text, "O.CSV"))), expected)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (HEADER + "theft,X,x,1\n", 2),
        (HEADER + "\n,,,\ntheft,X,x,1\n", 4),
        ("\n\n" + HEADER + "\ntheft,X,x,1\n", 5),
    ],
)
def test_rows_of_a_file_are_numbered_as_a_spreadsheet_numbers_them(write, text, row):
    assert faults_of(write(text)) == [f"row {row}, column 'period': 'x' is not a period; {PERIOD_FORMS}"]


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "theft,X,2023-01,1\ntheft,X,2023-02,1,234\n",
        HEADER + "theft,X,2023-01,1,234\ntheft,X,2023-02,1,234\n",
    ],
)
def test_a_row_longer_than_the_header_is_never_cut(write, text):
    (fault,) = faults_of(write(text))
    assert "header" in fault


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (
            HEADER.encode() + "café,X,2023-01,1\n".encode("latin-1"),
            "o.csv",
            "not UTF-8 text; save the file as UTF-8",
        ),
        (b"", "o.csv", "an empty file; a readable table is needed"),
        (b"\n \n", "o.csv", "an empty file; a readable table is needed"),
        (b"x", "o.ods", "file type '.ods'; .csv, .xlsx, .parquet"),
        (b"x", "o", "file type 'without suffix'; .csv, .xlsx, .parquet"),
    ],
)
def test_files_that_cannot_be_read(write, content, name, expected):
    assert faults_of(write(content, name)) == [expected]


@pytest.mark.parametrize("content", [b"", b"x", b"PK\x03\x04 broken", b"PAR1 broken PAR1"])
@pytest.mark.parametrize("name", ["o.xlsx", "o.parquet"])
def test_broken_files(write, content, name):
    (fault,) = faults_of(write(content, name))
    assert fault.endswith("; a readable table is needed")
    assert "\n" not in fault


@pytest.mark.parametrize("name", ["nowhere.csv", "nowhere.xlsx", "nowhere.parquet"])
def test_a_file_that_is_not_there(tmp_path, name):
    assert faults_of(tmp_path / name) == ["no such file or directory; a readable table is needed"]


def test_a_folder_is_no_table(tmp_path):
    folder = tmp_path / "o.csv"
    folder.mkdir()
    assert faults_of(folder) == ["is a directory; a readable table is needed"]


def test_a_csv_and_its_frame_have_the_same_faults(write):
    given = table(period=["2023-01", "x", "2023-01"], count=["1", "y", "1"])
    in_file = faults_of(write(given.to_csv(index=False)))
    shifted = [
        fault.replace("row 0", "row 2").replace("row 1,", "row 3,").replace("row 2:", "row 4:")
        for fault in faults_of(given)
    ]
    assert in_file == shifted


def test_parquet(tmp_path):
    given = table(period=pd.PeriodIndex(["2023-01", "2023-02"], freq="M").astype(str), count=[1, None])
    path = tmp_path / "o.parquet"
    given.astype({"indicator": "category"}).to_parquet(path)
    pd.testing.assert_frame_equal(read_observations(path), read_observations(given))


@pytest.mark.parametrize(
    "periods",
    [
        ["2023-01", "Feb 2023"],
        [2021, 2022],
        list(pd.to_datetime(["2023-01-31", "2023-02-28"])),
        ["2023-01", 2022],
    ],
)
def test_excel(tmp_path, periods):
    given = table(period=pd.Series(periods, dtype=object), count=[1, 2]).assign(denominator=["n/a", 5.0])
    path = tmp_path / "o.xlsx"
    given.to_excel(path, index=False)
    pd.testing.assert_frame_equal(read_observations(path), read_observations(given))


def test_excel_sheets_blank_rows_and_text_codes(tmp_path):
    path = tmp_path / "o.xlsx"
    with pd.ExcelWriter(path) as book:
        pd.DataFrame({"note": ["nothing here"]}).to_excel(book, sheet_name="Notes", index=False)
        given = pd.DataFrame(
            [
                ["indicator", "area", "period", "count", None],
                ["theft", "NA", "2023-01", 4, None],
                [None, None, None, None, None],
                ["theft", "NA", "x", "y", "a stray note"],
            ]
        )
        given.to_excel(book, sheet_name="Data", index=False, header=False, startrow=1)
    assert faults_of(path, sheet="Data") == [
        f"row 5, column 'period': 'x' is not a period; {PERIOD_FORMS}",
        f"row 5, column 'count': 'y'; {NUMBER}",
    ]
    assert "columns: no column 'area'" in " ".join(faults_of(path))
    (fault,) = faults_of(path, sheet="Dota")
    assert "Dota" in fault


def test_excel_headers_given_twice(tmp_path):
    path = tmp_path / "o.xlsx"
    given = pd.DataFrame([["theft", "X", "2023-01", 4, 5]], columns=[*"abcde"])
    given.to_excel(path, index=False, header=["indicator", "area", "period", "count", "count"])
    assert faults_of(path) == ["columns: 'count' stands 2 times; each column has its own name"]


# ---- wide tables


def wide(**columns):
    return pd.DataFrame({"indicator": ["theft", "theft"], "area": ["X", "Y"], **columns})


def test_a_wide_table_becomes_tidy():
    frame = read_observations(
        wide(note="x", **{"2023-02": [3, 4], "Jan 2023": [1, None]}), layout=Layout.WIDE
    )
    assert cells(frame.fillna({"count": -1}), "area", "period", "count") == [
        ["X", "2023-01", 1.0],
        ["X", "2023-02", 3.0],
        ["Y", "2023-01", -1.0],
        ["Y", "2023-02", 4.0],
    ]


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_wide_files_with_dates_and_years_for_names(tmp_path, suffix):
    given = pd.DataFrame(
        [["theft", "X", 1, "n/a"], ["theft", "Y", 3, 4]],
        columns=["indicator", "area", pd.Timestamp("2023-01-31"), pd.Timestamp("2023-02-28")],
    )
    path = tmp_path / f"o.{suffix}"
    given.to_csv(path, index=False) if suffix == "csv" else given.to_excel(path, index=False)
    frame = read_observations(path, layout=Layout.WIDE, column="value")
    pd.testing.assert_frame_equal(frame, read_observations(given, layout=Layout.WIDE, column="value"))
    assert frame["period"].tolist() == ["2023-01", "2023-02"] * 2
    assert frame["count"].isna().all()


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        (pd.period_range("2023Q1", periods=2, freq="Q"), ["2022/23 Q4", "2023/24 Q1"]),
        ([2021, 2022], ["2021", "2022"]),
        (["2011-12", "2012-13"], ["2011/12", "2012/13"]),
    ],
)
def test_wide_columns_named_by_typed_periods(columns, codes):
    given = pd.DataFrame([["theft", "X", 1, 2]], columns=["indicator", "area", *columns])
    assert read_observations(given, layout=Layout.WIDE)["period"].tolist() == codes


def test_other_known_columns_of_a_wide_table_hold_for_every_period():
    frame = read_observations(
        wide(denominator=[10, 20], **{"2021": [1, 2], "2022": [3, 4]}), layout=Layout.WIDE
    )
    assert frame["denominator"].tolist() == [10, 10, 20, 20]


def test_blanks_of_a_wide_table_under_foreign_periods_are_no_observations():
    given = pd.DataFrame(
        {
            "indicator": ["theft", "entrants"],
            "area": "X",
            "2023-03": [1, None],
            "2023-02": [None, None],
            "2022/23": [None, 9],
        }
    )
    frame = read_observations(given, layout=Layout.WIDE)
    assert cells(frame, "indicator", "period") == [
        ["entrants", "2022/23"],
        ["theft", "2023-02"],
        ["theft", "2023-03"],
    ]


def test_faults_of_a_wide_table_name_the_column_that_was_given(write):
    text = "indicator,area,2023-01,2023-02\ntheft,X,1,2\ntheft,Y,x,1.5\n"
    assert faults_of(write(text), layout=Layout.WIDE) == [
        f"row 3, column '2023-01': 'x'; {NUMBER}",
        "row 3, column '2023-02': 1.5; a count is a whole number",
    ]


@pytest.mark.parametrize(
    ("header", "start"),
    [
        ("indicator,area,2023-01,2023-01", "columns: '2023-01' stands 2 times"),
        ("indicator,area,north,south", "columns: no column is named by a period"),
        ("indicatr,area,2023-01,2023-02", "columns: no column 'indicator'"),
    ],
)
def test_wide_headers_at_fault(write, header, start):
    (fault,) = faults_of(write(f"{header}\ntheft,X,1,2\n"), layout=Layout.WIDE)
    assert fault.startswith(start)


def test_two_columns_of_one_period_are_a_repeat():
    (fault, _) = faults_of(wide(**{"2023-01": [1, 2], "Jan 2023": [1, 3]}), layout=Layout.WIDE)
    assert "theft, X, 2023-01 is given again" in fault


# ---- populations


def people(**columns):
    return pd.DataFrame({"area": ["X", "Y"], "denominator": [100.0, 200.0], **columns})


def test_populations_fill_the_denominators_that_are_lacking():
    given = pd.DataFrame(
        {
            "indicator": "theft",
            "area": ["X", "X", "Y"],
            "period": ["2023-01", "2023-02", "2023-01"],
            "count": 1,
            "denominator": [7, None, None],
        }
    )
    assert read_observations(given, populations=people())["denominator"].tolist() == [7, 100, 200]


@pytest.mark.parametrize("spelling", [["X ", "Y"], pd.Categorical(["X", "Y"])])
def test_areas_of_populations_are_read_as_those_of_observations(spelling):
    given = table(period=["2023-01"], count=[1])
    assert read_observations(given, populations=people(area=spelling))["denominator"].tolist() == [100]


def test_populations_from_a_file(write):
    path = write("Area;Denominator\nX;100\n", "people.csv")
    assert read_observations(table(period=["2023-01"], count=[1]), populations=path)[
        "denominator"
    ].tolist() == [100]


def test_populations_by_indicator():
    given = pd.DataFrame({"indicator": ["theft", "entrants"], "area": "X", "period": "2023-01", "count": 1})
    populations = pd.DataFrame({"indicator": ["entrants", "theft"], "area": "X", "denominator": [10, 99]})
    assert read_observations(given, populations=populations)["denominator"].tolist() == [10, 99]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2021-01", 100),
        ("2021-12", 100),
        ("2022-01", 200),
        ("2021/22 Q3", 100),
        ("2021/22", 100),
        ("2022", 200),
    ],
)
def test_an_observation_takes_the_population_of_the_period_around_its_middle(period, expected):
    populations = people(area="X", period=[2021, 2022])
    frame = read_observations(table(period=[period], count=[1]), populations=populations)
    assert frame["denominator"].tolist() == [expected]


@pytest.mark.parametrize(("period", "expected"), [("2023-06", 200), ("2020-06", 100)])
def test_a_population_of_another_time_is_a_warning(period, expected):
    populations = people(area="X", period=[2021, 2022])
    with pytest.warns(NarrateWarning) as caught:
        frame = read_observations(table(period=[period], count=[1]), populations=populations)
    assert frame["denominator"].tolist() == [expected]
    message = "observations: 1 observations take a population of another time, the nearest given"
    assert [str(warning.message) for warning in caught] == [message]


def test_an_area_without_population_is_a_warning_with_the_nearest():
    given = table(period=["2023-01"], count=[1]).assign(area="Charnwood")
    with pytest.warns(NarrateWarning) as caught:
        frame = read_observations(given, populations=people(area=["Charnwod", "Blaby"]))
    assert frame["denominator"].isna().all()
    message = "observations: no population for the area 'Charnwood' (did you mean 'Charnwod'?)"
    assert [str(warning.message) for warning in caught] == [message]


def test_values_need_no_population():
    given = table(period=["2023-01"], value=[1.5]).assign(area="Z")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_observations(given, populations=people())["denominator"].isna().all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "area,count\nX,1\n",
            ["columns: no column 'denominator'; the columns area and denominator are needed"],
        ),
        ("area,denominator\nX,1\nX,2\n", ["row 3: a population given again; each is given once"]),
        (
            "area,denominator,period\nX,1,2021\nX,1,x\n",
            [f"row 3, column 'period': 'x' is not a period; {PERIOD_FORMS}"],
        ),
        (
            "area,denominator\n,1\nX,-1\n",
            [
                "row 2, column 'area': blank; a name is needed",
                "row 3, column 'denominator': -1; a denominator is never negative",
            ],
        ),
        ("area,denominator\nX,many\n", [f"row 2, column 'denominator': 'many'; {NUMBER}"]),
    ],
)
def test_populations_at_fault(write, text, expected):
    path = write(text, "people.csv")
    with pytest.raises(DataError) as caught:
        read_observations(table(period=["2023-01"], count=[1]), populations=path)
    assert [str(fault) for fault in caught.value.faults] == [f"{path}: {fault}" for fault in expected]


PEOPLE = st.dictionaries(
    st.tuples(st.sampled_from("XYZ"), st.integers(2015, 2022)), st.integers(1, 99), min_size=1
)


@PATIENT
@given(PEOPLE, st.sampled_from("XYZ"), st.integers(month(2013, 1), month(2024, 12)))
def test_the_population_found_is_the_last_that_began_else_the_first(people_, area, end):
    populations = pd.DataFrame(
        [(name, year, number) for (name, year), number in people_.items()],
        columns=["area", "period", "denominator"],
    )
    years = {year: number for (name, year), number in people_.items() if name == area}
    begun = [year for year in years if month(year, 1) <= end]
    expected = years[max(begun) if begun else min(years)] if years else np.nan
    given = pd.DataFrame({"indicator": "theft", "area": [area], "period": [str(Period(end))], "count": 1})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NarrateWarning)
        found = read_observations(given, populations=populations)["denominator"].iloc[0]
    np.testing.assert_equal(found, float(expected))
