"""The rules of sense: what must hold of any paper, whatever it reports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import narrate
from narrate.findings import Change, Finding
from narrate.trace import SentenceRecord
from tests import sense_words

HIGHER = re.compile(r"\b(above|up|rise|rose|higher|highest)\b")
LOWER = re.compile(r"\b(below|down|fall|fell|lower|lowest)\b")
MOVEMENT_WORDS = (
    "rising",
    "reducing",
    "levelling",
    "plateaued",
    "no movement beyond",
    "no sustained movement",
)
ARTEFACT = re.compile(r"  |[{}_]|\b(nan|None(?! of)|NaN|inf)\b|\(\)|\s[.,;:]|\.\.|,\.|--|;")
LIMIT = re.compile(r", and (?:is |are )?(?:just )?(above|below) the .*?(target|threshold) of .*$")
BESIDES = re.compile(
    r", (?:and|although) [\d.,]+(?:%| percentage points?) (above|below) .*$|, which meets the .*$"
    r"|, (?:just )?(above|below) the .*?(?:upper|lower) threshold of .*$"
)
"""What else a point ends with: a distance from an earlier year or a wider area, or a limit that is kept."""
LONGEST_SENTENCE = 40
"""Words in the longest sentence that long names can make; the agreed drafts are held to fewer."""

MOST_FIGURES, MOST_FIGURES_FUSED = 3, 4
"""Figures in a sentence of one message, and of several."""

Record = SentenceRecord


def kind(record: Record) -> str:
    """Return the first word of a record's phrase: its kind."""
    return str(record.phrase.partition(".")[0].partition("-")[0])


def code_of(record: Record) -> str:
    return str(record.findings[0].partition("/")[0])


def change_of(record: Record, finding: Finding) -> Change | None:
    """Return the comparison that a sentence is about."""
    return {"quarter": finding.quarter, "span": finding.first_to_last}.get(kind(record), finding.year)


def faults(report: narrate.Report) -> Iterator[str]:
    """Yield every breach of a rule, with the sentence."""
    for record in report.trace.sentences:
        if kind(record) != "caption":
            yield from (f"{rule}: {record.text}" for rule in _sentence(record))
            for clause in _clauses(record):
                yield from (f"{rule}: {record.text}" for rule in _clause(clause, report))
    yield from _sections(report)
    yield from _summary(report)
    yield from sense_words.faults(report)


def _clauses(record: Record) -> Iterator[Record]:
    """Yield the clauses of a sentence, each as if it stood alone."""
    for clause in record.clauses:
        own = {name: getattr(clause, name) for name in ("text", "phrase", "findings", "rule", "values")}
        yield record.model_copy(update={**own, "clauses": (clause,)})


def _sentence(record: Record) -> Iterator[str]:
    """Hold a whole sentence, however many clauses it has."""
    text = record.text
    made = not record.phrase.startswith("spec")
    if not text[:1].isupper() or not text.endswith("."):
        yield "a capital and a full stop"
    if ARTEFACT.search(text):
        yield "no artefact"
    if any(text.count(one) != text.count(other) for one, other in ("()", "“”", "‘’")) or "((" in text:
        yield "brackets and quotation marks come in pairs"
    if made and len(text.split()) > LONGEST_SENTENCE:
        yield "sentence length"
    most = MOST_FIGURES_FUSED if len(record.clauses) > 1 else MOST_FIGURES
    if made and kind(record) != "numbers" and len(record.values) > most:
        yield "not too many figures"
    if re.search(r"\bcurrent", text) and made:
        yield "data is never current"
    if re.search(r"\bunchanged\b", text) and made:
        yield "no difference found is not no difference"


