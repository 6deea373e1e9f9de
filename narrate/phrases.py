"""The phrase bank: read it, check it, and choose from it. Words live in its files, never here."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from pydantic import ValidationError

from narrate.errors import Fault, PhraseBankError, Place, nearest
from narrate.planning import Kind
from narrate.settings import HouseStyle

Argument = str | int | float
"""What a phrase is filled with: words, or a number that it selects by."""

SUBJECT = frozenset({"subject", "plural", "measure"})

AGREEMENT = frozenset({"plural"})
"""The slot of words that only agree with their subject, such as is and are."""

NUMBER_SUFFIX = "-n"
"""A slot that holds a number in words has a twin of this name with the number itself, to select by."""

KIND_SLOTS: Mapping[Kind, frozenset[str]] = {
    Kind.MOVEMENT: SUBJECT | {"length", "past", "earlier"},
    Kind.UNLABELLED: SUBJECT | {"length"},
    Kind.FIGURE: SUBJECT | {"figure", "bare", "span", "then", "base", "change", "magnitude"},
    Kind.NUMBERS: frozenset({"count", "count-then", "out-of", "out-of-then"}),
    Kind.CLOSING: SUBJECT | {"figure", "bare", "span", "shared", "base"},
    Kind.MISSING: SUBJECT | {"span"},
    Kind.SPAN: SUBJECT | {"first", "last", "change", "start", "end"},
    Kind.QUARTER: SUBJECT | {"quarter", "base", "change"},
    Kind.EXTREME: SUBJECT | {"extreme", "span"},
    Kind.THRESHOLD: SUBJECT | {"value", "source", "bound"},
    Kind.TARGET: SUBJECT | {"value", "source", "bound"},
    Kind.PARTS: SUBJECT | {"whole", "parts", "above", "below"},
    Kind.COMPARATOR_MOVEMENT: SUBJECT | {"areas", "present"},
    Kind.COMPARATOR_FIGURE: SUBJECT | {"area", "figure", "change", "span"},
    Kind.ARREARS: SUBJECT | {"span"},
    Kind.NEW: SUBJECT,
    Kind.ROLLUP: frozenset({"all", "clauses"}),
    Kind.EXCEPTIONS: frozenset({"number", "all", "names"}),
    Kind.HEADLINE: SUBJECT | {"figure", "span", "change"},
    Kind.CAPTION: SUBJECT | {"area"},
    Kind.METHOD: frozenset({"alpha", "materiality", "slight", "marked", "level"}),
}
"""The slots that a phrase of each kind may use: the one list that the bank is checked against."""

FRAGMENT_SLOTS: Mapping[str, frozenset[str]] = {
    "unit": frozenset({"number", "counted", "per", "base"}),
    "points": frozenset({"number", "value"}),
    "time": frozenset({"month", "year", "quarter", "from", "to", "length", "months"}),
    "length": frozenset({"number", "words"}),
    "area": frozenset({"area", "figure"}),
    "measure": frozenset(),
    "magnitude": frozenset(),
    "bound": frozenset(),
    "present": frozenset({"plural"}),
    "clause": frozenset({"number"}),
    "carried": frozenset(),
    "table": frozenset({"counted", "per", "base", "months", "month"}),
    "title": frozenset({"board", "date", "period"}),
}
"""Phrases that stand inside others, by the first word of their name, and their slots."""


def shipped_bank() -> Traversable:
    """Return the phrase bank inside the installed package or, in a checkout, the top-level folder."""
    package = files("narrate")
    shipped = package / "phrasebank"
    return shipped if shipped.is_dir() else Path(str(package)).parent / "phrasebank"


@dataclass(frozen=True)
class PhraseBank:
    """All phrases of one locale.

    Attributes
    ----------
    locale : str
        Such as en_GB.
    messages : mapping of str to Message
        Parsed Fluent messages by name.
    bundle : FluentBundle
        The same, ready to be filled.
    version : str
        Digest of the bank's text; the trace carries it.
    """

    locale: str
    messages: Mapping[str, ast.Message]
    bundle: FluentBundle
    version: str

    def find(self, names: Iterable[str]) -> str:
        """Return the first of some names that the bank has, the most specific first.

        Raises
        ------
        PhraseBankError
            If it has none of them.
        """
        wanted = tuple(names)
        for name in wanted:
            if name in self.messages:
                return name
        place = Place(f"phrasebank/{self.locale}")
        raise PhraseBankError(
            [Fault(place, f"no phrase {wanted[0]!r}", f"one of {', '.join(wanted)} is needed")]
        )

    def frames(self, name: str) -> tuple[str, ...]:
        """Return the names of a message's alternatives; one empty name where it has a single text."""
        return tuple(attribute.id.name for attribute in self.messages[name].attributes) or ("",)

    def slots(self, name: str, frame: str) -> frozenset[str]:
        """Return the slots that one alternative of a message uses, those of phrases it refers to included."""
        message = self.messages[name]
        pattern = next((item.value for item in message.attributes if item.id.name == frame), message.value)
        return frozenset(_slots_within(pattern, self.messages))

    def fill(self, name: str, frame: str, slots: Mapping[str, Argument]) -> str:
        """Return the text of a phrase.

        Parameters
        ----------
        name, frame : str
            A message, and its alternative.
        slots : mapping of str to str or int
            What it is filled with; a slot that the phrase does not use is passed over.

        Raises
        ------
        PhraseBankError
            If the phrase uses a slot that is not filled, or refers to a phrase that is not there.
        """
        message = self.bundle.get_message(name)
        pattern = message.attributes[frame] if frame else message.value
        assert pattern is not None, "a message without a text is refused when the bank is read"  # noqa: S101
        text, problems = self.bundle.format_pattern(pattern, dict(slots))
        if problems or isinstance(text, FluentNone):
            place = Place(f"phrasebank/{self.locale}", f"{name}.{frame}" if frame else name)
            raise PhraseBankError(
                [Fault(place, str(problem), "every slot must be filled") for problem in problems]
            )
        return str(text)


