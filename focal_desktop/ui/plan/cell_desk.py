"""Joins a cell of the outline to its action: opened with F2, kept while it is typed, saved with undo."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from focal_desktop.domain.record import Plain
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.kept import Kept
from focal_desktop.ui.plan import cell_view
from focal_desktop.ui.plan.cell_view import CellView
from focal_desktop.ui.plan.view import PlanView
from focal_desktop.ui.widgets.outline import Heading
from focal_desktop.usecases import records
from focal_desktop.usecases.records import Opened

CELL = "cell_"
"""How the view of a place begins that is a cell."""


class CellDesk(QObject):
    """One cell at a time; what is typed is kept under the action's own name, as beside the outline."""

    def __init__(self, context: Context, view: PlanView) -> None:
        super().__init__(view)
        self._context, self._outline = context, view.outline
        self._outline.installEventFilter(self)
        self._kept = Kept(context)
        self._cell: CellView | None = None
        self._opened: Opened | None = None
        self._others: Mapping[str, Plain] = {}

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 Qt's own name
        """Open the chosen cell with F2; where none can be edited, the outline opens the action."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_F2
        ):
            found = self._outline.current()
            if found is not None and not isinstance(found, Heading):
                return self.open(found.action.id, self._outline.currentIndex().column())
        return False

    @property
    def cell(self) -> CellView | None:
        """The cell that is open."""
        return self._cell

    def open(self, identity: str, column: int) -> bool:
        """Open a cell of an action; a column that no single field stands in is none."""
        name, row = cell_view.EDITED.get(column, ""), self._find_row(identity)
        if not name or row is None or self._outline.isColumnHidden(column):
            return False
        self.leave()
        opened = self._opened = records.open_record(self._context.session, "action", identity)
        cell = self._cell = CellView(self._context.face, self._context.policy, self._outline, name)
        cell.save_requested.connect(self._save_and_go)
        cell.dropped.connect(self._drop)
        cell.left.connect(self.save)
        index = self._outline.rows.index(row, column)
        self._outline.setCurrentIndex(index)
        self._outline.scrollTo(index)
        cell.open_over(index, opened.values.get(name))
        held = self._kept.open(f"plan/action-{identity}")
        self._others = {field: value for field, value in held.items() if field != name}
        if name in held:
            cell.editor.show(held[name])
            self._context.tell(self._context.words.say("Your unfinished text is back."))
        return True

    def place(self) -> Place | None:
        """Return where the open cell is."""
        if self._cell is None or self._opened is None:
            return None
        return Place(section="plan", view=f"{CELL}{self._cell.name}", kind="action", record=self._opened.id)

    def open_at(self, place: Place) -> bool:
        """Open the cell that a place names, if it names one and its column is shown."""
        columns = {f"{CELL}{name}": column for column, name in cell_view.EDITED.items()}
        return place.view in columns and self.open(place.record, columns[place.view])

    def keep(self) -> None:
        """Keep what is being typed, beside what was left unfinished of the same action."""
        if self._cell is not None:
            self._kept.keep({**self._others, **self._cell.changed()})

    def save(self) -> bool:
        """Save what stands in the cell and close it; what cannot be saved is told there, and stays."""
        cell, opened = self._cell, self._opened
        if cell is None or opened is None:
            return True
        changed = cell.changed()
        with self._context.telling(cell):
            if changed:
                self._save(opened, changed)
            self._kept.keep(self._others)
            self._close()
            return True
        return False

    def _save(self, opened: Opened, changed: Mapping[str, Plain]) -> None:
        session, words = self._context.session, self._context.words
        before = {name: opened.values.get(name) for name in changed}
        records.edit(session, "action", opened.id, changed, opened)
        self._context.shell.remember_undo(
            words.say("The action was saved."),
            lambda: records.edit(session, "action", opened.id, before),
            lambda: records.edit(session, "action", opened.id, changed),
        )

    def leave(self) -> bool:
        """Close the cell, if one is open; what was typed in it is kept."""
        if self._cell is None:
            return False
        self.keep()
        self._close()
        return True

    def follow(self) -> None:
        """Stay over the cell where the outline was drawn anew; an action that is gone closes it."""
        if self._cell is None or self._opened is None:
            return
        row = self._find_row(self._opened.id)
        if row is None:
            self.leave()
        else:
            self._cell.lie_over(self._outline.rows.index(row, cell_view.find_column(self._cell.name)))

    def _save_and_go(self, step: int) -> None:
        """Save, and with Tab go on to the next cell of the row that can be edited."""
        cell, opened = self._cell, self._opened
        if cell is None or opened is None or not self.save() or not step:
            return
        shown = [column for column in cell_view.EDITED if not self._outline.isColumnHidden(column)]
        place = shown.index(cell_view.find_column(cell.name)) + step
        if 0 <= place < len(shown):
            self.open(opened.id, shown[place])

    def _drop(self) -> None:
        """Leave the cell as it was."""
        self._kept.keep(self._others)
        self._close()

    def _close(self) -> None:
        cell, self._cell = self._cell, None
        if cell is not None:
            cell.hide()
            cell.deleteLater()
            self._outline.setFocus()

    def _find_row(self, identity: str) -> int | None:
        found = (
            place
            for place, one in enumerate(self._outline.rows.values)
            if not isinstance(one, Heading) and one.action.id == identity
        )
        return next(found, None)
