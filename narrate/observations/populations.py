"""Denominators from a table of their own."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from narrate.errors import NarrateWarning, nearest
from narrate.observations.cells import names_of, numbers_of, periods_of
from narrate.observations.tables import Table, load
from narrate.periods import YearBasis

Integers = NDArray[np.int64]

ALWAYS = (-(10**6), 10**6)
"""Start and end, in months since January 1970, of a population that is given for no period."""


def with_populations(
    frame: pd.DataFrame, source: str | Path | pd.DataFrame, quarters: YearBasis | None
) -> pd.DataFrame:
    """Fill the denominators that observations lack from a table of populations.

    Parameters
    ----------
    frame : DataFrame
        Tidy observations.
    source : str, Path or DataFrame
        With `area` and `denominator`, perhaps with `indicator` and `period`.
    quarters : YearBasis, optional
        What a form such as 2023 Q3 means.

    Raises
    ------
    DataError
        If the table cannot be read, lacks a column or gives a population twice.

    Warns
    -----
    NarrateWarning
        Where an area has no population, or none of its populations covers an observation.
    """
    table = load(source)
    given = _populations(table, quarters)
    keys = [name for name in ("indicator", "area") if name in given.columns]
    middle = (frame["end"] - frame["months"] // 2).to_numpy()
    found, apart = _look_up(_codes(frame, frame, keys), middle, _codes(given, frame, keys), given)
    wanted = (frame["count"].notna() & frame["denominator"].isna()).to_numpy()
    _warn(table, frame, given, wanted & np.isnan(found), int((wanted & apart).sum()))
    return frame.assign(denominator=frame["denominator"].fillna(pd.Series(found, index=frame.index)))


def _populations(table: Table, quarters: YearBasis | None) -> pd.DataFrame:
    """Check a table of populations: names, `start`, `end` and `denominator` of each; nobody is not known."""
    for name in ("area", "denominator"):
        if name not in table.frame.columns:
            table.fault("columns", f"no column {name!r}", "the columns area and denominator are needed")
    table.raise_faults()
    names = [name for name in ("indicator", "area") if name in table.frame.columns]
    given = pd.DataFrame({name: names_of(table, name) for name in names})
    given["denominator"] = numbers_of(table, "denominator")
    given["start"], given["end"] = ALWAYS
    if "period" in table.frame.columns:
        codes, periods = periods_of(table, quarters)
        table.raise_faults()
        spans = np.array([(period.start, period.end) for period in periods if period], dtype=np.int64)
        given[["start", "end"]] = spans.reshape(-1, 2)[codes]
    for position in np.flatnonzero(given.duplicated([*names, "start", "end"])):
        table.fault(f"row {table.rows[position]}", "a population given again", "each is given once")
    table.raise_faults()
    return given[given["denominator"] > 0]


def _codes(names: pd.DataFrame, frame: pd.DataFrame, keys: Sequence[str]) -> Integers:
    """Return the number in `frame` of the series of each row of `names`; -1 where it has no such series."""
    numbers = np.zeros(len(names), dtype=np.int64)
    for key in keys:
        known = frame[key].cat.categories
        codes = names[key].cat.set_categories(known).cat.codes.to_numpy()
        numbers = np.where((codes < 0) | (numbers < 0), -1, numbers * len(known) + codes)
    return numbers


def _look_up(
    series: Integers, middle: Integers, keys: Integers, given: pd.DataFrame
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Find the last population that starts by the middle of each observation, else the first.

    Returns
    -------
    found : ndarray of float, shape (rows,)
        NaN where the series has no population at all.
    apart : ndarray of bool, shape (rows,)
        Whether the middle of an observation lies outside the period of its population.
    """
    if not len(given):
        return np.full(len(series), np.nan), np.zeros(len(series), dtype=bool)
    order = np.lexsort((given["start"], keys))
    keys, populations = keys[order], given.take(order)
    start, end = populations["start"].to_numpy(), populations["end"].to_numpy()
    reach = 4 * ALWAYS[1]
    place = np.searchsorted(keys * reach + start, series * reach + middle, side="right") - 1
    before = np.maximum(place, 0)
    after = np.minimum(place + 1, len(keys) - 1)
    place = np.where((place >= 0) & (keys[before] == series), before, after)
    known = keys[place] == series
    found = np.where(known, populations["denominator"].to_numpy()[place], np.nan)
    return found, known & ((middle < start[place]) | (middle > end[place]))


def _warn(
    table: Table, frame: pd.DataFrame, given: pd.DataFrame, lacking: NDArray[np.bool_], apart: int
) -> None:
    known = [str(area) for area in given["area"].unique()]
    if "indicator" in given:
        lacking = lacking & frame["indicator"].isin(given["indicator"].unique()).to_numpy()
    for area in frame.loc[lacking, "area"].unique():
        meant = nearest(str(area), [name for name in known if name not in set(frame["area"].unique())])
        offer = f" (did you mean {meant!r}?)" if meant else ""
        message = f"{table.file}: no population for the area {str(area)!r}{offer}"
        warnings.warn(message, NarrateWarning, stacklevel=4)
    if apart:
        message = f"{table.file}: {apart} observations take a population of another time, the nearest given"
        warnings.warn(message, NarrateWarning, stacklevel=4)
