"""New data for edited drafts: hand-written edits in both formats, and what must become of them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest

import narrate
import narrate.drafts
from narrate.drafts import read_draft
from narrate.drafts.refreshing import Outcome, Reason, Refreshed, refresh
from narrate.drafts.refreshing.likeness import normalised
from narrate.rendering.word import read_word, render_docx
from narrate.report import compose as compose_paper
from narrate.trace import DraftRecord
from tests.benchmarks.histories import MarkdownEditor, WordEditor
from tests.benchmarks.refresh_benchmark import ROUNDS, through_office
from tests.benchmarks.refresh_benchmark import run as history_case
from tests.conftest import FIXTURES, composed

SPEC = FIXTURES / "northbridge-2024-25-q1" / "report.toml"
BEFORE, AFTER = "2023/24 Q4", "2024/25 Q1"
BOTH = (".md", ".docx")


@lru_cache
def edition(period: str) -> narrate.Report:
    return compose_paper(SPEC, period=period, detail="full")


def sentence(report: narrate.Report, name: str) -> str:
    return next(item.text for item in report.sentences if item.id == name)


OLD, NEW = (lambda name: sentence(edition(BEFORE), name)), (lambda name: sentence(edition(AFTER), name))


@pytest.fixture
def compose(monkeypatch):
    """Compose each edition once."""
    monkeypatch.setattr("narrate.report.compose", lambda *_, period=None, **__: edition(period or AFTER))


def written(folder: Path, suffix: str, report: narrate.Report | None = None) -> Path:
    report = report or edition(BEFORE)
    path = folder / f"draft{suffix}"
    content = render_docx(report.document) if suffix == ".docx" else report.to_markdown().encode()
    text = read_word(content).text if suffix == ".docx" else content.decode()
    path.write_bytes(content)
    trace = report.trace.with_draft(path.name, text)
    path.with_suffix(".trace.json").write_text(trace.to_json(), encoding="utf-8")
    return path


def edited(path: Path, *edits: Callable) -> Path:
    content = path.read_bytes()
    editor = WordEditor(content) if path.suffix == ".docx" else MarkdownEditor(content.decode())
    for edit in edits:
        assert edit(editor) is not False
    path.write_bytes(editor.save())
    return path


def outcomes_of(done: Refreshed, name: str) -> list[Outcome]:
    return [item.outcome for item in done.outcomes if item.sentence == name]


def texts(done: Refreshed, folder: Path, suffix: str) -> list[str]:
    path = folder / f"look{suffix}"
    path.write_bytes(done.content if isinstance(done.content, bytes) else done.content.encode())
    names = [item.id for item in done.trace.paragraphs]
    return [item.text for item in read_draft(path, names).paragraphs]


def replaced(paragraph: str, old: str, new: str) -> Callable:
    return lambda editor: editor.replace(paragraph, old, new)


@dataclass(frozen=True)
class Case:
    """An edit of one sentence: its id, what the analyst makes of it, and what it must become."""

    name: str
    old: str
    new: str
    outcome: Outcome
    becomes: str = ""
    reason: Reason = Reason.NONE


CASES = {
    # figures brought up to date in the analyst's words
    "opening words": Case(
        "alcohol/figure",
        "In the 12 months",
        "Members will want to know that in the 12 months",
        Outcome.UPDATED,
        "Members will want to know that in the 12 months to June 2024 the rate was 487 admissions "
        "per 100,000 population, "
        "against 581 a year earlier: a marked and statistically significant fall of 16.3%.",
    ),
    "rounded": Case(
        "alcohol/figure",
        "15.8%.",
        "about 16 per cent, to 498.",
        Outcome.UPDATED,
        "In the 12 months to June 2024 the rate was 487 admissions per 100,000 population, against "
        "581 a year earlier: "
        "a marked and statistically significant fall of about 16 per cent, to 487.",
    ),
    "told anew": Case(
        "alcohol/figure",
        "*",
        "Admissions stand at 498 per 100,000 residents (March 2024), a good 15.8 percent down on "
        "the 591 of a year before.",
        Outcome.UPDATED,
        "Admissions stand at 487 per 100,000 residents (June 2024), a good 16.3 percent down on "
        "the 581 of a year before.",
    ),
    "told anew and rounded": Case(
        "alcohol/figure",
        "*",
        "About 500 people in every 100,000 were admitted, some 16% fewer than a year earlier.",
        Outcome.UPDATED,
        "About 490 people in every 100,000 were admitted, some 16% fewer than a year earlier.",
    ),
    "months in short": Case(
        "alcohol/figure",
        "the 12 months to March 2024",
        "the year to Mar 2024",
        Outcome.UPDATED,
        "In the year to Jun 2024 the rate was 487 admissions per 100,000 population, against 581 a "
        "year earlier: "
        "a marked and statistically significant fall of 16.3%.",
    ),
    "period before, which the paper does not print": Case(
        "alcohol/figure",
        "a year earlier",
        "in the 12 months to March 2023",
        Outcome.UPDATED,
        "In the 12 months to June 2024 the rate was 487 admissions per 100,000 population, against "
        "581 in the 12 months "
        "to June 2023: a marked and statistically significant fall of 16.3%.",
    ),
    "no separator": Case(
        "falls/figure",
        "2,586",
        "2586",
        Outcome.UPDATED,
        "The rate was 2600 admissions per 100,000 people aged 65 and over in the 12 months to June 2024, "
        "11.0% higher than a year earlier (2,342), a difference that is not significant.",
    ),
    "rounded to tens": Case(
        "falls/figure",
        "was 2,586",
        "was just over 2,580",
        Outcome.UPDATED,
        "The rate was just over 2,600 admissions per 100,000 people aged 65 and over in the 12 months "
        "to June 2024, 11.0% higher than a year earlier (2,342), a difference that is not significant.",
    ),
    "rounded to hundreds": Case(
        "falls/figure",
        "was 2,586",
        "was around 2,600",
        Outcome.UPDATED,
        "The rate was around 2,600 admissions per 100,000 people aged 65 and over in the 12 months "
        "to June 2024, 11.0% higher than a year earlier (2,342), a difference that is not significant.",
    ),
    "length in figures": Case(
        "health_checks/movement",
        "for nine quarters",
        "for 9 quarters in a row",
        Outcome.UPDATED,
        "After 11 quarters without clear movement, the proportion of invited people who take up an "
        "NHS Health Check "
        "has been rising for 10 quarters in a row.",
    ),
    "length in words": Case(
        "health_checks/movement",
        "After 11 quarters",
        "After eleven quarters",
        Outcome.UPDATED,
        "After eleven quarters without clear movement, the proportion of invited people who take "
        "up an NHS Health Check "
        "has been rising for 10 quarters.",
    ),
    "size word that the analyst dropped": Case(
        "health_checks/figure",
        ", a statistically significant rise",
        ", which is significant",
        Outcome.UPDATED,
        "The proportion was 59.5% in the 12 months to June 2024, up 5.0 percentage points from "
        "54.5% a year earlier, "
        "which is significant.",
    ),
    "quarter turned": Case(
        "health_checks/quarter",
        "In 2023/24 Q4 (January to March 2024) alone",
        "In Q4 of 2023-24 (Jan to Mar 2024) alone",
        Outcome.UPDATED,
        "In Q1 of 2024-25 (Apr to Jun 2024) alone the proportion was 4.4 percentage points above "
        "that of the same quarter "
        "a year earlier, a statistically significant rise.",
    ),
    "area's figure": Case(
        "falls/comparator-movement-2",
        "England (2,263)",
        "England (which has 2,263)",
        Outcome.UPDATED,
        "The rate is significantly higher (15.1%) than in England (which has 2,259), where it is levelling.",
    ),
    "figure of the next sentence": Case(
        "alcohol/figure",
        "a year earlier:",
        "a year earlier (258 fewer admissions):",
        Outcome.UPDATED,
        "In the 12 months to June 2024 the rate was 487 admissions per 100,000 population, against "
        "581 a year earlier "
        "(262 fewer admissions): a marked and statistically significant fall of 16.3%.",
    ),
    "author's text": Case(
        "text-b81d6c2a/text-e587afef",
        "is asked to note",
        "is invited to discuss",
        Outcome.UPDATED,
        "The Board is invited to discuss the outcomes for 2024/25 Q1 (April to June 2024) and to "
        "consider the indicators "
        "that call for attention.",
    ),
    # nothing of it has changed
    "nothing new": Case(
        "smoking/figure",
        "not significantly different",
        "about the same (6 surveys were short)",
        Outcome.KEPT,
        "The proportion was 12.1% in 2023, about the same (6 surveys were short) from a year "
        "earlier (12.8%).",
    ),
    "a note": Case(
        "alcohol/note-b26567f2",
        "is due for review",
        "is due for review by its 14 partners",
        Outcome.KEPT,
        "The alcohol care strategy is due for review by its 14 partners in October 2024.",
    ),
    # conflicts
    "movement": Case(
        "mmr/movement",
        "After nine quarters",
        "Sadly, after nine quarters",
        Outcome.CONFLICT,
        reason=Reason.CHANGED,
    ),
    "significance": Case("mmr/figure", "against", "compared with", Outcome.CONFLICT, reason=Reason.CHANGED),
    "side": Case(
        "self_harm/quarter", "alone the rate", "by itself the rate", Outcome.CONFLICT, reason=Reason.CHANGED
    ),
    "no longer said": Case("falls/quarter", "can explain", "explains", Outcome.CONFLICT, reason=Reason.GONE),
    "unknown figure": Case(
        "alcohol/figure", "15.8%.", "15.8%, and 31 beds were closed.", Outcome.CONFLICT, reason=Reason.FIGURE
    ),
    "unknown month": Case(
        "alcohol/figure", "15.8%.", "15.8%, as in May 2019.", Outcome.CONFLICT, reason=Reason.FIGURE
    ),
    "size without a number": Case(
        "alcohol/figure", "15.8%.", "about a fifth.", Outcome.CONFLICT, reason=Reason.FIGURE
    ),
}


@pytest.mark.parametrize("suffix", BOTH)
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_edited_sentence(case, suffix, tmp_path, compose):
    name, paragraph = case.name, case.name.partition("/")[0]
    old = OLD(name)
    new = case.new if case.old == "*" else old.replace(case.old, case.new)
    assert new != old
    path = edited(written(tmp_path, suffix), replaced(paragraph, old, new))
    before = path.read_bytes()
    done = refresh(path, SPEC)
    (result,) = (
        item for item in done.outcomes if item.sentence == name or (item.sentence == "" and item.text == new)
    )
    assert (result.outcome, result.reason) == (case.outcome, case.reason)
    assert result.text == (case.becomes or new)
    assert any(result.text in text for text in texts(done, tmp_path, suffix))
    assert path.read_bytes() == before
    if case.outcome is Outcome.CONFLICT and case.reason is not Reason.GONE:
        assert result.new == NEW(name)


@pytest.mark.parametrize("suffix", BOTH)
@pytest.mark.parametrize("period", [BEFORE, AFTER])
@pytest.mark.parametrize("scenario", ["northbridge"])
def test_an_untouched_draft_becomes_the_new_paper(scenario, period, suffix, tmp_path, compose):
    path = written(tmp_path, suffix)
    done = refresh(path, SPEC, period=period)
    wanted = written(tmp_path, suffix, edition(period))
    assert set(all_outcomes(done)) <= {Outcome.REFRESHED, Outcome.NEW, Outcome.DROPPED}
    assert done.text == (read_word(wanted).text if suffix == ".docx" else wanted.read_text(encoding="utf-8"))


def all_outcomes(done: Refreshed) -> list[Outcome]:
    return [item.outcome for item in done.outcomes]


def saying(done: Refreshed, folder: Path, suffix: str, words: str) -> str:
    """Return the one paragraph of the refreshed draft that holds some words."""
    (found,) = (text for text in texts(done, folder, suffix) if words in text)
    return found


@pytest.mark.parametrize("suffix", BOTH)
def test_what_was_deleted_stays_deleted_and_is_told(suffix, tmp_path, compose):
    path = edited(
        written(tmp_path, suffix),
        replaced("mmr", f"{OLD('mmr/figure')} ", ""),
        lambda editor: editor.delete_paragraph("headline/smoking"),
        lambda editor: editor.delete_paragraph("dementia"),
    )
    done = refresh(path, SPEC)
    whole = " ".join(texts(done, tmp_path, suffix))
    for name in ("mmr/figure", "headline/smoking/headline", "dementia/figure"):
        assert outcomes_of(done, name) == [Outcome.DELETED]
        assert NEW(name) not in whole
    (gone,) = (item for item in done.outcomes if item.sentence == "mmr/figure")
    assert (gone.text, gone.new, gone.paragraph) == (OLD("mmr/figure"), NEW("mmr/figure"), "3")


@pytest.mark.parametrize("suffix", BOTH)
def test_what_was_added_stays_where_it_was(suffix, tmp_path, compose):
    stated, alone = "A sentence of ours with 17 in it.", "A paragraph of ours."
    path = edited(
        written(tmp_path, suffix),
        replaced("mmr", OLD("mmr/figure"), f"{OLD('mmr/figure')} {stated}"),
        lambda editor: editor.add_paragraph("smoking", alone),
    )
    done = refresh(path, SPEC)
    assert f"{NEW('mmr/figure')} {stated} {NEW('mmr/extreme')}" in saying(done, tmp_path, suffix, stated)
    found = texts(done, tmp_path, suffix)
    assert NEW("smoking/figure") in found[found.index(alone) - 1]
    assert [item.text for item in done.outcomes if item.outcome is Outcome.ADDED] == [stated, alone]


@pytest.mark.parametrize("suffix", BOTH)
def test_new_sentences_come_to_their_place(suffix, tmp_path, compose):
    own = OLD("text-f9344dcd/others").replace(".", ", and 31 beds were closed.")
    path = edited(written(tmp_path, suffix), replaced("text-f9344dcd", OLD("text-f9344dcd/others"), own))
    done = refresh(path, SPEC)
    assert outcomes_of(done, "text-f9344dcd/before") == [Outcome.NEW]
    assert outcomes_of(done, "text-f9344dcd/others") == [Outcome.CONFLICT]
    text = saying(done, tmp_path, suffix, own)
    assert f"{NEW('text-f9344dcd/favour-2')} {own} {NEW('text-f9344dcd/before')}" in text


@pytest.mark.parametrize("suffix", BOTH)
def test_moved_paragraphs_stay_where_they_were_moved(suffix, tmp_path, compose):
    path = edited(
        written(tmp_path, suffix), lambda editor: editor.move("life_satisfaction", "obesity") or True
    )
    done = refresh(path, SPEC)
    found = texts(done, tmp_path, suffix)
    places = [
        found.index(next(t for t in found if NEW(name) in t))
        for name in ("obesity/figure", "life_satisfaction/figure", "infant_mortality/figure")
    ]
    assert places == sorted(places)
    assert Outcome.CONFLICT not in all_outcomes(done)


@pytest.mark.parametrize("suffix", BOTH)
def test_sentences_split_and_joined(suffix, tmp_path, compose):
    split = OLD("health_checks/figure").replace(", up 4.9", ". That is up 4.9")
    second = OLD("alcohol/counts")
    joined = f"{OLD('alcohol/figure').removesuffix('.')} and {second[0].lower()}{second[1:]}"
    path = edited(
        written(tmp_path, suffix),
        replaced("health_checks", OLD("health_checks/figure"), split),
        replaced("alcohol", f"{OLD('alcohol/figure')} {OLD('alcohol/counts')}", joined),
    )
    done = refresh(path, SPEC)
    text = saying(done, tmp_path, suffix, "That is up")
    assert (
        "The proportion was 59.5% in the 12 months to June 2024. That is up 5.0 percentage points from 54.5%"
        in text
    )
    assert (
        "fall of 16.3% and there were 262 fewer than a year earlier (1,348 admissions against 1,610)."
        in saying(done, tmp_path, suffix, "and there were")
    )
    assert Outcome.CONFLICT not in all_outcomes(done)


@pytest.mark.parametrize("suffix", BOTH)
def test_lost_names_are_found_by_their_words(suffix, tmp_path, compose):
    names = ("mmr", "smoking", "alcohol", "headline/mmr")
    path = edited(written(tmp_path, suffix), *(lambda editor, name=name: editor.lose(name) for name in names))
    done = refresh(path, SPEC)
    assert done.summary[Outcome.ADDED] == done.summary[Outcome.UNPLACED] == done.summary[Outcome.DELETED] == 0
    path = tmp_path / f"again{suffix}"
    done.save(path)
    again = refresh(path, SPEC)
    assert set(all_outcomes(again)) == {Outcome.REFRESHED}
    known = {item.id for item in read_draft(path, [item.id for item in done.trace.paragraphs]).paragraphs}
    assert set(names) <= known


@pytest.mark.parametrize("suffix", BOTH)
def test_edits_and_conflicts_live_through_several_quarters(suffix, tmp_path, compose):
    own = OLD("alcohol/figure").replace("a marked", "what we call a marked")
    mmr = OLD("mmr/movement").replace("After", "Sadly, after", 1)
    path = edited(
        written(tmp_path, suffix),
        replaced("alcohol", OLD("alcohol/figure"), own),
        replaced("mmr", OLD("mmr/movement"), mmr),
        replaced("mmr", f" {OLD('mmr/extreme')}", ""),
        replaced("smoking", OLD("smoking/target"), f"{OLD('smoking/target')} Our own words."),
    )
    for turn in range(3):
        done = refresh(path, SPEC)
        path = tmp_path / f"draft-{turn}{suffix}"
        done.save(path)
        assert outcomes_of(done, "alcohol/figure") == [Outcome.KEPT if turn else Outcome.UPDATED]
        assert outcomes_of(done, "mmr/movement") == [Outcome.CONFLICT]
        assert outcomes_of(done, "mmr/extreme") == [Outcome.DELETED]
        assert [item.text for item in done.outcomes if item.outcome is Outcome.ADDED] == ["Our own words."]
        assert sum(text.count(mmr) for text in texts(done, tmp_path, suffix)) == 1
        marks = done.content.count("narrate: conflict") if suffix == ".md" else len(comments(path))
        assert marks == 1


def comments(path: Path) -> list[str]:
    import docx

    return [
        "\n".join(paragraph.text for paragraph in item.paragraphs)
        for item in docx.Document(str(path)).comments
    ]


@pytest.mark.parametrize("suffix", BOTH)
def test_a_conflict_is_settled_by_taking_either_side(suffix, tmp_path, compose):
    mmr = OLD("mmr/movement").replace("After", "Sadly, after", 1)
    path = edited(written(tmp_path, suffix), replaced("mmr", OLD("mmr/movement"), mmr))
    refresh(path, SPEC).save(tmp_path / f"b{suffix}")
    settled = edited(tmp_path / f"b{suffix}", replaced("mmr", mmr, NEW("mmr/movement")))
    done = refresh(settled, SPEC)
    assert set(all_outcomes(done)) == {Outcome.REFRESHED}
    done.save(tmp_path / f"c{suffix}")
    assert (
        "narrate: conflict" not in done.content if suffix == ".md" else not comments(tmp_path / f"c{suffix}")
    )


def test_a_conflict_in_markdown_reads_plainly(tmp_path, compose):
    own = OLD("mmr/movement").replace("After", "Sadly, after", 1)
    path = edited(written(tmp_path, ".md"), replaced("mmr", OLD("mmr/movement"), own))
    lines = refresh(path, SPEC).content.split("\n")
    at = lines.index("    > <!-- narrate: conflict mmr/movement -->")
    assert lines[at - 2].startswith(f"3.  {own}")
    assert lines[at : at + 7] == [
        "    > <!-- narrate: conflict mmr/movement -->",
        "    > **To decide: the new data says something else.**",
        "    >",
        f"    > Your sentence: {own}",
        "    >",
        f"    > New sentence: {NEW('mmr/movement')}",
        "",
    ]


def test_numbers_in_markdown_run_on(tmp_path, compose):
    path = edited(
        written(tmp_path, ".md"),
        lambda editor: editor.delete_paragraph("obesity"),
        lambda editor: editor.delete_paragraph("headline/mmr"),
    )
    labels = [
        line.split()[0]
        for line in refresh(path, SPEC).content.split("\n")
        if re.match(r"\d+\.|    \([a-z]\)", line)
    ]
    numbers = [label for label in labels if label[0].isdigit()]
    assert numbers == [f"{number}." for number in range(1, 14)]
    assert labels[2:5] == ["(a)", "(b)", "(c)"]


def test_headings_and_the_title_block(tmp_path, compose):
    path = written(tmp_path, ".md")
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        "# Health and wellbeing outcomes: 2023/24 Q4 (January to March 2024)", "# How we are: 2023/24 Q4"
    )
    text = text.replace("12 September 2024", "Thursday 12 September 2024").replace(
        "## Living well", "## Living well together"
    )
    path.write_text(text, encoding="utf-8")
    content = refresh(path, SPEC).content
    assert content.startswith(
        "# How we are: 2024/25 Q1\n\nNorthbridge Health and Wellbeing Board  \nThursday 12 September 2024  \n"
    )
    assert "## Living well together" in content


LEICESTERSHIRE = FIXTURES / "leicestershire-2023-24-q2" / "report.toml"


@lru_cache
def leicestershire(period: str) -> narrate.Report:
    return compose_paper(LEICESTERSHIRE, period=period)


def table_draft(folder: Path, suffix: str, edit: Callable[[list[list[str]]], None]) -> Path:
    """Return a draft whose table of first-time entrants somebody edited, cell by cell."""
    before = leicestershire("2021/22 Q4")
    path = written(folder, suffix, before)
    (table,) = (item.table for item in before.trace.paragraphs if item.id == "first_time_entrants")
    rows = [list(table.header), *(list(row) for row in table.rows)]
    old = [list(row) for row in rows]
    edit(rows)
    if suffix == ".docx":
        import docx

        paper = docx.Document(str(path))
        grid = paper.tables[0]
        for row, was, now in zip(grid.rows, old, rows[: len(old)], strict=True):
            for cell, before_, after in zip(row.cells, was, now, strict=True):
                if before_ != after:
                    cell.paragraphs[0].runs[0].text = after
        for extra in rows[len(old) :]:
            for cell, text in zip(grid.add_row().cells, extra, strict=True):
                cell.text = text
        paper.save(str(path))
        return path
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    at = next(n for n, line in enumerate(lines) if line.strip().startswith("| Period"))
    indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
    made = [indent + "| " + " | ".join(row) + " |" for row in rows]
    lines[at : at + len(old) + 1] = [made[0], lines[at + 1], *made[1:]]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def table_of(done: Refreshed, folder: Path, suffix: str) -> list[list[str]]:
    path = folder / f"look{suffix}"
    path.write_bytes(done.content if isinstance(done.content, bytes) else done.content.encode())
    (table,) = (
        item
        for item in read_draft(path, ["first_time_entrants"]).paragraphs
        if item.id == "first_time_entrants" and item.rows
    )
    return [list(row) for row in table.rows]


def nothing(rows: list[list[str]]) -> None:
    pass


def heading(rows: list[list[str]]) -> None:
    rows[0][1] = "Young people"


def figure(rows: list[list[str]]) -> None:
    rows[1][1] = "about 190"


def closing(rows: list[list[str]]) -> None:
    rows[-1][0] = "Latest year"
    rows[-1][1] = "some 80"


def extra(rows: list[list[str]]) -> None:
    rows.append(["Our estimate", "75"])


@pytest.mark.parametrize("suffix", BOTH)
@pytest.mark.parametrize(
    ("edit", "outcome"),
    [
        (nothing, Outcome.REFRESHED),
        (heading, Outcome.UPDATED),
        (figure, Outcome.UPDATED),
        (extra, Outcome.UPDATED),
    ],
)
def test_tables_grow_and_edited_cells_stay(edit, outcome, suffix, tmp_path, monkeypatch):
    monkeypatch.setattr("narrate.report.compose", lambda *_, **__: leicestershire("2023/24 Q2"))
    path = table_draft(tmp_path, suffix, edit)
    done = refresh(path, LEICESTERSHIRE)
    (new,) = (item.table for item in done.trace.paragraphs if item.id == "first_time_entrants")
    wanted = [list(new.header), *(list(row) for row in new.rows)]
    if edit is extra:
        place = next(n for n, row in enumerate(table_of(done, tmp_path, suffix)) if row[0] == "Our estimate")
        wanted.insert(place, ["Our estimate", "75"])
    else:
        edit(wanted)
    assert table_of(done, tmp_path, suffix) == wanted
    assert outcomes_of(done, "first_time_entrants/caption")[-1] is outcome


@pytest.mark.parametrize("suffix", BOTH)
def test_an_edited_cell_whose_figure_changed_is_a_conflict(suffix, tmp_path, monkeypatch):
    report = leicestershire("2023/24 Q2")
    path = table_draft(tmp_path, suffix, figure)
    old = json.loads(path.with_suffix(".trace.json").read_text(encoding="utf-8"))
    (table,) = (item["table"] for item in old["paragraphs"] if item["id"] == "first_time_entrants")
    table["rows"][0][1] = "189"
    path.with_suffix(".trace.json").write_text(json.dumps(old), encoding="utf-8")
    monkeypatch.setattr("narrate.report.compose", lambda *_, **__: report)
    done = refresh(path, LEICESTERSHIRE)
    assert table_of(done, tmp_path, suffix)[1][1] == "about 190"
    (conflict,) = done.conflicts
    assert (conflict.reason, conflict.new) == (Reason.CELL, "2014/15: 190")


def test_the_links_of_a_draft_lead_where_they_led(tmp_path, monkeypatch):
    monkeypatch.setattr("narrate.report.compose", lambda *_, **__: leicestershire("2023/24 Q2"))
    path = written(tmp_path, ".docx", leicestershire("2023/24 Q1"))
    refresh(path, LEICESTERSHIRE).save(tmp_path / "out.docx")
    import docx

    links = [
        [
            (link.text, link.address)
            for paragraph in docx.Document(str(file)).paragraphs
            for link in paragraph.hyperlinks
        ]
        for file in (path, tmp_path / "out.docx")
    ]
    assert links[0] == links[1]
    assert links[0]


@pytest.mark.parametrize("suffix", BOTH)
def test_the_round_of_two_quarters(suffix, tmp_path):
    """Report, edit, check, the quarter after, check: by the commands, as an analyst does it."""
    draft, out = tmp_path / f"draft{suffix}", tmp_path / f"next{suffix}"
    run("report", SPEC, "-o", draft, "--period", BEFORE, "--detail", "full")
    own = OLD("alcohol/figure").replace("In the 12 months", "As members asked, in the 12 months")
    edited(draft, replaced("alcohol", OLD("alcohol/figure"), own))
    before = draft.read_bytes()
    assert [issue for issue in narrate.drafts.check(draft) if issue.severity == "error"] == []
    done = run("refresh", draft, SPEC, "-o", out)
    assert done.stdout.startswith(f"{out}: no conflicts\n")
    assert "    1 edited, figures brought up to date\n" in done.stdout
    assert draft.read_bytes() == before
    assert [issue for issue in narrate.drafts.check(out) if issue.severity == "error"] == []
    printed = json.loads(
        run("refresh", out, SPEC, "-o", tmp_path / f"third{suffix}", "--format", "json").stdout
    )
    assert printed["summary"]["kept"] == 1
    assert printed["summary"]["refreshed"] == parts(edition(AFTER)) - 1


def parts(report: narrate.Report) -> int:
    """Return how many sentences, headings and lines of the title block a paper has."""
    document = report.document
    return len(report.sentences) + 1 + len(document.lines) + len(document.sections)


def run(*arguments: object, code: int = 0):
    from click.testing import CliRunner

    from narrate.cli import main

    result = CliRunner().invoke(main, [str(item) for item in arguments])
    assert result.exit_code == code, result.output
    return result


def test_a_refreshed_draft_is_written_again_until_it_is_edited(tmp_path, compose):
    draft, out = written(tmp_path, ".md"), tmp_path / "next.md"
    run("refresh", draft, SPEC, "-o", out)
    run("refresh", draft, SPEC, "-o", out)
    out.write_text(out.read_text(encoding="utf-8").replace("Summary", "In short"), encoding="utf-8")
    kept = out.read_bytes()
    assert "edited since it was written" in run("refresh", draft, SPEC, "-o", out, code=2).stderr
    assert out.read_bytes() == kept
    run("refresh", draft, SPEC, "-o", out, "--force")


REFUSED = {
    "the draft itself": (lambda folder: ["draft.md", SPEC, "-o", "draft.md"], "an input of the command"),
    "the trace": (
        lambda folder: ["draft.md", SPEC, "-o", "draft.trace.json"],
        "ends in .md as the draft does",
    ),
    "another format": (lambda folder: ["draft.md", SPEC, "-o", "out.docx"], "ends in .md as the draft does"),
    "no draft": (lambda folder: ["none.md", SPEC, "-o", "out.md"], "no such file"),
    "no trace": (lambda folder: ["draft.md", SPEC, "-o", "out.md", "--trace", "none.json"], "no such file"),
    "no JSON": (lambda folder: ["draft.md", SPEC, "-o", "out.md", "--trace", "draft.md"], "not JSON"),
    "half a trace": (
        lambda folder: ["draft.md", SPEC, "-o", "out.md", "--trace", "half.json"],
        "no trace of a known version",
    ),
    "another's trace": (
        lambda folder: ["draft.md", SPEC, "-o", "out.md", "--trace", "other.trace.json"],
        "the trace of another draft",
    ),
    "no spec": (lambda folder: ["draft.md", "none.toml", "-o", "out.md"], "no such file"),
    "no folder": (lambda folder: ["draft.md", SPEC, "-o", "none/out.md"], "no folder"),
    "a broken Word file": (
        lambda folder: ["broken.docx", SPEC, "-o", "out.docx", "--trace", "draft.trace.json"],
        "not a whole Word file",
    ),
}


@pytest.mark.parametrize(("arguments", "stated"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_in_one_line(arguments, stated, tmp_path, monkeypatch):
    written(tmp_path, ".md")
    other = leicestershire("2023/24 Q2")
    trace = other.trace.with_draft("other.md", "").to_json()
    (tmp_path / "other.trace.json").write_text(trace, encoding="utf-8")
    (tmp_path / "half.json").write_text('{"locale": "en_GB", "sentences": []}', encoding="utf-8")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04nothing")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.chdir(tmp_path)
    result = run("refresh", *arguments(tmp_path), code=2)
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert stated in line
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_the_trace_of_another_word_draft_is_told_by_its_name(tmp_path, compose):
    path = written(tmp_path, ".docx")
    other = DraftRecord(path=path.name, sha256="0" * 64)
    trace = edition(BEFORE).trace.model_copy(update={"drafts": (other,)})
    with pytest.raises(narrate.DraftError, match="another draft"):
        refresh(path, SPEC, trace=trace)


def test_a_refreshed_draft_is_never_saved_over_a_file(tmp_path, compose):
    path = written(tmp_path, ".md")
    with pytest.raises(narrate.DraftError, match="the file exists"):
        refresh(path, SPEC).save(path)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_a_conflict_lives_through_libreoffice(tmp_path, compose):
    own = OLD("mmr/movement").replace("After", "Sadly, after", 1)
    path = edited(written(tmp_path, ".docx"), replaced("mmr", OLD("mmr/movement"), own))
    refresh(path, SPEC).save(tmp_path / "b.docx")
    through_office(tmp_path / "b.docx")
    (comment,) = comments(tmp_path / "b.docx")
    assert NEW("mmr/movement") in comment
    done = refresh(tmp_path / "b.docx", SPEC)
    assert [(item.sentence, item.reason) for item in done.conflicts] == [("mmr/movement", Reason.OPEN)]
    done.save(tmp_path / "c.docx")
    assert len(comments(tmp_path / "c.docx")) == 1
    assert done.summary[Outcome.REFRESHED] == parts(edition(AFTER)) - 1


@pytest.mark.parametrize("suffix", BOTH)
@pytest.mark.parametrize("scenario", ["northbridge-2024-25-q1", "leicestershire-2023-24-q2"])
def test_the_places_of_characters_are_those_of_the_file(scenario, suffix, tmp_path):
    path = written(tmp_path, suffix, composed(scenario))
    text = path.read_text(encoding="utf-8") if suffix == ".md" else ""
    for item in read_draft(path, [each.id for each in composed(scenario).trace.paragraphs]).paragraphs:
        assert normalised("".join(spot.character for spot in item.spots)) == (
            normalised(item.text) if not item.rows else ""
        )
        for spot in item.spots:
            there = text[spot.start] if spot.holder is None else spot.holder.text[spot.start]
            assert there in (spot.character, "\\", "\n")


@pytest.mark.parametrize("seed", range(16))
def test_random_histories(seed, tmp_path):
    rounds = [(scenario, kind, suffix) for scenario, kind in ROUNDS for suffix in BOTH]
    case = history_case(*rounds[seed % len(rounds)], 1000 + seed, tmp_path)
    assert case.verdict.faults() == {}, case.truth.steps


@pytest.mark.parametrize("suffix", BOTH)
def test_what_is_no_longer_said_stays_marked_until_it_is_settled(suffix, tmp_path, compose):
    own = OLD("falls/quarter").replace("can explain", "explains")
    path = edited(written(tmp_path, suffix), replaced("falls", OLD("falls/quarter"), own))
    for turn in range(3):
        done = refresh(path, SPEC)
        assert [(item.sentence, item.text) for item in done.conflicts] == [("falls/quarter", own)]
        path = tmp_path / f"draft-{turn}{suffix}"
        done.save(path)
    gone = edited(path, replaced("falls", f" {own}", ""))
    assert own not in " ".join(texts(refresh(gone, SPEC), tmp_path, suffix))


@pytest.mark.parametrize("suffix", BOTH)
def test_a_deleted_section_stays_deleted(suffix, tmp_path, compose):
    path = written(tmp_path, suffix)
    summary = [item.id for item in edition(BEFORE).trace.paragraphs if item.section == "Summary"]
    if suffix == ".md":
        text = path.read_text(encoding="utf-8")
        start, end = text.index("## Summary"), text.index("## Starting well")
        path.write_text(text[:start] + text[end:], encoding="utf-8")
    else:
        edited(
            path, *(lambda editor, name=name: editor.delete_paragraph(name) for name in summary), no_heading
        )
    for turn in range(2):
        done = refresh(path, SPEC)
        assert all(NEW(f"headline/{name}/headline") not in done.text for name in ("mmr", "alcohol"))
        assert NEW("text-f9344dcd/before") not in done.text
        assert Outcome.CONFLICT not in all_outcomes(done)
        path = tmp_path / f"draft-{turn}{suffix}"
        done.save(path)


def no_heading(editor: WordEditor) -> None:
    (found,) = (item for item in editor.paper.paragraphs if item.text == "Summary")
    found._p.getparent().remove(found._p)


@pytest.mark.parametrize("suffix", BOTH)
def test_a_draft_pasted_into_a_new_file_is_known_by_its_words(suffix, tmp_path, compose):
    path = written(tmp_path, suffix)
    if suffix == ".md":
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r" ?<!--.*?-->", "", text), encoding="utf-8")
    else:
        import docx

        pasted = docx.Document()
        for item in docx.Document(str(path)).paragraphs:
            pasted.add_paragraph(item.text)
        pasted.save(str(path))
    done = refresh(path, SPEC)
    assert set(all_outcomes(done)) <= {Outcome.REFRESHED, Outcome.NEW, Outcome.DROPPED}
    wanted = [sentence.text for sentence in edition(AFTER).sentences]
    whole = normalised(" ".join(texts(done, tmp_path, suffix)))
    assert [text for text in wanted if normalised(text) not in whole] == []


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def test_everything_else_of_a_word_draft_stays(tmp_path, compose):
    import zipfile
    from io import BytesIO

    path = written(tmp_path, ".docx")
    editor = WordEditor(path.read_bytes())
    paper = editor.paper
    smoking = next(item for item in paper.paragraphs if item._p is editor.find("smoking"))
    paper.add_comment(smoking.runs[0], "Ask the service", "Analyst", "A")
    picture = paper.add_paragraph()
    picture.add_run().add_picture(BytesIO(PNG))
    editor.find("obesity").addnext(picture._p)
    grid = paper.add_table(1, 2)
    grid.rows[0].cells[0].text, grid.rows[0].cells[1].text = "Castle", "487"
    editor.find("infant_mortality").addnext(grid._tbl)
    editor.find("health_checks").addnext(paper.add_heading("What partners say", 2)._p)
    paper.sections[0].header.paragraphs[0].text = "OFFICIAL 498"
    assert editor.bold("health_checks", "3.8 percentage points")
    assert editor.track("alcohol", f" {OLD('alcohol/baseline')}", "")
    assert editor.track("falls", "in the 12 months", "as we said, in the 12 months")
    path.write_bytes(editor.save())
    before = path.read_bytes()
    done = refresh(path, SPEC)
    done.save(tmp_path / "out.docx")
    out = WordEditor((tmp_path / "out.docx").read_bytes())
    body = out.paper.element.body.xml
    assert path.read_bytes() == before
    assert comments(tmp_path / "out.docx") == ["Ask the service"]
    assert body.count("<w:drawing>") == 1
    assert [cell.text for cell in out.paper.tables[0].rows[0].cells] == ["Castle", "487"]
    assert out.paper.sections[0].header.paragraphs[0].text == "OFFICIAL 498"
    bold = [run.text for item in out.paper.paragraphs for run in item.runs if run.bold]
    assert bold == ["4.4 percentage points"]
    struck = "".join(item.text for item in out.find("alcohol").iter("{*}delText"))
    assert struck == f" {OLD('alcohol/baseline')}"
    inserted = ["".join(part.text for part in item.iter("{*}t")) for item in out.find("falls").iter("{*}ins")]
    assert inserted == ["as we said, in the 12 months"]
    assert outcomes_of(done, "alcohol/baseline") == [Outcome.DELETED]
    assert outcomes_of(done, "falls/figure") == [Outcome.UPDATED]
    changed = {
        name
        for name in zipfile.ZipFile(path).namelist()
        if zipfile.ZipFile(path).read(name) != zipfile.ZipFile(tmp_path / "out.docx").read(name)
    }
    assert changed <= {"word/document.xml", "docProps/core.xml", "word/comments.xml"}
