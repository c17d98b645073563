"""Training in the window: people, courses, forty people in one session, who is missing, reminders."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.domain.person import Person
from focal_desktop.ui import gathering
from focal_desktop.ui.context import Place
from focal_desktop.ui.training import lines as rows
from focal_desktop.ui.training import recording, saying
from focal_desktop.ui.training.screen import TrainingScreen
from focal_desktop.ui.widgets.outline import Heading
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, records, training
from focal_desktop.usecases.training import Standing, Status
from tests.desks import POLICY
from tests.ui import windows
from tests.ui.windows import Style

FRONT, BACK = (
    ("Oneward", "Twoward", "Threeward", "Fourward", "Fiveward", "Sixward"),
    ("Alphine", "Bravine", "Charline", "Deltine", "Echoine", "Foxine"),
)
NAMES = [f"{front} {back}" for front in FRONT for back in BACK]
COURSE = {"course": "united_to_respect_dialogue"}
PEOPLE = [{"code": f"KSM-9{number:02}", "name": name} for number, name in enumerate(NAMES)]


def show(window: Window, view: str = "people") -> TrainingScreen:
    """Go to a tab."""
    window.go(Place(section="training", view=view))
    windows.settle()
    screen = window.current
    assert isinstance(screen, TrainingScreen)
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


def paste(screen: TrainingScreen, text: str) -> None:
    """Paste rows as a person does, and wait until they were read."""
    box = screen.findChild(QPlainTextEdit, "pasted")
    assert box is not None
    box.setFocus()
    QApplication.clipboard().setText(text)
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.qWait(200)


def shown(screen: TrainingScreen) -> list[str]:
    """Return the numbers of the people in the list."""
    return [one.person.code for one in screen.people.table.rows.values]


def choices(screen: TrainingScreen) -> list[str]:
    """Return what is decided about each row."""
    return [line.choice for line in screen.session.view.lines.table.rows.values]


def said(window: Window) -> str:
    """Return what stands in the message bar."""
    return window.bar.message.text if window.bar.message else ""


def test_people_are_found_by_typing_and_by_standing(window: Window) -> None:
    screen = show(window)
    assert len(shown(screen)) == 18
    QTest.keyClicks(screen.people.finder, "officer")
    assert 0 < len(shown(screen)) < 18
    screen.people.finder.clear()
    answer(screen, "Missing")
    assert shown(screen) == ["KSM-013", "KSM-019"]
    answer(screen, "Everybody")
    assert len(shown(screen)) == 19


def test_somebody_is_opened_changed_and_taken_back(window: Window) -> None:
    screen = show(window)
    screen.people.table.selectRow(0)
    QTest.keyClick(screen.people.table, Qt.Key.Key_Return)
    identity = screen.person.record
    assert screen.place() == Place(section="training", view="people", kind="person", record=identity)
    field = screen.person.view.form.findChild(QLineEdit, "unit")
    assert field is not None
    QTest.keyClicks(field, "Programme")
    press(screen, "save_person")
    assert records.read(window.session, "person", identity).values["unit"] == "Programme"
    window.take_back()
    assert not records.read(window.session, "person", identity).values["unit"]
    window.do_again()
    assert records.read(window.session, "person", identity).values["unit"] == "Programme"


def test_a_place_names_somebody_and_unfinished_text_comes_back(window: Window) -> None:
    screen = show(window)
    identity = screen.people.table.rows.row(2).person.id
    place = Place(section="training", kind="person", record=identity)
    window.go(place)
    field = screen.person.view.form.findChild(QLineEdit, "name")
    assert field is not None
    QTest.keyClicks(field, "Half")
    assert screen.go_back()
    assert forms.read(window.session, f"training/person-{identity}")
    window.go(place)
    assert field.text() == "Half"
    assert screen.finish()
    assert records.read(window.session, "person", identity).title == "Half"
    held = records.list_page(window.session, "completion", {"person": identity})[0][0]
    window.go(Place(section="training", kind="completion", record=held.id))
    assert screen.place() == Place(section="training", view="people", kind="person", record=identity)


def test_somebody_new_is_added(window: Window) -> None:
    screen = show(window)
    press(screen, "add_person")
    field = screen.person.view.form.findChild(QLineEdit, "code")
    assert field is not None
    QTest.keyClicks(field, "KSM-500")
    assert screen.finish()
    assert "KSM-500" in shown(screen)


def test_courses_are_shown_with_the_figures_of_the_annual_report(window: Window) -> None:
    screen = show(window, "courses")
    table = screen.courses.table
    texts = [[table.rows.index(row, column).data() for column in range(5)] for row in range(3)]
    assert texts[0][0] == "Required"
    assert texts[1][1:] == ["All personnel", "3 years", "15 of 16 (93%)", "2"]


def test_forty_people_are_recorded_with_five_clicks_and_taken_back(window: Window) -> None:
    records.add_many(window.session, "person", PEOPLE)
    screen = show(window)
    clicks = 0
    window.setFocus()
    assert screen.start_new()  # Ctrl+N
    course = screen.session.view.form.editors["course"].widget
    assert isinstance(course, QComboBox)
    line = course.lineEdit()
    assert line is not None
    QTest.keyClicks(line, "dialogue")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    rows = [f"{one['code']}\t{one['name']}" for one in PEOPLE]
    rows[7:10] = ["\tTwoward Bravina", "\tCharlline, Twoward", "\tTwoward Delttine"]
    paste(screen, "\n".join([*rows, "\tSomebody Else", "", f"{rows[0]}"]))
    assert screen.session.view.columns.columns() == ("code", "name")
    assert screen.session.view.lines.summary.text() == ("33 known · 3 want your answer · 1 new · 1 left out")
    press(screen, "save_session")
    clicks += 1
    assert "3 rows want your answer first." in said(window)
    for _ in range(3):
        QTest.keyClick(screen.session.view.lines.table, Qt.Key.Key_Return)
    assert choices(screen).count("same") == 36
    press(screen, "save_session")
    clicks += 1
    assert clicks <= 5
    assert said(window) == "37 people recorded."
    held = records.list_page(window.session, "completion", {"course": "united_to_respect_dialogue"})[0]
    assert len(held) == 37
    assert not screen.session.view.box.toPlainText()
    window.take_back()
    again = records.list_page(window.session, "completion", {"evidence": training.MISTAKE})[0]
    assert len(again) == 37
    window.do_again()
    assert said(window) == "Done again: 37 people recorded."
    assert not records.list_page(window.session, "completion", {"evidence": training.MISTAKE})[0]


@pytest.mark.long
def test_a_long_list_is_recorded_in_turns_stopped_and_taken_back(window: Window, qtbot: QtBot) -> None:
    """What was recorded before it was stopped stays, and counts once when the rest follows."""
    screen = show(window, "session")
    desk, count = screen.session, recording.AT_ONCE + 5
    text = "\n".join(f"Q{number:03}" for number in range(count))
    desk.view.show_text(text)
    desk.read(text)
    qtbot.waitUntil(lambda: len(desk._lines) == count, timeout=20_000)
    desk.view.form.show_values({**desk.view.form.values(), **COURSE})
    desk.save()
    assert not desk.view.isEnabled()
    assert desk._recording.turning
    desk._recording.turning.stop()
    assert desk.view.isEnabled()
    done = len(records.list_page(window.session, "completion", COURSE, limit=1000)[0])
    assert 0 < done < count
    assert said(window) == f"{done} people recorded."
    qtbot.waitUntil(lambda: len(desk._lines) == count, timeout=20_000)
    screen.refresh()
    qtbot.waitUntil(lambda: sum(one.choice == rows.SAME for one in desk._lines) >= done, timeout=20_000)
    desk.save()
    qtbot.waitUntil(lambda: not desk._lines, timeout=20_000)
    assert len(records.list_page(window.session, "completion", COURSE, limit=1000)[0]) == count
    window.take_back()
    window.take_back()  # one at a time
    qtbot.waitUntil(lambda: said(window).startswith("Taken back: "), timeout=20_000)
    counts = {**COURSE, "evidence": "attendance_sheet"}
    assert len(records.list_page(window.session, "completion", counts, limit=1000)[0]) == done
    window.do_again()
    qtbot.waitUntil(lambda: said(window).startswith("Done again: "), timeout=20_000)
    assert len(records.list_page(window.session, "completion", counts, limit=1000)[0]) == count


def test_decisions_are_a_persons_and_a_wrong_column_is_put_right(window: Window) -> None:
    screen = show(window, "session")
    paste(screen, "KSM-001\nKSM-002\nKSM-777")
    assert choices(screen) == ["same", "same", "new"]
    table = screen.session.view.lines.table
    table.choose(0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    press(screen, "answer_out")
    assert choices(screen) == ["out", "out", "new"]
    box = screen.findChild(QComboBox, "column0")
    assert box is not None
    place = box.findData("name")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    assert choices(screen) == ["new", "new", "new"]
    press(screen, "clear_session")
    assert choices(screen) == []


def test_each_row_keeps_its_own_day_and_bad_rows_say_why(window: Window) -> None:
    screen = show(window, "session")
    screen.session.view.form.show_values({"course": "united_to_respect", "completed_on": "2026-09-15"})
    days = ("2026-03-02", "31/02/2026", "", "2026-04-05")
    pasted = [f"KSM-00{place}\tUnit\t{day}" for place, day in enumerate(days, 1)]
    paste(screen, "\n".join(("Number\tUnit\tDate", *pasted, "\tNobody\t2026-04-05")))
    lines = screen.session.view.lines.table.rows.values
    said = [rows.say_choice(line, window.face.words) for line in lines]
    unread = "No day that can be read, left out"
    assert said == ["Known", unread, unread, "Known", "No name and no number, left out"]
    assert screen.session.view.lines.table.currentIndex().row() == 1  # what was left out is gone to
    screen.session._decide(2, "same")  # on the day of the session, as a person decided
    press(screen, "save_session")
    found = {code: list_days(window, code) for code in ("KSM-001", "KSM-002", "KSM-003", "KSM-004")}
    assert "2026-03-02" in found["KSM-001"]
    assert not {"2026-09-15", "2026-02-31"} & found["KSM-002"]
    assert "2026-09-15" in found["KSM-003"]
    assert "2026-04-05" in found["KSM-004"]


def test_days_that_can_be_read_either_way_are_asked_about(window: Window) -> None:
    screen = show(window, "session")
    paste(screen, "Number\tDate\nKSM-001\t04/03/2026\nKSM-002\t05/03/2026")
    columns = screen.session.view.columns
    assert columns.unread.isVisible()
    columns._editors[1].show("month_first")
    columns.edited.emit()
    assert columns.unread.isHidden()
    assert [line.day for line in screen.session.view.lines.table.rows.values] == ["2026-04-03", "2026-05-03"]


def list_days(window: Window, code: str) -> set[str]:
    """Return the days on which somebody completed the course of these tests."""
    (person,), _ = records.list_page(window.session, "person", {"code": code})
    rows, _ = records.list_page(window.session, "completion", {"person": person.id}, limit=100)
    return {str(row.values["completed_on"]) for row in rows if row.values["course"] == "united_to_respect"}


def test_an_unfinished_session_comes_back_with_its_decisions(
    open_window: Callable[[Style], Window],
) -> None:
    window = open_window(Style())
    screen = show(window, "session")
    paste(screen, "KSM-001\nKSM-777")
    screen.session.view.lines.table.choose(1)
    QTest.keyClick(screen.session.view.lines.table, Qt.Key.Key_Delete)
    screen.keep()
    fresh = TrainingScreen(window.context)
    fresh.open_at(Place(section="training", view="session"))
    assert choices(fresh) == ["same", "out"]
    assert fresh.session.view.box.toPlainText() == "KSM-001\nKSM-777"
    fresh.deleteLater()


def test_what_is_amiss_is_told_beside_its_field(window: Window) -> None:
    screen = show(window, "session")
    view = screen.session.view
    paste(screen, "KSM-001")
    line = view.form.editors["course"].widget
    assert isinstance(line, QComboBox)
    line.setEditText("no such course")
    press(screen, "save_session")
    assert view.form._problems["course"].isVisible()
    assert choices(screen) == ["same"]


def test_where_nobody_is_to_be_recorded_it_is_said_and_what_was_pasted_stays(window: Window) -> None:
    screen = show(window, "session")
    assert screen.finish()
    assert said(window).startswith("There is nobody to record yet.")
    paste(screen, "KSM-001")
    screen.session.view.lines.table.choose(0)
    QTest.keyClick(screen.session.view.lines.table, Qt.Key.Key_Delete)
    assert screen.finish()
    assert said(window).startswith("There is nobody to record yet.")
    assert screen.session.view.box.toPlainText() == "KSM-001"


def test_the_list_of_people_is_pasted_without_a_course(window: Window) -> None:
    screen = show(window, "session")
    paste(screen, "Number\tName\tContract\nKSM-600\tA B\tConsultant\nKSM-601\tC D\tIntern")
    assert screen.session.view.save.text() == "Bring 2 people up to date"
    press(screen, "save_session")
    found = records.list_page(window.session, "person", {"code": "KSM-600"})[0]
    assert found[0].values["contract"] == "consultant"


def test_who_is_missing_is_reminded_in_their_language(window: Window) -> None:
    screen = show(window, "missing")
    assert "people are up to date" in screen.missing.finding.text()
    screen.missing.outline.choose(0)
    assert isinstance(screen.missing.outline.current(), Heading)
    press(screen, "copy_reminder")
    text = QApplication.clipboard().text()
    assert "Ethics and Integrity at the United Nations" in text
    assert "KSM-" not in text
    answer(screen, "By unit")
    assert screen.missing.outline.rows.row(0).code == "No unit given"


def test_a_reminder_is_written_once_in_each_language() -> None:
    def standing(language: str, *codes: str) -> Standing:
        person = Person(language=language)
        return Standing(person=person, status=Status.MISSING, missing=codes)

    found = [standing("fr", "sea_all"), standing("zh", "sea_all"), standing("fr", "sea_managers")]
    text, names = saying.write_reminder(found, POLICY, "en")
    assert names == ["Français", "English"]
    assert "LMS-2398" in text
    assert text.count("–") >= 3


def test_somebody_is_not_counted_for_a_reason(window: Window) -> None:
    screen = show(window, "missing")
    screen.missing.outline.choose(1)
    press(screen, "exempt")
    identity = screen.exempt.desk.record
    box = screen.exempt.desk.view.form.findChild(QComboBox, "exemption")
    assert box is not None
    place = box.findData("long_leave")
    box.setCurrentIndex(place)
    press(screen, "save_person")
    assert records.read(window.session, "person", identity).values["exemption"] == "long_leave"
    assert len([one for one in screen.missing.outline.rows.values if not isinstance(one, Heading)]) == 1
    window.take_back()
    assert not records.read(window.session, "person", identity).values["exemption"]


def test_a_long_register_is_read_in_turns_and_summed_up_aside(window: Window) -> None:
    records.add_many(window.session, "person", [{"code": str(n)} for n in range(gathering.AT_ONCE)])
    window.go(Place(section="training"))
    screen = window.current
    assert isinstance(screen, TrainingScreen)
    assert screen.loader.is_reading
    for _ in range(50):
        QTest.qWait(20)
        if len(shown(screen)) > gathering.AT_ONCE:
            break
    assert len(shown(screen)) == gathering.AT_ONCE + 18
    assert not screen.reading.isVisible()


def test_a_page_that_is_left_reads_no_further(window: Window) -> None:
    records.add_many(window.session, "person", [{"code": str(n)} for n in range(gathering.AT_ONCE)])
    window.go(Place(section="training"))
    screen = window.current
    assert isinstance(screen, TrainingScreen)
    assert screen.loader.is_reading
    window.go(Place(section="plan"))
    assert not screen.loader.is_reading
    assert shown(screen) == []


def test_everything_holds_in_arabic_and_at_large_text(open_window: Callable[[Style], Window]) -> None:
    window = open_window(Style("ar", "dark", 150))
    width = window.width()
    for view in ("people", "courses", "session", "missing"):
        screen = show(window, view)
        assert screen.place() == Place(section="training", view=view)
    assert window.width() == width
