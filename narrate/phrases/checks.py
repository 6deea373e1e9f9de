"""What a phrase must be before it is used: each on its own, then all together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from narrate.errors import Fault, Place, nearest
from narrate.messages import KINDS, kind_named
from narrate.phrases.fragments import FRAGMENTS
from narrate.phrases.slots import AGREEMENT, NUMBER_SUFFIX, allowed_slots

CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
"""Plural categories of CLDR; each locale has some of them."""

YES_OR_NO = frozenset({"yes", "no"})
"""What the slot of agreement holds."""


@dataclass(frozen=True)
class Entry:
    """A message or term, and the file that it stands in.

    Attributes
    ----------
    node : Message or Term
        As parsed.
    file, text : str
        Name and content of the file.
    """

    node: ast.Message | ast.Term
    file: str
    text: str

    @property
    def name(self) -> str:
        """Name by which others refer to it."""
        return f"-{self.node.id.name}" if isinstance(self.node, ast.Term) else str(self.node.id.name)

    def place(self, node: ast.SyntaxNode | None = None) -> Place:
        """Return the line on which the entry, or something in it, begins."""
        span = (node or self.node).span
        return _line(self.file, self.text, span.start if span else 0)


@lru_cache(maxsize=64)
def parse(file: str, text: str) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    """Return the messages and terms of a file, and its syntax errors with their lines.

    Parsing is most of what reading a bank takes, and a batch reads the same one for every paper.
    """
    entries: list[Entry] = []
    faults: list[Fault] = []
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Junk):
            problem = entry.annotations[0]
            start = problem.span.start if problem.span else 0
            faults.append(Fault(_line(file, text, start), problem.message or "unreadable", "Fluent syntax"))
        elif isinstance(entry, ast.Message | ast.Term):
            entries.append(Entry(entry, file, text))
    return tuple(entries), tuple(faults)


def _line(file: str, text: str, start: int) -> Place:
    line = text.count("\n", 0, start) + 1
    return Place(file, f"line {line}")


class _Content(Visitor):
    """Collects what a pattern is made of."""

    def __init__(self, node: ast.BaseNode | None) -> None:
        super().__init__()
        self.slots: dict[str, ast.SyntaxNode] = {}
        self.references: dict[str, ast.MessageReference | ast.TermReference] = {}
        self.functions: list[ast.FunctionReference] = []
        self.selections: list[ast.SelectExpression] = []
        if node is not None:
            self.visit(node)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.references.setdefault(node.id.name, node)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.references.setdefault(f"-{node.id.name}", node)
        self.generic_visit(node)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.slots.setdefault(node.id.name, node)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        self.functions.append(node)
        self.generic_visit(node)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        self.selections.append(node)
        self.generic_visit(node)


def slots_of(node: ast.BaseNode | None) -> frozenset[str]:
    """Return the slots that stand in a message or pattern itself."""
    return frozenset(_Content(node).slots)


def reach(node: ast.BaseNode | None, entries: Mapping[str, ast.BaseNode]) -> dict[str, ast.BaseNode]:
    """Return the entries that a message or pattern refers to, directly or through others, by name."""
    found: dict[str, ast.BaseNode] = {}
    left = list(_Content(node).references)
    while left:
        name = left.pop()
        if name in entries and name not in found:
            found[name] = entries[name]
            left += _Content(entries[name]).references
    return found


def check_entry(entry: Entry, categories: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with one message or term on its own.

    Parameters
    ----------
    entry : Entry
        The message or term.
    categories : collection of str
        Plural categories of its locale.
    """
    content = _Content(entry.node)
    for function in content.functions:
        got = f"{entry.name}: the function {function.id.name}()"
        yield Fault(entry.place(function), got, "phrases hold words and slots alone")
    for selection in content.selections:
        yield from _wrong_variants(entry, selection, categories)
    if isinstance(entry.node, ast.Message):
        yield from _wrong_shape(entry, entry.node)
        yield from _unknown_slots(entry, content)


