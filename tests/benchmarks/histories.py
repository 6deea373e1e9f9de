"""Random editing histories of a draft, in Markdown and in Word, as analysts leave them."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from narrate.rendering.identity import bookmark_name
from narrate.rendering.markdown import comment_id, escaped
from narrate.trace import Trace

OPENERS = (
    "Members will note that",
    "As the partnership expected,",
    "On the face of it,",
    "For this board,",
    "It remains the case that",
)
CLAUSES = (
    ", as partners expected",
    ", which the delivery group has discussed",
    ", and officers will say more at the meeting",
    " (see the dashboard)",
    ", in the view of officers",
)
ADDITIONS = (
    "Partners have asked for a closer look at this area.",
    "The delivery group will return to the matter at its next meeting.",
    "Officers do not read too much into a single season.",
    "A visit to the service is planned.",
    "Local intelligence supports this reading.",
    "Colleagues in the neighbouring authority report the same experience.",
)
SYNONYMS = (
    (" was ", " stood at "),
    (" statistically significant", " significant"),
    ("a year earlier", "the year before"),
    ("no clear movement", "no obvious movement"),
    ("population", "residents"),
    (" above ", " higher than "),
    (" below ", " lower than "),
    ("Over the latest", "Across the latest"),
    (" differs ", " stands apart "),
    ("The latest quarter alone", "The quarter by itself"),
    ("significantly", "to a significant degree"),
)


@dataclass
class Truth:
    """What a history did, so that the result can be judged.

    Attributes
    ----------
    edited : dict of str to str
        By id of a sentence, what the analyst made of it.
    added : list of str
        Sentences and paragraphs of the analyst's own.
    deleted : set of str
        Ids of sentences that are gone.
    odd : set of str
        Ids of sentences with a figure that nothing in the paper explains.
    steps : list of str
    """

    edited: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)
    odd: set[str] = field(default_factory=set)
    steps: list[str] = field(default_factory=list)


class MarkdownEditor:
    """Edits a Markdown draft as a person with a text editor does."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")

    def find(self, name: str) -> int | None:
        mark = f"<!-- {comment_id(name)} -->"
        return next((n for n, line in enumerate(self.lines) if mark in line), None)

    def replace(self, name: str, old: str, new: str) -> bool:
        at = self.find(name)
        if at is None or escaped(old) not in self.lines[at]:
            return False
        self.lines[at] = self.lines[at].replace(escaped(old), escaped(new), 1)
        return True

    def bold(self, name: str, word: str) -> bool:
        at = self.find(name)
        if at is None or escaped(word) not in self.lines[at]:
            return False
        self.lines[at] = self.lines[at].replace(escaped(word), f"**{escaped(word)}**", 1)
        return True

    def delete_paragraph(self, name: str) -> bool:
        at = self.find(name)
        if at is None or (at and _indent(self.lines[at + 2 : at + 3]) > _indent(self.lines[at : at + 1])):
            return False
        del self.lines[at : at + 2]
        return True

    def add_paragraph(self, name: str, text: str) -> bool:
        at = self.find(name)
        if at is None:
            return False
        indent = re.match(r"\s*", self.lines[at]).group()
        self.lines[at + 1 : at + 1] = ["", indent + text]
        return True

    def move(self, name: str, after: str) -> bool:
        at = self.find(name)
        if at is None or self.find(after) is None or self.lines[at].startswith(" "):
            return False
        if self.lines[at + 2 : at + 3] and self.lines[at + 2].startswith(" "):
            return False
        line = self.lines[at]
        del self.lines[at : at + 2]
        to = self.find(after)
        if self.lines[to].startswith(" "):
            self.lines[at:at] = [line, ""]
            return False
        end = to + 1
        while end + 1 < len(self.lines) and (self.lines[end + 1].startswith(" ")):
            end += 2
        self.lines[end:end] = ["", line]
        return True

    def retype(self, name: str) -> bool:
        """Wrap a paragraph at the width of a screen."""
        at = self.find(name)
        if at is None:
            return False
        indent = " " * len(re.match(r"\s*(\d+\.\s+)?", self.lines[at]).group())
        words = self.lines[at].split(" <!--")[0]
        tail = self.lines[at][len(words) :]
        pieces = textwrap.wrap(words, 70, break_long_words=False, break_on_hyphens=False)
        if len(pieces) < 2 or any(re.match(r"(\d+[.)]|[-+*#>=])\s?", piece) for piece in pieces[1:]):
            return False
        self.lines[at] = ("\n" + indent).join(piece.rstrip() for piece in pieces).rstrip() + tail
        return True

    def smart(self, name: str, change: Callable[[str], str]) -> bool:
        at = self.find(name)
        if at is None:
            return False
        words, mark, tail = self.lines[at].partition(" <!--")
        opening = re.match(r"\s*(?:\d+\.\s+|- |\([a-z]+\) )?", words).group()
        self.lines[at] = opening + change(words[len(opening) :]) + mark + tail
        return True

    def lose(self, name: str) -> bool:
        at = self.find(name)
        if at is None:
            return False
        self.lines[at] = self.lines[at].split(" <!--")[0]
        return True

    def save(self) -> bytes:
        return "\n".join(self.lines).encode()


