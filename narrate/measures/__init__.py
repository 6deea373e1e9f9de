"""Signal analysis: observations become the periods that are tested and the figures that are displayed."""

from narrate.measures.blocks import Block, by_kind, measure, measure_months
from narrate.measures.kinds import Basis, Displayed, displayed, undeclared

__all__ = [
    "Basis",
    "Block",
    "Displayed",
    "by_kind",
    "displayed",
    "measure",
    "measure_months",
    "undeclared",
]
