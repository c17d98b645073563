"""Which panel is open beside the outline, or which cell in it, and what the keys ask of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import QTimer

from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.plan.cell_desk import CellDesk
from focal_desktop.ui.plan.joining import AboutDesk, ActionDesk, NoteDesk
from focal_desktop.ui.plan.view import PlanView
from focal_desktop.usecases.plans import Outline, Planned

Desk = ActionDesk | NoteDesk | AboutDesk
D = TypeVar("D", ActionDesk, NoteDesk, AboutDesk)


class Panels:
    """The three panels, each made when it is first opened; `find` gives the plan that is shown now."""

    def __init__(self, context: Context, view: PlanView, find: Callable[[], Outline | None]) -> None:
        self._context, self._view, self._find_outline = context, view, find
        self._made: list[Desk] = []
        self.cells = CellDesk(context, view)
        view.beside.arranged.connect(lambda _: QTimer.singleShot(0, self.cells, self.cells.follow))

    @cached_property
    def action(self) -> ActionDesk:
        """The panel of one action."""
        desk = self._take_in(ActionDesk(self._context, self.close))
        desk.view.note_requested.connect(self._turn_to_note)
        return desk

    @cached_property
    def note(self) -> NoteDesk:
        """The panel of the note of a quarter."""
        desk = self._take_in(NoteDesk(self._context, self._noted))
        desk.view.action_requested.connect(self._turn_to_action)
        return desk

    @cached_property
    def about(self) -> AboutDesk:
        """The panel of the plan as a whole."""
        return self._take_in(AboutDesk(self._context, self.close))

    def _take_in(self, desk: D) -> D:
        self._made.append(desk)
        self._view.beside.add_panel(desk.view)
        desk.view.closed.connect(self.go_back)
        return desk

    @property
    def desk(self) -> Desk | None:
        """The panel that is open, joined."""
        shown = self._view.beside.panel
        return next((desk for desk in self._made if desk.view is shown), None)

    def place(self) -> Place | None:
        """Return what is open, as a place; a cell that is open comes before a panel."""
        if found := self.cells.place():
            return found
        desk = self.desk
        if isinstance(desk, NoteDesk):
            return Place(section="plan", view=desk.quarter, kind="quarter_note", record=desk.record)
        if isinstance(desk, ActionDesk) and desk.record:
            return Place(section="plan", kind="action", record=desk.record)
        if desk is None:
            return None
        view = "new" if isinstance(desk, ActionDesk) else "about"
        outline = self._find_outline()
        return Place(section="plan", view=view, kind="plan", record=outline.plan.id if outline else "")

    def find(self, identity: str) -> Planned | None:
        """Return an action of the plan that is shown."""
        outline = self._find_outline()
        return next((one for one in outline.actions if one.action.id == identity), None) if outline else None

    def open_action(self, planned: Planned) -> None:
        """Open an action."""
        if outline := self._find_outline():
            self.keep()
            self._view.beside.open_panel(self.action.view)
            self.action.open(planned, outline.plan.year or 0)
            self._view.choose(planned.action.id)

    def open_note(self, planned: Planned, quarter: str) -> None:
        """Open the note of an action."""
        if outline := self._find_outline():
            self.keep()
            self._view.beside.open_panel(self.note.view)
            left = len(outline.list_unnoted(quarter))
            self.note.open(planned, quarter, outline.plan.year or 0, left)
            self._view.choose(planned.action.id)

    def open_about(self) -> None:
        """Open the plan as a whole."""
        if outline := self._find_outline():
            self.keep()
            self._view.beside.open_panel(self.about.view)
            is_own = outline.office == self._context.session.person.office
            self.about.open(outline.plan, is_own=is_own)

    def open_new(self) -> bool:
        """Begin an action, where there is an own plan to put it in."""
        outline = self._find_outline()
        if outline is None or outline.office != self._context.session.person.office:
            return False
        self.keep()
        self._view.beside.open_panel(self.action.view)
        self.action.open_new(outline.plan.id)
        return True

    def _turn_to_note(self, quarter: str) -> None:
        if found := self.find(self.action.record):
            self.open_note(found, quarter)

    def _turn_to_action(self) -> None:
        if found := self.find(self.note.record):
            self.open_action(found)

    def _noted(self, identity: str) -> None:
        outline, quarter = self._find_outline(), self.note.quarter
        left = outline.list_unnoted(quarter) if outline else ()
        following = next((one for one in left if one.action.id != identity), None)
        if following is None:
            self.close()
        else:
            self.open_note(following, quarter)

    def keep(self) -> None:
        """Keep what is being typed."""
        self.cells.keep()
        if desk := self.desk:
            desk.keep()

    def finish(self) -> bool:
        """Save what is open; return whether there was something."""
        if self.cells.cell is not None:
            self.cells.save()
            return True
        if desk := self.desk:
            desk.save()
            return True
        return False

    def go_back(self) -> bool:
        """Close what is open; what was typed in it is kept."""
        if self.cells.leave():
            return True
        if self.desk is None:
            return False
        self.keep()
        self.close()
        return True

    def close(self) -> None:
        """Close what is open."""
        if self.desk is not None:
            self._view.beside.close_panel()
