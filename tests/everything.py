"""All that can be said: the grid of findings that the bank is checked against, said as whole sentences.

Each is realised with each alternative in turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pytest

from narrate.document import Sentence
from narrate.formats import Formats
from narrate.messages import Message
from narrate.messages.examples import DOWN, LEVEL, UP
from narrate.phrases import Chooser, PhraseBank, read_bank, read_style
from narrate.phrases.needs import Paper, papers
from narrate.realisation import RealisationContext, realise, realise_charts

__all__ = ["BANK", "DOWN", "LEVEL", "UP", "Realised", "everything", "phrase"]

BANK = read_bank("en_GB")


class Recording(PhraseBank):
    """A bank that remembers which of its phrases were said."""

    used: set[str]

    def fill(self, name: str, alternative: str, slots: dict) -> str:
        self.used.add(name)
        return super().fill(name, alternative, slots)


@dataclass(frozen=True)
class Realised:
    """What was said, and the message behind it."""

    message: Message
    sentence: Sentence


@lru_cache
def everything() -> tuple[tuple[Realised, ...], frozenset[str]]:
    """Return all that can be said in all ways, and the names of the phrases that it took."""
    recording = Recording(**vars(BANK))
    object.__setattr__(recording, "used", set())
    turns = max(len(BANK.alternatives(name)) for name in BANK.messages)
    planned = tuple(papers())
    realised: list[Realised] = []
    with pytest.MonkeyPatch.context() as patch:
        for turn in range(turns):
            patch.setattr(Chooser, "choose", lambda self, name, _, turn=turn: nth(self.bank, name, turn))
            for paper in planned:
                realised += report(paper, recording)
    for paper in planned:
        realised += charted(paper, recording)
    return tuple(realised), frozenset(recording.used)


def nth(bank: PhraseBank, name: str, turn: int) -> str:
    alternatives = bank.alternatives(name)
    return alternatives[turn % len(alternatives)]


def report(paper: Paper, bank: PhraseBank) -> Iterator[Realised]:
    document = realise(paper.plan, paper.spec, paper.findings, bank, read_style("council"))
    written = [sentence for _, sentence in document.sentences() if not sentence.phrase.startswith("spec.")]
    for message, sentence in zip(paper.messages(), written, strict=True):
        yield Realised(message, sentence)


def charted(paper: Paper, bank: PhraseBank) -> Iterator[Realised]:
    """Yield what the charts of a paper say around their lines and bars."""
    planned = {str(number): (chart,) for number, chart in enumerate(paper.charts())}
    formats = Formats(bank.locale, read_style("council"))
    realised = realise_charts(planned, RealisationContext(paper.spec, paper.findings, bank, formats))
    for key, (chart,) in realised.items():
        texts = (chart.title, chart.subtitle, chart.alt)
        yield from map(Realised, planned[key][0].messages, texts)


def phrase(realised: Realised) -> str:
    return realised.sentence.phrase.partition(".")[0]