def _indent(lines: list[str]) -> int:
    return len(lines[0]) - len(lines[0].lstrip()) if lines and lines[0] else 0


class WordEditor:
    """Edits a Word draft as a person with Word does."""

    def __init__(self, content: bytes) -> None:
        self.paper = docx.Document(BytesIO(content))

    def find(self, name: str):
        marks = self.paper.element.body.xpath(f".//w:bookmarkStart[@w:name='{bookmark_name(name)}']")
        return marks[0].getparent() if marks else None

    def replace(self, name: str, old: str, new: str, tracked: bool = False) -> bool:
        element = self.find(name)
        if element is None:
            return False
        letters = [part for part in element.iter(qn("w:t")) if not _deleted(part)]
        whole = "".join(part.text or "" for part in letters)
        start = whole.find(old)
        if start < 0:
            return False
        end, at, first = start + len(old), 0, True
        for part in letters:
            text = part.text or ""
            low, high = max(start - at, 0), min(end - at, len(text))
            if low < high or (low == high == len(text) and False):
                part.text = text[:low] + (new if first else "") + text[high:]
                part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                first = False
            at += len(text)
        return not first

    def bold(self, name: str, word: str) -> bool:
        element = self.find(name)
        if element is None:
            return False
        for part in element.iter(qn("w:t")):
            text = part.text or ""
            if word in text and part.getparent().getparent().tag == qn("w:p"):
                run = part.getparent()
                before, _, after = text.partition(word)
                for piece, strong in ((before, False), (word, True), (after, False)):
                    if piece:
                        made = _run(piece)
                        if strong:
                            properties = OxmlElement("w:rPr")
                            properties.append(OxmlElement("w:b"))
                            made.insert(0, properties)
                        run.addprevious(made)
                run.getparent().remove(run)
                return True
        return False

    def delete_paragraph(self, name: str) -> bool:
        element = self.find(name)
        if element is None:
            return False
        element.getparent().remove(element)
        return True

    def add_paragraph(self, name: str, text: str) -> bool:
        element = self.find(name)
        if element is None:
            return False
        made = OxmlElement("w:p")
        made.append(_run(text))
        element.addnext(made)
        return True

    def move(self, name: str, after: str) -> bool:
        element, to = self.find(name), self.find(after)
        if element is None or to is None or element is to:
            return False
        to.addnext(element)
        return True

    def retype(self, name: str) -> bool:
        """Type the whole text again: one run, everything else of it gone."""
        element = self.find(name)
        if element is None or element.findall(qn("w:hyperlink")):
            return False
        text = "".join(part.text or "" for part in element.iter(qn("w:t")) if not _deleted(part))
        runs = [run for run in element.iter(qn("w:r")) if not _deleted(run)]
        for run in runs[1:]:
            run.getparent().remove(run)
        for child in list(runs[0]):
            if child.tag != qn("w:rPr"):
                runs[0].remove(child)
        letters = OxmlElement("w:t")
        letters.text = text
        letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        runs[0].append(letters)
        return True

    def track(self, name: str, old: str, new: str) -> bool:
        """Replace words with tracked changes: the old are struck, the new are inserted."""
        element = self.find(name)
        if element is None:
            return False
        for part in element.iter(qn("w:t")):
            text, run = part.text or "", part.getparent()
            if old in text and run.getparent().tag == qn("w:p"):
                before, _, after = text.partition(old)
                gone = _run(old)
                for letters in gone.iter(qn("w:t")):
                    letters.tag = qn("w:delText")
                struck, came = _change("w:del", gone), _change("w:ins", _run(new)) if new else None
                for piece in (_run(before), struck, came, _run(after)):
                    if piece is not None:
                        run.addprevious(piece)
                run.getparent().remove(run)
                return True
        return False

    def smart(self, name: str, change: Callable[[str], str]) -> bool:
        element = self.find(name)
        if element is None:
            return False
        for part in element.iter(qn("w:t")):
            part.text = change(part.text or "")
        return True

    def lose(self, name: str) -> bool:
        element = self.find(name)
        if element is None:
            return False
        for mark in element.findall(qn("w:bookmarkStart")) + element.findall(qn("w:bookmarkEnd")):
            element.remove(mark)
        return True

    def save(self) -> bytes:
        saved = BytesIO()
        self.paper.save(saved)
        return saved.getvalue()


