"""Errors hold all their faults, say where and how, and survive the way between processes."""

from __future__ import annotations

import copy
import pickle

import pytest

from narrate.errors import (
    DataError,
    DraftError,
    Fault,
    NarrateError,
    PhraseBankError,
    Place,
    SpecError,
    nearest,
)

KINDS = (DataError, DraftError, PhraseBankError, SpecError)
COUNT = Fault(Place("police.csv", "row 7, column 'count'"), "43.5", "a count is a whole number")
FILE = Fault(Place("police.csv"), "not UTF-8 text", "save the file as UTF-8")


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (COUNT, "police.csv: row 7, column 'count': 43.5; a count is a whole number"),
        (FILE, "police.csv: not UTF-8 text; save the file as UTF-8"),
        (
            Fault(Place("report.toml", "areas"), "unknown key 'part_s'", "known are part, parts", "parts"),
            "report.toml: areas: unknown key 'part_s'; known are part, parts (did you mean 'parts'?)",
        ),
    ],
)
def test_a_fault_says_file_place_what_came_and_what_is_allowed(fault, text):
    assert str(fault) == text


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_holds_every_fault_on_a_line_of_its_own(kind):
    error = kind(fault for fault in (COUNT, FILE))
    assert error.faults == (COUNT, FILE)
    assert str(error).splitlines() == [str(COUNT), str(FILE)]
    assert isinstance(error, NarrateError)


@pytest.mark.parametrize("carried", [lambda error: pickle.loads(pickle.dumps(error)), copy.copy])
@pytest.mark.parametrize("kind", KINDS)
def test_an_error_is_the_same_in_another_process(kind, carried):
    error = carried(kind([COUNT, FILE]))
    assert type(error) is kind
    assert error.faults == (COUNT, FILE)
    assert str(error) == f"{COUNT}\n{FILE}"


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("denominater", ["count", "denominator"], "denominator"),
        ("counts", ["count", "county"], "count"),
        ("value", ["value"], "value"),
        ("valeu", (name for name in ["value", "lower"]), "value"),
        ("", ["value"], ""),
        ("value", [], ""),
        ("x", ["value", "count"], ""),
    ],
)
def test_nearest(word, known, expected):
    assert nearest(word, known) == expected
