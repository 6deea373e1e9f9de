"""The names by which a paper's sentences call indicators and areas."""

from __future__ import annotations

from narrate.drafts.lexicon import Lexicon
from narrate.drafts.tokens import Names, cleaned
from narrate.spec import ReportSpec
from narrate.trace import Trace


def names_of(trace: Trace, lexicon: Lexicon) -> Names:
    """Return what an indicator or area may be called in a draft.

    Parameters
    ----------
    trace : Trace
        Of the paper.
    lexicon : Lexicon
        Words of its locale for the region and the nation.
    """
    indicators: dict[str, frozenset[str]] = {}
    for item in trace.spec.indicators:
        for name in (item.name, item.short):
            known = cleaned(name).lower().replace("-", " ")
            for form in {known, known.removeprefix("the ")} if name else ():
                indicators[form] = indicators.get(form, frozenset()) | {item.id}
    return Names(indicators, _areas(trace), _kinds(trace.spec, lexicon))


def _areas(trace: Trace) -> dict[str, str]:
    """Return the areas that are declared or have a figure, by their names."""
    spec, areas = trace.spec, trace.spec.areas
    wider = (areas.region, areas.nation, spec.report.area)
    local = (item.area for item in spec.indicators)
    measured = (other.area for item in trace.findings.values() for other in item.comparators)
    names = {cleaned(name): name for name in (*areas.parts, *areas.peers, *wider, *local, *measured) if name}
    return names | {cleaned(called): area for area, called in areas.called.items()}


def _kinds(spec: ReportSpec, lexicon: Lexicon) -> dict[str, str]:
    """Return the areas that a common noun stands for, such as "county"; an asterisk for any part."""
    areas = spec.areas
    kinds = {areas.kind: spec.report.area, areas.part: "*", areas.part.rstrip("s"): "*"}
    kinds |= dict.fromkeys(lexicon.region, areas.region) | dict.fromkeys(lexicon.nation, areas.nation)
    return {cleaned(kind).lower(): area for kind, area in kinds.items() if kind and area}
