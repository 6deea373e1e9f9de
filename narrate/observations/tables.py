"""Tables from files: what was given, as a frame with clean column names, before anything is checked."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from narrate.errors import DataError, Fault, Place
from narrate.periods import Period, YearBasis, month, parse_period, period_code

NAMES = ("indicator", "area", "period")
NUMBERS = ("count", "denominator", "value", "lower", "upper")
COLUMNS = (*NAMES, *NUMBERS)

MISSING = frozenset(
    {"", "nan", "na", "n/a", "#n/a", "#na", "<na>", "nat", "null", "none", "..", "...", "-", "–", "—"}
)
"""Cell texts, in lower case, that mean that nothing was observed."""

MARKERS = sorted({form(text) for text in MISSING for form in (str.lower, str.upper, str.title)} | {"NaN"})
"""`MISSING` in the spellings that are given to the CSV reader; rarer ones are found later."""

SEPARATORS = ",;\t"
"""What may stand between the cells of a CSV file."""

FIRST_ROW = 2
"""Row number of the first observation in a file: the header is row 1."""

FRAME = "observations"
"""What a table is called in messages when it did not come from a file."""

DAYS_A_MONTH = 30.4375

_EXCESS = re.compile(r"Expected (?P<expected>\d+) fields in line (?P<row>\d+), saw (?P<came>\d+)")


@dataclass
class Table:
    """A table on its way in, with the faults found so far.

    Attributes
    ----------
    frame : DataFrame
        What was given, indexed from 0.
    file : str
        What messages call it.
    rows : ndarray, shape (rows,)
        What messages call each row: its number in the file, or its index label in a frame.
    wide : str
        Once a wide table is made tidy, the column that its cells went to.
    faults : list of Fault
    """

    frame: pd.DataFrame
    file: str
    rows: NDArray[Any]
    wide: str = ""
    faults: list[Fault] = field(default_factory=list)

    def fault(self, spot: str, got: str, allowed: str, meant: str = "") -> None:
        """Note a fault."""
        self.faults.append(Fault(Place(self.file, spot), got, allowed, meant))

    def cell_fault(self, position: int, column: str, got: str, allowed: str) -> None:
        """Note a fault of one cell, by the column in which it was given."""
        given = str(self.frame["period"].iloc[position]) if column == self.wide else column
        self.fault(f"row {self.rows[position]}, column {given!r}", got, allowed)

    def raise_faults(self) -> None:
        """Raise all faults noted, if any."""
        if self.faults:
            raise DataError(self.faults)


def load(source: str | Path | pd.DataFrame, sheet: str = "") -> Table:
    """Read a table and give its known columns their names, whatever their case.

    Parameters
    ----------
    source : str, Path or DataFrame
        A CSV, Excel or Parquet file, or a frame; index levels with a known name count as columns.
    sheet : str
        Sheet of a workbook; the first where empty.

    Raises
    ------
    DataError
        If the file cannot be read, or two columns have one known name.
    """
    if isinstance(source, pd.DataFrame):
        table = _from_frame(source, FRAME)
    else:
        table = _from_file(Path(source), str(source), sheet)
    table.frame.columns = _column_names(table)
    filled = table.frame.notna().any(axis=1).to_numpy()
    table.frame = table.frame if filled.all() else table.frame[filled]
    table.frame = table.frame.reset_index(drop=True)
    table.rows = table.rows[filled]
    return table


def is_missing(text: object) -> bool:
    """Whether the text of a cell means that nothing was observed."""
    return str(text).strip().lower() in MISSING


def is_period(text: str) -> bool:
    """Whether a text can be read as a period."""
    try:
        parse_period(text, YearBasis.FINANCIAL)
    except ValueError:
        return False
    return True


def typed_period(value: object) -> str:
    """Return the text of a period that was given as a date, a number or a pandas Period."""
    if isinstance(value, pd.Period):
        months = max(round((value.end_time - value.start_time).days / DAYS_A_MONTH), 1)
        return period_code(Period(month(value.end_time.year, value.end_time.month), months))
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _from_frame(frame: pd.DataFrame, file: str) -> Table:
    levels = [name for name in frame.index.names if name in COLUMNS and name not in frame.columns]
    rows = np.arange(len(frame)) if levels else frame.index.to_numpy()
    return Table(frame.reset_index(levels) if levels else frame.copy(deep=False), file, rows)


def _from_file(path: Path, file: str, sheet: str) -> Table:
    readers: dict[str, Callable[[], Table]] = {
        ".csv": lambda: _read_csv(path, file),
        ".xlsx": lambda: _read_excel(path, file, sheet),
        ".parquet": lambda: _read_parquet(path, file),
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
    except UnicodeDecodeError:
        fault = Fault(Place(file), "not UTF-8 text", "save the file as UTF-8")
    except (ValueError, KeyError, BadZipFile, pd.errors.ParserWarning) as error:
        fault = _unreadable(str(error).strip().splitlines()[0], file)
    raise DataError([fault]) from None


def _unreadable(message: str, file: str) -> Fault:
    cells = _EXCESS.search(message)
    if cells:
        allowed = f"{cells['expected']}, as in the header; a number has no separator of thousands"
        return Fault(Place(file, f"row {cells['row']}"), f"{cells['came']} cells", allowed)
    return Fault(Place(file), message, "a readable table is needed")


def _read_csv(path: Path, file: str) -> Table:
    """Read with names as categories, so that a long table costs no more than its numbers."""
    header, row, separator = _csv_header(path)
    _refuse_repeats(header, file)
    numeric = {name for name in header if name.strip().lower() in NUMBERS or is_period(name)}
    with warnings.catch_warnings():
        # pandas drops the spare cells of a row longer than the header, with no more than a warning
        warnings.simplefilter("error", pd.errors.ParserWarning)
        frame = pd.read_csv(
            path,
            encoding="utf-8-sig",
            sep=separator,
            header=row,
            index_col=False,
            dtype={name: "category" for name in header if name not in numeric},
            na_values={name: MARKERS if name in numeric else [""] for name in header},
            keep_default_na=False,
            skip_blank_lines=False,
            low_memory=False,
        )
    return Table(frame, file, np.arange(len(frame)) + row + FIRST_ROW)


def _csv_header(path: Path) -> tuple[list[str], int, str]:
    """Return the names in the first line that is not blank, its position, and what separates its cells."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row, line in enumerate(lines):
            if line.strip():
                separator = max(SEPARATORS, key=line.count)
                return next(csv.reader([line.rstrip("\r\n")], delimiter=separator)), row, separator
    message = "an empty file"
    raise ValueError(message)


