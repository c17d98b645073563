"""What leaves this computer by itself: what is due, what is held, what has left. No word of what it says."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QLayout, QVBoxLayout, QWidget

from focal_desktop.domain.retention import Due
from focal_desktop.store.erasures import Erasure
from focal_desktop.store.rows import reference_of
from focal_desktop.ui.context import Context
from focal_desktop.ui.settings.page import SettingsPage
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import orders, retention
from focal_desktop.usecases.orders import Given

MOST_LEFT = 12


class LeavingPage(SettingsPage):
    """Two lists that are read, and one button where something may leave today."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, look = context.words, context.look
        self.counted = parts.label("", role="muted")
        self.due = QVBoxLayout()
        self.left_list = QVBoxLayout()
        self.now = parts.button(look, words.say("Let it leave today"), self._let_go, role="primary")
        self.now.setObjectName("leave_now")
        self.orders = QVBoxLayout()
        if context.session.person.is_hq:
            self._lay_out_headquarters()
            return
        why = parts.label(
            words.say(
                "What headquarters has read leaves this computer by itself, so that it holds as little as "
                "possible. Headquarters keeps the record. A report it has not read never leaves."
            )
        )
        self.lay_out(
            words.say("What leaves this computer"),
            why,
            self._make_due(),
            self._make_card(words.say("What has left"), self.left_list),
        )

    def _lay_out_headquarters(self) -> None:
        """Show headquarters its orders beside what is due."""
        words = self.context.words
        why = words.say(
            "An order to erase is carried out by every computer that holds the record, at its next "
            "exchange. It is kept for ever, so that nothing returns."
        )
        also = words.say("Working copies of closed cases leave by themselves once their outcome is in CMTS.")
        self.lay_out(
            words.say("What leaves this computer"),
            parts.label(f"{why} {also}"),
            self._make_card(words.say("Orders to erase"), self.orders),
            self._make_due(),
            self._make_card(words.say("What has left"), self.left_list),
        )

    def _make_due(self) -> QFrame:
        look, heading = self.context.look, self.context.words.say("Within 30 days")
        return self._make_card(heading, self.due, self.counted, parts.row(look, self.now, 1))

    def _make_card(self, heading: str, rows: QVBoxLayout, *below: QWidget | QLayout) -> QFrame:
        look = self.context.look
        rows.setSpacing(look.em(0.35))
        return parts.card(look, parts.heading(look, heading, 12.0), rows, *below)

    def begin(self) -> None:
        """Read what is due and what has gone."""
        found = retention.look_ahead(self.context.session)
        words = self.context.words
        if self.context.session.person.is_hq:
            given = [self._say_order(one) for one in reversed(orders.list_given(self.context.session))]
            self._show(self.orders, given or [words.say("Nothing yet.")])
        self._show(self.due, [self._say_due(one) for one in found.due] or [self._say_nothing()])
        gone = [self._say_left(one) for one in reversed(found.left)][:MOST_LEFT]
        late = [self._say_late(one) for one in retention.list_late(self.context.session)]
        self._show(self.left_list, [*late, *gone] or [words.say("Nothing yet.")])
        day = words.iso_date(found.counted_on.isoformat()) if found.counted_on else ""
        self.counted.setText(
            words.say(
                "Counted by days that headquarters has dated; the last one is {day}. Without news from "
                "headquarters nothing leaves early.",
                day=day,
            )
            if day
            else words.say("Nothing leaves before headquarters' first dated word has come.")
        )
        today = found.counted_on
        self.now.setVisible(any(today and one.leaves_on <= today and not one.is_held for one in found.due))

    def _show(self, rows: QVBoxLayout, sentences: Sequence[str]) -> None:
        parts.clear(rows)
        for said in sentences:
            rows.addWidget(self._make_line(said))

    def _make_line(self, said: str) -> QLabel:
        made = parts.label(said)
        made.setObjectName("leaving_line")
        return made

    def _say_nothing(self) -> str:
        return self.context.words.say("Nothing leaves within 30 days.")

    def _say_order(self, one: Given) -> str:
        words = self.context.words
        missing = words.say(", ").join(one.missing)
        done, known = len(one.confirmed), len({*one.confirmed, *one.missing})
        told = {"reference": words.isolate(one.reference), "day": words.iso_date(one.ordered_on)}
        if one.state != orders.IN_FORCE:
            return words.say(
                "{reference}, ordered {day}: waits for a second officer. Nothing is erased by it until then.",
                **told,
            )
        if not missing:
            return words.say(
                "{reference}, ordered {day}: confirmed by {done} of {known} computers.",
                **told,
                done=done,
                known=known,
            )
        return words.say(
            "{reference}, ordered {day}: confirmed by {done} of {known} computers. Not yet: {missing}",
            **told,
            done=done,
            known=known,
            missing=words.isolate(missing),
        )

    def _say_due(self, one: Due) -> str:
        words = self.context.words
        reference, day = words.isolate(one.reference), words.iso_date(one.leaves_on.isoformat())
        if one.is_held:
            return words.say("{reference}: kept, because headquarters asked.", reference=reference)
        if one.part:
            return words.say("{reference}: a sealed part leaves on {day}.", reference=reference, day=day)
        return words.say("{reference}: all of it leaves on {day}.", reference=reference, day=day)

    def _say_left(self, one: Erasure) -> str:
        words = self.context.words
        reference, day = words.isolate(reference_of(one.record)), words.iso_date(one.day)
        if one.part:
            return words.say("{day}: {reference}, a sealed part", day=day, reference=reference)
        return words.say("{day}: {reference}, all of it", day=day, reference=reference)

    def _say_late(self, record: str) -> str:
        return self.context.words.say(
            "{reference}: something came after the working copy had left, and it cannot be read here. Call "
            "the office.",
            reference=self.context.words.isolate(reference_of(record)),
        )

    def _let_go(self) -> None:
        def let_go() -> int:
            return retention.let_go(self.context.session)

        self.work_here(let_go, lambda _: self._on_gone())

    def _on_gone(self) -> None:
        self.begin()
        self.context.tell(self.context.words.say("It has left this computer."), "ok")
