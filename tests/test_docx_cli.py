"""The Word draft on the command line: written whole with its trace, and kept once somebody has edited it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import docx
import pytest

import narrate
from narrate.errors import DraftError
from narrate.rendering.identity import draft_identifier
from narrate.rendering.word import read_word
from tests.conftest import composed
from tests.test_cli import EDITED, INPUT, SPEC, contents, home, refused, run, write

__all__ = ["home"]


def edit(old: str, new: str, name: str = "draft.docx") -> None:
    """Change words of a draft as an analyst does in Word."""
    opened = docx.Document(name)
    (run_,) = [part for paragraph in opened.paragraphs for part in paragraph.runs if old in part.text]
    run_.text = run_.text.replace(old, new)
    opened.save(name)


def test_a_word_draft_is_written_with_its_trace_and_nothing_else(home):
    before = contents()
    result = run("report", "report.toml", "-o", "draft.docx")
    assert (result.exit_code, result.output) == (0, "")
    assert contents().keys() - before.keys() == {"draft.docx", "draft.trace.json"}
    draft, trace = read_word("draft.docx"), narrate.read_trace("draft.trace.json")
    (written,) = trace.drafts
    assert written.path == "draft.docx"
    assert draft.identifier == draft_identifier(written.sha256)
    for sentence in trace.sentences:
        assert sentence.text in draft.text


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("-o", "a.DOCX"), "a.DOCX"),
        (("--format", "docx"), "draft.docx"),
        (("--format", "docx", "-o", "a.md"), "a.md"),
        (("--format", "text"), "draft.txt"),
        (("--format", "markdown"), "draft.md"),
        ((), "draft.md"),
    ],
)
def test_the_format_and_the_name_follow_each_other(home, arguments, name):
    before = contents()
    assert run("report", "report.toml", *arguments).exit_code == 0
    trace = str(Path(name).with_suffix(".trace.json"))
    assert contents().keys() - before.keys() == {name, trace}
    assert Path(name).read_bytes().startswith(b"PK") == ("docx" in (*arguments, name.lower()[-4:]))
    assert run("report", "report.toml", *arguments).exit_code == 0


def test_a_word_draft_goes_to_standard_output_as_it_is_written(home):
    run("report", "report.toml", "-o", "draft.docx")
    printed = run("report", "report.toml", "-o", "-", "--format", "docx")
    assert printed.stdout_bytes == Path("draft.docx").read_bytes()


def test_an_edited_word_draft_is_kept_unless_forced(home):
    run("report", "report.toml", "-o", "draft.docx")
    written = Path("draft.docx").read_bytes()
    edit("The end.", "Our own end.")
    assert refused("report", "report.toml", "-o", "draft.docx") == [f"error: draft.docx: {EDITED}"]
    assert run("report", "report.toml", "-o", "draft.docx", "--force").exit_code == 0
    assert Path("draft.docx").read_bytes() == written


def test_a_word_draft_that_was_saved_without_a_change_is_not_edited(home):
    run("report", "report.toml", "-o", "draft.docx")
    written = Path("draft.docx").read_bytes()
    opened = docx.Document("draft.docx")
    opened.core_properties.author = "Somebody else"
    opened.save("draft.docx")
    assert Path("draft.docx").read_bytes() != written
    assert run("report", "report.toml", "-o", "draft.docx").exit_code == 0
    assert Path("draft.docx").read_bytes() == written


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 and nothing else", b"Our own words.", b"\xd0\xcf\x11\xe0"]
)
def test_what_stands_in_the_place_of_a_word_draft_counts_as_edited(home, content):
    run("report", "report.toml", "-o", "draft.docx")
    Path("draft.docx").write_bytes(content)
    assert refused("report", "report.toml", "-o", "draft.docx") == [f"error: draft.docx: {EDITED}"]


def test_the_trace_of_a_word_draft_is_kept_from_a_markdown_draft(home):
    run("report", "report.toml", "-o", "draft.docx")
    write("report.toml", SPEC.replace("The end.", "Another end."))
    (error,) = refused("report", "report.toml", "-o", "draft.md")
    assert error.startswith("error: draft.trace.json: the trace of 'draft.docx'; ")


def their(name: str = "their.docx") -> None:
    opened = docx.Document()
    opened.styles["Normal"].font.name = "Georgia"
    opened.add_paragraph("Guidance to delete.")
    opened.save(name)


def test_a_template_s_looks_are_taken(home):
    their()
    assert run("report", "report.toml", "-o", "draft.docx", "--template", "their.docx").exit_code == 0
    assert docx.Document("draft.docx").styles["Normal"].font.name == "Georgia"
    assert "Guidance" not in read_word("draft.docx").text


def test_a_template_is_never_overwritten(home):
    their()
    arguments = ("report", "report.toml", "--template", "their.docx", "-o")
    assert refused(*arguments, "their.docx", "--force") == [f"error: their.docx: {INPUT}"]
    Path("alias.docx").symlink_to("their.docx")
    assert refused(*arguments, "alias.docx", "--force") == [f"error: alias.docx: {INPUT}"]


SAVE = "open it in Word and save it as a Word document (.docx)"


@pytest.mark.parametrize(
    ("template", "output", "error"),
    [
        ("none.docx", "a.docx", "none.docx: no such file or directory; a Word document is needed"),
        (".", "a.docx", ".: is a directory; a Word document is needed"),
        ("data.csv", "a.docx", f"data.csv: no Word document; {SAVE}"),
        ("their.docx", "a.md", "their.docx: a template for markdown; only a Word draft (.docx) has one"),
        ("their.docx", "a.txt", "their.docx: a template for text; only a Word draft (.docx) has one"),
    ],
)
def test_a_template_that_cannot_be_used_is_one_fault(home, template, output, error):
    their()
    assert refused("report", "report.toml", "-o", output, "--template", template) == [f"error: {error}"]


def test_hostile_names_of_a_specification_reach_word_as_they_are(home):
    name = r"theft <b>of</b> R&D \u0007 \u202e\U0001f6b2"
    write("report.toml", SPEC.replace('name = "theft"', f'name = "{name}"'))
    assert run("report", "report.toml", "-o", "draft.docx").exit_code == 0
    assert "heft <b>of</b> R&D \u202e\U0001f6b2" in read_word("draft.docx").text
    assert run("report", "report.toml", "-o", "draft.docx").exit_code == 0


def test_a_word_draft_that_cannot_be_written_is_one_fault(tmp_path):
    report = composed("northbridge-2024-25-q1")
    with pytest.raises(DraftError, match="no such file or directory; nothing was written"):
        report.to_docx(tmp_path / "none" / "draft.docx")
    report.to_docx(str(tmp_path / "draft.docx"))
    assert report.sentences[0].text in read_word(tmp_path / "draft.docx").text


def test_markdown_is_written_without_loading_what_word_needs(home):
    code = (
        "import sys; from narrate.cli import main; main(['report', 'report.toml'], standalone_mode=False); "
    )
    done = subprocess.run(
        [sys.executable, "-c", code + "print('docx' in sys.modules)"], capture_output=True, text=True
    )
    assert done.stdout.strip() == "False", done.stderr
