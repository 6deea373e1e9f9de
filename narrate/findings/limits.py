"""The figure against declared limits: thresholds, targets, reference levels and statuses."""

from __future__ import annotations

from math import isclose, sqrt

import numpy as np

from narrate.findings.record import LimitComparison
from narrate.findings.scale import places, rounded
from narrate.findings.series import Series, known
from narrate.findings.vocabulary import LevelWord, Light, Relation
from narrate.inference import INTERVAL_WIDTH
from narrate.measures import Basis
from narrate.settings import PERCENT
from narrate.spec import Bound, Indicator, Levels, Polarity, Status, Threshold

MOST_DECIMALS = 12
"""Decimals beyond which two figures are the same number."""


def compare_with_limit(
    own: Series, threshold: Threshold | None, indicator: Indicator
) -> LimitComparison | None:
    """Compare the latest figure with a threshold or target.

    Parameters
    ----------
    own : Series
    threshold : Threshold, optional
    indicator : Indicator
        Its decimals are the fewest that the record carries.

    Returns
    -------
    LimitComparison or None
        None where no limit is declared or there is no figure.
    """
    if threshold is None or not np.isfinite(own.value):
        return None
    error = standard_error(own)
    run = _run(own, threshold)
    return LimitComparison(
        threshold=threshold,
        relation=side(own.value, threshold.value),
        kept=is_kept(own.value, threshold),
        decimals=_decimals(own, threshold.value, indicator.decimals),
        distance=(own.value - threshold.value) / error if error else None,
        since=own.span(run[-1]),
        periods=len(run),
    )


def side(value: float, limit: float) -> Relation:
    """Return on which side of a limit a figure is, unrounded.

    Examples
    --------
    >>> side(69.96, 70.0).value, side(0.57 * 100, 57.0).value
    ('lower', 'same')
    """
    if isclose(value, limit, rel_tol=10.0**-MOST_DECIMALS, abs_tol=10.0**-MOST_DECIMALS):
        return Relation.SAME
    return Relation.HIGHER if value > limit else Relation.LOWER


def is_kept(value: float, threshold: Threshold) -> bool:
    """Whether a figure is on the side that a limit asks for; on the limit itself it is."""
    wrong = Relation.HIGHER if threshold.bound is Bound.UPPER else Relation.LOWER
    return side(value, threshold.value) is not wrong


def _decimals(own: Series, limit: float, fewest: int) -> int:
    """Return the fewest decimals, or those that show the side of a figure that prints as its limit does."""
    count = places(own.value, fewest, share=own.block.basis is Basis.PROPORTION)
    printed = rounded(own.value, count)
    alike = printed == rounded(limit, fewest) or float(printed) == limit
    return decimals_that_show(own.value, limit, count) if alike else fewest


def decimals_that_show(value: float, limit: float, fewest: int) -> int:
    """Return how many decimals it takes to print two figures on the sides where they are.

    Examples
    --------
    >>> decimals_that_show(69.96, 70.0, 0), decimals_that_show(70.0, 70.0, 1), decimals_that_show(3.2, 4.0, 1)
    (2, 1, 1)
    """
    if side(value, limit) is Relation.SAME:
        return fewest
    shown = range(fewest, MOST_DECIMALS + 1)
    return next((count for count in shown if rounded(value, count) != rounded(limit, count)), fewest)


def standard_error(own: Series) -> float | None:
    """Return the standard error of the latest figure, dispersion included; None where it is not known."""
    if own.block.basis is Basis.VALUE:
        lower, upper = (float(limits[own.row, -1]) for limits in (own.block.lower, own.block.upper))
        return known((upper - lower) / INTERVAL_WIDTH)
    dispersion = known(own.dispersion) or 1.0
    if own.block.basis is Basis.PROPORTION:
        share = own.value / PERCENT
        return known(PERCENT * sqrt(dispersion * share * (1 - share) / own.exposure))
    return known(own.value * sqrt(dispersion / own.events)) if own.events > 0 else None


def _run(own: Series, threshold: Threshold) -> list[int]:
    """Return the columns of the newest figures that all keep, or all miss, a limit; newest first."""
    kept = is_kept(own.value, threshold)
    run: list[int] = []
    for column in own.known_columns[::-1]:
        if is_kept(own.figure(int(column)), threshold) is not kept:
            break
        run.append(int(column))
    return run


def level_word(value: float | None, levels: Levels | None) -> LevelWord | None:
    """Return the strongest word that the reference levels allow."""
    if value is None or levels is None:
        return None
    words = (
        (LevelWord.VERY_LOW, levels.very_low, -1),
        (LevelWord.LOW, levels.low, -1),
        (LevelWord.VERY_HIGH, levels.very_high, 1),
        (LevelWord.HIGH, levels.high, 1),
    )
    return next(
        (word for word, limit, sign in words if limit is not None and sign * (value - limit) > 0), None
    )


def light(value: float | None, status: Status | None, polarity: Polarity) -> Light | None:
    """Return the status of a figure; without a polarity, low figures are taken as the good ones."""
    if value is None or status is None:
        return None
    sign = -1 if polarity is Polarity.HIGH else 1
    if sign * value <= sign * status.green:
        return Light.GREEN
    return Light.AMBER if sign * value <= sign * status.amber else Light.RED
