"""Restoring before the desk: from the first start, from a damaged vault, or from one that lacks saves."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.store.backup import Source
from focal_desktop.ui import messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.restore.maker import Asked, Made, Maker
from focal_desktop.ui.restore.pages import ChoosePage, FoundPage
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.face_bar import FaceBar
from focal_desktop.ui.widgets.new_passphrase import NewPassphrase

WIDE = 46


class RestoreScreen(QWidget):
    """Leads from the backup to the desk; `made` carries the new vault once it is known what it lacks."""

    made = Signal(object)
    left = Signal()
    face_chosen = Signal(Preferences)

    def __init__(self, face: Face, maker: Maker) -> None:
        super().__init__()
        self._face, self.maker, self._has_here = face, maker, maker.known is not None
        self._source: Source | None = None
        self._found: Made | None = None
        self._is_working = False
        self._layout = QVBoxLayout(self)
        self._draw()

    def wear(self, face: Face) -> None:
        """Draw everything anew in another language or look; what was found so far stays."""
        self._face = face
        if not self._is_working:
            self._draw()

    # --- drawing

    def _draw(self) -> None:
        parts.clear(self._layout)
        words, look = self._face.words, self._face.look
        self.setWindowTitle(words.say("Work records"))
        self._layout.setContentsMargins(*(look.em(1.0) for _ in range(4)))
        bar = FaceBar(self._face)
        bar.chosen.connect(self.face_chosen)
        self._layout.addLayout(parts.row(look, 1, bar))
        self._make_parts()
        said = words.say("How to go on") if self._has_here else words.say("Restore a backup")
        rows = (self.steps, self.problem, self.progress, self.working)
        foot = parts.row(look, self.back, 1, self.go_on)
        card = parts.card(look, parts.title(look, said), *rows, foot)
        card.setFixedWidth(look.em(WIDE))
        inner = parts.Inner()
        inner.setProperty("role", "page")
        parts.column(look, 1, parts.row(look, 1, card, 1), 2, parent=inner, margin=0.5)
        self._layout.addWidget(parts.scroll(inner), 1)
        self._show_step()

    def _make_parts(self) -> None:
        words, look = self._face.words, self._face.look
        self.problem = parts.label("", role="problem")
        self.problem.setObjectName("restore_problem")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        said = words.say("Restoring. This can take a minute.")
        self.progress.setAccessibleName(said)
        self.working = parts.label(said, role="muted")
        self.go_on = parts.button(look, words.say("Go on"), self._go_on, role="primary")
        self.go_on.setObjectName("restore_go_on")
        self.back = parts.button(look, words.say("Back"), self.go_back)
        self.back.setObjectName("restore_back")
        self.steps = QStackedWidget()
        self._show_working(is_working=False)

    def _show_step(self) -> None:
        if self._found is not None:
            page: QWidget = FoundPage(
                self._face, self._found, has_former=self._found.folder != self.maker.former
            )
            said = self._face.words.say("Open my desk")
            self.go_on.setText(said)
            self.go_on.setAccessibleName(said)
            self.back.hide()
            QTimer.singleShot(0, self.go_on, self.go_on.setFocus)
        elif self._source is not None:
            page = self.chosen = NewPassphrase(self._face)
            page.finished.connect(self._go_on)
            QTimer.singleShot(0, page, page.first.setFocus)
        else:
            page = self.choose = ChoosePage(self._face, self.maker.list_offered(), known=self.maker.known)
            page.entered.connect(self._go_on)
            QTimer.singleShot(0, page, page.begin)
        former = self.steps.currentWidget()
        self.steps.setCurrentIndex(self.steps.addWidget(page))
        if former is not None:
            self.steps.removeWidget(former)
            former.deleteLater()

    # --- going on

    def _go_on(self) -> None:
        if self._is_working:
            return
        if self._found is not None:
            self.made.emit(self._found)
        elif self._source is not None:
            if self.chosen.ask_on():
                self._make(self._source, self.chosen.text())
        elif (asked := self.choose.asked()) is None:
            self.problem.setText(self._face.words.say("Please choose the backup first."))
        else:
            self._open(asked)

    def _open(self, asked: Asked) -> None:
        self._show_working(is_working=True)
        self._face.jobs.run(
            lambda: self.maker.open(asked), lambda source: self._on_opened(source, asked), self.show_trouble
        )

    def _on_opened(self, source: Source, asked: Asked) -> None:
        if not asked.is_code:
            self._make(source, asked.secret)
            return
        self._source = source  # a code opens it once; from now on a new passphrase does
        self._show_working(is_working=False)
        self._show_step()

    def _make(self, source: Source, phrase: str) -> None:
        self._show_working(is_working=True)
        self._face.jobs.run(lambda: self.maker.make(source, phrase), self._on_made, self.show_trouble)

    def _on_made(self, made: Made) -> None:
        self._found, self._source = made, None
        self._show_working(is_working=False)
        self._show_step()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way; what was typed stays."""
        self._show_working(is_working=False)
        self.problem.setText(messages.of_trouble(trouble, self._face.words))

    def _show_working(self, *, is_working: bool) -> None:
        self._is_working = is_working
        self.problem.setText("")
        for shown in (self.progress, self.working):
            shown.setVisible(is_working)
        for asked in (self.go_on, self.back, self.steps):
            asked.setEnabled(not is_working)

    def go_back(self) -> None:
        """Go back to where the person came from; nothing was made."""
        if self._found is None and not self._is_working:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
            return
        super().keyPressEvent(event)
