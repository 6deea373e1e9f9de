"""The command line as used by somebody who wants to break it: exit codes, a line a fault, never half done."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import narrate
from narrate.cli import main
from narrate.messages import KINDS
from narrate.phrases import FRAGMENTS, shipped_bank

PROGRAM = (sys.executable, "-c", "from narrate.cli import main; main()")
"""The command line in a process of its own."""

SPEC = """
[report]
title = "Thefts: {period}"
board = "Board"
period = "2023/24 Q2"
area = "X"
observations = "data.csv"

[areas]
called = { "Y" = "the Y" }

[[indicators]]
id = "theft"
name = "theft"
counted = "thefts"
base = "population"
measure = "rate"
polarity = "low is good"

[[sections]]
heading = "Thefts"

[[sections.paragraphs]]
text = "Thefts are counted by the police."

[[sections.paragraphs.items]]
indicator = "theft"

[[sections.paragraphs]]
text = "The end."
"""


def rows(indicator: str = "theft", areas: tuple[str, ...] = ("X", "Y")) -> Iterator[str]:
    for area in areas:
        for number in range(17):
            year, quarter = divmod(number + 1, 4)
            count = 200 + 25 * number + len(area)
            yield f"{indicator},{area},{2019 + year}/{20 + year} Q{quarter + 1},{count},10000"


def table(lines: Iterator[str]) -> str:
    return "\n".join(["indicator,area,period,count,denominator", *lines, ""])


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A folder with a report, entered."""
    monkeypatch.chdir(tmp_path)
    write("report.toml", SPEC)
    write("data.csv", table(rows()))
    return tmp_path


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def read(name: str) -> str:
    return Path(name).read_text(encoding="utf-8")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    unforeseen = result.exception and not isinstance(result.exception, SystemExit)
    assert not unforeseen, result.exc_info
    assert "Traceback" not in result.output
    return result


def refused(*arguments: str) -> list[str]:
    """Run a command that must fail and write nothing; return its errors."""
    before = contents()
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert contents() == before
    lines = result.stderr.splitlines()
    assert all(line.startswith(("error: ", "warning: ")) for line in lines)
    return [line for line in lines if line.startswith("error: ")]


def contents() -> dict[str, bytes | str]:
    """Return all there is in the folder, hidden files included."""
    found = sorted(Path().rglob("*"))
    return {str(path): path.read_bytes() if path.is_file() else "folder" for path in found}


# Writing ----------------------------------------------------------------------------------------------------


def test_report_writes_the_draft_and_its_trace_and_nothing_else(home):
    before = contents()
    result = run("report", "report.toml")
    assert (result.exit_code, result.output) == (0, "")
    assert contents().keys() - before.keys() == {"draft.md", "draft.trace.json"}
    assert [draft.path for draft in narrate.read_trace("draft.trace.json").drafts] == ["draft.md"]
    assert read("draft.md").startswith("# Thefts: 2023/24 Q2 (July to September 2023)\n")


def test_the_same_report_is_written_byte_for_byte_again(home):
    run("report", "report.toml", "-o", "a.md")
    run("report", "report.toml", "-o", "b.md")
    assert read("a.md") == read("b.md")
    assert run("report", "report.toml", "-o", "a.md").exit_code == 0
    assert read("a.md") == read("b.md")


def test_files_have_the_permissions_of_any_other_file(home):
    run("report", "report.toml")
    write("other.md", "")
    assert Path("draft.md").stat().st_mode == Path("other.md").stat().st_mode


@pytest.mark.parametrize(
    ("name", "arguments", "opening"),
    [
        ("a.md", (), "# Thefts"),
        ("a.MD", (), "# Thefts"),
        ("a.markdown", (), "# Thefts"),
        ("a.txt", (), "Thefts"),
        ("a.txt", ("--format", "markdown"), "# Thefts"),
        ("a", ("--format", "text"), "Thefts"),
        ("a.b.md", (), "# Thefts"),
    ],
)
def test_the_format_follows_the_suffix_unless_it_is_given(home, name, arguments, opening):
    assert run("report", "report.toml", "-o", name, *arguments).exit_code == 0
    assert read(name).startswith(opening)
    trace = narrate.read_trace(Path(name).with_suffix(".trace.json"))
    assert [draft.path for draft in trace.drafts] == [name]


