"""The Word form of the paper: what Word counts, shows and keeps is what the tree says."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Twips
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrate.document import Document, Paragraph, Section, Sentence, Table, numbered
from narrate.errors import DraftError
from narrate.microplanning import microplan
from narrate.phrases import read_style
from narrate.phrases.needs import papers
from narrate.realisation import realise
from narrate.rendering.identity import bookmark_name, caption_name, draft_identifier
from narrate.rendering.word import WordDraft, picture, read_word, render_docx
from narrate.spec import Link, ListStyle
from narrate.trace import digest
from tests.conftest import SCENARIOS, composed
from tests.everything import BANK
from tests.test_rendering import paper, paragraph
from tests.word import (
    AWKWARD,
    blocks,
    expected,
    legal,
    paragraphs_by_name,
    png,
    reopened,
    squeezed,
    stated,
    table,
    winding,
)

A4 = (Twips(11906), Twips(16838))

# Structure --------------------------------------------------------------------------------------------------


@pytest.fixture(params=SCENARIOS, scope="module")
def report(request):
    return composed(request.param)


@pytest.fixture(scope="module")
def written(report) -> bytes:
    return render_docx(report.document)


def test_the_paper_stands_in_word_as_in_the_tree(report, written):
    assert list(blocks(written)) == stated(report.document)


def test_everything_that_can_be_said_stands_in_word_as_in_the_tree():
    style = read_style("council")
    everything = list(papers())[::8]
    assert len(everything) > 5
    for planned in everything:
        sentences = microplan(planned.plan, BANK.messages, planned.spec.settings.aggregation, style)
        document = realise(sentences, planned.spec, planned.findings, BANK, style)
        assert list(blocks(render_docx(document))) == stated(document)


def test_there_is_one_heading_1_and_no_level_is_skipped(written):
    styles = [style for style, _, _ in blocks(written)]
    assert styles[0] == "Heading 1"
    assert {style for style in styles if style.startswith(("Heading", "Title"))} == {"Heading 1", "Heading 2"}
    assert styles.count("Heading 1") == 1
    levels = [style.element.xpath("string(w:pPr/w:outlineLvl/@w:val)") for style in reopened(written).styles]
    assert sorted(level for level in levels if level) == ["0", "1"]


def test_the_page_is_a4_with_its_number_below(written):
    opened = reopened(written)
    (section,) = opened.sections
    assert (section.page_width, section.page_height) == A4
    margins = {section.left_margin, section.right_margin, section.top_margin, section.bottom_margin}
    assert margins == {Cm(2.54)}
    fields = section.footer._element.xpath(".//w:fldSimple/@w:instr")
    assert fields == ["PAGE"]


def test_the_text_is_arial_12_to_the_left_in_british_english(written):
    opened = reopened(written)
    (run,) = opened.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    assert set(run.xpath("w:rFonts/@*")) == {"Arial"}
    assert run.xpath("string(w:sz/@w:val)") == "24"
    assert set(opened.styles.element.xpath("//w:lang/@w:val")) == {"en-GB"}
    assert not opened.element.body.xpath(".//w:r/w:rPr/w:rFonts")
    assert set(opened.element.body.xpath(".//w:jc/@w:val")) <= {"right"}
    assert not opened.element.body.xpath("w:p/w:pPr/w:jc")


def test_headings_stay_with_what_follows_and_lines_are_not_left_alone():
    opened = reopened(render_docx(winding()))
    for name in ("Heading 1", "Heading 2", "Caption"):
        assert opened.styles[name].paragraph_format.keep_with_next
    for name in ("Body Text", "List Number", "List Number 2", "List Number 3", "List Bullet"):
        assert opened.styles[name].paragraph_format.widow_control


def test_the_properties_name_the_paper_and_its_draft_and_say_nothing_else(report, written):
    properties = reopened(written).core_properties
    assert properties.title == report.document.title
    assert properties.language == "en-GB"
    assert properties.identifier == draft_identifier(digest(read_word(written).text))
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created is properties.modified is None


def test_a_locale_is_the_document_s_language():
    document = Document("Adroddiad", (), "cy_GB", ())
    opened = reopened(render_docx(document))
    assert set(opened.styles.element.xpath("//w:lang/@w:val")) == {"cy-GB"}
    assert opened.core_properties.language == "cy-GB"


def test_titles_of_paragraphs_are_strong():
    (part,) = reopened(render_docx(paper(paragraph("a", "Words.", title="Survey.")))).paragraphs[4:]
    assert (part.runs[0].text, part.runs[0].style.name) == ("Survey.", "Strong")
    assert part.text == "Survey. Words."


ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd spacing ind "
    "contextualSpacing jc outlineLvl",
    "w:rPr": "rStyle rFonts b bCs i iCs color sz szCs u lang",
    "w:tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "w:lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "w:abstractNum": "nsid multiLevelType lvl",
    "w:style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr",
    "w:numbering": "abstractNum num",
    "w:sectPr": "headerReference footerReference pgSz pgMar cols docGrid",
}
"""The order of children that the standard asks for; Word refuses some files that have another."""


def test_elements_stand_in_the_order_of_the_standard(written):
    opened = reopened(written)
    roots = (opened.element, opened.styles.element, opened.part.numbering_part.element)
    for tag, order in ORDERS.items():
        names = order.split()
        found = [element for root in roots for element in root.xpath(f"//{tag}")]
        assert found, tag
        for element in found:
            children = [child.tag.rpartition("}")[2] for child in element]
            assert set(children) <= set(names), (tag, children)
            assert children == sorted(children, key=names.index), tag


def test_the_file_holds_no_part_that_is_not_needed(written):
    with zipfile.ZipFile(BytesIO(written)) as package:
        assert sorted(name for name in package.namelist() if not name.endswith(".rels")) == [
            "[Content_Types].xml",
            "docProps/core.xml",
            "word/document.xml",
            "word/fontTable.xml",
            "word/footer1.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
            "word/theme/theme1.xml",
        ]


# Numbering --------------------------------------------------------------------------------------------------


def test_word_counts_as_the_tree_is_labelled_in_every_kind_of_list():
    document = winding()
    labels = [label for _, label, _ in blocks(render_docx(document))]
    for label in ("6.", "(az)", "(ba)", "(bh)", "lx.", "iii."):
        assert label in labels
    assert list(blocks(render_docx(document))) == stated(document)


def test_the_usual_lists_are_one_list_in_which_word_itself_counts(written):
    opened = reopened(written)
    style = opened.styles["List Number"]
    main = style.element.pPr.numPr.numId.val
    for number, name in enumerate(("List Number", "List Number 2", "List Number 3")):
        found = {
            (part._p.pPr.numPr.numId.val, part._p.pPr.numPr.ilvl.val)
            for part in opened.paragraphs
            if part.style.name == name
        }
        assert found <= {(main, number)}
        assert opened.styles[name].element.pPr.numPr.numId.val == main
    (abstract,) = opened.part.numbering_part.element.xpath(f"w:num[@w:numId='{main}']/w:abstractNumId/@w:val")
    level = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl"
    assert len(opened.part.numbering_part.element.xpath(level)) == 9
    styles = opened.part.numbering_part.element.xpath(f"{level}/w:pStyle/@w:val")
    assert styles == ["ListNumber", "ListNumber2", "ListNumber3"]


def test_each_level_stands_in_further_and_its_number_hangs():
    opened = reopened(render_docx(winding()))
    numbering = opened.part.numbering_part.element
    for number in numbering.xpath("w:abstractNum/@w:abstractNumId"):
        place = f"w:abstractNum[@w:abstractNumId='{number}']/w:lvl/w:pPr/w:ind"
        lefts = [int(left) for left in numbering.xpath(f"{place}/@w:left")]
        hangs = [int(hang) for hang in numbering.xpath(f"{place}/@w:hanging")]
        assert lefts == sorted(set(lefts))
        assert all(0 < hang <= left for left, hang in zip(lefts, hangs, strict=True))
        assert max(lefts) < (21 - 2 * 2.54) / 2.54 * 1440 - 1440


# Any document -----------------------------------------------------------------------------------------------

CHOICE = ["Words.", "", *(text for text in AWKWARD if len(text) < 1000)]
TEXTS = st.integers(0, len(CHOICE) - 1).map(lambda place: CHOICE[place]) | st.text(max_size=30)
NAMES = st.text(max_size=8)


@st.composite
def tables(draw) -> Table:
    columns = draw(st.integers(1, 4))
    cells = st.tuples(*[TEXTS] * columns)
    return Table(Sentence("c", draw(TEXTS), "caption"), draw(cells), tuple(draw(st.lists(cells, max_size=3))))


def paragraphs(items: st.SearchStrategy[tuple[Paragraph, ...]]) -> st.SearchStrategy[Paragraph]:
    sentences = st.lists(st.builds(Sentence, NAMES, TEXTS, st.just("spec.text")), max_size=2).map(tuple)
    return st.builds(
        Paragraph,
        id=NAMES,
        label=st.just(""),
        number=st.just(""),
        title=st.sampled_from(["", "", "Title."]) | TEXTS,
        sentences=sentences,
        list=st.sampled_from(ListStyle),
        items=items,
        table=st.none() | tables(),
    )


TREES = st.recursive(
    paragraphs(st.just(())), lambda below: paragraphs(st.lists(below, max_size=3).map(tuple)), max_leaves=12
)
SECTIONS = st.builds(Section, TEXTS, st.booleans(), st.lists(TREES, max_size=3).map(tuple))
DOCUMENTS = st.builds(
    Document,
    TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
    st.just("en_GB"),
    st.lists(SECTIONS, max_size=3).map(tuple),
).map(numbered)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_any_document_stands_in_word_as_in_the_tree(document):
    content = render_docx(document)
    assert squeezed(blocks(content)) == squeezed(expected(document))
    shown_parts = [part for part in document.paragraphs() if part.label or part.title or part.sentences]
    assert paragraphs_by_name(content) == {
        bookmark_name(part.id): " ".join(legal(f"{part.title} {part.text}").split()) for part in shown_parts
    } | {
        caption_name(part.id): " ".join(legal(part.table.caption.text).split())
        for part in document.paragraphs()
        if part.table
    }
    assert content == render_docx(document)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_names_stand_wherever_a_name_can(text):
    shown_table = Table(Sentence("c", text, "caption"), (text, text), ((text, text),))
    link = Link.model_construct(text=text, url="https://example.org/" + text)
    item = paragraph("b", text, links=(link,), title=text, table=shown_table)
    document = paper(paragraph(text, text, item), title=text)
    content = render_docx(document)
    assert squeezed(blocks(content)) == squeezed(stated(document))
    assert reopened(content).core_properties.title == legal(text)[:255]


# Tables -----------------------------------------------------------------------------------------------------


def table_of(shown: Table) -> docx.table.Table:
    (found,) = reopened(render_docx(paper(paragraph("a", "Words.", table=shown)))).tables
    return found


def test_a_table_has_one_header_row_that_repeats_and_no_merged_cells():
    found = table_of(table(rows=40, columns=3))
    headers = [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in found.rows]
    assert headers == [True] + [False] * 40
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in found.rows)
    assert not found._tbl.xpath(".//w:gridSpan | .//w:vMerge | .//w:hMerge | .//w:tbl")
    assert {len(row._tr.tc_lst) for row in found.rows} == {3}
    (look,) = found._tbl.xpath("w:tblPr/w:tblLook")
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_numbers_stand_to_the_right_below_their_headings_and_names_to_the_left():
    for row in table_of(table(columns=3)).rows:
        first, *others = [cell._tc.xpath("string(w:p/w:pPr/w:jc/@w:val)") for cell in row.cells]
        assert first == ""
        assert set(others) == {"right"}


def test_a_table_is_described_for_those_who_do_not_see_it():
    (properties,) = table_of(table())._tbl.xpath("w:tblPr")
    assert properties.xpath("string(w:tblCaption/@w:val)") == "First-time entrants."
    assert properties.xpath("string(w:tblDescription/@w:val)") == "Column 0, Column 1"


@pytest.mark.parametrize(("rows", "kept"), [(1, 1), (15, 15), (16, 1)])
def test_a_caption_stays_with_its_table_and_a_short_table_on_one_page(rows, kept):
    opened = reopened(render_docx(paper(paragraph("a", "Words.", table=table(rows)))))
    (caption,) = [part for part in opened.paragraphs if part.style.name == "Caption"]
    assert caption.paragraph_format.keep_with_next
    cells = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in opened.tables[0].rows]
    assert [bool(cell) for cell in cells] == [True] * kept + [False] * (rows + 1 - kept)


@pytest.mark.parametrize("text", ["84", "x" * 400, ""])
@pytest.mark.parametrize("columns", [1, 2, 9])
def test_a_table_is_no_wider_than_the_page(columns, text):
    found = table_of(table(columns=columns, text=text))
    widths = [int(width) for width in found._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]
    left = int(found._tbl.xpath("string(w:tblPr/w:tblInd/@w:w)"))
    assert len(widths) == columns
    assert min(widths) > 0
    assert left + sum(widths) <= Cm(21 - 2 * 2.54).twips
    for row in found.rows:
        assert [int(width) for width in row._tr.xpath("w:tc/w:tcPr/w:tcW/@w:w")] == widths


def test_a_table_stands_apart_from_the_paragraph_below_it_and_is_never_last():
    document = paper(paragraph("a", "Words.", table=table()), paragraph("b", "More.", table=table()))
    opened = reopened(render_docx(document))
    below = next(part for part in opened.paragraphs if part.text == "More.")
    assert below.paragraph_format.space_before > 0
    assert [child.tag.rpartition("}")[2] for child in opened.element.body][-2:] == ["p", "sectPr"]


# Links ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "links", "shown_links"),
    [
        ("See the board.", [("the board", "https://example.org/a?b=1&c=2#d")], ["the board"]),
        ("See the board.", [("the minutes", "https://example.org")], []),
        ("Write to us.", [("Write", "mailto:a@example.org")], ["Write"]),
        ("Both a and b.", [("b", "https://b.org"), ("a", "https://a.org")], ["a", "b"]),
        ("The safety dashboard.", [("safety dashboard", "https://a.org"), ("dashboard", "https://b.org")],
         ["safety dashboard"]),
        ("X.", [("X", "https://a.org/é<b>\"{}|^`%20")], ["X"]),
    ],
)  # fmt: skip
def test_links_are_hyperlinks_with_words_and_an_address(text, links, shown_links):
    links = tuple(Link(text=words, url=url) for words, url in links)
    part = reopened(render_docx(paper(paragraph("a", text, links=links)))).paragraphs[4]
    assert part.text == text
    assert [link.text for link in part.hyperlinks] == shown_links
    known = {link.text: link.url for link in links}
    for link in part.hyperlinks:
        assert re.fullmatch(r"[!-~]+", link.url)
        assert not re.search(r"[<>\"{}|^`]", link.url)
        assert link.url.split("/")[:3] == known[link.text].split("/")[:3]
        assert [run.style.name for run in link.runs] == ["Hyperlink"]


# Pictures ---------------------------------------------------------------------------------------------------


def test_a_picture_has_words_and_a_size():
    opened = docx.Document()
    picture(opened.add_paragraph(), png(), "Hate crime <fell> &\n in 2023.", Cm(10))
    picture(opened.add_paragraph(), png(), "Another.", Cm(5))
    saved = BytesIO()
    opened.save(saved)
    shapes = reopened(saved.getvalue()).inline_shapes
    assert [(shape.width, shape.height) for shape in shapes] == [(Cm(10), Cm(5)), (Cm(5), Cm(2.5))]
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [
        "Hate crime <fell> & in 2023.",
        "Another.",
    ]
    assert len({shape._inline.docPr.get("id") for shape in shapes}) == 2


@pytest.mark.parametrize("alt", ["", "  \n", "\x00"])
def test_a_picture_without_words_is_refused(alt):
    part = docx.Document().add_paragraph()
    with pytest.raises(ValueError, match="alternative text"):
        picture(part, png(), alt, Cm(10))
    assert not part.runs


# Identity ---------------------------------------------------------------------------------------------------


@given(st.lists(st.text(), unique=True, max_size=20))
def test_names_are_fit_for_word_and_differ(ids):
    names = [name(each) for each in ids for name in (bookmark_name, caption_name)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)
    assert names == [name(each) for each in ids for name in (bookmark_name, caption_name)]


def test_every_paragraph_and_caption_is_read_back_by_its_name(report, written):
    found = {name: part.text for part in read_word(written).paragraphs for name in part.names}
    for part in report.document.paragraphs():
        words = f"{part.title} {part.text}".split()
        assert found.get(bookmark_name(part.id), "").split() == words
        if part.table:
            assert found[caption_name(part.id)] == part.table.caption.text
    assert [part.text for part in read_word(written).paragraphs if part.text] == [
        " ".join(cell.split()) for _, _, text in blocks(written) for cell in text.split(" | ") if cell
    ]


def edited(content: bytes, change: Callable[[docx.document.Document], None]) -> WordDraft:
    opened = reopened(content)
    change(opened)
    saved = BytesIO()
    opened.save(saved)
    return read_word(saved.getvalue())


SMALL = render_docx(paper(paragraph("a", "One two three.", table=table()), paragraph("b", "Four.")))


def retype(opened: docx.document.Document) -> None:
    (run,) = [run for part in opened.paragraphs for run in part.runs if run.text == "One two three."]
    run.text = "One 2 three."


def in_a_cell(opened: docx.document.Document) -> None:
    opened.tables[0].cell(1, 1).paragraphs[0].runs[0].text = "48"


def drop(opened: docx.document.Document) -> None:
    element = opened.paragraphs[4]._p
    element.getparent().remove(element)


def propose(opened: docx.document.Document) -> None:
    (run,) = [run for part in opened.paragraphs for run in part.runs if run.text == "One two three."]
    insertion = OxmlElement("w:ins")
    run._r.addprevious(insertion)
    added = opened.paragraphs[0].add_run("Not ")
    insertion.append(added._r)


def strike(opened: docx.document.Document) -> None:
    (run,) = [run for part in opened.paragraphs for run in part.runs if run.text == "One two three."]
    deletion = OxmlElement("w:del")
    run._r.addprevious(deletion)
    deletion.append(run._r)


def space_out(opened: docx.document.Document) -> None:
    (run,) = [run for part in opened.paragraphs for run in part.runs if run.text == "One two three."]
    run.text = " One\ttwo\u00a0 three. \n"
    opened.add_paragraph("  ")


def restyle(opened: docx.document.Document) -> None:
    for part in opened.paragraphs:
        part.style = opened.styles["Body Text"]
        for run in part.runs:
            run.bold = True


def pieces(opened: docx.document.Document) -> None:
    (part,) = [part for part in opened.paragraphs if part.text == "One two three."]
    part.runs[0].text = "One t"
    rest = part.add_run("wo three.")
    part.runs[0]._r.addnext(rest._r)


@pytest.mark.parametrize("change", [retype, in_a_cell, drop, propose, strike])
def test_an_edit_changes_the_text_that_a_digest_is_taken_of(change):
    assert edited(SMALL, change).text != read_word(SMALL).text


@pytest.mark.parametrize("change", [space_out, restyle, pieces])
def test_white_space_looks_and_the_cutting_of_runs_are_no_edit(change):
    assert edited(SMALL, change).text == read_word(SMALL).text


def test_a_paragraph_that_was_split_keeps_its_name_in_both_halves():
    def split(opened: docx.document.Document) -> None:
        (part,) = [part for part in opened.paragraphs if part.text == "Four."]
        below = OxmlElement("w:p")
        part._p.addnext(below)
        end = part._p.xpath("w:bookmarkEnd")[0]
        part._p.addnext(OxmlElement("w:p"))
        docx.text.paragraph.Paragraph(below, part._parent).add_run("After it.")
        below.append(end)
        below.addnext(OxmlElement("w:p"))

    found = edited(SMALL, split).paragraphs
    assert [part.text for part in found if bookmark_name("b") in part.names] == ["Four.", "", "After it."]


def test_a_name_that_ends_where_the_next_paragraph_begins_is_not_that_paragraph_s():
    def with_the_mark(opened: docx.document.Document) -> None:
        (part,) = [part for part in opened.paragraphs if part.text == "Four."]
        end = part._p.xpath("w:bookmarkEnd")[0]
        below = OxmlElement("w:p")
        part._p.addnext(below)
        below.append(end)
        docx.text.paragraph.Paragraph(below, part._parent).add_run("After it.")

    found = edited(SMALL, with_the_mark).paragraphs
    assert [part.text for part in found if bookmark_name("b") in part.names] == ["Four."]
    assert found[-1].text == "After it."


def test_text_of_shapes_is_read_once_and_after_its_paragraph():
    def add_box(opened: docx.document.Document) -> None:
        choice = (
            '<w:r xmlns:w="{w}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            "<mc:AlternateContent>{one}{two}</mc:AlternateContent></w:r>"
        )
        box = "<mc:{0}><w:txbxContent><w:p><w:r><w:t>Boxed.</w:t></w:r></w:p></w:txbxContent></mc:{0}>"
        space = qn("w:p")[1:].partition("}")[0]
        xml = choice.format(w=space, one=box.format("Choice"), two=box.format("Fallback"))
        opened.paragraphs[4]._p.append(docx.oxml.parse_xml(xml))

    texts = [part.text for part in edited(SMALL, add_box).paragraphs]
    assert texts.count("Boxed.") == 1
    assert texts.index("Boxed.") == texts.index("One two three.") + 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"# Markdown", SMALL[:2000], SMALL[:-300]])
def test_what_is_no_word_document_cannot_be_read(content, tmp_path):
    file = tmp_path / "draft.docx"
    file.write_bytes(content)
    with pytest.raises(
        DraftError, match=r"draft.docx: no Word document; a Word document \(.docx\) is needed"
    ):
        read_word(file)
    with pytest.raises(DraftError, match="no such file"):
        read_word(tmp_path / "none.docx")
