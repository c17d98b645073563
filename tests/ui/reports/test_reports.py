"""Reports in the window: seen from memory, in their own language, printed, saved, and read as text."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QRect, QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QScrollArea

from focal_desktop.base.trouble import Trouble
from focal_desktop.reports import printing as printed
from focal_desktop.ui import printing, sections
from focal_desktop.ui.context import Place
from focal_desktop.ui.reports import hearing, history
from focal_desktop.ui.reports.choices import Choice
from focal_desktop.ui.reports.drawing import Drawn
from focal_desktop.ui.reports.options import TEXT
from focal_desktop.ui.reports.screen import ReportsScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import audit, records
from focal_desktop.usecases.audit import Deed
from tests.desks import full_disk
from tests.ui import windows
from tests.ui.reports import hand
from tests.ui.windows import Style

J6_INTERACTIONS, J6_S = 4, 26
"""Ctrl and the section, the report, Ctrl+P, and Print in the dialog (ux.md 4.4)."""
KEYS_S, CLICK_S, THINK_S, READ_S = 2 * 0.28, 1.3, 1.35, 0.25
OPENED = Callable[[Style], Window]


def press(window: Window, key: Qt.Key) -> None:
    """Press a key with Ctrl."""
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)


def find_print(window: Window) -> QPrintDialog | None:
    """Return the dialog that asks for a printer, if there is one."""
    return window.findChild(QPrintDialog)


def drawn(screen: ReportsScreen) -> Drawn:
    """Return the report in memory."""
    assert screen.shown
    return screen.shown


def told(window: Window) -> str:
    """Return what the message bar says."""
    return window.bar.message.text if window.bar.message else ""


def test_one_report_alone_is_seen_as_soon_as_the_section_is_opened(window: Window) -> None:
    screen = hand.open_reports(window)
    assert screen.view.preview.is_shown
    assert screen.view.preview.number.text() == "Page 1 of 4"
    assert screen.view.tiles["office_annual"].isChecked()
    said = hand.read_shown(screen)
    assert "CONFIDENTIAL" in said
    assert "Annual report 2026" in said


def test_a_tile_says_what_the_report_is(screen: ReportsScreen) -> None:
    name = screen.view.tiles["office_annual"].accessibleName()
    for part in (
        "Annual report of the office",
        "Four pages at most",
        "Français",
        "No number or word of a case",
    ):
        assert part in name


def test_the_annual_report_is_at_the_printer_within_four_interactions(window: Window) -> None:
    window.activateWindow()
    windows.settle()
    place = [one.name for one in sections.list_open(window.session.person)].index("reports")
    began = time.monotonic()
    press(window, Qt.Key(Qt.Key.Key_1 + place))
    QTest.mouseClick(hand.find_screen(window).view.tiles["office_annual"], Qt.MouseButton.LeftButton)
    press(window, Qt.Key.Key_P)  # too soon: printed as soon as the pages can be seen
    assert find_print(window) is None
    screen = hand.find_screen(window)
    hand.wait(screen)
    drawn_s = time.monotonic() - began
    assert screen.view.preview.is_shown
    dialog = find_print(window)
    assert dialog is not None
    said = hearing.word(drawn(screen).told[0], screen.context.words)
    cover = [one for one in drawn(screen).told if one.level == 1]
    read_s = READ_S * sum(len(one.split()) for one in (said, *(heading.said for heading in cover)))
    by_hand_s = 2 * KEYS_S + 2 * CLICK_S + J6_INTERACTIONS * THINK_S  # the fourth: Print in the dialog
    assert by_hand_s + read_s + drawn_s < J6_S
    dialog.reject()


def test_print_now_asks_for_a_printer_at_once(screen: ReportsScreen) -> None:
    window = hand.find_window(screen)
    assert window.ask("print_this")
    assert find_print(window) is not None


def test_what_is_printed_has_the_pages_and_writes_no_other_file(
    screen: ReportsScreen, tmp_path: Path
) -> None:
    window = hand.find_window(screen)
    window.ask("print_this")
    dialog = find_print(window)
    assert dialog
    out = tmp_path / "printed.pdf"
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    before = set(tmp_path.rglob("*"))
    told_before = audit.list_lines(window.session)
    dialog.accepted.emit(printer)
    *former, line = audit.list_lines(window.session)
    assert former == told_before
    assert (line.what, line.kind, line.part) == ("printed", "report", "office_annual 2026 internal en")
    hand.wait(screen)
    windows.settle()
    assert hand.count_pages(out.read_bytes()) == hand.count_pages(hand.find_data(screen)) == 4
    assert {path for path in set(tmp_path.rglob("*")) - before if "vault" not in path.parts[-2]} == {out}
    assert told(window) == "Sent to the printer."
    screen.refresh()
    hand.wait(screen)
    assert screen.view.before.text().startswith("Last printed here on 15 Sept 2026")


@pytest.mark.qt_log_ignore("QPainter::begin", "QPdfEngine", "QPrinter", extend=True)
def test_a_printer_that_does_not_answer_is_said(screen: ReportsScreen, tmp_path: Path) -> None:
    window = hand.find_window(screen)
    window.ask("print_this")
    dialog = find_print(window)
    assert dialog
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    dialog.accepted.emit(printer)
    hand.wait(screen)
    assert "did not answer" in told(window)
    assert screen.view.preview.is_shown


def test_an_arabic_report_from_an_english_screen(screen: ReportsScreen) -> None:
    hand.choose(screen, 2026, "ar", "internal")
    said = hand.read_shown(screen)
    assert "Annual report" not in said
    assert any("\u0600" <= letter <= "\ufeff" and letter.isalpha() for letter in said)
    assert screen.view.preview.number.text().startswith("Page 1 of ")


def test_the_shareable_report_is_marked_and_explained(screen: ReportsScreen) -> None:
    options = hand.find_options(screen)
    shareable = next(b for b in options.findChildren(QPushButton) if b.text() == "Shareable")
    shareable.click()
    hand.wait(screen)
    said = hand.read_shown(screen)
    assert "UNCLASSIFIED" in said
    assert "CONFIDENTIAL" not in said
    explained = [label.text() for label in options.findChildren(QLabel)]
    assert any("names, annexes and small numbers are left out" in text for text in explained)


def test_last_choices_are_back_but_another_day_begins_with_its_own_year(
    open_window: Callable[..., Window],
) -> None:
    clock = windows.clock_at()
    window = open_window(Style(), clock)
    screen = hand.open_reports(window)
    hand.choose(screen, 2024, "fr", "shareable")
    window.keeper.keep()
    window.draw(window.face)
    window.show_place(hand.HOME)
    screen = hand.open_reports(window)
    assert hand.find_options(screen).choice() == Choice(2024, "fr", "shareable")
    clock.move(days=1)
    window.draw(window.face)
    window.show_place(hand.HOME)
    assert hand.find_options(hand.open_reports(window)).choice() == Choice(2026, "fr", "shareable")


def test_in_the_first_months_the_year_that_is_over_is_reported(open_window: Callable[..., Window]) -> None:
    clock = windows.clock_at(windows.NOW.replace(year=2027, month=2))
    screen = hand.open_reports(open_window(Style(), clock))
    assert hand.find_options(screen).choice().year == 2026
    assert hand.find_options(screen).year.itemText(0) == "2027"


def test_a_place_may_name_the_year(screen: ReportsScreen) -> None:
    hand.find_window(screen).go(Place(section="reports", view="office_annual", record="2025"))
    hand.wait(screen)
    assert "Annual report 2025" in hand.read_shown(screen)
    assert screen.place() == Place(section="reports", view="office_annual")


def test_what_cannot_be_printed_yet_is_said(window: Window) -> None:
    window.go(Place(section="reports", view="a_page_of_another_kind"))
    assert told(window) == "There is no printed page for this yet."
    hand.wait(hand.find_screen(window))


def test_coming_back_draws_what_was_written_meanwhile_and_nothing_twice(window: Window) -> None:
    screen = hand.open_reports(window)
    first = screen.shown
    window.go(hand.HOME)
    assert hand.open_reports(window).shown is first
    window.go(hand.HOME)
    person = {"name": "Practice newcomer", "contract": "intern", "entered_on": "2026-01-05"}
    records.add(window.session, "person", person)
    assert hand.open_reports(window).shown is not first


def test_whoever_went_elsewhere_is_asked_for_no_printer(window: Window) -> None:
    window.go(Place(section="reports"))
    screen = hand.find_screen(window)
    assert window.ask("print_this")
    window.go(hand.HOME)
    hand.wait(screen)
    assert find_print(window) is None


def test_of_many_wishes_the_last_is_drawn(screen: ReportsScreen) -> None:
    languages: list[str] = []
    screen.drawing.drawn.connect(lambda one: languages.append(one.wanted.language))
    options = hand.find_options(screen)
    for language in ("fr", "es", "ar"):
        options.show_choice(Choice(2026, language, "internal"))
        screen._draw()
    hand.wait(screen)
    assert languages == ["ar"]


def test_what_cannot_be_drawn_is_said_and_offers_no_paper(screen: ReportsScreen) -> None:
    hand.find_options(screen).mode.show_code("no such edition")
    screen.view.edited.emit()
    hand.wait(screen)
    assert "no such report" in told(hand.find_window(screen))
    assert not screen.view.preview.is_shown
    assert not screen.view.print.isEnabled()
    assert not screen.print_this()
    hand.choose(screen, 2026, "en", "internal")
    assert screen.view.print.isEnabled()
    assert screen.view.preview.is_shown


def test_a_fault_while_drawing_is_said_and_the_next_wish_is_drawn(screen: ReportsScreen) -> None:
    model = printed.collect(screen.context.session, drawn(screen).wanted)
    other = msgspec.structs.replace(drawn(screen).wanted, name="hq_annual")
    screen.drawing._waiting = (other, lambda: model)
    screen.drawing._begin()
    hand.wait(screen)
    assert "Something in the program went wrong" in told(hand.find_window(screen))
    assert not screen.view.preview.is_shown
    hand.choose(screen, 2026, "en", "internal")
    assert screen.view.preview.is_shown


def test_pages_are_turned_and_sized_by_keys(screen: ReportsScreen) -> None:
    preview = screen.view.preview
    pages = preview.pages
    QTest.keyClick(pages, Qt.Key.Key_PageDown)
    assert preview.number.text() == "Page 2 of 4"
    assert pages.accessibleName() == "Page 2 of 4"
    QTest.keyClick(pages, Qt.Key.Key_End)
    assert preview.number.text() == "Page 4 of 4"
    QTest.keyClick(pages, Qt.Key.Key_PageDown)
    assert preview.number.text() == "Page 4 of 4"
    QTest.keyClick(pages, Qt.Key.Key_Home)
    QTest.keyClick(pages, Qt.Key.Key_PageUp)
    assert preview.number.text() == "Page 1 of 4"
    QTest.keyClick(pages, Qt.Key.Key_Minus)
    small = pages.zoomFactor()
    QTest.keyClick(pages, Qt.Key.Key_Plus)
    assert pages.zoomFactor() > small
    assert pages.zoomMode() == QPdfView.ZoomMode.Custom


def test_pages_are_turned_and_sized_by_buttons(screen: ReportsScreen) -> None:
    preview = screen.view.preview
    buttons = {one.accessibleName(): one for one in preview.findChildren(QPushButton)}
    assert not buttons["Page before"].isEnabled()
    buttons["Next page"].click()
    assert preview.number.text() == "Page 2 of 4"
    buttons["Page before"].click()
    assert preview.number.text() == "Page 1 of 4"
    buttons["Show whole pages"].click()
    assert preview.pages.zoomMode() == QPdfView.ZoomMode.FitInView
    buttons["Larger pages"].click()
    whole = preview.pages.zoomFactor()
    buttons["Fit the width"].click()
    buttons["Smaller pages"].click()
    assert preview.pages.zoomFactor() > whole / 1.25


def test_the_report_can_be_read_as_text(screen: ReportsScreen) -> None:
    options, preview = hand.find_options(screen), screen.view.preview
    read = next(b for b in options.findChildren(QPushButton) if b.text() == "Read as text")
    read.click()
    hand.wait(screen)
    said = preview.text.toPlainText()
    assert preview.text.isVisible()
    assert preview.text.isReadOnly()
    assert preview.text.accessibleName() == "Text of the report"
    assert "Annual report 2026" in said
    lines = said.splitlines()
    assert lines[0] == "CONFIDENTIAL"
    assert lines[-1].startswith("Template ")
    assert [line for line in lines if line == "Training"]
    assert [line for line in lines if line.startswith("Course: ") and "; Up to date: " in line]
    block = preview.text.document().findBlockByNumber(lines.index("Training"))
    assert block.blockFormat().headingLevel() == 2
    pages = next(b for b in options.findChildren(QPushButton) if b.text() == "See the pages")
    pages.click()
    assert preview.pages.isVisible()


def test_the_text_runs_in_the_direction_of_its_own_language(screen: ReportsScreen) -> None:
    hand.find_options(screen).way.show_code(TEXT)
    hand.choose(screen, 2026, "ar", "internal")
    assert screen.view.preview.text.layoutDirection() == Qt.LayoutDirection.RightToLeft
    said = screen.view.preview.text.toPlainText()
    assert "\u2068Kisumu project office\u2069" in said
    assert not any("\ufb50" <= letter <= "\ufefc" for letter in said), "letters of the drawing"
    hand.choose(screen, 2026, "en", "internal")
    assert screen.view.preview.text.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_file_is_written_only_where_a_person_asks(screen: ReportsScreen, tmp_path: Path) -> None:
    window = hand.find_window(screen)
    screen.view.save.click()
    dialog = screen.findChild(QFileDialog)
    assert dialog
    assert Path(dialog.selectedFiles()[0]).name == "annual-report-2026-en-internal.pdf"
    assert Path(dialog.directory().path()) == Path.home()
    dialog.reject()
    assert not list(tmp_path.glob("*.pdf"))
    out = tmp_path / "report.pdf"
    screen.delivery.save(drawn(screen), out)
    hand.wait(screen)
    assert out.read_bytes() == hand.find_data(screen)
    assert out.stat().st_mode & 0o777 == 0o600
    assert "no longer protects" in told(window)
    assert f"report.pdf in {tmp_path}" in told(window)


def test_a_full_disk_or_no_folder_leaves_no_half_file(screen: ReportsScreen, tmp_path: Path) -> None:
    window = hand.find_window(screen)
    with full_disk(4096):
        screen.delivery.save(drawn(screen), tmp_path / "report.pdf")
        hand.wait(screen)
    assert "That file cannot be written" in told(window)
    window.bar.close_message()
    screen.delivery.save(drawn(screen), tmp_path / "nowhere" / "report.pdf")
    hand.wait(screen)
    assert "That file cannot be written" in told(window)
    assert not [path for path in tmp_path.iterdir() if "report" in path.name]
    assert screen.view.preview.is_shown


@pytest.mark.parametrize(
    "style", [Style("ar", "dark", 150), Style("en", "light", 200)], ids=lambda one: one.name
)
def test_reports_hold_large_text_and_arabic(open_window: OPENED, style: Style) -> None:
    window = open_window(style)
    screen = hand.open_reports(window)
    area = screen.findChild(QScrollArea)
    assert area
    assert area.horizontalScrollBar().maximum() == 0
    assert window.width() == windows.SMALL[0]
    assert screen.view.preview.pages.height() > windows.SMALL[1] / 3
    assert screen.view.preview.pages.isVisible()


def test_what_went_out_is_listed_with_its_language_and_nothing_of_a_case(screen: ReportsScreen) -> None:
    window = hand.find_window(screen)
    audit.tell(window.session, Deed.REVEALED, kind="allegation", record="0" * 24, reason="asked")
    for language, deed in (("ar", Deed.PRINTED), ("en", Deed.SAVED)):
        wanted = msgspec.structs.replace(drawn(screen).wanted, language=language)
        printed.keep_line(window.session, wanted, deed)
    screen.view.past.click()
    windows.settle()
    assert screen.place() == Place(section="reports", view="history")
    newest, before, *_ = screen.view.history.rows.values
    assert (newest.language, newest.way, newest.who) == ("English", "Saved as a file", "You")
    assert (before.language, before.way) == ("العربية", "Printed")
    assert "Annual report of the office" in newest.what
    assert "2026" in newest.what
    assert screen.view.history.isVisible()
    assert not screen.view.print.isEnabled()
    assert not [one for one in history.list_outgoing(screen.context) if "0000" in one.what]
    window.go(Place(section="reports"))
    hand.wait(screen)
    assert screen.view.preview.is_shown


def test_an_older_line_says_no_language_and_another_device_was_who_was_here_before(
    screen: ReportsScreen,
) -> None:
    printed.keep_line(screen.context.session, drawn(screen).wanted, Deed.PRINTED)
    line = audit.list_lines(screen.context.session)[-1]
    older = msgspec.structs.replace(line, part="partner_note ABC234 internal", device="0" * 24)
    said = history._tell(screen.context, older)
    assert said.what == "Record of PSEA capacity review ABC234"
    assert said.language == history.UNKNOWN
    assert said.who == "Who had this desk before"
    unknown = history._tell(screen.context, msgspec.structs.replace(line, part="gone 2020 internal"))
    assert unknown.what == "A report 2020"


def test_whoever_waits_no_longer_gets_no_report_and_the_next_wish_is_drawn(screen: ReportsScreen) -> None:
    hand.find_options(screen).show_choice(Choice(2025, "en", "internal"))
    screen._draw()
    assert screen.is_pending
    screen.view.preview._soon.timeout.emit()
    cancel = screen.view.preview.cancel
    assert cancel.isVisible()
    cancel.click()
    assert not screen.is_pending
    hand.wait(screen)
    assert screen.shown is None
    assert not screen.view.preview.is_shown
    hand.choose(screen, 2026, "en", "internal")
    assert drawn(screen).wanted.year == 2026


def test_on_an_old_laptop_every_option_is_in_sight(screen: ReportsScreen) -> None:
    area = screen.findChild(QScrollArea)
    assert area
    assert area.verticalScrollBar().maximum() == 0


def test_everything_is_named_for_those_who_do_not_see_it(screen: ReportsScreen) -> None:
    window = hand.find_window(screen)
    for button in screen.findChildren(QPushButton):
        assert button.accessibleName(), button.objectName()
    options = hand.find_options(screen)
    assert options.year.accessibleName() == "Year"
    assert options.language.accessibleName() == "Language of the report"
    assert QGuiApplication.focusWindow() is None or window.isActiveWindow()


def test_a_page_lies_in_the_middle_of_whatever_paper_there_is() -> None:
    a4 = QSizeF(595, 842)
    assert printing.find_room(a4, QSize(595, 842)) == QRect(0, 0, 595, 842)
    on_letter = printing.find_room(a4, QSize(612, 792))
    assert on_letter.height() == 792
    assert abs(on_letter.left() * 2 + on_letter.width() - 612) <= 1
    assert printing.find_room(a4, QSize(400, 842)).width() == 400


def test_a_printer_that_stops_between_two_pages_is_said(screen: ReportsScreen, tmp_path: Path) -> None:
    class Stopped(QPrinter):
        """A printer that takes one page."""

        def newPage(self) -> bool:  # noqa: N802 Qt's own name
            """Take no other."""
            return False

    printer = Stopped()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    with pytest.raises(Trouble, match="before the last page"):
        printing.put_on_paper(printer, hand.find_data(screen))


def test_a_pdf_of_no_pages_is_no_trouble_for_the_printer(tmp_path: Path) -> None:
    windows.make_application()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert printing.put_on_paper(printer, b"") == 0
