"""The figures of the Leicestershire paper computed again with pandas alone, nothing from narrate."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
from scipy import stats

SURVEYS = {"marac_repeat_referrals", "asb_decreased_or_same", "feel_safe_after_dark", "get_on_well"}
"""Quarterly counts with a base that is summed over the window."""
ANNUAL = {"first_time_entrants", "youth_reoffending", "youth_eet"}
PROPORTIONS = SURVEYS | {"youth_eet"}
TOTALS = {"first_time_entrants"}


class Truth:
    """Counts, bases and displayed figures by indicator and area, indexed by month (or by year as written)."""

    def __init__(self, raw: pd.DataFrame) -> None:
        self.raw = raw

    def series(self, indicator: str, area: str) -> pd.DataFrame:
        rows = self.raw[(self.raw["indicator"] == indicator) & (self.raw["area"] == area)].set_index("period")
        if indicator not in ANNUAL:
            rows.index = pd.PeriodIndex(rows.index, freq="M")
        return rows.sort_index()[["count", "denominator"]]

    def numbers(self, indicator: str, area: str, period: str) -> tuple[float, float]:
        """Return the events and the exposure of a period: the base summed, or the population averaged."""
        rows = self.series(indicator, area)
        if indicator in ANNUAL:
            row = rows.loc[_year(period)]
            return float(row["count"]), float(row["denominator"])
        end, months = _months(period)
        window = rows.loc[end - (months - 1) : end]
        expected = months // 3 if indicator in SURVEYS else months
        assert len(window) == expected, (indicator, area, period)
        base = window["denominator"]
        return float(window["count"].sum()), float(base.sum() if indicator in SURVEYS else base.mean())

    def displayed(self, indicator: str, area: str, period: str) -> float:
        events, exposure = self.numbers(indicator, area, period)
        if indicator in TOTALS:
            return events
        return events / exposure * (100 if indicator in PROPORTIONS else 1000)

    def p(
        self, indicator: str, area: str, pair: tuple[str, str], dispersion: float, df: float | None
    ) -> float:
        """Test two periods that do not overlap, with a given dispersion."""
        (a, m), (b, n) = (self.numbers(indicator, area, period) for period in pair)
        if indicator in PROPORTIONS:
            pooled = (a + b) / (m + n)
            error = np.sqrt(dispersion * pooled * (1 - pooled) * (1 / m + 1 / n))
            statistic = (a / m - b / n) / error
        elif dispersion == 1 and min(a, b) < 30:
            return _mid_p(a, b, m / (m + n))
        else:
            error = np.sqrt(dispersion * (1 / (a + 0.5) + 1 / (b + 0.5)))
            statistic = np.log((a + 0.5) / m / ((b + 0.5) / n)) / error
        return float(2 * (stats.norm.sf(abs(statistic)) if df is None else stats.t.sf(abs(statistic), df)))


def _mid_p(a: float, b: float, share: float) -> float:
    trials = int(a + b)
    outcomes = stats.binom.pmf(np.arange(trials + 1), trials, share)
    lower = outcomes[: int(a)].sum() + outcomes[int(a)] / 2
    return float(2 * min(lower, 1 - lower))


def _year(period: str) -> str:
    return "2022/23 Q1" if period == "12 months to 2022-06" else period


def _months(period: str) -> tuple[pd.Period, int]:
    """Return the last month and the length of a period in its canonical spelling."""
    window = re.fullmatch(r"12 months to (\d{4}-\d{2})", period)
    if window:
        return pd.Period(window.group(1), "M"), 12
    quarter = re.fullmatch(r"(\d{4})/\d{2} Q([1-4])", period)
    if quarter:
        return pd.Period(f"{quarter.group(1)}-03", "M") + 3 * int(quarter.group(2)), 3
    if period.isdigit():
        return pd.Period(f"{period}-12", "M"), 12
    year = re.fullmatch(r"(\d{4})/\d{2}", period)
    assert year, period
    return pd.Period(f"{int(year.group(1)) + 1}-03", "M"), 12
