"""Whether the other words of a claim agree with the findings: significance, sizes, names, times, extremes."""

from __future__ import annotations

from narrate.drafts.context import Sentence
from narrate.drafts.directions import (
    areas_compared,
    changes_of,
    directions_in,
    findings_of,
    judge_areas,
    judge_direction,
    phases_in_words,
    way_of,
)
from narrate.drafts.facts import Role, comparisons, limits, phase_lengths
from narrate.drafts.figures import described, equal_figures, is_distinctive, true_figures
from narrate.drafts.matching import affirms
from narrate.drafts.token_row import CLOSE, REACH, WITHIN
from narrate.drafts.tokens import TokenKind
from narrate.drafts.verdict import BORNE_OUT, UNKNOWN, Outcome, Verdict, false, judged
from narrate.findings import Magnitude, Relation
from narrate.messages import Evidence
from narrate.movement import Direction, Movement
from narrate.periods import MONTHS_A_YEAR, Period

OPPOSITES = {Magnitude.SLIGHT: Magnitude.MARKED, Magnitude.MARKED: Magnitude.SLIGHT}
"""Sizes of which one is false where the other is true."""


def judge_significance(sentence: Sentence, place: int) -> Verdict:
    """Judge a claim about the result of a test."""
    token = sentence.tokens[place]
    if _everyday(sentence, place):
        return UNKNOWN
    if Evidence.PARTS in sentence.rests_on or areas_compared(sentence, place):
        verdict = _parts_tested(sentence, place)
        if verdict.outcome is not Outcome.UNKNOWN:
            return verdict
    results = [change.significant for change in changes_of(sentence)]
    results += _trends(sentence)
    if not results:
        return UNKNOWN
    found = ", ".join(
        sorted({"no test" if item is None else f"significant: {str(item).lower()}" for item in results})
    )
    return judged(affirms(token) in results, found)


def judge_new_significance(sentence: Sentence, place: int) -> Verdict:
    """Judge in an analyst's own sentence what a test found: of the change that it gives, else of any."""
    affirmed = affirms(sentence.tokens[place])
    if _everyday(sentence, place):
        return UNKNOWN
    findings = list(findings_of(sentence))
    sizes = {
        fact.group
        for other in range(len(sentence.tokens))
        if sentence.figure(other)
        for fact in true_figures(sentence, other)
        if fact.role is Role.CHANGE
    }
    groups = sizes & {"year", "quarter", "baseline"}
    named = any(token.kind is TokenKind.INDICATOR for token in sentence.tokens)
    if sizes != groups or (not groups and not (affirmed and named)):
        return UNKNOWN
    moving = any(way_of(finding) is not Direction.LEVEL for finding in findings)
    found = {
        change.significant
        for finding in findings
        for group, change in comparisons(finding).items()
        if group in (groups or {"year", "quarter"})
    }
    if not found or (not groups and moving):
        return UNKNOWN
    return judged(affirmed in found, ", ".join(f"significant: {str(item).lower()}" for item in found))


def _everyday(sentence: Sentence, place: int) -> bool:
    """Whether a word is used in its everyday sense: of no change and no difference, nor of a test."""
    if len(sentence.tokens[place].text.split()) > 1:
        return False
    near = (*sentence.before(place, CLOSE), *sentence.after(place, CLOSE))
    return not any(
        sentence.tokens[other].kind in (TokenKind.DIRECTION, TokenKind.DIFFERENCE) for other in near
    )


def _trends(sentence: Sentence) -> list[bool | None]:
    if Evidence.MOVEMENT not in sentence.rests_on:
        return []
    found: list[bool | None] = []
    for finding in findings_of(sentence):
        moves = way_of(finding) is not Direction.LEVEL
        annual = finding.latest.months == MONTHS_A_YEAR
        phases = not annual and any(phase.direction is not Direction.LEVEL for phase in finding.phases)
        found.append(moves or phases)
        found += [] if moves and annual else [False]
    return found


def _parts_tested(sentence: Sentence, place: int) -> Verdict:
    near = [sentence.tokens[other].value for other in areas_compared(sentence, place)]
    near = near or [token.value for token in sentence.tokens if token.kind is TokenKind.AREA]
    parts = [part for finding in findings_of(sentence) for part in finding.parts]
    judged_parts = [part for part in parts if part.area in near] or parts
    if not judged_parts:
        return UNKNOWN
    wanted = affirms(sentence.tokens[place])
    found = [part for part in judged_parts if (part.side is not Relation.SAME) == wanted]
    wrong = "; ".join(f"{part.area}: {part.side}" for part in judged_parts if part not in found)
    return judged(len(found) == len(judged_parts), wrong)