def test_a_dash_is_standard_output_and_writes_no_file(home):
    before = contents()
    printed = run("report", "report.toml", "-o", "-")
    assert printed.stdout.startswith("# Thefts")
    assert run("report", "report.toml", "-o", "-", "--format", "text").stdout.startswith("Thefts")
    assert contents() == before
    run("report", "report.toml")
    assert read("draft.md") == printed.stdout


def test_standard_output_is_utf_8_whatever_the_terminal(home):
    write("report.toml", SPEC.replace("The end.", "Café — “end”."))
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [*PROGRAM, "report", "report.toml", "-o", "-"], capture_output=True, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert "Café — “end”." in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("output", "error"),
    [
        ("no/draft.md", "error: no/draft.md: no folder 'no'; make it first"),
        ("data.csv/draft.md", "error: data.csv/draft.md: no folder 'data.csv'; make it first"),
        ("folder.md", "error: folder.md: a folder; the name of a file is needed"),
        (
            "draft.pdf",
            "error: draft.pdf: no format for '.pdf'; "
            "end in .md, .markdown, .docx, .html, .txt or give --format",
        ),
        (
            "draft",
            "error: draft: no format for 'no suffix'; "
            "end in .md, .markdown, .docx, .html, .txt or give --format",
        ),
        ("taken.md", "error: taken.trace.json: a folder; the name of a file is needed"),
        (
            "",
            "error: : no format for 'no suffix'; end in .md, .markdown, .docx, .html, .txt or give --format",
        ),
    ],
)
def test_a_bad_output_is_refused(home, output, error):
    Path("folder.md").mkdir()
    Path("taken.trace.json").mkdir()
    assert refused("report", "report.toml", "-o", output) == [error]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that is no regular one")
def test_a_device_is_refused_even_with_force(home):
    os.mkfifo("pipe.md")
    result = run("report", "report.toml", "-o", "pipe.md", "--force")
    assert result.exit_code == 2
    assert result.stderr == "error: pipe.md: a device; the name of a file is needed\n"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission_is_refused(home):
    Path("locked").mkdir(mode=0o500)
    assert refused("report", "report.toml", "-o", "locked/draft.md") == [
        "error: locked/draft.md: permission denied; nothing was written"
    ]


def test_a_name_that_the_file_system_refuses_is_a_fault(home):
    (error,) = refused("report", "report.toml", "-o", "x" * 300 + ".md")
    assert error.endswith("file name too long; nothing was written")


# An edited draft --------------------------------------------------------------------------------------------

EDITED = "edited since it was written; write elsewhere with -o, or use --force to lose the edits"


def test_an_edited_draft_is_kept_unless_forced(home):
    run("report", "report.toml")
    written = read("draft.md")
    write("draft.md", written.replace("The end.", "Our own end."))
    assert refused("report", "report.toml") == [f"error: draft.md: {EDITED}"]
    assert run("report", "report.toml", "--force").exit_code == 0
    assert read("draft.md") == written


@pytest.mark.parametrize("content", ["Our own words.\n", "", b"\xff\xfe not text"])
def test_a_draft_without_a_trace_counts_as_edited(home, content):
    Path("draft.md").write_bytes(content if isinstance(content, bytes) else content.encode())
    assert refused("report", "report.toml") == [f"error: draft.md: {EDITED}"]
    assert run("report", "report.toml", "--force").exit_code == 0


@pytest.mark.parametrize("trace", ["", "{", "[]", "{}", '{"draft": null}', '{"draft": {"path": "draft.md"}}'])
def test_a_draft_with_an_unreadable_trace_counts_as_edited(home, trace):
    run("report", "report.toml")
    write("draft.trace.json", trace)
    assert refused("report", "report.toml") == [f"error: draft.md: {EDITED}"]


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("\n", "   \n"),
        lambda text: text.replace("  \n", "\n").rstrip("\n"),
        lambda text: "\ufeff" + text,
    ],
)
def test_a_draft_saved_by_another_editor_is_not_edited(home, saved):
    run("report", "report.toml")
    text = read("draft.md")
    Path("draft.md").write_bytes(saved(text).encode())
    assert run("report", "report.toml").exit_code == 0
    assert read("draft.md") == text


