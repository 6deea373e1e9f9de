"""The three-way merge of a paper: what was generated, what the analyst made of it, what is generated now."""

from __future__ import annotations

from dataclasses import dataclass, field

from narrate.document import Document
from narrate.drafts.draft import Part
from narrate.drafts.refreshing.arrivals import arrivals
from narrate.drafts.refreshing.edition import Line, Passage, Succession
from narrate.drafts.refreshing.likeness import bare, same
from narrate.drafts.refreshing.mentions import Tongue
from narrate.drafts.refreshing.order import placed
from narrate.drafts.refreshing.outcome import Outcome, Reason, Told
from narrate.drafts.refreshing.parts import How, Matched, Said
from narrate.drafts.refreshing.pen import Edit, Note, Pen, Work
from narrate.drafts.refreshing.tables import merged_table
from narrate.drafts.refreshing.verdicts import Verdict, verdict
from narrate.drafts.refreshing.wording import Wording
from narrate.trace import Carried

TABLE = "/table"
"""What follows the id of a caption where its table is in conflict."""


@dataclass
class Merger:
    """Brings one draft up to date.

    Attributes
    ----------
    matched : Matched
        The draft, its parts known.
    paper : Succession
        The old and the new edition.
    document : Document
        The new paper.
    pen : Pen
    tongue : Tongue
        How the locale writes figures.
    wording : Wording
        The words of a conflict.
    """

    matched: Matched
    paper: Succession
    document: Document
    pen: Pen
    tongue: Tongue
    wording: Wording
    told: list[tuple[float, Told]] = field(default_factory=list)
    works: dict[int, Work] = field(default_factory=dict)
    edited: dict[str, list[str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)
    marks: dict[str, str] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)

    def merge(self) -> tuple[Told, ...]:
        """Write everything into the draft; return what became of each sentence, in reading order."""
        carried = self.paper.old.carried
        self.deleted = set(carried.deleted)
        ours = {name: text for name, text in carried.marks.items() if not self.is_gone(name)}
        standing = self.pen.take_marks(ours)
        # what the paper says no more stays marked until the analyst has settled it
        for name in filter(self.is_gone, standing & set(carried.marks)):
            self.marks[name] = carried.marks[name]
            self.open |= {bare(text): name for text in carried.edited.get(name, ())}
        for place in self.matched.said:
            self.paragraph(place, standing)
        for name in self.paper.old.passages:
            self.passage(name)
        for place, name in self.matched.tables.items():
            self.table(place, name)
        self.foreign_tables()
        came = arrivals(self.matched, self.paper, self.document, self.deleted)
        for told in came.told:
            self.told.append(told)
        self.pen.arrive(came.arrivals)
        for place, work in self.works.items():
            self.pen.work(place, self.matched.draft.paragraphs[place], work)
        return tuple(told for _, told in sorted(self.told, key=lambda item: item[0]))

    @property
    def carried(self) -> Carried:
        """What the next refresh must know of the draft."""
        present = {line.id for line in self.paper.lines.values() if line.id in self.edited}
        return Carried(
            {name: tuple(texts) for name, texts in self.edited.items()},
            tuple(dict.fromkeys(self.added)),
            tuple(sorted(self.deleted - present)),
            self.marks,
        )

    def is_gone(self, name: str) -> bool:
        """Whether a sentence in conflict is one that the old paper no longer had."""
        return name.removesuffix(TABLE) not in self.paper.old.lines

    def at(self, place: int) -> Work:
        """Return what is to be done to a paragraph, to add to it."""
        return self.works.setdefault(place, Work())

    def paragraph(self, place: int, marked: set[str]) -> None:
        """Bring the sentences of one paragraph up to date."""
        saids = self.matched.said[place]
        name = self.matched.texts.get(place)
        others = list(self.paper.old.said(self.paper.old.passages[name])) if name else []
        verdicts = [self.judged(said, others, marked) for said in saids]
        for said, judged in zip(saids, verdicts, strict=True):
            self.tell(place, said, judged)
            if judged.outcome in (Outcome.REFRESHED, Outcome.UPDATED) and not same(judged.text, said.text):
                self.at(place).edits.append(Edit(said.start, said.end, judged.text))
            if judged.outcome is Outcome.CONFLICT and said.lines:
                self.conflict(place, said, judged)
        self.drop(place, saids, verdicts)
        if name:
            self.rename(place, name)

    def judged(self, said: Said, others: list[Line], marked: set[str]) -> Verdict:
        """Say what becomes of a sentence; one that is gone stays in conflict as long as its mark stands."""
        if said.how is How.ADDED and bare(said.text) in self.open:
            return Verdict(Outcome.CONFLICT, said.text, "", Reason.OPEN)
        return verdict(said, self.paper, others, self.tongue, marked)

    def rename(self, place: int, name: str) -> None:
        """Give a paragraph its id, where it lost it or has another one in the new paper."""
        new = self.paper.passages.get(name, name)
        if place in self.matched.recovered or new != name:
            self.at(place).name = new

    def tell(self, place: int, said: Said, judged: Verdict) -> None:
        """Add a sentence to the summary, and keep what the next refresh must know of it."""
        line = said.lines[0] if said.lines else None
        new = self.paper.lines.get(line.id) if line else None
        number = self.number(self.matched.texts.get(place) or self.matched.captions.get(place) or "")
        part = self.matched.draft.paragraphs[place]
        if (
            judged.outcome is Outcome.ADDED
            and place not in self.matched.texts
            and part.id
            and part.id not in self.paper.old.passages
        ):
            judged = Verdict(Outcome.UNPLACED, judged.text, reason=Reason.NOT_FOUND)
        self.told.append(
            (
                place + said.start / (len(part.text) + 1),
                Told(
                    judged.outcome,
                    line.id if line else self.open.get(bare(said.text), ""),
                    number,
                    judged.text or said.text,
                    judged.new,
                    judged.reason,
                    judged.detail,
                ),
            )
        )
        if new and judged.outcome in (Outcome.KEPT, Outcome.UPDATED, Outcome.CONFLICT):
            if not same(judged.text, new.text):
                for each in said.lines:
                    after = self.paper.lines.get(each.id)
                    if after:
                        self.edited.setdefault(after.id, []).append(judged.text)
        elif judged.outcome in (Outcome.ADDED, Outcome.UNPLACED, Outcome.CONFLICT):
            self.added.append(judged.text)
            gone = line.id if line else self.open.get(bare(judged.text))
            if gone and judged.outcome is Outcome.CONFLICT:
                self.edited.setdefault(gone, []).append(judged.text)

    def number(self, name: str) -> str:
        """Return the number of a passage in the new paper, or in the old one."""
        new = self.paper.new.passages.get(self.paper.passages.get(name, ""))
        old = self.paper.old.passages.get(name)
        return new.number if new else old.number if old else ""

    def conflict(self, place: int, said: Said, judged: Verdict) -> None:
        """Mark a sentence whose fate the analyst must decide."""
        line = said.lines[0]
        new = self.paper.lines.get(line.id)
        name = new.id if new else line.id
        lines = self.wording.conflict(judged)
        self.at(place).notes.append(Note(name, said.start, said.end, lines))
        self.marks[name] = bare("".join(lines))

    def drop(self, place: int, saids: list[Said], verdicts: list[Verdict]) -> None:
        """Take out the sentences that the new paper says no more, with the blanks beside them."""
        gone = [judged.outcome is Outcome.DROPPED for judged in verdicts]
        if not any(gone):
            return
        name = self.matched.texts.get(place, "")
        if all(gone):
            self.at(place).removed = self.paper.passages.get(name) is None
        stays = [said for said, goes in zip(saids, gone, strict=True) if not goes]
        number = 0
        while number < len(saids):
            first = number
            while number < len(saids) and gone[number]:
                number += 1
            if number > first:
                before = saids[first - 1].end if first else 0
                start, end = saids[first].start, saids[number - 1].end
                if number < len(saids):
                    end = saids[number].start
                elif stays:
                    start = before
                self.at(place).edits.append(Edit(start, end, ""))
            number += 1

    def passage(self, name: str) -> None:
        """Tell what the analyst took out of a passage, and write what is new in it."""
        old = self.paper.old.passages[name]
        new = self.paper.new.passages.get(self.paper.passages.get(name, ""))
        places = [place for place in self.matched.places(name) if self.matched.said[place]]
        present = {line.id for saids in self.matched.said.values() for said in saids for line in said.lines}
        gone = [line for line in self.paper.old.said(old) if line.id not in present]
        where = float(places[-1]) + 0.99 if places else self.before(name)
        for line in gone:
            after = self.paper.lines.get(line.id)
            self.deleted.add(after.id if after else line.id)
            if after:
                self.told.append(
                    (where, Told(Outcome.DELETED, after.id, self.number(name), line.text, after.text))
                )
        if not places and old.lines and len(gone) == len(old.lines):
            self.deleted.add(new.id if new else name)
        if new:
            fresh = list(self.paper.fresh(old, new))
            if places:
                self.insert(old, new, places, fresh)
            elif old.lines:
                for line in fresh:
                    self.deleted.add(line.id)
                    self.told.append((where, Told(Outcome.DELETED, line.id, new.number, "", line.text)))

    def before(self, name: str) -> float:
        """Return where in the draft a passage that is not in it once stood."""
        last = -1.0
        for other in self.paper.old.passages:
            if other == name:
                break
            last = max([last, *(place + 0.995 for place in self.matched.places(other))])
        return last

    def insert(self, old: Passage, new: Passage, places: list[int], fresh: list[Line]) -> None:
        """Write the sentences of a passage that the old paper did not have, at their place."""
        saids = [said for place in places for said in self.matched.said[place]]
        names = [said.lines[0].id if said.lines else f"+{number}" for number, said in enumerate(saids)]
        origin = {self.paper.lines[line].id: line for line in old.lines if line in self.paper.lines}
        theirs = [origin.get(line, line) for line in new.lines]
        after = placed(old.lines, names, theirs)
        for line in fresh:
            if line.id in self.deleted:
                self.told.append(
                    (places[-1] + 0.99, Told(Outcome.DELETED, line.id, new.number, "", line.text))
                )
                continue
            last = after.get(line.id)
            said = saids[len(names) - 1 - names[::-1].index(last)] if last in names else None
            place = said.place if said else saids[0].place
            at = said.end if said else saids[0].start
            text = f" {line.text}" if said else f"{line.text} "
            self.write_new(place, at, text)
            self.told.append(
                (
                    place + (at + 0.5) / (at + 2.0)
                    if not said
                    else place + (at + 0.5) / (len(self.matched.draft.paragraphs[place].text) + 1),
                    Told(Outcome.NEW, line.id, new.number, line.text),
                )
            )

    def write_new(self, place: int, at: int, text: str) -> None:
        """Write new text at a place; what comes to one place comes in its order."""
        edits = self.at(place).edits
        for number, edit in enumerate(edits):
            if edit.start == edit.end == at:
                edits[number] = Edit(at, at, edit.text + text)
                return
        edits.append(Edit(at, at, text))

    def table(self, place: int, name: str) -> None:
        """Bring a table up to date cell by cell."""
        old, mine = self.paper.old.passages[name], self.matched.draft.paragraphs[place].rows
        new = self.paper.new.passages.get(self.paper.passages.get(name, ""))
        caption = old.caption or ""
        text = self.paper.old.lines[caption].text
        where, number = float(place), self.number(name)
        if new is None or not new.rows:
            untouched = [[bare(cell) for cell in row] for row in mine] == [
                [bare(cell) for cell in row] for row in old.rows
            ]
            outcome = Outcome.DROPPED if untouched else Outcome.CONFLICT
            if untouched:
                self.at(place).removed = True
            else:
                self.note_table(place, caption, Verdict(outcome, text, "", Reason.GONE))
            self.told.append(
                (where, Told(outcome, caption, number, text, "", Reason.NONE if untouched else Reason.GONE))
            )
            return
        merge = merged_table(old.rows, mine, new.rows)
        for (row, column), cell in merge.cells.items():
            self.pen.set_cell(place, row, column, cell)
        for row in merge.removed:
            self.pen.remove_row(place, row)
        for after, cells in merge.added:
            self.pen.add_row(place, after, cells)
        outcome = Outcome.CONFLICT if merge.conflicts else Outcome.KEPT if merge.edited else Outcome.REFRESHED
        if merge.edited and not merge.conflicts and (merge.cells or merge.added):
            outcome = Outcome.UPDATED
        reason = Reason.CELL if merge.conflicts else Reason.NONE
        said = "; ".join(merge.conflicts)
        if merge.conflicts:
            self.note_table(place, new.caption or "", Verdict(outcome, text, said, reason))
        self.told.append((where, Told(outcome, new.caption or "", number, text, said, reason)))

    def foreign_tables(self) -> None:
        """Tell of the tables that are the analyst's own."""
        for place, item in enumerate(self.matched.draft.paragraphs):
            if item.kind is Part.TABLE and place not in self.matched.tables:
                self.told.append((float(place), Told(Outcome.ADDED, "", "", item.text.replace("\t", " | "))))

    def note_table(self, place: int, name: str, judged: Verdict) -> None:
        """Mark a table whose fate the analyst must decide."""
        lines = self.wording.conflict(judged)
        key = f"{name}{TABLE}"
        self.at(place).notes.append(Note(key, 0, 0, lines))
        self.marks[key] = bare("".join(lines))
