"""Joins the panels and the import of the register to their use cases, with undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from focal_desktop.ui.context import Context
from focal_desktop.ui.kept import Kept
from focal_desktop.ui.training import lines as rows
from focal_desktop.ui.training import saying
from focal_desktop.ui.training.lines import Line
from focal_desktop.ui.training.person_view import EXEMPT, PersonView
from focal_desktop.ui.training.recording import AT_ONCE, Recording
from focal_desktop.ui.training.session_view import SessionView
from focal_desktop.ui.turns import AT_A_GO, CALM, Turning, Work
from focal_desktop.usecases import pasting, records
from focal_desktop.usecases.matching import Finder
from focal_desktop.usecases.pasting import Table
from focal_desktop.usecases.records import Opened
from focal_desktop.usecases.training import Held, Register, Standing

DRAFT = "training/session"


class PersonDesk:
    """Somebody of the register: new, opened, or to be counted no longer."""

    def __init__(self, context: Context, done: Callable[[], Any], *, is_exempting: bool = False) -> None:
        self.context, self._done, self._is_exempting = context, done, is_exempting
        fields = {"fields": EXEMPT} if is_exempting else {}
        self.view = PersonView(context.face, context.policy, **fields)
        self.view.save_requested.connect(self.save)
        self._kept = Kept(context)
        self._opened: Opened | None = None

    @property
    def record(self) -> str:
        """Who is open, or nothing for somebody new."""
        return self._opened.id if self._opened else ""

    def open_new(self) -> None:
        """Begin somebody."""
        self._opened = None
        self.view.open_at(self.context.words.say("Somebody new"), "", "")
        self.view.show_courses((), ())
        self._show({}, "training/person-new")

    def open(self, standing: Standing, register: Register) -> None:
        """Open somebody."""
        words, policy = self.context.words, self.context.policy
        self._opened = records.open_record(self.context.session, "person", standing.person.id)
        said = saying.say_standing(standing, words, policy)
        title = saying.say_person(standing.person)
        self.view.open_at(title, said, saying.TONES.get(standing.status, ""))
        missing = [policy.label("course", code, words.language) for code in standing.missing]
        self.view.show_courses(missing, [] if self._is_exempting else self._list_held(register))
        front = "exempt" if self._is_exempting else "person"
        self._show(self._opened.values, f"training/{front}-{standing.person.id}")

    def _list_held(self, register: Register) -> list[str]:
        words, policy = self.context.words, self.context.policy
        return [
            words.say(
                "{course}, {day}, {evidence}",
                course=policy.label("course", one.course, words.language),
                day=words.iso_date(str(one.completed_on or "")),
                evidence=policy.label("completion_evidence", one.evidence, words.language),
            )
            for one in register.completions.get(self.record, ())
        ]

    def _show(self, values: Mapping[str, Any], draft: str) -> None:
        form = self.view.form
        form.show_values(values)
        form.show_problems(())
        self._kept.bring_back(draft, form)
        next(iter(form.editors.values())).widget.setFocus()

    def keep(self) -> None:
        """Keep what is being typed."""
        self._kept.keep(self.view.form.changed())

    def save(self) -> None:
        """Save what was changed, and offer to take it back."""
        words, session, form = self.context.words, self.context.session, self.view.form
        with self.context.telling(form):
            changed, opened = form.changed(), self._opened
            if opened is None:
                records.add(session, "person", form.values())
                self.context.tell(words.say("The person is in the register."), "ok")
            elif changed:
                before = {name: opened.values.get(name) for name in changed}
                records.edit(session, "person", opened.id, changed, opened)
                self.context.shell.remember_undo(
                    words.say("The person was saved."),
                    lambda: records.edit(session, "person", opened.id, before),
                    lambda: records.edit(session, "person", opened.id, changed),
                )
            self._kept.drop()
            self._done()


class SessionDesk:
    """One import: a course that many took part in, or the list of people alone."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.view = SessionView(context.face, context.policy)
        self._kept = Kept(context)
        self._finder = Finder(())
        self._table, self._lines = Table(), list[Line]()
        self._turning: Turning | None = None
        self._recording = Recording(context, self.view, self.clear, lambda: self._match())
        self._is_open = False
        self.view.pasted.connect(self.read)
        self.view.columns.edited.connect(lambda: self._match())
        self.view.lines.decided.connect(self._decide)
        self.view.save_requested.connect(self.save)
        self.view.clear_requested.connect(self.clear)
        self.view.form.edited.connect(lambda _: self._draw())

    def show_register(self, register: Register) -> None:
        """Take over who is known; rows that are on the screen are looked at again."""
        people = [one.person for one in register.standings]
        self._finder = Finder(people)
        self.view.lines.show_names({one.id: saying.say_person(one) for one in people})
        held = self._lines
        if held and self._recording.turning is None:  # what is being recorded is looked at behind it
            self._match(lambda: self._answer_again(held))

    def _answer_again(self, held: Sequence[Line]) -> None:
        """Let what was answered stay where nothing changed."""
        if len(held) == len(self._lines):
            pairs = zip(held, self._lines, strict=True)
            self._lines = [old if old.match == new.match else new for old, new in pairs]
            self._draw()

    def open(self) -> None:
        """Begin, or go on where an unfinished import was left."""
        if self._is_open:
            return
        self._is_open = True
        today = self.context.session.today.isoformat()
        self.view.form.show_values({"completed_on": today, "evidence": "attendance_sheet"})
        self._kept.bring_back(DRAFT, self.view.form)
        held = self._kept.open(DRAFT)
        if text := str(held.get("pasted", "")):
            self.view.show_text(text)
            self._read(text)
            columns, choices = held.get("columns", ()), held.get("choices", ())
            if len(columns) == len(self._table.columns):
                self._table = msgspec.structs.replace(self._table, columns=tuple(columns))
                self.view.columns.show_table(self._table)
            self._match(lambda: self._bring_back(choices))

    def _bring_back(self, choices: Sequence[str]) -> None:
        if len(choices) == len(self._lines):
            pairs = zip(self._lines, choices, strict=True)
            self._lines = [msgspec.structs.replace(line, choice=choice) for line, choice in pairs]
            self._draw()

    def read(self, text: str) -> None:
        """Read what was pasted."""
        with self.context.telling():
            self._read(text)
            self._match(self.view.lines.go_to_open)

    def _read(self, text: str) -> None:
        self._table = pasting.read_table(text, self.context.policy, self._finder.codes)
        self.view.columns.show_table(self._table)

    def _match(self, then: Callable[[], object] = lambda: None) -> None:
        """Find whom each row names, a long list in turns."""
        words = self.context.words
        self._turn(
            self._find(then),
            len(self._table.rows),
            lambda share: words.say("The list is being compared with the register: {share}", share=share),
            self.clear,
        )

    def _find(self, then: Callable[[], object]) -> Work:
        columns, policy = self.view.columns.columns(), self.context.policy
        said = pasting.read_people(self._table.rows, columns, policy)
        today = self.context.session.today
        days = [pasting.read_completed(row, columns, today) for row in self._table.rows]
        self._lines = rows.propose((yield from self._finder.match_in_turns(said)), days)
        self.view.columns.unread.setVisible(pasting.has_unread_days(self._table, columns))
        self._draw()
        then()

    def _turn(self, work: Work, count: int, say: Callable[[str], str], stopped: Callable[[], object]) -> None:
        """Do some work in place of what is under way: at once where it is little."""
        if self._turning is not None:
            self._turning.drop()
        pace = CALM if count > AT_ONCE else AT_A_GO
        self._turning = Turning(self.context, work, say, stopped, pace)
        self._turning.go_on()

    def _decide(self, place: int, choice: str) -> None:
        self._lines[place] = msgspec.structs.replace(self._lines[place], choice=choice)
        self._draw()

    def _draw(self) -> None:
        words = self.context.words
        count = len(rows.list_attending(self._lines))
        if self.view.form.values()["course"]:
            save = words.count(count, "Record for one person", "Record for {n} people")
        else:
            save = words.count(count, "Bring one person up to date", "Bring {n} people up to date")
        self.view.show_lines(self._lines, rows.say_summary(self._lines, words), save)

    def keep(self) -> None:
        """Keep the import as it stands."""
        text = self.view.box.toPlainText()
        if not self._is_open or not (text or self.view.form.values()["course"]):
            return
        more = {
            "pasted": text,
            "columns": list(self.view.columns.columns()),
            "choices": [line.choice for line in self._lines],
        }
        self._kept.keep({**self.view.form.values(), **more})

    def clear(self) -> None:
        """Put everything away; the course, the day and the evidence stay for the next session."""
        self._kept.open(DRAFT)
        self._kept.drop()
        self._table, self._lines = Table(), []
        self.view.show_text("")
        self.view.columns.show_table(self._table)
        self._draw()
        self._kept.open(DRAFT)

    def save(self) -> None:
        """Record it for everybody, as one save that can be taken back as one."""
        words = self.context.words
        if still := rows.count_open(self._lines):
            said = words.count(still, "One row wants your answer first.", "{n} rows want your answer first.")
            self.context.tell(said, "warn")
            self.view.lines.go_to_open()
            return
        if not rows.list_attending(self._lines):
            said = words.say("There is nobody to record yet. Paste the list: one row for each person.")
            self.context.tell(said, "warn")
            self.view.box.setFocus()
            return
        with self.context.telling(self.view.form):
            self._recording.record(_read_held(self.view.form.values()), rows.list_attending(self._lines))


def _read_held(said: Mapping[str, Any]) -> Held:
    """Return the session that was held, as the form says."""
    day = said["completed_on"]
    return Held(
        course=str(said["course"]),
        completed_on=None if day is None else str(day),
        evidence=str(said["evidence"]),
    )
