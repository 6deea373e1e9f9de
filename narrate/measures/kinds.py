"""What the displayed figure of each indicator is: declarations and observations put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from narrate.errors import DataError, Fault, Place
from narrate.observations import FRAME, NUMBERS
from narrate.periods import MONTHS_A_QUARTER, MONTHS_A_YEAR, QUARTERS_A_YEAR
from narrate.spec import Frequency, Indicator, Measure, Window

Integers = NDArray[np.integer[Any]]

LENGTHS = (1, MONTHS_A_QUARTER, MONTHS_A_YEAR)
"""Lengths in months that a period may have."""


class Basis(StrEnum):
    """What a series consists of, and so which test suits it."""

    COUNT = "count"
    """Counts of events, with a population as exposure or none: quasi-Poisson."""
    PROPORTION = "proportion"
    """Counts out of a base: binomial."""
    VALUE = "value"
    """Displayed figures alone, perhaps with their 95 % intervals."""


@dataclass(frozen=True)
class Displayed:
    """What the displayed figure of an indicator is.

    Attributes
    ----------
    measure : Measure
        Rate, proportion, count or value.
    window : Window
        12 months, or the period itself.
    frequency : Frequency
        How often it was observed.
    basis : Basis
        What the tests work on.
    rebuilt : bool
        Whether the counts were rebuilt from given rates and a population.
    """

    measure: Measure
    window: Window
    frequency: Frequency
    basis: Basis
    rebuilt: bool = False

    @property
    def block(self) -> tuple[str, str, str, bool]:
        """What series must share to stand in one block."""
        return self.basis.value, self.frequency.value, self.window.value, self.rebuilt

    @property
    def period_months(self) -> int:
        """Length of one period that does not overlap the next: a quarter, or a year."""
        return MONTHS_A_YEAR if self.frequency is Frequency.ANNUAL else MONTHS_A_QUARTER

    @property
    def window_periods(self) -> int:
        """Periods in one displayed figure."""
        rolling = self.window is Window.ROLLING and self.frequency is not Frequency.ANNUAL
        return QUARTERS_A_YEAR if rolling else 1

    @property
    def window_months(self) -> int:
        """Months in one displayed figure: a value that stands for itself covers one observation."""
        if self.basis is Basis.VALUE and self.window is Window.PERIOD:
            return self.frequency.months
        return self.window_periods * self.period_months


def undeclared(code: str) -> Indicator:
    """Return the indicator that stands for a code of which nothing was declared."""
    return Indicator(id=code, name=code)


def displayed(observations: pd.DataFrame, indicators: Mapping[str, Indicator]) -> dict[str, Displayed]:
    """Settle for every indicator what its displayed figure is.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it.
    indicators : mapping of str to Indicator
        The declared ones by code; others take what their observations suggest.

    Returns
    -------
    dict of str to Displayed
        One entry for each indicator observed.

    Raises
    ------
    DataError
        If an indicator has neither counts nor values, or not those that its measure is made of; if a
        proportion has more successes than base; if its periods are of several frequencies, overlap, or
        are not of the declared one.
    """
    settled: dict[str, Displayed] = {}
    faults: list[Fault] = []
    for code, fact in _facts(observations).items():
        declared = indicators.get(code) or undeclared(code)
        settled[code] = _settle(declared, fact)
        place = Place(FRAME, f"indicator {code!r}")
        problems = [*_measure_problems(declared, fact), *_frequency_problems(settled[code], fact)]
        faults += [Fault(place, got, allowed) for got, allowed in problems]
    if faults:
        raise DataError(faults)
    return settled


@dataclass(frozen=True)
class _Facts:
    """What the observations of one indicator hold.

    `shortest` and `longest` are lengths of its periods in months; `step` is the greatest common divisor of
    the months from one observation of a series to the next, 0 where no series has two, and `inner_step` the
    same without the last observation of each series. `above_base` names the first observation of more
    successes than base, if there is one.
    """

    counts: bool
    denominators: bool
    values: bool
    limits: bool
    odd_length: bool
    twice: bool
    inner_short: bool
    shortest: int
    longest: int
    step: int
    inner_step: int
    above_base: str


def _facts(observations: pd.DataFrame) -> dict[str, _Facts]:
    codes = observations["indicator"].cat.codes.to_numpy()
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    if not len(starts):
        return {}
    months = observations["months"].to_numpy()
    same = np.append(False, (np.diff(codes) == 0) & (np.diff(observations["area"].cat.codes) == 0))
    steps = np.where(same, np.diff(observations["end"].to_numpy(), prepend=0), 0)
    last = ~np.append(same[1:], False)
    seen = {name: observations[name].notna().to_numpy() for name in NUMBERS}
    flags = {
        "counts": seen["count"],
        "denominators": seen["denominator"],
        "values": seen["value"],
        "limits": seen["lower"] & seen["upper"],
        "odd_length": ~np.isin(months, LENGTHS),
        "twice": same & (steps == 0),
        "inner_short": (months < MONTHS_A_YEAR) & ~last,
    }
    held = {name: np.logical_or.reduceat(flag, starts).tolist() for name, flag in flags.items()}
    held["shortest"] = np.minimum.reduceat(months, starts).tolist()
    held["longest"] = np.maximum.reduceat(months, starts).tolist()
    held["step"] = np.gcd.reduceat(steps, starts).tolist()
    held["inner_step"] = np.gcd.reduceat(np.where(last, 0, steps), starts).tolist()
    held["above_base"] = _first_above_base(observations, codes, starts)
    names = observations["indicator"].cat.categories[codes[starts]]
    rows = zip(*held.values(), strict=True)
    return {
        str(name): _Facts(**dict(zip(held, row, strict=True))) for name, row in zip(names, rows, strict=True)
    }


def _first_above_base(observations: pd.DataFrame, codes: Integers, starts: Integers) -> list[str]:
    """Name the first observation of each indicator whose count exceeds its denominator."""
    above = np.flatnonzero(observations["count"] > observations["denominator"])
    found, first = np.unique(codes[above], return_index=True)
    rows = observations.iloc[above[first]]
    texts = {
        int(code): f"{area}, {period}"
        for code, area, period in zip(found, rows["area"], rows["period"], strict=True)
    }
    return [texts.get(int(code), "") for code in codes[starts]]


def _settle(declared: Indicator, fact: _Facts) -> Displayed:
    measure = declared.measure or _suggested(declared, fact)
    from_values = measure is Measure.VALUE or not fact.counts
    rebuilt = from_values and measure is Measure.RATE and declared.population is not None
    frequency = declared.frequency or _frequency(declared, fact)
    rolled = rebuilt or not from_values or _is_rolled(frequency, fact)
    window = declared.window or (Window.ROLLING if rolled else Window.PERIOD)
    basis = Basis.PROPORTION if measure is Measure.PROPORTION else Basis.COUNT
    return Displayed(
        measure, window, frequency, Basis.VALUE if from_values and not rebuilt else basis, rebuilt
    )


def _suggested(declared: Indicator, fact: _Facts) -> Measure:
    if fact.values and not fact.counts and declared.population:
        return Measure.RATE
    if fact.values and (fact.limits or not fact.counts):
        return Measure.VALUE
    return Measure.RATE if fact.denominators else Measure.COUNT


def _frequency(declared: Indicator, fact: _Facts) -> Frequency:
    """Read the frequency off the observations; the last of an annual series may stand apart."""
    yearly = fact.longest == MONTHS_A_YEAR
    step = fact.inner_step if yearly or declared.closing_year else fact.step
    if (yearly and step == 0) or (step and step % MONTHS_A_YEAR == 0):
        return Frequency.ANNUAL
    if fact.longest == MONTHS_A_QUARTER or (fact.step and fact.step % MONTHS_A_QUARTER == 0):
        return Frequency.QUARTERLY
    return Frequency.MONTHLY


def _is_rolled(frequency: Frequency, fact: _Facts) -> bool:
    """Whether each figure is of 12 months that overlap the next figure's."""
    return fact.longest == MONTHS_A_YEAR and frequency is not Frequency.ANNUAL


