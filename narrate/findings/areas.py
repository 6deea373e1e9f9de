"""Areas compared: parts of the reported area with all of it, the reported area with wider ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from narrate.findings.changes import Comparing
from narrate.findings.record import Comparator, Part
from narrate.findings.series import Series, known, observed, phase_records
from narrate.findings.vocabulary import Relation
from narrate.inference import (
    CONTINUITY,
    compare_proportions,
    compare_rates,
    discovery_level,
    funnel_limits,
    funnel_limits_of_proportions,
    funnel_proportions,
    funnel_rates,
    satterthwaite_degrees,
    t_p_value,
)
from narrate.measures import Basis
from narrate.measures.grid import Floats
from narrate.movement import with_test
from narrate.movement.changes import yearly_changes
from narrate.movement.dispersion import dispersion_of_tests
from narrate.movement.seasons import QUARTERS
from narrate.settings import Settings, Statistics

Bools = NDArray[np.bool_]

NO_SPREAD = 0.5
"""Share winsorised at each end that leaves no cross-sectional dispersion to estimate."""


@dataclass(frozen=True)
class _Funnel:
    """Parts around the overall figure: distances in standard errors, p-values, limits as displayed figures.

    A part is outside exactly where its figure is beyond its limits.
    """

    z: Floats
    p: Floats
    outside: Bools
    lower: Floats
    upper: Floats


def judge_parts(own: Series, given: Iterable[Series | None], settings: Settings) -> tuple[Part, ...]:
    """Compare parts of the area with its overall figure, in a funnel.

    Of few areas the spread cannot be estimated: each is then judged with its variation over time. Among many
    some would lie far out by chance, so false discoveries are controlled over all of them.
    """
    parts = [part for part in given if part and part.end == own.end and np.isfinite(part.value)]
    if not parts or own.block.basis is Basis.VALUE or not own.value > 0:
        return ()
    found = _funnel(own, parts, settings)
    sides = np.where(~found.outside, Relation.SAME, np.where(found.z > 0, Relation.HIGHER, Relation.LOWER))
    return tuple(
        Part(
            area=part.area,
            value=part.value,
            p=known(float(found.p[place])),
            side=Relation(sides[place]),
            lower=known(float(found.lower[place])),
            upper=known(float(found.upper[place])),
            count=known(part.events),
            exposure=known(part.exposure),
            movement=part.movements.movement[part.row],
            phases=phase_records(part),
        )
        for place, part in enumerate(parts)
    )


def _funnel(own: Series, parts: list[Series], settings: Settings) -> _Funnel:
    """Test each part, and find the limits by the same test."""
    statistics = settings.statistics
    spread = len(parts) >= settings.planning.many_areas
    winsorise = statistics.funnel_winsor if spread else NO_SPREAD
    share = own.events / own.exposure
    proportion = own.block.basis is Basis.PROPORTION
    count = np.array([part.events for part in parts])
    exposure = np.array([part.exposure for part in parts])
    if proportion:
        funnel = funnel_proportions(count, exposure, share, winsorise=winsorise)
    else:
        funnel = funnel_rates(count, exposure * share, winsorise=winsorise)
    over_time = None if spread else _over_time(parts, statistics)
    p = funnel.p_value
    if over_time:
        p = np.maximum(p, t_p_value(funnel.z / np.sqrt(over_time[0]), over_time[1]))
    level = 1 - statistics.funnel_alarm
    if len(parts) > statistics.family:
        level = discovery_level(p, statistics.false_discoveries)

    limits = partial(_limits, share, exposure, proportion=proportion, level=1 - level)
    lower, upper = limits(np.array(funnel.dispersion), np.array(funnel.degrees_of_freedom))
    if over_time:
        wider = limits(*over_time)
        lower, upper = np.minimum(lower, wider[0]), np.maximum(upper, wider[1])
    scale = own.value / share
    return _Funnel(funnel.z, p, p < level, lower * scale, upper * scale)


def _over_time(parts: list[Series], statistics: Statistics) -> tuple[Floats, Floats]:
    """Return the dispersion of each part over time, and its degrees of freedom; 1 where it has none.

    Parts of one area are like series, from which more is learnt of one another than from a prior.
    """
    block = parts[0].block
    together = all(part.block is block for part in parts)
    if together and block.periods_per_year == QUARTERS and len(parts) >= statistics.like_parts:
        alone = block.only([part.row for part in parts])
        with np.errstate(all="ignore"):
            return dispersion_of_tests(
                alone, yearly_changes(alone, statistics), statistics, np.zeros(len(parts), int)
            )
    dispersion = np.array([known(part.dispersion) or 1.0 for part in parts])
    return dispersion, np.array([known(part.degrees_of_freedom) or np.inf for part in parts])


def _limits(
    share: float, exposure: Floats, dispersion: Floats, degrees: Floats, *, proportion: bool, level: float
) -> tuple[Floats, Floats]:
    """Return the shares or rates between which the funnel's test finds nothing."""
    if proportion:
        return funnel_limits_of_proportions(
            share, exposure, level=level, dispersion=dispersion, degrees_of_freedom=degrees
        )
    lower, upper = funnel_limits(
        exposure * share, level=level, dispersion=dispersion, degrees_of_freedom=degrees
    )
    return lower / exposure, upper / exposure


