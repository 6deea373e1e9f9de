"""The phrases of one locale, and the texts that they make."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentNone
from fluent.syntax import ast

from narrate.errors import Fault, NarrateWarning, PhraseBankError, Place, nearest
from narrate.phrases.checks import (
    Entry,
    check_entry,
    check_together,
    parse,
    reach,
    slots_of,
)
from narrate.settings import shipped_bank
from narrate.spec import conventions, plural_categories

Argument = str | int | float
"""What a phrase is filled with: words, or a number that it selects by."""

SUFFIX = ".ftl"


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
    _used: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

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

    def alternatives(self, name: str) -> tuple[str, ...]:
        """Return the names of a message's alternatives; one empty name where it has a single text."""
        return tuple(attribute.id.name for attribute in self.messages[name].attributes) or ("",)

    def slots(self, name: str, alternative: str) -> frozenset[str]:
        """Return the slots that one alternative of a message uses, those of phrases it refers to included."""
        if (name, alternative) not in self._used:
            message = self.messages[name]
            pattern = next(
                (item.value for item in message.attributes if item.id.name == alternative), message.value
            )
            within = map(slots_of, reach(pattern, self.messages).values())
            self._used[name, alternative] = frozenset(slots_of(pattern)).union(*within)
        return self._used[name, alternative]

    def fill(self, name: str, alternative: str, slots: Mapping[str, Argument]) -> str:
        """Return the text of a phrase.

        Parameters
        ----------
        name, alternative : str
            A message, and its alternative.
        slots : mapping of str to str or int
            What it is filled with; a slot that the phrase does not use is passed over.

        Raises
        ------
        PhraseBankError
            If the phrase uses a slot that is not filled, or refers to a phrase that is not there.
        """
        message = self.bundle.get_message(name)
        pattern = message.attributes[alternative] if alternative else message.value
        assert pattern is not None, "a phrase without a text is refused when the bank is read"  # noqa: S101
        text, problems = self.bundle.format_pattern(pattern, dict(slots))
        if problems or isinstance(text, FluentNone):
            place = Place(f"phrasebank/{self.locale}", f"{name}.{alternative}" if alternative else name)
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
        With every fault: no such folder or locale, a syntax error with its line, an unknown name or slot, a
        plural category that the locale has and a phrase has not.

    Warns
    -----
    NarrateWarning
        Where a phrase of the analyst's own folder, or all of it, replaces none.
    """
    found = gather(locale, extra)
    if found.faults:
        raise PhraseBankError(found.faults)
    if extra is not None:
        _warn_of_idle(f"{extra}/{locale}", found.own, found.entries, found.shipped)
    nodes = [entry.node for entry in found.entries.values()]
    bundle = FluentBundle([str(conventions(locale)).replace("_", "-")], use_isolating=False)
    bundle.add_resource(ast.Resource([*nodes]))
    messages = {node.id.name: node for node in nodes if isinstance(node, ast.Message)}
    text = "".join((*found.shipped.values(), *found.own.values()))
    return PhraseBank(locale, messages, bundle, hashlib.sha256(text.encode()).hexdigest()[:12])


@dataclass(frozen=True)
class Gathered:
    """The phrases of a locale as they stand in their files, and all that is wrong with them.

    Attributes
    ----------
    shipped, own : mapping of str to str
        Text of each file, by its name.
    entries : mapping of str to Entry
        Messages and terms by name, an analyst's own in the place of the shipped.
    faults : tuple of Fault
        Why they cannot be used.
    """

    shipped: Mapping[str, str]
    own: Mapping[str, str]
    entries: Mapping[str, Entry]
    faults: tuple[Fault, ...]


def gather(locale: str, extra: str | Path | None = None) -> Gathered:
    """Gather the phrases of a locale, with every fault that keeps them from being used.

    Parameters
    ----------
    locale, extra
        As of `read_bank`.

    Raises
    ------
    PhraseBankError
        Where there is no such folder or locale, or a file that cannot be read.
    """
    shipped = dict(_sources(shipped_bank() / locale, f"phrasebank/{locale}"))
    own = {} if extra is None else _own_sources(Path(extra), locale)
    categories = plural_categories(locale)
    if categories is None or not (shipped or own):
        raise PhraseBankError([_no_locale(locale)])
    entries, faults = _checked(tuple(shipped.items()), tuple(own.items()), categories)
    return Gathered(shipped, own, entries, faults)


def locales(extra: str | Path | None = None) -> tuple[str, ...]:
    """Return the locales that have phrases: the shipped ones, and those of an analyst's own folder."""
    folders: list[Traversable] = [shipped_bank()]
    if extra is not None and Path(extra).is_dir():
        folders.append(Path(extra))
    found = {item.name for folder in folders for item in folder.iterdir() if any(_sources(item, item.name))}
    return tuple(sorted(found))


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, str]]:
    """Yield the files of phrases in a folder, with what messages call them."""
    if folder.is_dir():
        for item in sorted(folder.iterdir(), key=lambda item: item.name):
            if item.name.endswith(SUFFIX):
                yield f"{name}/{item.name}", _text(item, f"{name}/{item.name}")


