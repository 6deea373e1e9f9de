"""The trace: what is written is read back as it was, and what is no whole trace is refused in one line."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

import narrate
from narrate.document import Document as Paper
from narrate.document import Paragraph, Section, Sentence, Value, numbered
from narrate.findings import Change, Finding, Magnitude, Relation
from narrate.periods import Period
from narrate.phrases import read_bank
from narrate.rendering.identity import draft_identifier
from narrate.rendering.word import read_word
from narrate.spec import ListStyle
from narrate.trace import VERSION, Carried, Trace, build_trace, digest, read_trace
from tests.conftest import LEICESTERSHIRE, SCENARIOS, composed
from tests.generated import draw
from tests.test_cli import EDITED, SPEC, contents, home, refused, rows, run, table, write

__all__ = ["home"]


# What is written is read ----------------------------------------


def again(trace: Trace, folder: Path) -> Trace:
    """Return what is read of a trace that was written."""
    path = folder / "draft.trace.json"
    path.write_text(trace.to_json(), encoding="utf-8")
    return read_trace(path)


def leaves(record: Any) -> Iterator[object]:
    """Yield what a record holds in the end."""
    if isinstance(record, dict):
        for value in record.values():
            yield from leaves(value)
    elif isinstance(record, list | tuple):
        for value in record:
            yield from leaves(value)
    else:
        yield record


def same(one: Trace, other: Trace) -> None:
    """Assert that two traces are equal: every number to its last bit, every member of a set a member."""
    assert one == other
    left, right = (list(leaves(trace.model_dump())) for trace in (one, other))
    assert [repr(leaf) for leaf in left if isinstance(leaf, float)] == [
        repr(float(leaf)) for leaf, as_read in zip(right, left, strict=True) if isinstance(as_read, float)
    ]
    assert [type(leaf) for leaf in left if not isinstance(leaf, float)] == [
        type(leaf) for leaf, as_read in zip(right, left, strict=True) if not isinstance(as_read, float)
    ]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_trace_of_a_scenario_is_read_as_it_was(scenario, tmp_path):
    report = composed(scenario)
    trace = report.trace.with_draft("draft.md", report.to_markdown())
    same(again(trace, tmp_path), trace)


@pytest.mark.filterwarnings("ignore::narrate.errors.NarrateWarning")
@pytest.mark.parametrize("seed", range(24))
def test_the_trace_of_any_report_is_read_as_it_was(seed, tmp_path):
    spec, observations = draw(seed)
    report = narrate.compose(spec, observations=observations)
    read = again(report.trace, tmp_path)
    same(read, report.trace)
    assert read.findings == {finding.id: finding for finding in report.findings.values()}
    assert all(math.isfinite(leaf) for leaf in leaves(read.model_dump()) if isinstance(leaf, float))


@pytest.mark.filterwarnings("ignore::narrate.errors.NarrateWarning")
def test_a_report_held_against_the_last_one_is_read_as_it_was(tmp_path):
    earlier = composed(LEICESTERSHIRE.name)
    last = tmp_path / "last.json"
    last.write_text(earlier.trace.to_json(), encoding="utf-8")
    spec = earlier.trace.spec
    head = spec.report.model_copy(update={"previous": str(last)})
    observations = LEICESTERSHIRE / "observations.csv"
    report = narrate.compose(spec.model_copy(update={"report": head}), observations=observations)
    assert report.trace.changed is not None
    assert all(finding.last for finding in report.findings.values())
    same(again(report.trace, tmp_path), report.trace)


def test_what_a_refreshed_draft_carries_is_read_as_it_was(tmp_path):
    carried = Carried({"a": ("One.", "Two.")}, ("Three.",), ("b", "c"), {"a": "a mark"})
    trace = composed(LEICESTERSHIRE.name).trace.model_copy(update={"carried": carried})
    same(again(trace, tmp_path), trace)


numbers = st.floats(allow_nan=False, allow_infinity=False)
periods = st.builds(Period, st.integers(-900, 1500), st.sampled_from([1, 3, 6, 12, 24]))


@given(
    st.builds(
        Change,
        now=numbers,
        then=numbers,
        period=periods,
        reference_period=periods,
        relation=st.sampled_from(Relation),
        difference=numbers,
        relative=st.none() | numbers,
        magnitude=st.sampled_from(Magnitude),
        material=st.booleans(),
        p=st.none() | st.floats(0, 1),
        significant=st.none() | st.booleans(),
    )
)
def test_any_comparison_is_read_as_it_was(change):
    read = Change.model_validate_json(change.model_dump_json())
    assert read == change
    assert repr(read) == repr(change)


def test_a_number_that_json_has_not_is_read_as_none_at_all():
    known = composed(LEICESTERSHIRE.name).findings["total_crime"]
    finding = known.model_copy(update={"dispersion": math.nan, "degrees_of_freedom": math.inf})
    read = Finding.model_validate_json(finding.model_dump_json())
    assert (read.dispersion, read.degrees_of_freedom) == (None, None)


def test_a_sentence_s_record_holds_its_values_unrounded():
    known = composed(LEICESTERSHIRE.name)
    (finding,) = (one for one in known.findings.values() if one.indicator == "hate_crime")
    value = Value("9.27", 9.2713, "hate_crime", "Blaby", finding.latest, "rate per 1000")
    sentence = Sentence("v/figure", "It was 9.27.", "figure-alone.a", (finding.id,), "phases", (value,))
    paragraph = Paragraph("v", "", "", "", (sentence,), ListStyle.LETTERS, ())
    paper = numbered(Paper("Paper", (), "en_GB", (Section("One", True, (paragraph,)),)))
    bank = read_bank("en_GB")
    trace = build_trace(paper, {"hate_crime": finding}, known.trace.spec, bank, ())
    (record,) = json.loads(trace.to_json())["sentences"]
    assert record == {
        "id": "v/figure",
        "paragraph": "1",
        "text": "It was 9.27.",
        "phrase": "figure-alone.a",
        "findings": [finding.id],
        "rule": "phases",
        "values": [
            {
                "text": "9.27",
                "raw": 9.2713,
                "indicator": "hate_crime",
                "area": "Blaby",
                "period": "2023/24 Q2",
                "unit": "rate per 1000",
            }
        ],
        "slots": [],
        "clauses": [],
    }


# What is no whole trace ----------------------------------------


def changed(**changes: Any) -> Callable[[dict[str, Any]], str]:
    return lambda record: json.dumps(record | changes)


def without(key: str) -> Callable[[dict[str, Any]], str]:
    return lambda record: json.dumps({name: value for name, value in record.items() if name != key})


def first(part: str, **changes: Any) -> Callable[[dict[str, Any]], str]:
    """Change the first of a trace's findings, paragraphs or sentences."""

    def spoil(record: dict[str, Any]) -> str:
        held = record[part]
        (held if isinstance(held, list) else list(held.values()))[0].update(changes)
        return json.dumps(record)

    return spoil


