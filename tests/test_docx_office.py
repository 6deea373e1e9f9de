"""What an office program makes of the Word form: it prints what the Markdown says, and saves all of it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from docx.shared import Cm

from narrate.document import Document
from narrate.rendering.identity import draft_identifier
from narrate.rendering.markdown import render_markdown
from narrate.rendering.word import read_word, render_docx
from narrate.trace import digest
from tests.conftest import SCENARIOS, composed
from tests.test_rendering import paper, paragraph, shown
from tests.word import AWKWARD, council_template, paragraphs_by_name, reopened, table, winding

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TOOLS = OFFICE and shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(not TOOLS, reason="needs LibreOffice and pdftotext")

HEAD, FOOT = 60, 780
"""Points from the top of an A4 page to where its header ends and its foot begins."""


@dataclass(frozen=True)
class Converted:
    """A paper as we wrote it, as LibreOffice saved it again, and as it printed it."""

    document: Document
    written: bytes
    resaved: bytes
    printed: str


def hostile() -> Document:
    parts = [paragraph(f"p{number}", text, title=text[:40]) for number, text in enumerate(AWKWARD)]
    return paper(*parts, paragraph("t", "Table.", table=table(rows=60, columns=5)), title="<Hostile> & long")


COUNCIL = "winding in a council's template"

DOCUMENTS = {
    **{scenario: lambda scenario=scenario: composed(scenario).document for scenario in SCENARIOS},
    "winding": winding,
    "hostile": hostile,
    COUNCIL: winding,
}


@pytest.fixture(scope="module")
def conversions(tmp_path_factory) -> dict[str, Converted]:
    """Convert all documents at once: starting the program is most of what it takes."""
    home = tmp_path_factory.mktemp("office")
    documents = {name: make() for name, make in DOCUMENTS.items()}
    council = council_template(home / "council.docx")
    for name, document in documents.items():
        template = council if name == COUNCIL else None
        (home / f"{name}.docx").write_bytes(render_docx(document, template))
    files = [str(home / f"{name}.docx") for name in documents]
    for form in ("docx", "pdf"):
        convert(form, home / form, files, home / "profile")
    return {
        name: Converted(
            document,
            (home / f"{name}.docx").read_bytes(),
            (home / "docx" / f"{name}.docx").read_bytes(),
            text_of(home / "pdf" / f"{name}.pdf"),
        )
        for name, document in documents.items()
    }


def convert(form: str, folder: Path, files: list[str], profile: Path) -> None:
    settings = f"-env:UserInstallation={profile.as_uri()}"
    command = [str(OFFICE), settings, "--headless", "--convert-to", form, "--outdir", str(folder), *files]
    subprocess.run(command, capture_output=True, check=True, timeout=120)


def text_of(pdf: Path) -> str:
    """Return what stands on the pages of a PDF, their feet left out."""
    area = ("-x", "0", "-y", str(HEAD), "-W", "600", "-H", str(FOOT - HEAD))
    command = ["pdftotext", "-layout", *area, "-nopgbrk", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def unspaced(text: str) -> str:
    """Return text without white space: where lines are broken, even after a hyphen, is of no account."""
    return "".join(text.split())


def words_of(markdown: str) -> str:
    """Return Markdown as it is printed, unspaced: bullets as bullets, tables without their frame."""
    words = ""
    for line in shown(markdown).splitlines():
        text = re.sub(r"^\s*#+ ", "", line)
        text = re.sub(r"^(\s*)- ", "\\1• ", text)
        if text.strip().startswith("|"):
            text = "" if "---" in text else text.replace("|", " ")
        words += unspaced(text)
    return words


@pytest.mark.parametrize("name", [*SCENARIOS, "winding", COUNCIL])
def test_numbers_and_words_are_printed_as_they_stand_in_markdown(conversions, name):
    converted = conversions[name]
    assert unspaced(converted.printed) == words_of(render_markdown(converted.document))


def test_the_comparison_sees_a_wrong_number(conversions):
    markdown = render_markdown(conversions["winding"].document).replace("(c) ", "(d) ", 1)
    assert unspaced(conversions["winding"].printed) != words_of(markdown)


@pytest.mark.parametrize("name", [*SCENARIOS, "winding", COUNCIL])
def test_sentences_are_printed_in_order(conversions, name):
    printed, place = unspaced(conversions[name].printed), 0
    for _, sentence in conversions[name].document.sentences():
        found = printed.find(unspaced(sentence.text), place)
        assert found >= 0, sentence.text
        place = found + 1


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_draft_that_was_saved_again_is_not_edited(conversions, name):
    converted = conversions[name]
    assert read_word(converted.resaved).text == read_word(converted.written).text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_names_and_identifier_outlast_being_saved_again(conversions, name):
    converted = conversions[name]
    identifier = draft_identifier(digest(read_word(converted.written).text))
    assert read_word(converted.resaved).identifier == read_word(converted.written).identifier == identifier
    kept = [part for part in read_word(converted.resaved).paragraphs if part.text or part.names]
    assert kept == [part for part in read_word(converted.written).paragraphs if part.text or part.names]
    assert sum(len(part.names) for part in kept) == len(paragraphs_by_name(converted.written))


def test_a_saved_draft_keeps_its_header_row_and_language(conversions):
    opened = reopened(conversions["hostile"].resaved)
    (found,) = opened.tables
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in found.rows] == [True] + [False] * 60
    assert opened.sections[0].page_width == pytest.approx(Cm(21), abs=1000)
    assert "en-GB" in opened.styles.element.xpath("//w:lang/@w:val")


def test_a_header_row_is_printed_on_every_page_of_its_table(conversions):
    assert conversions["hostile"].printed.count("Column 4") > 1
