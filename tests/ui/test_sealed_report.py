"""A sealed report in the window: what is typed stays under its own key, and after sealing nothing does."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from focal_desktop.store import reader
from focal_desktop.ui.context import Place
from focal_desktop.ui.sealed_report.screen import SealedReportScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import forms, records

MARKED = "zircon lantern ferry"


def open_report(window: Window) -> SealedReportScreen:
    """Open the sealed report from the menu's place."""
    window.go(Place(section="sealed_report"))
    screen = window.current
    assert isinstance(screen, SealedReportScreen)
    return screen


def write(screen: SealedReportScreen) -> None:
    """Type an account."""
    box = screen.findChild(QPlainTextEdit, "account")
    assert box
    box.setFocus()
    QTest.keyClicks(box, MARKED)


def test_what_is_typed_is_back_and_in_no_log_or_search(window: Window) -> None:
    screen = open_report(window)
    write(screen)
    window.keeper.keep()
    window.go(Place(section="home"))
    assert open_report(window).view.form.values()["account"] == MARKED
    assert reader.search(window.session.store.connection, "zircon") == []
    window.go(Place(section="search", view="zircon"))
    assert "zircon" not in str(reader.read_scopes(window.session.store.connection))


def test_without_headquarters_nothing_is_lost_and_the_sentence_says_whom_to_call(window: Window) -> None:
    screen = open_report(window)
    write(screen)
    assert window.ask("finish")
    screen.view.seal.click()
    assert window.bar.message
    assert "call" in window.bar.message.text
    assert screen.view.form.values()["account"] == MARKED


def test_an_empty_account_is_asked_for_beside_it(window: Window) -> None:
    screen = open_report(window)
    screen.finish()
    assert window.bar.message
    assert window.bar.message.tone == "warn"


def test_the_key_that_finishes_leads_to_the_button_and_seals_nothing(window: Window) -> None:
    screen = open_report(window)
    write(screen)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    assert screen.finish()
    assert screen.view.seal.hasFocus()
    assert screen.view.pages.currentIndex() == 0
    assert screen.view.form.values()["account"] == MARKED


def test_put_away_destroys_it(window: Window) -> None:
    screen = open_report(window)
    write(screen)
    window.keeper.keep()
    away = next(b for b in screen.findChildren(QPushButton) if b.text() == "Put away without sending")
    away.click()
    assert forms.read(window.session, "sealed_report") is None
    assert window.place() == Place(section="home")


def test_where_headquarters_may_be_involved_nothing_is_kept(window: Window) -> None:
    screen = open_report(window)
    screen.view.who.show_code("headquarters")
    screen.view._on_who()
    write(screen)
    window.keeper.keep()
    assert screen.view.pages.currentIndex() == 1
    assert forms.read(window.session, "sealed_report") is None


def test_the_question_about_headquarters_is_asked_anew_each_time(window: Window) -> None:
    screen = open_report(window)
    screen.view.who.show_code("headquarters")
    screen.view.who.edited.emit()
    window.go(Place(section="home"))
    assert open_report(window).view.pages.currentIndex() == 0
    screen.view.show_word("lantern")
    assert not screen.view.who.isVisible()
    open_report(window)
    assert screen.view.who.isVisible()
    assert screen.view.who.value() == "office"


def test_where_headquarters_may_be_involved_no_number_leads_to_it(window: Window) -> None:
    screen = open_report(window)
    screen.view.who.show_code("headquarters")
    screen.view._on_who()
    seen = [one.text().replace("\u00a0", " ") for one in screen.findChildren(QLabel) if one.isVisible()]
    assert [one for one in seen if "000 000" in one] == ["000 000 06 · 08:00-17:00"]
    for row in records.list_page(window.session, "channel", {"channel_kind": "hotline_oios"})[0]:
        records.edit(window.session, "channel", row.id, {"closed_on": "2026-01-01"})
    other = SealedReportScreen(window.context)
    said = " ".join(one.text() for one in other.findChildren(QLabel))
    assert "000 000" not in said
    assert "not under Channels yet" in said
