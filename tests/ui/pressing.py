"""Presses what a window shows by keys alone, without doing the deed, and names what only a mouse moves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import TypeVar

from PySide6.QtCore import SIGNAL, QCoreApplication, QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from tests.ui import walking

W = TypeVar("W", bound=QWidget)
PROMISED = re.compile(r"\((F\d+|(?:Ctrl|Alt)\+[^)\s]+)\)")
"""Keys as they are named behind the words of a button."""
OWN = "focal_desktop."
ITEM = "QListWidgetItem*"
HEARD: Mapping[type[QWidget], Sequence[str]] = {
    QListWidget: (f"itemClicked({ITEM})", f"itemDoubleClicked({ITEM})", f"itemPressed({ITEM})"),
    QTableView: ("clicked(QModelIndex)", "doubleClicked(QModelIndex)", "pressed(QModelIndex)"),
    QLabel: ("linkActivated(QString)",),
}
"""What Qt tells of a mouse; who listens to it must be reached by a key as well."""
MOUSE = ("mousePressEvent", "mouseReleaseEvent", "mouseDoubleClickEvent")
LINKS = Qt.TextInteractionFlag.LinksAccessibleByKeyboard
TAKES = (QComboBox, QAbstractItemView, QPlainTextEdit)
"""What keeps the key for the next page to itself."""


def find_mute(root: QWidget) -> Iterator[str]:
    """Yield all that answers the mouse and no key."""
    yield from find_unpressed(root)
    yield from find_deaf(root)
    yield from find_unscrolled(root)
    yield from find_broken_promises(root)


def find_unpressed(root: QWidget) -> Iterator[str]:
    """Yield each button that takes no focus, or that the space bar does not press."""
    for one in _list_shown(root, QAbstractButton):
        if not one.isEnabled() or walking.has_own_keys(one):
            continue
        one.setFocus(Qt.FocusReason.TabFocusReason)
        if root.window().focusWidget() is not one:
            yield f"{walking.describe(one)} takes no focus"
        elif not is_pressed(one, Qt.Key.Key_Space):
            yield f"{walking.describe(one)} is not pressed by the space bar"


def is_pressed(one: QAbstractButton, key: Qt.Key) -> bool:
    """Tell whether a key presses a button; nobody hears of it, and it looks as before.

    A button that can be ticked is another afterwards if it was clicked: so each is one for the time.
    """
    group = one.group()
    with ExitStack() as still:
        for blocked in (one, group):
            if blocked is not None:
                still.enter_context(QSignalBlocker(blocked))
        was_exclusive = group is not None and group.exclusive()
        was_alone, was_checkable, was_checked = one.autoExclusive(), one.isCheckable(), one.isChecked()
        if group is not None:
            group.setExclusive(False)
        one.setAutoExclusive(False)
        one.setCheckable(True)
        before = one.isChecked()
        QTest.keyClick(one, key)
        pressed = one.isChecked() != before
        one.setChecked(was_checked)
        one.setCheckable(was_checkable)
        one.setAutoExclusive(was_alone)
        if group is not None:
            group.setExclusive(was_exclusive)
    return pressed


def find_broken_promises(root: QWidget) -> Iterator[str]:
    """Yield each button that names keys in its words or its tip which the window does not listen to."""
    window = root.window()
    known = {key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()}
    known |= {one.key().toString() for one in window.findChildren(QShortcut)}
    for one in _list_shown(root, QAbstractButton):
        for named in PROMISED.findall(f"{one.text()} {one.toolTip()}"):
            if QKeySequence(named.replace("Enter", "Return")).toString() not in known:
                yield f"{walking.describe(one)} promises {named}, which does nothing"


def find_deaf(root: QWidget) -> Iterator[str]:
    """Yield each control that hears the mouse and no key: links in a text, rows, headings, own drawings."""
    for one in _list_shown(root, QWidget):
        if isinstance(one, QAbstractButton) or not one.isEnabled() or walking.has_own_keys(one):
            continue
        if isinstance(one, QLabel) and _hears(one) and not one.textInteractionFlags() & LINKS:
            yield f"{walking.describe(one)} has a link for the mouse alone"
        elif isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
            yield from _find_deaf_rows(one)
        elif _draws_for_the_mouse(one):
            yield f"{walking.describe(one)} hears the mouse alone"


def _find_deaf_rows(view: QAbstractItemView) -> Iterator[str]:
    """Yield a list whose rows do something when they are clicked, and nothing with the Enter key."""
    if isinstance(view.parentWidget(), QComboBox) or view.model() is None:
        return
    if isinstance(view, QTableView) and view.isSortingEnabled() and not _orders(view):
        yield f"{walking.describe(view)} is ordered by the mouse alone"
    if not _hears(view) or not view.model().rowCount():
        return
    before = view.currentIndex()
    with QSignalBlocker(view.selectionModel()), QSignalBlocker(view):
        view.setCurrentIndex(before if before.isValid() else view.model().index(0, 0))
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(view, event)
        if not before.isValid():
            view.selectionModel().clear()
    if not event.isAccepted():
        yield f"{walking.describe(view)} opens its rows by mouse alone"


def _orders(view: QTableView) -> bool:
    """Tell whether a key orders the rows anew, as a click on a heading does; they are put back."""
    header = view.horizontalHeader()
    place, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
    QTest.keyClick(view, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    is_other = header.sortIndicatorSection() != place
    view.sortByColumn(place, order)
    return is_other


def _hears(one: QWidget) -> bool:
    """Tell whether somebody listens to what the mouse does to a control."""
    told = (name for kind, names in HEARD.items() if isinstance(one, kind) for name in names)
    return any(one.receivers(SIGNAL(name)) for name in told)


def _draws_for_the_mouse(one: QWidget) -> bool:
    """Tell whether a widget of ours answers the mouse in code of its own, and no key."""
    ours = [kind for kind in type(one).__mro__ if kind.__module__.startswith(OWN)]
    mouse = any(name in vars(kind) for kind in ours for name in MOUSE)
    return mouse and not any("keyPressEvent" in vars(kind) for kind in ours)


def find_unscrolled(root: QWidget) -> Iterator[str]:
    """Yield each page that goes on below its edge, and that no key moves there."""
    for area in _list_shown(root, QAbstractScrollArea):
        bar = area.verticalScrollBar()
        if bar.maximum() <= bar.minimum() or isinstance(area, QHeaderView):
            continue
        if isinstance(area, TAKES) and area.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        within = [area] if area.focusPolicy() & Qt.FocusPolicy.TabFocus else _list_passing(area)
        if not any(_moves(area, one) for one in within):
            yield f"{walking.describe(area)} {type(_inner(area)).__name__} is scrolled by the mouse alone"


def _list_passing(area: QAbstractScrollArea) -> list[QWidget]:
    return [one for one in walking.list_focusable(area) if not isinstance(one, TAKES)]


def _inner(area: QAbstractScrollArea) -> QWidget:
    widget = getattr(area, "widget", None)
    return widget() if callable(widget) else area


def _moves(area: QAbstractScrollArea, one: QWidget) -> bool:
    """Tell whether the page goes on at the key for it while the focus is here."""
    bar = area.verticalScrollBar()
    one.setFocus(Qt.FocusReason.TabFocusReason)
    before, moved = bar.value(), False
    bar.setValue(bar.minimum())
    with QSignalBlocker(one):
        for key in (Qt.Key.Key_PageDown, Qt.Key.Key_Down):
            QTest.keyClick(one, key)
            moved = moved or bar.value() > bar.minimum()
    bar.setValue(before)
    return moved


def _list_shown(root: QWidget, kind: type[W]) -> list[W]:
    found = root.findChildren(kind)
    return [one for one in found if one.window() is root.window() and one.isVisibleTo(root)]
