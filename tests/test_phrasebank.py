"""The English phrases say all that can be said and nothing else, and each of their words fits the facts."""

from __future__ import annotations

import re

import pytest

from narrate.messages import KINDS, Message, kind_named
from narrate.movement import Direction, Movement
from narrate.phrases.audit import audit
from narrate.phrases.needs import needs
from narrate.phrases.slots import REALISED
from narrate.phrases.words import read_words
from tests.everything import BANK, DOWN, LEVEL, UP, everything, phrase
from tests.sense import LIMIT


def test_every_message_has_a_phrase_and_every_kind_a_message():
    stated, _ = everything()
    assert {type(item.message) for item in stated} == set(KINDS)


def test_the_bank_passes_its_own_check():
    assert [str(fault) for fault in audit("en_GB").faults] == []


def test_what_is_said_is_what_the_check_takes_for_reachable():
    stated, reached = everything()
    inner = needs().inner_names
    kinds = {name for name in BANK.messages if kind_named(name)}
    assert kinds == {phrase(item) for item in stated}
    assert reached | {"length-months"} >= REALISED
    assert reached - kinds <= inner | REALISED
    assert inner - reached == UNUSED


UNUSED = {"bound-upper", "bound-lower"}
"""Words of slots that the shipped phrases leave out and an editor may use."""


def test_every_alternative_was_said():
    stated, _ = everything()
    names = {item.sentence.phrase for item in stated}
    alternatives = {
        f"{name}.{alternative}" if alternative else name
        for name in BANK.messages
        if kind_named(name)
        for alternative in BANK.alternatives(name)
    }
    assert alternatives <= names


HEADINGS = ("chart-title", "chart-subtitle")
"""What stands over a chart and is no sentence."""


def test_sentences_are_whole():
    stated, _ = everything()
    for item in stated:
        text = item.whole
        if item.message.kind in HEADINGS:
            assert re.fullmatch(r"[A-Z0-9].*[^.,:\s]", text), text
            continue
        assert re.fullmatch(r"[A-Z0-9].*[^.\s]\.", text), text
        assert not re.search(r"\s\s|\s[.,:;)]|\(\s|[{}$*_|<>]|\bnan\b|\bNone\b(?! of)|\.\.|,,", text), text


def test_a_tail_continues_a_sentence_from_its_comma_on():
    stated, _ = everything()
    tails = [item for item in stated if phrase(item).endswith("-tail")]
    assert {phrase(item) for item in tails} == {name for name in BANK.messages if name.endswith("-tail")}
    for item in tails:
        text = item.sentence.text
        assert re.fullmatch(r"[,:] \S.*[^.,:;\s]", text), text
        assert item.whole.endswith(f"{text}."), item.whole
        assert not item.whole.startswith(text), item.whole


def test_what_is_no_tail_is_a_whole_sentence():
    stated, _ = everything()
    for item in stated:
        if not phrase(item).endswith("-tail") and item.message.kind not in HEADINGS:
            assert re.fullmatch(r"[A-Z0-9].*[^.\s]\.", item.sentence.text), item.sentence


def test_numbers_agree():
    wrong = re.compile(
        r"\bone (quarters|years|months|are|have|were)\b"
        r"|\bone (quarter|year|month)( of \w+| without clear movement)? (are|have|were)\b"
        r"|\b(two|three|nine) (quarter|year|month)\b",
        re.IGNORECASE,
    )
    stated, _ = everything()
    assert [item.sentence.text for item in stated if wrong.search(item.sentence.text)] == []


# Directions -------------------------------------------------------------------------------------------------

RISE = re.compile(r"\b(above|up|rise|rises|rose|risen|rising|higher|increased?|grew|grown)\b", re.IGNORECASE)
FALL = re.compile(
    r"\b(below|down|falls?|fell|fallen|falling|lower|decreased?|reduced|reducing)\b", re.IGNORECASE
)
BOUND_TERMS = re.compile(r"(upper|lower) (threshold|target)")
COMPARING = (
    *("figure", "quarter", "span", "baseline"),
    *("comparator-figure", "threshold", "target"),
)


def relation_of(message: Message) -> str:
    """Return on which side a comparison says that a figure is; blank where it compares nothing."""
    relation = getattr(message, "relation", None)
    return str(relation) if message.kind in COMPARING and relation else ""


def opposite(text: str, relation: str) -> list[str]:
    wrong = {"higher": (FALL,), "lower": (RISE,), "same": (RISE, FALL), "": ()}[relation]
    return [found.group() for pattern in wrong for found in pattern.finditer(text)]


