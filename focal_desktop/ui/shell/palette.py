"""Go to anything: one line, a few lines below it, Enter. Cases are not found from here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from focal_desktop.store.rows import Row
from focal_desktop.ui import finding
from focal_desktop.ui.shell.host import Command, Host
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.line import Line
from focal_desktop.usecases import records, seeking

MOST, SHORTEST = 9, 2
Found = tuple[str, str, Callable[[], Any]]


class Palette(QFrame):
    """Lies over the page until something is chosen or Esc is pressed."""

    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self._window = window
        look, words = window.face.look, window.face.words
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.line = Line()
        self.line.setObjectName("palette_line")
        self.line.setPlaceholderText(words.say("Go to a section, a record, or do something…"))
        self.line.setAccessibleName(words.say("Go to anything"))
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.found = QListWidget()
        self.found.setAccessibleName(words.say("Found"))
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.itemClicked.connect(lambda _: self.choose())
        parts.column(look, self.line, self.found, parent=self, margin=0.6, gap=0.4)
        self._acts: list[Callable[[], Any]] = []
        self._search("")

    def place_over(self, area: QWidget) -> None:
        """Lie in the upper middle of the window."""
        look = self._window.face.look
        width = min(look.em(44), area.width() - look.em(2))
        self.setGeometry((area.width() - width) // 2, look.em(4), width, look.em(25))
        self.show()
        self.raise_()
        self.line.setFocus()

    def choose(self) -> None:
        """Do what is chosen."""
        place = self.found.currentRow()
        if 0 <= place < len(self._acts):
            act = self._acts[place]
            self.leave()
            act()

    def leave(self) -> None:
        """Go away."""
        self.hide()
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Let arrows, Enter and Esc of the line work on the list."""
        if not isinstance(event, QKeyEvent) or event.type() not in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            return False
        keys = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        is_ours = event.key() in (*keys, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if is_ours and event.type() == QEvent.Type.KeyPress:
            if event.key() in keys:
                count = max(1, self.found.count())
                self.found.setCurrentRow((self.found.currentRow() + keys[Qt.Key(event.key())]) % count)
            elif event.key() == Qt.Key.Key_Escape:
                self.leave()
            else:
                self.choose()
        if is_ours:
            event.accept()
        return is_ours

    def _search(self, text: str) -> None:
        said = text.strip()
        found = self._list_commands(said)
        if len(said) >= SHORTEST:
            found += self._list_records(said)
        found = found or self._list_near(said)
        self.found.clear()
        self._acts = [act for _, _, act in found[:MOST]]
        for name, note, _ in found[:MOST]:
            item = QListWidgetItem(f"{name}    {note}" if note else name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {note}" if note else name)
            self.found.addItem(item)
        if not found:
            self._say_nothing()
        self.found.setCurrentRow(0)

    def _say_nothing(self) -> None:
        """Say in the list itself that nothing was found, and what is never found from here."""
        item = QListWidgetItem(
            self._window.face.words.say("Nothing found. Sealed parts and cases are never searched from here.")
        )
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.found.addItem(item)

    def _list_commands(self, text: str) -> list[Found]:
        """Return the commands that hold the words, those that begin with them first."""
        said = text.casefold()
        held = [one for one in self._window.commands if said in _bare(one.said)]
        held.sort(key=lambda one: not _bare(one.said).startswith(said) if said else False)
        return [_as_found(one) for one in held]

    def _list_near(self, text: str) -> list[Found]:
        """Return what is nearly written so, where nothing is written so."""
        typed = seeking.split(text)
        rated = [(seeking.rate(typed, seeking.split(_bare(one.said))), one) for one in self._window.commands]
        held = sorted(((n, one) for n, one in rated if n is not None), key=lambda pair: pair[0])
        session = self._window.session
        near = seeking.find_near(session, text, lambda kind: finding.is_case(self._window.context, kind))
        return [*(_as_found(one) for _, one in held), *self._name_records(near)]

    def _list_records(self, text: str) -> list[Found]:
        return self._name_records(records.search(self._window.session, text))

    def _name_records(self, rows: Iterable[Row]) -> list[Found]:
        context, found = self._window.context, list[Found]()
        for row in rows:
            place = finding.place_of(row.kind, row.id, row.parent)
            if place is None or finding.is_case(context, row.kind):
                continue
            kind = context.session.kinds[row.kind]
            act = (lambda there: lambda: self._window.go(there))(place)
            found.append((finding.title_of(context, row, kind), context.words.name(kind.label), act))
            if len(found) >= MOST:
                break
        return found


def _bare(said: str) -> str:
    """Return what a command is called, without the mark of its key and without case."""
    return said.replace("&", "").casefold()


def _as_found(command: Command) -> Found:
    return command.said.replace("&", ""), command.keys[0] if command.keys else "", command.act


def open_palette(window: Host) -> Palette:
    """Open the palette over the window."""
    made = Palette(window)
    made.place_over(window)
    return made
