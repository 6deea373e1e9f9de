"""What analysts do to a draft, made at random: mistakes, each of one kind, and honest edits.

None of it uses the checker's words or its reading of a sentence.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx
from docx.oxml.ns import qn

import narrate
from narrate.document import Paragraph, Sentence
from narrate.rendering.identity import bookmark_name
from narrate.rendering.markdown import comment_id, escaped
from narrate.rendering.word import render_docx
from narrate.trace import Trace

FORMATS = (".md", ".docx")


@dataclass(frozen=True)
class Edit:
    """One change to one sentence; `new` is empty where it was deleted."""

    kind: str
    paragraph: str
    old: str
    new: str


@dataclass(frozen=True)
class Place:
    """A generated sentence, where it stands, and what it is about."""

    paragraph: Paragraph
    sentence: Sentence
    trace: Trace

    @property
    def text(self) -> str:
        return self.sentence.text

    @property
    def kind(self) -> str:
        return self.sentence.id.removeprefix(self.paragraph.id).strip("/").rstrip("-0123456789")


def places(report: narrate.Report) -> list[Place]:
    """Return the generated sentences of running text."""
    return [
        Place(paragraph, sentence, report.trace)
        for paragraph, sentence in report.document.sentences()
        if not sentence.phrase.startswith(("spec.", "method", "caption", "prompt"))
    ]


def applied(report: narrate.Report, edit: Edit, target: Path) -> Path:
    """Write the draft with an edit, in the format of the target's suffix."""
    if target.suffix == ".md":
        target.write_text(in_markdown(report.to_markdown(), edit), encoding="utf-8")
    else:
        target.write_bytes(_in_word(report, edit))
    return target


def in_markdown(text: str, edit: Edit) -> str:
    mark = f"<!-- {comment_id(edit.paragraph)} -->"
    lines = text.split("\n")
    (number,) = (number for number, line in enumerate(lines) if line.endswith(mark))
    assert escaped(edit.old) in lines[number], edit
    lines[number] = lines[number].replace(escaped(edit.old), escaped(edit.new), 1)
    return "\n".join(lines)


def _in_word(report: narrate.Report, edit: Edit) -> bytes:
    paper = docx.Document(BytesIO(render_docx(report.document)))
    name = bookmark_name(edit.paragraph)
    (element,) = paper.element.body.xpath(f".//w:p[w:bookmarkStart[@w:name='{name}']]")
    texts = list(element.iter(qn("w:t")))
    whole = "".join(text.text or "" for text in texts)
    assert edit.old in whole, edit
    texts[0].text = whole.replace(edit.old, edit.new, 1)
    texts[0].set(qn("xml:space"), "preserve")
    for text in texts[1:]:
        text.text = ""
    content = BytesIO()
    paper.save(content)
    return content.getvalue()


# Mistakes


def _swap(text: str, old: str, new: str, number: int = 0) -> str:
    """Return a text with the n-th whole-word match of a word replaced."""
    matches = list(re.finditer(rf"(?<![\w.,]){re.escape(old)}(?![\w]|[.,]\d)", text))
    match = matches[number % len(matches)]
    return text[: match.start()] + new + text[match.end() :]


def digits(place: Place, rng: random.Random) -> str:
    """Mistype a figure: another digit, or two of them the wrong way round."""
    value = rng.choice(place.sentence.values).text.rstrip("%")
    spots = [spot for spot, mark in enumerate(value) if mark.isdigit()]
    if len(spots) > 1 and rng.random() < 0.4:
        at = rng.randrange(len(spots) - 1)
        first, second = spots[at], spots[at + 1]
        marks = list(value)
        marks[first], marks[second] = marks[second], marks[first]
        new = "".join(marks)
    else:
        spot = rng.choice(spots)
        new = (
            value[:spot]
            + rng.choice([digit for digit in "123456789" if digit != value[spot]])
            + value[spot + 1 :]
        )
    return _swap(place.text, value, new)


def years_swapped(place: Place, rng: random.Random) -> str:
    """Change places of this year's figure and last year's."""
    levels = [value for value in place.sentence.values if value.unit not in ("relative", "points", "whole")]
    first, second = rng.sample(levels, 2)
    text = place.text.replace(first.text, "\0", 1).replace(second.text, first.text, 1)
    return text.replace("\0", second.text)


