"""Where the links of a sentence stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.document import Sentence
from narrate.spec import Link


def linked(sentence: Sentence) -> Iterator[tuple[str, Link | None]]:
    """Yield the words of a sentence in order, each stretch with the link that it carries.

    Where two links claim the same words, the earlier of them stands.
    """
    done = 0
    for start, link in sorted(_places(sentence), key=lambda place: place[0]):
        if start >= done:
            if start > done:
                yield sentence.text[done:start], None
            yield link.text, link
            done = start + len(link.text)
    if done < len(sentence.text):
        yield sentence.text[done:], None


def _places(sentence: Sentence) -> Iterator[tuple[int, Link]]:
    for link in sentence.links:
        start = sentence.text.find(link.text)
        if start >= 0:
            yield start, link
