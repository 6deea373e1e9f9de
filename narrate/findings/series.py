"""One series of a block, with what was found of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from narrate.findings.timeline import Observed, PhaseRecord
from narrate.measures import Basis, Block
from narrate.measures.grid import Integers
from narrate.movement import Movements, phases
from narrate.periods import MONTHS_A_YEAR, Period
from narrate.settings import PERCENT


@dataclass(frozen=True)
class Figures:
    """One series of a block: its periods and its figures.

    Attributes
    ----------
    block : Block
    row : int
        Its place in the block.
    window_months : int
        Months that a displayed figure covers.
    """

    block: Block
    row: int
    window_months: int

    @property
    def width(self) -> int:
        """Number of periods, earlier ones that were not observed included."""
        return int(self.block.display.shape[1])

    @property
    def area(self) -> str:
        """Name of the area."""
        return str(self.block.area[self.row])

    def figure(self, column: int) -> float:
        """Return the displayed figure of a column."""
        return float(self.block.display[self.row, column])

    @property
    def known_columns(self) -> Integers:
        """Columns with a displayed figure."""
        return np.flatnonzero(np.isfinite(self.block.display[self.row]))

    def same_segment(self, back: int) -> bool:
        """Whether no break lies between the latest period and the one so many periods earlier."""
        if self.width <= back:
            return False
        segment = self.block.segment[self.row]
        return bool(segment[-1] == segment[-1 - back])

    @property
    def period_months(self) -> int:
        """Length of a period that does not overlap another."""
        return MONTHS_A_YEAR // self.block.periods_per_year

    @property
    def end(self) -> int:
        """Last month of the latest period."""
        return int(self.block.end[self.row])

    @property
    def value(self) -> float:
        """The latest displayed figure."""
        return self.figure(-1)

    @property
    def overlap(self) -> int:
        """Months that the latest figure shares with the one before it."""
        return int(self.block.overlap[self.row])

    def column_end(self, column: int) -> int:
        """Return the last month of a column; a closing figure ends less than a year after the one before."""
        back = self.width - 1 - column
        closing = MONTHS_A_YEAR - self.overlap if self.overlap and back else 0
        return self.end - closing - (back - bool(closing)) * self.period_months

    def span(self, column: int) -> Period:
        """Return the span that the displayed figure of a column covers."""
        return Period(self.column_end(column), self.window_months)

    def period(self, column: int) -> Period:
        """Return the period of a column that does not overlap another."""
        return Period(self.column_end(column), self.period_months)

    @property
    def events(self) -> float:
        """Events behind the displayed figure."""
        return float(self.block.count[self.row, -self.block.window :].sum())

    @property
    def latest_proportion(self) -> float:
        """Percentage of the latest period alone; NaN for rates, since a quarter's is not a year's."""
        if self.block.basis is not Basis.PROPORTION:
            return float("nan")
        return float(PERCENT * self.block.count[self.row, -1] / self.block.exposure[self.row, -1])

    @property
    def exposure(self) -> float:
        """Exposure behind the displayed figure: the base summed, or the population averaged."""
        exposure = self.block.exposure[self.row, -self.block.window :]
        return float(exposure.sum() if self.block.basis is Basis.PROPORTION else exposure.mean())


@dataclass(frozen=True)
class Series(Figures):
    """One series of a block, with what was found of it."""

    movements: Movements

    @property
    def dispersion(self) -> float:
        """Factor on the variance that the tests of this series allow for; NaN where there is none."""
        return float(self.movements.dispersion[self.row])

    @property
    def degrees_of_freedom(self) -> float:
        """Degrees of freedom of the dispersion; infinite or NaN where it is taken as known."""
        return float(self.movements.degrees_of_freedom[self.row])


def known(value: float) -> float | None:
    """Return a number, or None for NaN."""
    return value if np.isfinite(value) else None


def observed(series: Figures) -> tuple[Observed, ...]:
    """Return the displayed figures of a series, oldest first, without those that are missing."""
    columns = [int(column) for column in series.known_columns]
    return tuple(Observed(period=series.span(column), value=series.figure(column)) for column in columns)


def phase_records(series: Series) -> tuple[PhaseRecord, ...]:
    """Return the phases of a series, oldest first."""
    return tuple(
        PhaseRecord(
            direction=phase.direction,
            start=series.period(phase.start),
            end=series.period(phase.end),
            periods=phase.periods,
        )
        for phase in phases(series.movements, series.block, series.row)
    )
