"""Signal analysis: observations become the periods that are tested and the figures that are displayed."""

from narrate.measures.blocks import Block, measure
from narrate.measures.grid import PERCENT
from narrate.measures.kinds import Basis, Displayed, displayed, undeclared

__all__ = ["PERCENT", "Basis", "Block", "Displayed", "displayed", "measure", "undeclared"]
