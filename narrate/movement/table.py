"""Movements as a table: one row for each indicator and area."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
import pandas as pd

from narrate.measures import Block, displayed, measure
from narrate.movement.classification import classify_block
from narrate.movement.completeness import warn_of, withheld, without
from narrate.movement.results import Movements, phases
from narrate.movement.vocabulary import Direction, Favour, Movement
from narrate.observations import FRAME, read_observations, without_blank_ends
from narrate.periods import MONTHS_A_YEAR, Period, period_code
from narrate.settings import Settings
from narrate.spec import Indicator, Polarity

COLUMNS = (
    "indicator",
    "area",
    "period",
    "value",
    "movement",
    "reason",
    "before",
    "favour",
    "quarters",
    "change_quarter",
    "p_quarter",
    "change_year",
    "p_year",
    "year_ago",
    "lower",
    "upper",
    "peak",
    "peak_period",
    "trough",
    "trough_period",
    "phases",
    "dispersion",
    "flags",
    "rule",
)
"""Columns of the table, in order."""


def favour_of(movement: Movement | None, polarity: Polarity) -> Favour:
    """Return whether a movement is welcome.

    Parameters
    ----------
    movement : Movement or None
        Only rising and reducing figures move; all others are neutral.
    polarity : Polarity
        Which direction is welcome.

    Examples
    --------
    >>> favour_of(Movement.RISING, Polarity.LOW)
    <Favour.WORSE: 'worse'>
    """
    if movement not in (Movement.RISING, Movement.REDUCING) or polarity is Polarity.NEUTRAL:
        return Favour.NEUTRAL
    wished = Movement.RISING if polarity is Polarity.HIGH else Movement.REDUCING
    return Favour.BETTER if movement is wished else Favour.WORSE


def classify(
    observations: pd.DataFrame,
    indicators: Iterable[Indicator] | None = None,
    settings: Settings | None = None,
) -> pd.DataFrame:
    """Classify the movement of every series.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it, or any table that it reads.
    indicators : iterable of Indicator, optional
        What is declared of them: measure, window, polarity, breaks, design effect.
    settings : Settings, optional
        Thresholds; the defaults where None.

    Returns
    -------
    DataFrame
        One row per indicator and area, sorted by both, with the columns of `COLUMNS`. Figures are unrounded
        and in the indicator's unit. `change_quarter` and `change_year` are relative for rates, counts and
        values, percentage points for proportions; `lower` and `upper` are the 95 % interval of the
        year-on-year ratio, or of the change in percentage points. `phases` holds tuples of direction, first
        and last period, and length. For annual series a quarter stands for a year.

    Raises
    ------
    DataError
        Where the observations cannot be read or contradict themselves.

    Warns
    -----
    NarrateWarning
        Where the newest period of a series is not yet full, so that its movement ends before.
    """
    declared = {indicator.id: indicator for indicator in indicators or ()}
    statistics = (settings or Settings()).statistics
    if not set(FRAME) <= set(observations.columns):
        observations = read_observations(observations)
    observations = without_blank_ends(observations)
    kinds = displayed(observations, declared)
    partial = withheld(observations, kinds, declared.values(), statistics)
    warn_of(partial)
    blocks = measure(without(observations, partial), declared.values(), kinds=kinds)
    frames = [_rows(block, classify_block(block, statistics), declared) for block in blocks]
    if not frames:
        return pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(frames).sort_values(["indicator", "area"], kind="stable", ignore_index=True)


def _rows(block: Block, found: Movements, declared: Mapping[str, Indicator]) -> pd.DataFrame:
    """Rows of one block."""
    polarity = [declared[name].polarity if name in declared else Polarity.NEUTRAL for name in block.indicator]
    periods = block.display.shape[1]
    columns = {
        "indicator": block.indicator,
        "area": block.area,
        "period": _codes(block, np.full(len(block.end), periods - 1)),
        "value": found.value,
        "movement": found.movement,
        "reason": found.reason,
        "before": found.before,
        "favour": [favour_of(*pair) for pair in zip(found.movement, polarity, strict=True)],
        "quarters": found.quarters,
        "change_quarter": found.period.change,
        "p_quarter": found.period.p_value,
        "change_year": found.year.change,
        "p_year": found.year.p_value,
        "year_ago": found.year.then,
        "lower": found.year.lower,
        "upper": found.year.upper,
        "peak": found.peak,
        "peak_period": _codes(block, found.peak_index),
        "trough": found.trough,
        "trough_period": _codes(block, found.trough_index),
        "phases": _phases(block, found),
        "dispersion": found.dispersion,
        "flags": found.flags,
        "rule": found.rule,
    }
    series = {name: pd.Series(values, dtype=_kind(values)) for name, values in columns.items()}
    return pd.DataFrame(series)


def _kind(values: object) -> str:
    """Numbers keep their type; everything else is an object, so that None stays None."""
    return str(values.dtype) if isinstance(values, np.ndarray) else "object"


def _phases(block: Block, found: Movements) -> list[list[tuple[Direction, str, str, int]]]:
    """Phases of every series, with their periods spelt out."""
    listed = []
    for row in range(len(block.end)):
        spans = phases(found, block, row)
        listed.append(
            [
                (part.direction, _code(block, row, part.start), _code(block, row, part.end), part.periods)
                for part in spans
            ]
        )
    return listed


def _codes(block: Block, index: np.ndarray) -> list[str | None]:
    """Spell one period of each series; None where the index is negative."""
    return [None if column < 0 else _code(block, row, int(column)) for row, column in enumerate(index)]


def _code(block: Block, row: int, column: int) -> str:
    """Spell the period in a column."""
    months = MONTHS_A_YEAR // block.periods_per_year
    back = block.display.shape[1] - 1 - column
    # the figure before one that shares months with it ends at a whole year, as all earlier ones do
    end = int(block.end[row]) - back * months
    if back and block.overlap[row]:
        end += int(block.overlap[row])
    return _spelling(end, months)


@lru_cache(maxsize=4096)
def _spelling(end: int, months: int) -> str:
    return period_code(Period(end, months))
