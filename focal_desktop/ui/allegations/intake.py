"""Joins the page of intake to what it does: keeping while typing, review, notifying. It owns no record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import codec
from focal_desktop.domain.allegation import KIND, Consent, Regime, State
from focal_desktop.domain.record import Plain
from focal_desktop.ui import labels, messages
from focal_desktop.ui.allegations import cases, review
from focal_desktop.ui.allegations.intake_view import INVOLVED, IntakeView
from focal_desktop.ui.allegations.review_view import DoneView, ReviewView
from focal_desktop.ui.allegations.ways_view import AboveView, WorkplaceView
from focal_desktop.ui.context import Context, Place
from focal_desktop.usecases import acts, forms, records, steps, switches

NEW = "allegations/new"
ABOVE = ("yes", "not_sure")


class Intake(QStackedWidget):
    """The form and what follows it; `left` when the person is done here."""

    left = Signal()
    record_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.record = ""
        self._opened: records.Opened | None = None
        self._start: dict[str, Plain] = {}
        self._kept: dict[str, Plain] | None = None
        self.form = IntakeView(context.face, context.policy)
        self.review = ReviewView(context.face)
        self.done = DoneView(context.face)
        self.workplace, self.above = WorkplaceView(context.face), AboveView(context.face)
        for page in (self.form, self.review, self.done, self.workplace, self.above):
            self.addWidget(page)
        self._connect()

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.review_requested.connect(self.show_review)
        self.form.draft_requested.connect(self.keep_draft)
        self.form.left.connect(self.left)
        self.review.notify_requested.connect(self.notify)
        self.review.draft_requested.connect(self.keep_draft)
        self.review.left.connect(self._show_form)
        self.done.left.connect(self.left)
        self.done.record_requested.connect(lambda: self.record_requested.emit(self.record))
        self.done.send_requested.connect(lambda: self.context.shell.go(Place(section="sync")))
        self.workplace.left.connect(self._leave_workplace)
        self.above.left.connect(self._leave_above)
        self.above.sealed_requested.connect(self._write_sealed)

    # --- opening

    @property
    def key(self) -> str:
        """The name under which what is typed here is kept."""
        return f"allegations/{self.record}" if self.record else NEW

    def open(self, record: str) -> None:
        """Show an empty page, or a draft that is kept as a record; unfinished text comes back."""
        session = self.context.session
        self.record = record
        self._opened = records.open_record(session, KIND.name, record) if record else None
        self._start = self._blank() | (dict(self._opened.values) if self._opened else {})
        held = forms.read(session, self.key)
        self._kept = dict(held.values) if held else None
        self._show({**self._start, **(self._kept or {})})
        if held:
            self.form.say_saved(self.context.words.say("Your unfinished text is back."))

    def _blank(self) -> dict[str, Plain]:
        return {"received_on": self.context.session.today.isoformat()}

    def _show(self, values: Mapping[str, Plain]) -> None:
        words = self.context.words
        numbers = cases.say_numbers(cases.list_numbers(self.context.session), words)
        self.form.show_values(values, numbers)
        self._start = self._start | {n: v for n, v in self.form.values().items() if n not in values}
        self.workplace.show_numbers(numbers)
        has_account = bool(self._opened and self._opened.written.get("account"))
        self.form.beside.show_account_kept(is_kept=has_account)
        self.form.title.setText(
            words.say("Go on with a draft") if self.record else words.say("Someone told me something")
        )
        self.form.say_saved(words.say("Nothing has left this computer"))
        self.setCurrentWidget(self.form)

    # --- what is typed

    def values(self) -> dict[str, Plain]:
        """Return what was answered beyond a blank page; the question of who is above, never."""
        said = self.form.values()
        said.pop(INVOLVED)
        if not said["account"]:
            del said["account"]
        held = self._opened.values if self._opened else {}
        return {n: v for n, v in said.items() if n in held or v != codec.plain_default(KIND.slots[n])}

    def may_keep(self) -> bool:
        """Tell whether anything of this may be kept: not about those above, not at work without a yes."""
        said = self.form.values()
        if said[INVOLVED] in ABOVE:
            return False
        if said["regime"] != Regime.WORKPLACE:
            return True
        return self._logs_work() and said["consent_record"] == Consent.GIVEN

    def _logs_work(self) -> bool:
        session = self.context.session
        return session.person.is_hq or switches.is_on(session, switches.WORKPLACE)

    def keep(self) -> None:
        """Keep what is typed, if it changed and may be kept."""
        if self.currentWidget() not in (self.form, self.review) or not self.may_keep():
            return
        said = self.form.values()
        started = {n: self._start.get(n) for n in said}
        if said in (self._kept, started):
            return
        forms.keep(self.context.session, self.key, said)
        self._kept = said
        words = self.context.words
        at = words.iso_instant(self.context.session.at)
        self.form.say_saved(words.say("Kept {time} · nothing has left this computer", time=at))

    def _on_edited(self, name: str) -> None:
        if not self.may_keep():
            self._forget()
        said = self.form.values()
        if name == INVOLVED and said[INVOLVED] in ABOVE:
            kept = self.context.words.say(
                "A draft was kept before. It stays on this computer alone: do not notify with it."
            )
            self.above.show_kept(kept if self.record else "")
            self.setCurrentWidget(self.above)
        elif name == "regime" and said["regime"] == Regime.WORKPLACE and not self._logs_work():
            self.setCurrentWidget(self.workplace)

    def _forget(self) -> None:
        """Destroy what was kept of this page."""
        with self.context.telling():
            forms.drop(self.context.session, self.key)
        self._kept = None
        self.form.say_saved(self.context.words.say("Nothing of this is kept"))

    def _leave_workplace(self) -> None:
        self._answer("regime", Regime.NOT_KNOWN.value)

    def _leave_above(self) -> None:
        self._answer(INVOLVED, "")

    def _answer(self, name: str, value: str) -> None:
        """Take an answer back and show the questions again."""
        self.form.show_values({**self.form.values(), name: value}, self._numbers())
        self.setCurrentWidget(self.form)
        self.form.questions.editors[name].widget.setFocus()

    def _numbers(self) -> str:
        return cases.say_numbers(cases.list_numbers(self.context.session), self.context.words)

    def _write_sealed(self) -> None:
        self._forget()
        self._show(self._blank())
        self.context.shell.go(Place(section="sealed_report"))

    # --- review and after

    def _show_form(self) -> None:
        self.setCurrentWidget(self.form)

    def show_review(self) -> None:
        """Check what stands here and show what it leads to; what is missing is said beside its field."""
        session, said = self.context.session, self.values()
        if not self.may_keep() and self.form.values()["regime"] != Regime.WORKPLACE:
            return
        held = dict(self._opened.values) if self._opened else {}
        act = next(one for one in KIND.acts if one.name == "notify")
        with self.context.telling(self.form):
            checked = records.take_in(session, KIND, said, held)
            steps.require_needs(KIND, act, {**held, **checked})
            made = review.make_review(self.context, {**held, **checked})
            words = self.context.words
            doubts = [
                (labels.of_field(KIND.slots[name], words), messages.of_problem(code, words))
                for name, code in made.doubts
            ]
            self.review.show_lines(made.stored, made.leaving, made.starting, doubts)
            self.setCurrentWidget(self.review)
            self.review.notify.setFocus()

    def keep_draft(self) -> None:
        """Keep the page as a draft record; it stays here and says after a while that it was not reported."""
        if not self.may_keep() and self.form.values()["regime"] != Regime.WORKPLACE:
            return
        self.setCurrentWidget(self.form)
        with self.context.telling(self.form):
            self._save()
            self.context.tell(
                self.context.words.say("Kept as a draft on this computer. It has not been reported."), "ok"
            )
            self.left.emit()

    def _save(self) -> None:
        session, before, said = self.context.session, self.key, self.values()
        if self._opened:
            records.edit(session, KIND.name, self.record, said, self._opened)
        else:
            self.record = records.add(session, KIND.name, said).id
        self._opened = records.open_record(session, KIND.name, self.record)
        forms.drop(session, before)
        self._kept = None

    def notify(self) -> None:
        """Record and notify: the notice goes; a refusal leaves the draft and its sentence."""
        session, words = self.context.session, self.context.words
        try:
            self._save()
            acts.act(session, KIND.name, self.record, "notify", {})
        except Trouble as trouble:
            self._show_form()
            named = ((trouble.field, trouble.code),) if trouble.field else ()
            self.form.show_problems(trouble.problems or named)
            self.context.tell_trouble(trouble)
            return
        hours = timedelta(hours=self.context.policy.hours("phone_fallback"))
        until = review.say_instant(self.context, session.clock.now() + hours)
        state = words.say(
            "It waits here to be sent. Headquarters knows once it says so: if it has not by {time}, this "
            "section tells you whom to call.",
            time=until,
        )
        self.done.show_done(cases.find_case(session, self.record).reference, state)
        self.setCurrentWidget(self.done)

    @property
    def is_finished(self) -> bool:
        """Whether what was on the page has been passed on."""
        return self.currentWidget() is self.done

    def finish(self) -> bool:
        """Go on to the review; from the review the button itself is pressed, so that nothing goes unseen."""
        if self.currentWidget() is self.form:
            self.show_review()
        return self.currentWidget() in (self.form, self.review)

    def go_back(self) -> bool:
        """Leave the review for the questions; return whether there was one to leave."""
        if self.currentWidget() is self.review:
            self._show_form()
            return True
        if self.currentWidget() is self.workplace:
            self._leave_workplace()
            return True
        return False

    def is_draft(self) -> bool:
        """Tell whether the record that is open may still be written on this page."""
        held = self._opened.values.get("state", State.DRAFT.value) if self._opened else State.DRAFT.value
        return held == State.DRAFT
