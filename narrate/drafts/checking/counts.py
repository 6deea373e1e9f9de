"""How many indicators or areas do something, in any words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from narrate.drafts.checking.claim import SIDES, SIGNS, WAYS, Claim
from narrate.drafts.checking.clauses import Clause, Hit
from narrate.drafts.checking.words import Table
from narrate.drafts.tokens import Token, TokenKind
from narrate.drafts.verdict import Outcome
from narrate.findings import Finding, Relation
from narrate.movement import Favour, Movement

Holds = Callable[[Finding], set[bool]]
"""Whether something holds of an indicator, by each way in which it may be meant."""


@dataclass(frozen=True)
class Tally:
    """A number of things and of how many, with where it stands."""

    start: int
    end: int
    number: int
    all: int | None
    areas: bool


def judge_counts(clause: Clause, groups: Sequence[Sequence[str]]) -> Iterator[Claim]:
    """Yield the verdict on each count of indicators or areas.

    Parameters
    ----------
    clause : Clause
    groups : sequence of sequence of str
        Sets of indicators that may be counted here, besides all of them.
    """
    for tally in _tallies(clause):
        if _names_a_set(clause, tally, groups):
            continue
        if tally.all is None and tally.number and not tally.areas:
            yield Claim(tally.start, tally.end, TokenKind.NUMBER, Outcome.UNKNOWN)
            continue
        counts = set(_of_areas(clause, tally) if tally.areas else _of_indicators(clause, tally, groups))
        if counts:
            right = tally.number in counts
            outcome = Outcome.BORNE_OUT if right else Outcome.FALSE
            truth = "" if right else ", ".join(map(str, sorted(counts)))
            yield Claim(tally.start, tally.end, TokenKind.NUMBER, outcome, truth)
        elif tally.all is not None:
            yield Claim(tally.start, tally.end, TokenKind.NUMBER, Outcome.UNKNOWN)


def _names_a_set(clause: Clause, tally: Tally, groups: Sequence[Sequence[str]]) -> bool:
    """Whether a number only says how large the set is that is spoken of: the eight areas."""
    every = [hit.end for hit in clause.hits(clause.words.together.get("0", ()))]
    if tally.all is not None or any(0 <= tally.start - end <= 2 for end in every):
        return False
    sizes = {len(group) for group in groups} | {len(finding.parts) for finding in clause.findings}
    limited = sum(bool(finding.limits) for finding in clause.index.by_indicator.values())
    return tally.number in sizes | {limited if clause.limited else 0, len(clause.index.by_indicator)}


def _tallies(clause: Clause) -> Iterator[Tally]:
    """Yield numbers of indicators: two of the 19, none of the indicators, six measures."""
    words = clause.words
    things = (*words.counting.get("things", ()), *words.limits.get("names", ())[:4])
    inside = words.places.get("inside", ())
    nouns = [(hit, hit.value in inside) for hit in clause.hits((*things, *inside))]
    wholes: set[int] = set()
    spoken: list[Tally] = []
    for token in _numbers(clause):
        if token.start in wholes:
            continue
        behind = clause.text[token.end :]
        ahead = [(hit, areas) for hit, areas in nouns if 0 <= hit.start - token.end <= 30]
        joined = any(behind.lower().lstrip().startswith(f"{word} ") for word in words.of)
        whole = next((one for one in clause.numbers if 0 <= one.start - token.end <= 12 and joined), None)
        if not ahead and whole is None and spoken and token.start > spoken[-1].end:
            yield Tally(token.start, token.end, int(token.value.value), spoken[-1].number, spoken[-1].areas)
            continue
        if not ahead and whole is None:
            continue
        areas = bool(ahead) and ahead[0][1]
        end = ahead[0][0].end if ahead else (whole.end if whole else token.end)
        total = int(whole.value.value) if whole and not whole.value.decimals else None
        if whole:
            wholes.add(whole.start)
        if token is not whole and (whole is None or whole.value.value >= token.value.value):
            spoken.append(Tally(token.start, end, int(token.value.value), total, areas))
            yield spoken[-1]


def _numbers(clause: Clause) -> Iterator[Token]:
    """Yield the numbers that may count something, none among them."""
    none = clause.hits(clause.words.counting.get("none", ()))
    for token in clause.numbers:
        number = token.value
        before = clause.text[: token.start].lower().split()[-1:]
        every = bool(before) and before[0] in clause.words.together.get("0", ())
        if every or any(hit.start <= token.start and token.end <= hit.end for hit in none):
            continue
        if not number.decimals and not number.ordinal and number.value < 100 and number.unit.value == "bare":
            yield token
    for hit in none:
        yield Token(TokenKind.NUMBER, hit.value, hit.start, hit.end, _None())


class _None:
    """The number of what there is none of."""

    value = 0
    decimals = 0


def _of_indicators(clause: Clause, tally: Tally, groups: Sequence[Sequence[str]]) -> Iterator[int]:
    known = clause.index.by_indicator
    everything = list(known.values())
    sets: list[list[Finding]] = []
    if tally.all is None or tally.all == len(everything):
        sets.append(everything)
    sets += [[known[code] for code in group] for group in groups if tally.all == len(group)]
    limited = [finding for finding in everything if finding.limits]
    if clause.limited and (tally.all is None or tally.all == len(limited)):
        sets = [limited]
    holds = list(_predicates(clause, tally.end))
    for some in sets:
        for one in holds:
            yield sum(one(finding) for finding in some)


def _predicates(clause: Clause, start: int) -> Iterator[Callable[[Finding], bool]]:
    """Yield what a clause says from a place on that so many indicators do, in each way it may be meant."""
    words = clause.words
    if clause.limited:
        for hit in _first(clause, words.limits, ("kept", "missed"), start):
            yield partial(_keeps, hit.value == "kept")
        return
    moving = _first(clause, words.moving, ("up", "down", "level"), start)
    judging = _first(clause, words.judging, ("better", "worse"), start)
    nearest = min((*moving, *judging), key=lambda hit: hit.start, default=None)
    if nearest is not None and nearest in moving:
        yield from _moves(clause, nearest)
    elif nearest is not None:
        side = Favour.BETTER if nearest.value == "better" else Favour.WORSE
        yield lambda finding: finding.favour is side
    if nearest is not None:
        return
    for hit in _first(clause, words.comparing, ("up", "down"), start):
        yield from _compared(clause, SIGNS[hit.value])


def _keeps(kept: bool, finding: Finding) -> bool:
    return any(limit.kept is kept for limit in finding.limits)


def _first(clause: Clause, table: Table, sides: Sequence[str], start: int) -> list[Hit]:
    """Return the first words of a table from a place on, if there are any."""
    hits = clause.among((side, table.get(side, ())) for side in sides)
    following = min(
        (token.start for token in clause.numbers if token.start > start), default=len(clause.text)
    )
    return [hit for hit in hits if start <= hit.start < following][:1]


def _moves(clause: Clause, hit: Hit) -> Iterator[Callable[[Finding], bool]]:
    """Yield whether an indicator moves as a word says, exactly or loosely."""
    sign, word = SIGNS[hit.value], clause.text[hit.start : hit.end].lower()
    exact = {name for name, some in clause.index.lexicon.movements.items() if word in some}
    if exact:
        yield lambda finding: str(finding.movement) in exact
        return
    yield lambda finding: finding.movement is not None and WAYS[finding.movement] == sign
    if not sign:
        yield lambda finding: finding.movement is Movement.PLATEAUED
        yield lambda finding: finding.movement is Movement.NOT_SIGNIFICANT
        yield lambda finding: finding.movement in (None, Movement.NOT_SIGNIFICANT)


def _compared(clause: Clause, sign: int) -> Iterator[Callable[[Finding], bool]]:
    tested = clause.has(TokenKind.SIGNIFICANCE)
    wider = {one.area for one in clause.elsewhere}

    def on_the_year(finding: Finding) -> bool:
        year = finding.year
        return bool(year and SIDES[year.relation] == sign and (year.significant or not tested))

    def against(finding: Finding) -> bool:
        return any(
            other.area in wider
            and SIDES[other.change.relation] == sign
            and (other.change.significant or not tested)
            for other in finding.comparators
        )

    yield against if wider else on_the_year


def _of_areas(clause: Clause, tally: Tally) -> Iterator[int]:
    words = clause.words
    for finding in clause.findings:
        parts = finding.parts
        if not parts or (tally.all is not None and tally.all != len(parts)):
            continue
        for hit in clause.among(words.moving.items())[:1]:
            sign = SIGNS[hit.value]
            yield sum(part.movement is not None and WAYS[part.movement] == sign for part in parts)
            return
        comparative = clause.index.lexicon.comparing
        for hit in clause.among((side, words.comparing.get(side, ())) for side in ("up", "down"))[:1]:
            if clause.text[hit.start : hit.end].lower() in comparative:
                far = bool(clause.hits(words.far)) or clause.has(TokenKind.SIGNIFICANCE)
                yield from _sides(finding, SIGNS[hit.value], far)


def _sides(finding: Finding, sign: int, far: bool) -> Iterator[int]:
    """Yield how many parts are on a side by their test, and by their figures unless they are to stand out."""
    parts = finding.parts
    yield sum(part.side is not Relation.SAME and SIDES[part.side] == sign for part in parts)
    if not far and finding.value is not None:
        yield sum((part.value > finding.value) - (part.value < finding.value) == sign for part in parts)
