"""Document planning: which messages are made of a finding, in which order, and what the summary takes up."""

from __future__ import annotations

import pytest

from narrate.findings import Change, Finding, Light, LimitComparison, Part, Partial, Relation
from narrate.messages import Context, Listing, Ordinal, Phrase, Text, Whole, is_exception, points_among
from narrate.messages.counts import CountsMessage
from narrate.messages.exceptions import ExceptionsMessage
from narrate.messages.first_to_last import FirstToLastMessage
from narrate.messages.parts import PartsMessage
from narrate.messages.rank import RankMessage
from narrate.messages.rollup import BeforeMessage, FavourMessage, RollupMessage
from narrate.messages.sibling import SiblingMessage
from narrate.movement import Direction, Favour, Movement, Reason, Rule
from narrate.periods import Period, parse_period
from narrate.planning import indicator, plan
from narrate.planning.paper import _Planner, identity
from narrate.settings import Depth, Planning, Settings
from narrate.spec import Detail, ParagraphSpec, Polarity, ReportSpec, Threshold

NOW, THEN = parse_period("12 months to 2023-09"), parse_period("12 months to 2022-09")
LATEST = parse_period("2023/24 Q2")


def change(relation: str = "higher", p: float | None = 0.01, **fields: object) -> Change:
    size = {"higher": 1.0, "lower": -1.0, "same": 0.0}[relation]
    given = {
        "now": 10 + size,
        "then": 10.0,
        "period": NOW,
        "reference_period": THEN,
        "relation": relation,
        "difference": size,
        "relative": size / 10,
        "magnitude": "moderate",
        "material": bool(size),
        "count_now": 1100,
        "count_then": 1000,
        "p": p,
        "significant": None if p is None else p < 0.05,
    }
    return Change.model_validate(given | fields)


def phase(direction: str, periods: int) -> tuple[str, int]:
    return direction, periods


def dated(phases: list[tuple[str, int]]) -> list[dict[str, object]]:
    """Return phases that follow each other and end with the latest quarter."""
    end, found = LATEST.end, []
    for direction, periods in reversed(phases):
        start = Period(end - 3 * (periods - 1), 3)
        found.append({"direction": direction, "start": start, "end": Period(end, 3), "periods": periods})
        end -= 3 * periods
    return found[::-1]


def finding(code: str = "x", **fields: object) -> Finding:
    given = {
        "id": f"{code}/County",
        "indicator": code,
        "area": "County",
        "measure": "rate",
        "period": NOW,
        "latest": LATEST,
        "value": 11.0,
        "year": change(),
        "quarter": None,
        "first_to_last": None,
        "run": None,
        "movement": Movement.RISING,
        "reason": None,
        "before": None,
        "favour": Favour.WORSE,
        "rule": Rule.PHASES,
        "phases": [phase("level", 6), phase("up", 5)],
        "peak": None,
        "trough": None,
        "threshold": None,
        "target": None,
        "parts": [],
        "comparators": [],
        "baseline": None,
        "level": None,
        "status": None,
        "rank": None,
        "sibling": None,
        "since": "",
        "unchanged": False,
        "series": [],
        "overlap": 0,
        "months_behind": 0,
        "arrears": False,
        "new": False,
        "dispersion": 1.0,
        "degrees_of_freedom": 12.0,
        "flags": [],
    }
    given |= fields
    return Finding.model_validate({**given, "phases": dated(given["phases"])})


def annual(movement: Movement, rule: Rule, **fields: object) -> dict[str, object]:
    """Return the facts of seven years."""
    years = [parse_period(f"{year}/{year - 1999}") for year in range(2016, 2023)]
    series = [{"period": year, "value": 11.0} for year in years]
    return {"movement": movement, "rule": rule, "latest": years[-1], "series": series, **fields}


