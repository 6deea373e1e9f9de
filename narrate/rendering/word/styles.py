"""The styles of the paper: a template's own where it has them, a plain form where it has not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn


class Style(StrEnum):
    """What the paper sets, by the names that Word has for it in every language."""

    TITLE = "Heading 1"
    SUBTITLE = "Subtitle"
    SECTION = "Heading 2"
    TEXT = "Body Text"
    NUMBER = "List Number"
    NUMBER_2 = "List Number 2"
    NUMBER_3 = "List Number 3"
    BULLET = "List Bullet"
    BULLET_2 = "List Bullet 2"
    BULLET_3 = "List Bullet 3"
    CAPTION = "Caption"
    TABLE = "Table Grid"
    TABLE_HEADING = "Table Heading"
    TABLE_TEXT = "Table Text"
    STRONG = "Strong"
    LINK = "Hyperlink"
    FOOTER = "Footer"


NUMBERS = (Style.NUMBER, Style.NUMBER_2, Style.NUMBER_3)
BULLETS = (Style.BULLET, Style.BULLET_2, Style.BULLET_3)
"""Styles of the first levels; the last of them serves all deeper ones."""

OUR_OWN = frozenset({Style.TABLE_HEADING, Style.TABLE_TEXT})
"""Styles that Word itself does not know."""

PARAGRAPH, CHARACTER, TABLE = "paragraph", "character", "table"


@dataclass(frozen=True)
class Plain:
    """A style in its plain form: no font and no colour but what the document has.

    Attributes
    ----------
    paragraph, run : str
        Properties in WordprocessingML, in the order of its schema.
    kind : str
        Word's type of style.
    next : Style, optional
        Style of the paragraph that follows one in this style, when an analyst types on.
    extra : str
        What else a table's style has.
    """

    paragraph: str = ""
    run: str = ""
    kind: str = PARAGRAPH
    next: Style | None = None
    extra: str = ""


_RUNNING = '<w:widowControl/><w:spacing w:after="160"/>'
_CELL = '<w:widowControl/><w:spacing w:before="50" w:after="50" w:line="240" w:lineRule="auto"/>'
_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="8C8C8C"/>'
    for edge in ("top", "bottom", "insideH")
)
_MARGINS = '<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'


def _heading(size: int, before: int, after: int, level: int) -> Plain:
    spacing = f'<w:spacing w:before="{before}" w:after="{after}" w:line="240" w:lineRule="auto"/>'
    return Plain(
        f'<w:keepNext/><w:keepLines/><w:widowControl/>{spacing}<w:outlineLvl w:val="{level}"/>',
        f'<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        next=Style.TEXT,
    )


PLAIN: dict[Style, Plain] = {
    Style.TITLE: _heading(36, before=0, after=160, level=0),
    Style.SUBTITLE: Plain('<w:keepNext/><w:keepLines/><w:widowControl/><w:spacing w:after="40"/>'),
    Style.SECTION: _heading(28, before=400, after=160, level=1),
    Style.TEXT: Plain(_RUNNING),
    **{style: Plain(_RUNNING) for style in (*NUMBERS, *BULLETS)},
    Style.CAPTION: Plain(
        '<w:keepNext/><w:keepLines/><w:widowControl/><w:spacing w:before="80" w:after="100"/>',
        '<w:b/><w:bCs/><w:sz w:val="22"/><w:szCs w:val="22"/>',
    ),
    Style.TABLE: Plain(
        kind=TABLE,
        extra=f"<w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>",
    ),
    Style.TABLE_HEADING: Plain(f"<w:keepNext/>{_CELL}", "<w:b/><w:bCs/>"),
    Style.TABLE_TEXT: Plain(_CELL),
    Style.STRONG: Plain(run="<w:b/><w:bCs/>", kind=CHARACTER),
    Style.LINK: Plain(run='<w:color w:val="0B4F9E"/><w:u w:val="single"/>', kind=CHARACTER),
    Style.FOOTER: Plain('<w:spacing w:line="240" w:lineRule="auto"/>'),
}


class Styles:
    """The styles of one document, by their ids; those that it lacks are added in their plain form."""

    def __init__(self, paper: Document) -> None:
        self._element: Any = paper.styles.element
        self._found: dict[Style, str] = {}
        self.added: set[Style] = set()
        """Those that the document lacked."""
        for style in Style:
            _ = self[style]

    def __getitem__(self, style: Style) -> str:
        """Return the id of a style."""
        if style not in self._found:
            self._found[style] = self._own(style.value, PLAIN[style].kind) or self._add(style)
        return self._found[style]

    def link_number(self, style: Style, num: int, level: int) -> bool:
        """Let a style that was added bring its number along; say whether it was."""
        chosen = self[style]
        if style not in self.added:
            return False
        (element,) = (item for item in self._element.style_lst if item.styleId == chosen)
        properties = element.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = num
        return True

    def _own(self, name: str, kind: str) -> str:
        """Return the id of the document's style of a name, however it writes it, or a blank."""
        for item in self._element.style_lst:
            names = [item.name_val or "", *(item.xpath("string(w:aliases/@w:val)").split(","))]
            same = name.lower() in (known.strip().lower() for known in names)
            if same and item.get(qn("w:type")) == kind and item.styleId:
                return str(item.styleId)
        return ""

    def _add(self, style: Style) -> str:
        self.added.add(style)
        plain, name = PLAIN[style], style.value
        own = _free(name.replace(" ", ""), {item.styleId for item in self._element.style_lst})
        based = self._default(plain.kind) if plain.kind != CHARACTER else ""
        follows = f'<w:next w:val="{self[plain.next]}"/>' if plain.next else ""
        custom = ' w:customStyle="1"' if style in OUR_OWN else ""
        self._element.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="{plain.kind}"{custom} w:styleId="{own}">'
                f'<w:name w:val="{_as_stored(name)}"/>'
                + (f'<w:basedOn w:val="{based}"/>' if based else "")
                + f"{follows}<w:qFormat/>"
                + (f"<w:pPr>{plain.paragraph}</w:pPr>" if plain.paragraph else "")
                + (f"<w:rPr>{plain.run}</w:rPr>" if plain.run else "")
                + f"{plain.extra}</w:style>"
            )
        )
        return own

    def _default(self, kind: str) -> str:
        found = self._element.xpath(f"w:style[@w:default='1'][@w:type='{kind}']/@w:styleId")
        return str(found[0]) if found else ""


def _free(wanted: str, taken: set[str]) -> str:
    """Return a style id that no other style has."""
    own, number = wanted, 1
    while own in taken:
        number += 1
        own = f"{wanted}{number}"
    return own


def _as_stored(name: str) -> str:
    """Return a name as Word's files write it: some of its own in small letters."""
    small = name.startswith("Heading") or name in {Style.CAPTION, Style.FOOTER}
    return name.lower() if small else name
