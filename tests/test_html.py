"""The web page: one file, the same sentences as every other form, and text that is never markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import narrate
from narrate.charts import drawing
from narrate.cli import main
from narrate.document import Document
from narrate.findings import Comparator, Part, Relation
from narrate.formats import Formats
from narrate.messages import slug
from narrate.microplanning import microplan
from narrate.movement import Movement
from narrate.phrases import read_style
from narrate.phrases.needs import papers
from narrate.phrases.slots import WEB_WORDS
from narrate.realisation import RealisationContext, realise
from narrate.rendering.html import render_html
from narrate.rendering.html.page import pieces, read
from narrate.rendering.since import newly_stated
from narrate.spec import Link
from tests.conftest import FIXTURES, LEICESTERSHIRE, SCENARIOS, composed
from tests.everything import BANK
from tests.hostile import IMAGE, NOTE, SCRIPT, paper
from tests.test_locale import ACCENT, PSEUDO, pseudo

LARGEST = 3_000_000
"""Bytes of the largest page."""

EMPTY = {"meta", "input", "br", "img", "link"}
HEADINGS = ("h1", "h2", "h3", "h4")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "".join(self.text)


class Page(HTMLParser):
    """All elements of a page in their order, each with all text inside it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text.append(data)

    def having(self, name: str) -> list[Element]:
        return [element for element in self.elements if name in element.attributes]

    def tagged(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    def sentences(self) -> list[tuple[str, str]]:
        return [(element.attributes["data-id"], element.words) for element in self.having("data-id")]


@lru_cache(maxsize=2)
def page_of(html: str) -> Page:
    """Return a page that several tests look at; it is read once."""
    return Page(html)


@pytest.fixture(scope="module", params=[(SCENARIOS[0], True), (SCENARIOS[-1], False)])
def made(request) -> tuple[narrate.Report, str]:
    name, charts = request.param
    report = narrate.compose(FIXTURES / name / "report.toml", charts=charts)
    return report, report.to_html()


@pytest.fixture
def undrawn(monkeypatch):
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)


def stated(document: Document) -> list[tuple[str, str]]:
    return [(sentence.id, sentence.text) for _, sentence in document.sentences()]


def test_the_page_holds_the_sentences_of_the_paper_in_their_order(made):
    report, html = made
    assert page_of(html).sentences() == stated(report.document)


def test_all_that_can_be_said_stands_in_the_page_as_it_is_said():
    formats = Formats(BANK.locale, read_style("council"))
    for one in list(papers())[::4]:
        planned = microplan(one.plan, BANK.messages, one.spec.settings.aggregation, formats.style)
        document = realise(planned, one.spec, one.findings, BANK, formats.style)
        html = render_html(document, None, RealisationContext(one.spec, one.findings, BANK, formats), {})
        assert Page(html).sentences() == stated(document)


def test_every_sentence_has_its_evidence(made):
    report, html = made
    page = page_of(html)
    evidence = {
        element.attributes["id"]: element for element in page.tagged("template") if "id" in element.attributes
    }
    for element, sentence in zip(page.having("data-id"), report.sentences, strict=True):
        behind = evidence[f"evidence-{element.attributes['data-place']}"].words
        assert sentence.text in behind
        for value in sentence.values:
            assert value.text in behind
            assert repr(value.raw) in behind
            assert value.area in behind
        if not sentence.phrase.startswith("spec."):
            assert sentence.phrase in behind
        if len(sentence.findings) == 1:
            finding = next(one for one in report.findings.values() if one.id in sentence.findings)
            assert f"web-rule-{finding.rule}" not in behind
            for change in (finding.year, finding.quarter):
                if change and change.p is not None and change.p >= 0.0001:
                    assert report.realisation_context.formats.number(change.p, 4) in behind
            if finding.dispersion is not None:
                assert report.realisation_context.formats.number(finding.dispersion, 2) in behind
    assert len(evidence) == len(report.sentences)