def _clause(record: Record, report: narrate.Report) -> Iterator[str]:
    """Hold one message against its finding."""
    text = record.text
    made = not record.phrase.startswith("spec")
    if made and kind(record) in ("figure", "quarter", "headline", "span"):
        yield from _comparison(record, report.findings[code_of(record)])
    if kind(record) == "movement":
        yield from _movement(record, report.findings[code_of(record)])
    if kind(record) == "headline":
        yield from _limit(record, report.findings[code_of(record)])
    if kind(record) == "movement":
        yield from _history(record, report.findings[code_of(record)])
    if made and kind(record) == "figure":
        yield from _unit(record, report)
    if kind(record) == "favour":
        yield from _favour(record, report)
    if kind(record) in ("movement", "figure"):
        yield from _against(record, report.findings[code_of(record)])
    if kind(record) == "parts":
        yield from _parts(record, report.findings[code_of(record)])
    if kind(record) == "sibling":
        finding = report.findings[code_of(record)]
        yield from _said_of_another(record, finding.sibling)
        yield from _contrast(record, finding, finding.sibling)
    if record.phrase.startswith("comparator-movement"):
        named = [one for one in report.findings[code_of(record)].comparators if one.area in text]
        for other in named:
            yield from _said_of_another(record, other)
            yield from _contrast(record, report.findings[code_of(record)], other)
    if kind(record) in ("baseline", "counts", "rank", "level", "status"):
        yield from _declared(record, report.findings[code_of(record)])
    if kind(record) in ("threshold", "target"):
        yield from _limit_comparison(record, report.findings[code_of(record)])


def _comparison(record: Record, finding: Finding) -> Iterator[str]:
    text, change = record.text, change_of(record, finding)
    body = (
        text if kind(record) != "headline" else re.sub(r"after a (rise|fall)|sustained (rise|fall)", "", text)
    )
    body = re.sub(r"that the (rise|fall) has ended", "", body)
    body = BESIDES.sub("", LIMIT.sub("", body))
    if change is None:
        if HIGHER.search(body) or LOWER.search(body):
            yield "no direction without a comparison"
        return
    if HIGHER.search(body) and change.relation != "higher":
        yield "a figure said to be higher is higher in print"
    if LOWER.search(body) and change.relation != "lower":
        yield "a figure said to be lower is lower in print"
    if "significant" in text and change.significant is None:
        yield "significance needs a test"
    negated = re.search(
        r"not (yet )?(a )?(statistically )?significant|not differ|usual variation|not yet show", text
    )
    if "significant" in text and kind(record) != "span" and bool(negated) == bool(change.significant):
        yield "significance as the test found it"
    if re.search(r"\bstable\b", text) and not _equivalent(finding, change):
        yield "what is stable has been shown to be equivalent"
    size = {"slight": "slight but", "marked": "marked and"}
    for magnitude, words in size.items():
        if words in text and change.magnitude != magnitude:
            yield "a size has its word"
    besides = kind(record) == "headline" and BESIDES.search(LIMIT.sub("", text))
    values = record.values[:-1] if besides else record.values
    points = any(value.unit == "points" for value in values)
    relative = any(value.unit == "relative" for value in values)
    if (points and change.relative is not None) or (relative and change.relative is None):
        yield "percentages differ by points, all else by a share"


def _equivalent(finding: Finding, change: Change) -> bool:
    """Whether two figures are near, and shown to be so."""
    near = abs(change.difference) <= 5 if change.relative is None else abs(change.relative) <= 0.05
    return near and change.significant is False and "stable" in finding.flags


def _movement(record: Record, finding: Finding) -> Iterator[str]:
    stated = [word for word in MOVEMENT_WORDS if word in record.text]
    expected = {
        "rising": ["rising"],
        "reducing": ["reducing"],
        "levelling": ["levelling"],
        "plateaued": ["plateaued"],
    }.get(str(finding.movement))
    history = re.compile(r"[Aa]fter (rising|falling)|(rising|falling) for")
    if expected and [word for word in stated if word in expected] != expected:
        yield "the movement has its word"
    others = [
        word for word in stated if expected and word not in expected and not history.search(record.text)
    ]
    if others:
        yield "one movement to a sentence"
    if finding.movement is None:
        yield "no movement without a label"


def _against(record: Record, finding: Finding) -> Iterator[str]:
    """Hold the comparison with the year before against what the movement has been saying for a year."""
    change, phrase = finding.year, record.phrase
    if change is None or finding.latest.months != 3:
        return
    opposite = {"rising": "lower", "reducing": "higher"}.get(str(finding.movement))
    aside = change.significant is not None and change.relation == opposite
    if kind(record) == "figure" and aside and "-against" not in phrase and "-few" not in phrase:
        yield "a figure on the other side of the movement says so"
    settled = finding.movement == "plateaued" and finding.phases[-1].periods >= 4
    if kind(record) == "movement" and settled and change.significant and "-changed" not in phrase:
        yield "no quiet year in which the figure changed"


def _parts(record: Record, finding: Finding) -> Iterator[str]:
    for part in finding.parts:
        if (part.area in record.text) != (part.side != "same"):
            yield "areas that differ are named, and no others"


