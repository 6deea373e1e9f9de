"""Highest and lowest, in any words: of areas, of times, and since when; and how long something lasted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from narrate.drafts.checking.changes import is_at
from narrate.drafts.checking.claim import LEANING, SIGNS, Claim, Held, of_each
from narrate.drafts.checking.clauses import Clause, Hit, Time
from narrate.drafts.checking.known import Level, levels_of
from narrate.drafts.tokens import TokenKind
from narrate.findings import Finding
from narrate.periods import MONTHS_A_YEAR
from narrate.settings import READING

ENDS = {"high": 1, "low": -1}


def judge_ends(clause: Clause) -> Iterator[Claim]:
    """Yield the verdict on what a clause says to be the highest or the lowest."""
    found = clause.among((end, clause.words.ends.get(end, ())) for end in ENDS)
    for hit in found[:1]:
        since = clause.hits(clause.words.ends.get("onwards", ()))
        dated = [
            one for one in since if any(0 <= time.start - one.end <= READING.beside for time in clause.times)
        ]
        looking_back = [*dated, *clause.hits(clause.words.ends.get("never", ()))]
        comparative = hit.value and clause.text[hit.start : hit.end].lower().endswith("er")
        if comparative and not clause.hits(clause.words.ends.get("never", ())):
            continue
        held = [_end(clause, finding, hit, bool(looking_back)) for finding in clause.findings]
        yield Claim(hit.start, hit.end, TokenKind.EXTREME, *of_each(held, clause.topic.together))


def _end(clause: Clause, finding: Finding, hit: Hit, looking_back: bool) -> Held:
    sign = ENDS[hit.value]
    inside = {part.area for part in finding.parts}
    named = [one.area for one in clause.elsewhere if one.area in inside]
    if named:
        return _of_areas(finding, sign, named)
    own = [one for one in levels_of(finding) if one.area == finding.area]
    own = [one for one in own if one.period.months == finding.period.months]
    if clause.elsewhere or not own or finding.value is None:
        return None, ""
    lengths = [int(token.value) for token in clause.tokens if token.kind is TokenKind.LENGTH]
    if lengths and lengths[0] > MONTHS_A_YEAR and not clause.times:
        own = [one for one in own if finding.period.end - one.period.end < lengths[0]]
        best = max(own, key=lambda one: sign * one.value)
        return (
            sign * finding.value >= sign * best.value,
            f"{finding.indicator}: {best.value:.6g} ({best.period})",
        )
    times = [level for time in clause.times for level in own if is_at(time, level.period, finding.period)]
    if looking_back and times:
        return _since(finding, own, sign, times[0])
    if looking_back and not clause.times:
        best = max(own, key=lambda one: sign * one.value)
        now = sign * finding.value >= sign * best.value
        return now, f"{finding.indicator}: {best.value:.6g} ({best.period})"
    if times:
        best = max(own, key=lambda one: sign * one.value)
        right = any(abs(one.value - best.value) < 1e-9 for one in times) or best.value == finding.value
        return right, f"{finding.indicator}: {best.value:.6g} ({best.period})"
    return None, ""


def _of_areas(finding: Finding, sign: int, named: list[str]) -> Held:
    ranked = sorted(finding.parts, key=lambda part: -sign * part.value)
    return ranked[0].area in named, f"{finding.indicator}: {ranked[0].area} ({ranked[0].value:.6g})"


def _since(finding: Finding, own: list[Level], sign: int, start: Level) -> Held:
    """Return whether no figure after a time was beyond the present one, and that of the time was."""
    assert finding.value is not None, "the caller has made sure"  # noqa: S101
    later = [one for one in own if start.period.end < one.period.end < finding.period.end]
    beyond = [one for one in later if sign * one.value > sign * finding.value]
    last = max(
        (
            one
            for one in own
            if sign * one.value >= sign * finding.value and one.period.end < finding.period.end
        ),
        key=lambda one: one.period.end,
        default=None,
    )
    truth = f"{last.value:.6g} ({last.period})" if last else f"{finding.value:.6g}"
    near = last is not None and abs(last.period.end - start.period.end) < MONTHS_A_YEAR
    return not beyond and (near or last is None), f"{finding.indicator}: {truth}"


def judge_lengths(clause: Clause) -> Iterator[Claim]:
    """Yield the verdict on how long a movement is said to have lasted."""
    ends = clause.among((end, clause.words.ends.get(end, ())) for end in ENDS)
    if clause.limited or clause.elsewhere or clause.unbound or ends:
        return
    lengths = [token for token in clause.tokens if token.kind is TokenKind.LENGTH and "-" not in token.text]
    tables = (*clause.words.moving.items(), *clause.words.comparing.items())
    for token in lengths[:1]:
        hits = clause.among(tables)
        near = [hit for hit in hits if abs(hit.start - token.end) <= READING.near * 2]
        if len(near) != 1 or len(hits) > 1 or len(lengths) > 1 or clause.numbers:
            continue
        nearest = min(near, key=lambda hit: min(abs(hit.start - token.end), abs(token.start - hit.end)))
        sign = SIGNS[nearest.value]
        held = [_lasted(finding, int(token.value), sign) for finding in clause.findings]
        yield Claim(token.start, token.end, TokenKind.LENGTH, *of_each(held, clause.topic.together))


def judge_turns(clause: Clause) -> Iterator[Claim]:
    """Yield the verdict on the months with which a movement is said to have begun or ended."""
    ends = clause.among((end, clause.words.ends.get(end, ())) for end in ENDS)
    if clause.limited or clause.elsewhere or clause.numbers or ends or clause.has(TokenKind.EXTREME):
        return
    moving = clause.among(clause.words.moving.items())
    turning = clause.hits(clause.words.turning)
    comparing = clause.words.comparing.items()
    for time in clause.times:
        dated = time.period is not None and not time.loose
        near = any(0 <= time.start - hit.end <= READING.beside for hit in turning)
        compares = any(hit.value != "level" and _relates(clause, hit) for hit in clause.among(comparing))
        verbs = moving or clause.among(comparing) or clause.has(TokenKind.DIFFERENCE)
        if dated and near and verbs and (moving or not compares):
            held = [_turned(finding, time) for finding in clause.findings]
            yield Claim(time.start, time.end, TokenKind.PERIOD, *of_each(held, clause.topic.together))


def _relates(clause: Clause, hit: Hit) -> bool:
    """Whether a verb says how figures differ, so that a time behind it is what they are held against."""
    behind = clause.hits(clause.words.turning)
    return any(0 <= one.start - hit.end <= READING.near for one in behind)


def _turned(finding: Finding, time: Time) -> Held:
    if not finding.phases or time.period is None:
        return None, ""
    turns = {
        end for phase in finding.phases for end in (phase.start.start - 1, phase.start.start, phase.end.end)
    }
    near = any(abs(time.period.end - end) <= 1 for end in turns)
    return near, f"{finding.indicator}: {_phases(finding)}"


def _lasted(finding: Finding, months: int, sign: int) -> Held:
    step = finding.latest.months
    phases = [(phase.periods * step, LEANING[phase.direction]) for phase in finding.phases]
    if not phases:
        return None, ""
    tolerance = READING.years_tolerance if months % MONTHS_A_YEAR == 0 and months > MONTHS_A_YEAR else 0
    right = any(way == sign and abs(length - months) <= tolerance for length, way in phases)
    return right, f"{finding.indicator}: {_phases(finding)}"


def _phases(finding: Finding) -> str:
    return ", ".join(
        f"{one.direction} {one.start} - {one.end} ({one.periods})" for one in finding.phases[-3:]
    )


def taken_by(claims: Iterable[Claim]) -> list[tuple[int, int]]:
    """Return where claims stand."""
    return [(claim.start, claim.end) for claim in claims]
