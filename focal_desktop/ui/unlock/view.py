"""What the unlock screen draws: which one, the passphrase, what stands in the way, what is at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6 import QtCore, QtGui
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QProgressBar, QVBoxLayout, QWidget

from focal_desktop.ui.face import Face
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.unlock import neighbours
from focal_desktop.ui.unlock.told import Told
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.face_bar import FaceBar
from focal_desktop.ui.widgets.passphrase_line import PassphraseLine


class UnlockView(QWidget):
    """Says what the person asks for; it knows nothing of what lies behind."""

    unlock_requested = Signal(str)
    cancel_requested = Signal()
    forgot_requested = Signal()
    card_requested = Signal()
    another_requested = Signal()
    beside_chosen = Signal(Path)
    restore_requested = Signal()
    face_chosen = Signal(Preferences)

    def __init__(self, face: Face, beside: Sequence[Path], folder: Path) -> None:
        super().__init__()
        self._face = face
        words, look = face.words, face.look
        bar = FaceBar(face)
        bar.chosen.connect(self.face_chosen)
        self.passphrase = PassphraseLine(face, "passphrase", words.say("Passphrase"))
        self.passphrase.entered.connect(self._ask)
        self.unlock = parts.button(look, words.say("Unlock"), self._ask, role="primary")
        self.unlock.setObjectName("unlock")
        self.cancel = parts.button(look, words.say("Cancel"), self.cancel_requested.emit)
        self.cancel.setObjectName("unlock_cancel")
        self.forgot = parts.button(
            look, words.say("Forgot the passphrase?"), self.forgot_requested.emit, role="link"
        )
        self.forgot.setObjectName("forgot")
        self.beside = self._list_beside(beside, folder)
        self._make_progress()
        self._make_message()
        inner = parts.Inner()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(*(look.em(1.0) for _ in range(4)))
        layout.addLayout(parts.row(look, 1, bar))
        layout.addStretch(1)
        layout.addLayout(parts.row(look, 1, self._make_card(), 1))
        layout.addStretch(2)
        layout.addLayout(self._make_foot())
        parts.column(look, parts.scroll(inner), parent=self)
        self.show_ready()

    def _make_card(self) -> QFrame:
        words, look = self._face.words, self._face.look
        label = parts.label(words.say("Passphrase"))
        label.setBuddy(self.passphrase.line)
        made = parts.card(
            look,
            parts.title(look, words.say("Work records")),
            self.beside,
            label,
            self.passphrase,
            self.message,
            parts.row(look, self.restore, 1),
            self.progress,
            self.working,
            parts.row(look, self.unlock, self.cancel, 1, self.forgot),
        )
        made.setFixedWidth(look.em(32))
        return made

    def _list_beside(self, beside: Sequence[Path], folder: Path) -> QComboBox:
        made = QComboBox()
        made.setObjectName("beside")
        made.setAccessibleName(self._face.words.say("Which one to open"))
        for one in beside:
            made.addItem(neighbours.read_label(one), one)
        made.setCurrentIndex(list(beside).index(folder) if folder in beside else -1)
        made.activated.connect(lambda _: self.beside_chosen.emit(made.currentData()))
        if len(beside) < 2:
            made.hide()
        return made

    def _make_progress(self) -> None:
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        said = self._face.words.say("Opening. This takes a second or two.")
        self.progress.setAccessibleName(said)
        self.working = parts.label(said, role="muted")

    def _make_message(self) -> None:
        look = self._face.look
        self.message = Told(look)
        said = self._face.words.say("Restore a backup…")
        self.restore = parts.button(look, f" {said}", self.restore_requested.emit, icon="history")
        self.restore.setAccessibleName(said)
        self.restore.setObjectName("restore")

    def _make_foot(self) -> QVBoxLayout:
        words, look = self._face.words, self._face.look
        said = words.say("Someone is telling me something now")
        self.card = parts.button(look, f" {said}", self.card_requested.emit, icon="life-buoy")
        self.card.setAccessibleName(said)
        self.card.setObjectName("card")
        self.card.setToolTip(words.say("Eight lines and the numbers to call (Ctrl+F1)"))
        said = words.say("Another folder…")
        self.another = parts.button(look, said, self.another_requested.emit, role="link")
        self.another.setObjectName("another")
        said = words.say("I have a backup…")
        self.backup = parts.button(look, said, self.restore_requested.emit, role="link")
        self.backup.setObjectName("have_backup")
        return parts.column(look, parts.row(look, self.card, 1, self.backup, self.another))

    def _ask(self) -> None:
        if self.unlock.isEnabled():
            self.unlock_requested.emit(self.passphrase.text())

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Stop waiting with Esc."""
        if event.key() == QtCore.Qt.Key.Key_Escape and self.cancel.isVisible():
            self.cancel_requested.emit()
            return
        super().keyPressEvent(event)

    # --- what is going on

    def show_ready(self) -> None:
        """Let the passphrase be typed."""
        self._show_working(is_working=False)
        self.message.hide()
        self.restore.hide()

    def show_working(self) -> None:
        """Show that the key is being derived; the window stays alive."""
        self.message.hide()
        self.restore.hide()
        self._show_working(is_working=True)
        self.cancel.setFocus()

    def _show_working(self, *, is_working: bool) -> None:
        for shown in (self.progress, self.working, self.cancel):
            shown.setVisible(is_working)
        for asked in (self.unlock, self.passphrase, self.beside, self.forgot, self.another, self.backup):
            asked.setEnabled(not is_working)

    def show_message(self, code: str, text: str) -> None:
        """Say what stands in the way, in the tone of its kind, also to a screen reader."""
        self._show_working(is_working=False)
        self.message.tell(code, text)
        self.restore.setVisible(code == "damaged")

    def show_waiting(self, *, is_waiting: bool) -> None:
        """Let nothing be tried as long as the wait lasts; typing goes on."""
        self.unlock.setEnabled(not is_waiting)
