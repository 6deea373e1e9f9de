"""Microplanning: what leads, what is fused, how things are referred to; messages become sentence plans."""

from narrate.microplanning.fusion import fused
from narrate.microplanning.plans import ClausePlan, ParagraphPlan, SectionPlan, SentencePlan, TextPlan
from narrate.microplanning.stage import microplan

__all__ = [
    "ClausePlan",
    "ParagraphPlan",
    "SectionPlan",
    "SentencePlan",
    "TextPlan",
    "fused",
    "microplan",
]
