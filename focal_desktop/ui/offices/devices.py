"""Joins the list of devices to admitting and closing access."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from focal_desktop.base.trouble import Trouble
from focal_desktop.sync import admitting, revoking
from focal_desktop.sync.admitting import ADMITTED, WAITING, Listed
from focal_desktop.ui import messages
from focal_desktop.ui.context import Context
from focal_desktop.ui.offices import roles
from focal_desktop.ui.offices.device_panel import DevicePanel
from focal_desktop.ui.offices.devices_view import DeviceLine, DevicesView
from focal_desktop.usecases import overview


class DevicesDesk(QObject):
    """Holds no device: each is listed anew from the roster and the claims that wait."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.view, self.panel = DevicesView(context.face), DevicePanel(context.face)
        self.device = ""
        self.view.opened.connect(lambda line: self.open_device(line.device))
        self.view.beside.add_panel(self.panel)
        self.panel.closed.connect(self.close)
        self.panel.admit_requested.connect(self._admit)
        self.panel.revoke_requested.connect(self._revoke)

    def open(self) -> None:
        """Show the list; where somebody waits, the first of them is opened."""
        self.refresh()
        first = next((one for one in self.view.table.rows.values if one.state == WAITING), None)
        if first is not None and not self.device:
            self.open_device(first.device)

    def has_waiting(self) -> bool:
        """Tell whether a device waits to be admitted, as far as this one may know."""
        try:
            return any(one.state == WAITING for one in admitting.list_devices(self.context.session))
        except Trouble:  # this device has not been admitted itself
            return False

    def refresh(self) -> None:
        """List every device anew; an open panel stays as it is while its device stands where it stood."""
        words = self.context.words
        try:
            found = admitting.list_devices(self.context.session)
        except Trouble as trouble:  # this device has not been admitted itself
            self.view.show_lines((), messages.of_trouble(trouble, words))
            return
        heard = overview.find_heard(self.context.session)
        lines = [self._line(one, heard.get(one.device, "")) for one in found]
        waiting = sum(one.state == WAITING for one in lines)
        said = words.count(waiting, "One device waits to be admitted.", "{n} devices wait to be admitted.")
        self.view.show_lines(lines, said if waiting else words.say("No device waits to be admitted."))
        self.view.choose(self.device)

    def _line(self, one: Listed, heard: str) -> DeviceLine:
        words = self.context.words
        return DeviceLine(
            device=one.device,
            office=roles.say_office(one.office, words),
            role=roles.say_roles(one.role, words),
            state=one.state,
            said=self._say_state(one),
            heard=words.iso_date(heard[:10]) if heard else "",
            words=one.words,
            is_contested=one.is_contested,
            replaces=one.replaces,
            is_replaced=one.is_replaced,
            is_own=one.device == self.context.session.person.device,
            hands_over=one.hands_over,
            is_closed=one.is_closed,
        )

    def _say_state(self, one: Listed) -> str:
        say = self.context.words.say
        if one.is_contested:
            return say("Waits: two ask at once")
        if one.state == WAITING:
            return say("Waits for you")
        if one.state == ADMITTED:
            is_own = one.device == self.context.session.person.device
            return say("Admitted: this computer") if is_own else say("Admitted")
        return say("Replaced after a restore") if one.is_replaced else say("Access closed")

    def open_device(self, device: str) -> None:
        """Open a device beside the list."""
        line = next((one for one in self.view.table.rows.values if one.device == device), None)
        if line is None:
            self.close()
            return
        self.device = device
        self.panel.show_device(line)
        self.view.beside.open_panel(self.panel)
        self.view.choose(device)

    def close(self) -> bool:
        """Close the panel; return whether one was open."""
        is_open = bool(self.device)
        self.device = ""
        self.view.beside.close_panel()
        return is_open

    def _admit(self, device: str, six: str) -> None:
        words = self.context.words
        with self.context.telling():
            proposed = admitting.admit(self.context.session, device, six)
            said = (
                words.say("Proposed. Another officer confirms it; until then the device waits. Sync now.")
                if proposed
                else words.say("Admitted. Its keys go with the next exchange.")
            )
            self.context.tell(said, "ok")
        self._after(device)

    def _revoke(self, device: str) -> None:
        words = self.context.words
        with self.context.telling():
            proposed = revoking.revoke(self.context.session, device)
            said = (
                words.say("Proposed. Another officer confirms it; until then the device goes on. Sync now.")
                if proposed
                else words.say("Its access is closed. Sync now, so that the hub and the offices know.")
            )
            self.context.tell(said, "ok")
        self._after(device)

    def _after(self, device: str) -> None:
        self.refresh()
        self.open_device(device)
        self.changed.emit()
