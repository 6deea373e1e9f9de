"""The paper as one self-contained page: on the left as it is read, beside it the evidence for each sentence."""

from narrate.rendering.html.page import render_frame, render_html

__all__ = ["render_frame", "render_html"]