Problem = tuple[str, str]
"""What came, and what is allowed."""


def _measure_problems(declared: Indicator, fact: _Facts) -> Iterator[Problem]:
    measure = declared.measure
    if not fact.counts and not fact.values:
        yield "no count and no value in any row", "one of the two is needed"
    elif measure is Measure.VALUE and not fact.values:
        yield "declared a value, and no value in any row", "give it in the column 'value'"
    elif measure in {Measure.RATE, Measure.PROPORTION} and fact.counts and not fact.denominators:
        denominator = "population" if measure is Measure.RATE else "base"
        yield f"a {measure} without its {denominator}", f"give the {denominator} in the column 'denominator'"
    elif measure is Measure.PROPORTION and fact.above_base:
        yield f"a count above its base: {fact.above_base}", "a proportion counts part of its base"


def _frequency_problems(kind: Displayed, fact: _Facts) -> Iterator[Problem]:
    needed = "months, quarters or years, one of them for all rows of an indicator"
    from_values = kind.basis is Basis.VALUE or kind.rebuilt
    if fact.odd_length:
        yield f"periods of {fact.shortest} to {fact.longest} months", needed
    elif fact.twice:
        yield "two periods that end in the same month", needed
    elif kind.frequency is Frequency.ANNUAL:
        if fact.inner_step % MONTHS_A_YEAR:
            yield f"annual figures, and others {_apart(fact)}", needed
        elif fact.longest == MONTHS_A_YEAR and fact.inner_short:
            yield "annual figures, and shorter periods among them", needed
    elif fact.longest == MONTHS_A_YEAR and (fact.shortest < MONTHS_A_YEAR or not from_values):
        yield f"periods of {fact.shortest} and {fact.longest} months {_apart(fact)}", needed
    elif kind.frequency is Frequency.QUARTERLY and fact.step % MONTHS_A_QUARTER:
        yield f"quarterly figures, and others {_apart(fact)}", needed
    elif kind.frequency is Frequency.MONTHLY and fact.longest == MONTHS_A_QUARTER:
        yield f"monthly figures, and quarters {_apart(fact)}", needed


def _apart(fact: _Facts) -> str:
    return f"{fact.step} month{'s'[: fact.step != 1]} apart"
