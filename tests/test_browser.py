"""The web page in a real browser: read from disk, clicked, tabbed, filtered, copied, printed, attacked."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import narrate
from narrate.charts import drawing
from narrate.messages import ChartKind
from narrate.rendering.since import newly_stated
from tests.conftest import FIXTURES, LEICESTERSHIRE, composed
from tests.hostile import paper

playwright = pytest.importorskip("playwright.sync_api", reason="driving a browser needs playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python")
CHROMIUM = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NORTHBRIDGE = "northbridge-2024-25-q1"
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def report() -> narrate.Report:
    """A scenario with charts in one section, held against the report of the quarter before."""
    spec = composed(NORTHBRIDGE).realisation_context.spec
    sections = tuple(
        section.model_copy(update={"charts": section.heading == "Living well"}) for section in spec.sections
    )
    folder = FIXTURES / NORTHBRIDGE
    populations = str(folder / "populations.csv")
    source = spec.report.observations.model_copy(update={"populations": populations})
    head = spec.report.model_copy(update={"observations": source})
    asked = spec.model_copy(update={"sections": sections, "report": head})
    before = narrate.compose(folder / "report.toml", period="2023/24 Q4")
    now = narrate.compose(asked, observations=folder / "observations.csv")
    changed = newly_stated(now.document, now.findings, before.trace)
    return replace(now, trace=now.trace.model_copy(update={"changed": changed}))


@pytest.fixture(scope="module")
def pages(report, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {"paper": report.to_html(), "hostile": paper().to_html()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "find_spec", lambda name: None)
        made["tables"] = composed(LEICESTERSHIRE.name).to_html()
    for name, html in made.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in made}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as running:
        started = running.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture
def visit(browser, pages) -> Iterator[Any]:
    """Open a page from disk; afterwards, nothing may have been asked of any network, nor any error shown."""
    contexts, asked, wrong = [], [], []

    def opened(name: str, size: dict[str, int] = WIDE) -> Any:
        context = browser.new_context(viewport=size, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.goto(pages[name].as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith("file://")] == []
    assert wrong == []


CLICK_ALL = """() => [...document.querySelectorAll("#paper [data-id]")].map((sentence) => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const beside = sentence.nextElementSibling;
    (sentence.hasAttribute("tabindex") ? sentence : beside).click();
    return {
        id: sentence.dataset.id,
        quoted: document.querySelector("#shown .quoted").textContent,
        evidence: document.querySelector("#shown").textContent,
        chosen: all(".chosen").map((one) => one.dataset.id),
        marks: all("#shown .concerned").map((one) => one.getAttribute("aria-label")),
        charts: all("#shown [data-picture]").map((one) => one.dataset.picture),
    };
})"""


def test_every_sentence_shows_its_figures_without_charts_too(visit):
    report = composed(LEICESTERSHIRE.name)
    shown = visit("tables").evaluate(CLICK_ALL)
    assert [item["quoted"] for item in shown] == [sentence.text for sentence in report.sentences]
    for item, sentence in zip(shown, report.sentences, strict=True):
        assert item["charts"] == []
        assert all(repr(value.raw) in item["evidence"] for value in sentence.values)


def test_every_sentence_shows_its_own_evidence(visit, report):
    shown = visit("paper").evaluate(CLICK_ALL)
    assert [item["id"] for item in shown] == [sentence.id for sentence in report.sentences]
    findings = {finding.id: finding for finding in report.findings.values()}
    for item, sentence in zip(shown, report.sentences, strict=True):
        assert item["quoted"] == sentence.text
        assert item["chosen"] == [sentence.id]
        for value in sentence.values:
            assert value.text in item["evidence"]
            assert repr(value.raw) in item["evidence"]
            assert report.realisation_context.spec.indicator(value.indicator).brief in item["evidence"]
        behind = [findings[name] for name in sentence.findings]
        if len(behind) == 1:
            kind = ChartKind.PARTS if sentence.phrase.startswith("parts") else ChartKind.TRAJECTORY
            wanted = [chart.id for chart in report.charts[behind[0].indicator] if chart.kind is kind]
            assert item["charts"] == wanted
        tips = {
            point.tip
            for one in behind
            for chart in report.charts[one.indicator]
            for line in chart.lines
            for point in line.points
        }
        assert set(item["marks"]) <= tips
        assert all(mark in item["evidence"] for mark in item["marks"])
        if sentence.phrase.startswith("figure") and len(sentence.values) > 1:
            assert len(item["marks"]) >= 2 or len(behind[0].series) < 2


def test_a_click_with_the_mouse_shows_the_evidence_and_leaves_the_focus(visit):
    page = visit("paper")
    sentence = page.locator("[data-id='falls/figure']")
    sentence.click()
    assert page.locator("#shown .quoted").text_content() == sentence.text_content()
    assert sentence.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.id") != "evidence-heading"
    playwright.expect(page.locator("#status")).to_have_text(re.compile("^Evidence is shown for paragraph"))


def test_the_keyboard_alone_is_enough(visit, report):
    page = visit("paper")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    seen = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                """() => {
                    const one = document.activeElement;
                    const { outlineStyle, outlineWidth } = getComputedStyle(one);
                    return [one.dataset.id || one.name || one.tagName, outlineStyle, outlineWidth];
                }"""
            )
        )
    assert [name for name, *_ in seen[:3]] == ["which", "movement", report.sentences[0].id]
    assert all((style, width) != ("none", "0px") and width != "0px" for _, style, width in seen)
    first = next(one for one in report.sentences if one.findings)
    page.locator(f"[data-id='{first.id}']").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "evidence-heading"
    assert page.locator("#shown .quoted").text_content() == first.text
    playwright.expect(page.locator(f"[data-id='{first.id}']")).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "copy"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.id") == first.id
    page.keyboard.press("Tab")
    page.keyboard.press(" ")
    assert page.locator("#shown .quoted").text_content() != first.text
    page.locator(".back").click()
    assert page.evaluate("document.activeElement.dataset.id") not in (None, first.id)


def test_a_sentence_with_a_link_has_a_button_beside_it(visit):
    page = visit("hostile")
    linked = next(one for one in paper(charts=False).sentences if one.links)
    button = page.locator(f"[data-id='{linked.id}'] + button")
    button.focus()
    page.keyboard.press("Enter")
    assert page.locator("#shown .quoted").text_content() == linked.text
    assert page.evaluate("document.activeElement.id") == "evidence-heading"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "beside"


def test_figures_of_a_chart_say_what_they_are_to_pointer_and_keyboard(visit, report):
    page = visit("paper")
    page.locator("[data-id='falls/figure']").click()
    points = [point for line in report.charts["falls"][0].lines for point in line.points]
    figures = page.locator("#shown .figure")
    assert figures.count() == len(points)
    figures.nth(3).hover()
    assert page.locator("#tip").text_content() == points[3].tip
    assert page.locator("#tip").is_visible()
    page.mouse.move(5, 5)
    assert not page.locator("#tip").is_visible()
    assert page.locator("#shown .figure[tabindex='0']").count() == 1
    start = int(page.locator("#shown .figure[tabindex='0']").get_attribute("data-point"))
    page.locator("#shown .figure[tabindex='0']").focus()
    assert page.locator("#tip").text_content() == points[start].tip
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.point") == str(start + 1)
    assert page.locator("#tip").text_content() == points[start + 1].tip
    box, port = page.locator("#tip").bounding_box(), page.viewport_size
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= port["width"]
    page.keyboard.press("Escape")
    assert not page.locator("#tip").is_visible()


def visible(page: Any) -> list[str]:
    return page.evaluate(
        "[...document.querySelectorAll('#paper .sentence:not(.out)')]"
        ".filter((one) => one.checkVisibility()).map((one) => one.dataset.id)"
    )


def test_filters_leave_what_they_promise(visit, report):
    page = visit("paper")
    findings = {finding.id: finding for finding in report.findings.values()}
    alone = {one.id: findings[one.findings[0]] for one in report.sentences if len(one.findings) == 1}
    everything = [one.id for one in report.sentences]
    assert visible(page) == everything
    page.get_by_role("radio", name="Flagged").check()
    assert visible(page) == [name for name in everything if name in alone and alone[name].flags]
    page.get_by_role("radio", name="Changed").check()
    assert visible(page) == list(report.trace.changed)
    assert page.locator("#count").text_content() == f"Sentences shown: {len(report.trace.changed)}"
    page.get_by_role("radio", name="All").check()
    page.locator("select").select_option("reducing")
    assert visible(page) == [
        name for name in everything if name in alone and alone[name].movement == "reducing"
    ]
    assert page.evaluate(
        "[...document.querySelectorAll('#paper .paragraph, #paper section')]"
        ".every((part) => part.hidden === !part.querySelector('.sentence:not(.out)'))"
    )
    page.get_by_role("radio", name="Flagged").check()
    page.locator("select").select_option("rising")
    if not visible(page):
        assert page.locator("#count").text_content() == "No sentence of the paper fits this choice."
    page.get_by_role("radio", name="All").check()
    page.locator("select").select_option("")
    assert visible(page) == everything


def test_without_a_last_report_its_filter_is_off_and_says_why(visit):
    page = visit("hostile")
    assert page.get_by_role("radio", name="Changed").is_disabled()
    described = page.get_by_role("radio", name="Changed").get_attribute("aria-describedby")
    assert "No last report" in page.locator(f"#{described}").text_content()


@pytest.mark.parametrize("way", ["clipboard", "by hand"])
def test_the_sentence_is_copied(visit, way):
    page = visit("paper")
    page.evaluate(
        """(way) => {
            window.taken = null;
            const write = way === "clipboard"
                ? async (text) => { window.taken = text; }
                : async () => { throw new Error("not allowed"); };
            Object.defineProperty(navigator, "clipboard", { value: { writeText: write } });
            document.addEventListener("copy", () => { window.taken = document.activeElement.value; });
        }""",
        way,
    )
    sentence = page.locator("[data-id='alcohol/figure']")
    sentence.click()
    page.get_by_role("button", name="Copy sentence").click()
    playwright.expect(page.locator("#status")).to_have_text("The sentence is copied")
    assert page.evaluate("window.taken") == sentence.text_content()


@pytest.mark.parametrize(
    ("name", "size"),
    [("paper", WIDE), ("hostile", WIDE), ("hostile", NARROW)],
    ids=["wide", "hostile", "narrow"],
)
def test_axe_finds_nothing(visit, name, size):
    page = visit(name, size)
    if name == "paper":
        page.locator("select").select_option("reducing")
    page.locator("[data-id$='/parts']").first.click()
    page.evaluate("document.querySelectorAll('#shown details').forEach((one) => { one.open = true; })")
    found = axe.Axe().run(page, options={"runOnly": RULES}).response
    assert [(one["id"], one["impact"], one["nodes"][0]["html"][:200]) for one in found["violations"]] == []
    assert len(found["passes"]) > 30


def test_axe_would_find_a_fault(visit):
    page = visit("hostile")
    page.evaluate(
        "document.querySelector('select').closest('label').replaceWith(document.querySelector('select'))"
    )
    found = axe.Axe().run(page, options={"runOnly": ["wcag2a"]}).response["violations"]
    assert [one["id"] for one in found] == ["select-name"]


def test_names_that_try_to_be_script_stay_text(visit):
    page = visit("hostile")
    shown = page.evaluate(CLICK_ALL)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#paper img, #shown img, #paper svg[onload]").count() == 0
    assert any("<script>window.hacked = 1</script>" in item["quoted"] for item in shown)
    assert any('"><img src=x onerror=' in item["evidence"] for item in shown)
    assert page.evaluate("getComputedStyle(document.querySelector('main')).display") != "none"
    page.locator("[data-id='one/parts'], [data-id='one/figure']").first.click()
    page.locator("#shown .figure").first.hover()
    assert page.evaluate("window.hacked") is None


def test_the_policy_stops_script_that_got_in_all_the_same(browser, pages):
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(pages["paper"].as_uri())
    page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "window.hacked = 1";
            document.body.append(script);
            const add = (html) => document.body.insertAdjacentHTML("beforeend", html);
            add("<img src='x' onerror='window.hacked = 2'>");
            add("<button id='bad' onclick='window.hacked = 3'>x</button>");
            document.querySelector("#bad").click();
        }"""
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in text for text in refused)
    page.close()


