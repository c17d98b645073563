"""An agreement's review on paper: seen, read, printed and saved from the window; of a hold one sentence."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from focal_desktop.ui.context import Place
from focal_desktop.ui.partners import reading
from focal_desktop.ui.partners.note_page import NotePage
from focal_desktop.ui.partners.note_view import LEAST
from focal_desktop.ui.window import Window
from focal_desktop.usecases import acts, audit, records
from tests.ui import windows
from tests.ui.partners import desk
from tests.ui.partners.hand import Hand
from tests.ui.partners.test_agreement import as_headquarters, sentence
from tests.ui.reports.hand import count_pages, read_pdf
from tests.ui.windows import Style

LONGEST_S, TURN_MS = 30.0, 5


def wait(window: Window) -> NotePage:
    """Wait until the page is drawn, or told why not, and all that was asked of it is done."""
    found = desk.page(window)
    assert isinstance(found, NotePage)
    done: list[None] = []
    until = time.monotonic() + LONGEST_S
    while found.is_pending and time.monotonic() < until:
        QTest.qWait(TURN_MS)
    found.drawing.jobs.run(lambda: None, done.append, lambda _: None)
    while not done and time.monotonic() < until:
        QTest.qWait(TURN_MS)
    assert done
    return found


def said(found: NotePage) -> str:
    """Return what the page says."""
    assert found.drawn
    return " ".join(read_pdf(found.drawn.data).split())


def open_note(window: Window, name: str) -> NotePage:
    """Open the page of a partner's one agreement."""
    desk.go(window, kind="agreement", view="note", record=desk.agreement(window, name))
    return wait(window)


def told(window: Window) -> str:
    """Return what the message bar says."""
    return window.bar.message.text if window.bar.message else ""


def test_step_seven_prints_the_review_of_a_known_partner(window: Window, tmp_path: Path) -> None:
    """ux.md J3: from the name to the printer, by hand."""
    hand = Hand(window)
    hand.say("Partners")
    hand.type("lant")
    hand.press(Qt.Key.Key_Return)
    hand.click_tab(desk.page(window).view.tabs.tabBar(), 1)
    hand.click_row(desk.page(window).view.agreements.table, 0)
    reasons = sentence(window).removesuffix(" You can mark it ready to sign.")
    hand.say("Review on paper")
    found = wait(window)
    assert found.view.preview.is_shown
    assert found.view.preview.number.text() == "Page 1 of 1"
    assert reasons in said(found)
    assert "Lantern Planning School" in said(found)
    hand.say("Print")
    dialog = window.findChild(QPrintDialog)
    assert dialog
    printer, out = dialog.printer(), tmp_path / "printed.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    dialog.accepted.emit(printer)
    wait(window)
    windows.settle()
    assert count_pages(out.read_bytes()) == 1
    assert told(window) == "Sent to the printer."
    line = audit.list_lines(window.session)[-1]
    reference = records.read(window.session, "agreement", found.shown.record).reference
    assert (line.what, line.part) == ("printed", f"partner_note {reference} internal en")
    assert hand.clicks <= 6
    assert hand.seconds < 42
    found.refresh()
    assert found.view.before.text().startswith("Last printed here on 15 Sept 2026")


def test_the_key_leads_from_the_agreement_to_the_printer(window: Window) -> None:
    window.activateWindow()
    windows.settle()
    desk.go(window, kind="agreement", record=desk.agreement(window, "Basalt"))
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.findChild(QPrintDialog) is None  # too soon: printed as soon as the page can be seen
    found = wait(window)
    assert "Not ready yet." in said(found)
    assert window.findChild(QPrintDialog) is not None


def test_elsewhere_in_the_section_there_is_nothing_to_print(window: Window) -> None:
    desk.go(window)
    assert window.current is not None
    assert not window.current.print_this()


def test_a_file_is_offered_under_a_name_that_names_nobody(window: Window, tmp_path: Path) -> None:
    hand = Hand(window)
    found = open_note(window, "Basalt")
    hand.say("Save a file…")
    dialog = window.findChild(QFileDialog)
    assert dialog
    reference = records.read(window.session, "agreement", found.shown.record).reference
    offered = Path(dialog.selectedFiles()[0]).name
    assert offered == f"capacity-review-{reference}-en-internal.pdf"
    out = tmp_path / "note.pdf"
    dialog.fileSelected.emit(str(out))
    wait(window)
    windows.settle()
    assert found.drawn
    assert out.read_bytes() == found.drawn.data
    assert told(window).startswith("Saved as note.pdf in ")
    dialog.reject()


def test_it_speaks_another_language_than_the_window_and_reads_as_text(window: Window) -> None:
    hand = Hand(window)
    found = open_note(window, "Basalt")
    hand.say("Language of the report: Français")
    wait(window)
    assert "Pas encore prêt." in said(found)
    hand.say("Preview: Read as text")
    wait(window)
    assert "Pas encore prêt." in found.view.preview.text.toPlainText()
    assert found.view.preview.is_shown


def test_a_hold_is_one_sentence_here_too(window: Window) -> None:
    record = desk.agreement(window, "Acacia")
    acts.act(as_headquarters(window.session), "agreement", record, "hold", {})
    found = open_note(window, "Acacia")
    start, end = "Ready to sign? ", " Capacity "
    assert said(found).split(start)[1].split(end)[0] == "Hold: ask headquarters."


def test_what_is_changed_meanwhile_is_on_the_page_and_another_agreement_is_another(window: Window) -> None:
    found = open_note(window, "Basalt")
    first = said(found)
    records.edit(window.session, "agreement", found.shown.record, {"number": "CHANGED-1"})
    found.refresh()
    wait(window)
    assert "CHANGED-1" in said(found)
    assert "CHANGED-1" not in said(open_note(window, "Acacia"))
    assert "CHANGED-1" in said(open_note(window, "Basalt"))
    assert first != said(found)


def test_one_that_is_not_here_is_told_and_offers_no_paper(window: Window) -> None:
    found = open_note(window, "Basalt")
    desk.go(window, kind="agreement", view="note", record="00000000-0000-7000-8000-000000000000")
    wait(window)
    assert not found.view.print.isEnabled()
    assert not found.print_this()
    assert "no such record" in told(window)
    assert open_note(window, "Basalt").view.print.isEnabled()


def test_escape_leads_back_to_the_agreement(window: Window) -> None:
    hand = Hand(window)
    record = open_note(window, "Basalt").shown.record
    hand.press(Qt.Key.Key_Escape)
    assert desk.page(window).shown == Place(section="partners", kind="agreement", record=record)
    found = open_note(window, "Basalt")
    found.view.head.back.click()
    windows.settle()
    assert desk.page(window).shown.view == ""


def test_the_page_begins_in_the_windows_language(open_window: Callable[[Style], Window]) -> None:
    window = open_window(Style("ar"))
    line = next(one for one in reading.list_partners(window.session) if one.agreements)
    desk.go(window, kind="agreement", view="note", record=line.agreements[0].id)
    found = wait(window)
    assert found.view.language.value() == "ar"
    assert any("\u0600" <= letter <= "\ufeff" and letter.isalpha() for letter in said(found))


def test_in_large_text_the_page_keeps_its_height(open_window: Callable[[Style], Window]) -> None:
    found = open_note(open_window(Style("en", "light", 200)), "Basalt")
    height = found.view.preview.height()
    assert height >= found.context.look.em(LEAST)
    assert found.view.preview.y() > found.view.head.y() + found.view.head.height()
    assert found.view.preview.width() > found.view.width() * 0.9
