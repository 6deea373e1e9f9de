"""What microplanning makes: sentences of clauses, in the paragraphs and sections that were planned."""

from __future__ import annotations

from dataclasses import dataclass

from narrate.messages import ClauseForm, Message
from narrate.planning import PlannedParagraph, PlannedSection


@dataclass(frozen=True)
class ClausePlan:
    """A message and the form in which it is said."""

    message: Message
    form: ClauseForm = ClauseForm.SENTENCE

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the phrases that could say it, the most specific first."""
        return self.message.phrases_in(self.form)


@dataclass(frozen=True)
class SentencePlan:
    """A clause that can stand alone, and those that continue it."""

    clauses: tuple[ClausePlan, ...]

    @property
    def lead(self) -> Message:
        """The message that it opens with."""
        return self.clauses[0].message


@dataclass(frozen=True)
class ParagraphPlan:
    """A planned paragraph, its sentences, and the paragraphs below it."""

    planned: PlannedParagraph
    sentences: tuple[SentencePlan, ...]
    items: tuple[ParagraphPlan, ...]


@dataclass(frozen=True)
class SectionPlan:
    """A planned section and its paragraphs."""

    planned: PlannedSection
    paragraphs: tuple[ParagraphPlan, ...]


@dataclass(frozen=True)
class TextPlan:
    """The paper as sentences, before any word is chosen."""

    sections: tuple[SectionPlan, ...]