def _limit_comparison(record: Record, finding: Finding) -> Iterator[str]:
    comparison = finding.threshold if kind(record) == "threshold" else finding.target
    if comparison is None:
        yield "a limit is declared"
        return
    words = {"higher": "above", "lower": "below", "same": " at "}
    meets = re.search(r"\bmeets?\b", record.text) and "not meet" not in record.text
    if not meets and words[comparison.relation] not in record.text:
        yield "the side of a limit is said"
    if (meets and not comparison.kept) or ("not meet" in record.text and comparison.kept):
        yield "a target is met or not"


def _history(record: Record, finding: Finding) -> Iterator[str]:
    """Hold how a movement is told: dated or measured, and nothing moves once it has settled."""
    text = record.text
    phased = finding.latest.months == 3 and finding.phases and str(finding.movement) != "not significant"
    if phased and not re.search(r"\b(quarters?|(since|until) \w+ \d{4})\b", text):
        yield "a phase has a length or a date"
    settled = re.split(r"\b(?:levelling|plateaued)\b", text)
    if len(settled) > 1 and re.search(r"\b(rising|reducing|falling|rose|fell|steadily)\b", settled[-1]):
        yield "what has settled does not move"


def _basis(record: Record, report: narrate.Report) -> str:
    """Return what the section of a sentence says of the unit and span of its figures; blank where nothing."""
    home = {paragraph.number: paragraph.section for paragraph in report.trace.paragraphs}
    return " ".join(
        clause.text
        for sentence in report.trace.sentences
        for clause in sentence.clauses
        if clause.kind == "basis" and home[sentence.paragraph] == home[record.paragraph]
    )


def _unit(record: Record, report: narrate.Report) -> Iterator[str]:
    """Hold the unit of a rate against the one that is declared."""
    finding = report.findings[code_of(record)]
    declared = report.trace.spec.indicator(finding.indicator)
    base = declared.base_of_rate(report.trace.locale)
    per = base if declared.per == 1 else f"{declared.per:,} {base}"
    unit = f"{declared.counted} per {per}"
    if finding.measure == "rate" and unit not in record.text + _basis(record, report):
        yield "a rate has its declared unit"


def _favour(record: Record, report: narrate.Report) -> Iterator[str]:
    """Hold how many move for the better and the worse against the findings."""
    words = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    counted = r"(\w+)(?: of the \w+ indicators| indicators)?(?: (?:is|are) moving)? for the (better|worse)"
    for said, side in re.findall(counted, record.text):
        number = sum(finding.favour == side for finding in report.findings.values())
        if said.lower() not in (words[number] if number < 10 else "", str(number)):
            yield "as many move for the better and worse as are said to"


def _limit(record: Record, finding: Finding) -> Iterator[str]:
    """Hold the limit at the end of a point against where the figure stands."""
    found = LIMIT.search(record.text)
    missed = [one for one in (finding.target, finding.threshold) if one and not one.kept]
    sides = {"higher": "above", "lower": "below"}
    if found and not any(sides.get(one.relation) == found[1] for one in missed):
        yield "a limit at the end of a point is missed"
    if not found and any(one.relation in sides for one in missed):
        yield "a limit that is missed is named"
    besides = BESIDES.search(record.text)
    if besides and not found:
        yield from _besides(record, besides, finding)


def _besides(record: Record, besides: re.Match[str], finding: Finding) -> Iterator[str]:
    """Hold the end of a point against a limit that is kept, an earlier year or a wider area."""
    kept = [one for one in (finding.target, finding.threshold) if one and one.kept]
    if besides[0].startswith(", which meets") or besides[2]:
        if not kept:
            yield "a limit said to be kept is kept"
        return
    far = [finding.baseline, finding.first_to_last, *(one.change for one in finding.comparators)]
    side = {"above": "higher", "below": "lower"}[besides[1]]
    sizes = {
        abs(one.difference if one.relative is None else one.relative)
        for one in far
        if one and one.relation == side and one.significant
    }
    if abs(record.values[-1].raw) not in sizes:
        yield "a distance at the end of a point is a significant one"