def read_bank(locale: str, extra: str | Path | None = None) -> PhraseBank:
    """Read the phrases of a locale.

    Parameters
    ----------
    locale : str
        Such as en_GB.
    extra : str or Path, optional
        An analyst's own folder, holding `<locale>/*.ftl`; its messages replace the shipped ones.

    Returns
    -------
    PhraseBank

    Raises
    ------
    PhraseBankError
        With every fault: no such locale, a syntax error with its line, an unknown or unused name, a slot
        that the kind does not have.
    """
    folder = shipped_bank()
    sources = list(_sources(folder / locale, f"phrasebank/{locale}"))
    if not sources:
        known = sorted(item.name for item in folder.iterdir() if item.is_dir() and item.name != "styles")
        fault = Fault(
            Place("phrasebank"),
            f"no locale {locale!r}",
            f"known are {', '.join(known)}",
            nearest(locale, known),
        )
        raise PhraseBankError([fault])
    if extra is not None:
        sources += _sources(Path(extra) / locale, str(Path(extra) / locale))
    bundle = FluentBundle([locale.replace("_", "-")], use_isolating=False)
    messages: dict[str, ast.Message] = {}
    faults: list[Fault] = []
    digest = hashlib.sha256()
    for file, text in sources:
        entries, wrong = _parse(file, text)
        faults += wrong
        messages |= entries
        bundle.add_resource(FluentResource(text), allow_overrides=True)
        digest.update(text.encode())
    if faults:
        raise PhraseBankError(faults)
    return PhraseBank(locale, messages, bundle, digest.hexdigest()[:12])


def read_style(name: str) -> HouseStyle:
    """Read a house style of the phrase bank.

    Raises
    ------
    PhraseBankError
        If there is no such style, or its file has a fault.
    """
    folder = shipped_bank() / "styles"
    known = sorted(
        item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")
    )
    if name not in known:
        fault = Fault(
            Place("report.toml", "report.style"),
            repr(name),
            f"known are {', '.join(known)}",
            nearest(name, known),
        )
        raise PhraseBankError([fault])
    try:
        return HouseStyle.model_validate(tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise PhraseBankError(
            [Fault(Place(f"phrasebank/styles/{name}.toml"), str(error), "a house style")]
        ) from None


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, str]]:
    if folder.is_dir():
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.name.endswith(".ftl"):
                yield f"{name}/{item.name}", item.read_text(encoding="utf-8")


