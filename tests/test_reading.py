"""Edited drafts read back, Markdown and Word."""

from __future__ import annotations

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from narrate.drafts import Format, Part, read_draft, split_sentences
from narrate.errors import DraftError
from narrate.rendering.identity import bookmark_name, caption_name
from narrate.rendering.markdown import comment_id, escaped
from tests.conftest import SCENARIOS, composed

ABBREVIATIONS = ("approx", "e.g", "no", "sept")


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_draft_as_written_is_read_whole(scenario, tmp_path):
    report = composed(scenario)
    path = tmp_path / "draft.md"
    path.write_text(report.to_markdown(), encoding="utf-8")
    draft = read_draft(path)
    record = {item.id: item for item in report.trace.paragraphs}
    texts = {item.id: item.text for item in report.trace.sentences}
    assert draft.format is Format.MARKDOWN
    for name, paragraph in record.items():
        (read,) = draft.of(name)
        opening = [paragraph.title] if paragraph.title else []
        assert list(read.sentences) == opening + [texts[item] for item in paragraph.sentences]
        assert (read.label or "").strip("().") in paragraph.number or read.label == "-"
    tables = [item for item in draft.paragraphs if item.kind is Part.TABLE]
    wanted = [(item.id, item.table) for item in record.values() if item.table]
    assert [item.id for item in tables] == [name for name, _ in wanted]
    for read, (_, table) in zip(tables, wanted, strict=True):
        assert list(read.rows) == [table.header, *table.rows]


MARKDOWN = {
    "plain": ("It rose. <!-- a -->", [("a", "It rose.")]),
    "wrapped": ("It rose\nby a little. <!-- a -->", [("a", "It rose by a little.")]),
    "comment on a line of its own": ("It rose.\n<!-- a -->\n", [("a", "It rose.")]),
    "comment after a blank line": ("It rose.\n\n<!-- a -->\n", [("a", "It rose.")]),
    "comment before the text": ("<!-- a --> It rose.", [("a", "It rose.")]),
    "comment gone": ("It rose.", [(None, "It rose.")]),
    "comment in the middle": ("It rose. <!-- a --> It fell.", [("a", "It rose. It fell.")]),
    "two paragraphs joined": (
        "It rose. <!-- a --> It fell. <!-- b -->",
        [("a", "It rose."), ("b", "It fell.")],
    ),
    "carriage returns": ("It rose.\r\nThen fell. <!-- a -->\r\n", [("a", "It rose. Then fell.")]),
    "byte order mark": ("\ufeffIt rose. <!-- a -->", [("a", "It rose.")]),
    "emphasis and a link": (
        "It **rose** to [_5_](https://example.org). <!-- a -->",
        [("a", "It rose to 5.")],
    ),
    "struck out": ("It rose ~~fast~~ slowly. <!-- a -->", [("a", "It rose slowly.")]),
    "escapes": (r"5 \* 3 \<b> &amp; 1\_000 <!-- a -->", [("a", "5 * 3 <b> & 1_000")]),
    "hard break": ("It rose  \nby 5. <!-- a -->", [("a", "It rose by 5.")]),
    "title block": ("The Board  \n12 May 2024  ", [(None, "The Board"), (None, "12 May 2024")]),
    "number": ("12. It rose. <!-- a -->", [("a", "It rose.")]),
    "letter": ("1.  One.\n\n    (b) It rose. <!-- a -->", [(None, "One."), ("a", "It rose.")]),
    "roman": ("1.  One.\n\n       iv. It rose. <!-- a -->", [(None, "One."), ("a", "It rose.")]),
    "bullet": ("* It rose. <!-- a -->", [("a", "It rose.")]),
    "loose indent is no code": ("Top.\n\n        It rose. <!-- a -->", [(None, "Top."), ("a", "It rose.")]),
    "other comment": ("It rose. <!-- note to self --> <!-- a -->", [("a", "It rose.")]),
    "encoded id": (f"It rose. <!-- {comment_id('a -->é')} -->", [("a -->é", "It rose.")]),
    "emptied": ("<!-- a -->", [("a", "")]),
    "copied": ("One. <!-- a -->\n\nOne. <!-- a -->", [("a", "One."), ("a", "One.")]),
}


