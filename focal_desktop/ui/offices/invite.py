"""Joins the making of an invitation to the roster and to one file that the person chooses."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from focal_desktop.base.trouble import Trouble
from focal_desktop.sync import inviting
from focal_desktop.ui.context import Context
from focal_desktop.ui.kept import Kept
from focal_desktop.ui.offices import roles
from focal_desktop.ui.offices.invite_view import NEW, InviteView, Offer
from focal_desktop.ui.widgets import file_dialog
from focal_desktop.usecases import phrases, reporting, roster

SUFFIX = "invitation"
FORM = "offices/invite"


class InviteDesk(QObject):
    """The code is shown once and kept nowhere; the file is written where the person says."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.view = InviteView(context.face)
        self.view.make_requested.connect(self._ask_file)
        self._kept = Kept(context)
        self.view.offer(self._find_offer())
        self._empty = self.view.values()

    def _find_offer(self) -> Offer:
        words, session = self.context.words, self.context.session
        known = roles.list_roles(words)
        is_root, is_desk = "root" in session.person.roles, "hq_desk" in session.person.roles
        names = {one.code: one.name for one in reporting.list_offices(session)}
        codes = sorted(one.code for one in roster.load(session.store).offices.values())
        offices = [
            (code, words.say("{name} ({code})", name=name, code=code) if (name := names.get(code)) else code)
            for code in codes
        ]
        countries = [
            (code.upper(), entry.label(words.language))
            for code, entry in self.context.policy.entries("country").items()
        ]
        return Offer(
            offices=offices,
            headquarters=roster.HQ,
            office_roles=[(one, known[one]) for one in roster.OFFICE_ROLES],
            hq_roles=[(one, known[one]) for one in roster.HQ_ROLES] if is_root else (),
            countries=countries if is_root and is_desk else (),
        )

    def open(self) -> None:
        """Show the form, with what was left unfinished in it."""
        held = self._kept.open(FORM)
        if held:
            self.view.show_values(held)
            self.context.tell(self.context.words.say("Your unfinished text is back."))

    def keep(self) -> None:
        """Keep what is being typed; never a code."""
        typed = self.view.values()
        self._kept.keep({} if typed == self._empty else typed)

    def start(self) -> None:
        """Begin with a new office, where this person may open one."""
        self.view.office.show(NEW)
        self.view.show_values(self.view.values())

    # --- making it

    def _ask_file(self) -> None:
        if not self._is_sound():
            return
        file_dialog.ask_save(self.view, self.context.words, self.make, suffix=SUFFIX)

    def _is_sound(self) -> bool:
        """Tell whether a file can be made of what is asked; else say beside each field what is wrong."""
        found = self._find_problems()
        with self.context.telling(self.view):
            if not found:
                inviting.require_sound(self._read())
                return True
            self.view.show_problems(found)
        return False

    def _find_problems(self) -> list[tuple[str, str]]:
        said = self.view.values()
        is_hq = said["office"] == roster.HQ
        needed = ["office", "roles" if is_hq else "role"]
        if said["office"] == NEW:
            needed += ["code", "name", "country"]
        found = [(name, "needed") for name in needed if not said[name]]
        if said["until"] and _read_day(said["until"]) is None:
            found.append(("until", "not_a_date"))
        if len(said["code"]) > inviting.CODE_LETTERS:
            found.append(("code", "wrong_type"))
        known = roster.load(self.context.session.store).offices.values()
        if said["office"] == NEW and said["code"] in (roster.HQ, *(one.code for one in known)):
            found.append(("code", "already_filed"))  # else a new office would let somebody into that one
        return found

    def make(self, path: Path) -> None:
        """Name a join key in the roster, write the file, and show its code."""
        if not self._is_sound():
            return
        words = self.context.words
        with self.context.telling(self.view):
            made = inviting.invite(self.context.session, self._read(), lambda data: _write(path, data))
            said = words.say(
                "Read it to the person by voice, on a number that you knew before. The file lets somebody in "
                "until {day}. Sync now, so that the hub knows of it.",
                day=made.until,
            )
            if made.proposal:
                said = words.say(
                    "Read it to the person by voice. The file is good once another officer has confirmed "
                    "the invitation. Sync now, so that they see it."
                )
            self._kept.drop()
            self.view.show_values({})
            self.view.show_code("   ".join(phrases.groups_of(made.code)), said)
            self._kept.open(FORM)

    def _read(self) -> inviting.Invitation:
        said = self.view.values()
        is_new, is_hq = said["office"] == NEW, said["office"] == roster.HQ
        chosen = [one for one in roster.HQ_ROLES if one in said["roles"]]
        return inviting.Invitation(
            office=said["code"] if is_new else said["office"],
            office_name=said["name"] if is_new else "",
            country=said["country"] if is_new else "",
            role=" ".join(chosen) if is_hq else said["role"],
            until=_read_day(said["until"]),
        )


def _read_day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said or ""))
    except ValueError:
        return None


def _write(path: Path, data: bytes) -> None:
    """Write a file that only this person can read; the dialog has asked whether to replace one."""
    try:
        path.unlink(missing_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
    except OSError as wrong:
        raise Trouble(
            "disk_full", "That file cannot be written. Nothing was made; choose another place."
        ) from wrong
