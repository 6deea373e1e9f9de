"""Directions in any words: which way an indicator moves, and on which side of what it is held against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from narrate.drafts.checking.changes import is_at
from narrate.drafts.checking.claim import LEANING, SIDES, SIGNS, WAYS, Claim, Held, of_each
from narrate.drafts.checking.clauses import Clause, Hit, Time
from narrate.drafts.checking.known import levels_of
from narrate.drafts.checking.sides import Sides
from narrate.drafts.checking.words import Words
from narrate.drafts.tokens import TokenKind
from narrate.findings import Change, Finding
from narrate.movement import Favour, Movement
from narrate.settings import READING
from narrate.spec import Polarity

GOOD = {Polarity.LOW: -1, Polarity.HIGH: 1}


def judge_courses(clause: Clause, used: Iterable[tuple[int, int]]) -> Iterator[Claim]:
    """Yield the verdict on each direction of a clause.

    Parameters
    ----------
    clause : Clause
    used : iterable of (int, int)
        Stretches that are read as something else.
    """
    if clause.unbound or clause.hits(clause.words.adding):
        return
    taken = list(used)
    moving = bool(clause.among(clause.words.moving.items()))
    lengths = [token for token in clause.tokens if token.kind is TokenKind.LENGTH]
    for table, exact in ((clause.words.moving, True), (clause.words.comparing, False)):
        for hit in clause.among(table.items()):
            free = not any(start < hit.end and hit.start < end for start, end in taken)
            if not exact and (_vague(clause, hit) or (moving and not _comparative(clause, hit))):
                continue
            if (not exact and _introduces(clause, hit)) or _of_a_number(clause, hit):
                continue
            if any(0 <= hit.start - one.end <= 4 for one in lengths):
                continue
            if _past(clause, hit, clause.words.past if exact else clause.words.before_that):
                continue
            if free and not clause.within_name(hit.start, hit.end) and not _hedges(clause, hit):
                yield _claim(clause, hit, _Course(clause, hit, exact))
                taken.append((hit.start, hit.end))
    for hit in clause.among(clause.words.judging.items()):
        if not _of_a_number(clause, hit) and not any(
            start < hit.end and hit.start < end for start, end in taken
        ):
            yield _claim(clause, hit, _Judgement(clause, hit))


def _introduces(clause: Clause, hit: Hit) -> bool:
    """Whether words such as "as low as" only lead up to a figure, or a rise is one in something else."""
    figures = [token.start for token in clause.numbers]
    if hit.value == "level" and any(0 <= start - hit.end <= 4 for start in figures):
        return True
    behind = clause.text[hit.end :]
    inside = next((word for word in clause.words.within if behind.lower().startswith(f" {word} ")), "")
    start = hit.end + len(inside) + 2
    known = [one.start for one in clause.mentions] + [one.start for one in clause.places]
    known += [one.start for one in clause.times] + [one.start for one in clause.numbers]
    return bool(inside) and not any(0 <= place - start <= READING.beside for place in known)


def _of_a_number(clause: Clause, hit: Hit) -> bool:
    """Whether a number of things does what a word says: two are rising."""
    doing = [one for one in clause.hits(clause.words.doing) if 0 <= hit.start - one.end <= READING.beside]
    return any(
        token.value.spelt and 0 <= one.start - token.end <= 2 for one in doing for token in clause.numbers
    )


def _past(clause: Clause, hit: Hit, words: Words) -> bool:
    """Whether words before a movement make it one of the past: after rising for a year."""
    before = clause.text[: hit.start].lower().rstrip()
    return any(before == word or before.endswith(f" {word}") for word in words)


def _comparative(clause: Clause, hit: Hit) -> bool:
    """Whether a word sets one figure against another, rather than says how one moved."""
    words = clause.text[hit.start : hit.end].lower()
    comparing = clause.index.lexicon.comparing
    return words in comparing or any(word in comparing for word in words.split())


def _vague(clause: Clause, hit: Hit) -> bool:
    """Whether a word claims nothing of an indicator, with no figure and nothing to compare with beside it."""
    if clause.text[hit.start : hit.end].lower() not in clause.index.lexicon.vague:
        return False
    figures = [
        *(token.end for token in clause.numbers),
        *(one.end for one in clause.among(clause.words.parts.items())),
    ]
    return not clause.hits(clause.index.lexicon.relating) and not any(
        abs(hit.start - end) <= READING.beside for end in figures
    )


def _hedges(clause: Clause, hit: Hit) -> bool:
    """Whether a word belongs to an amount, as more than, or is idle."""
    idle = clause.hits(clause.index.lexicon.idle)
    hedged = [one for one in clause.among(clause.words.hedges.items()) if one.end + 2 >= hit.end]
    figures = [token.start for token in clause.numbers]
    amounts = (*clause.words.parts.items(), *clause.words.multiples.items())
    figures += [one.start for one in clause.among(amounts)]
    over = any(
        one.start <= hit.start and hit.end <= one.end and any(-1 <= at - one.end <= 3 for at in figures)
        for one in hedged
    )
    return over or any(one.start <= hit.start and hit.end <= one.end for one in idle)


def _claim(clause: Clause, hit: Hit, judge: _Course | _Judgement) -> Claim:
    held = [judge.holds(finding) for finding in clause.findings]
    outcome, truth = of_each(held, clause.topic.together)
    return Claim(hit.start, hit.end, TokenKind.DIRECTION, outcome, truth)


@dataclass(frozen=True)
class _Course:
    """Judges one direction."""

    clause: Clause
    hit: Hit
    exact: bool

    @property
    def sign(self) -> int:
        return SIGNS[self.hit.value]

    @property
    def denied(self) -> bool:
        """Whether it is said not to be so, or no longer; twice denied is said."""
        words = (*self.clause.words.stopped, *self.clause.index.lexicon.negations)
        before = [
            one
            for one in self.clause.hits(words)
            if one.end <= self.hit.start
            and "," not in self.clause.text[one.end : self.hit.start]
            and len(self.clause.text[one.end : self.hit.start].split()) <= READING.words_denied
            and not self.clause.within_name(one.start, one.end)
        ]
        opening = [one for one in self.clause.hits(self.clause.index.lexicon.negations) if one.start == 0]
        return len({*before, *opening}) % 2 == 1

    @property
    def sides(self) -> Sides:
        """How it is judged by the places that are named."""
        return Sides(self.clause, self.hit, self.denied, self.tested)

    @property
    def tested(self) -> bool:
        """Whether it is said to be significant, or to stand out."""
        return any(
            token.kind is TokenKind.SIGNIFICANCE and token.value == "yes" and not token.turned
            for token in self.clause.tokens
        )

    def holds(self, finding: Finding) -> Held:
        """Return whether it holds for an indicator: against a place, a time, or as its movement."""
        if self.clause.limited:
            return None, ""
        told = self._told(finding)
        if self.clause.elsewhere and _comparative(self.clause, self.hit):
            told = [time for time in told if time.back]
        if self.clause.elsewhere and not (told and self._is_nearer(told[0])):
            if self.exact:
                return self.sides.elsewhere(finding)
            compares = _comparative(self.clause, self.hit) or self.sign == 0
            return self.sides.against_place(finding) if compares else (None, "")
        if told and not self.exact:
            return self._against_time(finding, told)
        if _of_another(self.clause, self.hit) or not (self.exact or self._compares()):
            return None, ""
        if not self.exact and self.clause.has(TokenKind.LENGTH):
            ways = {LEANING[phase.direction] for phase in finding.phases}
            return self.sign in ways or None, ""
        return self._moves(finding)

    def _compares(self) -> bool:
        """Whether a word that sets figures against each other has something to set against."""
        if not _comparative(self.clause, self.hit):
            return True
        beside = any(abs(self.hit.start - token.end) <= READING.beside for token in self.clause.numbers)
        return beside or bool(self.clause.hits(self.clause.index.lexicon.relating))

    def _told(self, finding: Finding) -> list[Time]:
        """Return the times that it may be held against: near it, and not the present."""
        return [
            time
            for time in self.clause.times
            if abs(time.start - self.hit.end) <= READING.near
            and not (time.period and time.period == finding.period)
        ]

    def _is_nearer(self, time: Time) -> bool:
        """Whether a time is nearer to it than any other place."""
        nearest = min(abs(place.start - self.hit.end) for place in self.clause.elsewhere)
        return abs(time.start - self.hit.end) < nearest

    def _result(self, true: Iterable[int], truth: str) -> Held:
        known = set(true)
        if not known:
            return None, ""
        return (self.sign in known) is not self.denied, truth

    def _moves(self, finding: Finding) -> Held:
        """Return whether it holds of the movement, or for looser words of the year too."""
        if finding.movement is None:
            return None, ""
        true = {WAYS[finding.movement]}
        word = self.clause.text[self.hit.start : self.hit.end].lower()
        own = {name for name, some in self.clause.index.lexicon.movements.items() if word in some}
        if own and not self.sign and not self.denied:
            return str(finding.movement) in own, f"{finding.indicator}: {finding.movement}"
        if not self.exact:
            true |= {SIDES[one.relation] for one in _changes(finding)}
        if self.clause.of_a_quarter and finding.quarter:
            true |= {SIDES[finding.quarter.relation]} | ({0} if not finding.quarter.significant else set())
        if not (self.exact and finding.movement in (Movement.RISING, Movement.REDUCING)):
            true |= {0} if finding.year and not finding.year.significant else set()
        if self.denied:
            true = {WAYS[finding.movement]}
        return self._result(true, f"{finding.indicator}: {finding.movement}")

    def _against_time(self, finding: Finding, told: list[Time]) -> Held:
        quarter = finding.quarter
        if quarter and (self.clause.of_a_quarter or any(time.period == quarter.period for time in told)):
            return self._result({SIDES[quarter.relation]}, f"{finding.indicator}: {quarter.relation}")
        levels = [one for one in levels_of(finding) if one.area == finding.area]
        levels = [one for one in levels if one.period.months == finding.period.months]
        then = [one for time in told for one in levels if is_at(time, one.period, finding.period)]
        if not then or finding.value is None:
            return None, ""
        ended = sorted({one.period: one for one in then}.values(), key=lambda one: one.period.end)
        present = ended[-1].value if len(ended) > 1 and len(told) > 1 else finding.value
        true = set()
        for one in ended[:1]:
            true.add((present > one.value) - (present < one.value))
            near = abs(present - one.value) <= READING.share_tolerance * abs(one.value)
            true |= {0} if near else set()
        year = finding.year
        if year and any(is_at(time, year.reference_period, finding.period) for time in told):
            true |= set() if year.significant else {0}
            if self.tested and not year.significant and self.sign:
                return False, f"{finding.indicator}: not significant"
        shown = ", ".join(f"{one.value:.6g} ({one.period})" for one in then[:2])
        return self._result(true, f"{finding.indicator}: {finding.value:.6g} ({finding.period}), {shown}")


def _of_another(clause: Clause, hit: Hit) -> bool:
    """Whether something that is not named is held against the report's own area."""
    return any(place.area == clause.own and place.start >= hit.end for place in clause.places)


@dataclass(frozen=True)
class _Judgement:
    """Judges that something is better or worse."""

    clause: Clause
    hit: Hit

    def holds(self, finding: Finding) -> Held:
        """Return whether it holds for an indicator, by the declared polarity."""
        good = GOOD.get(self.clause.index.indicators[finding.indicator].polarity)
        if good is None or self.clause.limited:
            return None, ""
        if self.clause.elsewhere:
            course = _Course(self.clause, Hit(self.hit.start, self.hit.end, self._side(good)), False)
            return course.sides.against_place(finding)
        wanted = good if self.hit.value == "better" else -good
        true = {SIDES[one.relation] for one in _changes(finding)}
        true |= {WAYS[finding.movement]} if finding.movement else set()
        wrong = f"{finding.indicator}: {finding.movement}, {finding.favour}"
        if not true or (finding.favour is Favour.NEUTRAL and wanted in true):
            return (True, "") if true else (None, "")
        return wanted in true, wrong

    def _side(self, good: int) -> str:
        return "up" if (self.hit.value == "better") == (good > 0) else "down"


def _changes(finding: Finding) -> Iterator[Change]:
    yield from (one for one in (finding.year, finding.baseline, finding.first_to_last) if one)
