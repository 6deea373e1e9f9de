"""How many figures of the last report are others today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from narrate.findings import Finding
from narrate.messages.examples import Example, example
from narrate.messages.message import OfReport, slot
from narrate.messages.revised import is_revised, last_report
from narrate.messages.slots import Whole
from narrate.spec import ReportSpec


@dataclass(frozen=True, kw_only=True)
class RevisionsMessage(OfReport):
    """How many figures of the last report are others today."""

    kind: ClassVar[str] = "revisions"
    of_several: ClassVar[bool] = True

    number: Whole = slot("how many figures have been revised", essential=True)
    all: Whole = slot("how many figures of the last report are still held")

    @classmethod
    def of(cls, findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[Self]:
        """Count the indicators of which the last report printed another figure for the same span."""
        held = [finding for finding in findings.values() if finding.last and finding.last.revision]
        revised = [finding for finding in held if is_revised(finding, spec.settings.planning)]
        if revised:
            yield cls(
                number=Whole(len(revised)),
                all=Whole(len(held)),
                findings=tuple(finding.id for finding in revised),
                rule="count-of-movements",
            )

    @classmethod
    def examples(cls) -> Iterator[list[Example]]:
        """Yield one and two figures that were revised, among others and alone."""
        revised, kept = example(last=last_report(1.0)), example(last=last_report(0.0))
        yield from ([revised], [revised, kept], [revised, revised, kept])
