"""What must be so once a value was refused: told beside its field, the cursor there, all else kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QWidget

from focal_desktop.domain.codec import LONGEST_LONG_TEXT, LONGEST_TEXT
from tests.ui.hostile import hands

WRONG: Mapping[str, tuple[str, ...]] = {
    "date": ("31/02/2026", "2026-02-31", "never"),
    "time": ("25:10", "soon", ""),
    "whole_number": ("-3", "many", "9" * 20),
    "money": ("-3", "many"),
    "text": ("x" * (LONGEST_TEXT + 1),),
    "long_text": ("x" * (LONGEST_LONG_TEXT + 1),),
    "choice": ("No such thing",),
    "office_code": ("x" * 65, "HQ"),
}
"""What is wrong by the form of a value; a text has room for whatever is typed, up to its length."""
NEAR_EMS = 3.2
"""How far from its field a sentence may begin: a row of buttons may stand between them, and nothing more."""


def list_told(root: QWidget) -> list[QLabel]:
    """Return every sentence about a field that stands on the page."""
    seen = [one for one in root.findChildren(QLabel) if one.isVisible() and one.text()]
    return [one for one in seen if one.property("role") == "problem" or one.objectName() == "unlock_message"]


def read_all(root: QWidget) -> dict[str, str]:
    """Return what stands in each field of a page."""
    return {name: hands.read(line) for name, line in hands.list_lines(root)}


def find_amiss(
    root: QWidget, field: QWidget, before: Mapping[str, str], em: int, *, is_there: bool = True
) -> Iterator[str]:
    """Yield what is not as it should be, of a field that was refused on a page."""
    told = list_told(root)
    near = [one for one in told if _is_near(one, field, root, em)]
    if not near:
        yield f"nothing is said beside it{', but elsewhere' if told else ''}"
    elif is_there and near[0].visibleRegion().isEmpty():
        yield "what is said is out of sight"
    if near and len(told) > 1:
        yield "something is said beside another field"
    if is_there and root.window().focusWidget() is not (field.focusProxy() or field):
        yield "the cursor is elsewhere"
    if read_all(root) != before:
        yield "what stood there is gone"


def _is_near(told: QLabel, field: QWidget, root: QWidget, em: int) -> bool:
    """Tell whether a sentence stands right below its field or beside it."""
    said, asked = _place(told, root), _place(field, root)
    is_beside = said.left() < asked.right() and asked.left() < said.right()
    return is_beside and -em <= said.top() - asked.bottom() <= NEAR_EMS * em


def _place(one: QWidget, root: QWidget) -> QRect:
    return QRect(one.mapTo(root, QPoint(0, 0)), one.size())