def last_years(place: Place, rng: random.Random) -> str:
    """Give last year's figure as this year's."""
    now, then = place.sentence.values[0].text, place.sentence.values[1].text
    return _swap(place.text, now.rstrip("%"), then.rstrip("%"))


def other_indicator(place: Place, rng: random.Random) -> str:
    """Name another indicator."""
    names = {name for item in place.trace.spec.indicators for name in (item.name, item.short) if name}
    bare = {name.removeprefix("the ") for name in names}
    here = [name for name in bare if re.search(rf"\b{re.escape(name)}\b", place.text, re.I)]
    name = max(here, key=len)
    about = [
        item
        for item in place.trace.spec.indicators
        if name in (item.name.removeprefix("the "), item.short.removeprefix("the "))
    ]
    own = {other for item in about for other in (item.name, item.short)}
    other = rng.choice(
        sorted(other for other in names if other not in own and other.removeprefix("the ") not in place.text)
    )
    found = re.search(rf"(?:the )?\b{re.escape(name)}\b", place.text, re.I)
    new = other[:1].upper() + other[1:] if found.start() == 0 else other
    return place.text[: found.start()] + new + place.text[found.end() :]


def other_area(place: Place, rng: random.Random) -> str:
    """Name another area."""
    areas = [*place.trace.spec.areas.parts]
    wider = [place.trace.spec.areas.region, place.trace.spec.areas.nation]
    here = [area for area in [*areas, *wider] if re.search(rf"\b{re.escape(area)}\b", place.text)]
    old = rng.choice(here)
    pool = wider if old in wider else areas
    return _swap(place.text, old, rng.choice([area for area in pool if area not in place.text]))


def district_figure(place: Place, rng: random.Random) -> str:
    """Give a district's figure as the whole area's."""
    value = place.sentence.values[0]
    finding = place.trace.findings[place.sentence.findings[0]]
    decimals = len(value.text.rstrip("%").partition(".")[2])
    others = {f"{part.value:,.{decimals}f}" for part in finding.parts} - {value.text.rstrip("%")}
    return _swap(place.text, value.text.rstrip("%"), rng.choice(sorted(others)))


def other_period(place: Place, rng: random.Random) -> str:
    """Shift a year or a month."""
    months = [str(name) for name in calendar.month_name if name]
    years = list(re.finditer(r"\b(20\d\d)(?:/(\d\d))?\b", place.text))
    named = list(re.finditer(rf"\b({'|'.join(months)})(?= 20)", place.text))
    if named and rng.random() < 0.4:
        found = rng.choice(named)
        new = months[(months.index(found[1]) + rng.choice([3, 6, 9])) % 12]
    else:
        found = rng.choice(years)
        year = int(found[1]) + rng.choice([-2, -1, 1])
        new = f"{year}/{(year + 1) % 100:02d}" if found[2] else str(year)
    return place.text[: found.start()] + new + place.text[found.end() :]


def percent_for_points(place: Place, rng: random.Random) -> str:
    if "percentage point" in place.text:
        return re.sub(r" percentage points?", rng.choice(["%", " per cent"]), place.text, count=1)
    relative = [value.text for value in place.sentence.values if value.unit == "relative"]
    return place.text.replace(relative[0], relative[0].rstrip("%") + " percentage points", 1)


OPPOSITES = {
    "above": "below",
    "below": "above",
    "up": "down",
    "down": "up",
    "rise": "fall",
    "fall": "rise",
    "rose": "fell",
    "fell": "rose",
    "rising": "falling",
    "reducing": "increasing",
    "higher": "lower",
    "lower": "higher",
    "increase": "decrease",
    "decrease": "increase",
    "more": "fewer",
    "fewer": "more",
    "risen": "fallen",
    "fallen": "risen",
    "peaked": "bottomed out",
    "peak": "trough",
    "highest": "lowest",
    "lowest": "highest",
}
SIDES = ("above", "below", "meets", "higher", "lower")


def direction(place: Place, rng: random.Random) -> str:
    """Turn a direction word round."""
    text = re.sub(r"(upper|lower) (?=threshold)", lambda found: found[0].upper(), place.text)
    found = rng.choice(
        list(re.finditer(rf"\b(?<!-)(?<!take )({'|'.join(OPPOSITES)})\b(?! than (?:chance|its))", text))
    )
    return place.text[: found.start()] + OPPOSITES[found[1]] + place.text[found.end() :]