def judge_size(sentence: Sentence, place: int) -> Verdict:
    """Judge the size of a change: a word of the scale must be the one, another only not its opposite."""
    token = sentence.tokens[place]
    sizes = {change.magnitude for change in changes_of(sentence)}
    near_direction = any(
        sentence.tokens[other].kind is TokenKind.DIRECTION for other in sentence.after(place, CLOSE + 1)
    )
    near_direction = near_direction or any(
        sentence.tokens[other].kind is TokenKind.DIRECTION for other in sentence.before(place, 2)
    )
    if not sizes or not sentence.kinds or not near_direction or sentence.keeps_all(TokenKind.SIZE):
        return UNKNOWN
    true = token.value in sizes if token.exact else sizes != {OPPOSITES.get(token.value)}
    return judged(true, ", ".join(sorted(sizes)))


def judge_area(sentence: Sentence, place: int) -> Verdict:
    """Judge an area by the figure given for it, or by the side that it is claimed to be on."""
    token = sentence.tokens[place]
    figures = [other for other in sentence.after(place, REACH + CLOSE) if sentence.figure(other)]
    for other in figures[:1]:
        if sentence.area(other) == token.value and true_figures(sentence, other):
            return BORNE_OUT
        if sentence.area(other) == token.value:
            return UNKNOWN
    for other in sentence.after(place, CLOSE, "(,)"):
        if sentence.tokens[other].kind is TokenKind.EXTREME:
            return _ranked(sentence, other, token.value)
    for other in sentence.after(place, len(sentence.tokens)):
        if sentence.tokens[other].kind is TokenKind.DIRECTION:
            return judge_areas(sentence, other) if place in areas_compared(sentence, other) else UNKNOWN
    return UNKNOWN


def judge_period(sentence: Sentence, place: int) -> Verdict:
    """Judge a period by the figure that is given for it, else by those that the sentence may name."""
    period: Period = sentence.tokens[place].value
    for places in (sentence.before(place, REACH * 2 + 2), sentence.after(place, REACH * 2)):
        figure = next((other for other in places if sentence.figure(other)), None)
        if figure is None or sentence.period_at(figure) != place:
            continue
        if true_figures(sentence, figure):
            return BORNE_OUT
        against = sentence.earlier(place)
        equal = [fact for fact in equal_figures(sentence, figure) if against or fact.role is not Role.CHANGE]
        if equal and is_distinctive(sentence.tokens[figure].value):
            return false(described(equal))
    if sentence.keeps_all(TokenKind.PERIOD) is not False:
        return UNKNOWN
    known = {item for code in sentence.subjects for item in sentence.index.periods(code)}
    known |= {
        token.value
        for item in sentence.origin.originals
        for token in item.tokens
        if token.kind is TokenKind.PERIOD
    }
    known |= {sentence.index.report_period}
    starts = {item for code in sentence.subjects for item in sentence.index.starts(code)}
    if period in known | starts or (period.months == 1 and period.end in {item.end for item in known}):
        return UNKNOWN
    if period.months >= MONTHS_A_YEAR and any(period.overlap(item) == item.months for item in known):
        return UNKNOWN
    return false(", ".join(str(item) for item in sorted(known)))


def judge_relative(sentence: Sentence, place: int) -> Verdict:
    """Judge how much earlier a time is by the figure that is given for it."""
    back = int(sentence.tokens[place].value)
    for other in sentence.before(place, REACH * 2):
        if not sentence.figure(other) or sentence.back(other) != back:
            continue
        if true_figures(sentence, other):
            return BORNE_OUT
        equal = equal_figures(sentence, other)
        return false(described(equal)) if equal and is_distinctive(sentence.tokens[other].value) else UNKNOWN
    return UNKNOWN


def _without_movement(sentence: Sentence, place: int) -> bool:
    """Whether a length is how long there has been no movement: "no clear movement for four quarters"."""
    near = (*sentence.before(place, CLOSE, ","), *sentence.after(place, CLOSE, ","))
    return any(
        sentence.tokens[other].kind is TokenKind.DIFFERENCE and not affirms(sentence.tokens[other])
        for other in near
    )