def test_new_data_may_be_written_over_a_draft_that_nobody_edited(home):
    run("report", "report.toml")
    write("data.csv", table(rows()).replace(",601,", ",701,"))
    before = read("draft.md")
    assert run("report", "report.toml").exit_code == 0
    assert read("draft.md") != before


def test_the_trace_of_another_draft_is_kept_unless_forced(home):
    run("report", "report.toml", "-o", "draft.md")
    write("report.toml", SPEC.replace("The end.", "Another end."))
    lose = "write elsewhere with -o, or use --force to lose it"
    assert refused("report", "report.toml", "-o", "draft.txt") == [
        f"error: draft.trace.json: the trace of 'draft.md'; {lose}"
    ]
    assert run("report", "report.toml", "-o", "draft.txt", "--force").exit_code == 0


# Inputs are never overwritten -------------------------------------------------------------------------------

INPUT = "an input of the command; an input is never overwritten"
POPULATIONS = "area,denominator\nX,10000\nY,10000\n"


@pytest.fixture
def populated(home) -> Path:
    """A report whose populations stand in a table of their own."""
    lines = (line.rpartition(",")[0] for line in rows())
    write("data.csv", "\n".join(["indicator,area,period,count", *lines, ""]))
    write("people.csv", POPULATIONS)
    source = '{ file = "data.csv", populations = "people.csv" }'
    write("report.toml", SPEC.replace('"data.csv"', source))
    return home


@pytest.mark.parametrize("given", ["report.toml", "data.csv", "people.csv"])
@pytest.mark.parametrize("link", ["itself", "symbolic", "hard", "trace"])
def test_an_input_is_never_overwritten_under_whatever_name(populated, given, link):
    name = {"itself": given, "trace": "out.trace.json"}.get(link, "out.md")
    if link == "symbolic":
        Path(name).symlink_to(given)
    elif link in ("hard", "trace"):
        Path(name).hardlink_to(given)
    output = "out.md" if link == "trace" else name
    arguments = ("report", "report.toml", "-o", output, "--format", "markdown", "--force")
    assert refused(*arguments) == [f"error: {name}: {INPUT}"]


def test_own_phrases_are_never_overwritten(home):
    Path("mine/en_GB").mkdir(parents=True)
    write("mine/en_GB/own.ftl", "new = This is new.\n")
    output = ("-o", "mine/en_GB/own.ftl", "--format", "text", "--force")
    assert refused("report", "report.toml", "--phrasebank", "mine", *output) == [
        f"error: mine/en_GB/own.ftl: {INPUT}"
    ]


@pytest.mark.parametrize("given", ["report.toml", "data.csv", "people.csv"])
def test_classify_overwrites_no_input(populated, given):
    arguments = ("classify", "data.csv", "--spec", "report.toml", "-o", given)
    assert refused(*arguments) == [f"error: {given}: {INPUT}"]


# Whole or not at all ----------------------------------------------------------------------------------------


def failing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let a file's last step into its place fail as on a full disk."""
    replace = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if Path(target).name == name and self.name.startswith("new"):
            raise OSError(28, "No space left on device", str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)


@pytest.mark.parametrize("name", ["draft.md", "draft.trace.json"])
def test_a_failure_leaves_no_file_where_there_was_none(home, monkeypatch, name):
    failing(monkeypatch, name)
    assert refused("report", "report.toml") == [
        "error: draft.md: no space left on device; nothing was written"
    ]


@pytest.mark.parametrize("name", ["draft.md", "draft.trace.json"])
def test_a_failure_leaves_both_files_as_they_were(home, monkeypatch, name):
    run("report", "report.toml")
    write("report.toml", SPEC.replace("The end.", "Another end."))
    failing(monkeypatch, name)
    assert refused("report", "report.toml") == [
        "error: draft.md: no space left on device; nothing was written"
    ]


