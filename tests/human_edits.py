"""The edits by hand of human_edits.toml, and how they are made to a paper."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from narrate.document import AUTHORED, Document, Paragraph, Sentence
from narrate.messages import KINDS
from tests.conftest import ROOT

REWRITTEN = "rewritten"
"""What the id of an analyst's text ends in, and its phrase."""


@dataclass(frozen=True)
class HumanEdit:
    """Sentences of one paragraph in an analyst's words.

    Attributes
    ----------
    scenario : str
        Folder in fixtures/.
    paragraph : str
        Id of the paragraph.
    messages : tuple of str
        What the ids of the sentences end in that the text replaces: mostly the kinds of their messages.
    text : str
        What stands in their place.
    """

    scenario: str
    paragraph: str
    messages: tuple[str, ...]
    text: str


def human_edits() -> dict[str, tuple[HumanEdit, ...]]:
    """Return the edits, by whether they are honest or mistaken."""
    content = tomllib.loads((ROOT / "tests" / "human_edits.toml").read_text(encoding="utf-8"))
    return {
        kind: tuple(
            HumanEdit(case["scenario"], case["paragraph"], tuple(case["messages"]), case["new"])
            for case in cases
        )
        for kind, cases in content.items()
    }


def unknown(paragraph: Paragraph, edit: HumanEdit) -> set[str]:
    """Return the messages of an edit that are of no kind, nor sentences of the author's in the paragraph."""
    kinds = {message.kind for message in KINDS}
    own = {
        sentence.id.removeprefix(f"{paragraph.id}/")
        for sentence in paragraph.sentences
        if sentence.phrase.startswith(AUTHORED)
    }
    return {name for name in edit.messages if re.sub(r"-\d+$", "", name) not in kinds} - own


def rewritten(document: Document, edits: Iterable[HumanEdit]) -> Document:
    """Return a paper with edits made to it, one after the other."""
    for edit in edits:
        sections = tuple(
            replace(section, paragraphs=tuple(_edited(each, edit) for each in section.paragraphs))
            for section in document.sections
        )
        document = replace(document, sections=sections)
    return document


def _edited(paragraph: Paragraph, edit: HumanEdit) -> Paragraph:
    if paragraph.id != edit.paragraph:
        return replace(paragraph, items=tuple(_edited(item, edit) for item in paragraph.items))
    return replace(paragraph, sentences=_replaced(paragraph, edit))


def _replaced(paragraph: Paragraph, edit: HumanEdit) -> tuple[Sentence, ...]:
    """Return the sentences of a paragraph, the text in the place of the first that it replaces, or last."""
    names = {f"{paragraph.id}/{message}" for message in edit.messages}
    before = paragraph.sentences
    places = [place for place, sentence in enumerate(before) if sentence.id in names]
    first = places[0] if places else len(before)
    text = Sentence(f"{paragraph.id}/{REWRITTEN}", edit.text, REWRITTEN)
    return (*before[:first], text, *(each for each in before[first:] if each.id not in names))
