"""Rules of sense about words: sides and limits, all and none, agreement, and what is never claimed.

`faults` applies all of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from math import isclose

import narrate
from narrate.findings import LimitComparison, as_printed, rounded
from narrate.spec import Bound, Polarity
from tests import sense_evidence as evidence
from tests.sense_sentences import (
    NAME,
    WORDS,
    PaperSentence,
    about,
    amount,
    named,
    names_of,
    number_of,
    places_of,
    sentences_of,
    spec_of,
    whole,
)

Rule = Callable[[narrate.Report], Iterator[str]]

EXACT = re.compile(r"\b(meets?|met|at)\b")
LIMIT = re.compile(r", and (?:just )?(?P<side>above|below) the (?:[^,]*? )??(?P<noun>target|threshold)\b.*$")
ALL = re.compile(r"\b(none of|all|no|every|each) ", re.IGNORECASE)
MOST_NAMES = 8
"""Names of indicators or areas that a reader can hold in one sentence."""


def limits_have_their_side(report: narrate.Report) -> Iterator[str]:
    """Hold words of side against the unrounded figure and its limit."""
    for one, comparison, text in _limits(report):
        value, limit = one.finding.value, comparison.threshold.value
        if value is None:
            yield f"no figure: {text}"
            continue
        side = 0 if isclose(value, limit, rel_tol=1e-12, abs_tol=1e-12) else 1 if value > limit else -1
        kept = side <= 0 if comparison.threshold.bound is Bound.UPPER else side >= 0
        above, below = (re.search(rf"\b({words})\b", text) for words in ("above|over|exceeds", "below|under"))
        if (above and side != 1) or (below and side != -1):
            yield f"{value!r} and {limit!r}: {text}"
        if re.search(r"\b(meets?|within)\b", text) and "not" not in text.split() and not kept:
            yield f"{value!r} does not keep {limit!r}: {text}"


def a_limit_met_exactly_is_at_it(report: narrate.Report) -> Iterator[str]:
    """Hold a figure that is its limit to "at" or "meets"."""
    for one, comparison, text in _limits(report):
        limit = comparison.threshold.value
        same = one.finding.value is not None and isclose(
            one.finding.value, limit, rel_tol=1e-12, abs_tol=1e-12
        )
        if same and not EXACT.search(text):
            yield f"{one.finding.value!r} is at {limit!r}: {text}"


def _limits(report: narrate.Report) -> Iterator[tuple[PaperSentence, LimitComparison, str]]:
    """Yield what is said of limits: the sentence, where the figure stands, and the words that say so."""
    for one in sentences_of(report, "threshold", "target", "headline"):
        finding = one.finding
        noun, text = one.kind, one.plain
        if one.kind == "headline":
            found = LIMIT.search(text)
            if not found:
                continue
            noun, text = found["noun"], found[0]
        comparison = finding.target if noun == "target" else finding.threshold
        if comparison:
            yield one, comparison, text


def what_prints_alike_is_told_apart(report: narrate.Report) -> Iterator[str]:
    """Hold a figure that prints as its limit does to more decimals, or to "just"."""
    for one, comparison, text in _limits(report):
        value, limit = one.finding.value, comparison.threshold.value
        decimals = one.indicator.decimals
        printed = as_printed(value or 0, decimals, share=one.finding.share)
        alike = printed == rounded(limit, decimals) or float(printed) == limit
        equal = isclose(value or 0, limit, rel_tol=1e-12, abs_tol=1e-12)
        near = value is not None and alike and not equal
        shown = [other.text for other in one.values if other.raw == value]
        apart = any(amount(text) != amount(str(rounded(limit, decimals))) for text in shown)
        if near and not apart and not re.search(r"\bjust\b", text) and not re.search(r"\bmeets?\b", text):
            yield f"{value!r} and {limit!r}: {text}"


def limits_print_as_declared(report: narrate.Report) -> Iterator[str]:
    """Hold the printed limit against the declared one, all of its decimals included."""
    for one, comparison, text in _limits(report):
        limit = comparison.threshold.value
        shown = [value.text for value in one.values if value.raw == limit]
        if shown and not any(isclose(amount(value), limit, abs_tol=1e-9) for value in shown):
            yield f"{limit!r} is printed as {shown[0]}: {text}"


def a_limit_of_nothing_reads(report: narrate.Report) -> Iterator[str]:
    """Hold limits of zero to words that a board would use."""
    for one, comparison, text in _limits(report):
        if comparison.threshold.value == 0 and re.search(
            r"(no more than|at least) 0(\.0+)?%?(?![\d.]*\d)", text
        ):
            yield f"{one.finding.value!r}: {text}"


def shares_are_not_rounded_to_all_or_none(report: narrate.Report) -> Iterator[str]:
    """Hold 0 % and 100 % against figures that are neither."""
    for one in sentences_of(report):
        yield from (f"{raw!r} as {text}: {one.text}" for text, raw in _rounded_off(one))


def tables_do_not_round_to_all_or_none(report: narrate.Report) -> Iterator[str]:
    """Hold 0 % and 100 % in tables against figures that are neither."""
    for paragraph, sentence in report.document.sentences():
        if sentence.phrase.startswith("caption"):
            one = PaperSentence(report, paragraph, sentence)
            yield from (f"{raw!r} as {text}: {one.text}" for text, raw in list(_rounded_off(one))[:1])


def _rounded_off(one: PaperSentence) -> Iterator[tuple[str, float]]:
    for value in one.values:
        shown = amount(value.text) if value.unit == "proportion" else None
        if shown in (0.0, 100.0) and not isclose(value.raw, shown or 0.0, abs_tol=1e-9):
            yield value.text, value.raw


def no_change_of_nothing(report: narrate.Report) -> Iterator[str]:
    """Hold the sizes of changes to something: never up 0.0%, nor 0.00 percentage points."""
    for one in sentences_of(report):
        zero = [
            value for value in one.values if value.unit in ("relative", "points") and amount(value.text) == 0
        ]
        worded = re.search(r"\b(up|down|by|still|rise of|fall of) 0(\.0+)?(%| percentage)", one.plain)
        if zero or worded or re.search(r"(?<![\d.])[-−]0(\.0+)?(?![\d.])", one.text):
            yield one.text


def all_and_none_count_those_without(report: narrate.Report) -> Iterator[str]:
    """Hold what is said of all areas to those without a figure, or to their number."""
    for one in sentences_of(report, "parts"):
        without = one.finding.parts_without
        if not without or (not ALL.search(one.plain) and " none " not in one.plain):
            continue
        reported = all(area in one.text for area in without) or re.search(
            rf"\b{whole(len(without))}\b", one.plain
        )
        if not reported:
            yield f"{len(without)} without a figure: {one.text}"


def none_calls_for_attention_of_those_with_figures(report: narrate.Report) -> Iterator[str]:
    """Hold "none calls for attention" to indicators that have a figure to be judged by."""
    without = [code for code, finding in report.findings.items() if finding.value is None]
    for one in sentences_of(report, "exceptions"):
        claimed = re.search(r"\b([Nn]one|[Nn]either|does not)\b", one.text)
        if without and claimed and not re.search(r"\b(no|without|has|have) (a )?figure", one.text):
            yield f"{len(without)} of {len(report.findings)} without a figure: {one.text}"


def extremes_are_strict(report: narrate.Report) -> Iterator[str]:
    """Hold highest and lowest against all figures as printed."""
    for one in sentences_of(report):
        decimals = one.indicator.decimals if one.code else 0
        if one.kind == "parts":
            share = one.finding.share
            values = {part.area: as_printed(part.value, decimals, share=share) for part in one.finding.parts}
            for area, end, best in _called(one, values):
                if values[area] != best or list(values.values()).count(best) > 1:
                    yield f"{area} is not alone the {end}: {one.text}"
        if one.kind == "rank" and one.finding.rank and one.finding.rank.tied != ("joint" in one.text):
            yield f"{one.finding.rank}: {one.text}"
        if one.kind == "extreme" and not re.search(r"from a (peak|low) of", one.text):
            extreme = one.finding.peak if "peak" in one.phrase else one.finding.trough
            printed = partial(as_printed, decimals=decimals, share=one.finding.share)
            shown = [printed(other.value) for other in one.finding.series]
            end = max(shown) if "peak" in one.phrase else min(shown)
            if extreme is None or printed(extreme.value) != end or shown.count(end) > 1:
                yield f"{end} {shown.count(end)} times: {one.text}"


def _called(one: PaperSentence, values: dict[str, object]) -> Iterator[tuple[str, str, object]]:
    """Yield the areas that a sentence calls the highest or lowest, and the figure of that end."""
    for area in values:
        found = re.search(rf"{re.escape(area)} \(the (highest|lowest)", one.text)
        if found:
            yield area, found[1], (max if found[1] == "highest" else min)(values.values())  # type: ignore[type-var]


def none_neither_both(report: narrate.Report) -> Iterator[str]:
    """Hold "none of them" to three or more, and "neither" and "both" to two."""
    everything = len(report.findings)
    for one in sentences_of(report, "rollup", "before", "favour", "exceptions", "group"):
        number = len(one.sentence.findings) if one.kind in ("group", "before") else everything
        if re.search(r"\b[Nn]one of them\b", one.text) and everything < 3:
            yield f"{everything}: {one.text}"
        if re.search(r"\b([Nn]either|[Bb]oth)\b", one.plain) and number != 2:
            yield f"{number}: {one.text}"
        if re.search(r"\b[Aa]ll (two|2|one|1)\b", one.plain):
            yield f"{number}: {one.text}"


def no_part_is_the_whole(report: narrate.Report) -> Iterator[str]:
    """Hold "of the six, six" and "of those" to more than one, and to fewer than all."""
    for one in sentences_of(report, "rollup", "others", "favour", "before", "limits", "exceptions"):
        found = re.match(r"Of the (\w+)[^,]*, (\w+) ", one.plain)
        if found and number_of(found[1]) is not None and number_of(found[1]) == number_of(found[2]):
            yield one.text
        if re.match(r"Of the (one|1|0|zero|no)\b", one.plain):
            yield one.text


def lists_are_short(report: narrate.Report) -> Iterator[str]:
    """Hold a sentence to as many names as a reader can hold."""
    spec = spec_of(report)
    places = sorted(places_of(spec), key=len, reverse=True)
    areas = re.compile("|".join(rf"\b{re.escape(place)}\b" for place in places) or r"(?!)")
    for one in sentences_of(report):
        number = max(len(named(spec).findall(one.text)), len(areas.findall(one.text)))
        if number > MOST_NAMES:
            yield f"{number} names: {one.text}"


def numbers_agree(report: narrate.Report) -> Iterator[str]:
    """Hold verbs and nouns against the number before them."""
    spec = spec_of(report)
    counted = {indicator.counted for indicator in spec.indicators if indicator.counted.endswith("s")}
    nouns = "|".join(
        map(re.escape, {*counted, "years", "quarters", "months", "indicators", "areas", "figures", "people"})
    )
    alone, more = r"(?<![\w.,/-])", "|".join(WORDS[2:])
    one_of = re.compile(rf"{alone}(?:1|one) (?:{nouns}|are|have|show|were|call)\b", re.IGNORECASE)
    several = re.compile(
        rf"{alone}(?:{more}|[2-9]|\d\d|[1-9]\d\d) (?:is|has|shows|calls|was)\b", re.IGNORECASE
    )
    none = re.compile(
        rf"{alone}(?:0|zero) (?:is|are|has|have|shows?|calls?)\b|\bof the (?:0|zero)\b", re.IGNORECASE
    )
    for one in sentences_of(report):
        found = one_of.search(one.plain) or several.search(one.plain) or none.search(one.plain)
        if found:
            yield f"{found[0]}: {one.text}"


def nothing_is_said_of_publication(report: narrate.Report) -> Iterator[str]:
    """Hold the paper to what the data shows: when figures came out is not in it."""
    for one in sentences_of(report):
        if re.search(r"\b(publish\w*|publication\w*|releas\w+)\b", one.plain, re.IGNORECASE):
            yield one.text


def statuses_follow_their_limits(report: narrate.Report) -> Iterator[str]:
    """Hold a red, amber or green status against the declared limits."""
    for one in sentences_of(report, "status", "headline"):
        found = re.search(r"\brated (red|amber|green)\b", one.plain)
        status, value = one.indicator.status, one.finding.value
        if not found or status is None or value is None:
            continue
        sign = -1 if one.indicator.polarity is Polarity.HIGH else 1
        limits = {"green": status.green, "amber": status.amber}
        light = next((name for name, limit in limits.items() if sign * value <= sign * limit), "red")
        if found[1] != light:
            yield f"{value!r} is {light}: {one.text}"


def limits_hang_on_a_verb(report: narrate.Report) -> Iterator[str]:
    """Hold what is said of a limit to a verb that it can share: nothing stands at 3, and above a target."""
    for one in sentences_of(report, "headline"):
        if re.search(
            r"\b(stood|has|have|shows?) [^,]*(, [^,]*)?, and (just )?(above|below|rated)\b", one.plain
        ):
            yield one.text


def no_sentence_twice(report: narrate.Report) -> Iterator[str]:
    """Hold a paper to saying each thing once, but for what different paragraphs say without their name."""
    spec = spec_of(report)
    own = {one.id: re.compile(rf"\b{re.escape(one.name)}\b", re.IGNORECASE) for one in spec.indicators}
    counts = Counter(
        one.text for one in sentences_of(report) if not one.code or own[one.code].search(one.text)
    )
    yield from (f"{number} times: {text}" for text, number in counts.items() if number > 1)


def no_sentence_twice_in_a_paragraph(report: narrate.Report) -> Iterator[str]:
    """Hold a paragraph to saying each thing once."""
    for code in report.findings:
        counts = Counter(one.text for one in about(report, code))
        yield from (f"{number} times: {text}" for text, number in counts.items() if number > 1)


def no_word_twice(report: narrate.Report) -> Iterator[str]:
    """Hold sentences to no doubled word, and to "a" and "an" by the sound that follows."""
    doubled = re.compile(r"\b([a-z]+),? \1\b", re.IGNORECASE)
    before_vowel = re.compile(r"\b[Aa] (?=(?!one\b|once\b|uni|use|usual|user|eu)[aeiou]|8|11\b|18\b)")
    before_consonant = re.compile(r"\b[Aa]n (?=(?!hour|honest|heir)[bcdfghj-np-tv-z]|[0-79]|1[02-79,.])")
    for one in sentences_of(report):
        if doubled.search(one.plain) or before_vowel.search(one.plain) or before_consonant.search(one.plain):
            yield one.text


def no_rate_per_one(report: narrate.Report) -> Iterator[str]:
    """Hold rates to a base that a reader can picture."""
    for one in sentences_of(report):
        if re.search(r"\bper 1 \w", one.text):
            yield one.text


def names_agree_with_their_verbs(report: narrate.Report) -> Iterator[str]:
    """Hold the verb that follows an indicator's name against its declared number."""
    plural = {name: one.plural for one in spec_of(report).indicators for name in (one.name, one.brief)}
    singular_verb, plural_verb = r" (?:is|has|shows|was|stands)\b", r" (?:are|have|show|were|stand)\b"
    for one in sentences_of(report, "movement", "unlabelled", "headline", "sibling"):
        opening = one.text
        for name in sorted(names_of(spec_of(report)), key=len, reverse=True):
            if not opening.lower().startswith(name.lower()):
                continue
            wrong = singular_verb if plural[name] else plural_verb
            if re.match(wrong, opening[len(name) :]):
                yield f"{NAME} is {'plural' if plural[name] else 'singular'}: {one.text}"
            break


