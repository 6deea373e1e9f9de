"""How safely refresh brings new data to edited drafts: random histories, judged by what was done to them.

Run from the root of the repository: python -m tests.benchmarks.refresh_benchmark [histories]
"""

from __future__ import annotations

import calendar
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from unittest import mock

import pandas as pd

import narrate
import narrate.periods
from narrate.drafts.reading import read_draft
from narrate.drafts.refreshing import Outcome, Reason, Refreshed, refresh
from narrate.drafts.refreshing.likeness import normalised
from narrate.rendering.word import read_word, render_docx
from narrate.trace import SentenceRecord, Trace
from tests.benchmarks.histories import MarkdownEditor, Truth, WordEditor, history

FIXTURES = Path(__file__).parents[2] / "fixtures"
ROUNDS = {
    ("northbridge-2024-25-q1", "quarter"): ("2023/24 Q4", "2024/25 Q1"),
    ("northbridge-2024-25-q1", "revision"): ("2024/25 Q1", "2024/25 Q1"),
    ("leicestershire-2023-24-q2", "quarter"): ("2023/24 Q1", "2023/24 Q2"),
    ("leicestershire-2023-24-q2", "revision"): ("2023/24 Q2", "2023/24 Q2"),
}
PERIODS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"


@lru_cache
def revised(scenario: str) -> pd.DataFrame:
    """Return a scenario's observations with the latest year of counts revised by a few per cent."""
    folder = FIXTURES / scenario
    spec = narrate.read_spec(folder / "report.toml")
    source = spec.report.observations
    frame = narrate.read_observations(
        folder / source.file, populations=folder / source.populations if source.populations else None
    )
    rng = random.Random(1)
    latest = frame["end"] > frame["end"].max() - 12
    counted = latest & frame["count"].notna()
    factors = pd.Series([1 + rng.uniform(-0.03, 0.03) for _ in range(len(frame))], frame.index)
    counts = (frame["count"] * factors).round()
    bases = frame["denominator"].fillna(float("inf"))
    frame.loc[counted, "count"] = counts[counted].clip(upper=bases[counted])
    frame.loc[counted, "value"] = float("nan")
    return frame


