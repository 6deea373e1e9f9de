"""The periods behind the latest figure: each month's and quarter's own, the quarter that counts, records."""

from __future__ import annotations

import numpy as np

from narrate.findings.scale import as_printed
from narrate.findings.series import Figures, Series, known
from narrate.findings.timeline import Concentration, PeriodFigure, Record
from narrate.findings.vocabulary import Relation
from narrate.inference import t_p_value
from narrate.measures import Basis
from narrate.measures.grid import Floats
from narrate.movement import compare_events
from narrate.periods import MONTHS_A_QUARTER, QUARTERS_A_YEAR
from narrate.settings import Statistics


def period_figures(
    own: Figures, dispersion: tuple[float, float], statistics: Statistics
) -> tuple[PeriodFigure, ...]:
    """Return the own figure of each period that does not overlap another, with its test, oldest first.

    Parameters
    ----------
    own : Figures
        Of months or quarters. Figures without counts that each cover 12 months have none of their own.
    dispersion : tuple of float
        Factor on the variance, and its degrees of freedom. Noise that lasts for months makes quarters more
        dispersed than months, so that a quarter's dispersion is a cautious one for a month.
    statistics : Statistics
    """
    if own.block.basis is Basis.VALUE:
        return _figures_alone(own) if own.block.window == 1 else ()
    back = own.block.periods_per_year
    count, denominator = own.block.count[own.row], own.block.exposure[own.row]
    with np.errstate(divide="ignore", invalid="ignore"):
        figures = own.block.scale[own.row] * count / denominator
    change, p = np.full(own.width, np.nan), np.full(own.width, np.nan)
    if own.width > back:
        with np.errstate(all="ignore"):
            found = compare_events(
                own.block.basis,
                np.stack([figures[back:], np.where(_same_segment(own, back), figures[:-back], np.nan)]),
                [count[back:], np.where(_same_segment(own, back), count[:-back], np.nan)],
                [denominator[back:], denominator[:-back]],
                np.full(own.width - back, dispersion[0]),
                np.full(own.width - back, dispersion[1]),
                statistics,
            )
        change[back:], p[back:] = found.change, found.p_value
    plain = own.block.basis is Basis.COUNT and bool(np.all(denominator == 1))
    return tuple(
        PeriodFigure(
            period=own.period(column),
            value=known(float(figures[column])),
            count=known(float(count[column])),
            exposure=None if plain else known(float(denominator[column])),
            change=known(float(change[column])),
            p=known(float(p[column])),
        )
        for column in np.flatnonzero(np.isfinite(count)).tolist()
    )


def _same_segment(own: Figures, back: int) -> np.ndarray:
    """Whether no break lies between each period and the one so many periods earlier."""
    segment = own.block.segment[own.row]
    return np.asarray(segment[back:] == segment[:-back])


def _figures_alone(own: Figures) -> tuple[PeriodFigure, ...]:
    """Return figures that stand for their own period and have no counts behind them."""
    return tuple(
        PeriodFigure(period=own.period(int(column)), value=own.figure(int(column)))
        for column in own.known_columns
    )


def concentration(own: Series, statistics: Statistics) -> Concentration | None:
    """Find the quarter that holds more than half of the year's change, and differs from the other three.

    All four changes on the same quarters a year earlier have one sign. The contrast of the largest with the
    mean of the others is tested by Student's t with the dispersion of the series, and its p-value is
    multiplied by four, since the quarter was chosen for being the largest.

    Parameters
    ----------
    own : Series
    statistics : Statistics
        Its `alpha`.
    """
    if own.block.basis is Basis.VALUE or own.period_months != MONTHS_A_QUARTER or own.overlap:
        return None
    if not own.same_segment(2 * QUARTERS_A_YEAR - 1):
        return None
    change, variance = _contributions(own)
    total = change.sum()
    if not np.isfinite(total) or not (np.all(change > 0) or np.all(change < 0)):
        return None
    place = int(np.abs(change).argmax())
    others = np.delete(np.arange(QUARTERS_A_YEAR), place)
    contrast = change[place] - change[others].mean()
    error = np.sqrt(
        (known(own.dispersion) or 1.0) * (variance[place] + variance[others].sum() / others.size**2)
    )
    degrees = known(own.degrees_of_freedom) or np.inf
    p = min(1.0, QUARTERS_A_YEAR * float(t_p_value(contrast / error, degrees)))
    if change[place] / total <= 1 / 2 or p >= statistics.alpha:
        return None
    column = own.width - QUARTERS_A_YEAR + place
    return Concentration(period=own.period(column), share=float(change[place] / total), p=p)


def _contributions(own: Series) -> tuple[Floats, Floats]:
    """Return what each of the latest four quarters adds to the year's change, and its variance."""
    count, denominator = (
        figures[own.row, -2 * QUARTERS_A_YEAR :] for figures in (own.block.count, own.block.exposure)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        share = count / denominator
        spread = share * (1 - share) if own.block.basis is Basis.PROPORTION else share
        variance = spread / denominator
    newer, older = slice(QUARTERS_A_YEAR, None), slice(None, QUARTERS_A_YEAR)
    return share[newer] - share[older], variance[newer] + variance[older]


def record(own: Figures, decimals: int, *, share: bool = False) -> Record | None:
    """Return how far back a figure that prints as high, or as low, as the latest lies.

    The one of the two that reaches further back; None where a figure of the last year prints as far out, the
    latest overlaps the year before it, or nothing earlier is known.
    """
    columns = [int(column) for column in own.known_columns]
    if not np.isfinite(own.value) or own.overlap or len(columns) < 2:
        return None
    latest = as_printed(own.value, decimals, share=share)
    earlier = [(column, as_printed(own.figure(column), decimals, share=share)) for column in columns[:-1]]
    found = [
        (side, next((column for column, figure in reversed(earlier) if sign * (figure - latest) >= 0), None))
        for side, sign in ((Relation.HIGHER, 1), (Relation.LOWER, -1))
    ]
    side, column = min(found, key=lambda one: -1 if one[1] is None else one[1])
    if column is not None and own.width - 1 - column <= own.block.periods_per_year:
        return None
    passed = sum(before > (-1 if column is None else column) for before, _ in earlier)
    return Record(side=side, since=None if column is None else own.span(column), figures=passed)