def _deleted(element) -> bool:
    return any(above.tag == qn("w:del") for above in element.iterancestors())


def _run(text: str):
    run, letters = OxmlElement("w:r"), OxmlElement("w:t")
    letters.text = text
    letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(letters)
    return run


def _change(tag: str, run):
    change = OxmlElement(tag)
    change.set(qn("w:id"), "900")
    change.set(qn("w:author"), "Analyst")
    change.append(run)
    return change


def smart_text(text: str) -> str:
    """Return a text as Word corrects it."""
    return re.sub(r"(\d) (offences|admissions)", "\\1\u00a0\\2", text.replace("'", "’").replace(" - ", " – "))


def history(rng: random.Random, editor, trace: Trace, texts: dict[str, str]) -> Truth:
    """Make several edits to a draft, and say what they were."""
    truth = Truth()
    paragraphs = [item for item in trace.paragraphs if item.sentences]
    steps = (
        *(reword, reword, reword, swap, swap, swap, retold, retold, rounding, percent, digits, turned, cut),
        *(insert, insert, add, delete, drop, move, odd, tracked, short_months, plain_thousands),
    )
    for _ in range(rng.randint(5, 14)):
        step = rng.choice(steps)
        item = rng.choice(paragraphs)
        if step(rng, editor, item, texts, truth, paragraphs):
            truth.steps.append(f"{step.__name__} {item.id}")
    # what changes no word comes last, so that the words above are found as they were written
    for _ in range(rng.randint(0, 5)):
        step = rng.choice((retype, typography, bold, lose))
        item = rng.choice(paragraphs)
        if step(rng, editor, item, texts, truth):
            truth.steps.append(f"{step.__name__} {item.id}")
    return truth


def current(name: str, texts: dict[str, str], truth: Truth) -> str | None:
    return None if name in truth.deleted else truth.edited.get(name, texts[name])


def change(rng, editor, item, texts, truth, make) -> bool:
    name = rng.choice(item.sentences)
    old = current(name, texts, truth)
    new = make(old) if old else None
    if not new or new == old or not editor.replace(item.id, old, new):
        return False
    truth.edited[name] = new
    return True


def reword(rng, editor, item, texts, truth, _) -> bool:
    def make(text: str) -> str:
        if rng.random() < 0.5:
            return text.removesuffix(".") + rng.choice(CLAUSES) + "."
        return f"{rng.choice(OPENERS)} {text[0].lower()}{text[1:]}"

    return change(rng, editor, item, texts, truth, make)


def swap(rng, editor, item, texts, truth, _) -> bool:
    def make(text: str) -> str:
        fitting = [pair for pair in SYNONYMS if pair[0] in text]
        return text.replace(*rng.choice(fitting)) if fitting else text

    return change(rng, editor, item, texts, truth, make)


def rounding(rng, editor, item, texts, truth, _) -> bool:
    def make(text: str) -> str:
        found = [
            m for m in re.finditer(r"(?<![\d,.])\d{1,3}\.\d{1,2}(?![\d.])", text) if float(m.group()) >= 10
        ]
        if not found:
            return text
        number = rng.choice(found)
        short = f"{float(number.group()):.{len(number.group().split('.')[1]) - 1}f}"
        return f"{text[: number.start()]}about {short}{text[number.end() :]}"

    return change(rng, editor, item, texts, truth, make)


def percent(rng, editor, item, texts, truth, _) -> bool:
    return change(rng, editor, item, texts, truth, lambda text: re.sub(r"(\d)%", r"\1 per cent", text))


MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SMALL = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}


def short_months(rng, editor, item, texts, truth, _) -> bool:
    pattern = re.compile("|".join(MONTHS))
    return change(
        rng, editor, item, texts, truth, lambda text: pattern.sub(lambda found: found.group()[:3], text)
    )


def plain_thousands(rng, editor, item, texts, truth, _) -> bool:
    return change(rng, editor, item, texts, truth, lambda text: re.sub(r"(?<=\d),(?=\d{3})", "", text))


def digits(rng, editor, item, texts, truth, _) -> bool:
    pattern = re.compile(rf"\b({'|'.join(SMALL)})(?= (?:quarter|year|month))")
    return change(
        rng, editor, item, texts, truth, lambda text: pattern.sub(lambda found: SMALL[found[1]], text)
    )


def turned(rng, editor, item, texts, truth, _) -> bool:
    """Bring what stands after the first comma to the front."""

    def make(text: str) -> str:
        head, comma, tail = text.removesuffix(".").partition(", ")
        if not comma or ", " in tail or len(tail) < 15 or head.count("(") != head.count(")"):
            return text
        return f"{tail[0].upper()}{tail[1:]}: {head[0].lower()}{head[1:]}."

    return change(rng, editor, item, texts, truth, make)


