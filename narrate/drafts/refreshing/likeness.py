"""When two texts are the same, and how alike they are."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz.distance import Indel

_TYPOGRAPHY = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}
_WORD = re.compile(r"\w[\w.,'’/-]*\w%?|\w%?")


@lru_cache(maxsize=4096)
def normalised(text: str) -> str:
    r"""Return a text without its blanks, and with one form of quotes and dashes.

    Examples
    --------
    >>> normalised("It’s “up” 5 – 6\u00a0%") == normalised('It\'s "up" 5-6%')
    True
    """
    return spread(text)[0]


def spread(text: str) -> tuple[str, list[int]]:
    """Return a text as `normalised` does, and for each of its characters the place that it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isspace() or unicodedata.category(character) == "Cf":
            continue
        for letter in _TYPOGRAPHY.get(character, character):
            # two hyphens are how a dash is typed
            if letter == "-" and letters[-1:] == ["-"]:
                continue
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def same(one: str, other: str) -> bool:
    """Whether two texts say the same in the same words, whatever their typography."""
    return normalised(one) == normalised(other)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words and figures of a text in small letters."""
    return tuple(found.group().lower() for found in _WORD.finditer(text.replace("’", "'")))


def likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same words in the same order, from 0 to 1."""
    return float(Indel.normalized_similarity(words(one), words(other)))


def share_within(part: str, text: str) -> float:
    """Return which share of a text's words stands in another in the same order."""
    mine, other = words(part), words(text)
    if not mine:
        return 0.0
    common = (len(mine) + len(other) - Indel.distance(mine, other)) / 2
    return common / len(mine)


def pieces(text: str) -> list[str]:
    """Return a text cut into words and what stands between them; joined, they are the text."""
    return re.findall(r"\d[\d.,/]*\d|\w+|\s+|[^\w\s]", text)


def differences(old: str, new: str) -> list[tuple[int, int, str]]:
    """Return what must be replaced to make one text of another: from, to, and by what.

    Words that are the same but for typography stay as they are. Texts that have little in common are
    replaced as a whole.
    """
    before, after = pieces(old), pieces(new)
    matcher = SequenceMatcher(None, [_key(part) for part in before], [_key(part) for part in after], False)
    if matcher.ratio() < LITTLE:
        return [(0, len(old), new)]
    starts = [0]
    for part in before:
        starts.append(starts[-1] + len(part))
    return [
        (starts[i], starts[j], "".join(after[k:m]))
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    ]


LITTLE = 0.6
"""Likeness below which a sentence is replaced as a whole and not word by word."""


def _key(part: str) -> str:
    return normalised(part) or " "
