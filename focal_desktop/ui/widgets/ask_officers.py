"""Passphrase and sheet are both gone: two officers at headquarters are asked, and their answer opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import asking
from focal_desktop.store.asking import Closed
from focal_desktop.store.inner import Tell
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import file_dialog, parts
from focal_desktop.ui.widgets.new_passphrase import NewPassphrase
from focal_desktop.ui.widgets.request_view import RequestView
from focal_desktop.ui.widgets.way_back import WayBack
from focal_desktop.usecases import reopening
from focal_desktop.wire.escrow import Request

SUFFIX = "request"


class AskOfficers(WayBack):
    """A new passphrase first, then six words and a file; what is closed says how it is found and opened.

    `reopened` carries what their answer opened, and the passphrase that opens it now.
    """

    reopened = Signal(object, str)

    def __init__(self, face: Face) -> None:
        super().__init__(face, "officers")
        self.request: Request | None = None
        self._choose = self._make_choose()
        self.lay_out(face.words.say("Ask two officers to open it"), self._choose)
        QTimer.singleShot(0, self.chosen, self.chosen.first.setFocus)
        self._show_earlier()

    def find_closed(self) -> Closed:
        """Return what is to be opened."""
        raise NotImplementedError

    def ask_for(self, said: str) -> Request:
        """Ask for it under a new passphrase; slow, and done aside."""
        raise NotImplementedError

    def open_by(self, answer: bytes, said: str, tell: Tell) -> object:
        """Open it by their answer; slow, and done aside."""
        raise NotImplementedError

    def _show_earlier(self) -> None:
        """Go on where the person asked before; where the vault has changed since, begin anew."""
        try:
            closed = self.find_closed()
            if asking.is_waiting(closed):
                self._show_request(asking.read_request(closed))
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
            said = self.chosen.text()
            self.work(lambda _: self.ask_for(said), self._show_request)

    def _show_request(self, request: Request) -> None:
        self.request = request
        self.show_step(self._make_waiting(request))
        self.waiting.phrase.setFocus()

    def _make_waiting(self, request: Request) -> QWidget:
        self.waiting = RequestView(self._face, reopening.say_words(request))
        self.waiting.save_requested.connect(self._ask_place)
        self.waiting.answer_requested.connect(self._ask_answer)
        self.waiting.anew_requested.connect(self._begin_anew)
        return self.waiting

    def _begin_anew(self) -> None:
        self.problem.setText("")
        self.show_step(self._choose)

    def _ask_place(self) -> None:
        file_dialog.ask_save(self, self._face.words, self.save_to, suffix=SUFFIX)

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
        file_dialog.ask_open(self, self._face.words, self.open_with)

    def open_with(self, path: Path) -> None:
        """Open it by the officers' answer and put it under the new passphrase, all of it aside."""
        said = self.waiting.phrase.text()

        def work(tell: Tell) -> object:
            try:
                data = path.read_bytes()
            except OSError as wrong:
                raise asking.not_the_answer() from wrong
            return self.open_by(data, said, tell)

        self.work(work, lambda found: self.reopened.emit(found, said))
