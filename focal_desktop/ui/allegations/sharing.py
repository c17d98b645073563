"""The sharing tab: what would go, by which rule, and what stops it. Nothing here goes without being seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.allegation import KIND
from focal_desktop.domain.record import BLOCK, SEALED_PARTS, Answer, Leaves, Plain
from focal_desktop.ui import labels, messages
from focal_desktop.ui.allegations import cases, preview, withdrawn
from focal_desktop.ui.allegations.before_view import POINTS
from focal_desktop.ui.allegations.details_view import DetailsView
from focal_desktop.ui.allegations.sealed_view import Part, SealedView
from focal_desktop.ui.context import Context
from focal_desktop.ui.widgets import parts, sight
from focal_desktop.usecases import acts, records
from focal_desktop.usecases.exporting import CONSENTS
from focal_desktop.usecases.records import Opened

Typed = Mapping[str, Plain]
DETAILS = "details"


class Sharing(QWidget):
    """Joins the cards of one report to the acts that send; `after` is called when something was written."""

    def __init__(
        self, context: Context, find_typed: Callable[[], Typed], after: Callable[[str], Any]
    ) -> None:
        super().__init__()
        self.context, self._find_typed, self._after = context, find_typed, after
        self._record = ""
        can_send = not context.session.person.is_hq
        self.details = DetailsView(context.face, can_send=can_send)
        self.details.send_requested.connect(self._send_details)
        self.details.held_changed.connect(self._hold)
        self.cards = {
            part.name: SealedView(context.face, context.policy, part, can_send=can_send)
            for part in _list_parts(context)
        }
        for card in self.cards.values():
            card.open_requested.connect(self._open)
            card.keep_requested.connect(self._keep)
            card.send_requested.connect(self._send)
            if not can_send:
                card.form.set_read_only(list(card.form.editors))
        self._call = parts.label("")
        self._shut = parts.banner(context.look, "warn", self._call)
        self._page = parts.page(context.look, self._shut, self.details, *self.cards.values(), 1)
        parts.column(context.look, self._page, parent=self)

    # --- what is shown

    def show_record(self, opened: Opened) -> None:
        """Draw the preview and where each part stands; an open part of the same report stays open."""
        if opened.id != self._record:
            self.close_parts()
            for card in self.cards.values():
                card.why.forget()
        self._record = opened.id
        is_child = opened.values.get("child") in (Answer.YES, Answer.NOT_KNOWN)
        self._show_shut(is_shut=is_child and not self.context.session.person.is_hq)
        self.details.show_preview(preview.list_details(self.context, opened))
        for name, card in self.cards.items():
            self._show_part(card, name, opened)

    def _show_shut(self, *, is_shut: bool) -> None:
        """Close the account of a child's report that has none: the telephone comes first (A8)."""
        if is_shut:
            numbers = cases.say_numbers(cases.list_numbers(self.context.session), self.context.words)
            said = self.context.words.say("Do not ask the child. Call today: {numbers}.", numbers=numbers)
            self._call.setText(said)
        self._shut.setVisible(is_shut)
        self.cards[Leaves.ACCOUNT].is_shut = is_shut

    def _show_part(self, card: SealedView, name: str, opened: Opened) -> None:
        words = self.context.words
        if (consent := CONSENTS.get(name)) is not None:
            slot = KIND.slots[consent]
            said = labels.of_code(
                slot, str(opened.values.get(consent, slot.default)), words, self.context.policy
            )
            card.show_rule(_rule_of_consent(self.context, name, said))
        if not card.is_open:
            card.before.show_points(str(opened.values.get(POINTS, "not_asked")))
        written = [one for field in fields_of(name) for one in opened.written.get(field, ())]
        sent = opened.written.get(BLOCK + name, ())
        if not written and not sent:
            return card.show_state(words.say("Nothing written"), "neutral", has_text=False)
        if not sent:
            return card.show_state(words.say("Kept here, closed"), "neutral", has_text=True)
        at = max(one.at for one in sent)
        if opened.values.get(CONSENTS.get(name, "")) in withdrawn.NO:
            said = words.say("Sent sealed {time}; not to be used any more", time=words.iso_instant(at))
            return card.show_state(said, "warn", has_text=True)
        if any(one.at > at for one in written):
            return card.show_state(words.say("Changed since it was sent"), "warn", has_text=True)
        when = words.iso_instant(at)
        return card.show_state(words.say("Sent sealed {time}", time=when), "ok", has_text=True)

    def close_parts(self) -> None:
        """Close whatever is open."""
        for card in self.cards.values():
            card.close_part()
            card.say("")

    def typed(self) -> dict[str, Plain]:
        """Return what was typed into parts that are open."""
        return {name: value for card in self.cards.values() for name, value in card.typed().items()}

    def list_shut(self) -> set[str]:
        """Return the fields of parts that are closed: what was typed there before waits."""
        return {field for name, card in self.cards.items() if not card.is_open for field in fields_of(name)}

    # --- what is done

    def _open(self, name: str, reason: str) -> None:
        session, card = self.context.session, self.cards[name]
        try:
            found = records.reveal(session, KIND.name, self._record, name, reason) if reason else {}
        except Trouble as trouble:
            tell = card.ask_why if trouble.field == "reason" else card.say
            tell(messages.of_trouble(trouble, self.context.words))
            return
        card.show_part(found, self._find_typed())
        sight.bring(card)

    def _keep(self, name: str) -> None:
        card = self.cards[name]
        with self.context.telling(card.form):
            if changed := card.form.changed():
                records.edit(self.context.session, KIND.name, self._record, changed)
            card.close_part()
            self._after(name)
            self.context.tell(self.context.words.say("Kept on this computer, closed."), "ok")

    def _send(self, name: str) -> None:
        card, words = self.cards[name], self.context.words
        if missing := card.before.find_missing():
            card.say(missing)
            return
        brought: dict[str, Plain] = {**card.form.changed(), **card.before.answers()}
        if self._act(card, f"share_{name}", brought):
            card.close_part()
            self._after(DETAILS)
            self.context.tell(
                words.say("Sealed for the case officers; it goes with the next exchange."), "ok"
            )

    def _send_details(self) -> None:
        if self._act(self.details, "share_details", {}):
            self._after(DETAILS)
            said = self.context.words.say("Passed on; it goes with the next exchange.")
            self.context.tell(said, "ok")

    def _act(self, card: SealedView | DetailsView, name: str, brought: Typed) -> bool:
        """Do one act; what stops it is said plainly in its place."""
        card.say("")
        try:
            acts.act(self.context.session, KIND.name, self._record, name, brought)
        except Trouble as trouble:
            card.say(messages.of_trouble(trouble, self.context.words))
            return False
        return True

    def _hold(self, name: str, is_on: bool) -> None:
        session = self.context.session
        with self.context.telling():
            held = preview.find_held(records.open_record(session, KIND.name, self._record))
            after = {*held, name} if is_on else set(held) - {name}
            records.edit(session, KIND.name, self._record, {"held_back": sorted(after)})
            self._after(DETAILS)


