"""The phrase bank: what is refused when it is read, what is chosen, and that it says all that can be said."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate import phrases
from narrate.errors import NarrateWarning, PhraseBankError
from narrate.messages import KINDS, kind_named
from narrate.messages.comparators import ComparatorFigureMessage
from narrate.messages.movement import MovementMessage
from narrate.phrases import (
    FRAGMENTS,
    Chooser,
    PhraseBank,
    allowed_slots,
    read_bank,
    read_style,
    shipped_bank,
)

ENGLISH = read_bank("en_GB")

OWN = "is = { $plural ->\n    [yes] are\n   *[no] is\n}\nmeasure-rate = rate\n"
"""What a bank for a locale of one's own may begin with."""


def folder(home: Path, text: str | bytes, locale: str = "en_GB") -> Path:
    """Write a folder of phrases with one file."""
    (home / locale).mkdir()
    content = text if isinstance(text, bytes) else text.encode()
    (home / locale / "own.ftl").write_bytes(content)
    return home


def faults(home: Path, text: str | bytes, locale: str = "de_DE") -> list[str]:
    """Return the faults of a bank for a locale that is not shipped, without the file's name."""
    with pytest.raises(PhraseBankError) as caught:
        read_bank(locale, folder(home, text, locale))
    named = f"{home}/{locale}/own.ftl"
    return [str(fault).replace(named, "own.ftl") for fault in caught.value.faults]


# What is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "\nmovement-rising = { $subject } rose for { $lenght }.\n",
            "own.ftl: line 2: movement-rising: unknown slot $lenght; known are {slots} "
            "(did you mean 'length'?)",
        ),
        (
            "movement =\n    .a = { $subject }.\n    .b = { $figure }.\n",
            "own.ftl: line 3: movement: unknown slot $figure; known are {slots}",
        ),
        (
            "measure-rate = { $subject }\n",
            "own.ftl: line 1: measure-rate: unknown slot $subject; known are none",
        ),
        (
            "\n\nmovment-rising = { $subject }.\n",
            "own.ftl: line 3: unknown phrase 'movment-rising'; known are {kinds} (did you mean 'movement'?)",
        ),
        ("\nnew = { $subject \n\n", 'own.ftl: line 4: Expected token: "}"; Fluent syntax'),
        ("new = Words.\nnot a phrase\n", 'own.ftl: line 2: Expected token: "="; Fluent syntax'),
        ("new =\n", "own.ftl: line 1: Expected message \"new\" to have a value or attributes; Fluent syntax"),
        ("new = One.\nnew = Two.\n", "own.ftl: line 2: new stands twice; each phrase is given once"),
        (
            "new = Text.\n    .a = Alternative.\n",
            "own.ftl: line 1: new: a text beside alternatives; "
            "either one text or alternatives .a, .b and so on",
        ),
        (
            "measure-rate =\n    .a = rate\n",
            "own.ftl: line 1: measure-rate: alternatives; a phrase that stands inside others has one text",
        ),
        (
            OWN + "new = This { iss } new.\n",
            "own.ftl: line 6: new: refers to 'iss'; the bank has no such phrase (did you mean 'is'?)",
        ),
        (
            "new = This { -term } new.\n",
            "own.ftl: line 1: new: refers to '-term'; the bank has no such phrase",
        ),
        (
            "new =\n    .a = One.\narrears = { new }\n",
            "own.ftl: line 3: arrears: refers to an alternative of 'new'; "
            "only a phrase with one text can stand inside others",
        ),
        (
            OWN + "new = { is.a }\n",
            "own.ftl: line 6: new: refers to an alternative of 'is'; "
            "only a phrase with one text can stand inside others",
        ),
        (
            "rollup = Of { $all }, { length-years }.\nlength-years = { $words }\n",
            "own.ftl: line 1: rollup: refers to length-years, which needs $words; "
            "slots are those of the phrase that refers",
        ),
        (
            "new = { NUMBER($plural) }\n",
            "own.ftl: line 1: new: the function NUMBER(); phrases hold words and slots alone",
        ),
        (
            "length-years = { $number ->\n   *[other] { $words } Jahre\n}\n",
            "own.ftl: line 1: length-years: no variant [one]; one for each of one, other is needed",
        ),
        (
            "length-years = { $number ->\n    [one] Jahr\n    [few] Jahre\n   *[other] Jahre\n}\n",
            "own.ftl: line 1: length-years: variant [few] is never said; "
            "one for each of one, other is needed",
        ),
        (
            "is = { $plural ->\n    [yes] sind\n   *[not] ist\n}\n",
            "own.ftl: line 1: is: no variant [no]; one for each of no, yes is needed",
        ),
        (b"new = Ge\xe4ndert.\n", "own.ftl: not UTF-8 text; save the file as UTF-8"),
    ],
)  # fmt: skip
def test_a_fault_names_its_line_what_came_and_what_is_allowed(tmp_path, text, expected):
    kinds = ", ".join([*(kind.kind for kind in KINDS), *FRAGMENTS])
    slots = ", ".join(f"${slot}" for slot in sorted(MovementMessage.slot_meanings()))
    assert expected.replace("{kinds}", kinds).replace("{slots}", slots) in faults(tmp_path, text)


