"""Joins the page of sync to the driver, the receipts and the clashes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer

from focal_desktop.base.trouble import Trouble
from focal_desktop.sync import lately, sizes, status
from focal_desktop.sync.exchange import Synced
from focal_desktop.ui import finding, messages
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.driver import SyncDriver
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.sync import clashes, reasons, sentence
from focal_desktop.ui.sync.items import Teller
from focal_desktop.ui.sync.view import Clash, Line, SyncView
from focal_desktop.ui.widgets import file_dialog, parts
from focal_desktop.usecases import conflicts

NEWEST, BEAT_MS = 400, 1000


class SyncScreen(Screen):
    """Shows what Nairobi has, line by line; a name never stands here."""

    HELP = "sync"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = SyncView(context.face)
        self.view.try_requested.connect(self.driver.try_now)
        self.view.pause_requested.connect(self._pause)
        self.view.stick_requested.connect(self._choose_stick)
        self.view.line_opened.connect(self._open_line)
        self.view.side_chosen.connect(self._settle)
        self.view.both_chosen.connect(self._keep_both)
        self.view.sign_requested.connect(lambda: context.shell.go(sentence.TO_SIGN))
        self.driver.changed.connect(self._show_sentence)
        self.driver.ended.connect(self._on_ended)
        self._whole = 0
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._show_progress)
        self.SHOWS = frozenset(context.session.kinds)
        parts.column(context.look, self.view, parent=self)

    @property
    def driver(self) -> SyncDriver:
        """What exchanges with Nairobi, whichever screen is shown."""
        return self.context.shell.sync

    def open_at(self, place: Place) -> None:
        """Show where things stand; asked for *now*, begin at once."""
        self.refresh()
        if place.view == "now":
            self.driver.try_now()

    def refresh(self) -> None:
        """Ask anew for the items and the clashes, unless an exchange is under way: it ends with that."""
        self._show_sentence()
        if self.driver.is_running:
            return
        self.view.show_asked(sentence.asked_to_sign(self.context))
        found = status.list_items(self.context.session, status.Among(newest=NEWEST))
        weights = sizes.weigh_items(self.context.session, NEWEST)
        lines = Teller(self.context, reasons.find_standing(self.context, self.driver)).tell_all(
            found, weights
        )
        self.view.show_clashes(
            [clashes.describe(self.context, one) for one in conflicts.list_conflicts(self.context.session)]
        )
        parts.take_room(self)
        self.view.show_lines(lines)

    def print_this(self) -> bool:
        """Print what the list shows, but nothing of a case."""
        from focal_desktop.ui.sync import paper  # noqa: PLC0415 a door: printing is seldom asked for

        return paper.print_list(self.context, self, self.view.table.rows.values)

    def exchange_by_stick(self, place: Path) -> None:
        """Exchange with a folder that a person chose; where nothing can be sent, say so instead."""
        if not self._tell_unsendable():
            self.driver.exchange_by_stick(place)

    def _tell_unsendable(self) -> bool:
        said = sentence.why_unsendable(self.context, self.driver)
        if said:
            self.context.tell(said)
        return bool(said)

    def _pause(self, is_paused: bool) -> None:
        """Stop between two turns, or go on; what came before the stop is shown."""
        self.driver.pause(is_paused)
        self.refresh()

    def _choose_stick(self) -> None:
        if self._tell_unsendable():
            return
        file_dialog.ask_folder(self, self.context.words, self.exchange_by_stick)

    def _show_sentence(self) -> None:
        words, driver = self.context.words, self.driver
        said = sentence.in_short(self.context, driver)
        size = sizes.weigh_waiting(self.context.session, NEWEST) if driver.has_hub else 0
        told = (
            sentence.how_much(words, size),
            sentence.next_try(words, driver),
            words.say("nothing is lost if you close the lid"),
        )
        more = " · ".join(part for part in told if part)
        waits = lately.count_waiting(self.context.session)
        tone = "warn" if driver.trouble else "neutral" if waits or driver.is_running else "ok"
        self.view.show_sentence(said, more if driver.has_hub else "", tone=tone, is_running=driver.is_running)
        self._show_beat(size)
        self.view.show_power(has_hub=driver.has_hub, is_running=driver.is_running, is_paused=driver.is_paused)

    def _show_beat(self, waiting: int) -> None:
        """Look each second how far an exchange is, for as long as one is under way."""
        if not self.driver.is_running:
            self._beat.stop()
        elif not self._beat.isActive():
            self._whole = waiting
            self.view.show_progress(0, 0, "")
            self._beat.start()

    def _show_progress(self) -> None:
        """Show how much of what waited has arrived; what comes from there is not known before it is here."""
        if not self.isVisible() or not self.driver.is_running:
            return
        done = self._whole - sizes.weigh_waiting(self.context.session, NEWEST)
        if done > 0:
            said = sentence.how_far(self.context.words, done, self._whole)
            self.view.show_progress(done, self._whole, said)

    def _on_ended(self, found: Synced | Trouble) -> None:
        if not self.isVisible():
            return
        self.refresh()
        words = self.context.words
        if isinstance(found, Trouble):
            self.context.tell_trouble(found)
        elif found.told:
            self.context.tell(messages.of_said(found.told, words), "warn")
        else:
            self.context.tell(sentence.how_it_went(words, found), "ok")

    # --- lines

    def _open_line(self, line: Line) -> None:
        place = finding.place_of(line.kind, line.id, line.parent)
        if place is not None and not finding.is_case(self.context, line.kind):
            self.context.shell.go(place)
        elif place is not None:
            self.context.shell.go(Place(section=place.section))

    # --- clashes

    def _keep_both(self, clash: Clash) -> None:
        with self.context.telling():
            conflicts.keep_both(self.context.session, clash.kind, clash.id, clash.field)
            self.context.tell(self.context.words.say("Both are kept, one below the other."), "ok")
        self.refresh()

    def _settle(self, clash: Clash, number: int) -> None:
        with self.context.telling():
            conflicts.settle(self.context.session, clash.kind, clash.id, clash.field, number)
            self.context.tell(self.context.words.say("Settled. The other one stays in the history."), "ok")
        self.refresh()


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return SyncScreen(context)
