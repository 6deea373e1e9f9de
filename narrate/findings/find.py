"""From observations to findings: each number is decided here, and nowhere after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from narrate.findings.areas import compare_wider, judge_parts
from narrate.findings.changes import (
    Comparing,
    baseline_change,
    current_run,
    quarter_change,
    whole_change,
    year_change,
)
from narrate.findings.record import Extreme, Finding, PhaseRecord
from narrate.findings.series import Series, known, observed
from narrate.findings.standing import began_with, beside, level_word, light, rank, standing
from narrate.measures import Displayed, displayed, measure
from narrate.movement import classify_block, favour_of, phases
from narrate.spec import Indicator, Measure, ReportSpec

AllSeries = Mapping[tuple[str, str], Series]
"""Series by indicator and area."""


def find(
    observations: pd.DataFrame, spec: ReportSpec, previous: Mapping[str, Any] | None = None
) -> dict[str, Finding]:
    """Find out everything that the report may say.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it; it holds every reported indicator in its area.
    spec : ReportSpec
        The report.
    previous : mapping, optional
        The findings in the last report's trace, by their names.

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
    found = {
        indicator.id: _finding(indicator, kinds[indicator.id].measure, series, spec)
        for indicator in spec.reported()
    }
    return {code: _related(finding, found, kinds, spec, previous or {}) for code, finding in found.items()}


def _related(
    finding: Finding,
    found: Mapping[str, Finding],
    kinds: Mapping[str, Displayed],
    spec: ReportSpec,
    previous: Mapping[str, Any],
) -> Finding:
    """Add what a finding is beside others: its sibling's, and its own of the last report."""
    indicator = spec.indicator(finding.indicator)
    other = found.get(indicator.sibling)
    relation: dict[str, object] = {"unchanged": _unchanged(finding, previous.get(finding.id))}
    if other:
        both = indicator, spec.indicator(other.indicator)
        relation["sibling"] = beside(finding, other, both, (kinds[indicator.id], kinds[other.indicator]))
    return finding.model_copy(update=relation)


def _unchanged(finding: Finding, before: Mapping[str, Any] | None) -> bool:
    same = before is not None and before.get("period") == str(finding.period)
    return same and before is not None and before.get("value") == finding.value


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
    comparing = Comparing(indicator, shown is Measure.PROPORTION, spec.settings)
    return Finding(
        id=f"{indicator.id}/{own.area}",
        indicator=indicator.id,
        area=own.area,
        measure=shown,
        period=own.span(own.width - 1),
        latest=own.period(own.width - 1),
        value=known(own.value),
        series=observed(own),
        overlap=own.overlap,
        sibling=None,
        unchanged=False,
        **_what_it_did(own, indicator, spec),
        **_changes(own, comparing),
        **_standings(own, indicator, spec),
        **_other_areas(own, series, spec, comparing),
        **_age(own, indicator, spec),
    )


def _what_it_did(own: Series, indicator: Indicator, spec: ReportSpec) -> dict[str, Any]:
    found, row = own.movements, own.row
    moved = _phases(own)
    return {
        "movement": found.movement[row],
        "reason": found.reason[row],
        "before": found.before[row],
        "favour": favour_of(found.movement[row], indicator.polarity),
        "rule": found.rule[row],
        "phases": moved,
        "since": began_with(moved, spec.events),
        "peak": _extreme(own, int(found.peak_index[row])),
        "trough": _extreme(own, int(found.trough_index[row])),
        "dispersion": known(own.dispersion),
        "degrees_of_freedom": known(own.degrees_of_freedom),
        "flags": tuple(found.flags[row]),
    }


def _changes(own: Series, comparing: Comparing) -> dict[str, Any]:
    return {
        "year": year_change(own, comparing),
        "quarter": quarter_change(own, comparing),
        "whole": whole_change(own, comparing),
        "run": current_run(own),
        "baseline": baseline_change(own, comparing),
    }


def _standings(own: Series, indicator: Indicator, spec: ReportSpec) -> dict[str, Any]:
    value = known(own.value)
    return {
        "threshold": standing(value, indicator.threshold, indicator.decimals),
        "target": standing(value, indicator.target, indicator.decimals),
        "level": level_word(value, indicator.levels),
        "status": light(value, indicator.status, indicator.polarity),
    }


def _other_areas(own: Series, series: AllSeries, spec: ReportSpec, comparing: Comparing) -> dict[str, Any]:
    indicator = comparing.indicator
    parts, peers, wider = (
        [series.get((indicator.id, area)) for area in areas]
        for areas in (spec.areas.parts, spec.areas.peers, (spec.areas.region, spec.areas.nation))
    )
    return {
        "parts": judge_parts(own, parts, spec.settings),
        "rank": rank(own, peers, indicator.decimals) if indicator.rank else None,
        "comparators": compare_wider(own, wider, comparing),
    }


def _age(own: Series, indicator: Indicator, spec: ReportSpec) -> dict[str, Any]:
    behind = spec.report.period.end - own.end
    return {
        "months_behind": behind,
        "arrears": behind >= own.period_months,
        "new": indicator.introduced is not None and indicator.introduced.end >= spec.report.period.start,
    }


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
