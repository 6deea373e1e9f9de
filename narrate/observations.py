"""Data in: any table of observations becomes one tidy, validated frame, or all its faults at once."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from narrate.errors import DataError, Fault, NarrateWarning, Place, nearest
from narrate.periods import (
    PERIOD_FORMS,
    Period,
    YearBasis,
    hyphenated_years,
    month,
    parse_period,
    period_code,
)
from narrate.spec import Layout

NAMES = ("indicator", "area", "period")
NUMBERS = ("count", "denominator", "value", "lower", "upper")
MISSING = ("", "nan", "NaN", "NA", "N/A", "n/a", "#N/A", "null", "..", "-", "–", "—")
"""Cell texts that mean that nothing was observed."""

FIRST_ROW = 2
"""Row number of the first observation in a file: the header is row 1."""

FRAME = "observations"
"""What a table is called in messages when it did not come from a file."""


@dataclass
class _Table:
    """A table on its way in, with the faults found so far."""

    frame: pd.DataFrame
    file: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, spot: str, got: str, allowed: str, meant: str = "") -> None:
        self.faults.append(Fault(Place(self.file, spot), got, allowed, meant))

    def row(self, position: int) -> int:
        return position + FIRST_ROW

    def raise_faults(self) -> None:
        if self.faults:
            raise DataError(self.faults)


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
        columns are ignored.
    layout : Layout
        `Layout.WIDE` for a table with a column for each period.
    column : {"count", "denominator", "value"}
        What the cells of a wide table hold.
    sheet : str
        Sheet of a workbook; the first where empty.
    populations : str, Path or DataFrame, optional
        Denominators by `area`, and by `indicator` and `period` where it has those columns, for
        observations that have none.
    quarters : YearBasis, optional
        What a form such as 2023 Q3 means.

    Returns
    -------
    DataFrame
        One row an observation, sorted by series and time: `indicator`, `area`, `period` (categories;
        periods in their canonical spelling), `end` (int, the period's last month in months since
        January 1970), `months` (int, its length), `count`, `denominator`, `value`, `lower`, `upper`
        (floats; NaN where nothing was observed).

    Raises
    ------
    DataError
        With every fault: a file that cannot be read, a missing column, text or a negative number where a
        number belongs, an unreadable or ambiguous period, an observation given twice.

    Warns
    -----
    NarrateWarning
        Where the name of an ignored column is close to a known one.

    Examples
    --------
    >>> frame = pd.DataFrame({"indicator": ["theft"], "area": ["X"], "period": ["Sep 2023"], "count": [4]})
    >>> read_observations(frame)[["period", "end", "count"]].to_dict("records")
    [{'period': '2023-09', 'end': 644, 'count': 4.0}]
    """
    table = _load(source, sheet)
    if layout is Layout.WIDE:
        _melt(table, column)
    _check_columns(table)
    _check_names(table)
    numbers = {name: _numbers(table, name) for name in NUMBERS}
    codes, periods = _periods(table, quarters)
    table.raise_faults()
    frame = _tidy(table.frame, numbers, codes, periods)
    _check_repeats(table, frame)
    table.raise_faults()
    if populations is not None:
        frame = _with_populations(frame, populations, sheet, quarters)
    return frame.sort_values(["indicator", "area", "end", "months"], kind="stable", ignore_index=True)


def _load(source: str | Path | pd.DataFrame, sheet: str) -> _Table:
    if isinstance(source, pd.DataFrame):
        table = _Table(source.reset_index(drop=True), FRAME)
    else:
        table = _Table(_read_file(Path(source), str(source), sheet), str(source))
    table.frame = table.frame.rename(columns=lambda name: str(name).strip())
    known = {name.lower(): name for name in table.frame.columns[::-1]}
    wanted = {known[name]: name for name in (*NAMES, *NUMBERS) if name in known}
    table.frame = table.frame.rename(columns=wanted)
    return table


def _read_file(path: Path, file: str, sheet: str) -> pd.DataFrame:
    readers: dict[str, Callable[[], pd.DataFrame]] = {
        ".csv": lambda: _read_csv(path),
        ".xlsx": lambda: pd.read_excel(path, sheet_name=sheet or 0, na_values=list(MISSING)),
        ".parquet": lambda: pd.read_parquet(path),
    }
    if path.suffix.lower() not in readers:
        fault = Fault(Place(file), f"file type {path.suffix or 'without suffix'!r}", ", ".join(readers))
        raise DataError([fault])
    try:
        return readers[path.suffix.lower()]()
    except ImportError as error:
        fault = Fault(Place(file), str(error), "install narrate with its extra 'io'")
    except OSError as error:
        fault = Fault(Place(file), (error.strerror or str(error)).lower(), "a readable table is needed")
    except (ValueError, KeyError) as error:
        fault = Fault(Place(file), str(error).strip().splitlines()[0], "a readable table is needed")
    raise DataError([fault]) from None