def test_phrases_that_refer_in_a_circle_are_refused(tmp_path):
    found = faults(tmp_path, "one = { two }\ntwo = { one }\nthree = { one }\n")
    assert found == [
        "own.ftl: line 1: one refers to itself; a phrase refers to others",
        "own.ftl: line 2: two refers to itself; a phrase refers to others",
    ]


def test_all_faults_of_all_files_come_together(tmp_path):
    home = folder(tmp_path, "new = { $x }\nrollup = { $y }\n", "de_DE")
    (home / "de_DE" / "zweite.ftl").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(PhraseBankError) as caught:
        read_bank("de_DE", home)
    assert [fault.where.spot for fault in caught.value.faults] == ["line 1", "line 1", "line 2"]


def test_every_plural_form_of_the_locale_is_asked_for(tmp_path):
    found = faults(tmp_path, "length-years = { $number ->\n    [one] b\n   *[other] b\n}\n", "cy")
    missing = [re.search(r"\[(\w+)\]", fault).group(1) for fault in found]
    assert missing == ["few", "many", "two", "zero"]


@pytest.mark.parametrize(
    ("locale", "offer"),
    [("en-GB", " (did you mean 'en_GB'?)"), ("fr_FR", ""), ("", ""), ("styles", ""), (".", "")],
)
def test_an_unknown_locale_is_refused_with_those_that_are_known(locale, offer):
    with pytest.raises(PhraseBankError) as caught:
        read_bank(locale)
    assert str(caught.value) == f"phrasebank: no locale {locale!r}; known are en_GB{offer}"


def test_a_missing_phrase_is_an_error_that_names_the_wanted_ones():
    with pytest.raises(PhraseBankError) as caught:
        ENGLISH.find(("sideways-fast", "sideways"))
    expected = "no phrase 'sideways-fast'; one of sideways-fast, sideways is needed"
    assert str(caught.value) == f"phrasebank/en_GB: {expected}"


def test_the_most_specific_phrase_is_found():
    assert ENGLISH.find(("movement-rising-after-level", "movement-rising")) == "movement-rising-after-level"
    assert ENGLISH.find(("movement-rising-after-war", "movement-rising")) == "movement-rising"


def test_a_slot_that_is_not_filled_is_an_error_and_never_printed():
    with pytest.raises(PhraseBankError, match=r"movement-rising\.a: .*length"):
        ENGLISH.fill("movement-rising", "a", {"subject": "theft", "plural": "no"})


# Own phrases ------------------------------------------------------------------------------------------------


def test_own_phrases_replace_the_shipped_message_by_message(tmp_path):
    mine = read_bank("en_GB", folder(tmp_path, "arrears =\n    .z = Nothing after { $span }.\n"))
    assert mine.alternatives("arrears") == ("z",)
    assert mine.fill("arrears", "z", {"span": "May"}) == "Nothing after May."
    assert mine.messages.keys() == ENGLISH.messages.keys()
    assert mine.fill("measure-rate", "", {}) == ENGLISH.fill("measure-rate", "", {})


def test_an_own_phrase_may_have_one_text_where_the_shipped_one_has_alternatives(tmp_path):
    mine = read_bank("en_GB", folder(tmp_path, "movement-rising = { $subject } { has } grown.\n"))
    assert mine.alternatives("movement-rising") == ("",)
    assert mine.fill("movement-rising", "", {"subject": "Thefts", "plural": "yes"}) == "Thefts have grown."


