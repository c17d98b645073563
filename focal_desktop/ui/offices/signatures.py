"""Joins what waits for a second officer, proposals and orders to erase, to confirming it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import allegation, erase_order
from focal_desktop.domain.erase_order import Part
from focal_desktop.store import erasing
from focal_desktop.sync import confirming
from focal_desktop.sync.confirming import STALE, TO_CONFIRM, Proposal
from focal_desktop.ui import labels, messages
from focal_desktop.ui.allegations import leaving
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.offices import roles
from focal_desktop.ui.offices.signatures_view import Asked, SignaturesView
from focal_desktop.usecases import orders, people
from focal_desktop.usecases.orders import Given

ORDER = "order/"
"""How the name of an order begins among the names of proposals."""


class SignaturesDesk(QObject):
    """Signs nothing by itself: each signature is one press."""

    def __init__(self, context: Context, parent: QObject, changed: Callable[[], Any]) -> None:
        super().__init__(parent)
        self.context, self._changed = context, changed
        self.view = SignaturesView(context.face)
        self.view.confirm_requested.connect(self._confirm)
        self.view.again_requested.connect(self._propose_again)
        self.view.record_requested.connect(self._show)

    def refresh(self) -> None:
        """List anew what waits: orders to erase first, then what root officers sign."""
        session = self.context.session
        asked = [self._ask_order(one) for one in orders.list_given(session) if one.state != orders.IN_FORCE]
        if "root" in session.person.roles:
            try:
                asked += [self._ask(one) for one in confirming.list_proposals(session)]
            except Trouble as trouble:
                self.view.show_nothing(messages.of_trouble(trouble, self.context.words))
                return
        self.view.show_proposals(asked)

    def _ask_order(self, one: Given) -> Asked:
        words, is_asked = self.context.words, one.state == orders.TO_CONFIRM
        said = words.say("Another officer confirms it, at a computer that holds the record too.")
        sure = words.say("I have looked at it. It may be erased everywhere, and nothing brings it back")
        return Asked(
            name=ORDER + one.id,
            sentence=self._say_order(one),
            by=self._say_giver(one),
            stands="" if is_asked else said,
            sure=sure if is_asked else "",
            record=one.target if is_asked and one.about == allegation.KIND.name else "",
            can_confirm=is_asked,
        )

    def _say_order(self, one: Given) -> str:
        words, slots = self.context.words, erase_order.KIND.slots
        kind = words.name(self.context.session.kind(one.about).label)
        told = {"kind": kind, "reference": words.isolate(one.reference)}
        if one.part == Part.WHOLE:
            return words.say("Erase everywhere: {kind} {reference}", **told)
        part = labels.of_code(slots["part"], one.part, words, self.context.policy)
        return words.say("Erase everywhere: {kind} {reference}, the sealed part: {part}", part=part, **told)

    def _say_giver(self, one: Given) -> str:
        words = self.context.words
        why = dict(leaving.list_reasons(self.context)).get(one.reason, "")
        day = words.iso_date(one.ordered_on) if one.ordered_on else ""
        if self.context.session.person.device in one.by:
            return words.say("Ordered by you on {day}. Why: {why}", day=day, why=why)
        giver = next(iter(one.by), "")
        role = people.describe(self.context.session, giver).rpartition(" ")[0]
        said = roles.say_roles(role, words) or words.say("unknown")
        return words.say("Ordered on {day} by: {role}. Why: {why}", day=day, role=said, why=why)

    def _show(self, record: str) -> None:
        kind = allegation.KIND.name
        self.context.shell.go(Place(section="allegations", view="record", kind=kind, record=record))

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
            sure=words.say("I compared these words by voice, too") if one.words else "",
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
            if name.startswith(ORDER):
                orders.confirm(self.context.session, name.removeprefix(ORDER))
                erasing.secure(self.context.session.store)
            else:
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
