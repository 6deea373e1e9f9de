"""The paper as one self-contained page: the text, and next to it the evidence for each sentence."""

from narrate.rendering.html.page import render_frame, render_html

__all__ = ["render_frame", "render_html"]
