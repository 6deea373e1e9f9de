"""All that can be said: the grid of findings that the bank is checked against, said as whole sentences.

Each is realised with each alternative in turn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import pytest

from narrate.document import Clause, Sentence
from narrate.formats import Formats
from narrate.messages import Message
from narrate.messages.examples import DOWN, LEVEL, UP
from narrate.microplanning import ClausePlan, ParagraphPlan, SentencePlan, microplan
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
    whole: str
    """The sentence that it is a clause of."""


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
            patch.setattr(Chooser, "ranked", lambda self, name, _, turn=turn: (nth(self.bank, name, turn),))
            for paper in planned:
                realised += report(paper, recording)
    for paper in planned:
        realised += charted(paper, recording)
    return tuple(realised), frozenset(recording.used)


def nth(bank: PhraseBank, name: str, turn: int) -> str:
    alternatives = bank.alternatives(name)
    return alternatives[turn % len(alternatives)]


def report(paper: Paper, bank: PhraseBank) -> Iterator[Realised]:
    style = read_style("council")
    planned = microplan(paper.plan, bank.messages, paper.spec.settings.aggregation, style)
    document = realise(planned, paper.spec, paper.findings, bank, style)
    written = [sentence for _, sentence in document.sentences() if not sentence.phrase.startswith("spec.")]
    plans = [
        plan for section in planned.sections for one in section.paragraphs for plan in sentence_plans(one)
    ]
    for plan, sentence in zip(plans, written, strict=True):
        for clause, said in zip(plan.clauses, sentence.clauses, strict=True):
            own = sentence if len(plan.clauses) == 1 else clause_alone(sentence, said)
            yield Realised(clause.message, own, sentence.text)


def sentence_plans(paragraph: ParagraphPlan) -> Iterator[SentencePlan]:
    """Yield the sentences of a paragraph, its caption, and those of the paragraphs below it."""
    yield from paragraph.sentences
    if paragraph.planned.table:
        yield SentencePlan((ClausePlan(paragraph.planned.table.caption),))
    for item in paragraph.items:
        yield from sentence_plans(item)


def clause_alone(sentence: Sentence, clause: Clause) -> Sentence:
    """Return a clause as if it were a sentence of its own."""
    return replace(sentence, text=clause.text, phrase=clause.phrase, values=clause.values, clauses=(clause,))


def charted(paper: Paper, bank: PhraseBank) -> Iterator[Realised]:
    """Yield what the charts of a paper say around their lines and bars."""
    planned = {str(number): (chart,) for number, chart in enumerate(paper.charts())}
    formats = Formats(bank.locale, read_style("council"))
    realised = realise_charts(planned, RealisationContext(paper.spec, paper.findings, bank, formats))
    for key, (chart,) in realised.items():
        texts = (chart.title, chart.subtitle, chart.alt)
        for message, sentence in zip(planned[key][0].messages, texts, strict=True):
            yield Realised(message, sentence, sentence.text)


def phrase(realised: Realised) -> str:
    return realised.sentence.phrase.partition(".")[0]
