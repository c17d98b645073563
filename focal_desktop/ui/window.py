"""The window of an unlocked vault: sidebar, top bar, message bar, one page, a line of status."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QStackedWidget, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import sections
from focal_desktop.ui.context import Context, Message, Place
from focal_desktop.ui.face import Face
from focal_desktop.ui.relay import Relay
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.shell.banner import practice_banner
from focal_desktop.ui.shell.history import History
from focal_desktop.ui.shell.sidebar import Sidebar
from focal_desktop.ui.shell.status_line import StatusLine
from focal_desktop.ui.shell.top_bar import TopBar
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.message_bar import MessageBar
from focal_desktop.usecases import forms
from focal_desktop.usecases.session import Session

KEEP_MS = 2000
NARROW = 1100


class Window(QMainWindow):
    """Knows where the person is and hands the rest to the screens; it holds no record."""

    lock_requested = Signal()
    hide_requested = Signal()
    face_requested = Signal()

    def __init__(self, session: Session, face: Face) -> None:
        super().__init__()
        self.session, self.face = session, face
        self.relay = Relay(session, self)
        self.context = Context(session=session, face=face, relay=self.relay, shell=self)
        self._screens: dict[str, Screen] = {}
        self._stale: set[str] = set()
        self.history = History()
        self.undo: list[tuple[str, Callable[[], Any]]] = []
        self.setWindowTitle(face.words.say("Work records"))
        self._build()
        self.relay.changed.connect(self._on_changed)
        self._keeper = QTimer(self)
        self._keeper.setInterval(KEEP_MS)
        self._keeper.timeout.connect(self.keep)
        self._keeper.start()

    def _build(self) -> None:
        look = self.face.look
        self.sidebar = Sidebar(self.face, sections.list_open(self.session.person))
        self.sidebar.chosen.connect(lambda name: self.go(Place(section=name)))
        self.top = TopBar(self.context)
        self.top.lock_requested.connect(self.lock_requested)
        self.top.hide_requested.connect(self.hide_requested)
        self.bar = MessageBar(self.face)
        self.stack = QStackedWidget()
        self.status = StatusLine(self.context)
        main = QWidget()
        inner = parts.column(look, self.top, self.bar, self.stack, parent=main, margin=0.0, gap=0.6)
        inner.setContentsMargins(look.em(1.2), look.em(0.8), look.em(1.2), look.em(0.6))
        inner.setStretch(2, 1)
        whole = QWidget()
        across = parts.row(look, self.sidebar, main, gap=0.0)
        across.setStretch(1, 1)
        rows = parts.column(look, parent=whole, gap=0.0)
        if banner := practice_banner(self.context):
            rows.addWidget(banner)
        rows.addLayout(across, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(whole)

    # --- what a screen may ask of the window

    def tell(self, message: Message) -> None:
        """Show one message."""
        self.bar.tell(message)

    def go(self, place: Place) -> None:
        """Open a section at a place; the way back is kept."""
        section = sections.find(place.section)
        if not sections.is_open(section, self.session.person):
            return
        self.keep()
        self.history.leave(self.place())
        self._show(place)

    def remember_undo(self, sentence: str, undo: Callable[[], Any]) -> None:
        """Say what was done and offer to take it back."""
        self.undo = [*self.undo[-19:], (sentence, undo)]
        said = self.face.words.say("Undo")
        self.tell(Message(text=sentence, tone="ok", action=said, act=self.take_back))

    def take_back(self) -> None:
        """Undo the last thing that can be undone."""
        if self.undo:
            sentence, undo = self.undo.pop()
            with self.context.telling():
                undo()
                self.context.tell(self.face.words.say("Taken back: {what}", what=sentence), "ok")

    # --- where the person is

    @property
    def current(self) -> Screen | None:
        """The screen that is shown."""
        found = self.stack.currentWidget()
        return found if isinstance(found, Screen) else None

    def place(self) -> Place | None:
        """Return where the person is."""
        screen = self.current
        if screen is None:
            return None
        name = next(name for name, held in self._screens.items() if held is screen)
        return screen.place() or Place(section=name)

    def step_back(self) -> None:
        """Go where the person was before."""
        if place := self.history.back(self.place()):
            self._show(place)

    def step_on(self) -> None:
        """Go forward again."""
        if place := self.history.forward(self.place()):
            self._show(place)

    def _show(self, place: Place) -> None:
        screen = self._open(place.section)
        self.stack.setCurrentWidget(screen)
        self.sidebar.show_chosen(place.section)
        self._stale.discard(place.section)
        with self.context.telling():
            screen.open_at(place)

    def _open(self, name: str) -> Screen:
        if name not in self._screens:
            screen = sections.make_screen(sections.find(name), self.context)
            screen.setObjectName(name)
            self._screens[name] = screen
            self.stack.addWidget(screen)
        return self._screens[name]

    def _on_changed(self, kinds: frozenset[str]) -> None:
        """Draw the shown screen again; others when they are opened, as each is anyway."""
        screen = self.current
        if screen is not None and screen.SHOWS & kinds:
            with self.context.telling():
                screen.refresh()
        self.status.refresh()

    # --- keeping what is typed

    def keep(self) -> None:
        """Keep what is being typed; a full disk is told and typing goes on."""
        screen = self.current
        if screen is not None and self.session.store.is_open and not self.session.store.behind:
            try:
                screen.keep()
            except Trouble as trouble:
                self.context.tell_trouble(trouble)

    def keep_all(self) -> None:
        """Keep every form and where the person is, before the vault is locked."""
        self.keep()
        place = self.place()
        if place is None or self.session.store.behind:
            return
        focus = QApplication.focusWidget()
        where = forms.Where(
            section=place.section,
            view=place.view,
            kind=place.kind,
            record=place.record,
            field=focus.objectName() if focus else "",
            cursor=_cursor_of(focus),
        )
        try:
            forms.keep_place(self.session, where)
        except Trouble:
            return  # only the place is lost; what was typed was kept before, or its trouble told

    def return_to(self, where: forms.Where | None) -> None:
        """Open where the person was, else the first section."""
        first = sections.list_open(self.session.person)[0].name
        known = {one.name for one in (*sections.SECTIONS, *sections.HIDDEN)}
        if where is None or where.section not in known:
            return self._show(Place(section=first))
        self._show(Place(section=where.section, view=where.view, kind=where.kind, record=where.record))
        field = self.findChild(QWidget, where.field) if where.field else None
        if field is not None:
            field.setFocus()
            _set_cursor(field, where.cursor)
        return None

    # --- Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Fold the sidebar to icons where there is little room."""
        super().resizeEvent(event)
        self.sidebar.set_folded(self.width() < NARROW * self.face.look.size / 100)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 Qt's own name
        """Close without a question: all is kept."""
        self.keep_all()
        self._keeper.stop()
        super().closeEvent(event)


def _cursor_of(widget: QWidget | None) -> int:
    if isinstance(widget, QLineEdit):
        return widget.cursorPosition()
    return widget.textCursor().position() if isinstance(widget, QPlainTextEdit) else 0


def _set_cursor(widget: QWidget, place: int) -> None:
    if isinstance(widget, QLineEdit):
        widget.setCursorPosition(place)
    elif isinstance(widget, QPlainTextEdit):
        cursor = widget.textCursor()
        cursor.setPosition(min(place, len(widget.toPlainText())))
        widget.setTextCursor(cursor)
