"""True automatic numbering: what Word counts is what the tree's labels say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import repeat
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.parts.numbering import NumberingPart
from docx.text.paragraph import Paragraph

from narrate.document import BULLET, LETTERS, letter
from narrate.rendering.word.elements import element
from narrate.rendering.word.styles import BULLETS, NUMBERS, Style, Styles
from narrate.spec import ListStyle

STEP = 709
"""Twips, 1.25 cm, by which each level stands in; a number hangs by as much."""

DEEPEST = 8
"""Last level that Word's lists have, the first being 0; deeper ones stand in no further."""

_FORMATS = {ListStyle.LETTERS: ("lowerLetter", "({})"), ListStyle.ROMAN: ("lowerRoman", "{}.")}
"""Word's name for a list's numbers, and what stands around them."""

MAIN = (None, *(ListStyle.LETTERS if level % 2 else ListStyle.ROMAN for level in range(1, DEEPEST + 1)))
"""Styles of the list that runs through the paper: paragraphs, letters below them, roman numerals below."""


@dataclass(frozen=True)
class Mark:
    """How a paragraph is numbered.

    Attributes
    ----------
    num : int
        Number of a list in the document's numbering.
    level : int
        Level of that list.
    """

    num: int
    level: int


class Numbering:
    """The lists of one document.

    One list of several levels runs through the paper: Word itself begins its letters afresh below each
    numbered paragraph. Items of any other style, or below a paragraph without a number, have a list of
    their own.
    """

    def __init__(self, paper: Document, styles: Styles) -> None:
        self._element: Any = _part(paper).element
        levels = [_numbered(level, style) for level, style in enumerate(MAIN)]
        self._main = self._add(levels)
        self._bullets = self._add([_level(level, level, "bullet", BULLET) for level in range(DEEPEST + 1)])
        for level, style in enumerate(NUMBERS):
            self._link(self._main, level, style, styles)
        for level, style in enumerate(BULLETS):
            self._link(self._bullets, level, style, styles)

    def paragraph(self) -> Mark:
        """Return the mark of a numbered paragraph below a heading."""
        return Mark(self._main, 0)

    def items(self, style: ListStyle, count: int, level: int, parent: Mark | None) -> Iterator[Mark]:
        """Yield the marks of a list's items.

        Parameters
        ----------
        style : ListStyle
            How they are marked.
        count : int
            How many there are.
        level : int
            How far they stand in.
        parent : Mark, optional
            That of the paragraph above them, where it has one.
        """
        if style is ListStyle.BULLETS:
            yield from repeat(Mark(self._bullets, min(level, DEEPEST)), count)
            return
        below_main = parent is not None and parent.num == self._main
        runs_on = below_main and level <= DEEPEST and MAIN[level] is style
        # past z Word goes on with aa, bb, cc and the paper with aa, ab, ac: those are a, b, c after an a
        turn = len(LETTERS) if style is ListStyle.LETTERS else max(count, 1)
        for first in range(0, count, turn):
            opening = letter(first // turn - 1) if first else ""
            own = first or not runs_on
            mark = self._own(style, level, opening) if own else Mark(self._main, level)
            yield from repeat(mark, min(turn, count - first))

    def _own(self, style: ListStyle, level: int, opening: str) -> Mark:
        """Return the mark of a list that stands for itself; each of its numbers begins with an opening."""
        form, around = _FORMATS[style]
        return Mark(self._add([_level(0, min(level, DEEPEST), form, around.format(f"{opening}%1"))]), 0)

    def _add(self, levels: list[str]) -> int:
        """Add a list, and return its number."""
        taken = [int(number) for number in self._element.xpath("w:abstractNum/@w:abstractNumId")]
        number = max(taken, default=-1) + 1
        kind = "multilevel" if len(levels) > 1 else "singleLevel"
        # Word takes lists of one such name for the same list when text is pasted
        name = hashlib.sha256(f"narrate {number}".encode()).hexdigest()[:8].upper()
        abstract = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:nsid w:val="{name}"/>'
            f'<w:multiLevelType w:val="{kind}"/>{"".join(levels)}</w:abstractNum>'
        )
        self._element.insert_element_before(abstract, "w:num", "w:numIdMacAtCleanup")
        return int(self._element.add_num(number).numId)

    def _link(self, num: int, level: int, style: Style, styles: Styles) -> None:
        """Bind a style that the document lacked to a level: what an analyst sets in it is numbered."""
        if styles.link_number(style, num, level):
            abstract = self._element.num_having_numId(num).abstractNumId.val
            place = f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']/w:numFmt"
            (format_,) = self._element.xpath(place)
            format_.addnext(parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{styles[style]}"/>'))


def _part(paper: Document) -> NumberingPart:
    """Return the part that holds a document's lists; one that has none is given it."""
    try:
        return paper.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)  # type: ignore[return-value]
    except KeyError:
        package = paper.part.package
        assert package is not None, "a document stands in a package"  # noqa: S101
        part = NumberingPart(
            PackURI(package.next_partname("/word/numbering%d.xml")),
            CONTENT_TYPE.WML_NUMBERING,
            parse_xml(f"<w:numbering {nsdecls('w')}/>"),
            package,
        )
        paper.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part


def _numbered(level: int, style: ListStyle | None) -> str:
    form, around = _FORMATS[style] if style else ("decimal", "{}.")
    return _level(level, level, form, around.format(f"%{level + 1}"))


def _level(level: int, depth: int, form: str, text: str) -> str:
    left = (depth + 1) * STEP
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="tab"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{STEP}"/></w:pPr></w:lvl>'
    )


def set_number(paragraph: Paragraph, mark: Mark) -> None:
    """Set the number that Word counts a paragraph with."""
    properties: Any = paragraph._p.get_or_add_pPr()
    number = properties.get_or_add_numPr()
    number.get_or_add_ilvl().val = mark.level
    number.get_or_add_numId().val = mark.num
    # the lists of many templates are set close, for items of a word or two; ours are whole paragraphs
    properties.append(element("w:contextualSpacing", val=0))
