"""Passphrase and sheet are both gone: two officers at headquarters are asked, and their answer opens."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QStackedWidget, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import asking
from focal_desktop.store.vault import Making
from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.unlock.request_view import RequestView
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.new_passphrase import NewPassphrase
from focal_desktop.usecases import reopening, shipped, unlocking
from focal_desktop.wire.escrow import Request

SUFFIX = "request"


def fit() -> Cost:
    """Return the passphrase cost that suits this computer."""
    return unlocking.fit_cost(time.perf_counter)


class AskOfficers(QWidget):
    """A new passphrase first, then six words and a file; `reopened` carries the passphrase that opens now."""

    left = Signal()
    reopened = Signal(str)

    def __init__(self, face: Face, folder: Path) -> None:
        super().__init__()
        self._face, self._folder = face, folder
        self.fit = fit
        self.request: Request | None = None
        words, look = face.words, face.look
        self.problem = parts.label("", role="problem")
        self.problem.setObjectName("officers_problem")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(words.say("Working. This takes a few seconds."))
        self.progress.hide()
        self.back = parts.button(look, words.say("Back"), self.left.emit)
        self.back.setObjectName("officers_back")
        self.steps = QStackedWidget()
        self._choose = self._make_choose()
        self.steps.addWidget(self._choose)
        title = parts.title(look, words.say("Ask two officers to open it"))
        card = parts.card(look, title, self.steps, self.problem, self.progress, parts.row(look, self.back, 1))
        card.setFixedWidth(look.em(44))
        inner = QWidget()
        inner.setProperty("role", "page")
        parts.column(look, 1, parts.row(look, 1, card, 1), 2, parent=inner, margin=1.0)
        parts.column(look, parts.scroll(inner), parent=self)
        self.chosen.first.setFocus()
        self._show_earlier()

    def _show_earlier(self) -> None:
        """Go on where the person asked before; where the vault has changed since, begin anew."""
        if asking.is_waiting(self._folder):
            try:
                self._show_request(asking.read_request(self._folder))
            except Trouble as trouble:
                self.show_trouble(trouble)

    def _make_choose(self) -> QWidget:
        words, look = self._face.words, self._face.look
        why = parts.label(
            words.say(
                "Neither officer can open it alone, and neither learns your new passphrase. Choose it now; "
                "then send them the file that is made, and read six words to each of them by voice."
            )
        )
        self.chosen = NewPassphrase(self._face)
        self.chosen.finished.connect(self.ask)
        go_on = parts.button(look, words.say("Go on"), self.ask, role="primary")
        go_on.setObjectName("officers_go_on")
        made = QWidget()
        parts.column(look, why, self.chosen, parts.row(look, go_on, 1), 1, parent=made)
        return made

    def ask(self) -> None:
        """Make the request under the passphrase that was chosen."""
        if self.chosen.ask_on():
            said, folder = self.chosen.text(), self._folder
            self._show_working(is_working=True)
            self._face.jobs.run(
                lambda: asking.ask(folder, said, self.fit()), self._show_request, self.show_trouble
            )

    def _show_request(self, request: Request) -> None:
        self._show_working(is_working=False)
        self.request = request
        self.steps.setCurrentIndex(self.steps.addWidget(self._make_waiting(request)))
        self.waiting.phrase.setFocus()

    def _make_waiting(self, request: Request) -> QWidget:
        self.waiting = RequestView(self._face, reopening.say_words(request))
        self.waiting.save_requested.connect(self._ask_place)
        self.waiting.answer_requested.connect(self._ask_answer)
        self.waiting.anew_requested.connect(self._begin_anew)
        return self.waiting

    def _begin_anew(self) -> None:
        self.problem.setText("")
        self.steps.setCurrentWidget(self._choose)

    def _ask_place(self) -> None:
        dialog = QFileDialog(self, self._face.words.say("Save the file for them…"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write the request into a file; it holds no key that opens anything."""
        try:
            if self.request is not None:
                path.write_bytes(self.request.encode())
        except OSError:
            self.problem.setText(
                self._face.words.say("That file cannot be written. Choose another place; nothing is lost.")
            )

    def _ask_answer(self) -> None:
        dialog = QFileDialog(self, self._face.words.say("Open with their answer…"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_with(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_with(self, path: Path) -> None:
        """Open the vault by the officers' answer and put it under the new passphrase, all of it aside."""
        said, folder, face = self.waiting.phrase.text(), self._folder, self._face
        self._show_working(is_working=True)

        def work() -> None:
            try:
                data = path.read_bytes()
            except OSError as wrong:
                raise asking.not_the_answer() from wrong
            making = Making(passphrase=said, cost=self.fit())
            reopening.reopen(
                folder, data, making, clock=face.clock, policy=shipped.load_policy(), kinds=KINDS
            )

        face.jobs.run(work, lambda _: self.reopened.emit(said), self.show_trouble)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way; what was typed stays."""
        self._show_working(is_working=False)
        self.problem.setText(messages.of_trouble(trouble, self._face.words))

    def _show_working(self, *, is_working: bool) -> None:
        self.problem.setText("")
        self.progress.setVisible(is_working)
        self.steps.setEnabled(not is_working)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
