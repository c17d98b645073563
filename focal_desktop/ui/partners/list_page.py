"""The list of partners, joined to what the vault holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer

from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.partners import reading
from focal_desktop.ui.partners.page import Page
from focal_desktop.ui.partners.reading import PartnerLine
from focal_desktop.ui.partners.view import ListView
from focal_desktop.ui.widgets import parts

FITS: Mapping[str, Callable[[PartnerLine], bool]] = {
    "needs_check": reading.needs_check,
    "expiring": lambda line: line.standing.state == "expiring",
    "hold": lambda line: any(one.step == "hold" for one in line.agreements),
}

A_TURN = 40
"""So many partners are judged at once: a fortieth of a second."""


class ListPage(Page):
    """Reads once when it is opened or something was written; narrowing reads nothing."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._lines: list[PartnerLine] = []
        self._names: list[str] = []
        self._judged = 0
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._judge)
        self.view = ListView(context.face, context.policy, shows_office=context.session.person.is_hq)
        self.view.narrowed.connect(self._narrow)
        self.view.opened.connect(lambda record: self.go(kind="partner", record=record))
        self.view.add_requested.connect(self.start_new)
        self.view.paste_requested.connect(lambda: self.go(view="paste"))
        parts.column(context.look, self.view, parent=self)

    def open(self, place: Place) -> None:
        """Show the list, narrowed by a chip where the place names one; the cursor waits for a name."""
        if place.view in FITS:
            self.view.chips.show_code(place.view)
        super().open(place)
        self.view.line.setFocus()
        self.view.line.selectAll()

    def refresh(self) -> None:
        """Read the partners again; drafts of agreements are judged in small turns."""
        self._lines = reading.list_unjudged(self.context.session)
        self._names = [reading.fold(line.partner.name) for line in self._lines]
        self._judged = 0
        self._judge()

    def _judge(self) -> None:
        """Judge some more and go on in the next turn; the first and the last turn draw what is known."""
        is_first, until = not self._judged, min(self._judged + A_TURN, len(self._lines))
        session = self.context.session
        if not session.store.is_open:
            return
        for place in range(self._judged, until):
            self._lines[place] = reading.judge_line(session, self._lines[place])
        self._judged = until
        is_last = until == len(self._lines)
        if is_first or is_last:
            self._narrow()
        if not is_last:
            self._turn.start()

    def _narrow(self) -> None:
        fits = FITS.get(self.view.chips.value(), bool)
        wanted = reading.fold(self.view.line.text())
        both = zip(self._lines, self._names, strict=True)
        found = [line for line, name in both if wanted in name and fits(line)]
        self.view.fill(found, has_any=bool(self._lines))

    def start_new(self) -> bool:
        """Add a partner."""
        self.go(kind="partner", view="new")
        return True

    def behind(self) -> Place | None:
        """There is nothing behind the list."""
        return None
