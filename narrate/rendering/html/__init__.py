"""The paper as one self-contained page: as it is read, and beside it the evidence for each sentence."""

from narrate.rendering.html.page import render_frame, render_html

__all__ = ["render_frame", "render_html"]