def test_the_series_of_every_indicator_is_there(made):
    report, html = made
    kept = {
        element.attributes["data-series-of"]: element.words
        for element in page_of(html).having("data-series-of")
    }
    assert kept.keys() == report.findings.keys()
    for code, finding in report.findings.items():
        assert all(repr(one.value) in kept[code] for one in finding.series)


def test_every_chart_is_there_once_with_all_its_figures(made):
    report, html = made
    page = page_of(html)
    names = [element.attributes["data-picture"] for element in page.having("data-picture")]
    charts = {chart.id: chart for each in report.charts.values() for chart in each}
    assert sorted(names) == sorted(charts)
    figures = Counter(element.attributes["aria-label"] for element in page.having("data-point"))
    tips = Counter(point.tip for chart in charts.values() for line in chart.lines for point in line.points)
    assert figures == tips
    wanted = {element.attributes["data-wanted"] for element in page.having("data-wanted")}
    assert wanted <= set(names)


def test_what_is_marked_is_what_the_sentence_speaks_of(made):
    report, html = made
    page = page_of(html)
    wanted = [element for element in page.having("data-wanted") if element.attributes["data-marks"]]
    assert wanted
    charts = {chart.id: chart for each in report.charts.values() for chart in each}
    texts = {value.text for sentence in report.sentences for value in sentence.values}
    spoken = 0
    for element in wanted:
        points = [point for line in charts[element.attributes["data-wanted"]].lines for point in line.points]
        marks = [points[int(place)] for place in element.attributes["data-marks"].split()]
        spoken += any(point.text in texts for point in marks)
    assert spoken > len(wanted) / 2


def test_the_page_needs_nothing_else(made):
    _, html = made
    page = page_of(html)
    assert len(html.encode()) < LARGEST
    assert not [
        element for element in page.elements if element.tag in ("link", "img", "iframe", "object", "base")
    ]
    assert not page.having("src")
    assert "url(" not in html
    assert "@import" not in html
    links = [element for element in page.having("href") if element.attributes["href"] != "#paper"]
    assert all(element.tag == "a" and element.attributes["href"].startswith("http") for element in links)
    assert not [name for element in page.elements for name in element.attributes if name.startswith("on")]
    assert not page.having("style")


