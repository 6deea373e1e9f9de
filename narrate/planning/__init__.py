"""Document planning: which messages are worth stating, in what order, in which paragraph; and the summary."""

from narrate.planning.charts import Label, PlannedChart, PlannedLine, PlannedPoint, plan_charts
from narrate.planning.paper import plan
from narrate.planning.plans import DocumentPlan, PlannedParagraph, PlannedSection, PlannedTable

__all__ = [
    "DocumentPlan",
    "Label",
    "PlannedChart",
    "PlannedLine",
    "PlannedParagraph",
    "PlannedPoint",
    "PlannedSection",
    "PlannedTable",
    "plan",
    "plan_charts",
]
