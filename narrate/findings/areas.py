"""Areas beside one another: parts against the whole, the whole against wider areas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from narrate.findings.changes import Comparing
from narrate.findings.record import Comparator, Part
from narrate.findings.series import Series, known, observed, phase_records
from narrate.findings.vocabulary import Relation
from narrate.inference import (
    compare_proportions,
    compare_rates,
    funnel_limits,
    funnel_limits_of_proportions,
    funnel_proportions,
    funnel_rates,
    t_p_value,
)
from narrate.measures import Basis
from narrate.measures.grid import Floats
from narrate.settings import Settings

NO_SPREAD = 0.5
"""Share winsorised at each end that leaves no cross-sectional dispersion to estimate."""


@dataclass(frozen=True)
class _Funnel:
    """Parts around the whole: distances in standard errors, p-values, and limits as displayed figures."""

    z: Floats
    p: Floats
    lower: Floats
    upper: Floats


def judge_parts(own: Series, given: Iterable[Series | None], settings: Settings) -> tuple[Part, ...]:
    """Judge parts of the area against the whole, in a funnel.

    Few areas say too little of their own spread: each is then judged with its variation over time.
    """
    parts = [part for part in given if part and part.end == own.end and np.isfinite(part.value)]
    if not parts or own.block.basis is Basis.VALUE or not own.value > 0:
        return ()
    found = _funnel(own, parts, settings)
    outside = found.p < 1 - settings.statistics.funnel_alarm
    sides = np.where(~outside, Relation.SAME, np.where(found.z > 0, Relation.HIGHER, Relation.LOWER))
    return tuple(
        Part(
            area=part.area,
            value=part.value,
            p=known(float(found.p[place])),
            side=Relation(sides[place]),
            lower=known(float(found.lower[place])),
            upper=known(float(found.upper[place])),
            count=known(part.events),
            base=known(part.exposure),
            movement=part.movements.movement[part.row],
            phases=phase_records(part),
        )
        for place, part in enumerate(parts)
    )


def _funnel(own: Series, parts: list[Series], settings: Settings) -> _Funnel:
    """Test each part, and find the limits by the same test."""
    statistics = settings.statistics
    many = len(parts) >= settings.planning.many_areas
    winsorise = statistics.funnel_winsor if many else NO_SPREAD
    count = np.array([part.events for part in parts])
    exposure = np.array([part.exposure for part in parts])
    share = own.events / own.exposure
    proportion = own.block.basis is Basis.PROPORTION
    if proportion:
        funnel = funnel_proportions(count, exposure, share, winsorise=winsorise)
    else:
        funnel = funnel_rates(count, exposure * share, winsorise=winsorise)

    def limits(dispersion: Floats) -> tuple[Floats, Floats]:
        level = statistics.funnel_alarm
        if proportion:
            return funnel_limits_of_proportions(share, exposure, level=level, dispersion=dispersion)
        lower, upper = funnel_limits(exposure * share, level=level, dispersion=dispersion)
        return lower / exposure, upper / exposure

    scale = own.value / share
    lower, upper = limits(np.array(funnel.dispersion))
    if many:
        return _Funnel(funnel.z, funnel.p_value, lower * scale, upper * scale)
    over_time = np.array([known(part.dispersion) or 1.0 for part in parts])
    wider = limits(over_time)
    return _Funnel(
        funnel.z,
        np.maximum(funnel.p_value, t_p_value(funnel.z / np.sqrt(over_time), np.inf)),
        np.minimum(lower, wider[0]) * scale,
        np.maximum(upper, wider[1]) * scale,
    )


def compare_wider(
    own: Series, wider: Iterable[Series | None], comparing: Comparing
) -> tuple[Comparator, ...]:
    """Hold the figure against wider areas whose observations end in the same month."""
    alike = [other for other in wider if other and other.end == own.end and np.isfinite(own.value)]
    return tuple(found for other in alike if (found := _comparator(own, other, comparing)))


def _comparator(own: Series, other: Series, comparing: Comparing) -> Comparator | None:
    """Compare figures of one span with a test; a lone period of the wider area stands beside it untested."""
    same_span = bool(np.isfinite(other.value))
    value = other.value if same_span else other.latest_proportion
    if not np.isfinite(value):
        return None
    last = other.width - 1
    spans = own.span(own.width - 1), other.span(last) if same_span else other.period(last)
    p = _p_of_areas(own, other) if same_span else np.nan
    change = comparing.change((own.value, value), spans, p)
    return Comparator(
        area=other.area,
        value=value,
        change=change,
        movement=other.movements.movement[other.row],
        before=other.movements.before[other.row],
        series=observed(other) if same_span else (),
        phases=phase_records(other),
    )


def _p_of_areas(own: Series, other: Series) -> float:
    """Test two areas' figures for the same span, with the reported area's own dispersion."""
    compare = compare_proportions if own.block.basis is Basis.PROPORTION else compare_rates
    dispersion = known(own.dispersion) or 1.0
    compared = compare(own.events, own.exposure, other.events, other.exposure, dispersion=dispersion)
    return float(compared.p_value)
