"""What the tests of the Word form share: a paper read with python-docx alone, and what its tree says."""

from __future__ import annotations

import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, Twips

from narrate.document import Document, Paragraph, Section, Sentence, Table, numbered
from narrate.spec import ListStyle
from tests.test_rendering import HOSTILE, paragraph, three_deep

LETTERS, ROMAN, BULLETS = ListStyle
AWKWARD = [
    *HOSTILE,
    "A \x00null, a \x0bvertical tab and an \x1bescape",
    "a lone \ud800 surrogate and \ufffe, \uffff",
    "first\nsecond\r\nthird\u2028fourth",
    "tab\there",
    "\u05d0\u05d1\u05d2 12% \u05d3\u05d4 and \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\U0001f46e\u200d\u2640\ufe0f \U0001f468\u200d\U0001f469\u200d\U0001f467 and \u26a0\ufe0f",
    "no\u00a0break, non\u2011breaking hy\u00adphen, zero\u200bwidth",
    "x" * 3000,
    "word " * 5000,
    "]]> <?xml?> &#0; %1. \u00e9",
]
"""Names that mean something to XML or to Word, or that neither can hold."""


def reopened(content: bytes) -> docx.document.Document:
    return docx.Document(BytesIO(content))


def blocks(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield the style, the label as Word counts it, and the text of each paragraph, table rows in between."""
    opened = reopened(content)
    counted = WordNumbers(opened)
    for block in opened.iter_inner_content():
        if isinstance(block, docx.table.Table):
            yield from (("row", "", " | ".join(cell.text for cell in row.cells)) for row in block.rows)
        else:
            yield block.style.name, counted.label(block), block.text


class WordNumbers:
    """Counts paragraphs by the rules of Word's numbering."""

    def __init__(self, opened: docx.document.Document) -> None:
        self.part = opened.part.numbering_part.element
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, block: docx.text.paragraph.Paragraph) -> str:
        properties = block._p.pPr.numPr if block._p.pPr is not None else None
        if properties is None:
            return ""
        num, level = properties.numId.val, properties.ilvl.val
        (abstract,) = self.part.xpath(f"w:num[@w:numId='{num}']/w:abstractNumId/@w:val")
        counts = self.counts[abstract]
        counts[level] = counts.get(level, 0) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return re.sub(
            r"%(\d)",
            lambda found: self.number(abstract, int(found[1]) - 1),
            self.value(abstract, level, "lvlText"),
        )

    def number(self, abstract: str, level: int) -> str:
        forms = {"decimal": str, "lowerLetter": word_letter, "lowerRoman": word_roman}
        return forms[self.value(abstract, level, "numFmt")](self.counts[abstract][level])

    def value(self, abstract: str, level: int, tag: str) -> str:
        place = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']/w:{tag}/@w:val"
        (found,) = self.part.xpath(place)
        return str(found)


def word_letter(number: int) -> str:
    """Return a number as Word's lowerLetter writes it: a to z, then aa, bb, cc."""
    times, place = divmod(number - 1, 26)
    return "abcdefghijklmnopqrstuvwxyz"[place] * (times + 1)


