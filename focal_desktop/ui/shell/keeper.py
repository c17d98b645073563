"""Keeps what is being typed, every two seconds and before locking, with the place of the cursor."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import sections
from focal_desktop.ui.context import Place
from focal_desktop.ui.shell.host import Host
from focal_desktop.usecases import forms

KEEP_MS = 2000


class Keeper(QObject):
    """Belongs to a window for as long as its vault is open."""

    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self._window = window
        self._timer = QTimer(self)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    def stop(self) -> None:
        """Keep no more: the vault is about to be closed."""
        self._timer.stop()

    @property
    def _can_write(self) -> bool:
        store = self._window.session.store
        return store.is_open and not store.behind

    def keep(self) -> None:
        """Keep what is being typed; a full disk is told and typing goes on."""
        screen = self._window.current
        if screen is not None and self._can_write:
            try:
                screen.keep()
            except Trouble as trouble:
                self._window.context.tell_trouble(trouble)

    def keep_all(self) -> None:
        """Keep every form and where the person is."""
        self.keep()
        place = self._window.place()
        if place is None or not self._can_write:
            return
        focus = self._window.focusWidget()  # also while another program is in front
        where = forms.Where(
            section=place.section,
            view=place.view,
            kind=place.kind,
            record=place.record,
            field=focus.objectName() if focus else "",
            cursor=_cursor_of(focus),
        )
        try:
            forms.keep_place(self._window.session, where)
        except Trouble:
            return  # only the place is lost; what was typed was kept before, or its trouble told

    def return_to(self, where: forms.Where | None) -> None:
        """Open where the person was, else the first section."""
        first = sections.list_open(self._window.session.person)[0].name
        known = {one.name for one in (*sections.SECTIONS, *sections.HIDDEN)}
        if where is None or where.section not in known:
            self._window.show_place(Place(section=first))
            return
        place = Place(section=where.section, view=where.view, kind=where.kind, record=where.record)
        self._window.show_place(place)
        field = self._window.findChild(QWidget, where.field) if where.field else None
        if field is not None:
            field.setFocus()
            _set_cursor(field, where.cursor)


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