def compare_wider(
    own: Series, wider: Iterable[Series | None], comparing: Comparing
) -> tuple[Comparator, ...]:
    """Compare the figure with those of wider areas whose observations end in the same month."""
    alike = [other for other in wider if other and other.end == own.end and np.isfinite(own.value)]
    return tuple(found for other in alike if (found := _comparator(own, other, comparing)))


def _comparator(own: Series, other: Series, comparing: Comparing) -> Comparator | None:
    """Compare figures of one span with a test; a lone period of the wider area is given untested."""
    same_span = bool(np.isfinite(other.value))
    value = other.value if same_span else other.latest_proportion
    if not np.isfinite(value):
        return None
    last = other.width - 1
    spans = own.span(own.width - 1), other.span(last) if same_span else other.period(last)
    p = _p_of_areas(own, other) if same_span else np.nan
    change = comparing.change(with_test(own.block.basis, own.value, value, p), 0, spans)
    return Comparator(
        area=other.area,
        value=value,
        change=change,
        movement=other.movements.movement[other.row],
        before=other.movements.before[other.row],
        series=observed(other) if same_span else (),
        phases=phase_records(other),
        count=known(other.events) if same_span else None,
        exposure=known(other.exposure) if same_span else None,
    )


def rest_of(own: Series, wider: Series) -> tuple[float, float]:
    """Return the events and the exposure of a wider area without the area itself, where it contains it.

    An area is part of what a wider one shows: held against all of it, the area would in part be held against
    itself. A wider area that has no more events or no more exposure cannot contain it, and stays as is; nor
    can one, of percentages, that would be left with more events than their base.

    Parameters
    ----------
    own, wider : Series
        Of one indicator, with figures for one span.

    Returns
    -------
    count, exposure : float
    """
    count, exposure = wider.events - own.events, wider.exposure - own.exposure
    possible = own.block.basis is not Basis.PROPORTION or count <= exposure
    if count > 0 and exposure > 0 and possible:
        return count, exposure
    return wider.events, wider.exposure


def _p_of_areas(own: Series, other: Series) -> float:
    """Test the area's figure against that of the rest of a wider one, each with its own dispersion."""
    if own.block.basis is not other.block.basis:
        return float("nan")
    count, exposure = rest_of(own, other)
    dispersion, older_dispersion = (known(series.dispersion) or 1.0 for series in (own, other))
    proportion = own.block.basis is Basis.PROPORTION
    sizes = (own.exposure, exposure) if proportion else (own.events + CONTINUITY, count + CONTINUITY)
    degrees = satterthwaite_degrees(
        [dispersion / sizes[0], older_dispersion / sizes[1]],
        [known(series.degrees_of_freedom) or np.inf for series in (own, other)],
    )
    compared = (compare_proportions if proportion else compare_rates)(
        own.events,
        own.exposure,
        count,
        exposure,
        dispersion=dispersion,
        older_dispersion=older_dispersion,
        degrees_of_freedom=degrees,
    )
    return float(compared.p_value)
