"""Which way a figure went, or on which side it is: whether a direction word agrees with the findings."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.drafts.context import Sentence
from narrate.drafts.facts import Fact, Role, comparisons, limits, phase_lengths
from narrate.drafts.figures import true_figures
from narrate.drafts.matching import is_here
from narrate.drafts.token_row import REACH
from narrate.drafts.tokens import Token, TokenKind
from narrate.drafts.verdict import BORNE_OUT, UNKNOWN, Outcome, Verdict, judged
from narrate.findings import Change, Finding, Relation, Sibling
from narrate.messages import Evidence
from narrate.movement import Direction, Movement

SIGNS = {Direction.UP: 1, Direction.DOWN: -1, Direction.LEVEL: 0}
RELATIONS = {
    Relation.HIGHER: Direction.UP,
    Relation.LOWER: Direction.DOWN,
    Relation.SAME: Direction.LEVEL,
}
MOVES = {
    Movement.RISING: Direction.UP,
    Movement.REDUCING: Direction.DOWN,
    Movement.LEVELLING: Direction.LEVEL,
    Movement.PLATEAUED: Direction.LEVEL,
    Movement.NOT_SIGNIFICANT: Direction.LEVEL,
}
MOVEMENT_AND_PHASES = frozenset({Evidence.MOVEMENT, Evidence.PHASES})
"""The evidence of a sentence that states a movement with its phases."""


def way_of(finding: Finding) -> Direction:
    """Return which way an indicator is going; one without a movement goes no way."""
    return MOVES[finding.movement] if finding.movement else Direction.LEVEL


def findings_of(sentence: Sentence) -> Iterator[Finding]:
    """Yield the findings of what a sentence is about."""
    for code in sentence.subjects:
        if code in sentence.index.by_indicator:
            yield sentence.index.by_indicator[code]


def changes_of(sentence: Sentence) -> Iterator[Change]:
    """Yield the comparisons that a sentence speaks of; of a sentence that is new, the latest ones."""
    names = {piece.value for piece in sentence.rests_on}
    if not sentence.kinds:
        names = {"year", "quarter", "first-to-last"}
    for finding in findings_of(sentence):
        known = comparisons(finding)
        yield from (known[name] for name in sorted(names & known.keys()))
        if Evidence.COMPARATORS in sentence.rests_on:
            yield from (other.change for other in finding.comparators)
    yield from (sibling.year for sibling in siblings_of(sentence) if sibling.year)


def siblings_of(sentence: Sentence) -> Iterator[Sibling]:
    """Yield the siblings with which a sentence compares its indicator."""
    named = {code for token in sentence.tokens if token.kind is TokenKind.INDICATOR for code in token.value}
    for finding in findings_of(sentence) if Evidence.SIBLING in sentence.rests_on else ():
        sibling = finding.sibling
        if sibling and sibling.indicator in named and finding.indicator not in named:
            yield sibling


def judge_direction(sentence: Sentence, place: int) -> Verdict:
    """Judge a direction by its subject, else by all that it may mean."""
    verdict = judge_bound_direction(sentence, place)
    if verdict.outcome is Outcome.UNKNOWN and not sentence.tokens[place].turned:
        return _of_all(sentence, sentence.tokens[place])
    return verdict


def judge_bound_direction(sentence: Sentence, place: int) -> Verdict:
    """Judge a direction by the figure, length, areas or limit that is its subject."""
    if sentence.tokens[place].turned:
        return UNKNOWN
    for judge in (judge_areas, _of_figure, _of_length, _of_limit, _of_sibling, _of_movement):
        verdict = judge(sentence, place)
        if verdict.outcome is not Outcome.UNKNOWN:
            return verdict
    return UNKNOWN


def _of_figure(sentence: Sentence, place: int) -> Verdict:
    """Judge a direction next to the size of a change, or next to what the figure is compared with."""
    near = sentence.nearest(place, TokenKind.NUMBER, REACH)
    if near is None or sentence.tokens[near].value.ordinal:
        return UNKNOWN
    wanted = SIGNS[sentence.tokens[place].value]
    facts = true_figures(sentence, near)
    signs = {fact.sign for fact in facts if fact.role is Role.CHANGE}
    if not signs and near > place:
        signs = set(_against(sentence, facts))
    if not signs:
        return UNKNOWN
    return judged(wanted in signs, _signs(signs))


def _against(sentence: Sentence, facts: list[Fact]) -> Iterator[int]:
    for fact in facts:
        finding = sentence.index.by_indicator[fact.indicator]
        if fact.role is Role.THEN:
            yield SIGNS[RELATIONS[comparisons(finding)[fact.group].relation]]
        elif fact.role in (Role.WIDER, Role.LIMIT) and finding.value is not None:
            yield (finding.value > fact.value) - (finding.value < fact.value)


def _signs(signs: set[int]) -> str:
    return ", ".join(sorted(name for name, sign in SIGNS.items() if sign in signs))


def _of_length(sentence: Sentence, place: int) -> Verdict:
    near = sentence.adjacent_length(place)
    if near is None:
        return UNKNOWN
    wanted, length = sentence.tokens[place].value, sentence.tokens[near].value
    phases = [phase for finding in findings_of(sentence) for phase in phase_lengths(finding)]
    if not phases or length not in {each for each, _ in phases}:
        return UNKNOWN
    return judged((length, wanted) in phases, phases_in_words(sentence))


def phases_in_words(sentence: Sentence) -> str:
    """Name the phases of what a sentence is about."""
    return "; ".join(
        f"{phase.direction} {phase.start} - {phase.end} ({phase.periods})"
        for finding in findings_of(sentence)
        for phase in finding.phases
    )


def areas_compared(sentence: Sentence, place: int) -> list[int]:
    """Return the places of the areas that are the subject of a direction: those before it, else those after.

    "Blaby is higher and Rutland lower" throughout, or throughout "higher in Blaby and lower in Rutland".
    """
    comparing = sentence.index.lexicon.comparing
    directions = directions_in(sentence)
    if sentence.tokens[place].text.lower() in comparing:
        directions = [other for other in directions if sentence.tokens[other].text.lower() in comparing]
    reported_areas = {finding.area for finding in findings_of(sentence)} | {"*"}
    areas = [
        other
        for other, token in enumerate(sentence.tokens)
        if token.kind is TokenKind.AREA and token.value not in reported_areas
    ]
    if not directions or not areas:
        return []
    if areas[0] < directions[0]:
        last = max((other for other in directions if other < place), default=-1)
        return [other for other in areas if last < other < place]
    following = min((other for other in directions if other > place), default=len(sentence.tokens))
    return [other for other in areas if place < other < following]


def _against_area(sentence: Sentence, place: int, area: int) -> bool:
    """Whether a direction compares the figure with an area, and does not have the area as its subject."""
    if is_here(sentence.tokens[place], sentence.index):
        return True
    words, between = sentence.index.lexicon.relating, sentence.tokens[place:area]
    pronouns = sentence.index.lexicon.referring
    names_area = any(token.kind is TokenKind.AREA or token.text.lower() in pronouns for token in between)
    return area > place and not names_area and any(token.text.lower() in words for token in between)


def judge_areas(sentence: Sentence, place: int) -> Verdict:
    """Judge on which side of the overall figure the areas of a direction are, or how they moved."""
    token = sentence.tokens[place]
    if token.text.lower() not in sentence.index.lexicon.comparing:
        return _of_wider(sentence, place)
    wanted = SIGNS[token.value]
    tested = any(token.kind is TokenKind.SIGNIFICANCE for token in sentence.tokens)
    sides = [
        (sentence.tokens[other].value, -side if _against_area(sentence, place, other) else side)
        for other in areas_compared(sentence, place)
        for side in _sides(sentence, sentence.tokens[other].value, tested)
    ]
    if not sides or not wanted:
        return UNKNOWN
    wrong = [f"{area}: {_signs({side})}" for area, side in sides if side != wanted]
    return judged(not wrong, "; ".join(wrong))


def _antecedent(sentence: Sentence, place: int) -> Iterator[int]:
    """Yield the place of the area that a relative pronoun before a direction stands for."""
    pronouns = sentence.index.lexicon.relative_pronouns
    before = [other for other in range(place) if sentence.tokens[other].text.lower() in pronouns]
    if before:
        areas = [other for other in range(before[-1]) if sentence.tokens[other].kind is TokenKind.AREA]
        yield from areas[-1:]


def _of_wider(sentence: Sentence, place: int) -> Verdict:
    """Judge a movement whose subject is wider areas."""
    places = areas_compared(sentence, place) or list(_antecedent(sentence, place))
    near = {sentence.tokens[other].value for other in places}
    moves = {
        other.area: MOVES[other.movement] if other.movement else None
        for finding in findings_of(sentence)
        for other in finding.comparators
        if other.area in near
    }
    if not moves or not all(moves.values()):
        return UNKNOWN
    wrong = [f"{area}: {way}" for area, way in moves.items() if way != sentence.tokens[place].value]
    return judged(not wrong, "; ".join(wrong))


def _sides(sentence: Sentence, area: str, tested: bool) -> Iterator[int]:
    """Yield the side of the overall figure that a part is on: by its test where one is mentioned."""
    for finding in findings_of(sentence):
        for part in finding.parts:
            if part.area == area and finding.value is not None:
                by_value = (part.value > finding.value) - (part.value < finding.value)
                yield SIGNS[RELATIONS[part.side]] if tested else by_value
        for other in finding.comparators:
            if other.area == area:
                yield -SIGNS[RELATIONS[other.change.relation]]


def _of_limit(sentence: Sentence, place: int) -> Verdict:
    kind = next(
        (word for other in sentence.after(place, REACH + 1) if (word := sentence.limit_word(other))), ""
    )
    limit_comparisons = [
        known[kind] for finding in findings_of(sentence) if kind in (known := limits(finding))
    ]
    if not limit_comparisons:
        return UNKNOWN
    true = {RELATIONS[comparison.relation] for comparison in limit_comparisons}
    return judged(sentence.tokens[place].value in true, ", ".join(sorted(true)))


def _of_sibling(sentence: Sentence, place: int) -> Verdict:
    """Judge on which side of an indicator's figure that of its sibling is, or the other way round."""
    token = sentence.tokens[place]
    if token.text.lower() not in sentence.index.lexicon.comparing:
        return UNKNOWN
    theirs = any(item.kind is TokenKind.INDICATOR for item in sentence.tokens[:place])
    true = {
        SIGNS[RELATIONS[sibling.relation]] * (-1 if theirs else 1)
        for sibling in siblings_of(sentence)
        if sibling.relation
    }
    return judged(SIGNS[token.value] in true, _signs(true)) if true else UNKNOWN


