"""From observations to findings: each number is decided here, and nowhere after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from narrate.findings.areas import compare_wider, judge_parts
from narrate.findings.changes import (
    Comparing,
    baseline_change,
    current_run,
    first_to_last_change,
    quarter_change,
    year_change,
)
from narrate.findings.history import concentration, period_figures, record
from narrate.findings.last_report import Hindsight, last_report, may_be_revised
from narrate.findings.limits import compare_with_limit, level_word, light
from narrate.findings.record import Finding
from narrate.findings.relations import began_with, rank, relation_to_sibling
from narrate.findings.series import Figures, Series, known, observed, phase_records
from narrate.findings.timeline import Extreme, Partial
from narrate.measures import Basis, Displayed, displayed, measure, measure_months
from narrate.movement import Withheld, classify_block, favour_of, warn_of, withheld, without
from narrate.observations import without_blank_ends
from narrate.periods import MONTHS_A_QUARTER
from narrate.spec import Indicator, Measure, ReportSpec

AllSeries = Mapping[tuple[str, str], Series]
"""Series by indicator and area."""
AllPartial = Mapping[tuple[str, str], Withheld]
"""What is held back, by indicator and area."""


def find(
    observations: pd.DataFrame, spec: ReportSpec, previous: Mapping[str, Finding] | None = None
) -> dict[str, Finding]:
    """Find everything that the report may state.

    Parameters
    ----------
    observations : DataFrame
        As `narrate.read_observations` returns it; it holds every reported indicator in its area.
    spec : ReportSpec
        The report.
    previous : mapping of str to Finding, optional
        The last report's, by their names.

    Returns
    -------
    dict of str to Finding
        One for each reported indicator, by its code, in reading order.

    Raises
    ------
    DataError
        If observations contradict what is declared of their indicator.
    """
    until = without_blank_ends(observations[observations["end"] <= spec.report.period.end])
    kinds = displayed(until, {indicator.id: indicator for indicator in spec.indicators})
    spec = with_places(spec, {code: kind.measure for code, kind in kinds.items()})
    partial = _partial(until, spec, kinds)
    complete = without(until, partial.values())
    series = _classified(complete, spec, kinds)
    months = _by_month(complete, spec, kinds)
    found = {
        indicator.id: _finding(indicator, kinds[indicator.id].measure, series, months, partial, spec)
        for indicator in spec.reported()
    }
    earlier = {code: previous[one.id] for code, one in found.items() if previous and one.id in previous}
    revised = {code: last for code, last in earlier.items() if may_be_revised(found[code], last)}
    last = earlier, _with_hindsight(complete, revised, kinds, spec)
    return {code: _related(finding, found, kinds, spec, last) for code, finding in found.items()}


def with_places(spec: ReportSpec, measures: Mapping[str, Measure]) -> ReportSpec:
    """Return the spec with the decimals that its indicators' measures ask for, where none are declared.

    Parameters
    ----------
    spec : ReportSpec
    measures : mapping of str to Measure
        What was settled, by indicator code.
    """
    indicators = tuple(
        indicator.with_places(measures[indicator.id], spec.report.locale)
        if indicator.id in measures
        else indicator
        for indicator in spec.indicators
    )
    return spec.model_copy(update={"indicators": indicators})


def _partial(observed: pd.DataFrame, spec: ReportSpec, kinds: Mapping[str, Displayed]) -> AllPartial:
    """Find what is to be held back; where the reported area's newest period is, then that of all areas."""
    found = withheld(observed, kinds, spec.indicators, spec.settings.statistics)
    warn_of(found)
    own = {one.indicator: one for one in found if one.area == _home(spec, one.indicator)}
    areas = observed[["indicator", "area"]].drop_duplicates().itertuples(index=False, name=None)
    found += [replace(own[code], area=str(area)) for code, area in areas if code in own]
    return {(one.indicator, one.area): one for one in found}


def _home(spec: ReportSpec, code: str) -> str:
    """Return the area that the report reports on for the indicator of a code, declared or not."""
    declared = next((indicator for indicator in spec.indicators if indicator.id == code), None)
    return spec.area_of(declared) if declared else spec.report.area


def _by_month(observed: pd.DataFrame, spec: ReportSpec, kinds: Mapping[str, Displayed]) -> dict[str, Figures]:
    """Return the reported area's series by month, by indicator, where it is observed by month."""
    homes = {indicator.id: spec.area_of(indicator) for indicator in spec.reported()}
    own = observed["indicator"].map(homes).astype(object) == observed["area"].astype(object)
    blocks = measure_months(observed[own], spec.indicators, kinds)
    return {
        str(code): Figures(block, row, kinds[str(code)].window_months)
        for block in blocks
        for row, code in enumerate(block.indicator)
    }


def _related(
    finding: Finding,
    found: Mapping[str, Finding],
    kinds: Mapping[str, Displayed],
    spec: ReportSpec,
    last: tuple[Mapping[str, Finding], Mapping[str, Hindsight]],
) -> Finding:
    """Add how a finding relates to others: its sibling's, and its own of the last report."""
    indicator = spec.indicator(finding.indicator)
    other = found.get(indicator.sibling)
    before, hindsight = last[0].get(indicator.id), last[1].get(indicator.id)
    relation: dict[str, object] = {
        "unchanged": _unchanged(finding, before),
        "last": last_report(finding, before, indicator.decimals, hindsight),
    }
    if other:
        both = indicator, spec.indicator(other.indicator)
        relation["sibling"] = relation_to_sibling(
            finding, other, both, (kinds[indicator.id], kinds[other.indicator])
        )
    return finding.model_copy(update=relation)