def test_an_interruption_leaves_both_files_as_they_were(home, monkeypatch):
    run("report", "report.toml")
    before = contents()
    replace = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        if Path(target).suffix == ".json":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    assert run("report", "report.toml").exit_code == 1
    assert contents() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_standard_output_is_a_fault(home):
    command = [*PROGRAM, "report", "report.toml", "-o", "-"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert done.stderr == "error: standard output: no space left on device; nothing was written\n"


# Faults of the input ----------------------------------------------------------------------------------------


def test_a_spec_that_is_not_there_is_one_fault(home):
    (error,) = refused("report", "none.toml")
    assert error == "error: none.toml: no such file or directory; a readable report.toml is needed"


def test_a_syntax_error_in_the_spec_has_its_line(home):
    write("report.toml", SPEC.replace('board = "Board"', "board = Board"))
    (error,) = refused("report", "report.toml")
    assert error.startswith("error: report.toml: line 4, column 9: TOML syntax: ")


def test_faults_of_the_spec_come_together_each_with_its_place(home):
    write("report.toml", SPEC.replace("polarity", "polarty").replace('"2023/24 Q2"', '"soon"'))
    errors = refused("report", "report.toml")
    assert len(errors) == 2
    assert "report.toml: indicators[0].polarty: unknown key 'polarty'" in errors[1]
    assert "(did you mean 'polarity'?)" in errors[1]
    assert "report.toml: report.period: 'soon'" in errors[0]


def test_an_indicator_without_observations_is_an_error(home):
    write(
        "report.toml",
        SPEC.replace('id = "theft"', 'id = "thefts"').replace('indicator = "theft"', 'indicator = "thefts"'),
    )
    (error,) = refused("report", "report.toml")
    assert error == (
        "error: report.toml: indicators[0]: no observations of indicator 'thefts'; "
        "each indicator is observed (did you mean 'theft'?)"
    )


@pytest.mark.parametrize("missing", ["indicator", "area", "period", "count"])
def test_a_missing_column_is_named(home, missing):
    write("data.csv", read("data.csv").replace(missing, "something", 1))
    (error,) = refused("report", "report.toml")
    assert error.startswith("error: data.csv: columns: ")
    assert repr(missing) in error


def test_a_bad_cell_is_named_by_row_and_column(home):
    write("data.csv", read("data.csv").replace(",201,", ",many,", 1))
    (error,) = refused("report", "report.toml")
    assert error.startswith("error: data.csv: row 2, column 'count': 'many'; ")


@pytest.mark.parametrize(("number", "last"), [(20, None), (21, "1 more fault"), (30, "10 more faults")])
def test_at_most_twenty_faults_of_a_file_are_printed_and_the_rest_counted(home, number, last):
    lines = list(rows())
    bad = [line.replace(",10000", ",plenty") for line in lines[:number]]
    write("data.csv", table(iter([*bad, *lines[number:]])))
    errors = refused("report", "report.toml")
    assert errors[20:] == ([f"error: data.csv: {last}"] if last else [])
    assert all("column 'denominator': 'plenty'" in error for error in errors[:20])


def test_the_count_is_of_each_file(home):
    from narrate.cli.faults import MOST_FAULTS, faults_reported
    from narrate.errors import DataError, Fault, Place

    @main.command("fail")
    def fail() -> None:
        with faults_reported():
            raise DataError(
                Fault(Place(file, f"row {n}"), "bad\ncell", "good") for n in range(25) for file in "ab"
            )

    try:
        errors = refused("fail")
    finally:
        del main.commands["fail"]
    assert len(errors) == 2 * MOST_FAULTS + 2
    assert errors[0] == "error: a: row 0: bad cell; good"
    assert errors[-2:] == ["error: a: 5 more faults", "error: b: 5 more faults"]


@pytest.mark.parametrize(
    ("option", "value", "error"),
    [
        ("--period", "someday", "error: period: 'someday'"),
        ("--period", "2050/51 Q1", None),
        (
            "--period",
            "1950/51 Q1",
            "error: report.toml: indicators[0]: no observations of 'theft' by 1950/51 Q1",
        ),
        ("--area", "Z", "error: report.toml: indicators[0]: no observations of 'theft' in area 'Z'"),
        (
            "--locale",
            "en-GB",
            "error: phrasebank: no locale 'en-GB'; known are en_GB (did you mean 'en_GB'?)",
        ),
        ("--locale", "../en_GB", "error: phrasebank: no locale '../en_GB'"),
        ("--phrasebank", "none", "error: none: no such folder; a folder with en_GB/*.ftl is needed"),
    ],
)
def test_options_take_the_place_of_the_spec_s_and_are_checked(home, option, value, error):
    if error is None:
        assert run("report", "report.toml", "-o", "-", option, value).exit_code == 0
    else:
        (found,) = refused("report", "report.toml", option, value)
        assert found.startswith(error)


def test_period_area_and_phrases_are_those_asked_for(home):
    Path("mine/en_GB").mkdir(parents=True)
    phrases = "arrears = No count has come in since { $span }.\n"
    write("mine/en_GB/own.ftl", phrases)
    options = (
        "--period",
        "2023/24 Q3",
        "--area",
        "Y",
        "--locale",
        "en_GB",
        "--phrasebank",
        "mine",
        "--detail",
        "full",
    )
    printed = run("report", "report.toml", "-o", "a.md", *options)
    assert printed.exit_code == 0
    trace = narrate.read_trace("a.trace.json")
    assert str(trace.period) == "2023/24 Q3"
    assert trace.spec.report.area == "Y"
    assert list(trace.findings) == ["theft/Y"]
    assert "No count has come in since the 12 months to September 2023." in read("a.md")


@pytest.mark.parametrize(
    "arguments",
    [
        ("report",),
        ("report", "report.toml", "--fromat", "text"),
        ("report", "report.toml", "--format", "pdf"),
        ("rapport",),
    ],
)
def test_wrong_usage_ends_with_the_same_code(home, arguments):
    before = contents()
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr
    assert contents() == before


# Warnings ---------------------------------------------------------------------------------------------------


def test_warnings_go_to_standard_error_and_the_trace_and_never_into_the_prose(home):
    extra = list(rows("thefft"))
    write("data.csv", table(iter([*rows(), *extra])))
    result = run("report", "report.toml")
    assert result.exit_code == 0
    warning = "data.csv: indicator 'thefft' is not in the report (did you mean 'theft'?)"
    assert result.stderr == f"warning: {warning}\n"
    assert result.stdout == ""
    assert narrate.read_trace("draft.trace.json").warnings == (warning,)
    assert "thefft" not in read("draft.md")


def test_warnings_stand_before_the_faults(home):
    Path("mine/en_GB").mkdir(parents=True)
    write("mine/en_GB/own.ftl", "movement-risng = { $subject }.\n")
    result = run("report", "report.toml", "--phrasebank", "mine", "-o", "a.md")
    assert result.exit_code == 0
    assert result.stderr.startswith(
        "warning: mine/en_GB/own.ftl: line 1: 'movement-risng' replaces no shipped"
    )


# Classify ---------------------------------------------------------------------------------------------------


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_classify_prints_one_row_for_each_indicator_and_area(home):
    result = run("classify", "data.csv")
    assert result.exit_code == 0
    found = records(result.stdout)
    assert [(row["indicator"], row["area"]) for row in found] == [("theft", "X"), ("theft", "Y")]
    assert {row["movement"] for row in found} == {"rising"}
    assert {row["favour"] for row in found} == {"neutral"}


def test_classify_spells_phases_and_flags_out(home):
    row = records(run("classify", "data.csv").stdout)[0]
    assert row["phases"].startswith("up 2020/21")
    assert row["phases"].endswith(" to 2023/24 Q2 (13)")
    assert "<" not in "".join(row.values())


def test_classify_writes_a_file_and_goes_by_the_spec(home):
    assert run("classify", "data.csv", "--spec", "report.toml", "-o", "out.csv").output == ""
    found = records(read("out.csv"))
    assert {row["favour"] for row in found} == {"worse"}
    assert float(found[0]["value"]) == pytest.approx(1000 * sum(526 + 25 * n for n in range(4)) / 10000)


def test_classify_reads_wide_tables_sheets_and_populations_as_the_spec_says(home):
    import pandas as pd

    frame = pd.read_csv("data.csv")
    wide = frame.pivot_table("count", ["indicator", "area"], "period").reset_index()
    with pd.ExcelWriter("data.xlsx") as book:
        pd.DataFrame({"note": ["nothing here"]}).to_excel(book, sheet_name="Notes", index=False)
        wide.to_excel(book, sheet_name="Counts", index=False)
    Path("elsewhere").mkdir()
    source = '{ file = "data.xlsx", layout = "wide", sheet = "Counts", populations = "people.csv" }'
    write("elsewhere/report.toml", SPEC.replace('"data.csv"', source))
    write("elsewhere/people.csv", POPULATIONS)
    tidy = run("classify", "data.csv", "--spec", "report.toml").stdout
    result = run("classify", "data.xlsx", "--spec", "elsewhere/report.toml")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == tidy


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("none.csv",), "error: none.csv: no such file or directory"),
        (("data.csv", "--spec", "none.toml"), "error: none.toml: no such file or directory"),
        (("data.csv", "-o", "no/out.csv"), "error: no/out.csv: no folder 'no'; make it first"),
        (("data.csv", "-o", "."), "error: .: a folder; the name of a file is needed"),
        (("report.toml",), "error: report.toml: file type '.toml'"),
    ],
)
def test_classify_refuses_bad_input(home, arguments, error):
    (found,) = refused("classify", *arguments)
    assert found.startswith(error)