def spec(
    *codes: str,
    settings: Settings | None = None,
    polarity: Polarity = Polarity.LOW,
    detail: Detail = Detail.FULL,
) -> ReportSpec:
    codes = codes or ("x",)
    head = {"title": "T", "period": "2023/24 Q2", "area": "County", "observations": "o.csv"}
    return ReportSpec.model_validate(
        {
            "report": head | {"detail": detail},
            "areas": {"kind": "county", "part": "districts"},
            "indicators": [{"id": code, "name": f"name of {code}", "polarity": polarity} for code in codes],
            "sections": [
                {"heading": "H", "paragraphs": [{"summary": True}, *({"indicator": code} for code in codes)]}
            ],
            "settings": settings or Settings(),
        }
    )


def context(found: Finding, settings: Settings | None = None) -> Context:
    report = spec(settings=settings)
    return Context(found, report.indicator("x"), report)


def messages(found: Finding, settings: Settings | None = None, detail: Detail = Detail.FULL) -> list[str]:
    return [message.phrases[0] for message in indicator.messages(context(found, settings), detail)]


def headlines(found: dict[str, Finding], report: ReportSpec):
    planner = _Planner(found, report)
    points = [planner.point(point) for point in points_among(found, report)]
    return [(point.key.removeprefix("headline/"), point.messages[0]) for point in points]


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "movement-rising-after-level"),
        ({"phases": [phase("up", 9)]}, "movement-rising"),
        ({"phases": [phase("down", 4), phase("up", 9)]}, "movement-rising-after-down"),
        (
            {"movement": Movement.PLATEAUED, "phases": [phase("down", 9), phase("up", 4), phase("level", 3)]},
            "movement-plateaued-after-up-after-down",
        ),
        (
            {"movement": Movement.PLATEAUED, "phases": [phase("down", 9), phase("up", 4), phase("level", 4)]},
            "movement-plateaued-after-up-changed",
        ),
        (
            {
                "movement": Movement.PLATEAUED,
                "phases": [phase("up", 4), phase("level", 4)],
                "year": change("lower", 0.2),
            },
            "movement-plateaued-after-up",
        ),
        (
            {
                "movement": Movement.LEVELLING,
                "phases": [phase("level", 9), phase("down", 4), phase("level", 1)],
            },
            "movement-levelling-after-down",
        ),
        (
            {"movement": Movement.NOT_SIGNIFICANT, "phases": [phase("level", 20)], "year": None},
            "movement-not-significant",
        ),
        ({"movement": Movement.NOT_SIGNIFICANT, "phases": []}, "movement-not-significant-changed"),
        (annual(Movement.REDUCING, Rule.TREND_OF_RATES), "movement-reducing-annual"),
        (annual(Movement.REDUCING, Rule.WHOLE_TREND_OF_VALUES), "movement-reducing-annual-untested"),
        (annual(Movement.NOT_SIGNIFICANT, Rule.TREND_OF_RATES), "movement-not-significant-annual"),
        (
            annual(Movement.NOT_SIGNIFICANT, Rule.TREND_OF_RATES, run={"direction": "down", "years": 4}),
            "movement-not-significant-annual-run-down",
        ),
        (
            annual(Movement.NOT_SIGNIFICANT, Rule.TREND_OF_RATES, run={"direction": "down", "years": 3}),
            "movement-not-significant-annual",
        ),
        ({"movement": None, "reason": Reason.TOO_FEW_PERIODS}, "unlabelled-too-few-periods"),
    ],
)
def test_the_movement_comes_first_with_its_history(fields, name):
    assert messages(finding(**fields))[0] == name