@lru_cache
def edition(scenario: str, period: str, again: bool) -> narrate.Report:
    """Return a scenario's paper for a period, with its data as published or as revised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        observations = revised(scenario) if again else None
        return narrate.compose(
            FIXTURES / scenario / "report.toml", period=period, observations=observations, detail="full"
        )


@dataclass
class Verdict:
    """What is wrong with one refresh; nothing, if all lists are empty."""

    lost: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    raised: list[str] = field(default_factory=list)
    unreal: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    touched: list[str] = field(default_factory=list)

    def faults(self) -> dict[str, list[str]]:
        return {name: found for name, found in vars(self).items() if found}


@dataclass
class Case:
    """One draft, what was done to it, and what came of it."""

    scenario: str
    kind: str
    suffix: str
    seed: int
    truth: Truth
    done: Refreshed
    seconds: float
    verdict: Verdict
    folder: Path


def run(scenario: str, kind: str, suffix: str, seed: int, folder: Path, office: bool = False) -> Case:
    """Edit a draft at random, refresh it, and judge the result."""
    before, after = (edition(scenario, period, False) for period in ROUNDS[scenario, kind])
    if kind == "revision":
        after = edition(scenario, ROUNDS[scenario, kind][1], True)
    content = before.to_markdown().encode() if suffix == ".md" else render_docx(before.document)
    text = content.decode() if suffix == ".md" else read_word(content).text
    trace = before.trace.with_draft(f"draft{suffix}", text)
    texts = {item.id: item.text for item in trace.sentences}
    rng = random.Random(f"{scenario} {kind} {suffix} {seed}")
    editor = MarkdownEditor(text) if suffix == ".md" else WordEditor(content)
    truth = history(rng, editor, trace, dict(texts))
    path = folder / f"draft{suffix}"
    path.write_bytes(editor.save())
    if office:
        through_office(path)
    path.with_suffix(".trace.json").write_text(trace.to_json(), encoding="utf-8")
    edited = path.read_bytes()
    start = time.perf_counter()
    with mock.patch("narrate.report.compose", return_value=after):
        done = refresh(path, FIXTURES / scenario / "report.toml")
    seconds = time.perf_counter() - start
    out = folder / f"out{suffix}"
    out.unlink(missing_ok=True)
    out.with_suffix(".trace.json").unlink(missing_ok=True)
    done.save(out)
    verdict = judge(out, trace, after.trace, texts, truth, done)
    if path.read_bytes() != edited:
        verdict.touched.append("the draft")
    return Case(scenario, kind, suffix, seed, truth, done, seconds, verdict, folder)


def through_office(path: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to",
             "docx:Office Open XML Text", "--outdir", f"{home}/out", str(path)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        shutil.move(f"{home}/out/{path.name}", path)


def judge(out: Path, old: Trace, new: Trace, texts: dict[str, str], truth: Truth, done: Refreshed) -> Verdict:
    verdict = Verdict()
    draft = read_draft(out, [item.id for item in new.paragraphs])
    whole = normalised(" ".join(item.text for item in draft.paragraphs))
    masked = masks(" ".join(item.text for item in draft.paragraphs))
    news = {item.id: item for item in new.sentences}
    olds = {item.id: item for item in old.sentences}
    outcomes = {}
    for record in done.outcomes:
        outcomes.setdefault(record.sentence, []).append(record)
    for name, text in truth.edited.items():
        if masks(text) not in masked:
            verdict.lost.append(f"{name}: {text}")
    for text in truth.added:
        if normalised(text) not in whole:
            verdict.lost.append(text)
    captions = {item.table.caption for item in old.paragraphs if item.table}
    for name, text in texts.items():
        if name in truth.edited or name in captions:
            continue
        stated = normalised(text) in whole
        now = normalised(news[name].text) if name in news else ""
        elsewhere = any(normalised(text) in normalised(other.text) for other in news.values())
        elsewhere |= any(normalised(text) in normalised(other) for other in truth.edited.values())
        if name in truth.deleted:
            shared = sum(normalised(other.text) == now for other in news.values()) > 1
            if (
                now
                and now in whole
                and not shared
                and not any(now in normalised(t) for t in truth.edited.values())
            ):
                verdict.raised.append(f"{name}: {news[name].text}")
        elif stated and not elsewhere:
            verdict.stale.append(f"{name}: {text}")
        elif now and now not in whole:
            verdict.missed.append(f"{name}: {news[name].text}")
    gone = {item.id for item in old.paragraphs if item.sentences and set(item.sentences) <= truth.deleted}
    for name, item in news.items():
        if name not in texts and item.phrase != "caption" and name.rpartition("/")[0] not in gone:
            refused = any(record.outcome is Outcome.DELETED for record in outcomes.get(name, []))
            if not refused and normalised(item.text) not in whole:
                verdict.missed.append(f"new {name}: {item.text}")
    for record in done.conflicts:
        if record.sentence in news and not real(record, olds, news, truth):
            verdict.unreal.append(
                f"{record.reason} {record.detail} {record.sentence}: {record.text} | {record.new}"
            )
        if record.sentence in truth.edited or record.sentence in captions or record.reason is Reason.GONE:
            continue
        verdict.unreal.append(f"untouched {record.sentence}: {record.text}")
    for name, text in truth.edited.items():
        edits = [each for each in outcomes.get(name, ()) if each.outcome in (Outcome.KEPT, Outcome.UPDATED)]
        if name not in outcomes and name in news:
            verdict.missed.append(f"edit taken for another: {name}: {text}")
        for each in edits:
            if name in news and differs(olds[name], news[name]) and olds[name].text != news[name].text:
                verdict.wrong.append(f"should be in conflict: {name}: {each.text} | {news[name].text}")
            elif name in news:
                verdict.wrong += [
                    f"{name}: {figure} in {each.text} | {olds[name].text} -> {news[name].text}"
                    for figure in unexplained(each.text, olds[name], news[name], text)
                ]
    return verdict


def masks(text: str) -> str:
    """Return a text without its figures and periods, which may move."""
    plain = re.sub(rf"\b(?:{PERIODS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b", "#", text)
    plain = re.sub(r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b", "#", plain)
    plain = re.sub(r"\b(quarter|year|month|point)s\b", r"\1", plain)
    return normalised(re.sub(r"\d[\d,./]*(?:\s?Q\d)?|Q\d", "#", plain))


def named(item: SentenceRecord) -> set[tuple[str, str]]:
    return {(slot.name, slot.digits if slot.kind == "phrase" else slot.text)
            for slot in item.slots if slot.kind in ("phrase", "words") and slot.printed}  # fmt: skip


def differs(old: SentenceRecord, new: SentenceRecord) -> bool:
    """Whether two sentences say different things, by what fills them both and the phrase that says it."""
    if old.phrase.startswith("spec."):
        return False
    both = {name for name, _ in named(old)} & {name for name, _ in named(new)}
    both.discard("magnitude")
    mine = {item for item in named(old) if item[0] in both or "/" in item[0]}
    theirs = {item for item in named(new) if item[0] in both or "/" in item[0]}
    return old.phrase.split(".")[0] != new.phrase.split(".")[0] or mine != theirs


def real(record, olds: dict, news: dict, truth: Truth) -> bool:
    if record.reason is Reason.FIGURE:
        return record.sentence in truth.odd
    if record.sentence not in olds:
        return True
    return differs(olds[record.sentence], news[record.sentence]) or _magnitudes(
        olds[record.sentence]
    ) != _magnitudes(news[record.sentence])


def _magnitudes(item: SentenceRecord) -> list[str]:
    return [slot.digits for slot in item.slots if slot.name == "magnitude"]


def unexplained(text: str, old: SentenceRecord, new: SentenceRecord, before: str) -> list[str]:
    """Return the figures of a refreshed sentence that neither the new data nor the old words explain."""
    if old.text == new.text:
        return []
    plain = re.sub(r"(?:about )", "", text)
    known = set(re.findall(r"\d[\d,]*\.?\d*", new.text))
    for slot in new.slots:
        known |= set(re.findall(r"\d[\d,]*\.?\d*", slot.text))
        if slot.number is not None:
            known |= {f"{slot.number + nudge:.{places}f}" for places in (0, 1) for nudge in (0, 1e-9)}
    constant = set(re.findall(r"\d[\d,]*\.?\d*", old.text))
    slots = {figure for slot in old.slots for figure in re.findall(r"\d[\d,]*\.?\d*", slot.text)}
    known |= constant - slots
    known |= {figure.replace(",", "") for figure in known}
    known |= {"2", "3", "4", "5", "6", "7", "8", "9"} & {
        str(slot.number).removesuffix(".0") for slot in new.slots
    }
    known |= (
        {"4,321"}
        if old.text == new.text
        or all(
            (a.text, a.period) == (b.text, b.period) for a in old.slots for b in new.slots if a.name == b.name
        )
        else set()
    )
    wrong = [
        span
        for span in moments(text)
        if span
        not in moments(
            " ".join(
                [
                    new.text,
                    *(slot.text for slot in new.slots),
                    *(_month(slot.period) for slot in new.slots),
                ]
            )
        )
        and span not in moments(old.text) - moments(" ".join(slot.text for slot in old.slots))
    ]
    return wrong + [
        figure
        for figure in re.findall(r"\d[\d,]*\.?\d*", plain)
        if figure.rstrip(",.") not in {k.rstrip(",.") for k in known}
    ]


def moments(text: str) -> set[str]:
    """Return the months with their years that a text names, and its quarters."""
    months = {
        f"{name[:3]} {year}" for name, year in re.findall(r"\b([A-Z][a-z]{2,8})\.? (\d{4})\b(?!/)", text)
    }
    return months | set(re.findall(r"\d{4}/\d\d Q\d", text))


def _month(period: narrate.periods.Period | None) -> str:
    if period is None:
        return ""
    year, month = narrate.periods.year_and_month(period.end)
    return f"{calendar.month_abbr[month]} {year}"


def main(number: int, office: int = 20) -> None:
    """Run histories over all rounds and both formats, and print what was found."""
    counts: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    worst = 0.0
    rounds = [(scenario, kind, suffix) for scenario, kind in ROUNDS for suffix in (".md", ".docx")]
    with tempfile.TemporaryDirectory() as home:
        for seed in range(number):
            scenario, kind, suffix = rounds[seed % len(rounds)]
            through = suffix == ".docx" and office > 0 and shutil.which("soffice") is not None
            office -= through
            case = run(scenario, kind, suffix, seed, Path(home), office=through)
            worst = max(worst, case.seconds)
            outcomes.update(record.outcome.value for record in case.done.outcomes)
            counts["edits"] += len(case.truth.steps)
            faults = case.verdict.faults()
            counts["histories"] += 1
            counts["through LibreOffice"] += through
            counts["faultless"] += not faults
            for name, found in faults.items():
                counts[name] += len(found)
                for text in found:
                    print(f"{seed} {scenario[:4]} {kind} {suffix} {name}: {text}")
    print(dict(counts))
    print(dict(outcomes))
    print(f"slowest merge {worst:.2f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 320, int(sys.argv[2]) if len(sys.argv) > 2 else 20)
