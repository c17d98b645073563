"""Finds records of the desk as one types. What tells of a case is neither found nor counted here."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from focal_desktop.store.rows import Row
from focal_desktop.ui import finding, tokens
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.usecases import records, seeking

SEEK_MS = 200
"""After a pause in typing: to look through every title takes longer than one letter may."""


class SearchScreen(Screen):
    """Shows what the search line of the window asks for."""

    HELP = "home"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, look = context.words, context.look
        self._text = ""
        self._heading = parts.heading(look, words.say("Search"), tokens.TITLE_POINTS)
        columns = (
            Column[Row](words.say("Found"), self._title, wide=3, least=20),
            Column[Row](words.say("What it is"), self._kind, wide=1),
            Column[Row](words.say("Reference"), lambda row: row.reference, yields=2),
            Column[Row](words.say("Day"), lambda row: words.iso_date(row.on_date), yields=1),
        )
        self.table: Table[Row] = Table(look, words.say("Found"), columns)
        self.table.opened.connect(self._go)
        self._nothing = empty_state(
            look,
            "search",
            words.say("Nothing found. Sealed parts and cases are never searched from here."),
        )
        self.near = parts.label(words.say("Nothing is written exactly so. Perhaps one of these:"))
        self.near.setObjectName("search_near")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nothing)
        self._seeking = QTimer(self)
        self._seeking.setSingleShot(True)
        self._seeking.setInterval(SEEK_MS)
        self._seeking.timeout.connect(self._seek)
        parts.column(look, self._heading, self.near, self._stack, parent=self).setStretch(2, 1)

    def open_at(self, place: Place) -> None:
        """Search for the words of the place."""
        self._text = place.view
        self.refresh()

    def place(self) -> Place:
        """Return the search."""
        return Place(section="search", view=self._text)

    def refresh(self) -> None:
        """Search again; where nothing is written so, look for what nearly is as soon as typing pauses."""
        session, words = self.context.session, self.context.words
        self._show(records.search(session, self._text) if self._text else ())
        is_empty = not self.table.rows.values
        self._seeking.start() if self._text and is_empty else self._seeking.stop()
        self._heading.setText(
            words.say("Search: {text}", text=self._text) if self._text else words.say("Search")
        )

    def _show(self, rows: Iterable[Row], *, is_near: bool = False) -> None:
        found = [row for row in rows if not finding.is_case(self.context, row.kind) and self._place(row)]
        self.table.fill(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self.near.setVisible(is_near and bool(found))

    def _seek(self) -> None:
        with self.context.telling():
            near = seeking.find_near(
                self.context.session, self._text, lambda kind: finding.is_case(self.context, kind)
            )
            self._show(near, is_near=True)

    def _title(self, row: Row) -> str:
        return finding.title_of(self.context, row, self.context.session.kinds[row.kind])

    def _kind(self, row: Row) -> str:
        return self.context.words.name(self.context.session.kinds[row.kind].label)

    def _place(self, row: Row) -> Place | None:
        return finding.place_of(row.kind, row.id, row.parent)

    def _go(self, row: Row) -> None:
        if place := self._place(row):
            self.context.shell.go(place)


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return SearchScreen(context)
