"""Joins the page of one report to what it does. It owns no data."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from focal_desktop.domain.allegation import KIND, State
from focal_desktop.ui import labels
from focal_desktop.ui.allegations import cases, leaving, story, wording
from focal_desktop.ui.allegations.export_desk import ExportDesk
from focal_desktop.ui.allegations.keeping import KeepDesk
from focal_desktop.ui.allegations.page_fields import PageFields
from focal_desktop.ui.allegations.record_view import STEPS, RecordView
from focal_desktop.ui.allegations.sharing import Sharing, fields_of
from focal_desktop.ui.context import Context
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import acts, audit, erased, records

LOG = 4


class RecordPage(QWidget):
    """One report; `left` and `intake_requested` lead away from it."""

    left = Signal()
    intake_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context, self.record = context, ""
        words, session = context.words, context.session
        slot = KIND.slots["state"]
        steps = [labels.of_code(slot, step, words, context.policy) for step in STEPS]
        is_hq = "hq_case" in session.person.roles
        self.view = RecordView(context.face, steps, leaving.list_reasons(context), is_hq=is_hq)
        self.fields = PageFields(context, self._load)
        self.sharing = Sharing(context, lambda: self.fields.kept, self._after_part)
        self.log = story.make_table(context)
        self.exporting = ExportDesk(context)
        self.keeping = KeepDesk(context, self.view.keep, self)
        self.view.add_tab(self.fields.views["summary"], words.say("Summary"))
        self.view.add_tab(self.fields.views["consent"], words.say("Consent"))
        self.view.add_tab(self.fields.views["help"], words.say("Help offered"))
        self.view.add_tab(self.sharing, words.say("Sharing"))
        self.view.add_tab(self.log, words.say("Log"))
        self.view.add_tab(self.exporting.view, words.say("Export…"))
        parts.column(context.look, self.view, parent=self)
        self._connect()

    def _connect(self) -> None:
        view = self.view
        view.left.connect(self.left)
        view.intake_requested.connect(lambda: self.intake_requested.emit(self.record))
        view.phone.told_requested.connect(lambda *said: wording.note_call(self.context, *said))
        view.tabs.currentChanged.connect(self._on_tab)
        view.answer.answer_requested.connect(self._answer)
        view.answer.close_requested.connect(self._close)
        entries = self.context.policy.entries("hq_answers").values()
        view.answer.offer([(one.code, one.label(self.context.words.language)) for one in entries])
        for card in self.sharing.cards.values():
            card.closing.connect(self.keep)

    # --- opening and drawing

    def open(self, identity: str) -> None:
        """Show a report from the beginning; unfinished text comes back."""
        is_other = identity != self.record
        self.record = identity
        self.exporting.show_record(identity)
        self._load()
        if is_other:
            audit.note_seen(self.context.session, KIND.name, identity)
            self.view.tabs.setCurrentIndex(0)
        if self.fields.kept:
            self.context.tell(self.context.words.say("Your unfinished text is back."))

    def _load(self) -> None:
        self.fields.load(self.record)
        self._draw()

    def refresh(self) -> None:
        """Draw again what came since; what is being typed stays, and is saved against what was opened."""
        if self.record and erased.find(self.context.session, KIND, self.record):
            self.leave_erased(self.context.words.say("This report was erased here. Nothing of it is left."))
        elif self.record and self.fields.changed():
            self._draw()
        elif self.record:
            self._load()

    def _draw(self) -> None:
        context = self.context
        fresh = records.open_record(context.session, KIND.name, self.record)
        case = cases.find_case(context.session, self.record)
        place = wording.say_place(context, case)
        said = dict.fromkeys((wording.say_due(context, case), wording.say_told(context, case)))
        self.view.show_head(case.reference, case.state, place, " · ".join(filter(None, said)))
        wording.show_phone(context, self.view, case)
        self.view.show_answer(wording.say_answer(context, fresh))
        self.view.show_leaving(leaving.say(context, self.record))
        self.keeping.show_case(fresh)
        self.view.answer.setEnabled(case.state not in (State.CLOSED, State.DRAFT))
        self.sharing.show_record(fresh)
        self._on_tab(self.view.tabs.currentIndex())

    def _on_tab(self, place: int) -> None:
        if self.record and place == LOG:
            self.log.fill(story.list_entries(self.context, self.record))

    # --- acting

    def _after_part(self, name: str) -> None:
        """Go on after something was kept or sent: what was typed into that part is kept in its place now."""
        self.fields.drop(set(fields_of(name)))
        self.refresh()

    def _answer(self, code: str) -> None:
        said = {"answer": code}
        if code == State.WITH_INVESTIGATORS:
            said["state"] = State.WITH_INVESTIGATORS.value
        words = self.context.words
        self._do("answer", said, words.say("Answered; the office reads it with its next exchange."))

    def _close(self, code: str) -> None:
        self._do("close", {"answer": code} if code else {}, self.context.words.say("Closed."))

    def leave_erased(self, said: str) -> None:
        """Leave a report of which nothing is left; what was being typed into it is not kept."""
        self.record = ""
        self.left.emit()
        self.context.tell(said, "ok")

    def _do(self, act: str, values: dict[str, str], said: str) -> None:
        with self.context.telling():
            acts.act(self.context.session, KIND.name, self.record, act, values)
            self.refresh()
            self.context.tell(said, "ok")

    # --- what is being typed

    def keep(self) -> None:
        """Keep what is typed and not saved, also of a part that is about to close."""
        if not self.record:
            return
        with self.context.telling():
            self.fields.keep(self.sharing.typed(), self.sharing.list_shut())

    def leave(self) -> None:
        """Close what is open; the page is not looked at any more."""
        self.sharing.close_parts()