# Explain ----------------------------------------------------------------------------------------------------


@pytest.fixture
def trace(home) -> narrate.Trace:
    run("report", "report.toml")
    return narrate.read_trace("draft.trace.json")


def test_explain_finds_every_sentence_by_its_id(trace):
    for sentence in trace.sentences:
        result = run("explain", "draft.trace.json", sentence.id)
        assert result.exit_code == 0
        assert result.stdout.startswith(f"{sentence.id} (paragraph {sentence.paragraph})\n")
        assert sentence.text in result.stdout
        assert sentence.phrase in result.stdout


@pytest.mark.parametrize("number", ["1(a)", "1(a).", " 1(a) "])
def test_explain_finds_sentences_by_their_paragraph(trace, number):
    printed = run("explain", "draft.trace.json", number).stdout
    meant = [item.text for item in trace.sentences if item.paragraph == "1(a)"]
    assert len(meant) > 1
    assert [line.strip() for line in printed.splitlines() if line.strip() in meant] == meant


def test_explain_finds_sentences_by_their_words(trace):
    printed = run("explain", "draft.trace.json", "COUNTED  by the\npolice").stdout
    assert "Thefts are counted by the police." in printed
    assert "spec.text" in printed


def test_explain_shows_the_figures_unrounded_and_the_tests(trace):
    (figure,) = [item for item in trace.sentences if item.id == "theft/figure"]
    printed = run("explain", "draft.trace.json", "theft/figure").stdout
    for value in figure.values:
        assert f"{value.text} = {value.raw!r}" in printed
    assert "movement rising (rule: phases)" in printed
    assert "p < 0.0001" in printed or "p = 0." in printed


