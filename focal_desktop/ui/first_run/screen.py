"""The first run: one window with a few pages; nothing is made before the last, so closing loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import begun
from focal_desktop.ui.face import Face
from focal_desktop.ui.first_run.alone import AlonePage
from focal_desktop.ui.first_run.maker import Made, Maker
from focal_desktop.ui.first_run.office import OfficePage
from focal_desktop.ui.first_run.page import Page
from focal_desktop.ui.first_run.passphrase import PassphrasePage
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.ui.first_run.progress import ProgressPage
from focal_desktop.ui.first_run.sheet import SheetPage
from focal_desktop.ui.first_run.six_words import WordsPage
from focal_desktop.ui.first_run.way import WayPage
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.shell import card
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.face_bar import FaceBar

MAKING = "making"
WIDE, NARROW = 46, 26


class FirstRun(QWidget):
    """Leads from page to page; `proven` carries what opens the new vault."""

    proven = Signal(object)
    face_chosen = Signal(Preferences)
    restore_requested = Signal()

    def __init__(self, face: Face, folder: Path) -> None:
        super().__init__()
        self._face, self._folder = face, folder
        self.maker: Callable[[], Maker] = self._make_maker
        self.plan = Plan()
        self.plan.is_again = begun.is_half(folder)
        self._place = 0
        self._made: Made | None = None
        self._layout = QVBoxLayout(self)
        self._draw()
        QShortcut(QKeySequence("Ctrl+F1"), self, lambda: card.show_card(self, self._face, folder))

    def _make_maker(self) -> Maker:
        return Maker(self._folder, self._face.clock, self._face.words.language)

    @property
    def name(self) -> str:
        """The name of the page that is shown."""
        return self.plan.pages[self._place]

    def wear(self, face: Face) -> None:
        """Draw everything anew in another language or look; what was said so far stays."""
        self._face = face
        self._draw()

    # --- drawing

    def _draw(self) -> None:
        parts.clear(self._layout)
        words, look = self._face.words, self._face.look
        self.setWindowTitle(words.say("Work records"))
        self._layout.setContentsMargins(*(look.em(1.0) for _ in range(4)))
        self.page = self._make_page()
        self.page.done.connect(self._on_done)
        bar = FaceBar(self._face)
        bar.chosen.connect(self.face_chosen)
        if self.name == MAKING:
            bar.hide()
        self._layout.addLayout(parts.row(look, self._make_step(), 1, bar))
        self._layout.addWidget(self._make_card(), 1)
        QTimer.singleShot(0, self.page, self.page.begin)

    def _make_page(self) -> Page:
        face, plan = self._face, self.plan
        made: dict[str, Any] = {
            "way": WayPage,
            "office": OfficePage,
            "alone": AlonePage,
            "passphrase": PassphrasePage,
            "sheet": SheetPage,
            "words": WordsPage,
        }
        if self.name == MAKING:
            page = ProgressPage(face, plan, self.maker())
            page.made.connect(self._on_made)
            return page
        shown: Page = made[self.name](face, plan)
        if isinstance(shown, WayPage):
            shown.restore_requested.connect(self.restore_requested)
        return shown

    def _make_step(self) -> QWidget:
        words = self._face.words
        number, total = self._place + 1, len(self.plan.pages)
        said = words.say("Step {n} of {total}", n=number, total=total) if self.plan.way else ""
        return parts.label(said, role="muted", wraps=False)

    def _make_card(self) -> QScrollArea:
        look = self._face.look
        inner, frame = parts.Inner(), QFrame()
        inner.setProperty("role", "page")
        frame.setProperty("role", "card")
        self._frame = frame
        self._fit()
        parts.column(look, self.page, self._make_foot(), parent=frame, margin=1.2, gap=0.9)
        parts.column(look, 1, parts.row(look, 1, frame, 1), 2, parent=inner)
        return parts.scroll(inner)

    def _make_foot(self) -> QHBoxLayout:
        words, look = self._face.words, self._face.look
        self.back = parts.button(look, words.say("Back"), self.go_back)
        self.back.setObjectName("first_back")
        if self._place == 0 or self.name in (MAKING, "words"):
            self.back.hide()
        is_last = self.name == "words"
        said = words.say("Open my desk") if is_last else words.say("Go on")
        self.next = parts.button(look, said, self.page.go_on, role="primary")
        self.next.setObjectName("first_next")
        if not self.page.HAS_NEXT:
            self.next.hide()
        return parts.row(look, self.back, 1, self.next)

    def show_page(self, name: str) -> None:
        """Show a page of the way that was chosen."""
        self._place = self.plan.pages.index(name)
        self._draw()

    # --- going on

    def _on_done(self) -> None:
        if self.name == "words" and self._made is not None:
            self.proven.emit(self._made.proof)
            return
        self._place += 1
        self._draw()

    def _on_made(self, made: Made) -> None:
        self._made = made
        self.plan.words = made.words
        self.plan.passphrase = self.plan.recovery_code = ""
        if made.words:
            self._on_done()
        else:
            self.proven.emit(made.proof)

    def go_back(self) -> None:
        """Go to the page before; what was said stays."""
        self._place = max(0, self._place - 1)
        if not self._place:
            self.plan.way = ""
        self._draw()

    def _fit(self) -> None:
        look = self._face.look
        self._frame.setFixedWidth(max(look.em(NARROW), min(look.em(WIDE), self.width() - look.em(4))))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Let the card be as wide as the window lets it."""
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 Qt's own name
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape and self.back.isVisible():
            self.go_back()
            return
        super().keyPressEvent(event)

    def show_trouble(self, trouble: Trouble) -> None:
        """Say what stood in the way of opening, or a fault of ours."""
        self.page.show_trouble(trouble)