@pytest.mark.parametrize(("text", "wanted"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown_as_analysts_leave_it(text, wanted, tmp_path):
    path = tmp_path / "draft.md"
    path.write_bytes(text.encode())
    assert [(item.id, item.text) for item in read_draft(path).paragraphs] == wanted


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs"]), min_size=1, max_size=40))
def test_escaped_text_is_read_as_it_was(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("draft") / "draft.md"
    path.write_text(f"So {escaped(text)} <!-- a -->", encoding="utf-8")
    (read,) = read_draft(path).of("a")
    assert read.text == " ".join(f"So {text}".split())


SENTENCES = {
    "plain": "It rose. | It fell.",
    "decimals and quarters": "At 9.27 in 2023/24 Q2. | Then 5.0%.",
    "abbreviations": "It was approx. 5 (e.g. Blaby) in Sept. 2023. | No. 3 followed.",
    "brackets": "It rose (by 5.2%). | (It was not tested.) | Then it fell.",
    "quotes": "They said “enough.” | Then 'why?' | So be it!",
    "small letter": "It rose. then fell.",
    "initials": "J. B. Smith of the U.K. board. | Next.",
    "ellipsis": "It rose... | Then fell.",
    "digit first": "It rose. | 14 of 22 did.",
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_sentences_end_where_a_reader_sees_it(text):
    assert list(split_sentences(text.replace(" | ", " "), ABBREVIATIONS)) == text.split(" | ")


@given(st.text(max_size=80))
def test_no_word_is_lost_between_sentences(text):
    assert " ".join(split_sentences(text)).split() == text.split()


def mark(name, number):
    opened = f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{bookmark_name(name)}"/>'
    return parse_xml(opened), parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{number}"/>')


def paragraph(inside):
    return parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>")


def start(name, number=1):
    return f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(name)}"/>'


def end(number=1):
    return f'<w:bookmarkEnd w:id="{number}"/>'


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


GONE = "<w:pPr><w:rPr><w:del w:id='9' w:author='A'/></w:rPr></w:pPr>"
WORD = {
    "plain": ([start("a") + run("It rose.") + end()], [("a", "It rose.")]),
    "runs": ([start("a") + run("It ro") + run("se.") + end()], [("a", "It rose.")]),
    "insertion": (
        [start("a") + f"<w:ins w:id='8'>{run('It ')}</w:ins>" + run("rose.") + end()],
        [("a", "It rose.")],
    ),
    "deletion": (
        [
            start("a")
            + run("It ")
            + "<w:del w:id='8'><w:r><w:delText>x</w:delText></w:r></w:del>"
            + run("rose.")
        ],
        [("a", "It rose.")],
    ),
    "moved away": (
        [start("a") + f"<w:moveFrom w:id='8'>{run('It rose.')}</w:moveFrom>" + end()],
        [("a", "")],
    ),
    "moved here": (
        [f"<w:moveTo w:id='8'>{start('a')}{run('It rose.')}</w:moveTo>" + end()],
        [("a", "It rose.")],
    ),
    "hyphens": (
        [start("a") + "<w:r><w:t>re</w:t><w:noBreakHyphen/><w:t>use</w:t><w:softHyphen/></w:r>"],
        [("a", "re-use")],
    ),
    "link": (
        [start("a") + run("See ") + f"<w:hyperlink>{run('this')}</w:hyperlink>" + run(".")],
        [("a", "See this.")],
    ),
    "split by a return": (
        [start("a") + run("It rose."), run("It fell.") + end(), run("New.")],
        [("a", "It rose."), ("a", "It fell."), (None, "New.")],
    ),
    "merged": (
        [start("a") + run("It rose. ") + end() + start("b", 2) + run("It fell.") + end(2)],
        [("a", "It rose."), ("b", "It fell.")],
    ),
    "mark of the first deleted": (
        [GONE + start("a") + run("It rose. ") + end(), start("b", 2) + run("It fell.") + end(2)],
        [("a", "It rose."), ("b", "It fell.")],
    ),
    "typed before": ([run("So. ") + start("a") + run("It rose.") + end()], [("a", "So. It rose.")]),
    "typed after": ([start("a") + run("It rose.") + end() + run(" So.")], [("a", "It rose. So.")]),
    "bookmark of somebody else": (
        ['<w:bookmarkStart w:id="3" w:name="_GoBack"/>' + run("It rose.")],
        [(None, "It rose.")],
    ),
    "hidden": (
        [start("a") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>" + run("It rose.")],
        [("a", "It rose.")],
    ),
    "field": (
        [start("a") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("It rose.")],
        [("a", "It rose.")],
    ),
    "text box": (
        [
            run("Top.")
            + f"<w:r><w:pict><w:txbxContent><w:p>{run('Box.')}</w:p></w:txbxContent></w:pict></w:r>"
        ],
        [(None, "Top."), (None, "Box.")],
    ),
    "emptied": ([start("a") + end()], [("a", "")]),
    "typed label": ([start("a") + run("(b) It rose.") + end()], [("a", "It rose.")]),
}


@pytest.mark.parametrize(("paragraphs", "wanted"), WORD.values(), ids=WORD)
def test_word_as_analysts_leave_it(paragraphs, wanted, tmp_path):
    paper = Document()
    for inside in paragraphs:
        paper.element.body.insert(len(paper.element.body) - 1, paragraph(inside))
    path = tmp_path / "draft.docx"
    paper.save(path)
    draft = read_draft(path, ("a", "b"))
    assert draft.format is Format.WORD
    assert [(item.id, item.text) for item in draft.paragraphs] == wanted


def test_a_word_table_belongs_to_the_paragraph_above_it(tmp_path):
    paper = Document()
    paper.add_heading("Section")
    paper.element.body.insert(1, paragraph(start("a") + run("It rose.") + end()))
    caption = paper.add_paragraph("All of them.", style="Caption")
    caption._p.insert(
        1, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="{caption_name("a")}"/>')
    )
    caption._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))
    grid = paper.add_table(2, 2)
    for cell, text in zip((cell for row in grid.rows for cell in row.cells), "pq12", strict=True):
        cell.text = text
    path = tmp_path / "draft.docx"
    paper.save(path)
    kinds = [(item.kind, item.id) for item in read_draft(path, ["a"]).paragraphs]
    assert kinds == [(Part.HEADING, None), (Part.TEXT, "a"), (Part.CAPTION, "a"), (Part.TABLE, "a")]
    assert read_draft(path, ["a"]).paragraphs[-1].rows == (("p", "q"), ("1", "2"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("none.md", None),
        ("none.docx", None),
        ("latin.md", b"caf\xe9"),
        ("broken.docx", b"PK\x03\x04nothing"),
        ("text.docx", b"It rose."),
        ("draft.pdf", b"%PDF"),
    ],
)
def test_what_cannot_be_read_is_one_fault(name, content, tmp_path):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DraftError) as caught:
        read_draft(path)
    assert len(caught.value.faults) == 1