def test_no_comparison_holds_a_word_of_the_opposite_direction():
    stated, _ = everything()
    for item in stated:
        relation = relation_of(item.message)
        text = BOUND_TERMS.sub(r"\2", item.sentence.text)
        if "against" in item.message.facts:
            text = text.replace("the fall", "").replace("the rise", "")
        assert opposite(text, relation) == [], item.sentence


def test_a_quarter_against_the_movement_names_that_movement():
    stated, _ = everything()
    against = [item for item in stated if re.fullmatch("quarter-.*-against", phrase(item))]
    assert against
    for item in against:
        named = {"higher": "the fall", "lower": "the rise"}[item.message.facts[0]]
        assert named in item.sentence.text


def test_headlines_put_the_figure_on_its_side():
    stated, _ = everything()
    sides = {"-higher": r"\b(below|down)\b", "-lower": r"\b(above|up)\b"}
    ended = {"-after-up": "fall", "-after-down": "rise"}
    for item in stated:
        if item.message.kind == "headline":
            for ending, wrong in sides.items():
                if phrase(item).endswith(ending):
                    text = LIMIT.sub("", item.sentence.text)
                    assert not re.search(wrong, text), item.sentence
            for ending, wrong in ended.items():
                if ending in phrase(item):
                    assert wrong not in item.sentence.text, item.sentence


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("extreme-peak", RISE),
        ("extreme-trough", FALL),
        ("since-up", FALL),
        ("since-down", RISE),
        ("counts-more", re.compile("fewer")),
        ("counts-fewer", re.compile("more")),
        ("level-low", re.compile("high")),
        ("level-very-low", re.compile("high")),
        ("level-high", re.compile("low")),
        ("level-very-high", re.compile("low")),
        ("level-low-tail", re.compile("high")),
        ("level-very-low-tail", re.compile("high")),
        ("level-high-tail", re.compile("low")),
        ("level-very-high-tail", re.compile("low")),
        ("rank-highest", re.compile("lowest")),
        ("rank-lowest", re.compile("highest")),
        # where this indicator's figure is the higher one, its sibling's is the lower
        ("sibling-same-higher", re.compile("higher")),
        ("sibling-same-lower", re.compile("lower")),
        ("sibling-different-higher", re.compile("higher")),
        ("sibling-different-lower", re.compile("lower")),
        ("favour-better-alone", re.compile(r"(?<!none )for the worse")),
        ("favour-better-also", re.compile(r"for the worse")),
        ("favour-worse", re.compile(r"for the better")),
        ("favour-worse-alone", re.compile(r"(?<!none )for the better")),
    ],
)
def test_a_phrase_of_one_side_says_nothing_of_the_other(name, wrong):
    stated, _ = everything()
    found = [item.sentence.text for item in stated if phrase(item) == name]
    assert found
    assert not [text for text in found if wrong.search(text)]


def test_parts_stand_on_the_side_that_they_are_named_for():
    stated, _ = everything()
    named = {"parts-above": ("below|lower", "above|higher"), "parts-below": ("above|higher", "below|lower")}
    for item in stated:
        if phrase(item) in named:
            wrong, right = named[phrase(item)]
            claim = re.sub(r"none of the \w+ is significantly \w+", "", item.sentence.text)
            assert re.search(right, claim), item.sentence
            assert not re.search(wrong, claim), item.sentence


SPELLS = {"length": "LENGTH", "past": "PAST", "earlier": "EARLIER", "until": "UNTIL", "latest": "year"}


def template(name: str, alternative: str) -> str:
    """Return a phrase about phases with the names of its slots in the place of their lengths."""
    slots = {"subject": "Theft", "plural": "no", "measure": "rate"} | SPELLS
    return BANK.fill(name, alternative, slots | {f"{slot}-n": 2 for slot in SPELLS})


def direction_of(spell: str, text: str) -> Direction:
    """Return the direction that a text gives to a spell: by the words after it, else by those before."""
    after = re.search(rf"{spell} (?:of (increase|decrease)|(without clear movement))", text)
    if after:
        return LEVEL if after[2] else {"increase": UP, "decrease": DOWN}[after[1]]
    before = re.search(rf"(\w+)(?:,? for| of| that lasted) {spell}", text)
    assert before, text
    if before[1] in ("movement", "level"):
        return LEVEL
    return UP if RISE.fullmatch(before[1]) else DOWN


def directions_in(text: str) -> list[Direction]:
    """Return the directions that a text tells, in its order."""
    words = ((word, RISE.fullmatch(word), FALL.fullmatch(word)) for word in re.findall(r"\w+", text))
    return [UP if rise else DOWN for _, rise, fall in words if rise or fall]


HISTORIES = [name for name in BANK.messages if name.startswith("movement-") and "-after-" in name]