def _of_movement(sentence: Sentence, place: int) -> Verdict:
    """Accept a movement's own word: of the indicator that is named, else of the sentence's subject."""
    exact = sentence.tokens[place].exact
    named = [code for token in sentence.tokens if token.kind is TokenKind.INDICATOR for code in token.value]
    findings = [sentence.index.by_indicator.get(code) for code in named or sentence.subjects[:1]]
    known = {finding.movement for finding in findings if finding}
    return BORNE_OUT if exact and exact in known else UNKNOWN


def _of_all(sentence: Sentence, token: Token) -> Verdict:
    """Judge a direction by everything that its sentence speaks of."""
    if token.text.lower() in sentence.index.lexicon.vague:
        return UNKNOWN
    true = set(_true_directions(sentence))
    if not true or not sentence.kinds or sentence.extended or sentence.keeps_all(TokenKind.DIRECTION):
        return UNKNOWN
    states_movement = all(kind.rests_on >= MOVEMENT_AND_PHASES for kind in sentence.kinds)
    if token.exact and states_movement and len(directions_in(sentence)) == 1:
        now = {way_of(finding) for finding in findings_of(sentence)}
        return judged(token.value in now, ", ".join(sorted(now)))
    theirs = {
        item.value
        for original in sentence.origin.originals
        for item in original.tokens
        if item.kind is TokenKind.DIRECTION and not item.turned
    }
    return judged(token.value in true | theirs, ", ".join(sorted(true)))