def _read_csv(path: Path) -> pd.DataFrame:
    """Read with names as categories, so that a long table costs no more than its numbers."""
    header = pd.read_csv(path, nrows=0, encoding="utf-8-sig").columns
    numeric = {name for name in header if name.strip().lower() in NUMBERS}
    return pd.read_csv(
        path,
        encoding="utf-8-sig",
        dtype={name: "category" for name in header if name not in numeric},
        na_values={name: list(MISSING) for name in numeric},
        keep_default_na=False,
        low_memory=False,
    )


def _melt(table: _Table, column: str) -> None:
    """Turn one column for each period into one row for each observation."""
    names = [name for name in ("indicator", "area") if name in table.frame.columns]
    unreadable = []
    periods = []
    for name in table.frame.columns.difference(names, sort=False):
        try:
            parse_period(name, YearBasis.FINANCIAL)
            periods.append(name)
        except ValueError:
            unreadable.append(name)
    if not periods:
        table.fault(
            "columns", "no column is named by a period", f"a wide table has columns such as {PERIOD_FORMS}"
        )
        table.raise_faults()
    table.frame = table.frame.melt(names, periods, "period", column)


def _check_columns(table: _Table) -> None:
    columns = list(table.frame.columns)
    for name in NAMES:
        if name not in columns:
            extra = [column for column in columns if column not in (*NAMES, *NUMBERS)]
            meant = next((column for column in extra if nearest(column.lower(), [name])), "")
            got = f"no column {name!r}" + (f" beside {meant!r}" if meant else "")
            table.fault("columns", got, "the columns indicator, area and period are needed")
    if not {"count", "value"} & set(columns):
        table.fault("columns", "neither 'count' nor 'value'", "one of the two is needed")
    table.raise_faults()
    for column in columns:
        close = nearest(column.lower(), (*NAMES, *NUMBERS)) if column not in (*NAMES, *NUMBERS) else ""
        if close and close not in columns:
            message = f"{table.file}: column {column!r} is ignored (did you mean {close!r}?)"
            warnings.warn(message, NarrateWarning, stacklevel=3)


def _check_names(table: _Table) -> None:
    for name in ("indicator", "area"):
        values = table.frame[name].astype("category")
        texts = [str(text).strip() for text in values.cat.categories]
        codes, uniques = pd.factorize(pd.Index(texts, dtype=object))
        merged = np.append(codes, -1)[values.cat.codes.to_numpy()]
        for position in np.flatnonzero((merged < 0) | (np.append(uniques, "")[merged] == "")):
            table.fault(f"row {table.row(int(position))}, column {name!r}", "blank", "a name is needed")
        table.frame[name] = pd.Categorical.from_codes(merged, uniques)


def _numbers(table: _Table, name: str) -> pd.Series[float]:
    if name not in table.frame.columns:
        return pd.Series(np.nan, index=table.frame.index, dtype=float)
    given = table.frame[name]
    if isinstance(given.dtype, pd.CategoricalDtype) or not pd.api.types.is_numeric_dtype(given):
        given = given.astype(object).where(~given.astype(str).str.strip().isin(MISSING), np.nan)
    numbers = pd.to_numeric(given, errors="coerce").astype(float)
    unreadable = numbers.isna() & given.notna() | np.isinf(numbers)
    _fault_cells(table, name, given, unreadable, "a number, or a blank where nothing was observed, is needed")
    _check_range(table, name, numbers.mask(unreadable))
    return numbers


def _check_range(table: _Table, name: str, numbers: pd.Series[float]) -> None:
    if name == "count":
        _fault_cells(table, name, numbers, numbers < 0, "a count is never negative")
        _fault_cells(table, name, numbers, numbers.notna() & (numbers % 1 != 0), "a count is a whole number")
    if name == "denominator":
        _fault_cells(table, name, numbers, numbers <= 0, "a denominator is above zero")