@pytest.mark.parametrize(
    ("wanted", "offer"),
    [("theft/figur", " (did you mean 'theft/figure'?)"), ("99", ""), ("", ""), ("  ", "")],
)
def test_explain_says_what_it_could_be_asked(trace, wanted, offer):
    (error,) = refused("explain", "draft.trace.json", wanted)
    assert error == (
        f"error: draft.trace.json: no sentence {wanted!r}; give a sentence's id, a paragraph's number "
        f"such as 6(b), or words of the sentence{offer}"
    )


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, "no such file or directory"),
        (b"# A draft\n", "not JSON: expected value at line 1 column 1"),
        (b"\xff\xfe", "not JSON: "),
        (b"[]", "no trace of a known version"),
        (b"{}", "no trace of a known version"),
        (b'{"sentences": [], "findings": {}}', "no trace of a known version"),
        (b'{"version": 0, "sentences": [], "findings": {}}', "a trace of version 0; version 2 is needed"),
        (b'{"version": 2, "sentences": 1, "findings": {}}', "not as narrate writes it"),
        (b'{"version": 2, "sentences": [{}], "findings": {}}', "not as narrate writes it"),
        (b'{"version": 2, "sentences": [{"id": "theft"}], "findings": {}}', "not as narrate writes it"),
        (b'{"version": 2, "sentences": [null], "findings": {}}', "not as narrate writes it"),
    ],
)
def test_explain_refuses_what_is_no_trace(home, content, error):
    if content is not None:
        Path("x.json").write_bytes(content)
    (found,) = refused("explain", "x.json", "theft")
    assert found.startswith(f"error: x.json: {error}")


