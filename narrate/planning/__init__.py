"""Document planning: which messages are worth saying, in what order, in which paragraph; and the summary."""

from narrate.planning.charts import ChartKind, Label, PlannedChart, PlannedLine, PlannedPoint, plan_charts
from narrate.planning.message import (
    Counted,
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
    "ChartKind",
    "Counted",
    "DocumentPlan",
    "Figure",
    "Form",
    "Kind",
    "Label",
    "Length",
    "Listing",
    "Message",
    "Ordinal",
    "Phrase",
    "PlannedChart",
    "PlannedLine",
    "PlannedParagraph",
    "PlannedPoint",
    "PlannedSection",
    "PlannedTable",
    "Share",
    "Slot",
    "Span",
    "Text",
    "Whole",
    "plan",
    "plan_charts",
]
