"""What a clause is about: the indicators that it names in any words, or those that it carries on with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from narrate.drafts.checking.vocabulary import WORD, Vocabulary
from narrate.drafts.checking.words import ClaimWords
from narrate.drafts.trace_index import TraceIndex
from narrate.settings import READING

_INITIALS = re.compile(r"(?<![\w-])[A-Z][A-Z&]{1,6}(?![\w-])")


@dataclass(frozen=True)
class Mention:
    """A stretch of text that names an indicator.

    Attributes
    ----------
    codes : frozenset of str
        The indicators that it may mean.
    start, end : int
        Where it stands.
    words : tuple of (int, int)
        Where its words stand.
    names : frozenset of str
        All words of the names of what it may mean, in small letters.
    """

    codes: frozenset[str]
    start: int
    end: int
    words: tuple[tuple[int, int], ...]
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Hit:
    """A word that stands in the names of some indicators."""

    place: int
    start: int
    end: int
    stems: frozenset[str]
    word: str


@dataclass(frozen=True)
class Subjects:
    """The indicators of a paper by the words of their names.

    Attributes
    ----------
    index : TraceIndex
    words : ClaimWords
    """

    index: TraceIndex
    words: ClaimWords

    @cached_property
    def names(self) -> Vocabulary:
        """The words of the names."""
        return Vocabulary(self.index, self.words)

    def mentions(self, text: str, near: Collection[str] = ()) -> list[Mention]:
        """Return where a text, in its own capitals, names indicators.

        Parameters
        ----------
        text : str
        near : collection of str
            Indicators that stand near, of whose names one word will do.
        """
        hits = list(self._hits(text))
        return [found for cluster in self._clusters(hits, text) for found in self._meant(cluster, text, near)]

    def _hits(self, text: str) -> Iterator[_Hit]:
        """Yield the words of a text that stand in names."""
        low = text.lower()
        synonyms = {
            found.start(): (found.end(), name)
            for name, others in self.words.synonyms.items()
            for other in others
            for found in re.finditer(rf"(?<!\w){re.escape(other)}(?!\w)", low)
        }
        for place, found in enumerate(WORD.finditer(text)):
            stems = (
                {self.names.stem(found.group())} if found.group().lower() not in self.words.common else set()
            )
            if found.start() in synonyms:
                stems.add(self.names.stem(synonyms[found.start()][1]))
            if _INITIALS.fullmatch(found.group()):
                stems |= set(self.names.abbreviated(found.group()))
            known = frozenset(stems & self.names.weights.keys())
            if known:
                yield _Hit(place, found.start(), found.end(), known, low[found.start() : found.end()])

    def _clusters(self, hits: list[_Hit], text: str) -> Iterator[list[_Hit]]:
        """Yield hits that stand so near that they make one name."""
        cluster: list[_Hit] = []
        for hit in hits:
            apart = cluster and (
                hit.place - cluster[-1].place > READING.words_in_a_name
                or any(mark in text[cluster[-1].end : hit.start] for mark in ",;:()")
            )
            if apart:
                yield cluster
                cluster = []
            cluster.append(hit)
        if cluster:
            yield cluster

    def _meant(self, cluster: list[_Hit], text: str, near: Collection[str]) -> Iterator[Mention]:
        """Yield what a cluster names."""
        cluster = list(self._naming(cluster, text))
        if not cluster:
            return
        stems = frozenset().union(*(hit.stems for hit in cluster))
        scores = {code: self._score(code, stems) for code in self.names.stems}
        best = max(scores.values(), default=0.0)
        top = frozenset(code for code, score in scores.items() if score > best - 1e-9)
        whole = frozenset(
            code for code in top if any(form and form <= stems for form in self.names.stems[code])
        )
        if best < READING.least_telling and len(whole) != 1:
            return
        if len(whole) == 1:
            top = whole
        elif not top & set(near) and all(self._little(code, stems) for code in top):
            return
        words = tuple((hit.start, hit.end) for hit in cluster)
        names = frozenset(word.lower() for code in top for word in self.names.words_of(code))
        yield Mention(top, cluster[0].start, cluster[-1].end, words, names)

    def _little(self, code: str, stems: frozenset[str]) -> bool:
        """Whether stems are but a small part of each of an indicator's names."""
        return all(
            sum(self.names.weights[stem] for stem in form & stems)
            < READING.least_of_a_name * sum(self.names.weights[stem] for stem in form)
            for form in self.names.stems[code]
        )

    def _naming(self, cluster: list[_Hit], text: str) -> Iterator[_Hit]:
        """Yield the words of a cluster that name: no word of a direction by itself, nor what is counted."""
        directions = {word for some in self.index.lexicon.directions.values() for word in some}
        for hit in cluster:
            beside = any(abs(hit.place - other.place) == 1 for other in cluster if other is not hit)
            opens = hit.start == 0
            if hit.word in directions and not beside and not opens:
                continue
            before = text[: hit.start].split()[-1:]
            numbered = bool(before) and self.index.tokenise.number(before[0]) > 1
            if not (numbered and len(cluster) == 1):
                yield hit

    def _score(self, code: str, stems: frozenset[str]) -> float:
        return max(
            (sum(self.names.weights[stem] for stem in form & stems) for form in self.names.stems[code]),
            default=0.0,
        )
