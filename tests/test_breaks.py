"""Suspected breaks: rare events that happen not to happen are none, and series that stop are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.movement.breaks import suspected_breaks
from narrate.settings import Statistics
from tests.test_movement import LONDON, block_of

STATISTICS = Statistics()


def broken(count: np.ndarray, dispersion: float = 1.0, **changes: object) -> np.ndarray:
    block = block_of(count, **changes)
    return suspected_breaks(block, np.full(len(block.count), dispersion), STATISTICS)


@pytest.mark.parametrize(
    ("before", "zeros", "dispersion", "suspected"),
    [
        ([0, 0, 0, 1], 16, 1.0, False),  # one event says nothing of how often it comes
        ([2, 0, 1, 1, 0, 1, 2, 1], 4, 1.0, False),  # 7 ln(12/8) = 2.8
        ([3, 2, 2, 3, 2, 2, 2, 2], 4, 1.0, False),  # 17 ln(12/8) = 6.89
        ([3, 2, 2, 3, 2, 2, 3, 2], 4, 1.0, True),  # 18 ln(12/8) = 7.3
        ([3, 2, 2, 3, 2, 2, 3, 2], 4, 1.1, False),
        ([20] * 8, 2, 2.0, True),
        ([20] * 8, 2, 6.0, False),
        ([90] * 12, 1, 4.0, True),
        ([300] * 8 + [1] * 8, 4, 1.0, False),  # what it was long ago does not count
        ([20] * 8, 0, 1.0, False),
    ],
)
def test_zeros_at_either_end_are_weighed_by_the_events_beside_them(before, zeros, dispersion, suspected):
    count = np.array([before + [0] * zeros], float)
    assert broken(count, dispersion)[0] == suspected
    assert broken(count[:, ::-1], dispersion)[0] == suspected


@given(st.lists(st.integers(0, 60), min_size=8, max_size=24), st.integers(1, 8))
def test_quarters_before_the_first_one_known_do_not_matter(events, unknown):
    count = np.array([[*events, 0, 0, 0]], float)
    padded = np.c_[np.full((1, unknown), np.nan), count]
    assert broken(padded)[0] == broken(count)[0]


def test_a_series_that_never_had_an_event_has_not_stopped():
    assert not broken(np.zeros((1, 12))).any()
    assert not broken(np.full((1, 12), np.nan)).any()


@pytest.mark.parametrize("each", [0.1, 0.3, 0.5, 1.0, 3.0])
@pytest.mark.parametrize("quarters", [12, 40])
def test_constant_rare_events_are_hardly_ever_held_to_be_broken(each, quarters):
    count = np.random.default_rng(1).poisson(each, (4000, quarters))
    assert broken(count).mean() <= 0.005


@pytest.mark.parametrize("zeros", [2, 3, 8])
@pytest.mark.parametrize("size", [20, 200])
def test_series_that_stop_or_begin_are_caught(zeros, size):
    count = np.random.default_rng(2).poisson(size, (1000, 20))
    count[:500, -zeros:] = 0
    count[500:, :zeros] = 0
    assert broken(count, dispersion=2.0).all()


@pytest.mark.skipif(not LONDON.exists(), reason="recorded crime in London is not at hand")
@pytest.mark.parametrize(
    ("offence", "end", "least"), [("DOMESTIC BURGLARY", "202312", 1.0), ("FRAUD AND FORGERY", "201812", 0.9)]
)
def test_offences_that_were_no_longer_recorded_are_caught(offence, end, least):
    wide = pd.read_csv(LONDON)
    months = [column for column in wide.columns if column.isdigit() and column <= end][-72:]
    rows = wide[(wide["minortext"] == offence) | (wide["majortext"] == offence)]
    count = rows[months].to_numpy(float).reshape(len(rows), -1, 3).sum(axis=2)
    assert broken(count[count.sum(axis=1) > 0], dispersion=2.0).mean() >= least