def _contrast(record: Record, finding: Finding, other: Any) -> Iterator[str]:
    """Hold the words that set two series side by side against what both do."""
    ways = {"rising": "up", "reducing": "down"}
    mine, theirs = ways.get(str(finding.movement)), ways.get(str(other.movement))
    text = record.text
    if "by contrast" in text.lower() and (not mine or not theirs or mine == theirs):
        yield "contrast needs two directions"
    if " also " in text and finding.movement != other.movement:
        yield "also is said of the same"
    mine_came = finding.movement, finding.before
    if text.startswith(LIKEWISE) and mine_came != (other.movement, other.before):
        yield "likewise is said of the same"
    years = finding.year, getattr(other, "year", None)
    if " also " in text and not getattr(other, "apart", False) and None not in years:
        tested = [one.significant for one in years]
        reported = "over the year" in text or "a year earlier" in text
        print_alike = "same" in (one.relation for one in years)
        if None not in tested and tested[0] != tested[1] and not print_alike and not reported:
            yield "years that differ are not passed over"
    if " still " in text and (not theirs or mine or theirs != finding.before):
        yield "still is said of what goes on elsewhere"
    if " already " in text and (theirs or other.before not in (mine, finding.before)):
        yield "already is said of what has ended elsewhere"


def _said_of_another(record: Record, other: Any) -> Iterator[str]:
    """Hold what is said of another indicator or area against its own movement."""
    if record.text.startswith(LIKEWISE):
        return
    stated = [word for word in MOVEMENT_WORDS[:4] if word in record.text]
    expected = [] if other.movement == "not significant" else [str(other.movement)]
    if stated != expected:
        yield "another's movement has its own word"


def _declared(record: Record, finding: Finding) -> Iterator[str]:
    """Hold a sentence about something declared against the finding that it comes from."""
    text, rank = record.text, finding.rank
    if kind(record) == "baseline":
        change = finding.baseline
        stated = "higher" if HIGHER.search(text) else "lower" if LOWER.search(text) else "same"
        if change is None or stated != change.relation:
            yield "the side of a baseline is said"
        elif "significant" in text and ("not" in text.split()) == bool(change.significant):
            yield "significance as the test found it"
    if kind(record) == "counts":
        year = finding.year
        more = bool(year and (year.count_now or 0) > (year.count_then or 0))
        shown = re.search(r"\b(more|fewer)\b", text)
        stated = shown[0] == "more" if shown else record.values[0].raw > record.values[-1].raw
        if stated != more:
            yield "more events are more"
    if kind(record) == "rank" and (
        rank is None or ("highest" in text) != (rank.place <= (rank.peers + 1) / 2)
    ):
        yield "a rank is counted from the nearer end"
    if kind(record) == "level" and not re.search(
        rf"\bis {finding.level} by |\bat a {finding.level} level", text
    ):
        yield "a level has its word"
    if kind(record) == "status" and not re.search(rf"\brated {finding.status}( by |$)", text):
        yield "a status has its word"


LIKEWISE = ", as in "
"""How a clause says that other areas do what its sentence says of this one."""
QUARTER = re.compile(r"\d{4}/\d{2} Q[1-4]")
EXPANDED = re.compile(r"\d{4}/\d{2} Q[1-4] \([A-Z]\w+ to [A-Z]\w+ \d{4}\)")


def _sections(report: narrate.Report) -> Iterator[str]:
    for section in report.document.sections:
        paragraphs = [part for paragraph in section.paragraphs for part in paragraph.walk()]
        text = " ".join(f"{part.title} {part.text}" for part in paragraphs)
        for match in QUARTER.finditer(text):
            if not EXPANDED.match(text, text.index(match.group())):
                yield f"quarters are expanded at first use: {section.heading}: {match.group()}"
        phrases = [sentence.phrase for part in paragraphs for sentence in part.sentences]
        for first, second in pairwise(phrases):
            if first == second and not first.startswith("spec") and "." in first:
                yield f"no phrase twice running: {section.heading}: {first}"


def _summary(report: narrate.Report) -> Iterator[str]:
    points = [record for record in report.trace.sentences if kind(record) == "headline"]
    if len(points) > 6:
        yield "at most six points"
    stated = {code_of(record): record.text for record in report.trace.sentences if kind(record) == "movement"}
    for record in (clause for point in points for clause in list(_clauses(point))[:1]):
        here = {word for word in MOVEMENT_WORDS[:4] if word in record.text}
        there = {word for word in MOVEMENT_WORDS[:4] if word in stated.get(code_of(record), "")}
        if not here <= there and code_of(record) in stated:
            yield f"summary and section agree: {record.text}"