def _true_directions(sentence: Sentence) -> Iterator[Direction]:
    for change in changes_of(sentence):
        yield RELATIONS[change.relation]
        if not change.significant:
            yield Direction.LEVEL
    rests_on = sentence.rests_on
    for finding in findings_of(sentence):
        if rests_on & {Evidence.MOVEMENT, Evidence.SIBLING, Evidence.QUARTER} or not sentence.kinds:
            yield way_of(finding)
        if Evidence.PHASES in rests_on:
            yield from (phase.direction for phase in finding.phases)
        if Evidence.EXTREME in rests_on:  # a series moves to its extreme, and away from it
            yield from (Direction.UP, Direction.DOWN)
        yield from (RELATIONS[limit.relation] for name, limit in limits(finding).items() if name in rests_on)


def moving(sentence: Sentence, code: str, token: Token) -> set[Direction]:
    """Return the directions that are true of an indicator's own series, in the words of a token."""
    finding = sentence.index.by_indicator.get(code)
    if not finding or not finding.movement:
        return set(SIGNS)
    true = {way_of(finding)}
    if token.exact:
        return true
    for change in (finding.year, finding.quarter, finding.first_to_last):
        if change:
            true.add(RELATIONS[change.relation])
            true |= set() if change.significant else {Direction.LEVEL}
    return true | {phase.direction for phase in finding.phases[-2:]}


def directions_in(sentence: Sentence) -> list[int]:
    """Return the places of all directions."""
    return [place for place, token in enumerate(sentence.tokens) if token.kind is TokenKind.DIRECTION]