def _parse(file: str, text: str) -> tuple[dict[str, ast.Message], list[Fault]]:
    messages: dict[str, ast.Message] = {}
    faults: list[Fault] = []
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Junk):
            problem = entry.annotations[0]
            start = problem.span.start if problem.span else 0
            faults.append(Fault(_line(file, text, start), problem.message or "unreadable", "Fluent syntax"))
        elif isinstance(entry, ast.Message):
            messages[entry.id.name] = entry
            faults += _unknown_slots(file, text, entry)
    return messages, faults


class _Slots(Visitor):
    """Collects the slots that a message uses, with their places, and the messages it refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, int] = {}
        self.referred: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.referred.add(node.id.name)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.found.setdefault(node.id.name, node.span.start if node.span else 0)


def _slots_within(node: ast.BaseNode | None, messages: Mapping[str, ast.Message]) -> Iterator[str]:
    collector = _Slots()
    collector.visit(node)
    yield from collector.found
    for name in collector.referred & messages.keys():
        yield from _slots_within(messages[name].value, messages)


def slots_of(message: ast.Message) -> dict[str, int]:
    """Return the slots that a message uses and where each first stands in its file."""
    collector = _Slots()
    collector.visit(message)
    return collector.found


def allowed_slots(name: str) -> frozenset[str] | None:
    """Return the slots that a message of this name may use, or None where the name is of no known kind."""
    kinds = [kind for kind in Kind if name == kind.value or name.startswith(f"{kind.value}-")]
    if kinds:
        return KIND_SLOTS[max(kinds, key=lambda kind: len(kind.value))]
    return FRAGMENT_SLOTS.get(name.partition("-")[0])


def _unknown_slots(file: str, text: str, message: ast.Message) -> Iterator[Fault]:
    name, used = message.id.name, slots_of(message)
    allowed = allowed_slots(name)
    if allowed is None:
        if not used.keys() <= AGREEMENT:
            known = [kind.value for kind in Kind] + list(FRAGMENT_SLOTS)
            place = _line(file, text, message.span.start if message.span else 0)
            yield Fault(
                place, f"unknown phrase {name!r}", f"known are {', '.join(known)}", nearest(name, known)
            )
        return
    for slot, start in used.items():
        if slot.removesuffix(NUMBER_SUFFIX) not in allowed:
            listed = ", ".join(f"${known}" for known in sorted(allowed))
            got = f"{name}: unknown slot ${slot}"
            yield Fault(_line(file, text, start), got, f"known are {listed}", nearest(slot, allowed))


def _line(file: str, text: str, start: int) -> Place:
    line = text.count("\n", 0, start) + 1
    return Place(file, f"line {line}")


@dataclass
class Chooser:
    """Chooses alternatives: the same for the same paper, none twice in a section while others are left.

    Attributes
    ----------
    bank : PhraseBank
        Where the alternatives are.
    seed : str
        The report and its period.
    """

    bank: PhraseBank
    seed: str
    used: dict[str, list[str]] = field(default_factory=dict)

    def open_section(self) -> None:
        """Forget what earlier sections used, but for the last frame of each message."""
        self.used = {name: frames[-1:] for name, frames in self.used.items()}

    def choose(self, name: str, key: str) -> str:
        """Return the alternative of a message for one place in the paper.

        Parameters
        ----------
        name : str
            The message.
        key : str
            Names the place: indicator and slot.
        """
        frames = self.bank.frames(name)
        used = self.used.setdefault(name, [])
        fewest = min(used.count(frame) for frame in frames)
        left = [frame for frame in frames if used.count(frame) == fewest]
        chosen = min(
            left, key=lambda frame: hashlib.sha256(f"{self.seed}|{key}|{name}|{frame}".encode()).digest()
        )
        used.append(chosen)
        return chosen
