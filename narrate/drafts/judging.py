"""One sentence of an edited draft, judged claim by claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from narrate.drafts.claims import JUDGES, judge_new_significance
from narrate.drafts.context import Sentence
from narrate.drafts.counting import judge_count, judge_counted
from narrate.drafts.directions import areas_compared, judge_bound_direction, moving
from narrate.drafts.facts import Role
from narrate.drafts.figures import bound, equal_figures, expected, is_distinctive, judge_figure, true_figures
from narrate.drafts.issue import Severity
from narrate.drafts.matching import Pair, agree
from narrate.drafts.token_row import CLOSE, REACH
from narrate.drafts.tokens import Token, TokenKind, Unit
from narrate.drafts.trace_index import TraceIndex
from narrate.drafts.verdict import BORNE_OUT, UNKNOWN, Outcome, Verdict
from narrate.messages import Evidence, PromptMessage

FACTUAL = {
    TokenKind.NUMBER,
    TokenKind.PERIOD,
    TokenKind.RELATIVE,
    TokenKind.LENGTH,
    TokenKind.INDICATOR,
    TokenKind.AREA,
    TokenKind.EXTREME,
    TokenKind.BOUND,
}
"""Claims whose failure is an error; that of others is a contradiction."""

OWN = frozenset({PromptMessage})
"""Kinds of sentence that are the analyst's to change."""


@dataclass(frozen=True)
class Found:
    """A claim that fails, by its place among the tokens."""

    place: int
    severity: Severity
    truth: str


def judge(sentence: Sentence) -> Iterator[Found]:
    """Yield the claims of a sentence that the findings do not bear out."""
    if not sentence.origin.originals:
        yield from _added(sentence)
        return
    pairs = sentence.origin.pairs
    changed = {
        place for place, pair in pairs.items() if not agree(sentence.tokens[place], pair, sentence.index)
    }
    firm = {place for place in changed if pairs[place].firm}
    loose = [place for place, token in enumerate(sentence.tokens) if token.claims and place not in pairs]
    loose += [place for place in changed if place not in firm]
    alone = len(firm) == 1 and not loose and sentence.origin.near_verbatim
    authored = not (sentence.kinds - OWN)
    for place in sorted(firm):
        yield from _replaced(sentence, place, pairs[place], alone, authored)
    for place in sorted(loose):
        yield from (_new if authored else _reworded)(sentence, place)


def _failing(sentence: Sentence, place: int, truth: str) -> Found:
    factual = sentence.tokens[place].kind in FACTUAL
    return Found(place, Severity.ERROR if factual else Severity.CONTRADICTION, truth)


def _replaced(sentence: Sentence, place: int, pair: Pair, alone: bool, authored: bool) -> Iterator[Found]:
    """Judge a claim that stands where the original has another."""
    token = sentence.tokens[place]
    if authored:
        yield from _replaced_by_author(sentence, place, pair)
        return
    if token.kind is TokenKind.NUMBER and _same_change(sentence, place, pair):
        return
    verdict = UNKNOWN if alone or _same_length(sentence, place) else _judged(sentence, place, firm=True)
    if verdict.outcome is not Outcome.BORNE_OUT:
        yield _failing(sentence, place, _in_the_original(pair, sentence))


def _same_length(sentence: Sentence, place: int) -> bool:
    """Whether a direction is turned round and the length that it lasted is not."""
    near = sentence.adjacent_length(place) if sentence.tokens[place].kind is TokenKind.DIRECTION else None
    pair = sentence.origin.pairs.get(near) if near is not None else None
    return (
        near is not None
        and pair is not None
        and pair.firm
        and agree(sentence.tokens[near], pair, sentence.index)
    )


def _replaced_by_author(sentence: Sentence, place: int, pair: Pair) -> Iterator[Found]:
    """Judge a change to the author's own text, of which only the report's names and period are known."""
    token = sentence.tokens[place]
    named = token.kind in (TokenKind.AREA, TokenKind.INDICATOR)
    period = token.kind is TokenKind.PERIOD and pair.token.value == sentence.index.report_period
    if named or period:
        yield _failing(sentence, place, pair.token.text)
    elif token.kind in (TokenKind.NUMBER, TokenKind.LENGTH, TokenKind.PERIOD):
        yield Found(place, Severity.UNVERIFIABLE, "")


def _in_the_original(pair: Pair, sentence: Sentence) -> str:
    """Return what the original says in a place, with the number behind it."""
    value = pair.original.values.get(pair.place)
    if value is None:
        return pair.original.words(pair.place, sentence.index.lexicon.negations)
    return f"{pair.token.text} ({value.indicator}, {value.area}, {value.period}: {value.raw:.6g})"


def _same_change(sentence: Sentence, place: int, pair: Pair) -> bool:
    """Whether a figure is the same change as the original's, in another way of saying it."""
    value = pair.original.values.get(pair.place)
    if value is None or value.unit not in ("relative", "points", "whole"):
        return False
    facts = [fact for fact in sentence.index.facts(value.indicator) if fact.role is Role.CHANGE]
    sizes = (abs(value.raw), abs(value.raw) * 100)
    groups = {fact.group for fact in facts if any(abs(fact.value - size) < 1e-9 for size in sizes)}
    return any(fact.role is Role.CHANGE and fact.group in groups for fact in true_figures(sentence, place))