RULES: tuple[Rule, ...] = (
    limits_have_their_side,
    a_limit_met_exactly_is_at_it,
    what_prints_alike_is_told_apart,
    limits_print_as_declared,
    a_limit_of_nothing_reads,
    limits_hang_on_a_verb,
    shares_are_not_rounded_to_all_or_none,
    tables_do_not_round_to_all_or_none,
    no_change_of_nothing,
    statuses_follow_their_limits,
    all_and_none_count_those_without,
    none_calls_for_attention_of_those_with_figures,
    extremes_are_strict,
    evidence.figures_are_ordered,
    none_neither_both,
    no_part_is_the_whole,
    lists_are_short,
    numbers_agree,
    names_agree_with_their_verbs,
    nothing_is_said_of_publication,
    evidence.a_part_period_is_told,
    evidence.revisions_are_told,
    evidence.revisions_are_told_once,
    evidence.verdicts_have_tests,
    evidence.spans_that_move_have_tests,
    evidence.no_share_of_what_is_not_positive,
    evidence.counts_without_decimals,
    evidence.percentages_have_one_decimal,
    evidence.years_are_those_of_the_rule,
    evidence.wider_areas_agree,
    evidence.gaps_have_side_and_size,
    evidence.no_movement_since_what_moved,
    evidence.no_garden_path,
    evidence.numbers_of_areas_are_not_compared,
    evidence.small_numbers_are_small,
    no_sentence_twice,
    no_sentence_twice_in_a_paragraph,
    no_word_twice,
    no_rate_per_one,
)
"""All rules about one paper."""


def broken(report: narrate.Report, rules: tuple[Rule, ...] = RULES) -> Iterator[tuple[str, str]]:
    """Yield the name of each rule that a paper breaks, with the sentence, once for each breach."""
    for rule in rules:
        for fault in rule(report):
            yield rule.__name__, fault


def faults(report: narrate.Report) -> Iterator[str]:
    """Yield every breach of a rule."""
    yield from (f"{name.replace('_', ' ')}: {fault}" for name, fault in broken(report))
