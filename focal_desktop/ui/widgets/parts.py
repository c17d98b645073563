"""The smallest parts: cards, headings, buttons, badges, all of one look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from focal_desktop.ui import tokens
from focal_desktop.ui.look import Look

ICON = 1.2
"""How large an icon on a button is, in ems."""
PLAIN_TEXT = 0
"""`Qt.TextFormat.PlainText` by its number: the unlock window is drawn before `Qt` is loaded (look.py)."""


def button(
    look: Look, text: str, act: Callable[[], Any] | None = None, *, role: str = "", icon: str = ""
) -> QPushButton:
    """Return a button: `primary`, `danger`, `quiet`, `link`, or plain."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setAccessibleName(text.replace("&", ""))
    made.setAutoDefault(False)
    if icon:
        colours = look.colours
        inks = {"primary": colours.on_accent, "danger": colours.danger.ink, "link": colours.accent}
        ink = inks.get(role, colours.text)
        if text:
            lead_with(look, made, icon, ink, rest=colours.muted if role == "primary" else "")
        else:
            made.setIcon(look.icon(icon, ink))
            made.setIconSize(QSize(look.em(ICON), look.em(ICON)))
    if act is not None:
        made.clicked.connect(lambda: act())
    return made


def lead_with(look: Look, made: QPushButton, icon: str, ink: str, *, rest: str = "") -> None:
    """Put an icon before the words of a button, with room between; in another colour while it is at rest."""
    made.setIcon(look.icon_before_words(icon, ink, rest))
    made.setIconSize(QSize(look.em(ICON) + look.em(0.3), look.em(ICON)))


def label(text: str, *, role: str = "", wraps: bool = True) -> QLabel:
    """Return a text; `muted`, `problem`, or plain. What looks like markup is shown as it stands."""
    is_from_right = QGuiApplication.isRightToLeft()
    made = _make_wrapped() if is_from_right else QLabel()
    made.setText(text)
    made.setProperty("textFormat", PLAIN_TEXT)
    made.setProperty("role", role)
    made.setWordWrap(wraps)
    if is_from_right:
        sides = QtCore.Qt.AlignmentFlag  # Qt would put a text that begins with a Latin code on the other side
        made.setAlignment(sides.AlignRight | sides.AlignAbsolute | sides.AlignVCenter)
    if wraps:
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


def _make_wrapped() -> QLabel:
    from focal_desktop.ui.widgets import wrapped  # noqa: PLC0415 a door: other languages start without it

    return wrapped.Wrapped()


def heading(look: Look, text: str, points: float = tokens.BODY_POINTS) -> QLabel:
    """Return a bold heading; a page's title has `tokens.TITLE_POINTS`."""
    made = label(text)
    made.setFont(look.font(points, is_bold=True))
    return made


def title(look: Look, text: str) -> QLabel:
    """Return the title of a page."""
    return heading(look, text, tokens.TITLE_POINTS)


def badge(text: str, tone: str = "neutral") -> QLabel:
    """Return a word on its wash, in one of the four tones."""
    made = label(text, wraps=False)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    made.setProperty("tone", tone)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a badge or banner another tone."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def say_problem(problem: QLabel, widget: QWidget, sentence: str) -> None:
    """Put a sentence beside a field and mark the field, the line within it too; an empty one clears both."""
    if problem.text() == sentence:
        return
    problem.setText(sentence)
    problem.setVisible(bool(sentence))
    for one in (widget, *widget.findChildren(QLineEdit)):
        one.setProperty("problem", bool(sentence))
        one.style().unpolish(one)
        one.style().polish(one)


def icon(look: Look, name: str, colour: str = "") -> QLabel:
    """Return a small picture beside a word; it says nothing of its own."""
    made = QLabel()
    made.setPixmap(look.pixmap(name, colour or look.colours.muted))
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def line() -> QFrame:
    """Return a thin line between two parts."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def card(look: Look, *children: QWidget | QLayout, role: str = "card") -> QFrame:
    """Return a card with its children below each other."""
    made = QFrame()
    made.setProperty("role", role)
    column(look, *children, parent=made, margin=0.9)
    return made


def banner(look: Look, tone: str, *children: QWidget | QLayout) -> QFrame:
    """Return a card on the wash of a tone."""
    made = QFrame()
    made.setProperty("tone", tone)
    column(look, *children, parent=made, margin=0.8)
    return made


def column(
    look: Look,
    *children: QWidget | QLayout | int,
    parent: QWidget | None = None,
    margin: float = 0.0,
    gap: float = 0.6,
) -> QVBoxLayout:
    """Return a layout of children below each other; a number is a stretch of that factor."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    _fill(look, made, children, margin, gap)
    return made


def row(
    look: Look,
    *children: QWidget | QLayout | int,
    parent: QWidget | None = None,
    margin: float = 0.0,
    gap: float = 0.6,
) -> QHBoxLayout:
    """Return a layout of children beside each other; a number is a stretch of that factor."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    _fill(look, made, children, margin, gap)
    return made


def page(look: Look, *children: QWidget | QLayout | int) -> QtWidgets.QScrollArea:
    """Return a page with its margin that scrolls where it must, and never cuts off."""
    inner = Inner()
    inner.setProperty("role", "page")
    column(look, *children, parent=inner, margin=0.1, gap=0.8)
    return scroll(inner)


class Inner(QWidget):
    """What lies in a page: as high as its texts need at this width, not as at the narrowest."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 Qt's own name
        """Leave the height to the width: Qt would keep room for lines that are not there."""
        return QSize(super().minimumSizeHint().width(), 0)


def scroll(inner: QWidget) -> QtWidgets.QScrollArea:
    """Return a widget in an area that scrolls up and down where it is too long."""
    area = QtWidgets.QScrollArea()
    inner.setProperty("role", "page")
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setProperty("focusPolicy", 0)  # NoFocus, unnamed: the unlock page scrolls before its picture
    return area


def below_tabs(look: Look, widget: QWidget) -> QWidget:
    """Return a widget with the air between it and the tabs above it."""
    made = QWidget()
    column(look, widget, parent=made).setContentsMargins(0, look.em(0.5), 0, 0)
    return made


def take_room(widget: QWidget) -> None:
    """Let a page take its place now, not with the next drawing: what fills it is then measured once."""
    around: list[QWidget] = []
    above: QWidget | None = widget
    while above is not None:
        around.append(above)
        above = above.parentWidget()
    for one in (*reversed(around), *widget.findChildren(QWidget)):
        if (layout := one.layout()) is not None:
            layout.activate()


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _fill(look: Look, layout: QBoxLayout, children: tuple[Any, ...], margin: float, gap: float) -> None:
    side = look.em(margin)
    layout.setContentsMargins(side, side, side, side)
    layout.setSpacing(look.em(gap))
    for child in children:
        if isinstance(child, int):
            layout.addStretch(child)
        elif isinstance(child, QLayout):
            layout.addLayout(child)
        else:
            layout.addWidget(child)
