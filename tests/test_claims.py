"""The parts that reading a claim is made of: spans of time, figures, roundings, words and their negations."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.drafts.facts import honest
from narrate.drafts.lexicon import Lexicon, read_lexicon
from narrate.drafts.tokens import Names, Number, Token, Tokeniser, TokenKind, cleaned
from narrate.periods import parse_period
from tests.conftest import SCENARIOS, composed

NAMES = Names(
    {"hate crime": frozenset({"hate"}), "violence with injury": frozenset({"violence"})},
    {"Blaby": "Blaby", "Isle": "Isle", "Oadby and Wigston": "Oadby and Wigston"},
    {"county": "Home"},
)
READ = Tokeniser(read_lexicon("en_GB"), NAMES, "en")


def tokens(text: str, kind: TokenKind) -> list[Token]:
    return [token for token in READ(cleaned(text)) if token.kind is kind]


PERIODS = {
    "the 12 months to September 2023": "12 months to 2023-09",
    "twelve months ending Sept. 2023": "12 months to 2023-09",
    "the 12m to Sep-23": "12 months to 2023-09",
    "the year to 30 September 2023": "12 months to 2023-09",
    "the year ending March 2023": "2022/23",
    "September 2023": "2023-09",
    "Sep 2023": "2023-09",
    "15 December 2023": "2023-12",
    "July to September 2023": "2023/24 Q2",
    "July–September 2023": "2023/24 Q2",
    "2023/24 Q2": "2023/24 Q2",
    "Q2 2023/24": "2023/24 Q2",
    "Q2 of 2023-24": "2023/24 Q2",
    "the second quarter of 2023/24": "2023/24 Q2",
    "2022/23": "2022/23",
    "2022–23": "2022/23",
    "2022/2023": "2022/23",
    "in 2022": "2022",
}


@pytest.mark.parametrize(("text", "wanted"), PERIODS.items(), ids=PERIODS)
def test_periods_are_read_as_analysts_write_them(text, wanted):
    assert [token.value for token in tokens(f"It was so in {text}, they say.", TokenKind.PERIOD)] == [
        parse_period(wanted)
    ]


@pytest.mark.parametrize("text", ["2,022 people", "2023 %", "Covid-19", "aged 10 to 17", "2022/29", "1.2023"])
def test_what_is_no_period_is_not_taken_for_one(text):
    assert tokens(text, TokenKind.PERIOD) == []


LENGTHS = {
    "nine quarters": 27,
    "9 quarters": 27,
    "a nine-quarter rise": 27,
    "two years": 24,
    "12-month": 12,
    "1 month": 1,
}


@pytest.mark.parametrize(("text", "months"), LENGTHS.items(), ids=LENGTHS)
def test_lengths_are_read_in_months(text, months):
    assert [token.value for token in tokens(text, TokenKind.LENGTH)] == [months]


NUMBERS = {
    "9.27": ("9.27", "bare", ""),
    "1,070": ("1070", "bare", ""),
    "1\u00a0070 offences": ("1070", "bare", ""),
    "22.4%": ("22.4", "percent", ""),
    "22.4 per cent": ("22.4", "percent", ""),
    "22.4 percentage points": ("22.4", "points", ""),
    "1.0 percentage point": ("1.0", "points", ""),
    "20.65pp": ("20.65", "points", ""),
    "twenty per cent": ("20", "percent", ""),
    "just under 73": ("73", "bare", "under"),
    "over 20%": ("20", "percent", "over"),
    "about 70": ("70", "bare", "about"),
    "third highest": ("3", "bare", ""),
    "3rd": ("3", "bare", ""),
}


@pytest.mark.parametrize(("text", "wanted"), NUMBERS.items(), ids=NUMBERS)
def test_figures_are_read_with_their_units_and_hedges(text, wanted):
    (number,) = [token.value for token in tokens(text, TokenKind.NUMBER)]
    assert (str(number.value), number.unit.value, number.hedge) == wanted


ROUNDINGS = [
    # written, hedge, true, decimals in print, whether it is fair
    ("9.27", "", 9.2698, 2, True),
    ("9.3", "", 9.2698, 2, True),
    ("9.2", "", 9.2698, 2, False),
    ("9", "", 9.2698, 2, False),
    ("9", "about", 9.2698, 2, True),
    ("9", "over", 9.2698, 2, True),
    ("9", "under", 9.2698, 2, False),
    ("10", "under", 9.2698, 2, True),
    ("9.270", "", 9.2698, 2, True),
    ("9.271", "", 9.2698, 2, False),
    ("73", "", 72.80, 2, True),
    ("72", "", 72.80, 2, False),
    ("72", "over", 72.80, 2, True),
    ("70", "", 72.80, 2, False),
    ("70", "about", 72.80, 2, True),
    ("70", "over", 72.80, 2, True),
    ("80", "over", 72.80, 2, False),
    ("1100", "", 1070, 0, True),
    ("1000", "about", 1070, 0, True),
    ("1000", "", 1070, 0, False),
    ("0.8", "", 0.79, 2, False),
    ("0.8", "about", 0.79, 2, True),
    ("5", "", 5, 0, True),
    ("0", "", 0.0, 0, True),
    ("5.5", "", 5.4463, 2, True),  # from 5.45 as printed
    ("5.4", "", 5.4463, 2, True),  # from the figure itself
    ("20", "over", 22.4, 1, True),
    ("200", "over", 196, 0, False),
    ("200", "under", 196, 0, True),
]


@pytest.mark.parametrize(("written", "hedge", "value", "decimals", "fair"), ROUNDINGS)
def test_a_rounding_is_fair_to_two_figures_or_with_a_word_in_the_right_direction(
    written, hedge, value, decimals, fair
):
    places = len(written.partition(".")[2])
    assert honest(Number(Decimal(written), places, hedge=hedge), value, decimals) is fair


@given(st.floats(10, 9999), st.integers(0, 3))
def test_what_the_paper_prints_is_always_fair(value, decimals):
    printed = round(Decimal(repr(value)), decimals)
    assert honest(Number(printed, decimals), value, decimals)


TURNED = {
    "not significantly different": True,
    "does not differ significantly": True,
    "no statistically significant trend": True,
    "significantly higher": False,
    "None of the areas differs significantly": True,
    "It did not rise, and is significant": False,
    "without a significant change": True,
}


@pytest.mark.parametrize(("text", "wanted"), TURNED.items(), ids=TURNED)
def test_a_negation_reaches_to_the_end_of_its_clause(text, wanted):
    assert [token.turned for token in tokens(text, TokenKind.SIGNIFICANCE)] == [wanted]


def test_names_are_found_whole_and_areas_as_they_are_written():
    text = "Violence with injury in Oadby and Wigston, on no isle, is above the county rate."
    assert [token.value for token in tokens(text, TokenKind.INDICATOR)] == [frozenset({"violence"})]
    assert [token.value for token in tokens(text, TokenKind.AREA)] == ["Oadby and Wigston", "Home"]


def test_a_language_without_words_still_has_figures_and_names():
    read = Tokeniser(Lexicon(), NAMES, "xx")
    found = [token.kind for token in read("Hate crime fell to 5.20 in Blaby.") if token.claims]
    assert found == [TokenKind.INDICATOR, TokenKind.NUMBER, TokenKind.AREA]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_word_of_a_sentence_is_in_its_tokens(scenario):
    hedges = {word for words in read_lexicon("en_GB").hedges.values() for word in words}
    for sentence in composed(scenario).sentences:
        text = cleaned(sentence.text)
        ends = [0, *(token.end for token in READ(text))]
        starts = [*(token.start for token in READ(text)), len(text)]
        between = {text[end:start].strip() for end, start in zip(ends, starts, strict=True)}
        assert between <= {"", *hedges}