def retold(rng, editor, item, texts, truth, _) -> bool:
    """Tell a figure in words of one's own."""

    def make(text: str) -> str:
        found = re.search(
            r"(\d[\d.,]*%?)(?: [a-z]+ per [\d,]+(?: [a-z]+)?)?.*?"
            r"(in (?:the 12 months to )?[A-Z]\w+ \d{4}|in \d{4}/\d\d)",
            text,
        )
        back = re.search(r"a year earlier \(([\d.,]+%?)\)", text)
        if not found or not back:
            return text
        now = f"The figure now stands at {found[1]} ({found[2]}), with {back[1]} recorded a year earlier"
        return f"{now} and no clear difference."

    return change(rng, editor, item, texts, truth, make)


def odd(rng, editor, item, texts, truth, _) -> bool:
    if rng.random() < 0.6:
        return False
    done: list[str] = []

    def make(text: str) -> str:
        done.append(text)
        return text.removesuffix(".") + ", with 4,321 letters sent."

    if change(rng, editor, item, texts, truth, make):
        truth.odd |= {name for name, text in truth.edited.items() if "4,321" in text}
        return True
    return False


def insert(rng, editor, item, texts, truth, _) -> bool:
    old = current(rng.choice(item.sentences), texts, truth)
    new = rng.choice([text for text in ADDITIONS if text not in truth.added] or [""])
    if not old or not new or not editor.replace(item.id, old, f"{old} {new}"):
        return False
    truth.added.append(new)
    return True


def delete(rng, editor, item, texts, truth, _) -> bool:
    left = [name for name in item.sentences if name not in truth.deleted]
    if len(left) < 2:
        return False
    name = rng.choice(left)
    old = current(name, texts, truth)
    if editor.replace(item.id, f"{old} ", "") or editor.replace(item.id, f" {old}", ""):
        truth.deleted.add(name)
        truth.edited.pop(name, None)
        truth.odd.discard(name)
        return True
    return False


def drop(rng, editor, item, texts, truth, _) -> bool:
    if item.table or any(text in truth.added for text in ADDITIONS if _has(editor, item.id, text)):
        return False
    if not editor.delete_paragraph(item.id):
        return False
    for name in item.sentences:
        truth.deleted.add(name)
        truth.edited.pop(name, None)
        truth.odd.discard(name)
    return True


def _has(editor, name: str, text: str) -> bool:
    if isinstance(editor, MarkdownEditor):
        at = editor.find(name)
        return at is not None and text in editor.lines[at]
    element = editor.find(name)
    return element is not None and text in "".join(part.text or "" for part in element.iter(qn("w:t")))


def add(rng, editor, item, texts, truth, _) -> bool:
    new = f"Note {len(truth.added)}: {rng.choice(ADDITIONS).lower()}".replace(
        ":", " of officers:"
    ).capitalize()
    if item.table or not editor.add_paragraph(item.id, new):
        return False
    truth.added.append(new)
    return True


def move(rng, editor, item, texts, truth, paragraphs) -> bool:
    after = rng.choice(paragraphs)
    return not item.table and not after.table and item is not after and editor.move(item.id, after.id)


def retype(rng, editor, item, texts, truth) -> bool:
    return editor.retype(item.id)


def typography(rng, editor, item, texts, truth) -> bool:
    return editor.smart(item.id, smart_text)


def bold(rng, editor, item, texts, truth) -> bool:
    words = re.findall(r"[\d.,]*\d|\b[a-z]{6,}\b", current(rng.choice(item.sentences), texts, truth) or "")
    return bool(words) and editor.bold(item.id, rng.choice(words))


def lose(rng, editor, item, texts, truth) -> bool:
    return rng.random() < 0.4 and editor.lose(item.id)


def tracked(rng, editor, item, texts, truth, _) -> bool:
    if not isinstance(editor, WordEditor):
        return False

    name = rng.choice(item.sentences)
    old = current(name, texts, truth)
    fitting = [pair for pair in SYNONYMS if old and pair[0] in old]
    if not fitting:
        return False
    was, now = rng.choice(fitting)
    whole = " ".join(current(other, texts, truth) or "" for other in item.sentences)
    if whole.find(was) != whole.find(old) + old.find(was) or not editor.track(item.id, was, now):
        return False
    truth.edited[name] = old.replace(was, now, 1)
    return True


def cut(rng, editor, item, texts, truth, _) -> bool:
    """Take out the end of a sentence after its last comma."""

    def make(text: str) -> str:
        head, comma, tail = text.rpartition(", ")
        return (
            f"{head}."
            if comma and len(head.split()) > 6 and len(tail.split()) < 12 and "(" not in head[-12:]
            else text
        )

    return change(rng, editor, item, texts, truth, make)