@pytest.mark.parametrize("width", [320, 390, 700, 1024, 1400])
def test_nothing_is_cut_off_sideways(visit, width):
    page = visit("paper", {"width": width, "height": 844})
    page.locator("[data-id='alcohol/parts']").click()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    inside = page.locator("#evidence").bounding_box()
    assert inside["x"] >= 0
    assert inside["x"] + inside["width"] <= width + 1
    assert inside["width"] >= min(width, 300)


def test_on_a_narrow_screen_the_evidence_is_a_sheet_that_closes(visit):
    page = visit("paper", NARROW)
    assert not page.locator("#evidence").is_visible()
    sentence = page.locator("[data-id='alcohol/figure']")
    sentence.click()
    assert page.locator("#evidence").is_visible()
    sheet, read = page.locator("#evidence").bounding_box(), sentence.bounding_box()
    assert sheet["y"] + sheet["height"] == pytest.approx(NARROW["height"], abs=2)
    assert read["y"] < sheet["y"]
    page.get_by_role("button", name="Close", exact=True).click()
    assert not page.locator("#evidence").is_visible()
    assert page.evaluate("document.activeElement.dataset.id") == "alcohol/figure"


def test_targets_are_large_enough(visit):
    page = visit("paper", NARROW)
    page.locator("[data-id='alcohol/figure']").click()
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, select, label, summary")]
            .filter((one) => one.checkVisibility())
            .map((one) => [one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
    )
    assert small == []


def test_print_is_the_paper_alone(visit, tmp_path):
    page = visit("paper")
    page.locator("[data-id='alcohol/figure']").click()
    page.emulate_media(media="print")
    assert not page.locator("#evidence").is_visible()
    assert not page.locator("header").is_visible()
    assert page.locator("main").is_visible()
    sheets = page.pdf(prefer_css_page_size=True)
    assert sheets.startswith(b"%PDF")


def test_without_script_the_paper_can_be_read(browser, pages, report):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(pages["paper"].as_uri())
    texts = page.locator("#paper [data-id]").all_text_contents()
    assert texts == [sentence.text for sentence in report.sentences]
    assert page.locator("#paper figure svg").first.is_visible()
    context.close()


def test_the_trace_has_what_the_filter_shows(report):
    assert 0 < len(report.trace.changed) < len(report.sentences)