FIELD = "not as narrate writes it: "
BROKEN: dict[str, tuple[Callable[[dict[str, Any]], str | None], str]] = {
    "missing": (lambda _: None, "no such file or directory; the trace that was written with"),
    "empty": (lambda _: "", "not JSON: "),
    "a draft": (lambda _: "# A draft\n", "not JSON: expected value at line 1 column 1; a trace that"),
    "cut off": (lambda record: json.dumps(record)[:1000], "not JSON: "),
    "nested without end": (lambda _: "[" * 100_000, "not JSON: "),
    "a list": (lambda _: "[]", "no trace of a known version; version 2 is needed"),
    "a number": (lambda _: "1", "no trace of a known version; version 2 is needed"),
    "no version": (without("version"), "no trace of a known version; version 2 is needed"),
    "an older version": (changed(version=0), "a trace of version 0; version 2 is needed"),
    "a later version": (changed(version=3, sentences=3), "a trace of version 3; version 2 is needed"),
    "a version in words": (changed(version="one"), "a trace of version 'one'; version 2 is needed"),
    "no findings": (without("findings"), f"{FIELD}findings: field required; a whole"),
    "no fields": (lambda _: '{"version": 2}', f"{FIELD}narrate: field required (and 11 more)"),
    "a field too many": (changed(extra=1), f"{FIELD}extra: extra inputs are not permitted"),
    "no period": (changed(period="soon"), f"{FIELD}period: 'soon' is not a period"),
    "no spec": (changed(spec={}), f"{FIELD}spec.report: field required"),
    "no movement": (first("findings", movement="sideways"), f"{FIELD}findings.total_crime/"),
    "no number": (first("findings", value="many"), f"{FIELD}findings.total_crime/"),
    "no sentence": (changed(sentences=[None]), f"{FIELD}sentences.0: "),
    "half a sentence": (changed(sentences=[{"id": "x"}]), f"{FIELD}sentences.0.paragraph: "),
    "no values": (first("sentences", values=[{}]), f"{FIELD}sentences.0.values.0.text: "),
    "another finding": (first("sentences", findings=["x/Y"]), f"{FIELD}unknown 'x/Y'"),
    "another indicator": (first("findings", indicator="x"), f"{FIELD}unknown 'x'"),
    "another name": (first("findings", id="x/Y"), f"{FIELD}unknown "),
    "another sentence": (first("paragraphs", sentences=["x"]), f"{FIELD}unknown 'x'"),
    "half a draft": (changed(drafts=[{"path": "x"}]), f"{FIELD}drafts.0.sha256: field required"),
}


