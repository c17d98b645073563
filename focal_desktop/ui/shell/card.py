"""*Someone is telling me something now*: eight lines and the numbers to call, before any passphrase.

It stores nothing and tells nothing of what lies behind (do_no_harm.md A8, A15, A17, A18).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from PySide6 import QtCore
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLayout, QVBoxLayout, QWidget

from focal_desktop.base.words import Words
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts, reading

CARD = "card.json"
MOST = 12
MOST_BYTES = 64_000


class Number(NamedTuple):
    """A number to call, its hours, and the digit of the public line by which it leads out of the office."""

    reach: str
    hours: str = ""
    lead: int = 0


def name_lead(lead: int, words: Words) -> str:
    """Return what a public line is called, in words of ours; the office's own numbers have no name here."""
    return {1: words.say("Headquarters"), 2: words.say("OIOS"), 3: words.say("Helpline")}.get(lead, "")


def list_lines(words: Words) -> list[tuple[str, str]]:
    """Return the eight lines: a word to find each by, and what to do."""
    say = words.say
    return [
        (say("Listen."), say("Let the person tell what they want to tell. Ask for no details and no names.")),
        (
            say("Safety first."),
            say("Is anyone in danger now? Then get help first. Is it safe to talk here?"),
        ),
        (
            say("Medical care helps at any time."),
            say("Some treatments work only within 72 hours, some within 5 days. Offer help getting there."),
        ),
        (
            say("A child?"),
            say("Do not ask the child. Stay close, and call headquarters or child protection today."),
        ),
        (
            say("Say it before they speak."),
            say("I must pass on that something was reported. Who you are goes no further without your yes."),
        ),
        (
            say("Help does not depend on a report."),
            say("The person chooses what help they want, and can refuse. Promise nothing you cannot keep."),
        ),
        (
            say("No paper, no photos, no files."),
            say("Give nothing to carry unless the person says it is safe. Two words to remember are enough."),
        ),
        (
            say("Pass it on today."),
            say("Record it here. If that cannot be done now, call, and say no names."),
        ),
    ]


def read_numbers(folder: Path) -> list[Number]:
    """Return the numbers that stand on the card; whatever is odd in the file is left out."""
    try:
        with (folder / CARD).open("rb") as file:
            held = json.loads(file.read(MOST_BYTES))
    except (OSError, ValueError):
        return []
    numbers = held.get("numbers") if isinstance(held, dict) else None
    found = [_read_number(one) for one in numbers[:MOST]] if isinstance(numbers, list) else []
    return [one for one in found if one.reach]


def _read_number(one: Any) -> Number:
    if not isinstance(one, dict):
        return Number("")
    reach, hours, lead = one.get("reach"), one.get("hours"), one.get("lead")
    return Number(
        reach if isinstance(reach, str) else "",
        hours if isinstance(hours, str) else "",
        lead if isinstance(lead, int) else 0,
    )


class TellingCard(QDialog):
    """Lies over the window it was asked from; Esc closes it and nothing is lost."""

    def __init__(self, parent: QWidget, face: Face, folder: Path) -> None:
        super().__init__(parent)
        words, look = face.words, face.look
        self.setObjectName("telling_card")
        self.setWindowTitle(words.say("Work records"))
        title = parts.title(look, words.say("Someone is telling me something now"))
        self.leave = parts.button(look, words.say("Close"), self.accept, role="primary")
        self.leave.setObjectName("card_close")
        inner = parts.Inner()
        inner.setProperty("role", "page")
        lines, numbers = self._make_lines(face), self._make_numbers(face, folder)
        body = parts.row(look, lines, numbers, parent=inner, gap=1.0)
        body.setStretch(0, 3)
        body.setStretch(1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(look.em(1.1) for _ in range(4)))
        layout.setSpacing(look.em(0.8))
        layout.addWidget(title)
        area = parts.scroll(inner)
        reading.watch(area)
        layout.addWidget(area, 1)
        layout.addLayout(parts.row(look, 1, self.leave))
        room = self.screen().availableGeometry()
        width, height = room.width() - look.em(4), room.height() - look.em(6)
        self.resize(min(look.em(82), width), min(look.em(46), height))

    def _make_lines(self, face: Face) -> QFrame:
        look = face.look
        made = QFrame()
        made.setProperty("role", "card")
        grid = QGridLayout(made)
        grid.setContentsMargins(*(look.em(0.9) for _ in range(4)))
        grid.setHorizontalSpacing(look.em(0.7))
        grid.setVerticalSpacing(look.em(0.35))
        for place, (head, text) in enumerate(list_lines(face.words)):
            number = parts.heading(look, face.words.number(place + 1))
            grid.addWidget(number, place, 0, QtCore.Qt.AlignmentFlag.AlignTop)
            grid.addLayout(
                parts.column(look, parts.heading(look, head), parts.label(text), gap=0.05), place, 1
            )
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return made

    def _list_numbers(self, face: Face, folder: Path) -> list[QWidget | QLayout]:
        words, look = face.words, face.look
        found = read_numbers(folder)
        outside = [one for one in found if name_lead(one.lead, words)]
        others = [one for one in found if one not in outside]
        rows: list[QWidget | QLayout] = []
        if outside:
            heading = parts.heading(look, words.say("Call: outside your office"))
            rows += [heading, self._make_grid(face, outside)]
        if others or not found:
            rows.append(parts.heading(look, words.say("Other numbers") if outside else words.say("Call")))
        if others:
            rows.append(self._make_grid(face, others))
        if not found:
            rows.append(
                parts.label(
                    words.say(
                        "No number is kept on this computer yet. "
                        "Use the numbers on the poster in your office."
                    )
                )
            )
        return rows

    def _make_grid(self, face: Face, numbers: Sequence[Number]) -> QGridLayout:
        """Return numbers below each other, each with its name and hours beside it."""
        words, look = face.words, face.look
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.em(1.0))
        grid.setVerticalSpacing(look.em(0.3))
        grid.setColumnStretch(1, 1)
        for place, one in enumerate(numbers):
            number = parts.heading(look, words.keep_numbers(one.reach), 12.0)
            number.setTextInteractionFlags(QtCore.Qt.TextInteractionFlag.TextSelectableByMouse)
            beside = [said for said in (name_lead(one.lead, words), words.keep_numbers(one.hours)) if said]
            grid.addWidget(number, place, 0)
            grid.addWidget(parts.label(" · ".join(beside), role="muted"), place, 1)
        return grid

    def _make_numbers(self, face: Face, folder: Path) -> QWidget:
        words, look = face.words, face.look
        say_this = words.say("Say only: a notice, which office, what kind, a child or not. No names.")
        other = words.say(
            "Could somebody above you, or close to you, be involved? Then call a number outside your office."
        )
        heavy = words.say("This is heavy for you, too. The staff counsellor is there for you.")
        made = QWidget()
        numbers = parts.card(look, *self._list_numbers(face, folder))
        notes = parts.card(look, *(parts.label(one) for one in (say_this, other)))
        parts.column(look, numbers, notes, parts.label(heavy, role="muted"), 1, parent=made, gap=0.8)
        return made


def show_card(parent: QWidget, face: Face, folder: Path) -> TellingCard:
    """Show the card over a window, once."""
    for held in parent.findChildren(TellingCard):
        if held.isVisible():
            return held
    made = TellingCard(parent, face, folder)
    made.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    made.show()  # it bars nothing: hide and lock work over it
    return made
