"""The summary: how many indicators did what, which call for attention, and the points worth making."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from narrate.findings import Finding, Light, Magnitude, Relation, Standing
from narrate.movement import Direction, Favour, Movement
from narrate.planning.likeness import SETTLED
from narrate.planning.message import Form, Kind, Listing, Message, Phrase, Slot, Text, Whole, agreement, slug
from narrate.planning.saying import Saying
from narrate.spec import Polarity, ReportSpec


def is_exception(finding: Finding, polarity: Polarity) -> bool:
    """Whether an indicator calls for attention.

    It does where it stands on the wrong side of a threshold or target, has a red status, moves for the worse,
    or stands significantly and markedly worse than a year earlier.
    """
    wrong_side = any(standing and not standing.kept for standing in (finding.threshold, finding.target))
    return (
        wrong_side
        or finding.status is Light.RED
        or finding.favour is Favour.WORSE
        or _markedly_worse(finding, polarity)
    )


def _markedly_worse(finding: Finding, polarity: Polarity) -> bool:
    change = finding.year
    if change is None or not change.significant or change.magnitude is not Magnitude.MARKED:
        return False
    worse = {Polarity.LOW: Relation.HIGHER, Polarity.HIGH: Relation.LOWER}.get(polarity)
    return change.relation is worse


def rollup(findings: Mapping[str, Finding]) -> Message:
    """Return how many indicators did what."""
    counts = Counter(slug(finding.movement) for finding in findings.values())
    order = [slug(movement) for movement in Movement] + ["none"]
    clauses = tuple(
        Phrase(f"clause-{name}", {"number": Whole(counts[name])}) for name in order if counts[name]
    )
    facts: tuple[str, ...] = ()
    if len(counts) == 1 < len(findings):  # what all did needs no count of them
        facts = ("both",) if len(findings) == 2 else ("alike",)
        clauses = (Phrase(f"present-{next(iter(counts))}-instead", {"plural": agreement(True)}),)
    everything = tuple(finding.id for finding in findings.values())
    slots: dict[str, Slot] = {"all": Whole(len(findings)), "clauses": Listing(clauses)}
    return Message(Kind.ROLLUP, facts, slots, everything, "count-of-movements")


def before(findings: Mapping[str, Finding]) -> Iterator[Message]:
    """Yield how many of the series without movement now had been rising, and how many falling."""
    settled = [finding for finding in findings.values() if finding.movement in SETTLED]
    counts = Counter(finding.before for finding in settled)
    if len(settled) > 1:
        slots: dict[str, Slot] = {
            "all": Whole(len(settled)),
            "up": Whole(counts[Direction.UP]),
            "down": Whole(counts[Direction.DOWN]),
        }
        fact = (
            "both"
            if counts[Direction.UP] and counts[Direction.DOWN]
            else "up"
            if counts[Direction.UP]
            else "down"
        )
        evidence = tuple(finding.id for finding in settled)
        yield Message(Kind.BEFORE, (fact,), slots, evidence, "count-of-movements")


def favour(findings: Mapping[str, Finding]) -> Iterator[Message]:
    """Yield how many move for the better and for the worse, where any does."""
    better = [finding.id for finding in findings.values() if finding.favour is Favour.BETTER]
    worse = [finding.id for finding in findings.values() if finding.favour is Favour.WORSE]
    if better or worse:
        slots: dict[str, Slot] = {"better": Whole(len(better)), "worse": Whole(len(worse))}
        fact = "both" if better and worse else "better" if better else "worse"
        yield Message(Kind.FAVOUR, (fact,), slots, (*better, *worse), "count-of-movements")


def headlines(findings: Mapping[str, Finding], spec: ReportSpec) -> Iterator[tuple[str, Message]]:
    """Yield the summary's points with their indicators' codes: those worth most, exceptions first."""
    chosen = _worthiest(findings, spec)
    exceptional = [finding for finding in chosen if _exceptional(finding, spec)]
    others = [finding for finding in chosen if finding not in exceptional]
    for finding in exceptional + others:
        yield finding.indicator, _headline(finding, spec)


def _worthiest(findings: Mapping[str, Finding], spec: ReportSpec) -> list[Finding]:
    """Return the findings that a board should read of first, in the order of the paper.

    One that no paragraph tells of is worth a point however little it did.
    """
    told = {part.indicator for _, part in spec.paragraphs()}
    ranked = sorted(findings.values(), key=lambda finding: -_worth(finding, spec))
    worthy = [
        finding
        for finding in ranked
        if _worth(finding, spec) > 0 or (finding.value is not None and finding.indicator not in told)
    ]
    chosen = {finding.id for finding in worthy[: spec.settings.planning.summary_points]}
    return [finding for finding in findings.values() if finding.id in chosen]


def _exceptional(finding: Finding, spec: ReportSpec) -> bool:
    return is_exception(finding, spec.indicator(finding.indicator).polarity)


def _worth(finding: Finding, spec: ReportSpec) -> float:
    """Say how much a board loses that does not read of an indicator."""
    if finding.value is None:
        return 0.0
    exception = 4.0 * _exceptional(finding, spec)
    moving = {Movement.RISING: 2.0, Movement.REDUCING: 2.0, Movement.LEVELLING: 1.0}
    steps = {Magnitude.SLIGHT: 0.2, Magnitude.MODERATE: 0.6, Magnitude.MARKED: 2.0}
    change = finding.year
    changed = steps[change.magnitude] if change and change.significant else 0.0
    return exception + (moving.get(finding.movement, 0.0) if finding.movement else 0.0) + changed


def _headline(finding: Finding, spec: ReportSpec) -> Message:
    indicator = spec.indicator(finding.indicator)
    saying = Saying(finding, indicator, spec)
    change = finding.year
    after = (f"after-{slug(finding.before)}",) if finding.movement in SETTLED else ()
    said = change is not None and bool(change.significant) and saying.worth_a_size(change)
    compared = (change.relation.value,) if change and said else ()
    slots: dict[str, Slot] = {
        "subject": Text(indicator.brief),
        "plural": agreement(indicator.plural),
        "figure": saying.printed(finding.value or 0.0, Form.UNIT, finding.period),
        "span": saying.covered(finding.period),
        "limit": _limit(saying),
    }
    if change and compared:
        slots["change"] = saying.size(change)
    facts = (slug(finding.movement), *after, *compared)
    return Message(Kind.HEADLINE, facts, slots, (finding.id,), slug(finding.rule))


def _limit(saying: Saying) -> Phrase:
    """Return on which wrong side of a declared limit the figure is, or that it is rated red, if it is."""
    missed: dict[str, Standing | None] = {
        "target": saying.finding.target,
        "threshold": saying.finding.threshold,
    }
    for kind, standing in missed.items():
        if standing and not standing.kept and standing.relation is not Relation.SAME:
            limit = standing.threshold
            value = saying.printed(limit.value, Form.LIMIT, saying.finding.period)
            name = "-".join(("limit", kind, limit.bound.value, *saying.narrowly(standing)))
            return Phrase(name, {"value": value, "source": Text(limit.source)})
    return Phrase("limit-red" if saying.finding.status is Light.RED else "limit-none")


def exceptions(findings: Mapping[str, Finding], spec: ReportSpec) -> Message:
    """Return which indicators call for attention, or that none does.

    Where a point of the summary is made of each, the points name them. More than a sentence can name are
    counted.
    """
    named = [finding for finding in findings.values() if _exceptional(finding, spec)]
    names = tuple(Text(spec.indicator(finding.indicator).brief) for finding in named)
    slots: dict[str, Slot] = {"number": Whole(len(named)), "all": Whole(len(findings))}
    if named:
        slots["names"] = Listing(names)
    evidence = tuple(finding.id for finding in named or findings.values())
    points = [finding.id for finding in _worthiest(findings, spec)]
    if not named:
        facts: tuple[str, ...] = ("none", *{1: ("one",), 2: ("two",)}.get(len(findings), ()))
    elif {finding.id for finding in named} <= set(points):
        alone = ("alone",) if len(points) == 1 else ()
        facts = ("points", *(("one",) if len(findings) == 1 else alone))
    elif len(named) > spec.settings.planning.named_exceptions:
        facts = ("many",)
    else:
        facts = ("some",)
    return Message(Kind.EXCEPTIONS, facts, slots, evidence, "exception-rule")
