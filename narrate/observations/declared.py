"""Observations compared with the indicators that a report declares."""

from __future__ import annotations

import warnings
from collections.abc import Iterator

import pandas as pd

from narrate.errors import Fault, NarrateWarning, Place, nearest
from narrate.observations.blanks import has_figures
from narrate.observations.tidy import indicators_of
from narrate.spec import ReportSpec


def unobserved_indicators(observed: pd.DataFrame, spec: ReportSpec, name: str) -> Iterator[Fault]:
    """Yield the indicators without a figure in the area and by the period reported on.

    Parameters
    ----------
    observed : DataFrame
        Tidy observations.
    spec : ReportSpec
        What is declared.
    name : str
        What messages call the specification.
    """
    codes = set(indicators_of(observed))
    observed = observed[has_figures(observed)]
    series = set(series_of(observed))
    timely = set(series_of(observed[observed["end"] <= spec.report.period.end]))
    for number, indicator in enumerate(spec.indicators):
        place = Place(name, f"indicators[{number}]")
        area = spec.area_of(indicator)
        if indicator.id not in codes:
            got = f"no observations of indicator {indicator.id!r}"
            yield Fault(place, got, "each indicator is observed", nearest(indicator.id, codes))
        elif (indicator.id, area) not in series:
            areas = {other for code, other in series if code == indicator.id}
            got = f"no observations of {indicator.id!r} in area {area!r}"
            yield Fault(place, got, "each indicator is observed in its area", nearest(area, areas))
        elif (indicator.id, area) not in timely:
            got = f"no observations of {indicator.id!r} by {spec.report.period}"
            yield Fault(place, got, "an observation by the end of the report's period is needed")


def warn_of_undeclared(observed: pd.DataFrame, spec: ReportSpec, file: str) -> None:
    """Warn of indicators of the observations that the report does not declare.

    Warns
    -----
    NarrateWarning
        For each of them, with the declared one that may be meant, if any.
    """
    declared = {indicator.id for indicator in spec.indicators}
    for code in indicators_of(observed):
        if code not in declared:
            offer = nearest(code, declared)
            meant = f" (did you mean {offer!r}?)" if offer else ""
            message = f"{file}: indicator {code!r} is not in the report{meant}"
            warnings.warn(message, NarrateWarning, stacklevel=5)


def series_of(observed: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield the indicator and the area of each series, once."""
    pairs = observed[["indicator", "area"]].drop_duplicates()
    yield from ((str(code), str(area)) for code, area in pairs.itertuples(index=False, name=None))
