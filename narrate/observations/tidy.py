"""A table of any layout made tidy, and every cell of it checked."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from narrate.errors import NarrateWarning, nearest
from narrate.observations.cells import check_denominators, check_limits, names_of, numbers_of, periods_of
from narrate.observations.populations import with_populations
from narrate.observations.tables import COLUMNS, NAMES, NUMBERS, Table, is_period, load
from narrate.periods import PERIOD_FORMS, Period, YearBasis, period_code
from narrate.spec import Layout

KEY = ["indicator", "area", "end", "months"]


def read_observations(
    source: str | Path | pd.DataFrame,
    *,
    layout: Layout = Layout.TIDY,
    column: str = "count",
    sheet: str = "",
    populations: str | Path | pd.DataFrame | None = None,
    quarters: YearBasis | None = None,
) -> pd.DataFrame:
    """Read and check a table of observations.

    Parameters
    ----------
    source : str, Path or DataFrame
        A CSV, Excel (.xlsx) or Parquet file, or a frame, with the columns `indicator`, `area`, `period` and
        `count` (with or without `denominator`) or `value` (with or without `lower` and `upper`). Other
        columns and blank rows are ignored. The cells of a CSV file may be separated by commas, semicolons
        or tabs.
    layout : Layout
        `Layout.WIDE` for a table with a column for each period.
    column : {"count", "denominator", "value"}
        What the cells of a wide table hold.
    sheet : str
        Sheet of a workbook; the first where empty.
    populations : str, Path or DataFrame, optional
        Denominators by `area`, and by `indicator` and `period` where it has those columns, for
        observations that have none. An observation takes the population of the period that its middle
        falls in, else of the one before.
    quarters : YearBasis, optional
        What a form such as 2023 Q3 means.

    Returns
    -------
    DataFrame
        One row an observation, sorted by series and time: `indicator`, `area`, `period` (categories, in
        order; periods in their canonical spelling), `end` (int, the period's last month in months since
        January 1970), `months` (int, its length), `count`, `denominator`, `value`, `lower`, `upper`
        (floats; NaN where nothing was observed).

    Raises
    ------
    DataError
        With every fault: a file that cannot be read, a missing column or one given twice, text or a
        negative number where a number belongs, an unreadable or ambiguous period, an observation given
        twice.

    Warns
    -----
    NarrateWarning
        Where the name of an ignored column is close to a known one, or a population is missing or of
        another time.

    Examples
    --------
    >>> frame = pd.DataFrame({"indicator": ["theft"], "area": ["X"], "period": ["Sep 2023"], "count": [4]})
    >>> read_observations(frame)[["period", "end", "count"]].to_dict("records")
    [{'period': '2023-09', 'end': 644, 'count': 4.0}]
    """
    table = load(source, sheet)
    if layout is Layout.WIDE:
        _melt(table, column)
    _check_columns(table)
    frame = _in_order(table, _tidy(table, quarters))
    table.raise_faults()
    if layout is Layout.WIDE:
        frame = _without_foreign_periods(frame)
    return frame if populations is None else with_populations(frame, populations, quarters)


def _melt(table: Table, column: str) -> None:
    """Turn one column for each period into one row for each observation."""
    names = [str(name) for name in table.frame.columns]
    periods = [name for name in names if is_period(name)]
    if not periods:
        table.fault(
            "columns", "no column is named by a period", f"a wide table has columns such as {PERIOD_FORMS}"
        )
        table.raise_faults()
    kept = [name for name in names if name in COLUMNS and name not in {"period", column}]
    table.frame = table.frame.melt(kept, periods, "period", column)
    table.rows = np.tile(table.rows, len(periods))
    table.wide = column


def _check_columns(table: Table) -> None:
    names = [str(name) for name in table.frame.columns]
    extra = [name for name in names if name not in COLUMNS]
    close = {name: nearest(name.lower(), COLUMNS) for name in extra}
    for name in NAMES:
        if name not in names:
            meant = next((other for other in extra if close[other] == name), "")
            got = f"no column {name!r}" + (f" but {meant!r}" if meant else "")
            needed = "the columns indicator, area and period are needed"
            table.fault("columns", got, needed, name if meant else "")
    if not {"count", "value"} & set(names):
        table.fault("columns", "neither 'count' nor 'value'", "one of the two is needed")
    table.raise_faults()
    for name, known in close.items():
        if known and known not in names:
            message = f"{table.file}: column {name!r} is ignored (did you mean {known!r}?)"
            warnings.warn(message, NarrateWarning, stacklevel=3)


def _tidy(table: Table, quarters: YearBasis | None) -> pd.DataFrame:
    names = {column: names_of(table, column) for column in ("indicator", "area")}
    codes, periods = periods_of(table, quarters)
    keys_are_sound = not table.faults
    numbers = {column: numbers_of(table, column) for column in NUMBERS}
    check_denominators(table, numbers["count"], numbers["denominator"])
    check_limits(table, numbers["lower"], numbers["upper"])
    if not keys_are_sound:
        table.raise_faults()
    return pd.DataFrame({**names, **_period_columns(codes, periods), **numbers})


def _period_columns(codes: NDArray[np.intp], periods: list[Period | None]) -> dict[str, Any]:
    known = [period for period in periods if period is not None]
    ordered = sorted(set(known))
    places = {period: place for place, period in enumerate(ordered)}
    where = np.array([places[period] for period in known], dtype=np.int64)[codes]
    return {
        "period": pd.Categorical.from_codes(where, pd.Index([period_code(period) for period in ordered])),
        "end": np.array([period.end for period in ordered], dtype=np.int64)[where],
        "months": np.array([period.months for period in ordered], dtype=np.int64)[where],
    }


def _in_order(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Sort by series and time, and note every observation that is given again."""
    keys = [_ordinals(frame[name]) for name in KEY]
    order = np.lexsort(keys[::-1])
    again = np.zeros(len(order), dtype=bool)
    again[1:] = np.all([key[order][1:] == key[order][:-1] for key in keys], axis=0)
    first = np.maximum.accumulate(np.where(again, 0, np.arange(len(order))))
    _fault_repeats(table, frame, order[again], order[first[again]])
    return frame.take(order).reset_index(drop=True)