@pytest.mark.parametrize(
    ("year", "names"),
    [
        (change("higher", 0.01), ["figure-higher-significant"]),
        (change("lower", 0.2), ["figure-lower-not-significant-large-against"]),
        (change("lower", 0.01), ["figure-lower-significant-against"]),
        (change("same", 0.9), ["figure-same-not-significant"]),
        (change("higher", None), ["figure-higher-untested"]),
        (None, ["figure-alone"]),
        (change("lower", 0.2, count_now=12), ["figure-lower-not-significant-large-few", "numbers-rate"]),
        (
            change("lower", 0.2, relative=None),
            ["figure-lower-not-significant-large-few", "numbers-rate"],
        ),
    ],
)
def test_the_figure_follows_with_its_change(year, names):
    assert messages(finding(year=year))[1:] == names


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (change("higher", 0.01), "figure-based-higher-significant"),
        (change("higher", 0.2), "figure-based-higher-not-significant-large"),
        (change("higher", 0.2, magnitude="slight"), "figure-based-higher-not-significant"),
        (change("lower", 0.2), "figure-based-lower-not-significant-large-against"),
        (change("lower", 0.2, count_now=12), "figure-based-lower-not-significant-large-few"),
        (change("same", 0.9), "figure-based-same-not-significant"),
        (change("higher", None), "figure-based-higher-untested"),
        (None, "figure-alone-based"),
    ],
)
def test_below_full_detail_the_figure_stands_inside_a_sentence(year, name):
    assert messages(finding(year=year), detail=Detail.STANDARD)[1] == name


def test_small_bases_are_printed_beside_a_percentage():
    year = change("lower", 0.2, denominator_now=22, denominator_then=34, relative=None)
    stated = messages(finding(measure="proportion", year=year, movement=Movement.REDUCING))[1:]
    assert stated == ["figure-lower-not-significant-large", "numbers-proportion"]


def test_a_missing_figure_is_said_with_its_reason_and_nothing_else():
    found = finding(value=None, movement=None, reason=Reason.MISSING_PERIODS, year=None, phases=[])
    assert messages(found) == ["missing-missing-periods"]


@pytest.mark.parametrize(
    ("quarter", "stated"),
    [
        (change("lower", 0.01, material=False), True),
        (change("lower", 0.5, material=True), True),
        (change("lower", 0.5, material=False), True),
        (change("lower", 0.5, material=False, magnitude="slight"), False),
        (change("same", 0.01), False),
        (change("higher", 0.01, relative=None), False),
        (change("higher", 0.01, count_now=12), False),
        (None, False),
    ],
)
def test_the_latest_quarter_is_said_where_it_moved(quarter, stated):
    assert any(name.startswith("quarter") for name in messages(finding(quarter=quarter))) == stated


def test_slots_keep_their_order():
    found = finding(
        quarter=change("lower", 0.5),
        movement=Movement.REDUCING,
        phases=[phase("up", 4), phase("down", 4)],
        peak={"value": 20.0, "period": parse_period("12 months to 2021-06")},
        threshold=LimitComparison(
            threshold=Threshold(value=12, bound="upper"), relation=Relation.LOWER, kept=True
        ),
        parts=[Part(area="North", value=20.0, p=0.0001, side=Relation.HIGHER)],
        arrears=True,
    )
    kinds = [name.split("-")[0] for name in messages(found)]
    assert kinds == ["movement", "figure", "quarter", "extreme", "threshold", "parts", "arrears"]


def test_a_paragraph_keeps_what_is_worth_most():
    found = finding(
        quarter=change("lower", 0.5),
        parts=[Part(area="North", value=20.0, p=0.0001, side=Relation.HIGHER)],
        new=True,
        arrears=True,
    )

    def kinds(**planning: object) -> list[str]:
        given = Settings(planning=Planning(**planning))
        return [name.split("-")[0] for name in messages(found, given, Detail.STANDARD)]

    kept = ["movement", "figure", "parts", "new"]
    assert kinds(standard=Depth(worth=0.0, messages=4), more_for_attention=0) == kept
    assert kinds(standard=Depth(worth=0.0, messages=3), more_for_attention=1) == kept
    assert kinds(standard=Depth(worth=0.7, messages=99)) == kept