def _with_hindsight(
    held: pd.DataFrame, revised: Mapping[str, Finding], kinds: Mapping[str, Displayed], spec: ReportSpec
) -> dict[str, Hindsight]:
    """Find what the last report would have stated with today's figures, of indicators that were revised."""
    found = {}
    for end in {last.period.end for last in revised.values()}:
        codes = [code for code, last in revised.items() if last.period.end == end]
        series = _classified(held[held["end"] <= end], spec, kinds)
        for code in codes:
            indicator = spec.indicator(code)
            own = series.get((code, spec.area_of(indicator)))
            if own is not None and own.span(own.width - 1) == revised[code].period:
                comparing = Comparing(indicator, kinds[code].measure is Measure.PROPORTION, spec.settings)
                year, movements = year_change(own, comparing), own.movements
                found[code] = Hindsight(
                    observed(own),
                    movements.movement[own.row],
                    movements.before[own.row],
                    year.significant if year else None,
                )
    return found


def _unchanged(finding: Finding, before: Finding | None) -> bool:
    return before is not None and (before.period, before.value) == (finding.period, finding.value)


def _classified(
    observed: pd.DataFrame, spec: ReportSpec, kinds: Mapping[str, Displayed]
) -> dict[tuple[str, str], Series]:
    found = [
        (block, classify_block(block, spec.settings.statistics))
        for block in measure(observed, spec.indicators, kinds=kinds)
    ]
    return {
        (str(code), str(area)): Series(block, row, kinds[str(code)].window_months, movements)
        for block, movements in found
        for row, (code, area) in enumerate(zip(block.indicator, block.area, strict=True))
    }


def _finding(
    indicator: Indicator,
    shown: Measure,
    series: AllSeries,
    months: Mapping[str, Figures],
    partial: AllPartial,
    spec: ReportSpec,
) -> Finding:
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
        **_what_it_did(own, indicator, spec, comparing),
        **_changes(own, comparing),
        **_limit_comparisons(own, indicator, spec),
        **_other_areas(own, series, spec, comparing),
        **_age(own, indicator, spec),
        elsewhere=any(
            code == indicator.id and _ends_later(other, own) for (code, _), other in series.items()
        ),
        **_periods(own, months.get(indicator.id), indicator, spec),
        partial=_held_back(partial.get((indicator.id, own.area))),
    )


def _periods(own: Series, months: Figures | None, indicator: Indicator, spec: ReportSpec) -> dict[str, Any]:
    """Return the own figures of quarters and months, and what stands out among them."""
    statistics = spec.settings.statistics
    dispersion = known(own.dispersion) or 1.0, known(own.degrees_of_freedom) or np.inf
    quarterly = own.period_months == MONTHS_A_QUARTER
    share = own.block.basis is Basis.PROPORTION
    return {
        "quarters": period_figures(own, dispersion, statistics) if quarterly else (),
        "months": period_figures(months, dispersion, statistics) if months else (),
        "concentration": concentration(own, statistics),
        "step": own.period(step) if (step := int(own.movements.step_index[own.row])) >= 0 else None,
        "record": record(own, indicator.decimals, share=share),
    }


def _ends_later(other: Series, own: Series) -> bool:
    """Whether a series holds a newer figure; one without any figure holds none."""
    return other.end > own.end and known(other.value) is not None


def _held_back(one: Withheld | None) -> Partial | None:
    if one is None:
        return None
    return Partial(
        period=one.newest, declared=one.declared, count=known(one.count), expected=known(one.expected)
    )


def _what_it_did(own: Series, indicator: Indicator, spec: ReportSpec, comparing: Comparing) -> dict[str, Any]:
    found, row = own.movements, own.row
    moved = phase_records(own)
    return {
        "movement": found.movement[row],
        "reason": found.reason[row],
        "before": found.before[row],
        "favour": favour_of(found.movement[row], indicator.polarity),
        "rule": found.rule[row],
        "phases": moved,
        "since": began_with(moved, spec.events),
        "peak": _extreme(own, int(found.peak_index[row]), comparing),
        "trough": _extreme(own, int(found.trough_index[row]), comparing),
        "dispersion": known(own.dispersion),
        "degrees_of_freedom": known(own.degrees_of_freedom),
        "flags": tuple(found.flags[row]),
    }


def _changes(own: Series, comparing: Comparing) -> dict[str, Any]:
    return {
        "year": year_change(own, comparing),
        "quarter": quarter_change(own, comparing),
        "first_to_last": first_to_last_change(own, comparing),
        "run": current_run(own),
        "baseline": baseline_change(own, comparing),
    }


def _limit_comparisons(own: Series, indicator: Indicator, spec: ReportSpec) -> dict[str, Any]:
    value = known(own.value)
    return {
        "threshold": compare_with_limit(own, indicator.threshold, indicator),
        "target": compare_with_limit(own, indicator.target, indicator),
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
        "parts": (judged := judge_parts(own, parts, spec.settings)),
        "parts_without": tuple(
            area for area in spec.areas.parts if judged and area not in {part.area for part in judged}
        ),
        "rank": rank(own, peers, indicator.decimals, share=comparing.points) if indicator.rank else None,
        "comparators": compare_wider(own, wider, comparing),
    }


def _age(own: Series, indicator: Indicator, spec: ReportSpec) -> dict[str, Any]:
    behind = spec.report.period.end - own.end
    return {
        "months_behind": behind,
        "arrears": behind >= own.period_months,
        "new": indicator.introduced is not None and indicator.introduced.end >= spec.report.period.start,
    }


def _extreme(own: Series, column: int, comparing: Comparing) -> Extreme | None:
    """Return a turning point; the first figure is none, since nothing is known of what came before."""
    if column < 0 or column == own.known_columns[0]:
        return None
    value = own.figure(column)
    return Extreme(value=value, period=own.span(column), magnitude=comparing.distance(own.value, value))