def _wrong_variants(
    entry: Entry, selection: ast.SelectExpression, categories: Collection[str]
) -> Iterator[Fault]:
    """Check the variants of a choice by number by the locale's categories, and those of agreement."""
    keys = {variant.key for variant in selection.variants}
    words = {key.name for key in keys if isinstance(key, ast.Identifier)}
    exact = {key.value for key in keys if isinstance(key, ast.NumberLiteral)}
    slot = selection.selector.id.name if isinstance(selection.selector, ast.VariableReference) else ""
    if slot in AGREEMENT:
        known: Collection[str] = YES_OR_NO
    elif exact or words & CATEGORIES:
        known = categories
    else:
        return
    # an exact 1 stands for the numbers of the singular, since a count of things is a whole number
    given = words | ({"one"} if "1" in exact else set())
    missing = sorted(set(known) - given)
    foreign = sorted(words - set(known))
    allowed = f"one for each of {', '.join(sorted(known))} is needed"
    for name in missing:
        yield Fault(entry.place(selection), f"{entry.name}: no variant [{name}]", allowed)
    for name in foreign:
        yield Fault(entry.place(selection), f"{entry.name}: variant [{name}] is never said", allowed)


def _wrong_shape(entry: Entry, message: ast.Message) -> Iterator[Fault]:
    """Find a text given along with alternatives, and alternatives of what stands inside other phrases."""
    if message.attributes and message.value:
        got = f"{entry.name}: a text beside alternatives"
        yield Fault(entry.place(), got, "either one text or alternatives .a, .b and so on")
    elif message.attributes and kind_named(entry.name) is None:
        got = f"{entry.name}: alternatives"
        yield Fault(entry.place(), got, "a phrase that stands inside others has one text")


def _unknown_slots(entry: Entry, content: _Content) -> Iterator[Fault]:
    allowed = allowed_slots(entry.name)
    if allowed is None:
        if not content.slots.keys() <= AGREEMENT:
            known = [kind.kind for kind in KINDS] + list(FRAGMENTS)
            got, listed = f"unknown phrase {entry.name!r}", f"known are {', '.join(known)}"
            meant = nearest(entry.name, known) or nearest(entry.name.partition("-")[0], known)
            yield Fault(entry.place(), got, listed, meant)
        return
    for slot, node in content.slots.items():
        if slot.removesuffix(NUMBER_SUFFIX) not in allowed:
            listed = ", ".join(f"${known}" for known in sorted(allowed)) or "none"
            got = f"{entry.name}: unknown slot ${slot}"
            yield Fault(entry.place(node), got, f"known are {listed}", nearest(slot, allowed))


def check_together(entries: Mapping[str, Entry]) -> Iterator[Fault]:
    """Yield what is wrong between phrases: references to none, in a circle, or with slots of another kind."""
    nodes = {name: entry.node for name, entry in entries.items()}
    for name, entry in entries.items():
        for wanted, node in _Content(entry.node).references.items():
            yield from _wrong_reference(entry, wanted, node, entries)
        reached = reach(entry.node, nodes)
        if name in reached:
            yield Fault(entry.place(), f"{name} refers to itself", "a phrase refers to others")
        allowed = allowed_slots(name)
        for wanted, other in reached.items():
            borrowed = slots_of(other) if isinstance(other, ast.Message) else frozenset()
            for slot in sorted(borrowed - AGREEMENT if allowed is None else borrowed - allowed):
                got = f"{name}: refers to {wanted}, which needs ${slot}"
                yield Fault(entry.place(), got, "slots are those of the phrase that refers")


def _wrong_reference(
    entry: Entry,
    wanted: str,
    node: ast.MessageReference | ast.TermReference,
    entries: Mapping[str, Entry],
) -> Iterator[Fault]:
    if wanted not in entries:
        got = f"{entry.name}: refers to {wanted!r}"
        yield Fault(entry.place(node), got, "the bank has no such phrase", nearest(wanted, entries))
    elif node.attribute or entries[wanted].node.value is None:
        got = f"{entry.name}: refers to an alternative of {wanted!r}"
        yield Fault(entry.place(node), got, "only a phrase with one text can stand inside others")