def test_what_is_always_said_has_room_in_any_case():
    partial = Partial(period=parse_period("2023-12"), declared=True)
    found = finding(new=True, quarter=change("lower", 0.5), partial=partial)
    none = Settings(planning=Planning(brief=Depth(worth=0.0, messages=0), more_for_attention=0))
    kinds = [name.split("-")[0] for name in messages(found, none, Detail.BRIEF)]
    assert kinds == ["movement", "figure", "arrears"]


def test_in_full_detail_everything_is_said():
    found = finding(
        quarter=change("lower", 0.5),
        parts=[Part(area="North", value=20.0, p=0.9, side=Relation.SAME)],
        trough={"value": 2.0, "period": parse_period("12 months to 2021-06")},
        since="the flood",
    )
    kinds = {name.split("-")[0] for name in messages(found)}
    assert kinds == {"movement", "since", "figure", "quarter", "extreme", "parts"}
    assert kinds > {name.split("-")[0] for name in messages(found, detail=Detail.STANDARD)}


@pytest.mark.parametrize(
    ("year", "stated"),
    [(change(), True), (change(reference_period=parse_period("12 months to 2021-06")), False)],
)
def test_a_peak_is_not_said_twice(year, stated):
    peak = {"value": 20.0, "period": parse_period("12 months to 2021-06")}
    found = finding(year=year, movement=Movement.REDUCING, phases=[phase("down", 9)], peak=peak)
    assert ("extreme-peak" in messages(found)) == stated


def parts_message(*parts: tuple[str, float, str]):
    found = finding(parts=[Part(area=area, value=value, p=0.0, side=side) for area, value, side in parts])
    return next(PartsMessage.of(context(found)))


def test_few_parts_are_named_with_their_figures():
    message = parts_message(("A", 9.0, "higher"), ("B", 12.0, "higher"), ("D", 6.0, "same"))
    assert message.phrases[0] == "parts-above"
    named = message.slots["above"]
    assert isinstance(named, Listing)
    assert [item.slots["area"] for item in named.items] == [Text("B"), Text("A")]


def test_of_many_parts_only_the_furthest_have_figures():
    message = parts_message(
        *((name, value, "higher") for name, value in zip("ABCD", (9.0, 8.0, 7.0, 6.5), strict=True))
    )
    kinds = [type(item) for item in message.slots["above"].items]
    assert kinds == [Phrase, Text, Text, Text]


@pytest.mark.parametrize(
    ("second", "name"), [(19.996, "area-with-figure"), (19.9, "area-highest"), (None, "area-highest")]
)
def test_the_furthest_is_called_so_unless_the_next_prints_alike(second, name):
    below = [(f"L{number}", 3.0, "lower") for number in range(4)]
    above = [("A", 20.0, "higher")] + ([] if second is None else [("B", second, "higher")])
    assert parts_message(*above, *below).slots["above"].items[0].name == name


def test_parts_that_do_not_differ_are_one_statement():
    assert parts_message(("A", 9.0, "same"), ("B", 12.0, "same")).phrases[0] == "parts-none"


@pytest.mark.parametrize(
    ("fields", "polarity", "exceptional"),
    [
        ({"favour": Favour.WORSE}, Polarity.LOW, True),
        ({"favour": Favour.BETTER}, Polarity.LOW, False),
        ({"favour": Favour.NEUTRAL, "year": change("higher", 0.01, magnitude="marked")}, Polarity.LOW, True),
        (
            {"favour": Favour.NEUTRAL, "year": change("higher", 0.01, magnitude="marked")},
            Polarity.HIGH,
            False,
        ),
        (
            {"favour": Favour.NEUTRAL, "year": change("higher", 0.01, magnitude="marked")},
            Polarity.NEUTRAL,
            False,
        ),
        (
            {"favour": Favour.NEUTRAL, "year": change("higher", 0.01, magnitude="moderate")},
            Polarity.LOW,
            False,
        ),
        ({"favour": Favour.NEUTRAL, "year": change("higher", 0.2, magnitude="marked")}, Polarity.LOW, False),
        (
            {
                "favour": Favour.NEUTRAL,
                "threshold": LimitComparison(
                    threshold=Threshold(value=9, bound="upper"), relation="higher", kept=False
                ),
            },
            Polarity.NEUTRAL,
            True,
        ),
    ],
)
def test_the_exception_rule(fields, polarity, exceptional):
    assert is_exception(finding(**fields), polarity, Planning()) == exceptional


