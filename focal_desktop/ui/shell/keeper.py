"""Keeps what is being typed, within two seconds and before locking, with the place of the cursor."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTabWidget, QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import loose, sections
from focal_desktop.ui.context import Place
from focal_desktop.ui.shell.host import Host
from focal_desktop.usecases import forms

KEEP_MS = 1500
"""Within two seconds everything typed is in the vault, with what a save and a busy computer take."""
SEEK_MS, SEEKS = 100, 50
"""A long list is read in turns before what lies in it is opened: the cursor's field is waited for so long."""


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

    def keep(self) -> bool:
        """Keep what is being typed; a full disk is told and typing goes on. Return whether all is kept."""
        screen = self._window.current
        if screen is None or not self._can_write:
            return False
        QTimer.singleShot(0, self, self._look)  # once the page that is gone to stands
        with self._window.context.telling():
            screen.keep()
            self._look()
            forms.keep_waiting(self._window.session)
            return True
        return False

    def _look(self) -> None:
        """Keep the lines that belong to no form, and give back those of a page that was come to."""
        screen, place = self._window.current, self._window.place()
        if screen is not None and place is not None and self._can_write:
            with self._window.context.telling():
                loose.look(self._window.session, screen, place)

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
            field=_name_of(focus),
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
        self._look()
        if where.field:
            self._seek(where, SEEKS)

    def _seek(self, where: forms.Where, left: int) -> None:
        """Put the cursor into its field, as soon as it is seen."""
        screen, place = self._window.current, self._window.place()
        if screen is None or place is None or place.section != where.section:
            return
        field = _find_seen(screen, where.field)
        if field is not None and field.isVisible():
            field.setFocus()
            _set_cursor(field.focusProxy() or field, where.cursor)
        elif left:
            wait_ms = 0 if left == SEEKS else SEEK_MS
            QTimer.singleShot(wait_ms, self, lambda: self._seek(where, left - 1))


def _name_of(focus: QWidget | None) -> str:
    """Return the name of a field; the line within a field goes by the name of the whole."""
    if focus is None:
        return ""
    whole = focus.parentWidget()
    is_within = whole is not None and whole.focusProxy() is focus
    return focus.objectName() or (whole.objectName() if whole is not None and is_within else "")


def _find_seen(screen: QWidget, name: str) -> QWidget | None:
    """Return the field of a name that is seen, turning to its tab if need be; others may be called so."""
    found = screen.findChildren(QWidget, name)
    for one in found:
        if one.isVisibleTo(screen):
            return one
    for one in found:
        for tabs in screen.findChildren(QTabWidget):
            for page in filter(None, map(tabs.widget, range(tabs.count()))):
                if page.isAncestorOf(one) and one.isVisibleTo(page) and tabs.isVisibleTo(screen):
                    tabs.setCurrentWidget(page)
                    return one
    return None


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
