"""The document that the paper is written into: a plain one, or a council's own template without its text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Twips

from narrate.errors import DraftError, Fault, Place
from narrate.rendering.word.elements import add_page_number, element
from narrate.rendering.word.styles import Style, Styles

PAGE = (Twips(11906), Twips(16838))
"""A4, upright."""

MARGIN = Cm(2.54)

FONT = "Arial"
HALF_POINTS = 24
"""Size of the body text: 12 points."""

_DEFAULTS = f"""
<w:docDefaults {nsdecls("w")}>
  <w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/>
    <w:sz w:val="{HALF_POINTS}"/><w:szCs w:val="{HALF_POINTS}"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
"""

_ESSENTIAL = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
"""Styles that every document has."""

_WHOLE = {
    *("STYLES", "SETTINGS", "WEB_SETTINGS", "FONT_TABLE", "THEME", "NUMBERING", "FOOTNOTES", "ENDNOTES"),
    "CUSTOM_XML",
}
"""What a document is related to as a whole; all else is related to what stands in it."""

COMPATIBLE = 15
"""The version of Word whose rules of layout hold: those of 2013 and all since."""


def blank() -> Document:
    """Return a document with Arial 12 on A4, the number of the page below, and no styles of its own."""
    paper = docx.Document()
    styles: Any = paper.styles.element
    for style in list(styles.style_lst):
        if style.name_val not in _ESSENTIAL:
            styles.remove(style)
    styles.replace(styles.xpath("w:docDefaults")[0], parse_xml(_DEFAULTS))
    numbering: Any = paper.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    for setting in paper.settings.element.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        setting.set(qn("w:val"), str(COMPATIBLE))
    for setting in paper.settings.element.xpath("w:compat/w:useFELayout | w:savePreviewPicture | w:rsids"):
        setting.getparent().remove(setting)
    _forget(paper.part, {"STYLES", "SETTINGS", "FONT_TABLE", "THEME", "NUMBERING"})
    _forget(paper.part.package, {"OFFICE_DOCUMENT", "CORE_PROPERTIES"})
    section = paper.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    return paper


def from_template(template: str | Path) -> Document:
    """Return a template's document without its text.

    Parameters
    ----------
    template : str or Path
        A .docx file; its styles, page setup, headers and footers are kept, those of its first section.
    """
    paper = docx.Document(BytesIO(Path(template).read_bytes()))
    _empty(paper)
    for part in paper.part.package.iter_parts():
        # what can be read and not written again shows now
        _ = part.blob, part.rels.xml, part.partname + part.content_type
    return paper


@contextmanager
def faults_translated(template: str | Path) -> Iterator[None]:
    """Turn whatever comes of a file that is no Word document, or a damaged one, into a fault.

    Raises
    ------
    DraftError
        With the one fault.
    """
    try:
        yield
    except OSError as error:
        got = (error.strerror or str(error)).lower()
        raise DraftError([Fault(Place(str(template)), got, "a Word document is needed")]) from None
    except Exception as error:  # a damaged package breaks in many ways
        place, got = Place(str(template)), _kind(Path(template))
        fault = Fault(place, got, "open it in Word and save it as a Word document (.docx)")
        raise DraftError([fault]) from error


def _kind(path: Path) -> str:
    """Say what a file is instead of a Word document."""
    kinds = {"macroEnabled": "a document with macros", ".template.": "a template in Word's own form"}
    try:
        with zipfile.ZipFile(path) as package:
            types = package.read("[Content_Types].xml").decode("utf-8", "replace")
    except Exception:  # it is damaged beyond saying more
        types = ""
    return next((kind for mark, kind in kinds.items() if mark in types), "no Word document")


def _empty(paper: Document) -> None:
    """Remove the text; the page is set as it is where the document begins."""
    body: Any = paper.element.body
    setup = deepcopy(body.xpath(".//w:sectPr")[:1])
    for child in list(body):
        body.remove(child)
    body.extend(setup or [element("w:sectPr")])
    if not setup:
        section = paper.sections[0]
        section.page_width, section.page_height = PAGE
    _forget(paper.part, _WHOLE)
    _forget(paper.part.package, {"OFFICE_DOCUMENT", "EXTENDED_PROPERTIES", "CUSTOM_PROPERTIES"})


def _forget(part: Any, kept: set[str]) -> None:
    """Drop what a part is related to, but for what is kept and what it refers to itself."""
    types = {getattr(RELATIONSHIP_TYPE, name) for name in kept}
    referred = (
        set(part.element.xpath("//@r:id | //@r:embed | //@r:link")) if hasattr(part, "element") else set()
    )
    for name, relation in list(part.rels.items()):
        if relation.reltype not in types and name not in referred:
            del part.rels[name]


def set_language(paper: Document, locale: str) -> None:
    """Set the language in which the text is read out and spell-checked."""
    language = locale.replace("_", "-")
    styles: Any = paper.styles.element
    for run in styles.xpath("w:docDefaults/w:rPrDefault/w:rPr"):
        if not run.xpath("w:lang"):
            run.append(element("w:lang"))
    fonts = paper.settings.element.xpath("w:themeFontLang")
    for found in (*styles.xpath("//w:lang"), *fonts):
        found.set(qn("w:val"), language)


def add_footer(paper: Document, styles: Styles) -> None:
    """Add the number of the page where the document has no footer of its own."""
    footer = paper.sections[0].footer
    if footer.is_linked_to_previous:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph._p.style = styles[Style.FOOTER]
        paragraph._p.get_or_add_pPr().append(element("w:jc", val="center"))
        add_page_number(paragraph)


def first_bookmark(paper: Document) -> int:
    """Return the first number that no bookmark of a header or footer has."""
    parts = [part for part in paper.part.package.iter_parts() if hasattr(part, "element")]
    taken = [int(number) for part in parts for number in part.element.xpath("//w:bookmarkStart/@w:id")]
    return max(taken, default=0) + 1


def text_width(paper: Document) -> int:
    """Return the twips between the margins of the page."""
    section = paper.sections[0]
    page = section.page_width or PAGE[0]
    margins = sum(
        margin if margin is not None else MARGIN for margin in (section.left_margin, section.right_margin)
    )
    return max((page - margins) // Twips(1), 1)