def test_exceptions_name_their_evidence():
    found = {"a": finding("a"), "b": finding("b", favour=Favour.BETTER, movement=Movement.REDUCING)}
    crowded = Settings(planning=Planning(summary_points=0))
    (message,) = ExceptionsMessage.of(found, spec("a", "b", settings=crowded))
    assert message.phrases[0] == "exceptions-some"
    assert message.findings == ("a/County",)
    assert message.slots["number"] == Whole(1)


def test_exceptions_are_named_unless_the_one_point_does():
    found = {"a": finding("a"), "b": finding("b", favour=Favour.BETTER, movement=Movement.REDUCING)}
    (message,) = ExceptionsMessage.of(found, spec("a", "b"))
    assert message.phrases[0] == "exceptions-some"
    assert message.findings == ("a/County",)
    (message,) = ExceptionsMessage.of({"a": finding("a")}, spec("a"))
    assert message.phrases[0] == "exceptions-points-one"


def test_a_red_status_calls_for_attention():
    calm = finding("a", favour=Favour.BETTER, movement=Movement.REDUCING, status="red")
    assert is_exception(calm, Polarity.LOW, Planning())
    amber = calm.model_copy(update={"status": Light.AMBER})
    assert not is_exception(amber, Polarity.LOW, Planning())


@pytest.mark.parametrize(("codes", "name"), [("a", "none-one"), ("ab", "none-two"), ("abc", "none")])
def test_no_exception_rests_on_all_findings(codes, name):
    found = {code: finding(code, favour=Favour.BETTER, movement=Movement.REDUCING) for code in codes}
    (message,) = ExceptionsMessage.of(found, spec(*codes))
    assert message.phrases[0] == f"exceptions-{name}"
    assert message.findings == tuple(f"{code}/County" for code in codes)


def test_the_roll_up_counts_every_finding_once():
    found = {
        "a": finding("a", favour=Favour.NEUTRAL),
        "b": finding("b", movement=None, reason=Reason.TOO_FEW_PERIODS, favour=Favour.NEUTRAL),
        "c": finding("c", favour=Favour.NEUTRAL),
    }
    (message,) = RollupMessage.of(found, spec("a", "b", "c"))
    clauses = message.slots["clauses"]
    assert isinstance(clauses, Listing)
    assert [(clause.name, clause.slots["number"]) for clause in clauses.items] == [
        ("clause-rising", Whole(2)),
        ("clause-none", Whole(1)),
    ]


@pytest.mark.parametrize(
    ("favours", "names"),
    [
        ((Favour.WORSE, Favour.BETTER, Favour.NEUTRAL), ["favour-worse", "favour-better-also"]),
        ((Favour.WORSE, Favour.NEUTRAL, Favour.NEUTRAL), ["favour-worse-alone"]),
        ((Favour.BETTER, Favour.BETTER, Favour.NEUTRAL), ["favour-better-alone"]),
        ((Favour.NEUTRAL, Favour.NEUTRAL, Favour.NEUTRAL), []),
        ((Favour.WORSE, Favour.BETTER), []),
    ],
)
def test_the_summary_says_what_moves_for_better_and_worse(favours, names):
    found = {str(number): finding(str(number), favour=favour) for number, favour in enumerate(favours)}
    assert [message.phrases[0] for message in FavourMessage.of(found, spec(*found))] == names


