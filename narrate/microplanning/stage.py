"""The whole stage: every planned paragraph becomes sentences."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from narrate.messages import ClauseForm, FirstToLastMessage, Message, OfIndicator, Phrase
from narrate.microplanning.fusion import fused
from narrate.microplanning.plans import ClausePlan, ParagraphPlan, SectionPlan, SentencePlan, TextPlan
from narrate.planning import DocumentPlan, PlannedParagraph, PlannedSection
from narrate.settings import Aggregation, HouseStyle
from narrate.spec import Detail


def microplan(plan: DocumentPlan, names: Collection[str], limits: Aggregation, style: HouseStyle) -> TextPlan:
    """Decide how the messages of a paper are put into sentences.

    Parameters
    ----------
    plan : DocumentPlan
        What is said, in which paragraph.
    names : collection of str
        Names of the phrases that the locale's bank has, and so the forms that its language knows.
    limits : Aggregation
        How much one sentence holds.
    style : HouseStyle
        How the house writes numbers.
    """
    microplanner = _Microplanner(frozenset(names), limits, style)
    return TextPlan(tuple(microplanner.section(section) for section in plan.sections))


@dataclass(frozen=True)
class _Microplanner:
    """Turns planned paragraphs into sentences."""

    names: frozenset[str]
    limits: Aggregation
    style: HouseStyle

    def section(self, planned: PlannedSection) -> SectionPlan:
        return SectionPlan(planned, tuple(self.paragraph(one) for one in planned.paragraphs))

    def paragraph(self, planned: PlannedParagraph) -> ParagraphPlan:
        items = tuple(self.paragraph(item) for item in planned.items)
        return ParagraphPlan(planned, _referring(self.sentences(planned)), items)

    def sentences(self, planned: PlannedParagraph) -> tuple[SentencePlan, ...]:
        """Return one sentence a message in full detail, else those that the messages make together."""
        messages = tuple(map(self.styled, planned.messages))
        if planned.detail is Detail.FULL:
            return tuple(SentencePlan((ClausePlan(message),)) for message in messages)
        return fused(messages, self.has, self.limits)

    def styled(self, message: Message) -> Message:
        """Return a message as the house style puts it: with or without halves and doubles."""
        if isinstance(message, FirstToLastMessage) and not self.style.multiples:
            return replace(message, multiple=None)
        return message

    def has(self, message: Message, form: ClauseForm) -> bool:
        """Whether the bank has a form of a message that tells as much as its sentence."""
        sentence = next((length for length, name in enumerate(message.phrases) if name in self.names), None)
        forms = message.phrases_in(form)[: None if sentence is None else sentence + 1]
        return any(name in self.names for name in forms)


def _referring(sentences: tuple[SentencePlan, ...]) -> tuple[SentencePlan, ...]:
    """Return sentences, every other one of a run about the figure with a pronoun for it."""
    found = []
    carried = False
    for sentence in sentences:
        lead, *others = sentence.clauses
        message = lead.message
        pronoun = carried
        if pronoun and isinstance(message, OfIndicator):
            lead = replace(lead, message=replace(message, it=Phrase("pronoun")))
        carried = message.carries_figure and not pronoun
        found.append(SentencePlan((lead, *others)))
    return tuple(found)