@pytest.mark.parametrize("name", [name for name in HISTORIES if not name.endswith("-first-to-last")])
def test_phases_are_told_in_the_direction_that_the_name_gives(name):
    reported = [Direction(fact) for fact in re.findall(r"-after-(up|down|level)", name)]
    for alternative in BANK.alternatives(name):
        text = template(name, alternative)
        for spell, direction in zip(("PAST", "EARLIER"), reported, strict=False):
            assert spell not in text or direction_of(spell, text) is direction, text
        if re.match("movement-(levelling|plateaued)", name):
            assert directions_in(text) == reported[::-1], text


# Words ------------------------------------------------------------------------------------------------------

NAMED = {
    "rising": r"\brising\b",
    "reducing": r"\breducing\b",
    "levelling": r"\blevelling\b",
    "plateaued": r"\bplateaued\b",
    "not-significant": r"\bno (sustained )?movement\b|\bno .* significant trend\b|\bwithout a sustained\b",
}


@pytest.mark.parametrize("movement", list(Movement))
def test_a_movement_has_one_word_wherever_it_is_told(movement):
    code = movement.value.replace(" ", "-")
    stated, _ = everything()
    reported = [item for item in stated if re.match(rf"(movement|headline)-{code}(-|$)", phrase(item))]
    assert {item.message.kind for item in reported} == {"movement", "headline"}
    for item in reported:
        assert re.search(NAMED[code], item.sentence.text, re.IGNORECASE), item.sentence
        for other in {"reducing", "levelling", "plateaued"} - {code}:
            assert not re.search(NAMED[other], item.sentence.text), item.sentence
    for name in (f"present-{code}", f"present-{code}-instead", f"clause-{code}"):
        slots = {"plural": "no", "number": "one", "number-n": 1}
        assert re.search(NAMED[code], BANK.fill(name, "", slots)), name


def test_no_sentence_holds_a_banned_word():
    words = read_words("en_GB")
    stated, _ = everything()
    texts = {(item.sentence.phrase.partition(".")[0], item.sentence.text) for item in stated}
    found = {text: hits for name, text in texts if (hits := words.banned_in(name, text))}
    assert found == {}


SIGNIFICANCE = {
    "significant": re.compile(r"(?<!not )(?<!no )\bsignificant(ly)?\b"),
    "not-significant": re.compile(
        r"\b(not|not yet|does not differ|no) significant(ly)?\b|not statistically significant"
        r"|usual variation|much as a year earlier|close to the [^ ]+ of a year earlier"
        r"|little changed|\bstable\b|not show that|too little to show"
    ),
}
"""How the outcome of a test is told."""


def test_significant_is_said_of_figures_only_where_a_test_ran():
    stated, _ = everything()
    for item in stated:
        if "untested" in item.message.facts or "alone" in item.message.facts:
            assert "significant" not in item.sentence.text, item.sentence
        if "not-significant" in item.message.facts:
            assert not re.search(
                r"(?<!not )(?<!no )(?<!not a )statistically significant", item.sentence.text
            ), item.sentence


@pytest.mark.parametrize("outcome", SIGNIFICANCE)
def test_what_a_test_found_is_said(outcome):
    stated, _ = everything()
    tested = [
        item
        for item in stated
        if item.message.kind in ("figure", "quarter", "baseline", "comparator-figure")
        and outcome in item.message.facts
        and "same" not in item.message.facts
    ]
    assert {phrase(item).rpartition("-")[2] for item in tested} >= {"tail", outcome.rpartition("-")[2]}
    for item in tested:
        assert SIGNIFICANCE[outcome].search(item.sentence.text), item.sentence


@pytest.mark.parametrize("side", ["higher", "lower"])
def test_a_tail_tells_the_side_of_a_gap_and_that_it_is_significant(side):
    stated, _ = everything()
    tails = [item for item in stated if re.fullmatch(f"comparator-movement-.*-{side}-tail", phrase(item))]
    assert {item.message.facts[0] for item in tails} == {"same", "still", "already", "different", "opposite"}
    for item in tails:
        wrong = {"higher": "lower", "lower": "higher"}[side]
        assert f", and significantly {side} (" in item.sentence.text, item.sentence
        assert wrong not in item.sentence.text, item.sentence


def test_a_comparison_that_was_not_tested_says_so():
    stated, _ = everything()
    untested = [
        item
        for item in stated
        if "untested" in item.message.facts
        and "same" not in item.message.facts
        and item.message.kind not in ("movement", "chart-title")
    ]
    assert untested
    for item in untested:
        assert re.search(r"no test has been applied|not been tested|not tested", item.sentence.text), (
            item.sentence
        )
