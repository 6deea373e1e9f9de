"""Running text into sentences, as analysts type it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)")
"""Marks that may end a sentence, with the quotes and brackets that close after them."""

_OPENING = re.compile(r"\s+[\"'“‘(\[]*[^\W_]")
"""What follows the end of a sentence."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘]+$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")


def split_sentences(text: str, abbreviations: Collection[str] = ()) -> tuple[str, ...]:
    """Split running text into sentences.

    A full stop ends a sentence unless it closes an abbreviation or an initial, stands within a number, or is
    followed by a small letter. Line breaks count as blanks.

    Parameters
    ----------
    text : str
        One paragraph.
    abbreviations : collection of str
        Words of the language, in small letters, whose full stop does not end a sentence: "approx", "e.g".

    Examples
    --------
    >>> split_sentences("It was 2.61 in 2023/24 Q2. (See approx. 3.) Then it rose.", {"approx"})
    ('It was 2.61 in 2023/24 Q2.', '(See approx. 3.)', 'Then it rose.')
    """
    line = _BLANKS.sub(" ", text).strip(" ")
    return tuple(line[start:end] for start, end in _spans(line, abbreviations))


def _spans(text: str, abbreviations: Collection[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _END.finditer(text):
        if _ends(text, start, mark, abbreviations):
            yield start, mark.end()
            start = mark.end() + 1
    if start < len(text):
        yield start, len(text)


def _ends(text: str, start: int, mark: re.Match[str], abbreviations: Collection[str]) -> bool:
    """Whether a mark ends the sentence that began at a place."""
    following = _OPENING.match(text, mark.end())
    if not following or following.group()[-1].islower():
        return False
    if mark.group() != ".":
        return True
    last = _LAST_WORD.search(text, start, mark.start())
    word = last.group() if last else ""
    return word.lower() not in abbreviations and not _INITIALS.fullmatch(word)
