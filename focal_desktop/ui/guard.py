"""Stands beside the window of an open vault: locks, hides, clears copies, and ends with the session.

It never asks: what is typed was kept before, and the vault is closed whatever else goes wrong.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from focal_desktop.ui import sections, tokens
from focal_desktop.ui.desktop import AGAIN, Desktop
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.shell import card
from focal_desktop.ui.shell.clipboard import Copies
from focal_desktop.ui.shell.hiding import Hiding
from focal_desktop.ui.shell.idle import Idle
from focal_desktop.ui.shell.system import System
from focal_desktop.ui.shell.thrice import Thrice
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, unlocking


class Guard(QObject):
    """Belongs to one window for as long as its vault is open."""

    def __init__(self, desktop: Desktop, window: Window) -> None:
        super().__init__(window)
        self._desktop, self._window = desktop, window
        self._wanted: Preferences | None = None
        application = desktop.application
        self.idle = Idle(application, desktop.clock, self.limit, self)
        self.hiding = Hiding(application, window)
        self.copies = Copies(application, self)
        self.thrice = Thrice(application, self)
        self.system = System(application, window, self)
        self.idle.ended.connect(self.lock)
        self.hiding.ended.connect(self.lock)
        self.system.ended.connect(self.lock)
        window.lock_requested.connect(self.lock)
        window.hide_requested.connect(lambda: self.hiding.turn(window.face))
        self.thrice.pressed.connect(window.hide_requested)
        window.card_requested.connect(self.show_card)
        window.text_resized.connect(self._resize)
        window.face_chosen.connect(self.wear)
        application.commitDataRequest.connect(self.end)
        application.aboutToQuit.connect(self._leave)

    def limit(self) -> int:
        """Return the idle minutes of where the person is."""
        return self._window.session.policy.limit(sections.find_limit(self._window.place()))

    def lock(self) -> None:
        """Lock at once and ask for a new process: this one's memory goes with it."""
        self._leave()
        self._desktop.leave(AGAIN)

    def end(self, *_manager: object) -> None:
        """End with the person's session on this computer, without a question."""
        self._leave()
        self._desktop.leave(0)

    def close(self) -> None:
        """Close the vault and stand guard no more; the window goes as soon as another is shown."""
        self._leave()
        self._desktop.application.commitDataRequest.disconnect(self.end)
        self._desktop.application.aboutToQuit.disconnect(self._leave)

    def _leave(self) -> None:
        self.idle.stop()
        self.hiding.timer.stop()
        self.copies.clear()
        self._window.safety.stop()
        self._window.leaving.stop()
        session = self._window.session
        if session.store.is_open:
            try:
                self._window.keep_all()
                self._desktop.keep_geometry(self._window)
            finally:
                unlocking.lock(session)

    def show_card(self) -> None:
        """Show what to do while someone is telling something."""
        card.show_card(self._window, self._window.face, self._window.session.store.folder)

    def _resize(self, step: int) -> None:
        chosen = self._wanted or self._desktop.chosen
        size = max(tokens.SMALLEST, min(tokens.LARGEST, chosen.size + step * tokens.STEP)) if step else 100
        self.wear(chosen._replace(size=size))

    def wear(self, chosen: Preferences) -> None:
        """Draw the window anew in the language and look that were chosen, once what chose it has ended."""
        self._wanted = chosen
        QTimer.singleShot(0, self._window, self._wear)

    def _wear(self) -> None:
        chosen, self._wanted = self._wanted, None
        window = self._window
        if chosen is None or chosen == self._desktop.chosen or not window.session.store.is_open:
            return
        window.keep_all()
        window.take_down()
        window.draw(self._desktop.choose(chosen))
        behind = window.session.store.behind
        window.return_to(None if behind else forms.take_place(window.session))