def test_the_policy_lets_the_page_s_own_script_and_style_run_and_no_other(made):
    _, html = made
    page = page_of(html)
    (policy,) = [
        element.attributes["content"] for element in page.tagged("meta") if "http-equiv" in element.attributes
    ]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; ")
    for tag, name in (("script", "page.js"), ("style", "page.css")):
        (element,) = page.tagged(tag)
        assert element.words == read(name)
        digest = base64.b64encode(hashlib.sha256(element.words.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    order = [element.attributes.get("http-equiv") or element.tag for element in page.elements]
    assert order.index("Content-Security-Policy") < order.index("style")


def test_headings_landmarks_and_language(made):
    report, html = made
    page = page_of(html)
    assert page.tagged("html")[0].attributes["lang"] == "en-GB"
    assert [element.words for element in page.tagged("title", "h1")] == [report.document.title] * 2
    levels = [HEADINGS.index(element.tag) + 1 for element in page.tagged(*HEADINGS)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert len(page.tagged("main")) == len(page.tagged("aside")) == len(page.tagged("header")) == 1
    names = [element.attributes["id"] for element in page.having("id")]
    assert len(names) == len(set(names))
    assert page.tagged("a")[0].attributes["href"] == "#paper"


def test_filters_know_movements_flags_and_that_there_is_no_last_report(made):
    report, html = made
    page = page_of(html)
    by_id = {finding.id: finding for finding in report.findings.values()}
    for element, sentence in zip(page.having("data-id"), report.sentences, strict=True):
        behind = [by_id[name] for name in sentence.findings]
        alone = behind[0] if len(behind) == 1 else None
        assert element.attributes["data-movement"] == (slug(alone.movement) if alone else "")
        assert ("data-flagged" in element.attributes) == bool(alone and alone.flags)
        assert "data-changed" not in element.attributes
    (changed,) = [element for element in page.tagged("input") if element.attributes["value"] == "changed"]
    assert "disabled" in changed.attributes
    (why,) = [element for element in page.tagged("p") if element.attributes.get("id") == "why"]
    assert why.words
    assert changed.attributes["aria-describedby"] == "why"
    options = {element.attributes["value"] for element in page.tagged("option")}
    assert options == {element.attributes["data-movement"] for element in page.having("data-id")}


@pytest.fixture
def with_last_report(tmp_path) -> Path:
    """Return a specification whose last report is that of the quarter before."""
    spec = (LEICESTERSHIRE / "report.toml").read_text(encoding="utf-8")
    before = narrate.compose(LEICESTERSHIRE / "report.toml", period="2023/24 Q1")
    (tmp_path / "last.json").write_text(before.trace.to_json(), encoding="utf-8")
    (tmp_path / "observations.csv").write_bytes((LEICESTERSHIRE / "observations.csv").read_bytes())
    path = tmp_path / "report.toml"
    path.write_text(spec.replace("[report]\n", '[report]\nprevious = "last.json"\n', 1), encoding="utf-8")
    return path


@pytest.mark.usefixtures("undrawn")
def test_what_changed_since_the_last_report_is_marked(with_last_report):
    report = narrate.compose(with_last_report)
    changed = set(report.trace.changed)
    assert 0 < len(changed) < len(report.sentences)
    page = Page(report.to_html())
    assert {
        element.attributes["data-id"]
        for element in page.having("data-id")
        if "data-changed" in element.attributes
    } == changed
    assert not [element for element in page.tagged("input") if "disabled" in element.attributes]
    assert not [element for element in page.elements if element.attributes.get("id") == "why"]
    before = narrate.read_trace(with_last_report.parent / "last.json")
    for code, finding in report.findings.items():
        moved = before.findings[finding.id].movement != finding.movement
        reported = [one.id for one in report.sentences if one.id == f"{code}/movement"]
        assert not moved or set(reported) <= changed


def other_side(part: Part) -> Part:
    side = Relation.HIGHER if part.side is Relation.SAME else Relation.SAME
    return part.model_copy(update={"side": side})


def unmoved(other: Comparator) -> Comparator:
    return other.model_copy(update={"movement": None if other.movement else Movement.RISING})


def test_nothing_changed_since_the_same_report():
    report = composed(LEICESTERSHIRE.name)
    assert newly_stated(report.document, report.findings, report.trace) == ()
    assert newly_stated(report.document, report.findings, None) is None


@pytest.mark.parametrize(
    ("phrase", "spoil"),
    [
        ("parts", lambda finding: {"parts": (other_side(finding.parts[0]), *finding.parts[1:])}),
        (
            "comparator-movement",
            lambda finding: {"comparators": (unmoved(finding.comparators[0]), *finding.comparators[1:])},
        ),
        ("sibling", lambda _: {"sibling": None}),
        ("parts", lambda _: {"parts": ()}),
    ],
)
def test_a_sentence_is_new_when_it_speaks_of_others(phrase, spoil):
    report = composed(LEICESTERSHIRE.name)
    spoilt = {
        name: finding.model_copy(update=spoil(finding)) if finding.parts and finding.comparators else finding
        for name, finding in report.trace.findings.items()
    }
    last = report.trace.model_copy(update={"findings": spoilt})
    anew = set(newly_stated(report.document, report.findings, last) or ())
    assert anew
    assert {
        one.phrase.partition(".")[0].startswith(phrase) for one in report.sentences if one.id in anew
    } == {True}


def test_the_page_is_the_same_each_time():
    assert paper().to_html() == paper().to_html()


@pytest.mark.usefixtures("undrawn")
def test_without_charts_the_page_has_tables_alone():
    report = composed(SCENARIOS[0])
    page = Page(report.to_html())
    assert page.sentences() == stated(report.document)
    assert page.having("data-picture") == page.having("data-wanted") == page.tagged("svg") == []
    assert page.having("data-series-of")


def tags(html: str) -> Counter[str]:
    return Counter(element.tag for element in Page(html).elements)


def test_names_and_notes_that_try_to_be_markup_stay_text():
    hostile, tame = (
        paper(),
        paper(name="thefts", area="Home", note="A note & more of the author.", part="Part"),
    )
    html = hostile.to_html()
    page = Page(html)
    assert page.sentences() == stated(hostile.document)
    assert {element.tag for element in page.elements} == {
        element.tag for element in Page(tame.to_html()).elements
    }
    assert len(page.tagged("script")) == len(page.tagged("style")) == 1
    assert not page.tagged("img")
    assert not page.having("onerror")
    assert not page.having("onload")
    assert "window.hacked = 1" not in page.tagged("script")[0].words
    words = "".join(page.tagged("html")[0].text)
    assert SCRIPT in words
    assert IMAGE in words
    assert "<svg onload='window.hacked = 1'>" in words
    assert NOTE in words


text = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
markup = st.sampled_from(
    ["<b>", "</p>", "&lt;", "&#60;", "<!--", "-->", "]]>", "{{ x }}", "{% x %}", "'\"", "\\u003c"]
)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.one_of(text, markup), min_size=1, max_size=4).map("".join), st.one_of(text, markup))
def test_no_text_changes_what_the_page_is_made_of(name, note):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "find_spec", lambda name: None)
        safe = note.replace("{", "(").replace("}", ")")
        report = paper(charts=False, name=name.replace("{", "("), area="Home", note=safe, part=name)
        assert Page(report.to_html()).sentences() == stated(report.document)
        assert set(tags(report.to_html())) <= ALLOWED


