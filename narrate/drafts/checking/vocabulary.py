"""The words of the indicators' names, and how well each tells them apart."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from narrate.drafts.checking.words import ClaimWords
from narrate.drafts.trace_index import TraceIndex
from narrate.settings import READING

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
"""A word of a name or of a text."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of all names of one paper.

    Attributes
    ----------
    index : TraceIndex
    words : ClaimWords
    """

    index: TraceIndex
    words: ClaimWords

    @cached_property
    def stems(self) -> Mapping[str, tuple[frozenset[str], ...]]:
        """Stems of each indicator's name, short name and code."""
        return {
            code: tuple(
                frozenset(self._stems_of(name))
                for name in (str(item.name), str(item.short), code.replace("_", " "))
                if name
            )
            for code, item in self.index.indicators.items()
            if code in self.index.by_indicator
        }

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How well a stem tells indicators apart: the logarithm of how few have it."""
        having = Counter(stem for forms in self.stems.values() for stem in frozenset().union(*forms))
        counted = {
            self.stem(word)
            for item in self.index.indicators.values()
            for noun in item.nouns
            for word in WORD.findall(str(noun))
        }
        return {
            stem: READING.telling_of_nouns if stem in counted else math.log((len(self.stems) + 1) / number)
            for stem, number in having.items()
        }

    @cached_property
    def _initials(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """First letters of the words of each name, with all words and with those that tell, and the words."""
        names = [
            str(name)
            for code in self.stems
            for name in (self.index.indicators[code].name, self.index.indicators[code].short)
            if name
        ]
        forms = [words for name in names for words in (WORD.findall(name), self._telling(name))]
        return tuple(("".join(word[0].lower() for word in words), tuple(words)) for words in forms)

    def _telling(self, name: str) -> list[str]:
        words = (word for word in WORD.findall(name) if not word.isdigit())
        return [word for word in words if word.lower() not in self.words.common]

    def _stems_of(self, text: str) -> Iterator[str]:
        for word in self._telling(text):
            yield self.stem(word)

    def stem(self, word: str) -> str:
        """Return a word without the ends that make no other word of it."""
        low = word.lower()
        for ending in self.words.endings:
            if low.endswith(ending) and len(low) - len(ending) >= READING.shortest_stem:
                return low.removesuffix(ending)
        return low

    def abbreviated(self, letters: str) -> Iterator[str]:
        """Yield the stems of the words of names whose first letters stand so: MMR, ASB."""
        low = letters.lower().replace("&", "")
        for initials, words in self._initials:
            at = initials.find(low)
            if at >= 0 and len(low) > 1:
                yield from (self.stem(word) for word in words[at : at + len(low)])

    def words_of(self, code: str) -> list[str]:
        """Return all words of an indicator's names."""
        item = self.index.indicators[code]
        return WORD.findall(f"{item.name} {item.short}")
