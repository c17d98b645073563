"""A wrong value in every field of every form: its sentence stands beside it, and all that was typed stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QAbstractButton, QWidget

from focal_desktop.domain.codec import LONGEST_TEXT
from focal_desktop.ui.widgets.form import Form
from focal_desktop.ui.window import Window
from tests.ui import windows
from tests.ui.hostile import hands
from tests.ui.hostile.spots import SPOTS, Spot

WRONG = {
    "date": ("31/02/2026", "2026-02-31", "never"),
    "whole_number": ("-3", "many", "9" * 20),
    "money": ("-3", "many"),
    "text": ("x" * (LONGEST_TEXT + 1),),
}
"""What is wrong by the form a field is declared with; a long text has room for whatever is typed."""


def list_forms(window: Window, spot: Spot) -> list[Form]:
    """Return the forms of a place that its row is about; others have a row of their own, and a button."""
    assert window.current is not None
    seen = [one for one in window.current.findChildren(Form) if one.isVisible()]
    beside = [one for one in SPOTS if one.save and one.place(window) == spot.place(window)]
    if spot.save:
        return [one for one in seen if has(one, spot.field)]
    return [one for one in seen if not any(has(one, other.field) for other in beside)]


def has(form: Form, field: str) -> bool:
    """Tell whether a field is one of a form's."""
    return field in (one.widget.objectName() for one in form.editors.values())


def list_wrong(form: Form) -> Iterator[tuple[str, str]]:
    """Yield each field of a form that is seen, with each value that it cannot take."""
    for name, editor in form.editors.items():
        if editor.widget.isVisible() and editor.widget.isEnabled():
            yield from ((name, said) for said in WRONG.get(form._kind.slots[name].form, ()))


def line_of(widget: QWidget) -> hands.Line:
    """Return where a field is typed into."""
    target = widget.focusProxy() or widget
    assert isinstance(target, hands.Line), target
    return target


def find_amiss(window: Window, spot: Spot, form: Form, name: str) -> Iterator[str]:
    """Finish a form in which one field is wrong, and yield what is not as it should be."""
    before, line = form.values(), line_of(form.editors[name].widget)
    if spot.save:
        hands.click(hands.see(window, QAbstractButton, spot.save))
    else:
        window.ask("finish")
    windows.settle()
    if not form._problems[name].isVisible() or not form._problems[name].text():
        yield "nothing is said beside it"
    if [one for one in form._problems if one != name and form._problems[one].text()]:
        yield "something is said beside another field"
    if window.focusWidget() is not line:
        yield "the cursor is elsewhere"
    if form.values() != before:
        yield "what stood there is gone"


def test_a_wrong_value_is_told_beside_its_field(spot: Spot, show: Callable[[Spot], Window]) -> None:
    window = show(spot)
    window.activateWindow()
    spot.open(window)
    found = []
    for form in list_forms(window, spot):
        for name, said in list(list_wrong(form)):
            line = line_of(form.editors[name].widget)
            former = hands.read(line)
            hands.paste(line, said)
            found += [f"{name} {said[:12]!r}: {one}" for one in find_amiss(window, spot, form, name)]
            hands.paste(line, former)
    assert not found, "\n".join(found)
