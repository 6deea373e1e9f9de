"""What a phrase can read like, whatever it is filled with: its texts with the slots left unfilled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from fluent.syntax import ast

SLOT = re.compile(r"\{ \$[\w-]+ \}")
"""A slot that was left unfilled."""

MOST = 64
"""Texts of one alternative that are looked at; one with so many choices is a puzzle and no phrase."""


def wordings(pattern: ast.Pattern | None, nodes: Mapping[str, ast.BaseNode]) -> tuple[str, ...]:
    """Return the texts that a pattern can make, one for each way through its choices.

    Parameters
    ----------
    pattern : Pattern or None
        Of a message or one of its alternatives.
    nodes : mapping of str to Message or Term
        The phrases that it may refer to, by name.

    Returns
    -------
    tuple of str
        Each on one line, with slots as the files write them.
    """
    texts = _texts(pattern, nodes, ()) if pattern else ()
    return tuple(dict.fromkeys(" ".join(text.split()) for text in texts))


def alternatives(node: ast.Message | ast.Term) -> Iterator[tuple[str, ast.SyntaxNode, ast.Pattern]]:
    """Yield the alternatives of a phrase: name, node and pattern; a single text has no name."""
    if node.value is not None:
        yield "", node, node.value
    for attribute in node.attributes:
        yield attribute.id.name, attribute, attribute.value


def _texts(pattern: ast.Pattern, nodes: Mapping[str, ast.BaseNode], above: Sequence[str]) -> list[str]:
    choices = [_pieces(element, nodes, above) for element in pattern.elements]
    return ["".join(pieces) for pieces, _ in zip(product(*choices), range(MOST), strict=False)]


def _pieces(element: ast.BaseNode, nodes: Mapping[str, ast.BaseNode], above: Sequence[str]) -> list[str]:
    match element:
        case ast.TextElement():
            return [str(element.value)]
        case ast.Placeable():
            return _pieces(element.expression, nodes, above)
        case ast.StringLiteral():
            return [str(element.parse()["value"])]
        case ast.NumberLiteral():
            return [str(element.value)]
        case ast.VariableReference():
            return [f"{{ ${element.id.name} }}"]
        case ast.SelectExpression():
            return [text for variant in element.variants for text in _texts(variant.value, nodes, above)]
        case ast.MessageReference() | ast.TermReference():
            return _referred(element, nodes, above)
    return [""]


def _referred(
    node: ast.MessageReference | ast.TermReference, nodes: Mapping[str, ast.BaseNode], above: Sequence[str]
) -> list[str]:
    name = f"-{node.id.name}" if isinstance(node, ast.TermReference) else str(node.id.name)
    other = nodes.get(name)
    if name in above or not isinstance(other, ast.Message | ast.Term) or other.value is None:
        return [""]
    return _texts(other.value, nodes, (*above, name))