FALSE = {
    "not significantly different": ("significantly different",),
    "does not differ significantly": ("differs significantly",),
    "a statistically significant": ("a statistically insignificant", "a not statistically significant"),
    "a statistically significant difference": ("a difference that is not statistically significant",),
    "within its usual variation": ("outside its usual variation", "which is statistically significant"),
    "a difference that its usual variation can explain": ("a statistically significant difference",),
    "no more than its usual variation": (
        "more than its usual variation",
        "which is statistically significant",
    ),
    "which its usual variation can explain": ("which is statistically significant",),
    "without a significant change": ("with a significant change", "after a significant change"),
    "too little to show": ("enough to show",),
    "does not show that": ("shows that",),
    "is significantly": ("is not significantly",),
    "shows no movement": ("shows a movement",),
    "None of the": ("Some of the", "All of the"),
}


def significance(place: Place, rng: random.Random) -> str:
    """Call significant what is not, or the other way round."""
    old = rng.choice([old for old in FALSE if old in place.text])
    return place.text.replace(old, rng.choice(FALSE[old]), 1)


def side(place: Place, rng: random.Random) -> str:
    """Put the figure on the wrong side of a threshold or target."""
    if " meets " in place.text:
        return place.text.replace(" meets ", rng.choice([" misses ", " does not meet "]), 1)
    for old, new in (("below the", "above the"), ("above the", "below the")):
        if old in place.text:
            return place.text.replace(old, new, 1)
    raise IndexError


NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
NUMBERS += [str(number) for number in range(10, 17)]


def length(place: Place, rng: random.Random) -> str:
    """Make a phase longer or shorter."""
    found = rng.choice(
        list(re.finditer(rf"\b({'|'.join(NUMBERS)})(?= (?:quarter|year)s?\b)", place.text, re.I))
    )
    at = NUMBERS.index(found[1].lower())
    new = rng.choice(
        [NUMBERS[other] for other in (at - 2, at - 1, at + 1, at + 2) if 1 <= other < len(NUMBERS)]
    )
    return place.text[: found.start()] + new + place.text[found.end() :]


def count(place: Place, rng: random.Random) -> str:
    """Miscount the indicators."""
    found = rng.choice(
        list(re.finditer(rf"\b({'|'.join(NUMBERS)})(?! (?:quarter|year))\b", place.text, re.I))
    )
    at = NUMBERS.index(found[1].lower())
    new = rng.choice([NUMBERS[other] for other in (at - 1, at + 1, at + 2) if 0 <= other < len(NUMBERS)])
    new = new.capitalize() if found[1][0].isupper() else new
    return place.text[: found.start()] + new + place.text[found.end() :]


def size(place: Place, rng: random.Random) -> str:
    """Call a marked change slight, or a slight one marked."""
    for old, new in (("marked", "slight"), ("slight", "marked")):
        if f"a {old} " in place.text:
            return place.text.replace(f"a {old} ", f"a {new} ", 1)
    raise IndexError


def movement(place: Place, rng: random.Random) -> str:
    """Name another movement."""
    words = {"levelling": "rising", "plateaued": "risen", "rising": "levelling", "reducing": "levelling"}
    found = rng.choice(list(re.finditer(rf"\b({'|'.join(words)})\b", place.text)))
    return place.text[: found.start()] + words[found[1]] + place.text[found.end() :]


Change = Callable[[Place, random.Random], str]

MISTAKES: dict[str, tuple[Change, Callable[[Place], bool]]] = {
    "digits": (digits, lambda place: bool(place.sentence.values)),
    "years swapped": (years_swapped, lambda place: place.kind == "figure" and len(place.sentence.values) > 1),
    "last year's figure": (
        last_years,
        lambda place: place.kind == "figure" and len(place.sentence.values) > 1,
    ),
    "indicator": (
        other_indicator,
        lambda place: place.kind in {"movement", "headline", "sibling"},
    ),
    "area": (other_area, lambda place: place.kind in {"parts", "comparator-movement", "comparator-figure"}),
    "district for county": (district_figure, lambda place: place.kind == "figure"),
    "period": (other_period, lambda place: place.kind in {"figure", "headline", "quarter", "movement"}),
    "peak date": (other_period, lambda place: place.kind == "extreme"),
    "percent for points": (percent_for_points, lambda place: place.kind in {"figure", "headline", "quarter"}),
    "direction": (direction, lambda place: place.kind not in {"since", "exceptions", "new"}),
    "significance": (significance, lambda place: any(old in place.text for old in FALSE)),
    "side": (side, lambda place: place.kind in {"threshold", "target"} or "target of" in place.text),
    "length": (length, lambda place: place.kind == "movement"),
    "count": (count, lambda place: place.kind in {"rollup", "before", "favour"}),
    "size": (size, lambda place: place.kind == "figure"),
    "movement": (movement, lambda place: place.kind in {"movement", "headline"}),
}


