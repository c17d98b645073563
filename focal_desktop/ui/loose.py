"""Keeps single lines that belong to no form: a reason, a time, a label. Never a passphrase, never a code."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from focal_desktop.ui.context import Place
from focal_desktop.ui.screen import Screen
from focal_desktop.usecases import forms
from focal_desktop.usecases.session import Session

_MARK, _NAME, _TEXT, _ABOUT = "loose", "loose_name", "loose_text", "loose_about"


def mark(line: QLineEdit, about: str = "") -> None:
    """Let a line be kept while somebody types in it; it is let go of as soon as it is emptied.

    `about` is the record it tells of, where a page shows one after the other: each has a text of its own.
    """
    line.setProperty(_MARK, True)
    line.setProperty(_ABOUT, about)
    line.setProperty(_NAME, "")


def name_of(place: Place, line: QLineEdit) -> str:
    """Return under which name a line of a place is kept."""
    about = line.property(_ABOUT) or place.record
    return f"line/{place.section}/{place.view}/{about}/{line.objectName()}"


def look(session: Session, screen: Screen, place: Place) -> None:
    """Keep what was typed into the lines of a page; give back what was left in those that come."""
    for line in screen.findChildren(QLineEdit):
        if line.property(_MARK):
            _follow(session, screen, line, name_of(place, line))


def _follow(session: Session, screen: Screen, line: QLineEdit, name: str) -> None:
    known, above = str(line.property(_NAME) or ""), line.parentWidget()
    if known == name:
        _keep(session, line, name)
        return
    if known and line.text() and line.isModified():  # typed just before its page was left
        _keep(session, line, known)
    is_seen = above is not None and above.isVisibleTo(screen)
    if is_seen or not line.text():
        _give_back(session, line, name)
        _keep(session, line, name)
    else:  # what stands there belongs to a page that is left
        line.setProperty(_NAME, "")


def _give_back(session: Session, line: QLineEdit, name: str) -> None:
    held = forms.read(session, name)
    text = str(held.values.get("text", "")) if held else ""
    if text and not (line.text() and line.isModified()):
        line.setText(text)
        line.setModified(True)
    line.setProperty(_NAME, name)
    line.setProperty(_TEXT, text)


def _keep(session: Session, line: QLineEdit, name: str) -> None:
    """Keep what a person typed; what the program wrote there is no text of theirs."""
    text = line.text() if line.isModified() else ""
    if text == line.property(_TEXT):
        return
    if text:
        forms.keep(session, name, {"text": text})
    else:
        forms.drop(session, name)
    line.setProperty(_TEXT, text)
