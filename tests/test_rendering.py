"""Every renderer says every sentence, in order; nothing in a name is ever taken for markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.document import Document, Paragraph, Section, Sentence, Table, numbered
from narrate.phrases import read_bank
from narrate.rendering.markdown import comment_id, escaped, render_markdown
from narrate.rendering.text import WIDTH, render_text
from narrate.spec import Link, ListStyle
from narrate.trace import VERSION, build_trace, digest

HOSTILE = [
    "# heading",
    "#",
    "C #",
    "1. first",
    "2023) second",
    "- dash",
    "-",
    "+ plus",
    "> quote",
    "---",
    "===",
    "***",
    "* star *",
    "_under_ __b__",
    "a | b",
    "<b>bold</b> <script>",
    "&amp; &lt; &#35;",
    "[words](address) ![image](address)",
    "`code` ``more``",
    "```",
    "~~~ ~~gone~~",
    "a\\b \\* end\\",
    "<!-- note -->",
    "-->",
    "\\",
    "12. ",
]
"""Names that mean something to Markdown, at the start of a line or anywhere."""


def paragraph(name: str, text: str, *items: Paragraph, **others: object) -> Paragraph:
    sentences = (Sentence(f"{name}/text", text, "spec.text", links=others.pop("links", ())),) if text else ()
    facts = {"title": "", "list": ListStyle.LETTERS, "table": None} | others
    return Paragraph(id=name, label="", number="", sentences=sentences, items=items, **facts)


def paper(*paragraphs: Paragraph, is_numbered: bool = True, title: str = "Paper") -> Document:
    section = Section(title, is_numbered, paragraphs)
    return numbered(Document(title, (title, "15 December 2023"), "en_GB", (section,)))


@dataclass(frozen=True)
class Block:
    """One block of Markdown, as CommonMark's rules of indentation find it."""

    kind: str
    depth: int
    text: str


ITEM = re.compile(r"(?P<mark>\d{1,9}[.)]|[-+*])(?P<gap> {1,4}|$)(?P<rest>.*)")


def blocks(markdown: str) -> Iterator[Block]:
    """Yield what CommonMark makes of text in which every paragraph stands on one line."""
    holders: list[int] = []
    for line in markdown.splitlines():
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip(" "))
        holders = [column for column in holders if column <= indent]
        inside = indent - (holders[-1] if holders else 0)
        yield from _block(line.strip(), indent, inside, holders)


def _block(text: str, column: int, inside: int, holders: list[int]) -> Iterator[Block]:
    item = ITEM.match(text)
    if inside >= 4:
        yield Block("code", len(holders), text)
    elif re.fullmatch(r"([-*_] *){3,}|=+|-+", text):
        yield Block("rule", len(holders), text)
    elif item:
        holders.append(column + len(item["mark"]) + len(item["gap"]))
        yield Block(f"item {item['mark']}", len(holders), item["rest"])
        if item["rest"]:
            yield from _block(item["rest"], holders[-1], 0, holders)
    else:
        opening = re.match(r"(#{1,6})(?= |$)|(>)|(```|~~~)|(\|)", text)
        kinds = {1: "heading", 2: "quotation", 3: "code", 4: "row"}
        kind = kinds[opening.lastindex or 0] if opening else "paragraph"
        yield Block(kind, len(holders), text)


def kinds(markdown: str) -> list[str]:
    return [block.kind for block in blocks(markdown)]


def shown(markdown: str) -> str:
    """Return Markdown as a reader sees its words: without comments, marks of strength and escapes."""
    words = re.sub(r"(?<!\\)<!-- .*? -->|(?<!\\)\*\*", "", markdown)
    words = re.sub(r"(?<!\\)\[(.*?)(?<!\\)\]\(.*?\)", r"\1", words)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", words)


UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[`*_\[\]<~]|(?<!\\)&#?\w+;")


def three_deep(text: str, style: ListStyle) -> tuple[Paragraph, Paragraph]:
    item = paragraph("b", text, paragraph("c", text), list=ListStyle.ROMAN)
    return paragraph("a", text, item, paragraph("d", text), list=style), paragraph("e", text)


@pytest.mark.parametrize("style", list(ListStyle))
@pytest.mark.parametrize("text", ["Plain words.", *HOSTILE])
def test_hostile_names_make_no_block_of_their_own(text, style):
    markdown = render_markdown(paper(*three_deep(text, style), title=text))
    found = kinds(markdown)
    bullets = 2 if style is ListStyle.BULLETS else 0
    assert found.count("heading") == 2
    assert found.count("item 1.") == found.count("item 2.") == 1
    assert found.count("item -") == bullets
    assert set(found) <= {"heading", "item 1.", "item 2.", "item -", "paragraph"}
    assert found.count("paragraph") == 7


@pytest.mark.parametrize("style", list(ListStyle))
def test_items_of_an_unnumbered_section_are_no_code(style):
    markdown = render_markdown(paper(*three_deep("Words.", style), is_numbered=False))
    assert set(kinds(markdown)) <= {"heading", "item -", "paragraph"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_read_as_they_were_written(text):
    line = escaped(text)
    assert shown(line) == text
    assert not UNESCAPED.search(line)
    document = paper(paragraph("a", text, title=text), title=text)
    assert shown(render_markdown(document)).count(text.strip()) >= 5


@given(st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), max_size=40))
def test_any_text_survives_escaping(text):
    assert shown(escaped(text)) == text


def test_a_name_of_several_lines_stays_on_one():
    assert escaped("first\nsecond\r\nthird") == "first second third"


def test_the_list_of_a_long_paper_is_one_list():
    many = [paragraph(f"p{n}", "Text.", paragraph(f"i{n}", "Item.")) for n in range(1, 1002)]
    found = [block for block in blocks(render_markdown(paper(*many))) if block.kind.startswith("item")]
    assert [block.kind for block in found] == [f"item {n}." for n in range(1, 1002)]
    assert {block.depth for block in found} == {1}


def test_items_stand_inside_the_number_that_they_belong_to():
    found = list(blocks(render_markdown(paper(*three_deep("Words.", ListStyle.LETTERS)))))
    inside = [(block.kind, block.depth) for block in found if block.text.startswith(("(", "i.", "Words"))]
    assert inside == [
        ("item 1.", 1),
        ("paragraph", 1),
        ("paragraph", 1),
        ("paragraph", 1),
        ("paragraph", 1),
        ("item 2.", 1),
        ("paragraph", 1),
    ]


TABLE = Table(
    Sentence("t/caption", "First_time entrants, A|B.", "caption"),
    ("Period", "Count | of *all*"),
    (("2021/22", "84"), ("a | b", "1,070")),
)


@pytest.mark.parametrize("style", list(ListStyle))
def test_a_table_stands_inside_its_paragraph_with_one_header_row(style):
    item = paragraph("b", "Item.", paragraph("c", "Sub.", table=TABLE), table=TABLE)
    markdown = render_markdown(paper(paragraph("a", "Words.", item, list=style, table=TABLE)))
    found = list(blocks(markdown))
    rows = [block for block in found if block.kind == "row"]
    assert not [block for block in found if block.kind == "code"]
    assert [block.depth >= 1 for block in rows] == [True] * 12
    for first in range(0, 12, 4):
        header, rule, *cells = [block.text for block in rows[first : first + 4]]
        assert header == r"| Period | Count \| of \*all\* |"
        assert rule == "| --- | ---: |"
        assert cells == ["| 2021/22 | 84 |", r"| a \| b | 1,070 |"]
    assert markdown.count(r"First\_time entrants, A|B.") == 3


def test_a_table_has_a_blank_line_before_it_and_before_its_caption():
    lines = render_markdown(paper(paragraph("a", "Words.", table=TABLE))).splitlines()
    for number, line in enumerate(lines):
        if "entrants" in line or line.strip().startswith("| Period"):
            assert lines[number - 1] == ""


def link(words: str, url: str = "https://example.org/a") -> Link:
    return Link(text=words, url=url)


@pytest.mark.parametrize(
    ("text", "links", "expected"),
    [
        ("See the board.", [link("the board")], "See [the board](https://example.org/a)."),
        ("See the board.", [link("the minutes")], "See the board."),
        ("A [x] b.", [link("[x]")], r"A [\[x\]](https://example.org/a) b."),
        (
            "The safety dashboard.",
            [link("dashboard", "https://b.org"), link("safety dashboard", "https://a.org/dashboard")],
            "The [safety dashboard](https://a.org/dashboard).",
        ),
        (
            "Both a and b.",
            [link("b", "https://b.org"), link("a", "https://a.org/b_b")],
            "Both [a](https://a.org/b_b) and [b](https://b.org).",
        ),
        ("X.", [link("X", "https://a.org/(1)<2>")], "[X](https://a.org/%281%29%3C2%3E)."),
        ("X.", [link("X", "https://a.org/%28?q=1&r=é#f")], "[X](https://a.org/%28?q=1&r=é#f)."),
        ("X.", [link("X", "mailto:a@b.org")], "[X](mailto:a@b.org)."),
    ],
)
def test_links_carry_their_words_and_address_and_never_cut_each_other(text, links, expected):
    markdown = render_markdown(paper(paragraph("a", text, links=tuple(links))))
    assert f"1.  {expected} <!-- a -->" in markdown


@given(st.lists(st.text(max_size=12), unique=True, max_size=8))
def test_comments_cannot_be_closed_by_an_id_and_give_it_back(names):
    written = [comment_id(name) for name in names]
    assert [unquote(name) for name in written] == names
    assert len(set(written)) == len(written)
    for name in written:
        assert not re.search(r"--|[<>\s]", name)


def test_every_paragraph_ends_with_a_comment_of_its_own():
    same = paragraph("a--b>", "Words.")
    document = paper(same, same, paragraph("", "No id."), paragraph("text-1", ""))
    comments = re.findall(r"<!-- (.*?) -->$", render_markdown(document), re.MULTILINE)
    assert [unquote(name) for name in comments] == [item.id for item in document.paragraphs()]
    assert len(set(comments)) == len(comments) == 4


def test_markdown_ends_with_one_line_end_and_has_no_other_white_space_at_line_ends():
    markdown = render_markdown(paper(paragraph("a", "Words."), paragraph("b", "")))
    assert markdown.endswith("-->\n")
    body = markdown.partition("## ")[2]
    assert not re.search(r"[ \t]$", body, re.MULTILINE)


@pytest.fixture(params=["markdown", "text"])
def rendered(request, leicestershire) -> str:
    if request.param == "text":
        return leicestershire.to_text()
    return shown(leicestershire.to_markdown())


def test_every_sentence_of_the_paper_stands_in_it_in_order(rendered, leicestershire):
    words = " ".join(rendered.split())
    place = 0
    for sentence in leicestershire.sentences:
        found = words.find(" ".join(sentence.text.split()), place)
        assert found >= 0, sentence.text
        place = found + len(sentence.text)


def test_headings_labels_and_cells_of_the_paper_stand_in_it_in_order(rendered, leicestershire):
    words = " ".join(rendered.split())
    place = 0
    for section in leicestershire.document.sections:
        place = words.index(section.heading, place)
        for item in (item for top in section.paragraphs for item in top.walk()):
            label = "" if item.label == "•" else item.label
            place = words.index(f"{label} {item.title}".strip(), place)
            for row in item.table.rows if item.table else ():
                for cell in row:
                    place = words.index(cell, place)


def test_the_paper_s_markdown_is_headings_lists_and_one_table(leicestershire):
    found = list(blocks(leicestershire.to_markdown()))
    numbers = [int(block.kind[5:-1]) for block in found if re.fullmatch(r"item \d+\.", block.kind)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert {block.kind.split()[0] for block in found} == {"heading", "item", "paragraph", "row"}
    assert [block.text[:2] for block in found if block.kind == "heading"].count("# ") == 1


def test_text_is_wrapped_at_blanks_alone():
    address = "https://example.org/" + "a-long-path/" * 12
    text = f"An anti-social word and {address} stand whole. " + "well-worn " * 40
    wrapped = render_text(paper(paragraph("a", text, paragraph("b", text))))
    assert wrapped.count(address) == 2
    assert " ".join(wrapped.split()).count(" ".join(text.split())) == 2
    long = [line for line in wrapped.splitlines() if len(line) > WIDTH]
    assert [line.strip() for line in long] == [address] * 2
    assert not re.search(r"-$", wrapped.partition("Paper\n-")[2].partition("\n")[2], re.MULTILINE)


@given(st.lists(st.text("abc-é—'.", min_size=1, max_size=30), min_size=1, max_size=60))
def test_text_never_loses_a_word(words):
    wrapped = render_text(paper(paragraph("a", " ".join(words))))
    assert wrapped.partition("1.")[2].split() == words


def test_text_hangs_below_its_label_and_keeps_the_label_of_an_empty_paragraph():
    lines = render_text(
        paper(paragraph("a", "word " * 40), paragraph("b", "", paragraph("c", "Item.")))
    ).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("1.  word"))
    assert lines[start + 1].startswith("    word")
    assert "2." in lines
    assert "    (a) Item." in lines


def test_columns_of_a_text_table_line_up():
    lines = render_text(paper(paragraph("a", "Words.", table=TABLE))).splitlines()
    rows = [line for line in lines if line.startswith("    ") and ("84" in line or "1,070" in line)]
    assert [len(row) for row in rows] == [len(rows[0])] * 2


def test_a_digest_is_blind_to_line_endings_and_white_space_at_line_ends():
    text = "# Title\n\nOne line.\nAnother.\n"
    for same in (
        text.replace("\n", "\r\n"),
        text.replace("\n", "\r"),
        text.replace("\n", "  \t\n"),
        text.rstrip(),
        text + "\n\n",
        text.replace("\n\n", "\n \n"),
    ):
        assert digest(same) == digest(text)


@pytest.mark.parametrize(
    "edited",
    [
        "# Title\n\nOne line.\nAnother!\n",
        "# Title\n\nOne  line.\nAnother.\n",
        "# Title\n\n One line.\nAnother.\n",
        "# Title\nOne line.\nAnother.\n",
        "# Title\n\nAnother.\nOne line.\n",
        "",
    ],
)
def test_a_digest_sees_every_other_edit(edited):
    assert digest(edited) != digest("# Title\n\nOne line.\nAnother.\n")


KEYS = {"version", "narrate", "spec", "locale", "period", "drafts", "warnings", "findings", "sentences"}
SENTENCE = {"clauses", "id", "paragraph", "text", "phrase", "findings", "rule", "values", "slots"}
VALUE = {"text", "raw", "indicator", "area", "period", "unit"}


def test_the_trace_is_json_with_the_agreed_keys(leicestershire):
    text = leicestershire.to_markdown()
    written = leicestershire.trace.with_draft("draft.md", text).to_json()
    trace = json.loads(written, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
    assert trace.keys() >= KEYS
    assert trace["version"] == VERSION
    assert trace["drafts"] == [{"path": "draft.md", "sha256": digest(text)}]
    assert trace["period"] == "2023/24 Q2"
    assert trace["locale"] == "en_GB"
    assert trace["phrasebank"] == read_bank("en_GB").version
    assert written.endswith("}\n")


def test_a_number_that_json_has_not_is_null(leicestershire):
    known = leicestershire.findings["total_crime"]
    parts = tuple(part.model_copy(update={"p": float("nan")}) for part in known.parts)
    finding = known.model_copy(update={"parts": parts, "dispersion": float("inf")})
    findings = {**leicestershire.findings, "total_crime": finding}
    spec = leicestershire.trace.spec
    trace = build_trace(leicestershire.document, findings, spec, read_bank("en_GB"), ())
    record = json.loads(trace.to_json())["findings"][finding.id]
    assert {part["p"] for part in record["parts"]} == {None}
    assert record["dispersion"] is None


def test_the_trace_holds_every_sentence_with_what_it_rests_on(leicestershire):
    trace = json.loads(leicestershire.trace.to_json())
    names = [sentence["id"] for sentence in trace["sentences"]]
    assert names == [sentence.id for sentence in leicestershire.sentences]
    assert len(set(names)) == len(names)
    for sentence in trace["sentences"]:
        assert sentence.keys() == SENTENCE
        assert set(sentence["findings"]) <= trace["findings"].keys()
        for value in sentence["values"]:
            assert value.keys() == VALUE
            assert isinstance(value["raw"], float)


def test_a_value_s_text_stands_in_its_sentence(leicestershire):
    captions = {item.table.caption.id for item in leicestershire.document.paragraphs() if item.table}
    traced = [item for item in leicestershire.trace.sentences if item.id not in captions]
    values = [(value.text, item.text) for item in traced for value in item.values]
    assert values
    assert [pair for pair in values if pair[0] not in pair[1]] == []


def test_the_trace_keeps_the_warnings_and_the_spec(leicestershire):
    trace = leicestershire.trace
    assert trace.warnings == ()
    assert [item.id for item in trace.spec.indicators]
    assert trace.spec.report.observations.file == "observations.csv"


def test_numbers_of_paragraphs_never_go_back(leicestershire):
    opening = (re.match(r"\d+", item.paragraph) for item in leicestershire.trace.sentences)
    numbers = [int(found.group()) for found in opening if found]
    assert all(later >= earlier for earlier, later in pairwise(numbers))