def drawn(
    report: narrate.Report, changes: dict[str, tuple[Change, Callable[[Place], bool]]], number: int, seed: int
) -> Iterator[Edit]:
    """Yield so many edits, their kinds in turn."""
    rng = random.Random(seed)
    known = places(report)
    kinds, made, tries = list(changes), 0, 0
    while made < number and tries < 50 * number:
        kind = kinds[tries % len(kinds)]
        tries += 1
        change, applies = changes[kind]
        places_for = [place for place in known if applies(place)]
        try:
            place = rng.choice(places_for)
            new = change(place, rng)
        except (IndexError, ValueError):
            continue
        if new != place.text:
            made += 1
            yield Edit(kind, place.paragraph.id, place.text, new)


# Honest edits


def per_cent(place: Place, rng: random.Random) -> str:
    return place.text.replace("%", rng.choice([" per cent", " percent", " %"]))


def typography(place: Place, rng: random.Random) -> str:
    marks = {" ": "\u00a0", "-": "\u2011", ",000": "\u00a0000", "'": "’", ": ": " – ", "(": " (", ". ": ".  "}
    old = rng.choice([mark for mark in marks if mark in place.text])
    return place.text.replace(old, marks[old])


def rounding(place: Place, rng: random.Random) -> str:
    """Round a figure to fewer decimals, with at least two significant figures."""
    fit = [
        value
        for value in place.sentence.values
        if len(re.sub(r"\D", "", value.text).lstrip("0")) > 2 and "." in value.text
    ]
    value = rng.choice(fit)
    raw = value.raw * 100 if value.unit == "relative" else value.raw
    decimals = len(value.text.rstrip("%").partition(".")[2])
    fewer = rng.randrange(decimals)
    new = f"{abs(raw):.{fewer}f}"
    if len(new.replace(".", "").lstrip("0")) < 2:
        raise IndexError
    return _swap(place.text, value.text.rstrip("%"), new)


def abbreviations(place: Place, rng: random.Random) -> str:
    return re.sub(r"\b(Sept|Dec|Jan|Feb|Oct|Nov)(?:ember|uary|ober) (?=20)", r"\1 ", place.text)


def numerals(place: Place, rng: random.Random) -> str:
    words = ["three", "four", "five", "six", "seven", "eight", "nine"]
    return re.sub(
        rf"\b({'|'.join(words)})(?= quarters)", lambda found: str(words.index(found[1]) + 3), place.text
    )


SAME = (
    (
        "a year earlier",
        ("the year before", "a year ago", "the previous year", "12 months earlier", "last year"),
    ),
    (
        "not significantly different from",
        ("not statistically significantly different from", "not significantly different to"),
    ),
    ("has been rising", ("has been increasing", "has been going up")),
    ("has been reducing", ("has been falling", "has been going down", "has been declining")),
    ("of decrease", ("of reduction", "of falls", "of decline")),
    ("of increase", ("of rises", "of growth", "of rising figures")),
    ("has plateaued", ("has now plateaued", "plateaued")),
    ("is levelling", ("is now levelling", "is levelling off")),
    (
        "In the 12 months to",
        ("For the 12 months to", "Over the year to", "During the 12 months to", "In the year ending"),
    ),
    ("the rate was", ("the rate stood at", "the rate came to")),
    ("The rate was", ("The rate stood at", "The rate came to")),
    ("up from", ("an increase from", "higher than the")),
    ("in the 12 months to", ("for the 12 months to", "in the year to", "over the twelve months to")),
    ("a statistically significant", ("statistically a significant", "a")),
    (
        "within its usual variation",
        ("which is within its usual variation", "well within its usual variation"),
    ),
    ("above the overall rate", ("higher than the overall rate",)),
    ("below the overall rate", ("lower than the overall rate",)),
    ("The low point was", ("It was lowest at", "The lowest point was")),
    ("peaked at", ("reached a peak of", "was at its peak of")),
    ("had been rising before", ("had previously been rising",)),
    ("with no clear movement", ("without any clear movement", "and shows no clear movement")),
    ("also", ("likewise", "as well")),
    ("By contrast,", ("On the other hand,", "In contrast,")),
    ("The latest quarter alone,", ("The most recent quarter,", "The latest quarter,")),
    ("Compared with", ("Set against", "Against")),
    ("shows no", ("does not show any", "shows no clear")),
    (", against ", (", compared with ", ", versus ")),
    ("when still rising", ("when it was still rising", "at a time when it was still rising")),
    ("when still falling", ("when it was still falling", "while it was still falling")),
    ("taken alone", ("on its own", "by itself")),
    (
        "no more than its usual variation",
        ("within its usual variation", "which is within its usual variation"),
    ),
    ("which its usual variation can explain", ("which is within its usual variation",)),
    (
        "but without a significant change",
        ("though without a significant change", "but has not changed significantly"),
    ),
    ("too little to show", ("not enough to show", "which does not show")),
    ("Of those rising or reducing,", ("Among those that are rising or reducing,",)),
    ("is still", ("remains",)),
    (", still ", (", which is still ",)),
    ("a change for the better", ("an improvement",)),
    ("rest on a base of", ("are based on",)),
    (", and is below the", ("; this is below the",)),
    ("by the limits set for it", ("against its limits", "")),
    ("call for attention", ("need attention", "stand out")),
)


