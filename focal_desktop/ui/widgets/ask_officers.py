"""Passphrase and sheet are both gone: two officers at headquarters are asked, and their answer opens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import asking
from focal_desktop.store.asking import Closed
from focal_desktop.store.inner import Tell
from focal_desktop.ui import fitting
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import file_dialog
from focal_desktop.ui.widgets.new_passphrase import PassphraseStep
from focal_desktop.ui.widgets.request_view import RequestView
from focal_desktop.ui.widgets.steps import Steps
from focal_desktop.usecases import reopening
from focal_desktop.wire.escrow import Request

SUFFIX = "request"


class AskOfficers(Steps):
    """A new passphrase first, then six words and a file; what is closed says how it is found and opened.

    `reopened` carries what their answer opened, and the passphrase that opens it now.
    """

    reopened = Signal(object, str)

    def __init__(self, face: Face) -> None:
        super().__init__(face, "officers")
        self.request: Request | None = None
        self.fit: fitting.Fit = fitting.fit
        self._title = face.words.say("Ask two officers to open it")
        self._begin_anew()
        self._show_earlier()

    def find_closed(self) -> Closed:
        """Return what is to be opened."""
        raise NotImplementedError

    def ask_for(self, said: str, tell: Tell) -> Request:
        """Ask for it under a new passphrase; slow, and done aside."""
        raise NotImplementedError

    def open_by(self, answer: bytes, said: str, tell: Tell) -> object:
        """Open it by their answer; slow, and done aside."""
        raise NotImplementedError

    def _begin_anew(self) -> None:
        why = self.face.words.say(
            "Neither officer can open it alone, and neither learns your new passphrase. Choose it now; "
            "then send them the file that is made, and read six words to each of them by voice."
        )
        self.chosen = PassphraseStep(self.face, self._title, why)
        self.show_step(self.chosen, has_face=False)

    def _show_earlier(self) -> None:
        """Go on where the person asked before; where the vault has changed since, begin anew."""
        try:
            closed = self.find_closed()
            if asking.is_waiting(closed):
                self._show_request(asking.read_request(closed))
        except Trouble as trouble:
            self.show_trouble(trouble)

    def on_done(self) -> None:
        """Make the request under the passphrase that was chosen."""
        said = self.chosen.text()
        self.work(lambda tell: self.ask_for(said, tell), self._show_request)

    def _show_request(self, request: Request) -> None:
        self.request = request
        self.waiting = RequestView(self.face, self._title, reopening.say_words(request))
        self.waiting.save_requested.connect(self._ask_place)
        self.waiting.answer_requested.connect(self._ask_answer)
        self.waiting.anew_requested.connect(self._begin_anew)
        self.show_step(self.waiting, has_face=False)

    def _ask_place(self) -> None:
        file_dialog.ask_save(self, self.face.words, self.save_to, suffix=SUFFIX)

    def save_to(self, path: Path) -> None:
        """Write the request into a file; it holds no key that opens anything."""
        try:
            if self.request is not None:
                path.write_bytes(self.request.encode())
        except OSError:
            self.say(
                self.face.words.say("That file cannot be written. Choose another place; nothing is lost.")
            )

    def _ask_answer(self) -> None:
        file_dialog.ask_open(self, self.face.words, self.open_with)

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