# The phrase bank --------------------------------------------------------------------------------------------


def own(text: str, name: str = "mine/en_GB/own.ftl") -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    write(name, text)


def checked(*arguments: str) -> list[str]:
    """Check the phrases of an analyst's folder that has faults; return them."""
    result = run("phrases", "check", "--phrasebank", "mine", *arguments)
    assert result.exit_code == 1
    *found, ended = result.stdout.splitlines()
    assert re.fullmatch(rf"en_GB: \d+ phrases, {len(found)} faults?", ended)
    return found


def test_list_names_every_kind_and_slot_with_its_meaning():
    done = run("phrases", "list")
    assert done.exit_code == 0
    for kind in KINDS:
        (block,) = re.findall(rf"^{kind.kind}: \w.*\n((?:    .*\n)*)", done.stdout, re.MULTILINE)
        assert re.findall(r"^ +\$([\w-]+)\*? +\w", block, re.MULTILINE) == sorted(kind.slot_meanings())
    for name in FRAGMENTS:
        assert re.search(rf"^{name}: \w", done.stdout, re.MULTILINE)


def test_the_shipped_phrases_are_clean():
    done = run("phrases", "check")
    assert done.exit_code == 0
    assert re.fullmatch(r"en_GB: \d+ phrases, no faults\n", done.stdout)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("new = { $figur }.", "new: unknown slot $figur; known are $it,"),
        ("new = { $subject", "Expected token:"),
        ("new = { $number-n ->\n   *[other] x\n}", "new: no variant [one]; one for each of one, other"),
        (
            "figure-alone = { $figure } in { $span }, { $then }.",
            "figure-alone: $then is not filled here; filled are $bare, $figure, $it, $",
        ),
        ("threshold-upper-higher = It is above.", "threshold-upper-higher: no slot $value; without it"),
        ("figure-hihger = { $figure } { $span }.", "figure-hihger: no finding leads to it; rename it"),
        ("since-down = The rise began with { $event }.", "since-down: 'rise'; a word of the opposite direc"),
        (
            "headline-rising = { $subject } is going up, { $figure }.",
            "headline-rising: no word for rising; one of rising is needed",
        ),
        ("status-green = The status is good.", "status-green: 'good'; a banned word; say it otherwise"),
        (
            "status-green = The status is <b>green.",
            "status-green: '<'; phrases hold words and slots, no",
        ),
    ],
)
def test_check_finds_a_fault_and_its_line(home, text, expected):
    own(f"# mine\n\n{text}\n")
    pattern = rf"mine/en_GB/own.ftl: line [3-5]: {re.escape(expected)}"
    assert any(re.match(pattern, fault) for fault in checked())


def test_check_finds_a_kind_without_a_phrase(home, monkeypatch):
    shipped = home / "bank"
    shutil.copytree(str(shipped_bank()), shipped)
    (shipped / "en_GB" / "summary.ftl").unlink()
    monkeypatch.setattr("narrate.phrases.bank.shipped_bank", lambda: shipped)
    Path("mine").mkdir()
    assert "phrasebank/en_GB: no phrase 'rollup'; one of rollup is needed" in checked()


def test_a_sentence_that_is_too_long_is_a_warning(home):
    own("status-green = The status is green, " + "and " * 25 + "so.\n")
    done = run("phrases", "check", "--phrasebank", "mine")
    assert done.exit_code == 0
    assert "warning: mine/en_GB/own.ftl: line 1: status-green: 30 words; at most 25 are" in done.stderr