ALLOWED = {
    *("html", "head", "meta", "title", "style", "body", "script", "template", "main", "aside", "header"),
    *("form", "fieldset", "legend", "label", "input", "select", "option", "section", "div", "span", "p"),
    *("h1", "h2", "h3", "strong", "a", "button", "blockquote", "table", "caption", "thead", "tbody", "tr"),
    *("th", "td", "dl", "dt", "dd", "code", "details", "summary", "ul", "li", "figure"),
}


@pytest.mark.usefixtures("undrawn")
def test_links_lead_where_the_author_says_and_nowhere_else():
    report = composed(LEICESTERSHIRE.name)
    page = Page(report.to_html())
    urls = [link.url for sentence in report.sentences for link in sentence.links]
    paths = [element.attributes["href"] for element in page.tagged("a")][1:]
    assert urls
    assert paths == urls
    linked = [sentence for sentence in report.sentences if sentence.links]
    assert len(page.having("data-for")) == len(linked)


def test_pieces_of_a_sentence_are_its_text():
    sentence = next(one for one in composed(LEICESTERSHIRE.name).sentences if one.links)
    assert "".join(piece for piece, _ in pieces(sentence)) == sentence.text
    link = Link(text=sentence.text[2:9], url="https://example.org/a")
    overlapping = Link(text=sentence.text[5:12], url="https://example.org/b")
    both = type(sentence)(sentence.id, sentence.text, sentence.phrase, links=(overlapping, link))
    assert "".join(piece for piece, _ in pieces(both)) == sentence.text
    assert [url for _, url in pieces(both) if url] == ["https://example.org/a"]


