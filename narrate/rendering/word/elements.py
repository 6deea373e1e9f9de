"""Small pieces of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that an XML file cannot hold."""

_ADDRESS = "%/:?#[]@!$&'()*+,;=~-._"
"""Marks that stand in an address as they are; Word takes a file for damaged where others are not encoded."""


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """Return an element such as w:ind with attributes of Word's own namespace."""
    made: Any = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def plain(text: str) -> str:
    r"""Return text on one line, without the characters that no Word file can hold.

    Examples
    --------
    >>> plain("first\nsecond \x00<b>")
    'first second <b>'
    """
    return _NO_XML.sub("", " ".join(text.splitlines())).replace("\t", " ")


def open_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Open a bookmark at the end of what a paragraph holds so far."""
    paragraph._p.append(element("w:bookmarkStart", id=number, name=name))


def close_bookmark(paragraph: Paragraph, number: int) -> None:
    """Close a bookmark at the end of what a paragraph holds so far."""
    paragraph._p.append(element("w:bookmarkEnd", id=number))


def add_words(paragraph: Paragraph, words: str, style: str | None = None) -> None:
    """Add text, in a character style where its id is given."""
    run = paragraph.add_run(plain(words))
    if style:
        run._r.style = style


def add_link(paragraph: Paragraph, words: str, url: str, style: str) -> None:
    """Add text that leads to an address."""
    address = quote(plain(url), safe=_ADDRESS)
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("w:hyperlink", history=1)
    link.set(qn("r:id"), relation)
    run = Run(link.add_r(), paragraph)
    run.text = plain(words)
    run._r.style = style
    paragraph._p.append(link)


def add_page_number(paragraph: Paragraph) -> None:
    """Add a field that shows the number of the page."""
    run = element("w:r", element("w:t"))
    run.text = "1"
    paragraph._p.append(element("w:fldSimple", run, instr="PAGE"))