@lru_cache
def whole() -> str:
    """Return a trace that is whole, as text."""
    return composed(LEICESTERSHIRE.name).trace.to_json()


def spoilt(spoil: Callable[[dict[str, Any]], str | None], path: Path) -> Path:
    text = spoil(json.loads(whole()))
    if text is not None:
        path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("spoil", "stated"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_whole_trace_is_refused_in_one_line(spoil, stated, tmp_path):
    path = spoilt(spoil, tmp_path / "x.json")
    with pytest.raises(narrate.DraftError) as refusal:
        read_trace(path)
    assert str(refusal.value).startswith(f"{path}: {stated}")
    assert "\n" not in str(refusal.value)


@pytest.fixture(scope="module")
def reported(tmp_path_factory) -> Path:
    """A folder with a report, its draft and its trace, as the command wrote them."""
    folder = tmp_path_factory.mktemp("reported")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        write("report.toml", SPEC)
        write("data.csv", table(rows()))
        assert run("report", "report.toml").exit_code == 0
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "draft.md", "--trace", "x.json"),
        ("refresh", "draft.md", "report.toml", "-o", "next.md", "--trace", "x.json"),
        ("explain", "x.json", "theft"),
        ("report", "later.toml", "-o", "later.md"),
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("spoil", [spoil for spoil, _ in BROKEN.values()], ids=BROKEN)
def test_every_command_refuses_what_is_no_whole_trace(spoil, arguments, reported, home):
    shutil.copytree(reported, home, dirs_exist_ok=True)
    write("later.toml", SPEC.replace("[report]\n", '[report]\nprevious = "x.json"\n', 1))
    spoilt(spoil, Path("x.json"))
    (error,) = refused(*arguments)
    assert error.startswith("error: x.json: ")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "x.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(narrate.DraftError, match="not JSON: "):
        read_trace(path)
    with pytest.raises(narrate.DraftError, match="is a directory"):
        read_trace(tmp_path)