@pytest.mark.usefixtures("undrawn")
def test_the_words_of_the_page_come_from_the_bank(tmp_path):
    report = narrate.compose(
        FIXTURES / SCENARIOS[-1] / "report.toml", locale=PSEUDO, phrasebank=pseudo(tmp_path)
    )
    page = Page(report.to_html())
    assert page.tagged("html")[0].attributes["lang"] == "en-XA"
    words = {BANK.fill(f"web-{name}", "", {}) for name in WEB_WORDS}
    labels = {
        value for element in page.elements for name, value in element.attributes.items() if "label" in name
    }
    shown = {
        element.words.strip()
        for element in page.tagged(
            "h2", "h3", "th", "dt", "button", "label", "legend", "option", "p", "li", "dd"
        )
    }
    assert [word for word in words if word in shown | labels] == []
    assert len([word for word in shown if ACCENT in word]) > 40
    assert re.search(rf"{ACCENT}", "".join(labels))


def test_every_word_for_the_page_is_used():
    template = read("page.html")
    used = set(re.findall(r"word\['([\w-]+)'\]", template))
    code = (Path(narrate.__file__).parent / "rendering" / "html" / "evidence.py").read_text(encoding="utf-8")
    used |= set(re.findall(r'"web-(\w+)"', code)) | {
        *("year", "quarter", "baseline", "first-to-last", "yes", "no")
    }
    assert used == WEB_WORDS


def test_notebooks_show_the_page_in_a_frame():
    report = paper(charts=False)
    frame = report._repr_html_()
    page = Page(frame)
    (element,) = page.elements
    assert element.tag == "iframe"
    assert element.attributes["srcdoc"] == report.to_html()
    assert "allow-same-origin" not in element.attributes["sandbox"]
    assert element.attributes["title"] == report.document.title


def test_the_command_writes_the_page_and_its_trace(tmp_path, monkeypatch):
    spec, out = str(FIXTURES / SCENARIOS[-1] / "report.toml"), tmp_path / "paper.html"
    done = CliRunner().invoke(main, ["report", spec, "-o", str(out), "--charts"])
    assert done.exit_code == 0, done.output
    report = narrate.compose(spec, charts=True)
    assert Page(out.read_text(encoding="utf-8")).sentences() == stated(report.document)
    trace = narrate.read_trace(tmp_path / "paper.trace.json")
    assert len(trace.charts) == len(list(report.document.charts()))
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    assert CliRunner().invoke(main, ["report", spec, "-o", str(out)]).exit_code == 0
    out.write_text(out.read_text(encoding="utf-8").replace("<h1>", "<h1>New "), encoding="utf-8")
    assert CliRunner().invoke(main, ["report", spec, "-o", str(out)]).exit_code == 2
    printed = CliRunner().invoke(main, ["report", spec, "-o", "-", "--format", "html"])
    assert printed.stdout.startswith("<!DOCTYPE html>")


def test_the_command_without_the_extra_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(drawing, "find_spec", lambda name: None)
    spec = str(FIXTURES / SCENARIOS[-1] / "report.toml")
    done = CliRunner().invoke(main, ["report", spec, "-o", str(tmp_path / "paper.html"), "--charts"])
    assert done.exit_code == 2
    assert done.stderr == (
        "error: charts: no altair, vl_convert here; they are the extra: pip install 'narrate[charts]'\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("form", "suffix"), [("markdown", "md"), ("text", "txt")])
def test_charts_are_refused_where_the_format_has_none(tmp_path, form, suffix):
    spec, out = str(FIXTURES / SCENARIOS[-1] / "report.toml"), tmp_path / f"paper.{suffix}"
    done = CliRunner().invoke(main, ["report", spec, "-o", str(out), "--charts"])
    assert done.exit_code == 2
    assert done.stderr.startswith(f"error: --charts: no charts in {form}; they stand in docx and html")
    assert not out.exists()


def test_a_paragraph_shows_itself_in_a_notebook():
    report = paper(charts=False)
    parts = list(report.document.paragraphs())
    for part in parts:
        page = Page(part._repr_html_())
        assert part.text in page.elements[0].words
        assert {element.tag for element in page.elements} <= {"p", "strong", "ul", "li"}
    nested = next(part for part in parts if part.items)
    assert len(Page(nested._repr_html_()).tagged("li")) == len(nested.items)
