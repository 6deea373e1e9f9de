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
from narrate.phrases.sayable import Paper, papers
from narrate.realisation import Voice, realise, realise_charts

__all__ = ["BANK", "DOWN", "LEVEL", "UP", "Said", "everything", "phrase"]

BANK = read_bank("en_GB")


class Recording(PhraseBank):
    """A bank that remembers which of its phrases were said."""

    said: set[str]

    def fill(self, name: str, frame: str, slots: dict) -> str:
        self.said.add(name)
        return super().fill(name, frame, slots)


@dataclass(frozen=True)
class Said:
    """What was said, and the message behind it."""

    message: Message
    sentence: Sentence


@lru_cache
def everything() -> tuple[tuple[Said, ...], frozenset[str]]:
    """Return all that can be said in all ways, and the names of the phrases that it took."""
    recording = Recording(**vars(BANK))
    object.__setattr__(recording, "said", set())
    turns = max(len(BANK.frames(name)) for name in BANK.messages)
    planned = tuple(papers())
    said: list[Said] = []
    with pytest.MonkeyPatch.context() as patch:
        for turn in range(turns):
            patch.setattr(Chooser, "choose", lambda self, name, _, turn=turn: nth(self.bank, name, turn))
            for paper in planned:
                said += report(paper, recording)
    for paper in planned:
        said += charted(paper, recording)
    return tuple(said), frozenset(recording.said)


def nth(bank: PhraseBank, name: str, turn: int) -> str:
    frames = bank.frames(name)
    return frames[turn % len(frames)]


def report(paper: Paper, bank: PhraseBank) -> Iterator[Said]:
    document = realise(paper.plan, paper.spec, paper.findings, bank, read_style("council"))
    written = [sentence for _, sentence in document.sentences() if not sentence.phrase.startswith("spec.")]
    for message, sentence in zip(paper.messages(), written, strict=True):
        yield Said(message, sentence)


def charted(paper: Paper, bank: PhraseBank) -> Iterator[Said]:
    """Yield what the charts of a paper say around their lines and bars."""
    planned = {str(number): (chart,) for number, chart in enumerate(paper.charts())}
    formats = Formats(bank.locale, read_style("council"))
    realised = realise_charts(planned, Voice(paper.spec, paper.findings, bank, formats))
    for key, (chart,) in realised.items():
        texts = (chart.title, chart.subtitle, chart.alt)
        yield from map(Said, planned[key][0].messages, texts)


def phrase(said: Said) -> str:
    return said.sentence.phrase.partition(".")[0]
