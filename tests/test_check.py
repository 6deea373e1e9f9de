"""Edited drafts held against their traces."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

import narrate
from narrate.cli import main
from narrate.drafts import Severity, check
from narrate.drafts.trace_index import TraceIndex
from narrate.errors import DraftError
from narrate.rendering.markdown import render_markdown
from narrate.rendering.word import render_docx
from narrate.trace import Trace
from tests.conftest import FIXTURES, LEICESTERSHIRE, SCENARIOS, composed
from tests.edits import FORMATS, HONEST, MISTAKES, applied, drawn
from tests.generated import draw
from tests.human_edits import HumanEdit, human_edits, rewritten, unknown

HUMAN = human_edits()
SECTIONS = LEICESTERSHIRE.name


def written(report: narrate.Report, target: Path) -> Path:
    if target.suffix == ".md":
        target.write_text(report.to_markdown(), encoding="utf-8")
    else:
        target.write_bytes(render_docx(report.document))
    return target


INDEXES: dict[int, TraceIndex] = {}


def index_of(trace: Trace, phrasebank: object = None) -> TraceIndex:
    """Return the index of a trace, which is made once; it holds the trace, so that no other has its place."""
    if id(trace) not in INDEXES:
        INDEXES[id(trace)] = TraceIndex(trace)
    return INDEXES[id(trace)]


@pytest.fixture
def indexed_once(monkeypatch):
    """Of a paper that is checked with many edits, the trace is indexed once."""
    monkeypatch.setattr("narrate.drafts.checking.paper.TraceIndex", index_of)


def failing(path: Path, report: narrate.Report) -> list[narrate.Issue]:
    return [issue for issue in check(path, report.trace) if issue.fails]


def as_pairs(issues: list[narrate.Issue]) -> list[tuple[str, str]]:
    return [(issue.severity.value, issue.found) for issue in issues]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_draft_as_written_is_clean(scenario, suffix, tmp_path):
    report = composed(scenario)
    assert check(written(report, tmp_path / f"draft{suffix}"), report.trace) == []


@pytest.mark.parametrize("seed", range(12))
def test_any_draft_as_written_is_clean(seed, tmp_path):
    spec, observations = draw(seed)
    report = narrate.compose(spec, observations=observations)
    suffix = FORMATS[seed % 2]
    trace_file = tmp_path / "draft.trace.json"
    trace_file.write_text(report.trace.to_json(), encoding="utf-8")
    trace = narrate.read_trace(trace_file)
    assert trace == report.trace
    assert check(written(report, tmp_path / f"draft{suffix}"), trace) == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_draft_that_another_program_saved_is_clean(tmp_path):
    report = composed(SECTIONS)
    draft = written(report, tmp_path / "draft.docx")
    for step, form in enumerate(("docx", "odt")):
        out = tmp_path / f"saved-{step}"
        home = f"-env:UserInstallation=file://{tmp_path}/profile"
        subprocess.run(
            ["soffice", home, "--headless", "--convert-to", form, "--outdir", str(out), str(draft)],
            check=True,
            capture_output=True,
            timeout=120,
        )
        saved = out / f"draft.{form}"
        if form == "docx":
            assert check(saved, report.trace) == []


def rounds(kind: str) -> list[object]:
    """Return the edits by hand in rounds, each with no more than one of a paragraph."""
    found: dict[tuple[str, int], list[HumanEdit]] = {}
    seen: Counter[tuple[str, str]] = Counter()
    for case in HUMAN[kind]:
        spot = (case.scenario, case.paragraph)
        found.setdefault((case.scenario, seen[spot]), []).append(case)
        seen[spot] += 1
    return [pytest.param(*key, cases, id=f"{key[0]}-{key[1]}") for key, cases in found.items()]


def edited(scenario: str, cases: list[HumanEdit], target: Path) -> Path:
    target.write_text(render_markdown(rewritten(composed(scenario).document, cases)), encoding="utf-8")
    return target


def test_the_edits_by_hand_are_of_paragraphs_and_messages_that_exist():
    for case in (*HUMAN["honest"], *HUMAN["mistaken"]):
        paragraphs = {item.id: item for item in composed(case.scenario).document.paragraphs()}
        assert case.paragraph in paragraphs, case
        assert case.messages, case
        assert not unknown(paragraphs[case.paragraph], case), case


def test_an_edit_by_hand_stands_in_the_first_place_of_what_it_replaces():
    document = composed(SECTIONS).document
    old = {item.id: item for item in document.paragraphs()}["hate_crime"]
    names = [sentence.id.removeprefix("hate_crime/") for sentence in old.sentences]
    texts = [sentence.text for sentence in old.sentences]

    def after(*messages: str) -> list[str]:
        edit = HumanEdit(SECTIONS, "hate_crime", messages, "So it is.")
        paragraphs = {item.id: item for item in rewritten(document, [edit]).paragraphs()}
        assert [paragraphs[name].text for name in paragraphs if name != "hate_crime"] == [
            item.text for item in document.paragraphs() if item.id != "hate_crime"
        ]
        return [sentence.text for sentence in paragraphs["hate_crime"].sentences]

    assert after(names[1]) == [texts[0], "So it is.", *texts[2:]]
    assert after(names[2], names[1], "nothing") == [texts[0], "So it is.", *texts[3:]]
    assert after("nothing") == [*texts, "So it is."]


@pytest.mark.usefixtures("indexed_once")
@pytest.mark.parametrize(("scenario", "turn", "cases"), rounds("honest"))
def test_what_people_write_that_is_true_is_no_issue(scenario, turn, cases, tmp_path):
    assert as_pairs(failing(edited(scenario, cases, tmp_path / "draft.md"), composed(scenario))) == []


@pytest.mark.usefixtures("indexed_once")
@pytest.mark.parametrize(("scenario", "turn", "cases"), rounds("mistaken"))
def test_what_people_write_that_is_false_is_reported_where_it_stands(scenario, turn, cases, tmp_path):
    report = composed(scenario)
    issues = failing(edited(scenario, cases, tmp_path / "draft.md"), report)
    numbers = {item.id: item.number for item in report.trace.paragraphs}
    assert {issue.paragraph for issue in issues} == {numbers[case.paragraph] for case in cases}
    assert not {issue.sentence for issue in issues} & {sentence.text for sentence in report.sentences}


@pytest.mark.usefixtures("indexed_once")
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_mistakes_at_random_are_reported(scenario, tmp_path):
    report, missed = composed(scenario), []
    edits = list(drawn(report, MISTAKES, 40, seed=3))
    for turn, edit in enumerate(edits):
        path = applied(report, edit, tmp_path / f"draft{FORMATS[turn % 8 == 0]}")
        words = set(edit.new.split())
        if not any(
            len(words & set(issue.sentence.split())) > len(words) / 2 for issue in failing(path, report)
        ):
            missed.append(edit)
    assert len(edits) == 40
    assert missed == []


@pytest.mark.usefixtures("indexed_once")
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_honest_edits_at_random_are_no_issue(scenario, tmp_path):
    report = composed(scenario)
    edits = list(drawn(report, HONEST, 40, seed=5))
    assert len(edits) == 40
    for turn, edit in enumerate(edits):
        path = applied(report, edit, tmp_path / f"draft{FORMATS[turn % 8 == 0]}")
        assert as_pairs(failing(path, report)) == [], edit


WHOLE = {
    "carriage returns and a byte order mark": lambda text: "\ufeff" + text.replace("\n", "\r\n"),
    "smart typography": lambda text: re.sub(
        r"(?m)^(?!\s*\|).*$",
        lambda line: line[0].replace("'", "’").replace(" population", "\u00a0population"),
        text,
    ),
    "identities lost": lambda text: re.sub(r" ?<!--.*?-->", "", text),
    "paragraphs in another order": lambda text: shuffled(text),
    "per cent in words": lambda text: text.replace("%", " per cent"),
    "wrapped lines": lambda text: re.sub(r"(?m)^(\d+\. .{60,}?) ", r"\1\n    ", text),
    "numbered anew": lambda text: re.sub(r"(?m)^(\d+)\.", lambda found: f"{int(found[1]) + 3}.", text),
    "letters as bullets": lambda text: re.sub(r"(?m)^( +)\([a-z]\) ", r"\1- ", text),
    "headings gone": lambda text: re.sub(r"(?m)^## .*$", "", text),
    "everything twice": lambda text: text + text,
}


def shuffled(text: str) -> str:
    blocks = text.split("\n\n")
    keep = [
        number for number, block in enumerate(blocks) if "|" in block or "youth justice system, " in block
    ]
    rest = [block for number, block in enumerate(blocks) if number not in keep]
    random.Random(1).shuffle(rest)
    return "\n\n".join(rest)


@pytest.mark.usefixtures("indexed_once")
@pytest.mark.parametrize("change", WHOLE.values(), ids=WHOLE)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_changes_of_the_whole_draft_are_no_issue(scenario, change, tmp_path):
    report = composed(scenario)
    path = tmp_path / "draft.md"
    path.write_bytes(change(report.to_markdown()).encode())
    assert as_pairs(failing(path, report)) == []


def changed(report: narrate.Report, old: str, new: str, target: Path) -> Path:
    text = report.to_markdown()
    assert old in text
    target.write_text(text.replace(old, new), encoding="utf-8")
    return target


def test_an_issue_says_where_and_what(tmp_path):
    report = composed(SECTIONS)
    (issue,) = check(
        changed(report, "from 8.88 a year earlier", "from 9.88 a year earlier", tmp_path / "d.md"),
        report.trace,
    )
    assert issue.severity is Severity.ERROR
    assert (issue.claim, issue.paragraph, issue.found) == ("number", "5(e)", "9.88")
    assert issue.truth.startswith(
        "8.88 (violence_with_injury, Leicestershire and Rutland, 12 months to 2022-09"
    )
    assert issue.sentence_id == "violence_with_injury/figure"
    assert (
        (tmp_path / "d.md")
        .read_text(encoding="utf-8")
        .splitlines()[issue.line - 1]
        .lstrip()
        .startswith("(e)")
    )


def test_a_sentence_copied_to_the_summary_is_no_issue_and_one_said_of_another_is(tmp_path):
    report = composed(SECTIONS)
    known = {item.id: item.text for item in report.sentences}
    sentence = known["burglary_business_community/quarter"]
    summary = changed(
        report, "Four call for attention:", f"{sentence} Four call for attention:", tmp_path / "a.md"
    )
    assert as_pairs(failing(summary, report)) == []
    elsewhere = changed(
        report,
        "It is very low by the reference levels set for it. In 2023/24 Q2 (July",
        f"{sentence} In 2023/24 Q2 (July",
        tmp_path / "b.md",
    )
    assert [issue.claim for issue in failing(elsewhere, report)] == ["indicator"]


def test_what_the_analyst_added_is_listed_and_fails_nothing(tmp_path):
    report = composed(SECTIONS)
    added = "Operation Falcon led to 25 arrests in the town centre."
    issues = check(
        changed(report, "Four call for", f"{added} Four call for", tmp_path / "d.md"),
        report.trace,
    )
    assert {issue.severity for issue in issues} == {Severity.UNVERIFIABLE}
    assert {issue.found for issue in issues} == {"25", "Falcon"}
    assert all(issue.sentence == added for issue in issues)


def test_cells_of_a_table_are_held_against_its_figures(tmp_path):
    report = composed(SECTIONS)
    path = changed(report, "| 2017/18 | 101 |", "| 2017/18 | 110 |", tmp_path / "d.md")
    assert [(issue.claim, issue.found, issue.truth) for issue in check(path, report.trace)] == [
        ("number", "110", "101")
    ]
    gone = changed(report, "    | 2017/18 | 101 |\n", "", tmp_path / "e.md")
    assert check(gone, report.trace) == []


def test_a_pasted_table_is_listed_once(tmp_path):
    report = composed(SECTIONS)
    table = "| Ward | Cases |\n| --- | --- |\n| Elm | 12 |\n| Oak | 30 |"
    path = changed(report, "## Recommendation", f"{table}\n\n## Recommendation", tmp_path / "d.md")
    assert [issue.severity for issue in check(path, report.trace)] == [Severity.UNVERIFIABLE]


def test_tracked_changes_count_as_accepted(tmp_path):
    report = composed(SECTIONS)
    path = written(report, tmp_path / "draft.docx")
    paper = docx.Document(str(path))
    (text,) = [
        item for item in paper.element.body.iter(qn("w:t")) if "from 8.88 a year earlier" in (item.text or "")
    ]
    before, after = text.text.split("8.88")
    run = text.getparent()
    text.text = before
    text.set(qn("xml:space"), "preserve")
    inserted = f'<w:ins {nsdecls("w")} w:id="901" w:author="A"><w:r><w:t>9.88</w:t></w:r></w:ins>'
    deleted = f'<w:del {nsdecls("w")} w:id="902" w:author="A"><w:r><w:delText>8.88</w:delText></w:r></w:del>'
    rest = f'<w:r {nsdecls("w")}><w:t xml:space="preserve">{after}</w:t></w:r>'
    for new in (rest, inserted, deleted):
        run.addnext(parse_xml(new))
    paper.save(str(path))
    assert as_pairs(check(path, report.trace)) == [("error", "9.88")]


def run(*arguments: object) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["check", *map(str, arguments)])
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def draft(tmp_path):
    path = written(composed(SECTIONS), tmp_path / "draft.md")
    trace = composed(SECTIONS).trace.with_draft(path.name, path.read_text(encoding="utf-8"))
    path.with_suffix(".trace.json").write_text(trace.to_json(), encoding="utf-8")
    return path


def test_the_command_is_quiet_about_a_clean_draft(draft):
    assert run(draft) == (0, f"{draft}: nothing to mend\n", "")


def test_the_command_prints_what_it_found(draft):
    changed(composed(SECTIONS), "from 8.88 a year earlier", "from 9.88 a year earlier", draft)
    code, out, err = run(draft)
    assert (code, err) == (1, "")
    assert "paragraph 5(e), line" in out
    assert "error: number '9.88'" in out
    assert "the data says: 8.88" in out
    code, out, _ = run(draft, "--format", "json")
    (issue,) = json.loads(out)["issues"]
    assert code == 1
    assert set(issue) == {
        "severity",
        "claim",
        "paragraph",
        "line",
        "sentence",
        "found",
        "truth",
        "sentence_id",
    }


def test_the_command_passes_what_is_only_unverifiable(draft):
    changed(composed(SECTIONS), "Four call for", "There were 25 arrests. Four call for", draft)
    code, out, _ = run(draft)
    assert code == 0
    assert out.endswith(": 1 unverifiable\n")


UNCHECKED = {
    "no draft": lambda draft: (draft.unlink(), [draft])[1],
    "no trace": lambda draft: (draft.with_suffix(".trace.json").unlink(), [draft])[1],
    "a trace that is none": lambda draft: (draft.with_suffix(".trace.json").write_text("[]"), [draft])[1],
    "not JSON": lambda draft: (draft.with_suffix(".trace.json").write_text("{"), [draft])[1],
    "hollow trace": lambda draft: (draft.with_suffix(".trace.json").write_text(hollow(draft)), [draft])[1],
    "no Word file": lambda draft: (
        draft.with_suffix(".docx").write_bytes(b"PK"),
        [draft.with_suffix(".docx")],
    )[1],
    "no format": lambda draft: (draft.with_suffix(".pdf").write_bytes(b"%"), [draft.with_suffix(".pdf")])[1],
    "no text": lambda draft: (draft.write_bytes(b"\xff\xfe\x00"), [draft])[1],
}


def hollow(draft: Path) -> str:
    record = json.loads(draft.with_suffix(".trace.json").read_text(encoding="utf-8"))
    return json.dumps(record | {"findings": {"a": {}}, "sentences": [{"id": "x"}]})


@pytest.mark.parametrize("spoil", UNCHECKED.values(), ids=UNCHECKED)
def test_what_cannot_be_checked_is_one_line(spoil, draft):
    code, out, err = run(*spoil(draft))
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1


def test_the_trace_of_another_draft_is_refused(draft, tmp_path):
    other = composed(next(name for name in SCENARIOS if name != SECTIONS)).trace
    with pytest.raises(DraftError, match="of another draft"):
        check(draft, other)
    earlier = narrate.compose(FIXTURES / SECTIONS / "report.toml", period="2022/23 Q4", detail="full").trace
    with pytest.raises(DraftError, match="of another draft"):
        check(draft, earlier)
