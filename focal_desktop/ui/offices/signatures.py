"""Joins what waits for a second officer to confirming it, and to proposing it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from focal_desktop.base.trouble import Trouble
from focal_desktop.sync import confirming
from focal_desktop.sync.confirming import STALE, TO_CONFIRM, Proposal
from focal_desktop.ui import messages
from focal_desktop.ui.context import Context
from focal_desktop.ui.offices import roles
from focal_desktop.ui.offices.signatures_view import Asked, SignaturesView
from focal_desktop.usecases import people


class SignaturesDesk(QObject):
    """Signs nothing by itself: each signature is one press."""

    def __init__(self, context: Context, parent: QObject, changed: Callable[[], Any]) -> None:
        super().__init__(parent)
        self.context, self._changed = context, changed
        self.view = SignaturesView(context.face)
        self.view.confirm_requested.connect(self._confirm)
        self.view.again_requested.connect(self._propose_again)

    def refresh(self) -> None:
        """List anew what waits."""
        try:
            found = confirming.list_proposals(self.context.session)
        except Trouble as trouble:
            self.view.show_nothing(messages.of_trouble(trouble, self.context.words))
            return
        self.view.show_proposals([self._ask(one) for one in found])

    def _ask(self, one: Proposal) -> Asked:
        words = self.context.words
        role, _, office = people.describe(self.context.session, one.by).rpartition(" ")
        by = words.say(
            "Proposed by: {role}, {office}",
            role=roles.say_roles(role, words) or words.say("unknown"),
            office=roles.say_office(office, words),
        )
        is_own = one.by == self.context.session.person.device
        if one.state == TO_CONFIRM:
            stands = ""
        elif one.state == STALE:
            stands = words.say(
                "The roster has changed since this was proposed. It cannot be confirmed as it stands; "
                "propose it again, and the other officer confirms that."
            )
        else:
            stands = words.say("You have signed this. Another officer confirms it at their own computer.")
        return Asked(
            name=one.proposal,
            sentence=self._say(one),
            by=words.say("Proposed by you") if is_own else by,
            six=one.words,
            stands=stands,
            can_confirm=one.state == TO_CONFIRM,
            can_renew=one.state == STALE,
        )

    def _say(self, one: Proposal) -> str:
        """Return the plain sentence of what a signature does."""
        words = self.context.words
        role = roles.say_roles(one.role, words)
        match one.act:
            case "invite":
                return words.say("Invite one person to headquarters as: {role}.", role=role)
            case "admit":
                return words.say("Admit a device to headquarters as: {role}.", role=role)
            case "revoke":
                return words.say(
                    "Close the access of a device of headquarters: {role}. What it sent until now still "
                    "counts.",
                    role=role,
                )
            case "grant":
                return words.say("Change what a device of headquarters reads and writes: {role}.", role=role)
            case "quorum":
                return words.say("From now on, officers at headquarters sign together.")
            case _:
                return words.name(one.says)

    def _confirm(self, name: str) -> None:
        words = self.context.words
        with self.context.telling():
            confirming.confirm(self.context.session, name)
            self.context.tell(words.say("Confirmed: it is in force. Sync now, so that everyone knows."), "ok")
        self._after()

    def _propose_again(self, name: str) -> None:
        words = self.context.words
        with self.context.telling():
            confirming.propose_again(self.context.session, name)
            self.context.tell(words.say("Proposed again. Sync, and ask another officer to confirm it."), "ok")
        self._after()

    def _after(self) -> None:
        self.refresh()
        self._changed()
        self.context.shell.sync.changed.emit()  # what waits to be signed is said there
