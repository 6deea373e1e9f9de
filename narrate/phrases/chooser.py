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

    def choose(self, name: str, key: str) -> str:
        """Return the alternative of a message for one place in the paper.

        Parameters
        ----------
        name : str
            The message.
        key : str
            Names the place: indicator and slot.
        """
        alternatives = self.bank.alternatives(name)
        used = self.used.setdefault(name, [])
        fewest = min(used.count(alternative) for alternative in alternatives)
        left = [alternative for alternative in alternatives if used.count(alternative) == fewest]
        left = [alternative for alternative in left if alternative not in used[-1:]] or left
        chosen = min(
            left,
            key=lambda alternative: hashlib.sha256(
                f"{self.seed}|{key}|{name}|{alternative}".encode()
            ).digest(),
        )
        used.append(chosen)
        return chosen
