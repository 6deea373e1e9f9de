"""Observations without a figure."""

from __future__ import annotations

import pandas as pd


def has_figures(observed: pd.DataFrame) -> pd.Series[bool]:
    """Return which observations hold a figure: a count or a value."""
    return observed[["count", "value"]].notna().any(axis=1)


def without_blank_ends(observed: pd.DataFrame) -> pd.DataFrame:
    """Leave out what stands after the last figure of a series: a blank newest period is one not observed.

    A series without any figure stays as it is.
    """
    figures = has_figures(observed)
    if bool(figures.all()):
        return observed
    by = [observed["indicator"], observed["area"]]
    before_the_last = figures[::-1].groupby([key[::-1] for key in by], observed=True).cummax()[::-1]
    any_at_all = figures.groupby(by, observed=True).transform("any")
    kept: pd.DataFrame = observed[before_the_last | ~any_at_all]
    return kept.reset_index(drop=True)