def _longer(sentence: Sentence, place: int) -> bool:
    """Whether a series that has moved is claimed to have been level for longer than it ever was."""
    length: int = sentence.tokens[place].value
    still = [
        months
        for finding in findings_of(sentence)
        if finding.movement not in (None, Movement.NOT_SIGNIFICANT)
        for months, way in phase_lengths(finding)
        if way is Direction.LEVEL
    ]
    return _without_movement(sentence, place) and bool(still) and length > max(still)


def judge_length(sentence: Sentence, place: int) -> Verdict:
    """Judge how long something lasted by the phases."""
    length: int = sentence.tokens[place].value
    phases = [phase for finding in findings_of(sentence) for phase in phase_lengths(finding)]
    near = next(
        (other for other in directions_in(sentence) if sentence.adjacent_length(other) == place), None
    )
    if near is not None and phases and (length, sentence.tokens[near].value) in phases:
        return BORNE_OUT
    if near is None and _longer(sentence, place):
        return false(phases_in_words(sentence))
    known = {each for each, _ in phases} | {
        MONTHS_A_YEAR,
        *(finding.overlap for finding in findings_of(sentence)),
    }
    known |= {
        token.value
        for item in sentence.origin.originals
        for token in item.tokens
        if token.kind is TokenKind.LENGTH
    }
    if near is None and (length in known or sentence.keeps_all(TokenKind.LENGTH) is not False):
        return UNKNOWN
    if length in known and not any(each == length for each, _ in phases):
        return UNKNOWN
    return false(phases_in_words(sentence)) if phases and sentence.kinds else UNKNOWN


def judge_extreme(sentence: Sentence, place: int) -> Verdict:
    """Judge a highest or lowest by the areas, or by the figure next to it."""
    token = sentence.tokens[place]
    for other in (*sentence.before(place, CLOSE + 1), *sentence.after(place, CLOSE + 2)):
        if sentence.tokens[other].kind is TokenKind.AREA:
            measured = any(sentence.measured(behind) for behind in sentence.after(place, CLOSE))
            return _ranked(sentence, place, sentence.tokens[other].value) if measured else UNKNOWN
    for other in sentence.after(place, REACH):
        if sentence.figure(other):
            facts = [fact for fact in equal_figures(sentence, other) if fact.role is Role.EXTREME]
            right = [fact for fact in facts if (fact.group == "peak") == (token.value == "high")]
            return judged(bool(right), facts[0].group) if facts else UNKNOWN
    return UNKNOWN


def _ranked(sentence: Sentence, place: int, area: str) -> Verdict:
    if any(sentence.tokens[other].kind is TokenKind.NUMBER for other in sentence.before(place, 2)):
        return UNKNOWN
    high = sentence.tokens[place].value == "high"
    for finding in findings_of(sentence):
        values = {part.area: part.value for part in finding.parts}
        if area in values:
            best = max(values.values()) if high else min(values.values())
            names = [name for name, value in values.items() if value == best]
            return judged(area in names, ", ".join(names))
    return UNKNOWN


def judge_target(sentence: Sentence, place: int) -> Verdict:
    """Judge whether a threshold is kept or a target met."""
    limit_comparisons = [
        comparison for finding in findings_of(sentence) for comparison in limits(finding).values()
    ]
    near = (*sentence.before(place, WITHIN), *sentence.after(place, WITHIN))
    if not limit_comparisons or not any(sentence.limit_word(other) for other in near):
        return UNKNOWN
    kept = {comparison.kept for comparison in limit_comparisons}
    return judged(
        affirms(sentence.tokens[place]) in kept, ", ".join(f"met: {str(item).lower()}" for item in kept)
    )


JUDGES = {
    TokenKind.DIRECTION: judge_direction,
    TokenKind.SIGNIFICANCE: judge_significance,
    TokenKind.SIZE: judge_size,
    TokenKind.AREA: judge_area,
    TokenKind.PERIOD: judge_period,
    TokenKind.LENGTH: judge_length,
    TokenKind.RELATIVE: judge_relative,
    TokenKind.EXTREME: judge_extreme,
    TokenKind.TARGET: judge_target,
}