@pytest.mark.parametrize(
    ("befores", "names"),
    [
        (("up", "down"), ["before-both"]),
        (("up", "up"), ["before-up-two"]),
        (("up", "up", "up"), ["before-up"]),
        (("down", "down"), ["before-down-two"]),
        (("up",), []),
        ((), []),
    ],
)
def test_the_summary_says_what_came_before(befores, names):
    found = {
        str(number): finding(str(number), movement=Movement.PLATEAUED, before=direction)
        for number, direction in enumerate(befores)
    } | {code: finding(code) for code in "yz"}
    assert [message.phrases[0] for message in BeforeMessage.of(found, spec(*found))] == names


@pytest.mark.parametrize(
    ("movement", "relation", "fact"),
    [
        (Movement.RISING, "lower", True),
        (Movement.RISING, "higher", False),
        (Movement.REDUCING, "higher", True),
        (Movement.PLATEAUED, "lower", False),
    ],
)
def test_a_quarter_against_the_movement_is_said_to_be(movement, relation, fact):
    found = finding(
        movement=movement, quarter=change(relation, 0.5), phases=[phase("up", 4), phase("level", 4)]
    )
    assert any(name.endswith("-against") for name in messages(found)) == fact


def test_several_new_items_are_said_to_be_new_once():
    content = spec("a", "b").model_dump()
    content["sections"] = [
        {"heading": "H", "paragraphs": [{"text": "T.", "items": [{"indicator": "a"}, {"indicator": "b"}]}]}
    ]
    found = {code: finding(code, new=True) for code in ("a", "b")}
    ((paragraph,),) = [
        section.paragraphs for section in plan(found, ReportSpec.model_validate(content)).sections
    ]
    assert [message.phrases[0] for message in paragraph.messages] == ["new-group"]
    assert not [message for item in paragraph.items for message in item.messages if message.kind == "new"]


def test_the_summary_takes_the_six_worth_most_in_reading_order():
    quiet = {"movement": Movement.NOT_SIGNIFICANT, "favour": Favour.NEUTRAL, "year": None, "phases": []}
    codes = [f"i{number}" for number in range(12)]
    found = {code: finding(code, **({} if number % 2 else quiet)) for number, code in enumerate(codes)}
    found["i0"] = finding("i0", movement=Movement.REDUCING, favour=Favour.BETTER)
    points = [code for code, _ in headlines(found, spec(*codes))]
    assert points == ["i1", "i3", "i5", "i7", "i9", "i11"]


def test_quiet_indicators_make_no_points():
    quiet = finding(movement=Movement.NOT_SIGNIFICANT, favour=Favour.NEUTRAL, year=None, phases=[])
    assert list(headlines({"x": quiet}, spec())) == []


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "headline-rising-higher"),
        ({"year": change("higher", 0.2)}, "headline-rising"),
        ({"movement": Movement.PLATEAUED, "before": Direction.UP}, "headline-plateaued-after-up-higher"),
        (
            {"movement": None, "reason": Reason.TOO_FEW_PERIODS, "year": change("lower")},
            "headline-none-lower",
        ),
    ],
)
def test_points_carry_only_significant_changes(fields, name):
    ((_, message),) = headlines({"x": finding(**fields)}, spec())
    assert message.phrases[0] == name


def test_the_plan_follows_the_spec():
    planned = plan({"x": finding(), "y": finding("y")}, spec("x", "y"))
    (section,) = planned.sections
    summary, *paragraphs = section.paragraphs
    assert [message.kind for message in summary.messages] == ["exceptions", "basis"]
    assert [item.key for item in summary.items] == ["headline/x", "headline/y"]
    assert [paragraph.key for paragraph in paragraphs] == ["x", "y"]
    assert paragraphs[0].messages[0].kind == "movement"


def test_one_indicator_is_not_counted():
    (section,) = plan({"x": finding()}, spec()).sections
    assert [message.kind for message in section.paragraphs[0].messages] == ["exceptions"]


def test_the_identity_of_a_text_paragraph_depends_on_its_words_and_place_alone():
    part = ParagraphSpec(text="Words.")
    assert identity("H", part) == identity("H", ParagraphSpec(text="Words."))
    assert identity("H", part) != identity("I", part)
    assert identity("H", part) != identity("H", ParagraphSpec(text="Other words."))


