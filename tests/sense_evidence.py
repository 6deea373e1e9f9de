"""Rules of sense about evidence: verdicts, revisions, wider areas, and partly filled periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import narrate
from narrate.findings import Change, Finding, Relation, as_printed, places
from narrate.movement import WHOLE_TRENDS
from narrate.spec import Measure
from tests.sense_sentences import PaperSentence, about, amount, places_of, sentences_of, shared, spec_of

ABOVE = re.compile(r"\b(above|higher|up|rise|rose|more)\b")
BELOW = re.compile(r"\b(below|lower|down|fall|fell|fewer)\b")
DIRECTION = re.compile(r"\b(rose|fell|rises?|falls?|risen|fallen)\b")
CONCEDED = re.compile(r"\b(although|but|however|even so|yet)\b", re.IGNORECASE)
SIZES = ("relative", "points")
NEGATED = re.compile(r"\bnot (statistically )?significant")
MOVED = 0.01
"""Share of a figure from which a revision is told even where it prints alike."""


def revisions_are_told(report: narrate.Report) -> Iterator[str]:
    """Hold a printed figure, or one that moved by 1 %, against a word of its revision."""
    for code, finding in report.findings.items():
        revision = finding.last and finding.last.revision
        if not revision:
            continue
        moved = abs(revision.difference) >= MOVED * abs(revision.then) and revision.difference != 0
        reported = [one.text for one in about(report, code) if "revis" in one.text]
        printed = revision.relation is not Relation.SAME
        if (printed or moved) and not reported:
            yield f"{code}: {revision.then:g} is {revision.now:g} now, and nothing is said"
        if reported and revision.figures == 0 and revision.difference == 0:
            yield f"{code} was not revised: {reported[0]}"


def revisions_are_told_once(report: narrate.Report) -> Iterator[str]:
    """Hold the summary and the method to one sentence on revisions, where any is told."""
    reported = [one for one in sentences_of(report) if "revis" in one.text]
    together = [one.text for one in shared(report) if "revis" in one.text]
    own = len(reported) - len(together)
    if own and len(together) != 1:
        yield f"{own} revised, said {len(together)} times in summary or method: {reported[0].text}"
    if together and not own:
        yield f"nothing is revised: {together[0]}"


def revised_otherwise(report: narrate.Report, first: narrate.Report, again: narrate.Report) -> Iterator[str]:
    """Hold labels and significance that today's data would have given the last report against what is told.

    Parameters
    ----------
    report : Report
        The paper, which names the first one's trace.
    first : Report
        The last paper, as it was.
    again : Report
        The last paper, as it would be with today's data.
    """
    for code, before in first.findings.items():
        after = again.findings[code]
        facts = [
            (one.movement, one.year and one.year.significant, one.value is not None)
            for one in (before, after)
        ]
        reported = any("revis" in one.text for one in about(report, code))
        if before.period == after.period and facts[0] != facts[1] and not reported:
            yield f"{code}: {facts[0]} is {facts[1]} now, and nothing is said"
        same = before.series == after.series and facts[0] == facts[1]
        if same and reported:
            yield f"{code} was not revised, and is said to be"


def verdicts_have_tests(report: narrate.Report) -> Iterator[str]:
    """Hold what is for the better or the worse over a long span against its test."""
    for one in sentences_of(report, "span"):
        tested = one.finding.first_to_last and one.finding.first_to_last.significant
        if re.search(r"for the (better|worse)", one.text) and not tested:
            yield one.text


def spans_that_move_have_tests(report: narrate.Report) -> Iterator[str]:
    """Hold a rise or fall over a long span against its test."""
    for one in sentences_of(report, "span"):
        tested = one.finding.first_to_last and one.finding.first_to_last.significant
        if DIRECTION.search(one.plain) and not tested:
            yield one.text


def years_are_those_of_the_rule(report: narrate.Report) -> Iterator[str]:
    """Hold the number of years of an annual sentence against the rule that was applied, and the method."""
    latest = spec_of(report).settings.statistics.trend_years
    for one in sentences_of(report, "movement"):
        lengths = [slot.number for slot in one.sentence.slots if slot.name == "length" and slot.printed]
        if "annual" not in one.phrase or not lengths:
            continue
        finding = one.finding
        used = float(latest)
        if "run" in one.phrase:
            used = float(finding.run.years) if finding.run else 0.0
        elif finding.rule in WHOLE_TRENDS.values():
            used = float(_years_since_break(finding))
        if lengths[0] != used:
            yield f"{used:g} years were used: {one.text}"


def _years_since_break(finding: Finding) -> int:
    """Return how many whole years with a figure the trend of all years has."""
    figures = finding.series[: -1 if finding.overlap else None]
    start = finding.first_to_last.reference_period.end if finding.first_to_last else figures[0].period.end
    return sum(start <= one.period.end for one in figures)


def wider_areas_agree(report: narrate.Report) -> Iterator[str]:
    """Hold a sentence that names the region or nation against that comparison."""
    for one in sentences_of(report, "comparator"):
        for other in one.finding.comparators:
            name = spec_of(report).areas.called.get(other.area, other.area)
            if name not in one.text:
                continue
            printed = [value for value in one.values if value.area == other.area and value.unit not in SIZES]
            if not printed:  # in a list of areas, one with a gap has its figure where the gap is told
                said = about(report, one.finding.indicator)
                printed = [value for told in said for value in told.values if value.area == other.area]
                printed = [value for value in printed if value.unit not in SIZES]
            if not printed or any(value.raw != other.value for value in printed):
                yield f"{name} has {other.value:g}: {one.text}"
            if "movement" not in one.phrase:
                yield from _side(one, other.change)


def _side(one: PaperSentence, change: Change) -> Iterator[str]:
    """Hold the side of a comparison with another area against the two figures as printed."""
    decimals, share = one.indicator.decimals, one.finding.share
    now, then = (as_printed(value, decimals, share=share) for value in (change.now, change.then))
    if (ABOVE.search(one.plain) and not now > then) or (BELOW.search(one.plain) and not now < then):
        yield f"{now} against {then}: {one.text}"
    if "significant" in one.text and bool(NEGATED.search(one.text)) == bool(change.significant):
        yield f"p = {change.p}: {one.text}"


def gaps_have_side_and_size(report: narrate.Report) -> Iterator[str]:
    """Hold a significant gap to a wider area against a sentence with its side and its size."""
    for code, finding in report.findings.items():
        texts = about(report, code)
        if all(one.kind == "headline" for one in texts):
            continue
        for other in finding.comparators:
            name = spec_of(report).areas.called.get(other.area, other.area)
            tested = other.change.significant and other.change.relation is not Relation.SAME
            if not tested or finding.measure is Measure.COUNT:
                continue
            sized = finding.measure is Measure.PROPORTION or other.change.relative is not None
            word = ABOVE if other.change.relation is Relation.HIGHER else BELOW
            reported = [
                one
                for one in texts
                if name in one.text
                and word.search(one.plain)
                and (not sized or any(v.unit in SIZES for v in one.values))
            ]
            here = [one.text for one in texts if name in one.text]
            if not reported:
                figures = f"{other.change.now:g} against {other.change.then:g}"
                yield f"{code}: {figures} in {name}: {' '.join(here)}"


def no_movement_since_what_moved(report: narrate.Report) -> Iterator[str]:
    """Hold a quiet time since a movement against the comparisons within it."""
    for one in sentences_of(report, "movement"):
        finding = one.finding
        if "no clear movement" not in one.text or CONCEDED.search(one.text) or len(finding.phases) < 2:
            continue
        if finding.phases[-1].direction != "level":
            continue
        ended = finding.phases[-2].end.end
        for change in (finding.year, finding.quarter):
            if change and change.significant and change.reference_period.end >= ended:
                yield f"{change.now:g} against {change.then:g} in {change.reference_period}: {one.text}"


def no_garden_path(report: narrate.Report) -> Iterator[str]:
    """Hold the place of what stands out apart from the rate that it stands out from."""
    places = "|".join(re.escape(place) for place in places_of(spec_of(report))) or r"(?!)"
    path = re.compile(rf"\b(above|below|from) the [\w ]*?(rate|proportion|number|figure) in ({places})\b")
    for one in sentences_of(report):
        if path.search(one.text):
            yield one.text


def a_part_period_is_told(report: narrate.Report) -> Iterator[str]:
    """Hold a partly filled newest period against a word of it, and against all figures."""
    for code, finding in report.findings.items():
        if not finding.partial:
            continue
        texts = about(report, code)
        in_full = any(one.kind != "headline" for one in texts)
        if in_full and not any(
            re.search(r"not (yet )?complete|not full|part|provisional", one.text) for one in texts
        ):
            yield f"{code}: {finding.partial.period} is not full, and nothing is said"
        for one in sentences_of(report):
            for value in one.values:
                here = value.indicator == code and value.period.overlap(finding.partial.period)
                if here:
                    yield f"{value.text} in {value.period}: {one.text}"


def no_share_of_what_is_not_positive(report: narrate.Report) -> Iterator[str]:
    """Hold a change in per cent against figures below or at zero, of which it says nothing."""
    for one in sentences_of(report, "figure", "quarter", "headline", "span", "baseline", "comparator"):
        shares = [value for value in one.values if value.unit == "relative"]
        finding = one.finding
        changes = {
            "span": [finding.first_to_last],
            "quarter": [finding.quarter],
            "baseline": [finding.baseline],
            "comparator": [other.change for other in finding.comparators if other.area in one.text],
        }.get(one.kind, [finding.year])
        if one.kind == "headline" and re.search(r", (and|although) [\d.,]+% (above|below) ", one.text):
            shares = shares[:-1]  # the last is the distance from another figure
        if shares and any(change and (change.then <= 0 or change.now < 0) for change in changes):
            yield one.text


def counts_without_decimals(report: narrate.Report) -> Iterator[str]:
    """Hold counts of events to whole numbers where no decimals are declared."""
    for one in sentences_of(report):
        for value in one.values:
            indicator = spec_of(report).indicator(value.indicator)
            declared = "decimals" in indicator.model_fields_set
            whole = value.unit in ("count", "whole") and value.raw == int(value.raw)
            if whole and "." in value.text and not declared:
                yield f"{value.text}: {one.text}"


def percentages_have_one_decimal(report: narrate.Report) -> Iterator[str]:
    """Hold percentages to one decimal where none are declared, and to more where one would be all or none."""
    for one in sentences_of(report):
        for value in one.values:
            indicator = spec_of(report).indicator(value.indicator)
            shown = value.unit in ("proportion", "points") and indicator.measure is Measure.PROPORTION
            finding = report.findings[value.indicator]
            limits = [limit.threshold.value for limit in (finding.target, finding.threshold) if limit]
            shown = shown and value.raw not in limits  # they print as they were declared
            digits = re.search(r"\.(\d+)", value.text)
            needed = places(abs(value.raw), 1, share=value.unit == "proportion")
            if (
                "decimals" not in indicator.model_fields_set
                and shown
                and (len(digits[1]) if digits else 0) != needed
            ):
                yield f"{value.text}: {one.text}"


def numbers_of_areas_are_not_compared(report: narrate.Report) -> Iterator[str]:
    """Hold areas of different sizes to rates: that a nation has more events than a county is no finding."""
    for one in sentences_of(report, "parts", "comparator"):
        if one.finding.measure is Measure.COUNT and "movement" not in one.phrase:
            yield one.text


def small_numbers_are_small(report: narrate.Report) -> Iterator[str]:
    """Hold numbers said to be too small against the events that a reader sees."""
    smallest = spec_of(report).settings.statistics.small_count
    for one in sentences_of(report, "unlabelled"):
        year = one.finding.year
        if "small-counts" not in one.phrase or not year:
            continue
        pairs = ((year.count_now, year.denominator_now), (year.count_then, year.denominator_then))
        # few of all are few, and so are few that are not counted
        fewest = [min([count or 0.0, *([base - (count or 0.0)] if base else ())]) for count, base in pairs]
        if min(fewest) >= smallest:
            yield f"{year.count_now:g} and {year.count_then:g}: {one.text}"


def the_same_ending(absent: narrate.Report, blank: narrate.Report) -> Iterator[str]:
    """Hold a paper whose newest periods are absent against the same where they are blank."""
    both = [[one.text for one in sentences_of(report)] for report in (absent, blank)]
    missing = [text for text in both[0] if text not in both[1]]
    added = [text for text in both[1] if text not in both[0]]
    if missing or added:
        yield f"absent: {' '.join(missing[:2])} | blank: {' '.join(added[:2])}"


def figures_are_ordered(report: narrate.Report) -> Iterator[str]:
    """Hold the areas that one sentence names with their figures against the side that it gives them."""
    for one in sentences_of(report, "parts"):
        if "none" in one.phrase:
            continue
        own = one.finding.value
        sides = {part.area: part for part in one.finding.parts}
        areas = [value for value in one.values if value.area in sides]
        for _, group in groupby(areas, key=lambda value: sides[value.area].side):
            for value in group:
                part = sides[value.area]
                if own is None or (part.side is Relation.HIGHER) != (part.value > own):
                    yield f"{value.area} has {amount(value.text):g}: {one.text}"