def wording(place: Place, rng: random.Random) -> str:
    old, new = rng.choice([(old, new) for old, new in SAME if old in place.text])
    return place.text.replace(old, rng.choice(new), 1)


def deleted(place: Place, rng: random.Random) -> str:
    return ""


ASIDES = (
    "Partners continue to work together on prevention.",
    "This follows the launch of a joint campaign in the spring.",
    "Officers will keep the position under review.",
    "The increase in patrols has been welcomed by residents.",
    "Seasonal effects may have played a part.",
    "More work is needed to understand the fall in demand on services.",
    "The team meets every month to consider high-risk cases.",
    "Demand on the service remains high.",
    "This is a significant concern for the partnership.",
)


def aside(place: Place, rng: random.Random) -> str:
    return f"{place.text} {rng.choice(ASIDES)}"


CLAUSES = (
    ", which the partnership continues to monitor",
    ", reflecting sustained work by all partners",
    ", although the reasons are not yet clear",
    ", as the Board heard at its last meeting",
)


def clause(place: Place, rng: random.Random) -> str:
    return place.text.removesuffix(".") + rng.choice(CLAUSES) + "."


def opening(place: Place, rng: random.Random) -> str:
    word = rng.choice(["Overall, ", "Encouragingly, ", "Members will note that ", "It should be noted that "])
    keep = place.text.split()[0].lower() not in {
        "the",
        "in",
        "at",
        "of",
        "after",
        "having",
        "both",
        "all",
        "over",
        "for",
        "there",
        "compared",
    }
    return word + (place.text if keep else place.text[:1].lower() + place.text[1:])


def order(place: Place, rng: random.Random) -> str:
    """Move an opening time to the end of its clause, or the clause that follows it to the front."""
    found = re.match(
        r"(In the 12 months to \w+ \d{4}) the (rate|proportion|number|figure) (was (?:,\d|[^,:])*)(.*)",
        place.text,
    )
    return f"The {found[2]} {found[3]} {found[1][0].lower()}{found[1][1:]}{found[4]}"


def brackets_dropped(place: Place, rng: random.Random) -> str:
    return re.sub(r" \([^)]*\)", "", place.text, count=1)


HONEST: dict[str, tuple[Change, Callable[[Place], bool]]] = {
    "per cent": (per_cent, lambda place: "%" in place.text),
    "typography": (typography, lambda place: True),
    "rounding": (rounding, lambda place: bool(place.sentence.values)),
    "abbreviations": (abbreviations, lambda place: True),
    "numerals": (numerals, lambda place: True),
    "wording": (wording, lambda place: any(old in place.text for old, _ in SAME)),
    "deleted": (deleted, lambda place: True),
    "aside": (aside, lambda place: True),
    "clause": (clause, lambda place: True),
    "opening": (opening, lambda place: True),
    "order": (order, lambda place: bool(re.match("In the 12 months to .* the ", place.text))),
    "brackets dropped": (
        brackets_dropped,
        lambda place: place.kind in {"parts", "figure", "comparator-movement"},
    ),
}
