"""A second locale: the whole line with phrases of accented letters, so that a word of ours shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale
from click.testing import CliRunner
from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Transformer
from num2words import num2words

import narrate
from narrate.cli import main
from narrate.errors import PhraseBankError
from narrate.formats import Formats
from narrate.phrases import read_bank, read_style, shipped_bank
from tests.conftest import FIXTURES, SCENARIOS

PSEUDO = "en_XA"
ENGLISH = Locale.parse("en_GB")
ACCENT = "\N{COMBINING TILDE}"
"""One that no word of a specification has."""


class Accenting(Transformer):
    """Accents every letter of every text; slots, selectors and names of phrases stay."""

    def visit_TextElement(self, node: ast.TextElement) -> ast.TextElement:  # noqa: N802
        node.value = accented(node.value)
        return node


def accented(text: str) -> str:
    return re.sub(r"([A-Za-z])", rf"\1{ACCENT}", text)


def pseudo(home: Path, leave_out: str = "") -> Path:
    """Write the pseudo-locale's phrases into a folder of an analyst's own."""
    folder = home / PSEUDO
    folder.mkdir()
    for file in (shipped_bank() / "en_GB").iterdir():
        if file.name.endswith(".ftl"):
            read = Accenting().visit(FluentParser(with_spans=False).parse(file.read_text(encoding="utf-8")))
            read.body = [item for item in read.body if leave_out not in name_of(item) or not leave_out]
            (folder / file.name).write_text(FluentSerializer().serialize(read), encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A folder with all of the pseudo-locale's phrases, written once."""
    return pseudo(tmp_path_factory.mktemp("whole"))


def name_of(item: ast.EntryType) -> str:
    return item.id.name if isinstance(item, ast.Message | ast.Term) else ""


def names_of(report: narrate.Report) -> Iterator[str]:
    """Yield what a specification calls its indicators, their units, its areas, limits and events."""
    spec = report.trace.spec
    for indicator in spec.indicators:
        yield from (indicator.name, indicator.short, indicator.counted, indicator.base)
        yield from (limit.source for limit in (indicator.threshold, indicator.target) if limit)
    for item in spec.areas.model_dump().values():
        yield from (
            item.values() if isinstance(item, dict) else [item] if isinstance(item, str) else item or ()
        )
    yield from (event.name for event in spec.events)
    yield from (value.area for record in report.trace.sentences for value in record.values)


def plain(text: str, report: narrate.Report) -> list[str]:
    """Return the words of a generated text that are not the pseudo-locale's, nor names, numbers and dates."""
    names = {name for name in names_of(report) if name}
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?![\w{ACCENT}])", " ", text, flags=re.IGNORECASE)
    known = {*ENGLISH.months["stand-alone"]["wide"].values(), "and", "Q"}
    known |= {num2words(number) for number in range(10)} | {num2words(n, to="ordinal") for n in range(10)}
    words = re.findall(rf"(?<![{ACCENT}])\b[A-Za-z]+(?!{ACCENT})", re.sub(r"\b\d+(st|nd|rd|th)\b", "", text))
    return [word for word in words if word.lower() not in {item.lower() for item in known}]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_no_english_word_is_left_in_what_is_generated(whole, scenario):
    report = narrate.compose(FIXTURES / scenario / "report.toml", locale=PSEUDO, phrasebank=whole)
    assert report.document.locale == PSEUDO
    stated = [sentence for sentence in report.sentences if not sentence.phrase.startswith("spec")]
    assert len(stated) > 20
    for sentence in stated:
        assert ACCENT in sentence.text or sentence.phrase == "caption"
        assert plain(sentence.text, report) == [], sentence.text
    tables = [part.table for part in report.document.paragraphs() if part.table]
    cells = [cell for table in tables for row in (table.header, *table.rows) for cell in row]
    assert [cell for cell in cells if plain(cell, report)] == []


def test_the_search_for_english_words_finds_one(whole):
    report = narrate.compose(FIXTURES / SCENARIOS[0] / "report.toml", locale=PSEUDO, phrasebank=whole)
    assert plain(f"In {accented('the rate')} rising to nine in June 2023", report) == [
        *("In", "rising", "to", "in")
    ]


def test_all_that_can_be_said_is_said_in_the_locale(whole):
    done = CliRunner().invoke(main, ["phrases", "check", "--locale", PSEUDO, "--phrasebank", str(whole)])
    assert done.exit_code == 0, done.output
    assert f"{PSEUDO}: " in done.output


def test_a_message_that_the_locale_has_not_is_an_error_and_never_english(tmp_path):
    home = pseudo(tmp_path, leave_out="others")
    with pytest.raises(PhraseBankError, match="phrasebank/en_XA: no phrase 'others'"):
        narrate.compose(FIXTURES / SCENARIOS[0] / "report.toml", locale=PSEUDO, phrasebank=home)
    done = CliRunner().invoke(main, ["phrases", "check", "--locale", PSEUDO, "--phrasebank", str(home)])
    assert done.exit_code == 1
    assert "phrasebank/en_XA: no phrase 'others'" in done.output
    assert re.search(r"phrasebank/en_GB/summary.ftl: line \d+: others: missing from en_XA", done.output)


def test_a_region_that_is_not_known_has_the_numbers_and_dates_of_its_language(whole):
    formats = Formats(PSEUDO, read_style("council"))
    assert formats.number(1234.5, 1) == "1,234.5"
    assert formats.whole(3) == "three"
    bank = read_bank(PSEUDO, whole)
    text = unicodedata.normalize("NFC", bank.fill("length-years", "", {"number": 1, "words": "one"}))
    assert text == unicodedata.normalize("NFC", f"one {accented('year')}")


def test_a_region_that_is_not_known_has_no_phrases_of_its_language():
    with pytest.raises(PhraseBankError, match="no locale 'en_XA'"):
        read_bank(PSEUDO)
