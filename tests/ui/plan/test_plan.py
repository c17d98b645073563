"""The action plan in the window: years, frames, editing beside the outline, notes, copying forward."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from focal_desktop.ui.context import Place
from focal_desktop.ui.plan.screen import PlanScreen
from focal_desktop.ui.widgets.outline import Heading
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, plans, records
from tests.ui import windows
from tests.ui.windows import Style

PLAN = Place(section="plan")


def show(window: Window, place: Place = PLAN) -> PlanScreen:
    """Go to a place of the plan."""
    window.go(place)
    windows.settle()
    screen = window.current
    assert isinstance(screen, PlanScreen)
    return screen


def press(screen: QWidget, name: str) -> None:
    """Press the button of a name that is shown."""
    button = next(one for one in screen.findChildren(QPushButton, name) if one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    windows.settle()


def answer(screen: QWidget, said: str) -> None:
    """Press the button that says this."""
    button = next(one for one in screen.findChildren(QPushButton) if one.text() == said and one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    windows.settle()


def headings(screen: PlanScreen) -> list[str]:
    """Return the headings of the outline."""
    return [one.text for one in screen.view.outline.rows.values if isinstance(one, Heading)]


def shown(screen: PlanScreen) -> list[str]:
    """Return the activities of the outline."""
    return [one.action.activity for one in screen.view.outline.rows.values if not isinstance(one, Heading)]


def type_into(form: QWidget, name: str, said: str) -> None:
    """Type into a field of a form in place of what stands there."""
    field = form.findChild(QWidget, name)
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, said)


def choose(form: QWidget, name: str, code: str) -> None:
    """Choose from a list with the keys."""
    box = form.findChild(QComboBox, name)
    assert box is not None
    place = box.findData(code)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def click_cell(screen: PlanScreen, row: int, column: int) -> None:
    """Click a cell of the outline."""
    outline = screen.view.outline
    index = outline.rows.index(row, column)
    outline.scrollTo(index)
    QTest.mouseClick(
        outline.viewport(), Qt.MouseButton.LeftButton, pos=outline.visualRect(index).center() + QPoint(1, 1)
    )
    windows.settle()


def test_this_year_is_shown_in_groups_with_their_progress(window: Window) -> None:
    screen = show(window)
    assert len(shown(screen)) == 15
    assert headings(screen)[0].endswith("1 of 1 completed")
    answer(screen, "By SG prong")
    assert len(headings(screen)) == 4
    answer(screen, "By IASC outcome")
    assert headings(screen)[0] == "Prevention · 5 of 9 completed"
    answer(screen, "2025")
    assert headings(screen)[0] == "Prevention · 4 of 6 completed"
    assert screen.view.head.badge.text() == "Agreed"


def test_late_and_mine_are_filters(window: Window) -> None:
    screen = show(window)
    answer(screen, "Late")
    assert len(shown(screen)) == 2
    assert "2 shown" in screen.view.head.summary.text()
    answer(screen, "Mine")
    mine = shown(screen)
    assert "File each monthly return by the fifth of the next month" in mine
    assert "Keep a focal point and an alternate, with signed terms and time" not in mine


def test_enter_opens_and_a_save_can_be_taken_back(window: Window) -> None:
    screen = show(window)
    screen.view.outline.selectRow(1)
    QTest.keyClick(screen.view.outline, Qt.Key.Key_Return)
    identity = screen.panels.action.record
    form = screen.panels.action.view.form
    type_into(form, "actual", "7")
    choose(form, "state", "at_risk")
    press(screen, "save_action")
    row = records.read(window.session, "action", identity).values
    assert (row["actual"], row["state"]) == (7, "at_risk")
    assert screen.panels.desk is None
    window.take_back()
    assert records.read(window.session, "action", identity).values["state"] == "completed"
    window.do_again()
    assert records.read(window.session, "action", identity).values["state"] == "at_risk"


def test_what_cannot_be_kept_is_told_beside_its_field(window: Window) -> None:
    screen = show(window)
    click_cell(screen, 1, 0)
    form = screen.panels.action.view.form
    type_into(form, "target", "many")
    assert screen.finish()
    assert form._problems["target"].isVisible()
    assert screen.panels.desk is screen.panels.action


def test_unfinished_text_comes_back(window: Window) -> None:
    screen = show(window)
    click_cell(screen, 1, 0)
    identity = screen.panels.action.record
    type_into(screen.panels.action.view.form, "activity", "Half a sentence")
    assert screen.go_back()
    assert forms.read(window.session, f"plan/action-{identity}")
    click_cell(screen, 1, 0)
    assert screen.panels.action.view.form.values()["activity"] == "Half a sentence"
    assert screen.finish()
    assert records.read(window.session, "action", identity).values["activity"] == "Half a sentence"
    assert forms.read(window.session, f"plan/action-{identity}") is None


def test_an_action_is_added_and_taken_out(window: Window) -> None:
    screen = show(window, Place(section="plan", view="new"))
    form = screen.panels.action.view.form
    choose(form, "area", "response")
    type_into(form, "activity", "Copy the pathway")
    press(screen, "more_fields")
    assert form.editors["budget"].widget.isVisible()
    type_into(form, "budget", "50.00 USD")
    press(screen, "save_action")
    assert "Copy the pathway" in shown(screen)
    place = next(
        n
        for n, one in enumerate(screen.view.outline.rows.values)
        if not isinstance(one, Heading) and one.action.activity == "Copy the pathway"
    )
    click_cell(screen, place, 0)
    press(screen, "take_out")
    assert "Copy the pathway" not in shown(screen)
    window.take_back()
    assert "Copy the pathway" in shown(screen)
    window.do_again()
    assert "Copy the pathway" not in shown(screen)
    window.take_back()
    window.take_back()  # the one before: that it was added
    assert "Copy the pathway" not in shown(screen)
    window.do_again()
    assert "Copy the pathway" in shown(screen)


def test_the_quarter_that_ended_is_noted_one_after_the_other(window: Window) -> None:
    screen = show(window, Place(section="plan", view="quarter"))
    assert screen.panels.desk is screen.panels.note
    assert screen.panels.note.quarter == "q2"
    first = screen.panels.note.record
    form = screen.panels.note.view.form
    missing = len(shown(screen))
    choose(form, "status", "not_started")
    assert screen.finish()
    assert form._problems["note"].isVisible()
    choose(form, "status", "on_track")
    type_into(form, "note", "Begun in May.")
    press(screen, "save_note")
    assert screen.panels.note.record != first
    assert len(shown(screen)) == missing - 1 > 0
    window.take_back()
    assert len(shown(screen)) == missing
    window.do_again()
    assert len(shown(screen)) == missing - 1


def test_a_quarter_is_opened_from_its_cell_and_from_the_action(window: Window) -> None:
    screen = show(window)
    click_cell(screen, 1, 8)
    assert (screen.panels.note.quarter, screen.panels.desk) == ("q3", screen.panels.note)
    record = screen.panels.note.record
    assert screen.place() == Place(section="plan", view="q3", kind="quarter_note", record=record)
    press(screen, "open_action")
    assert screen.panels.action.record == record
    press(screen, "note_q1")
    assert (screen.panels.note.record, screen.panels.note.quarter) == (record, "q1")


def test_next_year_is_copied_forward_and_taken_back(window: Window) -> None:
    screen = show(window)
    answer(screen, "2027: begin")
    answer(screen, "Copy forward from 2026")
    assert len(shown(screen)) == 9
    made = plans.list_plans(window.session)[-1]
    assert (made.year, made.state) == (2027, "draft")
    window.take_back()
    assert plans.read_outline(window.session, made.id).actions == ()
    window.do_again()
    assert len(plans.read_outline(window.session, made.id).actions) == 9
    window.take_back()
    answer(screen, "Start from the list of areas")
    assert shown(screen) == [""] * 15


def test_a_plan_is_agreed_reopened_and_closed_after_a_second_look(window: Window) -> None:
    screen = show(window)
    answer(screen, "2027: begin")
    answer(screen, "Start empty")
    assert screen.place().view == "new"
    assert screen.go_back()
    said = " ".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())
    assert "The plan for 2027 is begun and has no action yet." in said
    window.go(Place(section="plan", view="about", kind="plan", record=screen.place().record))
    press(screen, "to_agreed")
    identity = screen.place().record
    assert records.read(window.session, "plan", identity).state == "agreed"
    for redo, state in (
        (window.take_back, "draft"),
        (window.do_again, "agreed"),
        (window.take_back, "draft"),
    ):
        redo()
        assert records.read(window.session, "plan", identity).state == state
    press(screen, "about_plan")
    press(screen, "to_agreed")
    press(screen, "about_plan")
    press(screen, "ask_close")
    press(screen, "to_closed")
    assert records.read(window.session, "plan", identity).state == "closed"


def test_places_lead_to_actions_and_notes(window: Window) -> None:
    last = plans.list_plans(window.session)[0]
    action = next(one for one in plans.read_outline(window.session, last.id).actions if one.notes)
    screen = show(window, Place(section="plan", kind="action", record=action.action.id))
    assert (screen.panels.action.record, screen._year) == (action.action.id, 2025)
    assert screen.place() == Place(section="plan", kind="action", record=action.action.id)
    note = records.list_page(window.session, "quarter_note", {"action": action.action.id})[0][0]
    show(window, Place(section="plan", kind="quarter_note", record=note.id))
    assert screen.panels.note.record == action.action.id
    show(window, Place(section="plan", kind="plan", record="nowhere"))


def test_everything_holds_in_arabic_and_at_large_text(open_window: Callable[[Style], Window]) -> None:
    screen = show(open_window(Style("ar", "dark", 150)))
    width = screen.window().width()
    click_cell(screen, 1, 0)
    assert screen.view.beside.is_alone
    assert screen.window().width() == width
    assert screen.go_back()
    assert screen.view.outline.isVisible()
