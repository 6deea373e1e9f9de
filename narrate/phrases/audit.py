"""Everything that can be wrong with a bank beyond what keeps it from being read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fluent.syntax import ast

from narrate.errors import Fault, Place, nearest
from narrate.messages import ClauseForm, kind_named, slug
from narrate.phrases.bank import gather, locales
from narrate.phrases.checks import Entry, reach, slots_of
from narrate.phrases.needs import Need, needs
from narrate.phrases.slots import NUMBER_SUFFIX, UNPLANNED, allowed_slots
from narrate.phrases.wordings import alternatives, wordings
from narrate.phrases.words import Words, read_words, without_slots

MARKUP = re.compile(r"[{}$<>*_|#`\\]|&\w+;|\[|\]|\bTODO\b|\bFIXME\b|\bXXX\b")
"""What is left of a slot, of HTML or Markdown, or of the work on a phrase."""


@dataclass(frozen=True)
class Audit:
    """What a check of the bank found.

    Attributes
    ----------
    locale : str
        Such as en_GB.
    phrases : int
        Messages and terms looked at.
    faults : tuple of Fault
        What must be mended.
    remarks : tuple of str
        What somebody should look at.
    """

    locale: str
    phrases: int
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...]


def audit(locale: str, extra: str | Path | None = None) -> Audit:
    """Check the phrases of a locale.

    Parameters
    ----------
    locale : str
        Such as en_GB.
    extra : str or Path, optional
        An analyst's own folder, holding `<locale>/*.ftl`; its messages replace the shipped ones.

    Returns
    -------
    Audit
        With every fault: what `read_bank` refuses; a message of planning that no phrase says; a phrase that
        no message asks for; a slot that is not filled, or that must stand and does not; a phrase that another
        locale has; a word of the other side, or none of the movement; banned words; leftover markup.

    Raises
    ------
    PhraseBankError
        Where nothing could be checked: no such folder or locale, or a file that cannot be read.
    """
    gathered = gather(locale, extra)
    bank = _Bank(locale, gathered.entries)
    words = read_words(locale, extra)
    faults = [*gathered.faults, *bank.unphrased(), *bank.unreached(), *bank.slots()]
    faults += _absent(bank, extra)
    remarks: list[str] = []
    if words is None:
        remarks.append(
            f"phrasebank/{locale}: no check.toml; banned words and words of direction are not checked"
        )
    for entry in bank.entries.values():
        faults += bank.wording(entry, words or Words())
        remarks += bank.long(entry, words or Words())
    unique = tuple(dict.fromkeys(faults))
    return Audit(locale, len(bank.entries), tuple(sorted(unique, key=_order)), tuple(remarks))


def _order(fault: Fault) -> tuple[str, int]:
    line = fault.where.spot.removeprefix("line ")
    return fault.where.file, int(line) if line.isdigit() else 0


@dataclass(frozen=True)
class _Bank:
    """The phrases of one locale."""

    locale: str
    entries: Mapping[str, Entry]

    @property
    def nodes(self) -> dict[str, ast.BaseNode]:
        return {name: entry.node for name, entry in self.entries.items()}

    def first_known(self, names: tuple[str, ...]) -> str:
        """Return the first of some names that the bank has, or a blank."""
        return next((name for name in names if name in self.entries), "")

    def unphrased(self) -> Iterator[Fault]:
        """Yield what planning can ask for and no phrase says."""
        asked = needs()
        required = {need for need in asked.messages | asked.inner if need.form is ClauseForm.SENTENCE}
        wanted = {need.names for need in required} | {(name,) for name in UNPLANNED}
        for names in sorted(wanted):
            if not self.first_known(names):
                place = Place(f"phrasebank/{self.locale}")
                yield Fault(place, f"no phrase {names[0]!r}", f"one of {', '.join(names)} is needed")

    def unreached(self) -> Iterator[Fault]:
        """Yield phrases that no message asks for, directly or through another phrase."""
        asked = needs()
        inner = asked.inner_names | UNPLANNED
        names = {self.first_known(need.names) for need in asked.messages} | inner
        known = {name for need in asked.messages for name in need.names} | inner
        nodes = self.nodes
        used = names | {other for name in names if name in nodes for other in reach(nodes[name], nodes)}
        for name, entry in self.entries.items():
            if name not in used:
                meant = nearest(name, known - {name})
                yield Fault(entry.place(), f"{name}: no finding leads to it", "rename it or delete it", meant)

    def slots(self) -> Iterator[Fault]:
        """Yield slots that a message does not fill, and those that must stand in its phrase and do not."""
        nodes = self.nodes
        for need in sorted(needs().messages, key=lambda need: need.names):
            name = self.first_known(need.names)
            kind = kind_named(name)
            if not name or kind is None:
                continue
            for alternative, node, pattern in alternatives(self.entries[name].node):
                used = slots_of(pattern).union(*map(slots_of, reach(pattern, nodes).values()))
                label = f"{name}.{alternative}" if alternative else name
                place = self.entries[name].place(node)
                known = {slot for slot in used if slot.removesuffix(NUMBER_SUFFIX) in kind.slot_meanings()}
                for slot in sorted(known - need.slots):
                    yield Fault(place, f"{label}: ${slot} is not filled here", _filled(need.slots))
                for slot in sorted(need.essential - used):
                    yield Fault(place, f"{label}: no slot ${slot}", "without it the sentence says nothing")

    @cached_property
    def asking(self) -> Mapping[str, tuple[Need, ...]]:
        """What each phrase says, by its name."""
        found: dict[str, list[Need]] = defaultdict(list)
        for need in needs().messages | needs().inner:
            found[self.first_known(need.names)].append(need)
        return {name: tuple(asked) for name, asked in found.items()}

    def contrary(self, name: str) -> list[str]:
        """Return the sides whose words contradict all that a phrase says."""
        sides = [need.contrary for need in self.asking.get(name, ())]
        return sorted(frozenset.intersection(*sides)) if sides else []

    def movement(self, name: str) -> str:
        """Return the movement whose word a phrase must hold; blank where there is none, or several."""
        movements = {need.movement for need in self.asking.get(name, ())}
        movement = movements.pop() if len(movements) == 1 else None
        return slug(movement) if movement else ""

    def wording(self, entry: Entry, words: Words) -> Iterator[Fault]:
        """Yield what a phrase says and must not, or does not and must."""
        name, movement = entry.name, self.movement(entry.name)
        for label, node, text in self.texts(entry):
            place = entry.place(node)
            for word in words.banned_in(name, text):
                yield Fault(place, f"{label}: {word!r}", "a banned word; say it otherwise")
            for found in MARKUP.finditer(without_slots(text)):
                yield Fault(place, f"{label}: {found.group()!r}", "phrases hold words and slots, no markup")
            for side in self.contrary(name):
                for word in words.of_side(side, name, text):
                    yield Fault(place, f"{label}: {word!r}", "a word of the opposite direction")
            if movement and not words.moves(movement, text):
                known = ", ".join(words.movements[movement])
                yield Fault(place, f"{label}: no word for {movement}", f"one of {known} is needed")

    def long(self, entry: Entry, words: Words) -> Iterator[str]:
        """Yield sentences that are too long for one breath."""
        longest: dict[str, tuple[int, Place]] = {}
        for label, node, text in self.texts(entry):
            length = len(without_slots(text).split())
            if length > max(words.longest_sentence, longest.get(label, (0, None))[0]):
                longest[label] = length, entry.place(node)
        for label, (length, place) in longest.items():
            yield f"{place}: {label}: {length} words; at most {words.longest_sentence} are easy to read"

    def texts(self, entry: Entry) -> Iterator[tuple[str, ast.SyntaxNode, str]]:
        """Yield the texts of a phrase: the alternative's name, where it stands, and what it reads like."""
        nodes = self.nodes
        for alternative, node, pattern in alternatives(entry.node):
            for text in wordings(pattern, nodes):
                yield f"{entry.name}.{alternative}" if alternative else entry.name, node, text


def _filled(slots: frozenset[str]) -> str:
    return f"filled are {', '.join(f'${slot}' for slot in sorted(slots))}"


def _absent(bank: _Bank, extra: str | Path | None) -> Iterator[Fault]:
    """Yield the phrases that another locale has and this one has not; helpers are each language's own."""
    seen: set[str] = set()
    for other in locales(extra):
        if other == bank.locale:
            continue
        for name, entry in gather(other, extra).entries.items():
            if name not in bank.entries and name not in seen and allowed_slots(name) is not None:
                seen.add(name)
                yield Fault(entry.place(), f"{name}: missing from {bank.locale}", f"{other} has it")
