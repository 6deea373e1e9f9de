"""A council's own template: its looks and none of its words; and the same file whenever it is written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Twips
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import DraftError
from narrate.rendering.word import read_word, render_docx
from narrate.rendering.word.styles import PLAIN, Style
from tests.conftest import ROOT, SCENARIOS, composed
from tests.test_rendering import paper, paragraph
from tests.word import blocks, council_template, reopened, stated, table, winding


@pytest.fixture(params=SCENARIOS, scope="module")
def report(request):
    return composed(request.param)


@pytest.fixture(scope="module")
def council(tmp_path_factory) -> Path:
    return council_template(tmp_path_factory.mktemp("template") / "council.docx")


def test_a_template_gives_its_styles_page_header_and_footer_and_none_of_its_text(report, council):
    content = render_docx(report.document, council)
    opened = reopened(content)
    assert [(label, text) for _, label, text in blocks(content)] == [
        (label, text) for _, label, text in stated(report.document)
    ]
    assert opened.styles["Normal"].font.name == "Georgia"
    (section,) = opened.sections
    assert (section.page_width, section.left_margin) == (Twips(11906), Twips(1701))
    assert section.header.paragraphs[0].text == "NORTHBRIDGE COUNCIL"
    assert [part.text for part in section.footer.paragraphs] == ["Committee papers"]
    heads = [part for part in opened.paragraphs if part._p.style == "CouncilHead"]
    assert [part.text for part in heads] == [section.heading for section in report.document.sections]
    assert set(opened.styles.element.xpath("//w:lang/@w:val")) == {"en-GB"}
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert not [name for name in package.namelist() if "media" in name or "thumbnail" in name]
        assert b"guidance" not in package.read("word/document.xml")
        assert len(package.namelist()) == len(set(package.namelist()))
    assert (opened.core_properties.author, opened.core_properties.subject) == ("", "")


def test_bookmarks_have_numbers_that_the_template_s_header_has_not(report, council):
    opened = reopened(render_docx(report.document, council))
    numbers = [int(number) for number in opened.element.body.xpath(".//w:bookmarkStart/@w:id")]
    assert min(numbers) > 7
    assert len(set(numbers)) == len(numbers)


def test_styles_that_a_template_lacks_are_added_without_a_font_of_ours(report, council):
    opened = reopened(render_docx(report.document, council))
    ids = [style.style_id for style in opened.styles]
    assert len(set(ids)) == len(ids)
    for name in ("List Number", "List Number 2", "Subtitle", "Body Text", "Table Text"):
        style = opened.styles[name]
        assert style.font.name is None
        assert style.element.xpath("string(w:basedOn/@w:val)") == "Normal"
    for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        known = opened.styles.element.xpath(f"w:style[@w:type='{kind}']/@w:styleId")
        assert set(opened.element.body.xpath(f".//w:{tag}/@w:val")) <= set(known)


SMALL = render_docx(paper(paragraph("a", "One two three.")))


def bare(tmp_path: Path) -> Path:
    """A package with a body and nothing else: no styles, numbering, settings or properties."""
    path = tmp_path / "bare.docx"
    with zipfile.ZipFile(BytesIO(SMALL)) as source, zipfile.ZipFile(path, "w") as target:
        body = (
            b'<w:document xmlns:w="' + qn("w:p")[1:].partition("}")[0].encode() + b'"><w:body/></w:document>'
        )
        types = source.read("[Content_Types].xml")
        target.writestr(
            "[Content_Types].xml", re.sub(rb'<Override PartName="/(?!word/document).*?/>', b"", types)
        )
        target.writestr(
            "_rels/.rels", re.sub(rb"<Relationship [^>]*core-prop.*?/>", b"", source.read("_rels/.rels"))
        )
        target.writestr("word/document.xml", body)
    return path


def test_a_template_with_nothing_in_it_is_enough(report, tmp_path):
    content = render_docx(report.document, bare(tmp_path))
    assert [(label, text) for _, label, text in blocks(content)] == [
        (label, text) for _, label, text in stated(report.document)
    ]
    (section,) = reopened(content).sections
    assert section.page_width == Twips(11906)
    assert section.footer._element.xpath(".//w:fldSimple/@w:instr") == ["PAGE"]


def test_a_draft_of_ours_serves_as_a_template(report, tmp_path):
    first = tmp_path / "first.docx"
    report.to_docx(first)
    again = render_docx(report.document, first)
    assert list(blocks(again)) == list(blocks(first.read_bytes()))
    assert read_word(again) == read_word(first)


def test_every_style_is_known_to_the_plain_forms():
    assert PLAIN.keys() == set(Style)


def retyped(path: Path, kind: bytes) -> bytes:
    """Return a template whose main part is said to be of another kind."""
    changed = BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            target.writestr(name, source.read(name).replace(main, kind))
    return changed.getvalue()


MACROS = b"application/vnd.ms-word.document.macroEnabled.main+xml"
DOTX = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
SAVE = "open it in Word and save it as a Word document (.docx)"


@pytest.mark.parametrize(
    ("make", "got"),
    [
        (lambda path: b"", "no Word document"),
        (lambda path: b"not a zip", "no Word document"),
        (lambda path: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "no Word document"),
        (lambda path: path.read_bytes()[:-500], "no Word document"),
        (lambda path: path.read_bytes()[:900], "no Word document"),
        (lambda path: retyped(path, MACROS), "a document with macros"),
        (lambda path: retyped(path, DOTX), "a template in Word's own form"),
    ],
)
def test_what_is_no_template_is_one_fault(council, tmp_path, make, got):
    path = tmp_path / "their.docx"
    path.write_bytes(make(council))
    with pytest.raises(DraftError) as raised:
        render_docx(winding(), path)
    assert str(raised.value) == f"{path}: {got}; {SAVE}"


def test_a_template_that_is_not_there_is_one_fault(tmp_path):
    with pytest.raises(DraftError, match=r"none.docx: no such file or directory; a Word document is needed$"):
        render_docx(winding(), tmp_path / "none.docx")
    with pytest.raises(DraftError, match="is a directory"):
        render_docx(winding(), tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_template_is_a_fault_or_is_written(tmp_path_factory, council, data):
    """Whatever is cut out of one of its parts, nothing but a DraftError comes of it."""
    path = tmp_path_factory.getbasetemp() / "damaged.docx"
    with zipfile.ZipFile(council) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    if data.draw(st.booleans()):
        del parts[name]
    else:
        start = data.draw(st.integers(0, len(parts[name])))
        length = data.draw(st.integers(1, 400))
        parts[name] = parts[name][:start] + parts[name][start + length :]
    with zipfile.ZipFile(path, "w") as target:
        for each, content in parts.items():
            target.writestr(each, content)
    try:
        content = render_docx(paper(paragraph("a", "Words.", paragraph("b", "More."), table=table())), path)
    except DraftError:
        return
    assert "Words." in [part.text for part in read_word(content).paragraphs]


WRITE = """
import hashlib, sys
from narrate.rendering.word import render_docx
from tests.word import winding
print(*(hashlib.sha256(render_docx(winding(), template)).hexdigest() for template in (None, sys.argv[1])))
"""


def test_the_same_paper_is_the_same_file_whenever_and_wherever_it_is_written(council):
    runs = [
        subprocess.run(
            [sys.executable, "-c", WRITE, str(council)],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=ROOT,
            check=True,
        ).stdout.split()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert runs[0] == runs[1]
    assert len(set(runs[0])) == 2


def test_the_file_names_no_date():
    with zipfile.ZipFile(BytesIO(render_docx(winding()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms:modified" not in package.read("docProps/core.xml")
