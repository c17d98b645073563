"""Restoring before the desk: from the first start, from a damaged vault, or from one that lacks saves."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from focal_desktop.store.backup import Source
from focal_desktop.ui.face import Face
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.restore.maker import Asked, Made, Maker
from focal_desktop.ui.restore.officers import AskForBackup
from focal_desktop.ui.restore.pages import ChoosePage, FoundPage
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.face_bar import FaceBar
from focal_desktop.ui.widgets.new_passphrase import NewPassphrase
from focal_desktop.ui.widgets.steps import Steps

WIDE = 46


class RestoreScreen(Steps):
    """Leads from the backup to the desk; `made` carries the new vault once it is known what it lacks."""

    made = Signal(object)
    face_chosen = Signal(Preferences)

    def __init__(self, face: Face, maker: Maker) -> None:
        super().__init__(face, "restore")
        self.maker, self._has_here = maker, maker.known is not None
        self._source: Source | None = None
        self._found: Made | None = None
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
        said = words.say("Restoring. This can take a minute.")
        self.working = parts.label(said, role="muted")
        self.go_on = parts.button(look, words.say("Go on"), self._go_on, role="primary")
        self.go_on.setObjectName("restore_go_on")
        self.make_steps(said, self.go_on)
        self.working.hide()

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
            offered, again = self.maker.list_offered(), self.maker.is_again
            page = self.choose = ChoosePage(self._face, offered, known=self.maker.known, is_again=again)
            page.entered.connect(self._go_on)
            page.officers_asked.connect(self._ask_officers)
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
            self._ask_first()
        else:
            self._open(asked)

    def _open(self, asked: Asked) -> None:
        self.work(lambda tell: self.maker.open(asked, tell), lambda source: self._on_opened(source, asked))

    def _ask_officers(self) -> None:
        """Ask two officers for the backup that was chosen, on a page of its own."""
        asked = self.choose.asked()
        if asked is None or asked.path is None:
            self._ask_first()
            return
        parts.clear(self._layout)
        self.officers = AskForBackup(self._face, asked.path)
        self.officers.left.connect(self._draw)
        self.officers.reopened.connect(self._on_answered)
        self._layout.addWidget(self.officers, 1)

    def _on_answered(self, source: Source, said: str) -> None:
        self._draw()
        self._make(source, said)

    def _ask_first(self) -> None:
        self.problem.setText(self._face.words.say("Please choose the backup first."))

    def _on_opened(self, source: Source, asked: Asked) -> None:
        if asked.is_code:
            self._source = source  # a code opens it once; from now on a new passphrase does
            self._show_step()
        else:
            self._make(source, asked.secret)

    def _make(self, source: Source, phrase: str) -> None:
        self.work(lambda tell: self.maker.make(source, phrase, tell), self._on_made)

    def _on_made(self, made: Made) -> None:
        self._found, self._source = made, None
        self._show_step()

    def show_working(self, *, is_working: bool) -> None:
        """Say also that it can take a while."""
        super().show_working(is_working=is_working)
        self.working.setVisible(is_working)

    def can_leave(self) -> bool:
        """Tell whether nothing was made yet."""
        return self._found is None
