"""Joins an officer's part in opening a vault to the files it takes and gives."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import messages
from focal_desktop.ui.context import Context
from focal_desktop.ui.offices import roles
from focal_desktop.ui.offices.openings_view import OpeningsView
from focal_desktop.ui.widgets import file_dialog
from focal_desktop.usecases import reopening, roster
from focal_desktop.usecases.reopening import Asked


class OpeningsDesk(QObject):
    """Holds the bytes of one file until they are opened, and no key."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.view = OpeningsView(context.face)
        self._data = b""
        self._asked: Asked | None = None
        self.view.choose_requested.connect(self._ask_file)
        self.view.open_requested.connect(self._ask_place)

    def _ask_file(self) -> None:
        file_dialog.ask_open(self.view, self.context.words, self.take)

    def take(self, path: Path) -> None:
        """Read a request, or the half that another officer has opened."""
        say = self.context.words.say
        try:
            self._data = path.read_bytes()
            asked = self._asked = reopening.look(self._data)
        except OSError:
            self.view.show_problem(say("That file cannot be read. Choose another one."))
            return
        except Trouble as trouble:
            self.view.show_problem(messages.of_trouble(trouble, self.context.words))
            return
        turn = (
            say("Another officer has opened the first layer; yours is the second and last.")
            if asked.is_half
            else say("You open the first layer; another officer opens the second.")
        )
        key = (
            say("A rehearsal: no key leaves headquarters.")
            if asked.is_rehearsal
            else say("The key that leaves can be used by the person who asked, and by nobody else.")
        )
        self.view.show_asked(asked.words, turn, key)

    def _ask_place(self) -> None:
        file_dialog.ask_save(self.view, self.context.words, self.open_to)

    def open_to(self, path: Path) -> None:
        """Open this officer's layer and save what comes of it for whoever is next."""
        if self._asked is None:
            return
        words = self.context.words
        try:
            said = self._open(path, self._asked)
        except OSError:
            self.view.show_problem(words.say("That file cannot be written. Choose another place."))
        except Trouble as trouble:
            self.view.show_problem(messages.of_trouble(trouble, words))
        else:
            self._asked = None
            self.view.show_done(said)

    def _open(self, path: Path, asked: Asked) -> str:
        session, words = self.context.session, self.context.words
        if not asked.is_half:
            path.write_bytes(reopening.open_first(session, self._data, asked.words))
            return words.say("Send the saved file to the other officer, who compares the words too.")
        found = reopening.open_second(session, self._data, asked.words)
        path.write_bytes(found.data)
        owner = roster.find(session.store.roster, found.device) if found.device else None
        if owner is None:
            return words.say(
                "Send the saved file to the person. Headquarters has not admitted this vault's device yet."
            )
        return words.say(
            "Send the saved file to the person: {role}, {office}. If that is not who you spoke with, send "
            "nothing and tell the other officer.",
            role=roles.say_roles(" ".join(owner.roles), words),
            office=roles.say_office(owner.office, words),
        )