def test_the_version_is_its_own():
    assert isinstance(VERSION, int)
    assert json.loads(composed(LEICESTERSHIRE.name).trace.to_json())["version"] == VERSION


# The drafts of one paper ----------------------------------------


def written() -> dict[str, str]:
    return {draft.path: draft.sha256 for draft in read_trace("draft.trace.json").drafts}


def revise(old: str = "The end.", new: str = "Another end.") -> None:
    write("report.toml", SPEC.replace(old, new))


ALL = ("draft.md", "draft.docx", "draft.html", "draft.txt")
LOSE = "write elsewhere with -o, or use --force to lose it"


def test_one_trace_serves_all_formats_of_a_paper(home):
    for name in ALL:
        assert run("report", "report.toml", "-o", name).exit_code == 0
    assert list(written()) == list(ALL)
    assert written()["draft.md"] == digest(Path("draft.md").read_text(encoding="utf-8"))
    assert read_word("draft.docx").identifier == draft_identifier(written()["draft.docx"])


def test_a_draft_that_is_written_again_is_listed_once(home):
    for name in ("draft.md", "draft.docx", "draft.md"):
        assert run("report", "report.toml", "-o", name).exit_code == 0
    assert sorted(written()) == ["draft.docx", "draft.md"]


def test_every_draft_of_a_paper_is_checked_and_refreshed(home):
    for name in ALL[:2]:
        run("report", "report.toml", "-o", name)
    for name in ALL[:2]:
        assert run("check", name).stdout == f"{name}: nothing to mend\n"
        target = f"next{Path(name).suffix}"
        assert run("refresh", name, "report.toml", "-o", target).exit_code == 0
        assert Path(target).exists()
    assert sorted(draft.path for draft in read_trace("next.trace.json").drafts) == ["next.docx", "next.md"]


@pytest.mark.parametrize("name", ALL[:2])
def test_an_edit_of_any_draft_is_seen(home, name):
    for each in ALL[:2]:
        run("report", "report.toml", "-o", each)
    if name == "draft.docx":
        paper = docx.Document(name)
        paper.add_paragraph("Our own words.")
        paper.save(name)
    else:
        write(name, Path(name).read_text(encoding="utf-8") + "\nOur own words.\n")
    (other,) = {*ALL[:2]} - {name}
    assert refused("report", "report.toml", "-o", name) == [f"error: {name}: {EDITED}"]
    assert run("report", "report.toml", "-o", other).exit_code == 0
    assert sorted(written()) == ["draft.docx", "draft.md"]


def test_the_trace_of_drafts_that_stand_is_not_lost_to_another_paper(home):
    for name in ("draft.md", "draft.docx"):
        run("report", "report.toml", "-o", name)
    revise()
    for name, kept in (("draft.txt", "draft.md"), ("draft.md", "draft.docx"), ("draft.docx", "draft.md")):
        assert refused("report", "report.toml", "-o", name) == [
            f"error: draft.trace.json: the trace of {kept!r}; {LOSE}"
        ]
    assert run("report", "report.toml", "-o", "draft.md", "--force").exit_code == 0
    assert list(written()) == ["draft.md"]


def test_a_draft_that_is_gone_keeps_no_trace(home):
    run("report", "report.toml", "-o", "draft.docx")
    Path("draft.docx").unlink()
    revise()
    assert run("report", "report.toml", "-o", "draft.md").exit_code == 0
    assert list(written()) == ["draft.md"]


def test_a_trace_that_cannot_be_read_is_no_trace_of_a_draft(home):
    run("report", "report.toml", "-o", "draft.docx")
    write("draft.trace.json", '{"version": 0}')
    assert refused("report", "report.toml", "-o", "draft.docx") == [f"error: draft.docx: {EDITED}"]
    before = contents()
    assert run("report", "report.toml", "-o", "draft.md").exit_code == 0
    assert contents()["draft.docx"] == before["draft.docx"]
    assert list(written()) == ["draft.md"]