def _judged(sentence: Sentence, place: int, firm: bool = False) -> Verdict:
    """Judge a claim by the findings alone; one in firm place only by its plain subject."""
    token = sentence.tokens[place]
    if token.kind is TokenKind.NUMBER:
        return judge_count(sentence, place) or judge_figure(sentence, place)
    if token.kind is TokenKind.INDICATOR:
        return _listed(sentence, place)
    if token.kind in (TokenKind.DIRECTION, TokenKind.FAVOUR) and (counted := judge_counted(sentence, place)):
        return counted
    if token.kind is TokenKind.DIRECTION and firm:
        return judge_bound_direction(sentence, place)
    judging: Callable[[Sentence, int], Verdict] | None = JUDGES.get(token.kind)
    return judging(sentence, place) if judging else UNKNOWN


def _listed(sentence: Sentence, place: int) -> Verdict:
    known = {
        sentence.index.findings[name].indicator
        for item in sentence.origin.originals
        for name in item.findings
    }
    right = bool(sentence.tokens[place].value & known) and any(
        kind.lists_indicators for kind in sentence.kinds
    )
    return BORNE_OUT if right else UNKNOWN


def _reworded(sentence: Sentence, place: int) -> Iterator[Found]:
    """Judge a claim in a sentence that comes from a generated one, where the words around it are new."""
    token = sentence.tokens[place]
    if token.kind is TokenKind.NUMBER:
        yield from _new_figure(sentence, place, derived=True)
    elif token.kind is TokenKind.INDICATOR:
        yield from _new_subject(sentence, place)
    elif not _of_name(sentence, place):
        verdict = _judged(sentence, place)
        if verdict.outcome is Outcome.FALSE:
            yield _failing(sentence, place, verdict.truth)


def _of_name(sentence: Sentence, place: int) -> bool:
    """Whether a word stands in the name of an indicator that the sentence is about, and so claims nothing."""
    low = sentence.tokens[place].text.lower()
    about = (sentence.index.indicators[code] for code in sentence.subjects)
    return any(low in f"{item.name} {item.short}".lower().split() for item in about)


def _new_subject(sentence: Sentence, place: int) -> Iterator[Found]:
    """Judge an indicator that is named as the subject where the original carries on with another."""
    first = next(other for other, token in enumerate(sentence.tokens) if token.claims)
    home = sentence.origin.originals[0]
    codes = {sentence.index.findings[name].indicator for name in home.findings}
    if place == first and len(codes) == 1 and not sentence.tokens[place].value & codes and home.values:
        (code,) = codes
        yield _failing(sentence, place, sentence.index.indicators[code].name)


def _new_figure(sentence: Sentence, place: int, derived: bool) -> Iterator[Found]:
    """Judge a figure that the analyst put in."""
    number = sentence.tokens[place].value
    if place in sentence.multipliers or (number.spelt and number.unit is Unit.BARE):
        return
    verdict = judge_count(sentence, place) or judge_figure(sentence, place)
    if verdict.outcome is Outcome.BORNE_OUT:
        return
    if derived and sentence.keeps_all(TokenKind.NUMBER) and not bound(sentence, place):
        derived = False  # the original's figures are all there: this one is of something else
    misplaced = derived and verdict.outcome is Outcome.FALSE
    tied = (not sentence.kinds or derived) and _tied(sentence, place)
    if misplaced or tied or (derived and _measures(sentence, place)):
        yield Found(place, Severity.ERROR, verdict.truth or expected(sentence, place))
    else:
        yield Found(place, Severity.UNVERIFIABLE, "")


def _measures(sentence: Sentence, place: int) -> bool:
    """Whether a figure looks like an indicator's: with decimals, a unit, or the noun that is counted."""
    number = sentence.tokens[place].value
    if number.decimals or number.unit is not Unit.BARE:
        return True
    if _counts(sentence, place):
        return True
    near = list(sentence.after(place, CLOSE))
    if any(sentence.tokens[other].kind is TokenKind.DIRECTION for other in near[:2]):
        return True
    behind = " ".join(sentence.tokens[other].text.lower() for other in near)
    nouns = (noun for code in sentence.subjects for noun in sentence.index.nouns(code))
    return any(noun.lower() in behind for noun in nouns)


def _counts(sentence: Sentence, place: int) -> bool:
    """Whether a whole number stands where events are counted, or a figure has no decimals."""
    if Evidence.COUNTS in sentence.rests_on:
        return True
    without_decimals = any(sentence.index.decimals_of(code) == 0 for code in sentence.subjects)
    return without_decimals and (sentence.earlier(place) or sentence.back(place) is not None)