def test_an_own_phrase_that_replaces_none_is_a_warning(tmp_path):
    home = folder(tmp_path, "movement-risng = { $subject }.\n")
    with pytest.warns(
        NarrateWarning, match=r"line 1: 'movement-risng' replaces no shipped phrase .*'movement-ris"
    ):
        read_bank("en_GB", home)


def test_a_helper_of_own_phrases_is_no_warning(tmp_path):
    text = (
        "goes = { $plural ->\n    [yes] go\n   *[no] goes\n}\nmovement-rising = { $subject } { goes } up.\n"
    )
    mine = read_bank("en_GB", folder(tmp_path, text))
    assert mine.fill("movement-rising", "", {"subject": "It", "plural": "no"}) == "It goes up."


def test_a_folder_without_phrases_for_the_locale_is_a_warning(tmp_path):
    with pytest.warns(NarrateWarning, match=r"en_GB: no files \*\.ftl; no phrase is replaced"):
        bank = read_bank("en_GB", folder(tmp_path, "new = Neu.\n", "de_DE"))
    assert bank.version == ENGLISH.version


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(PhraseBankError) as caught:
        read_bank("en_GB", tmp_path / "mine")
    assert str(caught.value) == f"{tmp_path}/mine: no such folder; a folder with en_GB/*.ftl is needed"


def test_faults_of_own_phrases_are_errors_with_their_own_file(tmp_path):
    with pytest.raises(PhraseBankError) as caught:
        read_bank("en_GB", folder(tmp_path, "arrears = { $figure }.\n"))
    assert [fault.where.file for fault in caught.value.faults] == [f"{tmp_path}/en_GB/own.ftl"]


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path):
    text = "\ufeffarrears =\r\n    .a = Nothing after { $span }.\r\n"
    mine = read_bank("en_GB", folder(tmp_path, text.encode()))
    assert mine.fill("arrears", "a", {"span": "May"}) == "Nothing after May."


def test_a_whole_locale_of_one_s_own_needs_no_shipped_one(tmp_path):
    bank = read_bank("de_DE", folder(tmp_path, OWN + "new = Neu.\n", "de_DE"))
    assert bank.fill("new", "", {}) == "Neu."
    with pytest.raises(PhraseBankError, match="no phrase 'arrears'"):
        bank.find(("arrears",))


def test_the_version_changes_with_any_word_and_with_nothing_else(tmp_path):
    assert read_bank("en_GB").version == ENGLISH.version
    assert re.fullmatch("[0-9a-f]{12}", ENGLISH.version)
    mine = read_bank("en_GB", folder(tmp_path, "arrears = Nothing after { $span }.\n"))
    assert mine.version != ENGLISH.version


# Numbers and agreement --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "text"), [(1, "one quarter"), (2, "one quarters"), (10, "one quarters")])
def test_words_agree_with_a_number(number, text):
    assert ENGLISH.fill("length-quarters", "", {"number": number, "words": "one"}) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "N percentage point"),
        (0.5, "N percentage points"),
        (1.1, "N percentage points"),
        (0, "N percentage points"),
    ],
)
def test_points_are_plural_except_for_exactly_one(value, text):
    assert ENGLISH.fill("points", "", {"value": value, "number": "N"}) == text


@pytest.mark.parametrize(("plural", "verb"), [("yes", "have"), ("no", "has")])
def test_verbs_agree_with_their_subject(plural, verb):
    slots = {"subject": "Thefts", "plural": plural, "length": "two quarters", "length-n": 2}
    assert ENGLISH.fill("movement-rising", "a", slots) == f"Thefts {verb} been rising for two quarters."


def test_slots_include_those_of_phrases_referred_to():
    assert ENGLISH.slots("movement-rising", "a") == {"subject", "plural", "length"}
    assert ENGLISH.slots("clause-rising", "") == {"number", "number-n"}


def test_every_kind_has_its_slots_declared():
    for kind in KINDS:
        assert allowed_slots(kind.kind) == allowed_slots(f"{kind.kind}-any") == set(kind.slot_meanings())
    assert kind_named("comparator-figure-higher.a") is ComparatorFigureMessage
    assert kind_named("newly") is None


# House styles -----------------------------------------------------------------------------------------------


