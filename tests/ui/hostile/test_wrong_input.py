"""A wrong value in every field: its sentence stands beside it, and all that was typed stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget

from focal_desktop.ui.allegations.intake_view import IntakeView
from focal_desktop.ui.context import Place
from focal_desktop.ui.widgets.editors import Editor
from focal_desktop.ui.widgets.form import Form
from focal_desktop.ui.window import Window
from tests.ui import windows
from tests.ui.hostile import beside, hands
from tests.ui.hostile.beside import WRONG
from tests.ui.hostile.spots import ENTER, FREE, NUMBER, SPOTS, TAB, Spot
from tests.ui.windows import Style

TURNS = 6
"""Until a page that is laid open within another has its height."""


class Try(NamedTuple):
    """A field with a value that it cannot take."""

    widget: QWidget
    said: str


def list_forms(window: Window, spot: Spot) -> list[Form]:
    """Return the forms of a place that its row is about; others have a row of their own, and a button."""
    assert window.current is not None
    seen = [one for one in window.current.findChildren(Form) if one.isVisible()]
    near = [one for one in SPOTS if (one.section, one.is_hq) == (spot.section, spot.is_hq) and one.save]
    others = [one for one in near if one.place(window) == spot.place(window)]
    if spot.save:
        return [one for one in seen if has(one, spot.field)]
    return [one for one in seen if not any(has(one, other.field) for other in others)]


def has(form: Form, field: str) -> bool:
    """Tell whether a field is one of a form's."""
    return field in (one.widget.objectName() for one in form.editors.values())


def list_declared(window: Window, spot: Spot) -> Iterator[tuple[QWidget, str]]:
    """Yield each field of a place with the form of its value: as its kind, or else its row declares it."""
    assert window.current is not None
    asked = [(form._kind, form.editors) for form in list_forms(window, spot)]
    pages = [one for one in window.current.findChildren(IntakeView) if one.isVisible()]
    asked += [(page.questions.kind, page.questions.editors) for page in pages]
    for kind, editors in asked:
        yield from _list_typed(editors, {name: slot.form for name, slot in kind.slots.items()})
    for name, form in (one.split(":") for one in spot.bare.split()):
        yield hands.see(window, QWidget, name), form


def _list_typed(editors: Mapping[str, Editor], forms: Mapping[str, str]) -> Iterator[tuple[QWidget, str]]:
    for name, editor in editors.items():
        if editor.widget.isVisible() and editor.widget.isEnabled() and name in forms:
            yield editor.widget, forms[name]


def list_tries(window: Window, spot: Spot) -> Iterator[Try]:
    """Yield each field of a place with each value that it cannot take."""
    for widget, form in list_declared(window, spot):
        yield from (Try(widget, said) for said in WRONG.get(form, ()))
    for name in spot.needs.split():
        yield Try(hands.see(window, QWidget, name), "")


def put(widget: QWidget, said: str) -> str:
    """Type or choose something over what stands in a field, and return what stood there."""
    if isinstance(widget, QComboBox) and not widget.isEditable():
        former = str(widget.currentData() or "")
        widget.setCurrentIndex(widget.findData(said))
        widget.activated.emit(widget.currentIndex())
        return former
    line = hands.line_of(widget)
    former = hands.read(line)
    hands.paste(line, said)
    return former


def finish(window: Window, spot: Spot, widget: QWidget) -> None:
    """Do what the value is for."""
    window.activateWindow()  # a list that was offered while typing had the focus of the screen
    windows.settle()
    if spot.save in (ENTER, TAB):
        QTest.keyClick(hands.line_of(widget), Qt.Key.Key_Return if spot.save == ENTER else Qt.Key.Key_Tab)
    elif spot.save:
        hands.click(hands.see(window, QAbstractButton, spot.save))
    else:
        window.ask("finish")
    for _ in range(TURNS):
        windows.settle()


def values_of(window: Window, spot: Spot) -> list[object]:
    """Return what the forms of a place hold, chosen answers too."""
    return [form.values() for form in list_forms(window, spot)]


def test_a_wrong_value_is_told_beside_its_field(
    spot: Spot, worn: Style, show: Callable[[Spot], Window]
) -> None:
    window = show(spot)
    window.activateWindow()
    spot.open(window)
    assert window.face.look.size == worn.size
    found, tries = [], list(list_tries(window, spot))
    for widget, said in tries:
        former = put(widget, said)
        held, before = values_of(window, spot), beside.read_all(window)
        finish(window, spot, widget)
        is_there = spot.save != TAB
        em = window.face.look.em(1.0)
        amiss = [*beside.find_amiss(window, widget, before, em, is_there=is_there)]
        amiss += ["an answer is gone"] if values_of(window, spot) != held else []
        found += [f"{widget.objectName()} {said[:12]!r}: {one}" for one in amiss]
        put(widget, former)
    assert not found, "\n".join(found)
    tried = {NUMBER.sub("#", one.widget.objectName()) for one in tries}
    assert spot.fields - tried - set(FREE) <= {name for one in list_beside(spot) for name in one.fields}


def list_beside(spot: Spot) -> list[Spot]:
    """Return the other rows of a section, with a button of their own: what they name is tried by them."""
    return [one for one in SPOTS if one.section == spot.section and one.save != spot.save]


def test_what_is_needed_is_asked_for_beside_its_question(window: Window) -> None:
    window.activateWindow()
    window.go(Place(section="allegations", view="new"))
    before = beside.read_all(window)
    window.ask("finish")
    windows.settle()
    asked = hands.see(window, QWidget, "regime")
    assert not [*beside.find_amiss(window, asked, before, window.face.look.em(1.0))]