def _ordinals(column: pd.Series[Any]) -> NDArray[np.int64]:
    categorical = isinstance(column.dtype, pd.CategoricalDtype)
    return (column.cat.codes if categorical else column).to_numpy().astype(np.int64)


def _fault_repeats(
    table: Table, frame: pd.DataFrame, repeats: NDArray[np.intp], earlier: NDArray[np.intp]
) -> None:
    numbers = frame[list(NUMBERS)].to_numpy()
    one, other = numbers[repeats], numbers[earlier]
    same = ((one == other) | (np.isnan(one) & np.isnan(other))).all(axis=1)
    names = frame.iloc[repeats][list(NAMES)].itertuples(index=False)
    for name, equal, row, first in zip(names, same, table.rows[repeats], table.rows[earlier], strict=True):
        how = "again" if equal else "again with other figures"
        got = f"{', '.join(map(str, name))} is given {how} (first in row {first})"
        table.fault(f"row {row}", got, "each observation is given once")


def _without_foreign_periods(frame: pd.DataFrame) -> pd.DataFrame:
    """Leave out the blanks of a wide table under periods of a length at which an indicator has no figure."""
    figures = frame[list(NUMBERS)].notna().any(axis=1)
    by = [frame["indicator"], frame["months"]]
    return frame[figures.groupby(by, observed=True).transform("any")].reset_index(drop=True)


def indicators_of(frame: pd.DataFrame) -> Iterator[str]:
    """Yield the codes of the indicators that a tidy frame holds."""
    yield from (str(code) for code in frame["indicator"].unique())