def _text(file: Traversable, name: str) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        fault = Fault(Place(name), "not UTF-8 text", "save the file as UTF-8")
    except OSError as error:
        fault = Fault(Place(name), (error.strerror or str(error)).lower(), "a readable file is needed")
    raise PhraseBankError([fault])


def _own_sources(folder: Path, locale: str) -> dict[str, str]:
    if not folder.is_dir():
        fault = Fault(Place(str(folder)), "no such folder", f"a folder with {locale}/*{SUFFIX} is needed")
        raise PhraseBankError([fault])
    return dict(_sources(folder / locale, str(folder / locale)))


def _no_locale(locale: str) -> Fault:
    known = locales()
    return Fault(
        Place("phrasebank"), f"no locale {locale!r}", f"known are {', '.join(known)}", nearest(locale, known)
    )


@lru_cache(maxsize=8)
def _checked(
    shipped: tuple[tuple[str, str], ...], own: tuple[tuple[str, str], ...], categories: frozenset[str]
) -> tuple[Mapping[str, Entry], tuple[Fault, ...]]:
    """Return the entries by name, an analyst's own in the place of the shipped, and all faults.

    They follow from the texts alone, and a batch reads the same ones for every paper.
    """
    faults: list[Fault] = []
    entries: dict[str, Entry] = {}
    for sources in (shipped, own):
        given: dict[str, Entry] = {}
        for file, text in sources:
            parsed, wrong = parse(file, text)
            faults += wrong
            faults += [
                Fault(entry.place(), f"{entry.name} stands twice", "each phrase is given once")
                for entry in _repeated(parsed, given)
            ]
        entries |= given
    for entry in entries.values():
        faults += check_entry(entry, categories)
    faults += check_together(entries)
    return MappingProxyType(entries), tuple(faults)


def _repeated(parsed: Iterable[Entry], given: dict[str, Entry]) -> Iterator[Entry]:
    """Add entries to those given, and yield those whose name is taken."""
    for entry in parsed:
        if entry.name in given:
            yield entry
        given.setdefault(entry.name, entry)


def _warn_of_idle(
    folder: str, own: Mapping[str, str], entries: Mapping[str, Entry], shipped: Mapping[str, str]
) -> None:
    """Warn of phrases that replace none and that no other refers to."""
    if not own:
        warnings.warn(f"{folder}: no files *{SUFFIX}; no phrase is replaced", NarrateWarning, stacklevel=3)
    replaced = {entry.name for file, text in shipped.items() for entry in parse(file, text)[0]}
    nodes = {name: entry.node for name, entry in entries.items()}
    used = {wanted for node in nodes.values() for wanted in reach(node, nodes)}
    for name, entry in entries.items():
        if shipped and entry.file in own and name not in replaced | used:
            offer = nearest(name, replaced)
            meant = f" (did you mean {offer!r}?)" if offer else ""
            message = f"{entry.place()}: {name!r} replaces no shipped phrase{meant}"
            warnings.warn(message, NarrateWarning, stacklevel=3)
