"""The window of an unlocked vault: sidebar, top bar, message bar, one page, a line of status."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMenuBar, QStackedWidget, QWidget

from focal_desktop.ui import sections
from focal_desktop.ui.context import Context, Message, Place
from focal_desktop.ui.driver import SyncDriver
from focal_desktop.ui.face import Face
from focal_desktop.ui.holding import Holding
from focal_desktop.ui.leaving import LeavingDriver
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.relay import Relay
from focal_desktop.ui.safety import SafetyDriver
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.shell import commands
from focal_desktop.ui.shell.banner import add_damage, list_banners
from focal_desktop.ui.shell.history import History
from focal_desktop.ui.shell.keeper import Keeper
from focal_desktop.ui.shell.pages import Pages
from focal_desktop.ui.shell.sidebar import Sidebar
from focal_desktop.ui.shell.status_line import StatusLine
from focal_desktop.ui.shell.top_bar import TopBar
from focal_desktop.ui.shell.undo import Deed, UndoHeap
from focal_desktop.ui.shell.verbs import Verbs
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.message_bar import MessageBar
from focal_desktop.usecases.session import Session

NARROW = 1100


class Window(Verbs):
    """Knows where the person is and hands the rest to the screens; it holds no record."""

    face_chosen = Signal(Preferences)

    def __init__(self, session: Session, face: Face) -> None:
        super().__init__()
        self._screens: dict[str, Screen] = {}
        self.session, self.history = session, History()
        self.relay = Relay(session, self)
        self.sync = SyncDriver(session, face.jobs, self)
        self.holding = Holding(session, face.jobs)
        self.safety = SafetyDriver(session, self.holding, self)
        self.leaving = LeavingDriver(session, self.holding, lambda: self.sync.is_running, self)
        self.draw(face)
        self.relay.changed.connect(self._on_changed)
        self.sync.changed.connect(lambda: self.status.refresh())
        self.safety.changed.connect(lambda: self.status.refresh())
        self.leaving.failed.connect(lambda trouble: self.context.tell_trouble(trouble))
        self.safety.damaged.connect(lambda: add_damage(self.context, self._rows))
        self.keeper = Keeper(self)

    def draw(self, face: Face) -> None:
        """Draw everything, or everything anew, in a language and look."""
        self.face = face
        self.context = Context(session=self.session, face=face, relay=self.relay, shell=self)
        self.undo = UndoHeap(self.context)
        self.setWindowTitle(face.words.say("Work records"))
        self.take_down()
        self.setMenuBar(QMenuBar())
        self._build()
        self.commands = commands.install(self)

    def take_down(self) -> None:
        """Let go of all that is drawn: no other look is worked out for it, no new field mistaken for it."""
        self._screens = {}
        if former := self.takeCentralWidget():
            shiboken6.delete(former)

    def _build(self) -> None:
        look = self.face.look
        self.sidebar = Sidebar(self.face, sections.list_open(self.session.person))
        self.sidebar.chosen.connect(lambda name: self.go(Place(section=name)))
        self.top = TopBar(self.context)
        self.top.lock_requested.connect(self.lock_requested)
        self.top.hide_requested.connect(self.hide_requested)
        self.bar, self.stack = MessageBar(self.face), QStackedWidget()
        self.status = StatusLine(self.context)
        main = QWidget()
        self._pages = parts.scroll(Pages(self.stack))
        inner = parts.column(look, self.top, self.bar, self._pages, parent=main, gap=0.6)
        inner.setContentsMargins(look.em(1.2), look.em(0.6), look.em(1.2), look.em(0.6))
        inner.setStretch(2, 1)
        across = parts.row(look, self.sidebar, main, gap=0.0)
        across.setStretch(1, 1)
        whole = QWidget()
        rows = self._rows = parts.column(look, parent=whole, gap=0.0)
        for banner in list_banners(self.context):
            rows.addWidget(banner)
        rows.addLayout(across, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(whole)
        self._fold()

    # --- what a screen may ask of the window

    def tell(self, message: Message) -> None:
        """Show one message."""
        self.bar.tell(message)

    def go(self, place: Place) -> None:
        """Open a section at a place, where the role has it; the way back is kept."""
        if sections.is_open(sections.find(place.section), self.session.person):
            self.keeper.keep()
            self.history.leave(self.place(), place)
            self.show_place(place)

    def remember_undo(
        self, sentence: str, undo: Callable[[], Any], again: Callable[[], Any] | None = None
    ) -> None:
        """Say what was done and offer to take it back."""
        self.undo.remember(Deed(sentence, undo, again))

    def choose_face(self, chosen: Preferences) -> None:
        """Ask for another language or look."""
        self.face_chosen.emit(chosen)

    # --- where the person is

    @property
    def current(self) -> Screen | None:
        """The screen that is shown."""
        found = self.stack.currentWidget()
        return found if isinstance(found, Screen) else None

    def place(self) -> Place | None:
        """Return where the person is."""
        screen = self.current
        return (screen.place() or Place(section=screen.objectName())) if screen else None

    def show_place(self, place: Place) -> None:
        """Open a section at a place, without a way back."""
        if place.section not in self._screens:
            found = sections.find(place.section)
            screen = self._screens[place.section] = sections.make_screen(found, self.context)
            screen.setObjectName(place.section)
            self.stack.addWidget(screen)
        screen = self._screens[place.section]
        if place != self.place():
            self.bar.leave_page()
            self._pages.verticalScrollBar().setValue(0)  # another page begins at its top
        self.stack.setCurrentWidget(screen)
        self.sidebar.show_chosen(place.section)
        with self.context.telling():
            screen.open_at(place)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        """Draw the shown screen again; the others are drawn when they are opened."""
        screen = self.current
        if screen is not None and screen.SHOWS & kinds:
            with self.context.telling():
                screen.refresh()
        self.status.refresh()

    # --- what the keys and menus ask

    def ask(self, verb: str) -> bool:
        """Ask the shown screen to do one of its verbs; where it has none, nothing happens."""
        with self.context.telling():
            return self.current is not None and bool(getattr(self.current, verb)())
        return False

    # --- room, and leaving

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Fold the sidebar to icons where there is little room."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        self.sidebar.set_folded(self.width() < NARROW * self.face.look.size / 100)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 Qt's own name
        """Close without a question: all is kept."""
        self.keep_all()
        for one in (self.keeper, self.sync, self.safety, self.leaving):
            one.stop()
        super().closeEvent(event)
