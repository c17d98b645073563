"""Joins the page of intake to what it does: the ways it may go, review, notifying. It owns no record."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.allegation import KIND, Regime
from focal_desktop.ui.allegations import cases, review
from focal_desktop.ui.allegations.above import AboveDesk
from focal_desktop.ui.allegations.done import Done
from focal_desktop.ui.allegations.first_view import INVOLVED
from focal_desktop.ui.allegations.intake_view import IntakeView
from focal_desktop.ui.allegations.review_view import ReviewView
from focal_desktop.ui.allegations.ways_view import WorkplaceView
from focal_desktop.ui.allegations.writing import Writing
from focal_desktop.ui.context import Context
from focal_desktop.usecases import acts, records, steps

NOTIFY = next(one for one in KIND.acts if one.name == "notify")


class Intake(QStackedWidget):
    """The form and what follows it; `left` when the person is done here."""

    left = Signal()
    record_requested = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.form = IntakeView(context.face, context.policy)
        self.writing = Writing(context, self.form)
        self.review = ReviewView(context.face)
        self.done = Done(context, self)
        self.above_desk, self.workplace = AboveDesk(context, self.writing), WorkplaceView(context.face)
        self.above = self.above_desk.view
        for page in (self.form, self.review, self.done.view, self.workplace, self.above):
            self.addWidget(page)
        self._connect()

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.form.review_requested.connect(self.show_review)
        self.form.draft_requested.connect(self.keep_draft)
        self.form.left.connect(self.left)
        self.form.page_requested.connect(self._open_page)
        self.review.notify_requested.connect(self.notify)
        self.review.draft_requested.connect(self.keep_draft)
        self.review.left.connect(self._show_form)
        self.done.view.left.connect(self.left)
        self.done.view.record_requested.connect(self._open_page)
        self.workplace.left.connect(lambda: self._answer("regime", Regime.NOT_KNOWN.value))
        self.above.left.connect(self._leave_above)

    def _open_page(self) -> None:
        self.record_requested.emit(self.writing.record)

    def _show_form(self) -> None:
        self.setCurrentWidget(self.form)

    def open(self, record: str) -> None:
        """Show an empty page, or a draft that is kept as a record; unfinished text comes back."""
        words, numbers = self.context.words, self._numbers()
        is_back = self.writing.open(record, numbers)
        self.workplace.show_numbers(numbers)
        said = words.say("Go on with a draft") if record else words.say("Someone told me something")
        self.form.title.setText(said)
        self.form.page.setVisible(bool(record))
        here, back = words.say("Nothing has left this computer"), words.say("Your unfinished text is back.")
        self.form.say_saved(back if is_back else here)
        self._show_form()

    def _numbers(self) -> str:
        return cases.say_numbers(cases.list_numbers(self.context.session), self.context.words)

    # --- while typing

    def keep(self) -> None:
        """Keep what is typed, if it changed and may be kept."""
        if self.currentWidget() in (self.form, self.review):
            self.writing.keep()

    def _on_edited(self, name: str) -> None:
        if not self.writing.may_keep():
            self.writing.forget()
        if name == INVOLVED and self.writing.is_above:
            self.above_desk.show()
            self.setCurrentWidget(self.above)
        elif name == "regime" and self.writing.is_shut:
            self.setCurrentWidget(self.workplace)

    def _answer(self, name: str, value: str) -> None:
        """Take an answer back and show the questions again."""
        self.form.show_values({**self.form.values(), name: value}, self._numbers())
        self._show_form()
        self.form.questions.editors[name].widget.setFocus()

    def _leave_above(self) -> None:
        """Go back to the questions; those of a draft that was erased lead nowhere any more."""
        if self.writing.is_gone:
            self.left.emit()
        else:
            self._answer(INVOLVED, "")

    # --- review and after

    def show_review(self) -> None:
        """Check what stands here and show what it leads to; what is missing is said beside its field."""
        if self.writing.is_above or self.writing.is_shut:
            return
        session, held = self.context.session, self.writing.held
        with self.context.telling(self.form):
            said = {**held, **records.take_in(session, KIND, self.writing.values(), held)}
            steps.require_needs(KIND, NOTIFY, said)
            self.review.show_lines(review.make_review(self.context, said, self.writing.list_doubts()))
            self.setCurrentWidget(self.review)
            self.review.notify.setFocus()

    def keep_draft(self) -> None:
        """Keep the page as a draft record; it stays here and says after a while that it was not reported."""
        self._show_form()
        if self.writing.is_above or self.writing.is_shut:
            return
        with self.context.telling(self.form):
            self.writing.save()
            said = self.context.words.say("Kept as a draft on this computer. It has not been reported.")
            self.context.tell(said, "ok")
            self.left.emit()

    def notify(self) -> None:
        """Record and notify: the notice goes; a refusal leaves the draft and its sentence."""
        session = self.context.session
        try:
            self.writing.save()
            acts.act(session, KIND.name, self.writing.record, "notify", {})
        except Trouble as trouble:
            self._show_form()
            named = ((trouble.field, trouble.code),) if trouble.field else ()
            self.form.show_problems(trouble.problems or named)
            self.context.tell_trouble(trouble)
            return
        self.done.show(self.writing.record)
        self.setCurrentWidget(self.done.view)

    def refresh(self) -> None:
        """Draw anew what came since, where nothing is being written."""
        if self.is_finished:
            self.done.refresh()

    @property
    def is_finished(self) -> bool:
        """Whether what was on the page has been passed on."""
        return self.currentWidget() is self.done.view

    def finish(self) -> bool:
        """Go on to the review; notifying itself takes its own button, so that nothing goes unseen."""
        if self.currentWidget() is self.form:
            self.show_review()
        return self.currentWidget() in (self.form, self.review)

    def go_back(self) -> bool:
        """Leave what lies over the questions; return whether something did."""
        now = self.currentWidget()
        if now is self.review:
            self._show_form()
        elif now is self.workplace:
            self._answer("regime", Regime.NOT_KNOWN.value)
        elif now is self.above:
            self._leave_above()
        return now in (self.review, self.workplace, self.above)