def test_check_finds_what_another_locale_has_and_warns_of_words_that_it_cannot_check(home):
    own("status-green = Gr\u00fcn.\n", "mine/de_DE/own.ftl")
    done = run("phrases", "check", "--phrasebank", "mine")
    assert done.exit_code == 1
    assert re.search(r"phrasebank/en_GB/\w+.ftl: line \d+: status-red: missing from de_DE", done.stdout)
    assert "warning: phrasebank/de_DE: no check.toml" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("--locale", "en_BG"), "error: phrasebank: no locale 'en_BG'; known are en_GB"),
        (("--phrasebank", "none"), "error: none: no such folder"),
    ],
)
def test_check_that_cannot_check_says_so(home, arguments, error):
    (found,) = refused("phrases", "check", *arguments)
    assert found.startswith(error)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("banned = ", "mine/en_GB/check.toml: TOML syntax: "),
        ('banned = "good"', "mine/en_GB/check.toml: banned: input should be a valid tuple; known are"),
    ],
)
def test_a_fault_in_the_words_of_a_locale_is_an_error(home, text, error):
    own(text, "mine/en_GB/check.toml")
    done = run("phrases", "check", "--phrasebank", "mine")
    assert done.exit_code == 2
    assert f"error: {error}" in done.stderr


def test_coverage_counts_phrases_and_shows_how_each_reads(home):
    done = run("phrases", "coverage", "report.toml", "report.toml")
    assert done.exit_code == 0
    stated = re.findall(r"^ +(\d+)  (\S+) +(.+)$", done.stdout, re.MULTILINE)
    counts = {name: int(count) for count, name, _ in stated}
    examples = {name: text for _, name, text in stated}
    assert len(stated) == len(counts)
    total = f"{sum(count > 0 for count in counts.values())} of {len(counts)} phrases were said"
    assert total in done.stdout
    assert {count for count in counts.values() if count} == {2}
    assert examples["status-red"] == "{ $it } is rated red by the limits set for it."
    assert counts["status-red"] == 0
    assert [f"{form}: " in done.stdout for form in ("sentence", "lead", "tail")] == [True] * 3
    assert all("$" not in examples[name] for name, count in counts.items() if count)


def test_coverage_refuses_a_report_that_cannot_be_read(home):
    (found,) = refused("phrases", "coverage", "none.toml")
    assert found.startswith("error: none.toml: ")


# The program ------------------------------------------------------------------------------------------------


def test_importing_the_command_line_loads_neither_pandas_nor_scipy():
    heavy = "{'pandas', 'numpy', 'scipy', 'babel', 'pydantic'}"
    code = f"import sys, narrate.cli; print(*{heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_help_and_version_are_printed():
    done = run("--help")
    assert done.exit_code == 0
    for command in ("report", "classify", "explain", "phrases"):
        assert command in done.stdout
        assert run(command, "-h").exit_code == 0
    assert narrate.__version__ in run("--version").stdout


def test_the_program_runs_as_installed(home):
    program = Path(sys.executable).with_name("narrate")
    if not program.exists():
        pytest.skip("narrate is not installed beside this Python")
    done = subprocess.run([program, "report", "none.toml"], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr.startswith("error: none.toml: ")
    assert done.stdout == ""


def test_a_new_report_folder_makes_a_draft_at_once(tmp_path):
    made = run("init", str(tmp_path / "new" / "paper"))
    assert made.exit_code == 0, made.output
    home = tmp_path / "new" / "paper"
    assert {path.name for path in home.iterdir()} == {"report.toml", "observations.csv", "README.md"}
    drafted = run("report", str(home / "report.toml"), "-o", str(home / "draft.md"))
    assert drafted.exit_code == 0, drafted.output
    assert "esidential burglary" in (home / "draft.md").read_text(encoding="utf-8")


def test_a_report_folder_is_never_written_over(tmp_path):
    (tmp_path / "report.toml").write_text("mine", encoding="utf-8")
    done = run("init", str(tmp_path))
    assert done.exit_code == 2
    assert "already there" in done.stderr
    assert (tmp_path / "report.toml").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "observations.csv").exists()


def test_a_file_is_no_report_folder(tmp_path):
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert run("init", str(tmp_path / "file")).exit_code == 2