def fields_of(part: str) -> tuple[str, ...]:
    """Return the fields of a sealed part."""
    return KIND.fields_leaving(*(one for one in SEALED_PARTS if one == part))


def _rule_of_consent(context: Context, name: str, said: str) -> str:
    words = context.words
    if name == "survivor":
        return words.say(
            "Goes only with the survivor's own yes to being known to investigators. Now: {answer}.",
            answer=said,
        )
    return words.say("Goes only with the reporter's own yes to being known. Now: {answer}.", answer=said)


def _list_parts(context: Context) -> list[Part]:
    words = context.words
    return [
        Part(
            name=Leaves.SUBJECT.value,
            heading=words.say("Subject of the report"),
            rule=words.say(
                "Goes under the duty to report; the survivor's consent does not govern it. One question "
                "first."
            ),
        ),
        Part(
            name=Leaves.ACCOUNT.value,
            heading=words.say("Account"),
            rule=words.say(
                "Take out what could show who the survivor is. What then stands in the box is exactly what "
                "goes."
            ),
            confirm=words.say("I took out what could show who the survivor is"),
        ),
        Part(name=Leaves.SURVIVOR.value, heading=words.say("Survivor"), rule=""),
        Part(name=Leaves.REPORTER.value, heading=words.say("Reporter or witness"), rule=""),
    ]
