"""Joins the matrix to what is counted, and one office's panel to what headquarters may change there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import access
from focal_desktop.domain.record import Scope
from focal_desktop.sync import admitting, lately
from focal_desktop.sync.admitting import REVOKED, WAITING, Listed
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.offices import message, roles
from focal_desktop.ui.offices.cells import Reads
from focal_desktop.ui.offices.counting import Counting
from focal_desktop.ui.offices.matrix_view import MatrixView
from focal_desktop.ui.offices.office_panel import Facts, OfficePanel, Switch
from focal_desktop.usecases import offices, overview, switches
from focal_desktop.usecases.overview import OfficeLine

SWITCHES = (switches.WORKPLACE,)


class MatrixDesk(QObject):
    """Owns no figure: it asks for all of them anew."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        session = context.session
        reads = Reads(desks=overview.reads_desks(session), returns=overview.reads_returns(session))
        self.view = MatrixView(context.face, reads, context.policy.limit("silent_office_days"))
        self.panel = OfficePanel(context.face)
        self.counting = Counting(context, self, self._show)
        self.office = ""
        self._lines: Sequence[OfficeLine] = ()
        self.view.opened.connect(lambda line: self.open_office(line.code))
        self.view.copy_requested.connect(self._copy)
        self.view.beside.add_panel(self.panel)
        self.panel.closed.connect(self.close)
        self.panel.plan_requested.connect(lambda plan: self._go_to_plan("plan", plan))
        self.panel.action_requested.connect(lambda action: self._go_to_plan("action", action))
        self.panel.switch_requested.connect(self._switch)

    def refresh(self, *, is_calm: bool = False) -> None:
        """Count anew; what is shown stays until then."""
        self.counting.begin(is_calm=is_calm)

    def _show(self, lines: Sequence[OfficeLine]) -> None:
        self._lines = lines
        self.view.show_lines(lines, self._say_summary(lines))
        self._draw()

    def _say_summary(self, lines: Sequence[OfficeLine]) -> str:
        words = self.context.words
        calls = sum(bool(line.needs) for line in lines)
        last = lately.read_last(self.context.session)
        said = [
            words.count(len(lines), "One office", "{n} offices"),
            words.count(calls, "one needs a call", "{n} need a call"),
            words.say("as of the last exchange, {when}", when=words.iso_instant(last))
            if last
            else words.say("no exchange yet"),
        ]
        return " · ".join(said)

    # --- one office

    def open_office(self, code: str) -> None:
        """Open an office beside the matrix, now or as soon as it is counted."""
        self.office = code
        self._draw()

    def close(self) -> bool:
        """Give the matrix its room again; return whether something was open."""
        is_open = bool(self.office)
        self.office = ""
        self.view.beside.close_panel()
        return is_open

    def _draw(self) -> None:
        line = next((one for one in self._lines if one.code == self.office), None)
        if line is None:
            self.view.beside.close_panel()
            return
        writes_desk = Scope.DESK in access.writable(self.context.session.person.roles)
        known = line.desk is not None or bool(line.office.name)
        self.panel.show_office(
            Facts(
                line=line,
                devices=self._list_devices(line.code),
                switches=self._list_switches(line) if writes_desk and known else (),
                can_open_plan=writes_desk,
            )
        )
        self.view.beside.open_panel(self.panel)
        self.view.choose({line.code}, line.code)

    def _list_devices(self, code: str) -> list[str]:
        try:
            found = admitting.list_devices(self.context.session)
        except Trouble:
            return []
        return [self._say_device(one) for one in found if one.office == code and one.state != REVOKED]

    def _say_device(self, device: Listed) -> str:
        words = self.context.words
        role = roles.say_roles(device.role, words)
        if device.state == WAITING:
            return words.say("{role}: waits to be admitted", role=role)
        return words.say("{role}: admitted", role=role)

    def _list_switches(self, line: OfficeLine) -> list[Switch]:
        policy, language = self.context.policy, self.context.words.language
        on = line.office.switches_on
        return [Switch(name, policy.label("switch", name, language), name in on) for name in SWITCHES]

    def _switch(self, name: str, is_on: bool) -> None:
        session, code, words = self.context.session, self.office, self.context.words
        with self.context.telling():
            offices.switch(session, code, name, is_on=is_on)
            said = (
                words.say("Switched on for {office}. The office sees it by sync.", office=code)
                if is_on
                else words.say("Switched off for {office}. The office sees it by sync.", office=code)
            )
            self.context.shell.remember_undo(
                said,
                lambda: offices.switch(session, code, name, is_on=not is_on),
                lambda: offices.switch(session, code, name, is_on=is_on),
            )
        self.refresh()

    def _go_to_plan(self, kind: str, record: str) -> None:
        self.context.shell.go(Place(section="plan", kind=kind, record=record))

    # --- a message to several

    def _copy(self) -> None:
        chosen, words = self.view.chosen(), self.context.words
        QGuiApplication.clipboard().setText(message.write_message(chosen, words))
        said = words.count(
            len(chosen),
            "The message for one office is copied: its name and a day, nothing else. Paste it soon.",
            "The message for {n} offices is copied: their names and days, nothing else. Paste it soon.",
        )
        self.context.tell(said, "ok")