def _fault_cells(table: _Table, name: str, given: pd.Series, wrong: pd.Series[bool], allowed: str) -> None:
    for position in np.flatnonzero(wrong):
        cell = given.iloc[int(position)]
        text = repr(cell) if isinstance(cell, str) else f"{cell:g}"
        table.fault(f"row {table.row(int(position))}, column {name!r}", text, allowed)


def _periods(table: _Table, quarters: YearBasis | None) -> tuple[np.ndarray, list[Period | None]]:
    """Read each distinct period once.

    Returns
    -------
    codes : ndarray of int, shape (rows,)
        Which of `periods` each row has.
    periods : list of Period
    """
    codes, distinct = pd.factorize(table.frame["period"])
    if (codes < 0).any():
        position = int(np.flatnonzero(codes < 0)[0])
        table.fault(f"row {table.row(position)}, column 'period'", "blank", "a period is needed")
    texts = [_period_text(value) for value in distinct]
    try:
        texts = [hyphenated_years(texts).get(text, text) for text in texts]
    except ValueError as error:
        table.fault("column 'period'", str(error), "write a financial year as 2011/12")
    return codes, [_period(table, text, code, codes, quarters) for code, text in enumerate(texts)]


def _period_text(value: object) -> str:
    if isinstance(value, pd.Period):
        months = round((value.end_time - value.start_time).days / 30.4375)
        return period_code(Period(month(value.end_time.year, value.end_time.month), max(months, 1)))
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _period(
    table: _Table, text: str, code: int, codes: np.ndarray, quarters: YearBasis | None
) -> Period | None:
    try:
        return parse_period(text, quarters)
    except ValueError as error:
        rows = np.flatnonzero(codes == code)
        more = f" (and {len(rows) - 1} more rows)" if len(rows) > 1 else ""
        table.fault(f"row {table.row(int(rows[0]))}, column 'period'", f"{error}{more}", PERIOD_FORMS)
        return None


def _tidy(
    frame: pd.DataFrame,
    numbers: dict[str, pd.Series[float]],
    codes: np.ndarray,
    periods: Iterable[Period | None],
) -> pd.DataFrame:
    known = [period for period in periods if period is not None]
    names, uniques = pd.factorize(pd.Index([period_code(period) for period in known]))
    return pd.DataFrame(
        {
            "indicator": frame["indicator"],
            "area": frame["area"],
            "period": pd.Categorical.from_codes(names[codes], uniques),
            "end": np.array([period.end for period in known], dtype=np.int64)[codes],
            "months": np.array([period.months for period in known], dtype=np.int64)[codes],
            **numbers,
        }
    )


def _check_repeats(table: _Table, frame: pd.DataFrame) -> None:
    key = ["indicator", "area", "end", "months"]
    again = frame.duplicated(key)
    for position in np.flatnonzero(again):
        series = frame.iloc[int(position)]
        same = (frame[key] == series[key]).all(axis=1)
        first = table.row(int(np.flatnonzero(same)[0]))
        name = ", ".join(str(series[column]) for column in NAMES)
        what = f"{name} is given again (first in row {first})"
        table.fault(f"row {table.row(int(position))}", what, "each observation is given once")


def _with_populations(
    frame: pd.DataFrame, source: str | Path | pd.DataFrame, sheet: str, quarters: YearBasis | None
) -> pd.DataFrame:
    table = _load(source, sheet)
    for name in ("area", "denominator"):
        if name not in table.frame.columns:
            table.fault("columns", f"no column {name!r}", "the columns area and denominator are needed")
    table.raise_faults()
    given = table.frame.assign(denominator=_numbers(table, "denominator"))
    key = [name for name in NAMES if name in given.columns]
    if "period" in key:
        codes, periods = _periods(table, quarters)
        given["period"] = np.array([str(period) for period in periods], dtype=object)[codes]
    for position in np.flatnonzero(given.duplicated(key)):
        table.fault(f"row {table.row(int(position))}", "given again", "each population is given once")
    table.raise_faults()
    left = frame[key].astype(str)
    found = left.merge(given[[*key, "denominator"]].astype(dict.fromkeys(key, str)), on=key, how="left")
    return frame.assign(denominator=frame["denominator"].fillna(pd.Series(found["denominator"].to_numpy())))


def indicators_of(frame: pd.DataFrame) -> Iterator[str]:
    """Yield the codes of the indicators that a tidy frame holds."""
    yield from (str(code) for code in frame["indicator"].unique())
