"""Document planning: which messages are worth saying, in what order, in which paragraph; and the summary."""

from narrate.planning.message import (
    Figure,
    Form,
    Kind,
    Length,
    Listing,
    Message,
    Ordinal,
    Phrase,
    Share,
    Slot,
    Span,
    Text,
    Whole,
)
from narrate.planning.paper import DocumentPlan, PlannedParagraph, PlannedSection, PlannedTable, plan

__all__ = [
    "DocumentPlan",
    "Figure",
    "Form",
    "Kind",
    "Length",
    "Listing",
    "Message",
    "Ordinal",
    "Phrase",
    "PlannedParagraph",
    "PlannedSection",
    "PlannedTable",
    "Share",
    "Slot",
    "Span",
    "Text",
    "Whole",
    "plan",
]
