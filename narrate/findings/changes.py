"""Changes: one figure against another, with the test behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from narrate.findings.record import Change
from narrate.findings.scale import magnitude, relation_in_print
from narrate.findings.series import Series, known
from narrate.findings.timeline import Run
from narrate.findings.vocabulary import Magnitude
from narrate.measures import Basis
from narrate.measures.grid import Floats, Integers
from narrate.movement import Direction, Evidence, compare_spans, with_test
from narrate.periods import MONTHS_A_QUARTER, Period
from narrate.settings import PERCENT, Settings
from narrate.spec import Indicator


@dataclass(frozen=True)
class Comparing:
    """What every comparison of one indicator depends on.

    Attributes
    ----------
    indicator : Indicator
        Its decimals decide what prints the same.
    points : bool
        Whether figures are percentages, which differ by percentage points and not by a share.
    settings : Settings
        Level, materiality and word scale.
    """

    indicator: Indicator
    points: bool
    settings: Settings

    def change(
        self,
        found: Evidence,
        row: int,
        spans: tuple[Period, Period],
        numbers: Mapping[str, float | None] | None = None,
    ) -> Change:
        """Return the record of one comparison.

        Parameters
        ----------
        found : Evidence
            The two figures, the size of their difference, and its test.
        row : int
            Place of the comparison in it.
        spans : tuple of Period
            What the newer figure, or the area's, covers, and what the older, or the other area's.
        numbers : mapping, optional
            Counts and denominators behind the figures, by the names of `Change`.
        """
        now, then, size, p = (
            float(part[row]) for part in (found.now, found.then, found.change, found.p_value)
        )
        difference = now - then
        relative = None if self.points else known(size)
        share = difference / PERCENT if relative is None else relative
        tested = bool(np.isfinite(p))
        return Change(
            now=now,
            then=then,
            period=spans[0],
            reference_period=spans[1],
            relation=relation_in_print(now, then, self.indicator.decimals, share=self.points),
            difference=difference,
            relative=relative,
            magnitude=magnitude(difference, relative, self.settings.words),
            material=abs(share) >= self.settings.statistics.materiality,
            p=p if tested else None,
            significant=p < self.settings.statistics.alpha if tested else None,
            **(numbers or {}),
        )

    def distance(self, now: float, then: float) -> Magnitude:
        """Return how far apart two figures of the indicator are, on the word scale."""
        if not np.isfinite(now):
            return Magnitude.SLIGHT
        difference = now - then
        relative = None if self.points or not then else difference / then
        return magnitude(difference, relative, self.settings.words)


def year_change(own: Series, comparing: Comparing) -> Change | None:
    """Compare with the same span a year earlier; an overlapping figure has no such span."""
    back = own.block.periods_per_year
    found = own.movements.year
    if not np.isfinite([found.now[own.row], found.then[own.row]]).all():
        return None
    columns = np.arange(own.width - own.block.window, own.width)
    spans = own.span(own.width - 1), own.span(own.width - 1 - back)
    change = comparing.change(found, own.row, spans, _numbers(own, columns, columns - back))
    return _by_usual_size(change, own, comparing)


def quarter_change(own: Series, comparing: Comparing) -> Change | None:
    """Compare the latest quarter with the same quarter a year earlier: what moved the rolling figure."""
    back = own.block.periods_per_year
    found = own.movements.period
    rolling = own.period_months == MONTHS_A_QUARTER and own.block.window > 1
    if not rolling or not np.isfinite([found.now[own.row], found.then[own.row]]).all():
        return None
    spans = own.period(own.width - 1), own.period(own.width - 1 - back)
    latest = np.array([own.width - 1])
    return comparing.change(found, own.row, spans, _numbers(own, latest, latest - back))


def baseline_change(own: Series, comparing: Comparing) -> Change | None:
    """Compare with the declared baseline year, where the series reaches it and the two do not overlap."""
    year = comparing.indicator.baseline
    columns = [column for column in own.known_columns if year and own.span(int(column)).end == year.end]
    if not columns or own.overlap or own.span(int(columns[0])).overlap(own.span(own.width - 1)):
        return None
    reference, latest = int(columns[0]), own.width - 1
    newer = np.arange(latest - own.block.window + 1, latest + 1)
    older = newer - (latest - reference)
    if older[0] < 0 or not np.isfinite(own.value) or not own.same_segment(latest - reference):
        return None
    found = compare_spans(
        own.block.only([own.row]), newer, older, *_variation(own), comparing.settings.statistics
    )
    spans = own.span(latest), own.span(reference)
    return comparing.change(found, 0, spans, _numbers(own, newer, older))


def _variation(own: Series) -> tuple[Floats, Floats]:
    """Return the dispersion of a series and its degrees of freedom, each of shape (1,)."""
    dispersion, degrees = known(own.dispersion) or 1.0, known(own.degrees_of_freedom) or np.inf
    return np.array([dispersion]), np.array([degrees])


def first_to_last_change(own: Series, comparing: Comparing) -> Change | None:
    """Compare the last full year of an annual series with its first since the last break.

    Two years alone are reported as a change on the year.
    """
    columns = own.known_columns[: -1 if own.overlap else None]
    columns = columns[own.block.segment[own.row, columns] == own.block.segment[own.row, -1]]
    if own.movements.span is None or len(columns) <= 2:
        return None
    first, last = int(columns[0]), int(columns[-1])
    p = float(own.movements.span.p_value[own.row])
    change = comparing.change(
        with_test(own.block.basis, own.figure(last), own.figure(first), p),
        0,
        (own.span(last), own.span(first)),
        _numbers(own, columns[-1:], columns[:1]),
    )
    return _by_usual_size(change, own, comparing)


def _by_usual_size(change: Change, own: Series, comparing: Comparing) -> Change:
    """Measure a change by the usual size of the values where some are below zero and no ratio serves."""
    values = own.block.display[own.row]
    if own.block.basis is not Basis.VALUE or (change.relative is not None and not (values < 0).any()):
        return change
    usual = float(np.nanmedian(np.abs(values)))
    share = abs(change.difference) / usual if usual else float(bool(change.difference))
    settings = comparing.settings
    size = magnitude(change.difference, share, settings.words)
    material = share >= settings.statistics.materiality
    return change.model_copy(update={"relative": None, "magnitude": size, "material": material})


def current_run(own: Series) -> Run | None:
    """Return how many years in a row an annual figure rose or fell, up to the latest."""
    years = 0 if own.movements.span is None else int(own.movements.span.run[own.row])
    if not years:
        return None
    return Run(direction=Direction.UP if years > 0 else Direction.DOWN, years=abs(years))


def _numbers(own: Series, newer: Integers, older: Integers) -> dict[str, float | None]:
    count, denominator = own.block.count[own.row], own.block.exposure[own.row]
    numbers = {"count_now": known(float(count[newer].sum())), "count_then": known(float(count[older].sum()))}
    if own.block.basis is Basis.PROPORTION:
        numbers |= {
            "denominator_now": known(float(denominator[newer].sum())),
            "denominator_then": known(float(denominator[older].sum())),
        }
    return numbers
