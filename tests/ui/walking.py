"""Walks over what a window shows, as a person without eyes or mouse does, and names what is amiss."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QTabBar,
    QTableView,
    QWidget,
)

LEAST_TARGET = 24
"""WCAG 2.2, 2.5.8."""
LEEWAY = 2
ROWS = 50
"""So many rows of a list are looked at."""
SKIPPED = (QScrollBar,)
BY_OTHER_KEYS = (QLineEdit, QTabBar, QScrollBar, QCalendarWidget)
"""What stands in these is done by keys of their own: a line is emptied, tabs are turned by the arrows."""


def list_focusable(root: QWidget) -> list[QWidget]:
    """Return every visible widget that the Tab key or a click can reach."""
    return [
        one
        for one in root.findChildren(QWidget)
        if one.window() is root.window()
        and one.isVisibleTo(root)
        and one.isEnabled()
        and one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.focusProxy() is None
        and not isinstance(one, SKIPPED)
        and not isinstance(one.parent(), QComboBox | QAbstractSpinBox | QAbstractItemView)
        and one.objectName() != "qt_tabwidget_stackedwidget"
    ]


def find_nameless(root: QWidget) -> Iterator[str]:
    """Yield each control of which a screen reader would say nothing."""
    for one in list_focusable(root):
        interface = QAccessible.queryAccessibleInterface(one)
        name = interface.text(QAccessible.Text.Name) if interface else ""
        if not name.strip() and not one.accessibleName().strip():
            yield describe(one)
        elif isinstance(one, QComboBox) and not one.accessibleName().strip():
            yield f"{describe(one)} says its value alone"


def find_small(root: QWidget) -> Iterator[str]:
    """Yield each target that is smaller than a tired hand hits."""
    for one in list_focusable(root):
        if (
            isinstance(one, QAbstractButton | QComboBox | QLineEdit)
            and min(one.width(), one.height()) < LEAST_TARGET
        ):
            yield f"{describe(one)} is {one.width()} x {one.height()}"


def find_open_passwords(root: QWidget) -> Iterator[str]:
    """Yield each secret that a screen reader would read aloud."""
    for one in root.findChildren(QLineEdit):
        interface = QAccessible.queryAccessibleInterface(one)
        is_hidden = one.echoMode() == QLineEdit.EchoMode.Password
        if is_hidden and interface and not interface.state().passwordEdit:
            yield describe(one)


def find_cut(root: QWidget) -> Iterator[str]:
    """Yield each label and button whose text does not fit into it."""
    for one in root.findChildren(QWidget):
        if not one.isVisibleTo(root) or not isinstance(one, QLabel | QPushButton):
            continue
        if isinstance(one, QLabel) and (one.wordWrap() or not one.text()):
            wanted = one.heightForWidth(one.width()) if one.text() else 0
            if one.height() + LEEWAY < wanted:
                yield f"{describe(one)} is {one.height()} high and needs {wanted}"
        elif _is_narrow(one) or (isinstance(one, QLabel) and one.width() + LEEWAY < one.sizeHint().width()):
            yield f"{describe(one)} is {one.width()} wide and needs {one.sizeHint().width()}"


def find_cut_cells(root: QWidget) -> Iterator[str]:
    """Yield each cell of a list whose words do not fit into its column; where they wrap they have room."""
    for table in root.findChildren(QTableView):
        if not table.isVisibleTo(root) or table.wordWrap() or isinstance(table.parent(), QCalendarWidget):
            continue
        model, option = table.model(), QStyleOptionViewItem()
        table.initViewItemOption(option)
        for place in range(min(model.rowCount(), ROWS) * model.columnCount()):
            index = model.index(*divmod(place, model.columnCount()))
            is_seen = index.data() and not table.isColumnHidden(index.column())
            wanted = table.itemDelegateForIndex(index).sizeHint(option, index).width() if is_seen else 0
            if table.columnWidth(index.column()) + LEEWAY < wanted and table.columnSpan(*_at(index)) == 1:
                yield f"{describe(table)} cuts {index.data()!r}, which needs {wanted}"


def _at(index: QModelIndex) -> tuple[int, int]:
    return index.row(), index.column()


def find_cut_answers(root: QWidget) -> Iterator[str]:
    """Yield each answer chosen from a list that is longer than its box."""
    for box in root.findChildren(QComboBox):
        option = QStyleOptionComboBox()
        box.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()
        wanted = box.fontMetrics().horizontalAdvance(box.currentText())
        if box.isVisibleTo(root) and room < wanted:
            yield f"{describe(box)} cuts {box.currentText()!r}: {room} wide, and needs {wanted}"


def find_sideways(window: QWidget, room: tuple[int, int]) -> Iterator[str]:
    """Yield a window that grew over its screen, and each page or table that must be moved sideways."""
    if window.width() > room[0] or window.height() > room[1]:
        yield f"the window is {window.width()} x {window.height()}"
    for one in window.findChildren(QAbstractScrollArea):
        away = one.horizontalScrollBar().maximum()
        if one.isVisibleTo(window) and away > LEEWAY and not _may_be_wide(one):
            inner = one.widget() if isinstance(one, QScrollArea) else one
            yield f"{describe(one)} {type(inner).__name__} is {away} too wide"


def find_nested(root: QWidget) -> Iterator[str]:
    """Yield each area that scrolls within another that scrolls too; a preview keeps its own."""
    for inner in root.findChildren(QAbstractScrollArea):
        is_preview = isinstance(inner, QPdfView) or (isinstance(inner, QPlainTextEdit) and inner.isReadOnly())
        if is_preview or not inner.isVisibleTo(root) or not _has_bar(inner):
            continue
        outer = inner.parentWidget()
        while outer is not None and outer is not root.parentWidget():
            if isinstance(outer, QScrollArea) and _has_bar(outer):
                yield f"{describe(inner)} scrolls within {describe(outer)}"
                break
            outer = outer.parentWidget()


def find_needless_bars(root: QWidget) -> Iterator[str]:
    """Yield each page that scrolls though all that lies in it is in sight."""
    for area in root.findChildren(QScrollArea):
        inner = area.widget()
        if inner is None or not area.isVisibleTo(root) or not _has_bar(area):
            continue
        seen = [one for one in inner.findChildren(QWidget) if one.isVisibleTo(inner) and not _is_frame(one)]
        lowest = max((_place(one, inner).bottom() for one in seen), default=0)
        if lowest < area.viewport().height():
            yield f"{describe(area)} {type(inner).__name__} scrolls over nothing"


def _is_frame(one: QWidget) -> bool:
    """Tell whether a widget is there for what it holds; the edge of a card is seen too."""
    if one.property("role") == "card":
        return False
    is_page = isinstance(one, QScrollArea) or not isinstance(one, QAbstractScrollArea)
    return type(one) is QWidget or (is_page and bool(one.findChildren(QWidget)))


def _has_bar(one: QAbstractScrollArea) -> bool:
    bar = one.verticalScrollBar()
    hidden = one.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return bar.maximum() > bar.minimum() and not hidden


def _may_be_wide(one: QAbstractScrollArea) -> bool:
    """Rows of a spreadsheet stay rows; the pages of a report are as large as was asked for."""
    is_unwrapped = isinstance(one, QPlainTextEdit) and one.lineWrapMode() == one.LineWrapMode.NoWrap
    return is_unwrapped or isinstance(one, QPdfView)


def _is_narrow(one: QWidget) -> bool:
    return (
        isinstance(one, QPushButton)
        and one.layout() is None
        and bool(one.text())
        and one.width() + LEEWAY < one.sizeHint().width()
    )


def find_out_of_order(root: QWidget, *, is_right_to_left: bool) -> Iterator[str]:
    """Yield each step of the Tab key that goes up, or back against the reading direction, within one area."""
    chain = [one for one in _list_chain(root) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for before, after in pairwise(chain):
        if before.parentWidget() is not after.parentWidget():
            continue
        first, second = _place(before, root), _place(after, root)
        if second.bottom() <= first.top():
            yield f"{describe(before)} is followed by {describe(after)}, which lies above"
        elif first.top() < second.bottom() and second.top() < first.bottom():
            goes_back = second.left() >= first.right() if is_right_to_left else second.right() <= first.left()
            if goes_back:
                yield f"{describe(before)} is followed by {describe(after)}, which lies before"


def _list_chain(root: QWidget) -> list[QWidget]:
    shown = set(list_focusable(root))
    found, one = list[QWidget](), root.nextInFocusChain()
    while one is not None and one is not root and len(found) < 2000:
        if one in shown:
            found.append(one)
        one = one.nextInFocusChain()
    return found


def _place(one: QWidget, root: QWidget) -> QRect:
    return QRect(one.mapTo(root, QPoint(0, 0)), one.size())


def find_unreached(root: QWidget) -> Iterator[str]:
    """Yield each control that the Tab key does not come to, and each that does not let it go."""
    window = root.window()
    window.activateWindow()
    wanted = [one for one in list_focusable(root) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    if not wanted:
        return
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen, held = dict[QWidget, None](), window.focusWidget()
    while held is not None and held not in seen:
        seen[held] = None
        QTest.keyClick(held, Qt.Key.Key_Tab)
        if window.focusWidget() is held and len(wanted) > 1:
            yield f"{describe(held)} does not let the Tab key go"
            return
        held = window.focusWidget()
    for one in wanted:
        if one not in seen and not _is_by_arrows(one):
            yield f"{describe(one)} is not reached by the Tab key"


def find_mouse_alone(root: QWidget) -> Iterator[str]:
    """Yield each button and each row of tabs that no key reaches."""
    for one in root.findChildren(QWidget):
        if not isinstance(one, QAbstractButton | QTabBar) or not one.isVisibleTo(root) or not one.isEnabled():
            continue
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus or _is_by_arrows(one) or has_own_keys(one):
            continue
        yield f"{describe(one)} works by mouse alone"


def has_own_keys(one: QWidget) -> bool:
    """Tell whether a control lies within one that has keys for what it does."""
    above = one.parentWidget()
    while above is not None and not isinstance(above, BY_OTHER_KEYS):
        above = above.parentWidget()
    return above is not None


def _is_by_arrows(one: QWidget) -> bool:
    """Tell whether the arrow keys come to a control from another of its group, as Qt has it."""
    group = one.group() if isinstance(one, QAbstractButton) else None
    return group is not None and group.exclusive()


def describe(one: QWidget) -> str:
    """Return which widget it is, by its class, name and text."""
    text = one.text() if isinstance(one, QLabel | QAbstractButton | QLineEdit) else ""
    tab = " of tabs" if isinstance(one, QTabBar) else ""
    return f"{type(one).__name__}{tab} {one.objectName() or one.accessibleName() or text[:40]!r}"