# What an indicator is held against ----------------------------------------


def first(found: Finding, kind: str) -> str:
    return next((name for name in messages(found) if name.startswith(kind)), "")


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"level": "very low"}, "level-very-low"),
        ({"status": "amber"}, "status-amber"),
        ({"baseline": change("higher", 0.01)}, "baseline-higher-significant"),
        ({"baseline": change("lower", None)}, "baseline-lower-untested"),
        ({"rank": {"place": 1, "peers": 8, "tied": False}}, "rank-highest-first"),
        ({"rank": {"place": 3, "peers": 8, "tied": False}}, "rank-highest"),
        ({"rank": {"place": 3, "peers": 8, "tied": True}}, "rank-highest-tied"),
        ({"rank": {"place": 1, "peers": 8, "tied": True}}, "rank-highest-tied-first"),
        ({"rank": {"place": 8, "peers": 8, "tied": True}}, "rank-lowest-tied-first"),
        ({"rank": {"place": 8, "peers": 8, "tied": False}}, "rank-lowest-first"),
        ({"rank": {"place": 6, "peers": 8, "tied": False}}, "rank-lowest"),
        ({"since": "the flood"}, "since-up"),
        ({"unchanged": True, "arrears": True}, "unchanged"),
        ({"arrears": True}, "arrears"),
    ],
)
def test_what_is_declared_is_said(fields, name):
    assert first(finding(**fields), name.partition("-")[0]) == name


def test_a_place_from_the_bottom_is_counted_from_the_bottom():
    found = finding(rank={"place": 6, "peers": 8, "tied": False})
    (message,) = RankMessage.of(context(found))
    assert message.slots["place"] == Ordinal(3)


def sibling_message(**facts: object) -> str:
    report = spec("x", "y")
    own = {"movement": facts.pop("own", "rising"), "before": facts.pop("own_before", None)}
    known = {
        "indicator": "y",
        "movement": "rising",
        "before": None,
        "value": 1.0,
        "year": None,
        "relation": None,
    }
    found = finding(**own, sibling=known | {"apart": False} | facts)
    stated = list(SiblingMessage.of(Context(found, report.indicator("x"), report)))
    return stated[0].phrases[0] if stated else ""


@pytest.mark.parametrize(
    ("sibling", "name"),
    [
        ({}, "sibling-same"),
        ({"relation": "lower"}, "sibling-same-lower"),
        ({"relation": "same"}, "sibling-same"),
        ({"movement": "reducing", "relation": "higher"}, "sibling-opposite-higher"),
        ({"movement": "not significant"}, "sibling-different"),
        ({"year": change("higher", 0.2)}, "sibling-same-year-level"),
        ({"year": change("lower", 0.01)}, "sibling-same-year-below"),
        ({"year": change("higher", 0.01)}, "sibling-same"),
        ({"year": change("higher", 0.2), "movement": "reducing"}, "sibling-opposite"),
        ({"movement": "plateaued", "before": "up"}, "sibling-already"),
        ({"movement": "plateaued", "before": "down"}, "sibling-different"),
        ({"own": "levelling", "own_before": "up"}, "sibling-still"),
        ({"own": "levelling", "own_before": "down"}, "sibling-different"),
        (
            {"own": "levelling", "own_before": "up", "movement": "plateaued", "before": "up"},
            "sibling-already",
        ),
        (
            {"own": "plateaued", "own_before": "up", "movement": "levelling", "before": "up"},
            "sibling-different",
        ),
        ({"own": "plateaued", "own_before": "up", "movement": "plateaued", "before": "up"}, "sibling-same"),
        (
            {"own": "plateaued", "own_before": "up", "movement": "plateaued", "before": "down"},
            "sibling-different",
        ),
        ({"movement": "reducing", "apart": True}, "sibling-apart-worse"),
        ({"movement": None}, ""),
    ],
)
def test_siblings_are_alike_or_not(sibling, name):
    assert sibling_message(**sibling) == name