def _read_excel(path: Path, file: str, sheet: str) -> Table:
    frame = pd.read_excel(path, sheet_name=sheet or 0, header=None, dtype=object, keep_default_na=False)
    frame = frame.mask(frame == "")
    filled = np.flatnonzero(frame.notna().any(axis=1))
    if not len(filled):
        message = "an empty sheet"
        raise ValueError(message)
    row = int(filled[0])
    header = frame.iloc[row]
    cells = frame.iloc[row + 1 :].loc[:, header.notna().to_numpy()]
    cells.columns = pd.Index(header.dropna(), dtype=object)
    return Table(cells.reset_index(drop=True), file, np.arange(len(cells)) + row + FIRST_ROW)


def _read_parquet(path: Path, file: str) -> Table:
    with path.open("rb") as content:
        return _from_frame(pd.read_parquet(content), file)


def _column_names(table: Table) -> list[str]:
    names = [(name if isinstance(name, str) else typed_period(name)).strip() for name in table.frame.columns]
    _refuse_repeats(names, table.file)
    return [name.lower() if name.lower() in COLUMNS else name for name in names]


def _refuse_repeats(names: Iterable[str], file: str) -> None:
    given = [name.strip().lower() for name in names]
    repeated = sorted(
        {name for name in given if given.count(name) > 1 and (name in COLUMNS or is_period(name))}
    )
    if repeated:
        spot = Place(file, "columns")
        raise DataError(
            Fault(spot, f"{name!r} stands {given.count(name)} times", "each column has its own name")
            for name in repeated
        )
