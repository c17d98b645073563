"""One device: six words to compare before it is admitted, or what closing its access means."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from focal_desktop.sync.admitting import ADMITTED, WAITING
from focal_desktop.ui import tokens
from focal_desktop.ui.face import Face
from focal_desktop.ui.offices.devices_view import DeviceLine
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.panel import Panel

SHORT = 6
"""So many letters of a device's id tell two of one role apart."""


class DevicePanel(Panel):
    """Asks for admitting a device, with its words, or for closing its access."""

    admit_requested = Signal(str, str)
    revoke_requested = Signal(str)

    def __init__(self, face: Face) -> None:
        super().__init__(face)
        self._body = QWidget()
        self._rows: QVBoxLayout = parts.column(face.look, parent=self._body, gap=0.8)
        self.build(self._body)

    def show_device(self, line: DeviceLine) -> None:
        """Draw a device anew."""
        words = self.face.words
        parts.clear(self._rows)
        self.set_title(words.say("{role}, {office}", role=line.role, office=line.office))
        short = words.say("Device {letters}", letters=line.device[:SHORT])
        self._add(parts.label(short, role="muted"))
        if line.state == WAITING:
            self._show_waiting(line)
        elif line.state == ADMITTED:
            self._show_admitted(line)
        else:
            self._show_closed(line)

    def _add(self, *widgets: QWidget) -> None:
        for one in widgets:
            self._rows.addWidget(one)

    # --- waiting

    def _show_waiting(self, line: DeviceLine) -> None:
        look, words = self.face.look, self.face.words
        shown = parts.heading(look, words.isolate(line.words), tokens.TITLE_POINTS)
        shown.setObjectName("six_words")
        shown.setAccessibleName(words.say("Six words of this device: {words}", words=line.words))
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._add(
            shown,
            parts.label(
                words.say(
                    "Call the office on a number that you knew before. They read you the six words on "
                    "their screen; you compare them with these."
                )
            ),
        )
        if line.is_contested:
            self._add(parts.banner(look, "warn", parts.label(self._say_contested())))
        if line.hands_over:
            said = self._say_hands_over(line.replaces)
            self._add(parts.banner(look, "neutral", parts.label(said)))
        elif line.replaces:
            self._add(parts.banner(look, "neutral", parts.label(self._say_replaces(line.replaces))))
        compared = QCheckBox(words.say("I compared these words by voice"))
        compared.setObjectName("compared")
        compared.setAccessibleName(compared.text())
        admit = parts.button(look, words.say("Admit"), role="primary", icon="badge-check")
        admit.setObjectName("admit")
        admit.setEnabled(False)
        admit.clicked.connect(lambda: self.admit_requested.emit(line.device, line.words))
        compared.toggled.connect(admit.setEnabled)
        leave = words.say(
            "If one word differs, do not admit it. Leave it: it can read nothing, and it keeps waiting."
        )
        self._add(compared)
        self._rows.addLayout(parts.row(look, admit, 1))
        self._add(parts.label(leave, role="muted"))

    def _say_contested(self) -> str:
        return self.face.words.say(
            "Two devices ask to join by this one invitation: somebody else may have had the file and the "
            "code. Admit only the one whose words you hear; the other can then never join. If you did not "
            "expect two, admit neither and make a new invitation."
        )

    def _say_replaces(self, former: str) -> str:
        return self.face.words.say(
            "A restored vault: it takes the place of device {letters}, whose access ends in the same act.",
            letters=former[:SHORT],
        )

    def _say_hands_over(self, former: str) -> str:
        return self.face.words.say(
            "Another person takes this desk over from device {letters}, whose access ends in the same act. "
            "The cases stay at headquarters; a case officer passes on, one by one, those that may go.",
            letters=former[:SHORT],
        )

    # --- in, or out

    def _show_admitted(self, line: DeviceLine) -> None:
        look, words = self.face.look, self.face.words
        if line.heard:
            self._add(parts.label(words.say("Last word: {when}", when=line.heard)))
        if line.is_own:
            self._add(
                parts.label(
                    words.say("You sit at this device. Another officer closes its access, if it must be.")
                )
            )
            return
        if line.is_closed:
            self._show_closed_cases()
        means = parts.label(
            words.say(
                "It then sends and reads nothing new. What it sent until now still counts. Everybody else "
                "gets new keys. What lies on that computer stays closed by its passphrase until the news "
                "arrives there. This cannot be taken back; the person can be invited anew."
            )
        )
        lost = parts.label(
            words.say(
                "Lost or stolen? Ask who else knew the passphrase, and tell the case officers by voice today."
            )
        )
        sure = parts.button(look, words.say("Yes, close its access"), role="danger")
        sure.setObjectName("revoke")
        sure.clicked.connect(lambda: self.revoke_requested.emit(line.device))
        meaning = parts.banner(look, "warn", means, lost, parts.row(look, sure, 1))
        meaning.hide()
        ask = parts.button(look, words.say("Close its access…"), meaning.show)
        ask.setObjectName("ask_revoke")
        self._rows.addLayout(parts.row(look, ask, 1))
        self._add(meaning)

    def _show_closed_cases(self) -> None:
        kept = parts.label(
            self.face.words.say(
                "This person took the desk over. Of the earlier cases they read those alone that a case "
                "officer passed on."
            )
        )
        self._add(parts.banner(self.face.look, "neutral", kept))

    def _show_closed(self, line: DeviceLine) -> None:
        words = self.face.words
        if line.is_replaced:
            said = words.say("A restored vault took its place. What it sent until then still counts.")
        else:
            said = words.say("Its access was closed. What it sent until then still counts.")
        self._add(parts.label(said))