@pytest.mark.parametrize(
    ("year", "counts", "name"),
    [
        (change("higher"), True, "counts-more"),
        (change("lower", count_now=900), True, "counts-fewer"),
        (change("higher"), False, ""),
        (change("higher", count_now=1000), True, ""),
        (change("higher", denominator_now=500, denominator_then=500), True, ""),
    ],
)
def test_counts_are_said_where_they_are_wanted(year, counts, name):
    report = spec()
    declared = report.indicator("x").model_copy(update={"counts": counts})
    stated = list(CountsMessage.of(Context(finding(year=year), declared, report)))
    assert (stated[0].phrases[0] if stated else "") == name


@pytest.mark.parametrize(
    ("movements", "name"),
    [
        (("rising", "rising"), "group-both-rising-lasting-worse"),
        (("rising", "rising", "rising"), "group-all-rising-lasting-worse"),
        (("rising", "reducing"), ""),
        ((None, None), ""),
        (("rising",), ""),
    ],
)
def test_a_group_says_what_its_indicators_share(movements, name):
    codes = [f"g{number}" for number in range(len(movements))]
    content = spec(*codes).model_dump()
    items = [{"indicator": code} for code in codes]
    content["sections"] = [{"heading": "H", "paragraphs": [{"group": True, "items": items}]}]
    found = {
        code: finding(code, movement=movement, reason=None if movement else Reason.TOO_FEW_PERIODS)
        for code, movement in zip(codes, movements, strict=True)
    }
    ((paragraph,),) = [
        section.paragraphs for section in plan(found, ReportSpec.model_validate(content)).sections
    ]
    assert (paragraph.messages[0].phrases[0] if paragraph.messages else "") == name


@pytest.mark.parametrize(
    ("prompts", "favour", "marked"), [(True, "worse", True), (True, "better", False), (False, "worse", False)]
)
def test_exceptions_are_marked_for_the_analyst_where_marks_are_wanted(prompts, favour, marked):
    report = spec()
    report = report.model_copy(update={"report": report.report.model_copy(update={"prompts": prompts})})
    found = finding(favour=favour, year=change("lower"))
    given = Context(found, report.indicator("x"), report)
    assert ("prompt" in [message.kind for message in indicator.messages(given, Detail.FULL)]) == marked


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({"significant": True}, ("lower", "better")),
        ({"significant": True, "material": False}, ("lower",)),
        ({"significant": False, "p": 0.4}, ("lower", "not-significant")),
        ({"significant": None, "p": None}, ("lower", "untested")),
        ({"significant": True, "count_now": 7.0, "count_then": 30.0}, ("lower", "few")),
        ({"significant": True, "relative": None}, ("lower", "few")),
    ],
)
def test_a_long_change_is_for_the_better_only_after_a_test(fields, facts):
    report = spec()
    first_to_last = change().model_copy(update={"relation": Relation.LOWER, "material": True, **fields})
    found = finding(**annual(Movement.NOT_SIGNIFICANT, Rule.TREND_OF_RATES, first_to_last=first_to_last))
    declared = report.indicator("x").model_copy(update={"table": True})
    stated = FirstToLastMessage.of(Context(found, declared, report))
    assert [message.facts for message in stated] == [facts]


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"status": "red", "movement": Movement.NOT_SIGNIFICANT, "favour": Favour.NEUTRAL}, "status"),
        ({"baseline": change("higher", 0.01, magnitude="marked"), "favour": Favour.NEUTRAL}, "baseline"),
    ],
)
def test_why_an_indicator_calls_for_attention_is_said_at_any_detail(fields, kind):
    report = spec("x", polarity=Polarity.LOW)
    found = finding(**fields)
    assert is_exception(found, Polarity.LOW, report.settings.planning)
    said = indicator.messages(Context(found, report.indicator("x"), report), Detail.BRIEF)
    assert kind in [message.kind for message in said]
