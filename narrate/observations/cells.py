"""Cells checked, column by column: names, numbers and periods."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from narrate.observations.tables import Table, is_missing, typed_period
from narrate.periods import PERIOD_FORMS, Period, YearBasis, hyphenated_years, parse_period

Mask = NDArray[np.bool_]


def names_of(table: Table, column: str) -> pd.Categorical:
    """Read a column of names; blanks around a name do not count, a blank name is a fault.

    Returns
    -------
    Categorical, shape (rows,)
        Categories in alphabetical order.
    """
    given = table.frame[column].astype("category")
    texts = np.array([*(str(text).strip() for text in given.cat.categories), ""], dtype=object)
    names, merged = np.unique(texts, return_inverse=True)
    codes = merged[given.cat.codes.to_numpy()]
    for position in np.flatnonzero(names[codes] == ""):
        table.cell_fault(int(position), column, "blank", "a name is needed")
    return pd.Categorical.from_codes(codes, pd.Index(names, dtype=object)).remove_unused_categories()


def numbers_of(table: Table, column: str) -> NDArray[np.float64]:
    """Read a column of numbers.

    Returns
    -------
    ndarray of float, shape (rows,)
        NaN where nothing was observed, where the column is absent and where a cell is at fault.
    """
    if column not in table.frame.columns:
        return np.full(len(table.frame), np.nan)
    given = table.frame[column]
    numbers, wrong = _typed_numbers(given) if _is_numeric(given) else _written_numbers(given)
    needed = "a number, or a blank where nothing was observed, is needed"
    _fault_cells(table, column, wrong, needed)
    numbers = np.where(wrong, np.nan, numbers)
    _check_range(table, column, numbers)
    return numbers


def _is_numeric(given: pd.Series[Any]) -> bool:
    return pd.api.types.is_numeric_dtype(given) and not pd.api.types.is_bool_dtype(given)


def _typed_numbers(given: pd.Series[Any]) -> tuple[NDArray[np.float64], Mask]:
    numbers = given.to_numpy(dtype=np.float64, na_value=np.nan)
    return numbers, np.isinf(numbers)


def _written_numbers(given: pd.Series[Any]) -> tuple[NDArray[np.float64], Mask]:
    """Read each distinct cell once."""
    if given.dtype == object:
        given = given.astype(str).where(given.notna())
    cells = given.astype("category")
    texts = [str(cell).strip() for cell in cells.cat.categories]
    numbers = pd.to_numeric(pd.Series(texts, dtype=object), errors="coerce").to_numpy(dtype=float)
    missing = np.array([is_missing(text) for text in texts], dtype=bool)
    codes = cells.cat.codes.to_numpy()
    return np.append(numbers, np.nan)[codes], np.append(~np.isfinite(numbers) & ~missing, False)[codes]


def _check_range(table: Table, column: str, numbers: NDArray[np.float64]) -> None:
    if column == "count":
        _fault_cells(table, column, numbers < 0, "a count is never negative")
        _fault_cells(table, column, (numbers > 0) & (numbers % 1 != 0), "a count is a whole number")
    if column == "denominator":
        _fault_cells(table, column, numbers < 0, "a denominator is never negative")


def _fault_cells(table: Table, column: str, wrong: Mask, allowed: str) -> None:
    positions = np.flatnonzero(wrong)
    for position, cell in zip(positions, table.frame[column].iloc[positions], strict=True):
        written = isinstance(cell, str) or not pd.api.types.is_number(cell)
        table.cell_fault(int(position), column, repr(str(cell)) if written else f"{cell:.15g}", allowed)


def check_denominators(table: Table, count: NDArray[np.float64], denominator: NDArray[np.float64]) -> None:
    """Note a fault wherever events were counted among none: nothing out of nothing is no fault."""
    for position in np.flatnonzero((denominator == 0) & (count > 0)):
        allowed = "events are counted among some; a blank says that the denominator is not known"
        table.cell_fault(int(position), "denominator", f"0 beside a count of {count[position]:.15g}", allowed)


def check_limits(table: Table, lower: NDArray[np.float64], upper: NDArray[np.float64]) -> None:
    """Note a fault wherever a lower limit lies above its upper one."""
    for position in np.flatnonzero(lower > upper):
        got = f"{lower[position]:.15g} above the upper limit {upper[position]:.15g}"
        table.cell_fault(int(position), "lower", got, "the lower limit is not above the upper")


def periods_of(table: Table, quarters: YearBasis | None) -> tuple[NDArray[np.intp], list[Period | None]]:
    """Read the column of periods, each distinct one once.

    Returns
    -------
    codes : ndarray of int, shape (rows,)
        Which of `periods` each row has.
    periods : list of Period
        None where the text is at fault.
    """
    codes, distinct = pd.factorize(table.frame["period"])
    blank = [is_missing(value) for value in distinct]
    for position in np.flatnonzero(np.append(blank, True)[codes]):
        table.cell_fault(int(position), "period", "blank", "a period is needed")
    years: dict[str, str] = {}
    try:
        years = hyphenated_years([value for value in distinct if isinstance(value, str)])
    except ValueError as error:
        table.fault("column 'period'", str(error), "write a financial year as 2011/12, a month as Dec 2011")
    periods: list[Period | None] = []
    for code, value in enumerate(distinct):
        text = years.get(value, value) if isinstance(value, str) else typed_period(value)
        try:
            periods.append(None if blank[code] else parse_period(text, quarters))
        except ValueError as error:
            periods.append(None)
            _fault_period(table, str(error), np.flatnonzero(codes == code))
    return codes, periods


def _fault_period(table: Table, problem: str, positions: NDArray[np.intp]) -> None:
    others = len(positions) - 1
    more = f" (and in {others} more row{'s'[: others > 1]})" if others else ""
    table.cell_fault(int(positions[0]), "period", f"{problem}{more}", PERIOD_FORMS)
