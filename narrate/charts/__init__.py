"""Charts: the figures of a finding drawn, with the words that realisation gave them; none is computed."""

from narrate.charts.drawing import available, draw, require, to_png, to_spec, to_svg

__all__ = ["available", "draw", "require", "to_png", "to_spec", "to_svg"]
