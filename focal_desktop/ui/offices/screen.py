"""Headquarters' section: offices, devices, invitations, second signatures, sealed reports, hand-overs."""

from __future__ import annotations

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.offices import marks
from focal_desktop.ui.offices.devices import DevicesDesk
from focal_desktop.ui.offices.handed_over import HandedOverDesk
from focal_desktop.ui.offices.invite import InviteDesk
from focal_desktop.ui.offices.matrix import MatrixDesk
from focal_desktop.ui.offices.openings import OpeningsDesk
from focal_desktop.ui.offices.reports import ReportsDesk
from focal_desktop.ui.offices.signatures import SignaturesDesk
from focal_desktop.ui.offices.view import OfficesView
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import overview, records, reporting

MATRIX, DEVICES, INVITE, SIGNATURES, REPORTS = "matrix", "devices", "invite", "signatures", "reports"
OPENINGS, HANDED_OVER = "openings", "handed_over"


class OfficesScreen(Screen):
    """Understands the view of each part; `record` is an office (by code or id), a device or a report."""

    HELP = "offices"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        person, words = context.session.person, context.words
        self.view = OfficesView(context.face)
        self.matrix = MatrixDesk(context, self)
        self.matrix.view.invite_requested.connect(self._invite_first)
        self.matrix.panel.devices_requested.connect(lambda: self.view.show_part(DEVICES))
        self.view.add_part(MATRIX, words.say("Every office"), self.matrix.view)
        is_root, is_case = "root" in person.roles, "hq_case" in person.roles
        self.devices = self.invite = None
        if is_root or "hq_desk" in person.roles:
            self.devices, self.invite = DevicesDesk(context, self), InviteDesk(context, self)
            self.devices.changed.connect(self._mark_parts)
            self.view.add_part(DEVICES, words.say("Devices"), self.devices.view)
            self.view.add_part(INVITE, words.say("Invite"), self.invite.view)
        self.signatures = SignaturesDesk(context, self, self.refresh)
        self.view.add_part(SIGNATURES, words.say("Second signature"), self.signatures.view)
        if is_root:
            self.openings = OpeningsDesk(context, self)
            self.view.add_part(OPENINGS, words.say("Open a vault"), self.openings.view)
        self.reports = ReportsDesk(context, self) if is_case else None
        if self.reports is not None:
            self.view.add_part(REPORTS, words.say("Sealed reports"), self.reports.view)
        self.handed_over = HandedOverDesk(context, self) if is_case else None
        if self.handed_over is not None:
            self.view.add_part(HANDED_OVER, words.say("After a hand-over"), self.handed_over.view)
            self.handed_over.asked.connect(lambda said: self.view.mark_part(HANDED_OVER, said))
            self.handed_over.look()
        self._mark_parts()
        kinds = {reporting.LISTS[name] for name in overview.COUNTED}
        self.SHOWS = frozenset({*kinds, "office", "sealed_report"} if is_case else {*kinds, "office"})
        self.view.part_opened.connect(self._open_part)
        context.shell.sync.ended.connect(lambda _: self._after_sync())
        parts.column(context.look, self.view, parent=self)

    # --- where the person is

    def open_at(self, place: Place) -> None:
        """Open a part, and in it what the place names."""
        part = MATRIX if place.kind == "office" else (place.view or self.view.part)
        self.view.show_part(part)
        self._open_part(self.view.part)
        if not place.record:
            return
        if self.view.part == MATRIX:
            self.matrix.open_office(self._find_code(place.record))
        elif self.view.part == DEVICES and self.devices is not None:
            self.devices.open_device(place.record)
        elif self.view.part == REPORTS and self.reports is not None:
            self.reports.open_report(place.record)

    def _find_code(self, record: str) -> str:
        """Return the code of an office that is named by its code or by its record."""
        try:
            return str(records.read(self.context.session, "office", record).values.get("code", record))
        except Trouble:
            return record

    def place(self) -> Place:
        """Return the part, and what is open in it."""
        part, record = self.view.part, ""
        if part == MATRIX:
            record = self.matrix.office
        elif part == DEVICES and self.devices is not None:
            record = self.devices.device
        elif part == REPORTS and self.reports is not None:
            record = self.reports.report
        return Place(section="offices", view=part, record=record)

    def _invite_first(self) -> None:
        self.view.show_part(INVITE)
        if self.invite is not None:
            self.invite.start()

    # --- drawing

    def _open_part(self, part: str) -> None:
        with self.context.telling():
            match part:
                case "devices" if self.devices is not None:
                    self.devices.open()
                case "invite" if self.invite is not None:
                    self.invite.open()
                case "signatures":
                    self.signatures.refresh()
                case "reports" if self.reports is not None:
                    self.reports.refresh()
                case "handed_over" if self.handed_over is not None:
                    self.handed_over.refresh()
                case _:
                    self.matrix.refresh()

    def _mark_parts(self) -> None:
        marks.mark_parts(self.context, self.view, self.devices, self.reports)

    def refresh(self) -> None:
        """Draw the open part anew; the matrix is counted when records have stopped coming."""
        part = self.view.part
        self._mark_parts()
        if part == MATRIX:
            self.matrix.refresh(is_calm=True)
        elif part == DEVICES and self.devices is not None:
            self.devices.refresh()
        elif part == REPORTS and self.reports is not None:
            self.reports.refresh()
        elif part == HANDED_OVER and self.handed_over is not None:
            self.handed_over.refresh()

    def _after_sync(self) -> None:
        """Claims and proposals come without a record: look at them when an exchange has ended."""
        if not self.isVisible():
            return
        with self.context.telling():
            self.refresh()
            if self.handed_over is not None:
                self.handed_over.look()
            if self.view.part == SIGNATURES:
                self.signatures.refresh()

    # --- what the keys ask for

    def keep(self) -> None:
        """Keep the invitation that is being written; never a code."""
        if self.view.part == INVITE and self.invite is not None:
            self.invite.keep()

    def start_new(self) -> bool:
        """Begin an invitation."""
        if self.invite is None:
            return False
        self.view.show_part(INVITE)
        return True

    def go_back(self) -> bool:
        """Close the panel that is open."""
        if self.view.part == MATRIX:
            return self.matrix.close()
        if self.view.part == DEVICES and self.devices is not None:
            return self.devices.close()
        if self.view.part == REPORTS and self.reports is not None:
            return self.reports.close()
        return False


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return OfficesScreen(context)
