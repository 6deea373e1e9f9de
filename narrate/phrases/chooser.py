"""Which of a phrase's alternatives is used where."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from narrate.phrases.bank import PhraseBank


@dataclass
class Chooser:
    """Chooses alternatives: the same for the same paper, none twice in a section while others are left.

    Each place ranks the alternatives by a hash of its own and takes the best that is left, so that a new
    indicator moves only those sentences of its section whose alternative it takes.

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
        """Forget what earlier sections used, so that no section's words hang on another's."""
        self.used = {}

    def ranked(self, name: str, key: str) -> tuple[str, ...]:
        """Return the alternatives of a message for one place in the paper, the best first.

        Parameters
        ----------
        name : str
            The message.
        key : str
            Names the place: indicator and slot.
        """
        alternatives = self.bank.alternatives(name)
        if len(alternatives) == 1:
            return alternatives
        used = self.used.get(name, [])

        def rank(alternative: str) -> tuple[int, bool, bytes]:
            text = f"{self.seed}|{key}|{name}|{alternative}"
            digest = hashlib.sha256(text.encode()).digest()
            return used.count(alternative), alternative in used[-1:], digest

        return tuple(sorted(alternatives, key=rank))

    def take(self, name: str, alternative: str) -> None:
        """Remember that the section has used an alternative."""
        self.used.setdefault(name, []).append(alternative)

    def fresh(self, name: str, alternative: str) -> bool:
        """Whether the section has used an alternative no more often than any other of its message."""
        used = self.used.get(name, [])
        return used.count(alternative) == min(map(used.count, self.bank.alternatives(name)))