def word_roman(number: int) -> str:
    marks = {400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"}
    for value, mark in marks.items():
        if number >= value:
            return mark + word_roman(number - value)
    return ""


def squeezed(found: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Return blocks without regard to white space and to what has no words."""
    spaced = ((style, label, " ".join(text.split())) for style, label, text in found)
    return [(style, label, text) for style, label, text in spaced if label or text]


def paragraphs_by_name(content: bytes) -> dict[str, str]:
    """Return the text of each paragraph that a bookmark stands around, read without our reader."""
    found = {}
    for element in reopened(content).element.body.xpath(".//w:p[w:bookmarkStart]"):
        part = docx.text.paragraph.Paragraph(element, None)
        kinds = [child.tag.rpartition("}")[2] for child in element]
        kinds = [kind for kind in kinds if kind != "pPr"]
        assert kinds[0] == "bookmarkStart"
        assert kinds[-1] == "bookmarkEnd"
        assert kinds.count("bookmarkStart") == kinds.count("bookmarkEnd") == 1
        (name,) = element.xpath("w:bookmarkStart/@w:name")
        assert name not in found
        found[name] = " ".join(part.text.split())
    return found


def expected(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield what `blocks` must find of a document."""
    yield "Heading 1", "", legal(document.title)
    yield from (("Subtitle", "", legal(line)) for line in document.lines)
    for section in document.sections:
        yield "Heading 2", "", legal(section.heading)
        for top in section.paragraphs:
            yield from _expected(top, 0)


def _expected(part: Paragraph, level: int) -> Iterator[tuple[str, str, str]]:
    kind = "List Bullet" if part.label == "•" else "List Number"
    style = f"{kind} {min(level, 2) + 1}".removesuffix(" 1") if part.label else "Body Text"
    words = " ".join(text for text in (part.title, part.text if part.sentences else "") if text)
    if part.title and part.sentences and not part.text:
        words += " "
    if part.label or part.title or part.sentences:
        yield style, part.label, legal(words)
    if part.table:
        yield "Caption", "", legal(part.table.caption.text)
        yield from (("row", "", legal(" | ".join(row))) for row in (part.table.header, *part.table.rows))
    for item in part.items:
        yield from _expected(item, level + bool(part.label))


def legal(text: str) -> str:
    """Return what XML can hold of a text, on one line."""
    kept = (
        mark
        for mark in " ".join(text.splitlines()).replace("\t", " ")
        if mark >= " " and not "\ud800" <= mark <= "\udfff" and mark not in "\ufffe\uffff"
    )
    return "".join(kept)


def stated(document: Document) -> list[tuple[str, str, str]]:
    found = list(expected(document))
    last = document.sections[-1].paragraphs[-1:] if document.sections else ()
    *_, end = (item for top in last for item in top.walk()) if last else (None,)
    return [*found, ("Body Text", "", "")] if end and end.table else found


def table(rows: int = 2, columns: int = 2, text: str = "84") -> Table:
    header = tuple(f"Column {number}" for number in range(columns))
    return Table(
        Sentence("t/caption", "First-time entrants.", "caption"), header, ((text,) * columns,) * rows
    )


def items(*names: str, **others: object) -> tuple[Paragraph, ...]:
    return tuple(paragraph(name, f"Item {name}.", **others) for name in names)


def winding() -> Document:
    """Return a paper with lists of every kind below every other."""
    deep = paragraph("z9", "Deepest.")
    for level in range(12, 0, -1):
        style = [LETTERS, ROMAN, BULLETS][level % 3]
        deep = paragraph(f"z{level}x", f"Level {level}.", deep, paragraph(f"z{level}y", "Next."), list=style)
    first = Section(
        "First",
        True,
        (
            paragraph("a", "One.", *items("b", "c")),
            paragraph("d", "Two.", *items("e", "f", "g")),
            paragraph("h", "Three.", *items("i", "j"), list=ROMAN),
            paragraph("k", "Four.", *items("l", "m"), list=BULLETS),
            paragraph("n", "", *items("o")),
        ),
    )
    apart = Section(
        "Apart",
        False,
        (
            paragraph("p", "Unnumbered.", *items("q", "r", list=ROMAN)),
            paragraph("s", "Again.", paragraph("t", "Item.", *items("u", "v"), list=ROMAN), *items("w")),
            paragraph("x", "", *items("y", "z"), list=BULLETS),
        ),
    )
    more = [paragraph(f"l{number}", f"Long {number}.", *items(f"l{number}i")) for number in range(60)]
    last = Section(
        "Last",
        True,
        (
            paragraph("aa", "Five.", paragraph("ab", "Item.", *items("ac", "ad"), list=ROMAN), *items("ae")),
            paragraph("af", "Long.", *more),
            paragraph("ag", "Shown.", *items("ah", table=table()), table=table()),
            paragraph("ai", "Roman.", *[paragraph(f"r{n}", "Item.") for n in range(60)], list=ROMAN),
            paragraph("aj", "Three styles.", *three_deep("Words.", BULLETS), list=ROMAN),
            deep,
        ),
    )
    return numbered(Document("Winding", ("Board",), "en_GB", (first, apart, last)))


def png(width: int = 4, height: int = 2) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    )


def without_styles(opened: docx.document.Document, *names: str) -> None:
    for name in names:
        element = opened.styles[name].element
        element.getparent().remove(element)


def council_template(path: Path) -> Path:
    """A council's template: Georgia, header and footer, landscape at its end, styles missing and renamed."""
    opened = docx.Document()
    opened.core_properties.author = "Somebody"
    opened.core_properties.subject = "Committee template"
    opened.styles["Normal"].font.name = "Georgia"
    opened.styles["Normal"].font.size = Pt(11)
    opened.styles["Heading 2"].font.name = "Georgia"
    head, text = opened.styles["Heading 2"].element, opened.styles["Body Text"].element
    head.name_val, head.styleId = "HEADING 2", "CouncilHead"
    text.name_val = "Council text"
    without_styles(opened, "List Number", "List Number 2", "Caption", "Subtitle", "Strong", "Table Grid")
    character = opened.styles.add_style("Caption", WD_STYLE_TYPE.CHARACTER)
    character.element.styleId = "ListNumber"
    opened.add_paragraph("Delete this guidance.", style="List Bullet")
    opened.add_picture(BytesIO(png()))
    section = opened.sections[0]
    section.page_width, section.page_height = Twips(11906), Twips(16838)
    section.left_margin = Twips(1701)
    section.header.paragraphs[0].text = "NORTHBRIDGE COUNCIL"
    section.footer.paragraphs[0].text = "Committee papers"
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:id"), "7")
    mark.set(qn("w:name"), "logo")
    section.header.paragraphs[0]._p.append(mark)
    wide = opened.add_section()
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = Cm(29.7), Cm(21)
    opened.add_table(2, 2)
    opened.save(str(path))
    return path
