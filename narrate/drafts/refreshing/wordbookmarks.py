"""Bookmarks of a Word draft, which carry the ids of its paragraphs."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn

from narrate.drafts.draft import DraftParagraph, Part
from narrate.rendering.identity import bookmark_name, caption_name


def identify(body: Any, paragraph: DraftParagraph, name: str) -> None:
    """Give a paragraph's bookmark another name; a paragraph without one is put into one.

    Parameters
    ----------
    body : w:body
        Of the draft.
    paragraph : DraftParagraph
        A text or a caption of it.
    name : str
        Id of the paragraph that it is to be known as.
    """
    element = paragraph.where
    wanted = caption_name(name) if paragraph.kind is Part.CAPTION else bookmark_name(name)
    known = paragraph.id and {bookmark_name(paragraph.id), caption_name(paragraph.id)}
    for mark in body.iter(qn("w:bookmarkStart")):
        if known and mark.get(qn("w:name")) in known:
            mark.set(qn("w:name"), wanted)
            return
    for mark in body.xpath(f".//w:bookmarkStart[@w:name='{wanted}']"):
        mark.getparent().remove(mark)  # what a moved paragraph left behind
    start, end = _bookmark(wanted, free_number(body))
    at = 1 if element.find("w:pPr", nsmap) is not None else 0
    element.insert(at, start)
    element.append(end)


def free_number(body: Any) -> int:
    """Return a number that no bookmark has."""
    taken = [int(mark.get(qn("w:id"), "0")) for mark in body.iter(qn("w:bookmarkStart"))]
    return max(taken, default=0) + 1


def _bookmark(name: str, number: int) -> tuple[Any, Any]:
    start: Any = OxmlElement("w:bookmarkStart")
    end: Any = OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    return start, end
