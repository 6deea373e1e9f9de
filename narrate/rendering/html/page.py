"""The page: the paper and its evidence put into the templates."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Mapping
from functools import lru_cache
from html import escape
from importlib.resources import files
from itertools import chain

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from narrate.document import Chart, Document, Sentence
from narrate.findings import Finding
from narrate.messages import slug
from narrate.movement import Movement
from narrate.phrases.slots import WEB_WORDS
from narrate.realisation import RealisationContext
from narrate.rendering.html.evidence import Evidence, Witness
from narrate.rendering.html.pictures import pictures

FOLDER = "web"
"""The folder of the templates, the style sheet and the script, next to this package."""

FRAME_HEIGHT = 720
"""Pixels of a page inside a notebook."""


def render_html(
    document: Document,
    changed: Collection[str] | None,
    context: RealisationContext,
    charts: Mapping[str, tuple[Chart, ...]],
) -> str:
    """Return the paper as one page that needs no other file and no network.

    Parameters
    ----------
    document : Document
        A numbered document.
    changed : collection of str, optional
        Ids of the sentences that state what the last report did not; None where there is no last report.
    context : RealisationContext
        Words, names and formats.
    charts : mapping of str to tuple of Chart
        Of every indicator, for the evidence.
    """
    shown = {chart.id: chart for _, chart in document.charts()}
    drawn = pictures([*chain.from_iterable(charts.values()), *shown.values()], context.findings)
    witness = Witness(context, charts, frozenset(drawn), frozenset(changed or ()))
    evidence = {
        sentence.id: witness.evidence(sentence, paragraph.number or paragraph.title)
        for paragraph, sentence in document.sentences()
    }
    style, script = read("page.css"), read("page.js")
    return (
        _environment()
        .get_template("page.html")
        .render(
            document=document,
            lang=document.locale.replace("_", "-"),
            word={name: context.word(f"web-{name}") for name in WEB_WORDS},
            member=witness.member,
            context=context,
            evidence=evidence,
            places={name: place for place, name in enumerate(evidence)},
            pieces=pieces,
            pictures={name: Markup(svg) for name, svg in drawn.items()},  # noqa: S704 - built from parsed SVG
            in_paper=shown,
            movements=_movements(evidence),
            compared=changed is not None,
            style=Markup(style),  # noqa: S704 - the package's own files
            script=Markup(script),  # noqa: S704
            policy=policy(style, script),
        )
    )


def render_frame(page: str, document: Document) -> str:
    """Return a page inside a frame, for notebooks: what it brings along touches nothing around it."""
    title = escape(document.title)
    return (
        f'<iframe title="{title}" srcdoc="{escape(page)}" width="100%" height="{FRAME_HEIGHT}" '
        f'sandbox="allow-scripts allow-modals" style="border:1px solid #767676"></iframe>'
    )


def policy(style: str, script: str) -> str:
    """Return the page's content security policy: its own script and style by their hashes, nothing else."""
    return (
        f"default-src 'none'; script-src '{_hashed(script)}'; style-src '{_hashed(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashed(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def pieces(sentence: Sentence) -> list[tuple[str, str]]:
    """Return the text of a sentence in pieces, each with the address that it leads to or a blank."""
    found: list[tuple[str, str]] = []
    done = 0
    places = [(sentence.text.find(link.text), link) for link in sentence.links]
    for start, link in sorted(
        ((start, link) for start, link in places if start >= 0), key=lambda one: one[0]
    ):
        if start >= done:
            found += [(sentence.text[done:start], ""), (link.text, link.url)]
            done = start + len(link.text)
    return [piece for piece in (*found, (sentence.text[done:], "")) if piece[0]]


def _movements(evidence: Mapping[str, Evidence]) -> list[str]:
    """Return the movements that sentences speak of, in the order of the closed set."""
    spoken = {one.movement for one in evidence.values()}
    return [name for name in (*(slug(movement) for movement in Movement), slug(None)) if name in spoken]


def read(name: str) -> str:
    """Return a file of the page's folder."""
    return (files("narrate.rendering") / FOLDER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(read),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["slug"] = slug
    environment.filters["raw"] = repr
    environment.tests["finding"] = lambda value: isinstance(value, Finding)
    return environment
