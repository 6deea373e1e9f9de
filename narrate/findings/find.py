"""From observations to findings: each number is decided here, and nowhere after."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from narrate.findings.areas import compare_wider, judge_parts
from narrate.findings.changes import Comparing, quarter_change, whole_change, year_change
from narrate.findings.record import Extreme, Finding, Observed, PhaseRecord, Standing
from narrate.findings.scale import relation
from narrate.findings.series import Series, known
from narrate.measures import Displayed, displayed, measure
from narrate.movement import classify_block, favour_of, phases
from narrate.spec import Bound, Indicator, Measure, ReportSpec, Threshold

AllSeries = Mapping[tuple[str, str], Series]
"""Series by indicator and area."""


def find(observations: pd.DataFrame, spec: ReportSpec) -> dict[str, Finding]:
    """Find out everything that the report may say.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it; it holds every reported indicator in its area.
    spec : ReportSpec
        The report.

    Returns
    -------
    dict of str to Finding
        One for each reported indicator, by its code, in reading order.

    Raises
    ------
    DataError
        If observations contradict what is declared of their indicator.
    """
    observed = observations[observations["end"] <= spec.report.period.end]
    kinds = displayed(observed, {indicator.id: indicator for indicator in spec.indicators})
    series = _classified(observed, spec, kinds)
    return {
        indicator.id: _finding(indicator, kinds[indicator.id].measure, series, spec)
        for indicator in spec.reported()
    }


def _classified(
    observed: pd.DataFrame, spec: ReportSpec, kinds: Mapping[str, Displayed]
) -> dict[tuple[str, str], Series]:
    found = [
        (block, classify_block(block, spec.settings.statistics))
        for block in measure(observed, spec.indicators)
    ]
    return {
        (str(code), str(area)): Series(block, movements, row, kinds[str(code)].window_months)
        for block, movements in found
        for row, (code, area) in enumerate(zip(block.indicator, block.area, strict=True))
    }


def _finding(indicator: Indicator, shown: Measure, series: AllSeries, spec: ReportSpec) -> Finding:
    own = series[indicator.id, spec.area_of(indicator)]
    found, row, last = own.movements, own.row, own.width - 1
    comparing = Comparing(indicator, shown is Measure.PROPORTION, spec.settings)
    behind = spec.report.period.end - own.end
    value = known(own.value)
    parts = [series.get((indicator.id, part)) for part in spec.areas.parts]
    wider = [series.get((indicator.id, area)) for area in (spec.areas.region, spec.areas.nation)]
    return Finding(
        id=f"{indicator.id}/{own.area}",
        indicator=indicator.id,
        area=own.area,
        measure=shown,
        period=own.span(last),
        latest=own.period(last),
        value=value,
        year=year_change(own, comparing),
        quarter=quarter_change(own, comparing),
        whole=whole_change(own, comparing),
        movement=found.movement[row],
        reason=found.reason[row],
        before=found.before[row],
        favour=favour_of(found.movement[row], indicator.polarity),
        rule=found.rule[row],
        phases=_phases(own),
        peak=_extreme(own, int(found.peak_index[row])),
        trough=_extreme(own, int(found.trough_index[row])),
        threshold=_standing(value, indicator.threshold, indicator.decimals),
        target=_standing(value, indicator.target, indicator.decimals),
        parts=judge_parts(own, parts, spec.settings),
        comparators=compare_wider(own, wider, comparing),
        series=_observed(own),
        overlap=own.overlap,
        months_behind=behind,
        arrears=behind >= own.period_months,
        new=indicator.introduced is not None and indicator.introduced.end >= spec.report.period.start,
        dispersion=known(own.dispersion),
        degrees_of_freedom=known(float(found.degrees_of_freedom[row])),
        flags=tuple(found.flags[row]),
    )


def _phases(own: Series) -> tuple[PhaseRecord, ...]:
    return tuple(
        PhaseRecord(
            direction=phase.direction,
            start=own.period(phase.start),
            end=own.period(phase.end),
            periods=phase.periods,
        )
        for phase in phases(own.movements, own.block, own.row)
    )


def _extreme(own: Series, column: int) -> Extreme | None:
    """Return a turning point; the first figure is none, since nothing is known of what came before."""
    if column < 0 or column == own.known_columns[0]:
        return None
    return Extreme(value=own.figure(column), period=own.span(column))


def _standing(value: float | None, threshold: Threshold | None, decimals: int) -> Standing | None:
    if value is None or threshold is None:
        return None
    kept = value <= threshold.value if threshold.bound is Bound.UPPER else value >= threshold.value
    return Standing(threshold=threshold, relation=relation(value, threshold.value, decimals), kept=kept)


def _observed(own: Series) -> tuple[Observed, ...]:
    columns = [int(column) for column in own.known_columns]
    return tuple(Observed(period=own.span(column), value=own.figure(column)) for column in columns)
