"""The matrix: who needs a call is seen at once, silence is never zero, and nothing tells of a case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QPushButton, QTabWidget, QWidget

from focal_desktop.base import ids
from focal_desktop.ui.context import Place
from focal_desktop.ui.offices.matrix_view import MatrixView
from focal_desktop.ui.plan.screen import PlanScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from tests.ui import windows
from tests.ui.allegations.hand import CLICK_S, KEY_S, THINK_S, Hand
from tests.ui.offices import entity
from tests.ui.windows import Style

Open = Callable[..., Window]
CALLED = ["IRQ-BSR", "LBN-BEY", "MMR-YGN"]
GOAL_S = 30


def matrix_of(window: Window) -> MatrixView:
    """Return the matrix."""
    return entity.screen_of(window).matrix.view


def list_codes(window: Window) -> list[str]:
    """Return the offices in the order shown."""
    return [line.code for line in matrix_of(window).table.rows.values]


def read_table(window: Window, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> list[list[str]]:
    """Return what stands in every cell, the labels first."""
    rows = matrix_of(window).table.rows
    columns = range(rows.columnCount())
    head = [str(rows.headerData(c, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)) for c in columns]
    cells = [[str(rows.data(rows.index(r, c), role) or "") for c in columns] for r in range(rows.rowCount())]
    return [head, *cells]


def read_all(window: Window) -> str:
    """Return all that can be read, rested on or heard on the page."""
    page = entity.screen_of(window)
    tips = read_table(window, Qt.ItemDataRole.ToolTipRole) + read_table(window)
    texts = [one.text() for one in page.findChildren(QLabel)]
    texts += [one.text() for one in page.findChildren(QAbstractButton)]
    heard = [one.accessibleName() + one.toolTip() for one in page.findChildren(QWidget)]
    tabs = page.findChildren(QTabWidget)[0]
    named = [tabs.tabText(place) for place in range(tabs.count())]
    return " | ".join([*(cell for row in tips for cell in row), *texts, *heard, *named]).casefold()


def test_three_offices_to_call_are_named_within_thirty_seconds(open_hq: Open) -> None:
    window = open_hq()
    hand = Hand(window)
    window.sidebar.findChildren(QPushButton)[0].click()
    entity.count_up(window)
    hand.clicks += 1
    hand.thoughts += 1
    table = matrix_of(window).table
    table.setFocus()
    table.selectRow(0)
    for _ in CALLED[1:]:
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        hand.keys += 2
    hand.keys += 2  # Tab into the table, Down to its first row
    hand.thoughts += len(CALLED)  # each row is read and judged
    hand.click("copy_message")
    text = QGuiApplication.clipboard().text()
    assert [code for code in list_codes(window) if code in text] == CALLED
    assert hand.seconds < GOAL_S, (hand.seconds, KEY_S, CLICK_S, THINK_S)


def test_the_message_names_an_office_and_a_day_and_nothing_else(open_hq: Open) -> None:
    window = open_hq()
    matrix_of(window).choose({*CALLED, "KEN-KSM"})
    matrix_of(window).copy.click()
    said = QGuiApplication.clipboard().text()
    assert "29 Jun 2026" in said
    assert "Beirut liaison office" in said
    assert len(said.split("\n\n")) == 4
    for word in (*entity.WORDS_OF_A_CASE, "%", "report", "return", "focal", "psea"):
        assert word not in said.casefold(), word


def test_silence_says_since_when_and_is_grey_and_never_zero(open_hq: Open) -> None:
    window = open_hq()
    rows = matrix_of(window).table.rows
    _, silent, _, unknown, *_ = read_table(window)
    assert silent[2] == "Not heard from since 29 Jun 2026"
    assert unknown[1:] == ["Has not joined yet", "Not joined", *("–" for _ in range(6))]
    neutral = QColor(window.face.look.colours.tone("neutral").ink)
    brushes = [rows.data(rows.index(0, c), Qt.ItemDataRole.ForegroundRole) for c in (0, 2, 3, 4, 5, 6, 7, 8)]
    assert {brush.color().name() for brush in brushes} == {neutral.name()}
    assert rows.data(rows.index(4, 4), Qt.ItemDataRole.ForegroundRole) is None


def test_marks_have_words_for_ears(open_hq: Open) -> None:
    window = open_hq()
    spoken = read_table(window, Qt.ItemDataRole.AccessibleTextRole)
    assert "Returns: Jun 2026: not here, Jul 2026: not here, Aug 2026: not here" in spoken[1]
    assert any("14 of 16 (87%)" in cell for cell in spoken[5])
    assert "Silent, 3 returns not here" in spoken[1][1]


def test_it_is_sorted_by_need_and_by_any_column(open_hq: Open) -> None:
    window = open_hq()
    assert list_codes(window) == [*CALLED, "COL-BOG", "KEN-KSM"]
    view = matrix_of(window)
    hand = Hand(window)
    hand.choose("matrix_order", "Office")
    assert list_codes(window) == sorted(list_codes(window))
    view.table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    windows.settle()
    assert list_codes(window)[0] == "IRQ-BSR"
    assert view.order.value() == "4"


def test_no_column_counts_a_case(open_hq: Open) -> None:
    head = read_table(open_hq())[0]
    assert head == [
        *("Office", "Needs a call", "Last word", "Returns", "Trained", "Partners", "Plan"),
        *("Focal point", "Alternates"),
    ]


def test_a_desk_officer_reads_no_word_of_a_case(open_hq: Open) -> None:
    window = open_hq("desk")
    page = entity.screen_of(window)
    for code in ("COL-BOG", "KEN-KSM"):
        page.matrix.open_office(code)
        windows.settle()
        said = read_all(window)
        assert "kisumu" in said
        for word in (*entity.WORDS_OF_A_CASE, "returns"):
            assert word not in said.replace("case officer", ""), word
    window.go(Place(section="offices", view="reports"))
    assert page.view.part != "reports"
    assert "Returns" not in read_table(window)[0]


def test_a_case_officer_reads_returns_and_no_desk(open_hq: Open) -> None:
    window = open_hq("case")
    assert read_table(window)[0] == ["Office", "Needs a call", "Last word", "Returns"]
    page = entity.screen_of(window)
    assert (page.devices, page.invite) == (None, None)


def test_an_office_opens_beside_the_matrix_and_esc_closes_it(open_hq: Open) -> None:
    window = open_hq()
    page, table = entity.screen_of(window), matrix_of(window).table
    table.selectRow(4)
    QTest.keyClick(table, Qt.Key.Key_Return)
    windows.settle()
    assert page.place() == Place(section="offices", view="matrix", record="KEN-KSM")
    shown = [one.text() for one in page.matrix.panel.findChildren(QLabel) if one.isVisible()]
    assert "14 of 16 (87%)" in shown
    assert "Aug 2026: here" in shown
    assert "Alternate: waits to be admitted" in shown
    window.step_out()
    windows.settle()
    assert page.matrix.view.beside.panel is None


def test_an_office_is_found_by_its_record(open_hq: Open) -> None:
    window = open_hq()
    record = ids.keyed_id("office", ("KEN-KSM",))
    window.go(Place(section="offices", view="record", kind="office", record=record))
    entity.count_up(window)
    assert entity.screen_of(window).matrix.office == "KEN-KSM"


def test_a_late_action_leads_to_the_plan(open_hq: Open) -> None:
    window = open_hq()
    page = entity.screen_of(window)
    page.matrix.open_office("KEN-KSM")
    windows.settle()
    link = page.matrix.panel.findChildren(QPushButton, "late_action")[0]
    assert link.accessibleName()
    assert link.text().replace("\n", " ").replace("&&", "&") == link.accessibleName()
    assert "\n" in link.text()
    link.click()
    windows.settle()
    assert isinstance(window.current, PlanScreen)
    place = window.place()
    assert place is not None
    assert records.read(window.session, "action", place.record).office == "KEN-KSM"


def test_a_switch_is_turned_on_for_one_office_and_taken_back(open_hq: Open) -> None:
    window = open_hq("desk")
    page = entity.screen_of(window)

    def read_switches(code: str) -> object:
        record = ids.keyed_id("office", (code,))
        return records.read(window.session, "office", record).values.get("switches_on")

    page.matrix.open_office("KEN-KSM")
    windows.settle()
    page.matrix.panel.findChildren(QCheckBox, "switch_workplace_logging")[0].click()
    entity.count_up(window)
    assert read_switches("KEN-KSM") == ["workplace_logging"]
    assert not read_switches("IRQ-BSR")
    assert page.matrix.panel.findChildren(QCheckBox, "switch_workplace_logging")[-1].isChecked()
    window.take_back()
    assert read_switches("KEN-KSM") == []


def test_what_comes_in_is_counted_when_it_pauses(open_hq: Open) -> None:
    window = open_hq()
    page = entity.screen_of(window)
    page.matrix.view.choose({"COL-BOG"}, "COL-BOG")
    records.add(window.session, "person", {"name": "P. New", "contract": "intern"})
    assert page.matrix.counting.is_running
    assert list_codes(window)[0] == "IRQ-BSR", "what is shown stays meanwhile"
    entity.count_up(window)
    assert [line.code for line in page.matrix.view.chosen()] == ["COL-BOG"]


def test_every_control_has_a_name(open_hq: Open) -> None:
    window = open_hq()
    page = entity.screen_of(window)
    for part in ("matrix", "devices", "invite", "signatures", "reports"):
        window.go(Place(section="offices", view=part))
        windows.settle()
        seen = [one for one in page.findChildren(QWidget) if one.isVisible()]
        asked = [one for one in seen if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        assert asked
        assert [o for o in asked if not o.accessibleName() and not getattr(o, "text", str)()] == []


@pytest.mark.parametrize("style", [Style("ar", "dark", 150), Style("en", "light", 200)])
def test_it_holds_large_text_and_arabic(open_hq: Open, style: Style) -> None:
    window = open_hq("first", style)
    table = matrix_of(window).table
    places = range(table.rows.columnCount())
    cut = [one for one in places if table.columnWidth(one) < table.sizeHintForColumn(one)]
    assert cut == sorted(table.rows.folded), "a cell is cut off"
    assert table.horizontalScrollBar().maximum() == 0
    for part in ("devices", "invite", "signatures", "reports", "matrix"):
        window.go(Place(section="offices", view=part))
        windows.settle()
        assert entity.screen_of(window).view.part == part