def _tied(sentence: Sentence, place: int) -> bool:
    """Whether a figure in new text is plainly given as one of an indicator that is named."""
    if not (_names_subject(sentence) and _measures(sentence, place)):
        return False
    dated = sentence.period(place) is not None or sentence.back(place) is not None
    return dated or _from(sentence, place) or bool(equal_figures(sentence, place)) or _rate(sentence, place)


def _from(sentence: Sentence, place: int) -> bool:
    """Whether a figure is the earlier of two, of which the other is true: "from 2.97 to 2.61"."""
    number = sentence.tokens[place].value
    others = (other for other in sentence.after(place, REACH) if sentence.figure(other))
    other = next(others, None)
    if other is None or not sentence.earlier(place) or not is_distinctive(number):
        return False
    alike = sentence.tokens[other].value.unit is number.unit
    return alike and any(fact.role is Role.NOW for fact in true_figures(sentence, other))


def _rate(sentence: Sentence, place: int) -> bool:
    return any(other in sentence.multipliers for other in sentence.after(place, CLOSE + 1))


def _names_subject(sentence: Sentence) -> bool:
    """Whether a sentence names an indicator that has a finding, or carries on with its paragraph's."""
    if any(token.kind is TokenKind.INDICATOR for token in sentence.tokens):
        return True
    return bool(sentence.subjects) and carries(sentence.tokens, sentence.index)


def carries(tokens: Sequence[Token], index: TraceIndex) -> bool:
    """Whether a sentence opens with a word that carries on with what the one before was about."""
    opening = " ".join(token.text.lower() for token in tokens[:2])
    return any(f"{opening} ".startswith(f"{word} ") for word in index.lexicon.carried)


def _added(sentence: Sentence) -> Iterator[Found]:
    """Judge a sentence that the analyst added; one that gives figures is asked for its names too."""
    if any(
        sentence.figure(place) and not sentence.tokens[place].value.spelt
        for place in range(len(sentence.tokens))
    ):
        yield from unknown_names(sentence)
    for place, token in enumerate(sentence.tokens):
        if token.claims:
            yield from _new(sentence, place)


def unknown_names(sentence: Sentence) -> Iterator[Found]:
    """Yield the words with a capital inside a sentence that stand nowhere in the paper."""
    for place, token in enumerate(sentence.tokens):
        opens = place == 0 or sentence.tokens[place - 1].kind is TokenKind.MARK
        named = token.kind is TokenKind.WORD and token.text[:1].isupper() and not opens
        if named and token.text.lower() not in sentence.index.vocabulary:
            yield Found(place, Severity.UNVERIFIABLE, "")


def _new(sentence: Sentence, place: int) -> Iterator[Found]:
    """Judge a claim in text that the analyst wrote: only what is plainly about an indicator."""
    token = sentence.tokens[place]
    if token.kind is TokenKind.NUMBER:
        yield from _new_figure(sentence, place, derived=False)
    elif _ranks(sentence, place) and sentence.subjects and _names_measure(sentence):
        verdict = _judged(sentence, place)
        if verdict.outcome is Outcome.FALSE:
            yield _failing(sentence, place, verdict.truth)
    elif token.kind is TokenKind.SIGNIFICANCE and sentence.subjects:
        verdict = judge_new_significance(sentence, place)
        if verdict.outcome is Outcome.FALSE:
            yield _failing(sentence, place, verdict.truth)
    elif token.kind is TokenKind.DIRECTION and not _of_name(sentence, place):
        yield from _about_indicator(sentence, place)


def _ranks(sentence: Sentence, place: int) -> bool:
    """Whether a claim ranks areas, or compares them with the overall figure."""
    token = sentence.tokens[place]
    if token.kind is TokenKind.DIRECTION:
        comparing = token.text.lower() in sentence.index.lexicon.comparing
        return comparing and not token.turned and bool(areas_compared(sentence, place))
    return token.kind is TokenKind.EXTREME


def _names_measure(sentence: Sentence) -> bool:
    words = set(sentence.index.lexicon.measures)
    return any(token.kind is TokenKind.INDICATOR or token.text.lower() in words for token in sentence.tokens)


def _about_indicator(sentence: Sentence, place: int) -> Iterator[Found]:
    """Judge a direction whose subject is an indicator by name, right before it."""
    token = sentence.tokens[place]
    aside = _aside(sentence, place)
    for other in sentence.before(place, CLOSE + 1 + aside, "()" if aside else "(,)"):
        if sentence.tokens[other].kind is TokenKind.INDICATOR:
            true = {way for code in sentence.tokens[other].value for way in moving(sentence, code, token)}
            if token.value not in true and not token.turned:
                yield _failing(sentence, place, ", ".join(sorted(true)))
            return
        if sentence.tokens[other].claims:
            return


def _aside(sentence: Sentence, place: int) -> int:
    """Return how many tokens before a direction stand between commas, as in ", however,"; 0 if none do."""
    commas = [
        other for other in sentence.before(place, CLOSE + REACH, "()") if sentence.tokens[other].text == ","
    ]
    short = len(commas) == 2 and commas[0] - commas[1] <= CLOSE
    return commas[0] - commas[1] + 1 if short else 0