def styles(home: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    (home / "styles").mkdir()
    (home / "styles" / "own.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(phrases.styles, "shipped_bank", lambda: home)


SOUND = 'words_below = 2\nfinancial_year = "{start} to {end}"\nquarter = "{year} Q{quarter}"\n'


def test_every_shipped_style_can_be_read():
    names = [item.name.removesuffix(".toml") for item in (shipped_bank() / "styles").iterdir()]
    assert "council" in names
    assert all(read_style(name) for name in names)


def test_a_style_is_read(tmp_path, monkeypatch):
    styles(tmp_path, monkeypatch, SOUND)
    assert read_style("own").words_below == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("words_below = ", "TOML syntax: Invalid value"),
        ("", "words_below: field required; known are words_below, financial_year, quarter, "),
        (SOUND + "extra = 1\n", "extra: extra inputs are not permitted"),
        (
            SOUND.replace("{end}", "{ende}"),
            "financial_year: '{start} to {ende}'; a pattern of {start}, {end}, {short}",
        ),
        (SOUND.replace("{quarter}", "{"), "quarter: '{year} Q{'; a pattern of {year}, {quarter}"),
        (SOUND.replace("{quarter}", "{0}"), "quarter: '{year} Q{0}'; a pattern of"),
        (SOUND.replace("= 2", '= "two"'), "words_below: input should be a valid integer"),
    ],
)  # fmt: skip
def test_a_fault_in_a_style_names_its_file_and_key(tmp_path, monkeypatch, text, expected):
    styles(tmp_path, monkeypatch, text)
    with pytest.raises(PhraseBankError) as caught:
        read_style("own")
    assert f"phrasebank/styles/own.toml: {expected}" in str(caught.value)
    assert all("\n" not in str(fault) for fault in caught.value.faults)


def test_an_unknown_style_is_refused_with_those_that_are_known(tmp_path, monkeypatch):
    styles(tmp_path, monkeypatch, SOUND)
    with pytest.raises(PhraseBankError) as caught:
        read_style("owns")
    expected = "report.toml: report.style: 'owns'; known are own (did you mean 'own'?)"
    assert str(caught.value) == expected


# Choosing ---------------------------------------------------------------------------------------------------

SEVERAL = [name for name in ENGLISH.messages if len(ENGLISH.alternatives(name)) > 2]
PLACES = st.lists(st.text("abc/_", min_size=1, max_size=6), unique=True, min_size=1, max_size=9)


def chosen(places: list[str], name: str, seed: str = "paper", bank: PhraseBank = ENGLISH) -> list[str]:
    chooser = Chooser(bank, seed)
    chooser.open_section()
    return [taken(chooser, name, place) for place in places]


def taken(chooser: Chooser, name: str, place: str) -> str:
    best = chooser.ranked(name, place)[0]
    chooser.take(name, best)
    return best


@given(PLACES, st.sampled_from(SEVERAL), st.text(max_size=5))
def test_choices_are_the_same_for_the_same_paper(places, name, seed):
    assert chosen(places, name, seed) == chosen(places, name, seed)


@given(PLACES, st.sampled_from(SEVERAL))
def test_no_alternative_comes_back_while_others_are_left(places, name):
    alternatives = ENGLISH.alternatives(name)
    picked = chosen(places, name)
    for start in range(0, len(picked), len(alternatives)):
        turn = picked[start : start + len(alternatives)]
        assert len(set(turn)) == len(turn)


@given(PLACES, st.sampled_from(SEVERAL), st.text("xyz", min_size=1, max_size=5))
def test_a_later_indicator_changes_no_earlier_sentence(places, name, added):
    assert chosen([*places, added], name)[:-1] == chosen(places, name)


@given(PLACES, PLACES, st.sampled_from(SEVERAL))
@settings(max_examples=50)
def test_sections_do_not_hang_on_each_other(first, second, name):
    chooser = Chooser(ENGLISH, "paper")
    for place in first:
        taken(chooser, name, place)
    chooser.open_section()
    assert [taken(chooser, name, place) for place in second] == chosen(second, name)


def test_all_alternatives_have_their_turn_over_many_papers():
    for name in SEVERAL:
        picked = {chosen(["theft/figure"], name, f"paper {number}")[0] for number in range(60)}
        assert picked == set(ENGLISH.alternatives(name))


def test_an_alternative_follows_the_place_and_not_the_order():
    picked = [chosen([place], SEVERAL[0])[0] for place in "abcdefghijkl"]
    assert any(one != other for one, other in pairwise(picked))
