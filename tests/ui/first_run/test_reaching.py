"""Every page by keys alone, in Arabic and at twice the text: focus first, Esc back, nothing cut off."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.store.vault import Proof
from focal_desktop.ui.desktop import Desktop
from focal_desktop.ui.first_run.maker import Made
from focal_desktop.ui.first_run.office import MOST_BYTES, OfficePage
from focal_desktop.ui.first_run.screen import FirstRun
from focal_desktop.usecases import phrases
from focal_desktop.usecases.first_steps import FirstSteps
from tests.conftest import HandClock
from tests.ui import doors, walking, windows
from tests.ui.doors import Begin
from tests.ui.first_run import hands
from tests.ui.first_run.hands import first_of, problem_of
from tests.ui.windows import Style

FIRST = {
    "way": "way_join",
    "office": "choose_invitation",
    "alone": "office",
    "passphrase": "new_passphrase",
    "sheet": "code_print",
    "words": "first_go_on",
}
WORDS = "lamp river onion quiet seven boat"


def press(key: Qt.Key, times: int = 1) -> None:
    """Press a key where the keyboard is."""
    for _ in range(times):
        focused = windows.make_application().focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        windows.settle()


def tab_to(name: str) -> None:
    """Go on by Tab until a control has the keyboard."""
    for _ in range(30):
        focused = windows.make_application().focusWidget()
        if focused is not None and focused.objectName() == name:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(name)


def type_keys(text: str) -> None:
    """Type where the keyboard is."""
    focused = windows.make_application().focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, text)


@pytest.mark.long
def test_practising_by_keys_alone(desktop: Desktop, qtbot: QtBot) -> None:
    """Each page begins at its first control, and Tab reaches the rest."""
    first = first_of(desktop)
    tab_to("way_practice")
    press(Qt.Key.Key_Space)
    offered = first.page.lines.offered
    for _ in range(2):
        type_keys(offered)
        press(Qt.Key.Key_Return)
    hands.wait_for_page(desktop, "sheet", qtbot)
    windows.settle()
    tab_to("code_have")
    press(Qt.Key.Key_Space)
    left = first.plan.left
    type_keys(phrases.groups_of(left.code)[left.group])
    press(Qt.Key.Key_Return)
    assert doors.wait_for_desk(desktop, qtbot)


def test_esc_goes_back_page_by_page_and_keeps_what_was_said(desktop: Desktop) -> None:
    first = first_of(desktop)
    press(Qt.Key.Key_Escape)
    assert first.name == "way"
    doors.click(first, "way_alone")
    doors.type_in(first, "office", "KEN")
    doors.type_in(first, "person", "P. Alone", enter=True)
    assert first.name == "passphrase"
    doors.type_in(first, "new_passphrase", "half of it")
    press(Qt.Key.Key_Escape)
    assert first.name == "alone"
    assert first.page.lines["person"].text() == "P. Alone"
    doors.click(first, "first_back")
    assert first.name == "way"
    assert not doors.screen_has(first, "first_back")


def test_what_does_not_fit_is_said_and_the_key_goes_there(
    desktop: Desktop, clock: HandClock, qtbot: QtBot, tmp_path: Path
) -> None:
    """A foreign file, one that is far too large, a code of another invitation; each can be mended at once."""
    file, code = hands.write_invitation(tmp_path, clock)
    doors.click(first_of(desktop), "way_join")
    page = first_of(desktop).page
    assert isinstance(page, OfficePage)
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7 something else")
    (tmp_path / "large").write_bytes(bytes(MOST_BYTES + 10))
    for foreign in ("letter.pdf", "large"):
        page.take_file(tmp_path / foreign)
        page.code.setText(code)
        page.plan.code, page.plan.person = code, "P. Field"
        page.go_on()
        qtbot.waitUntil(lambda: "no invitation" in problem_of(desktop), timeout=8_000)
    page.take_file(file)
    assert not problem_of(desktop)
    page.plan.code = phrases.new_code()
    page.go_on()
    qtbot.waitUntil(lambda: "not the code" in problem_of(desktop), timeout=8_000)
    assert windows.make_application().focusWidget() is page.code
    assert page.code.selectedText() == code
    type_keys(code)
    page.go_on()
    hands.wait_for_page(desktop, "passphrase", qtbot)


@pytest.mark.parametrize(("year", "is_told"), [(2019, True), (2026, False)])
def test_a_clock_that_cannot_be_right_is_told_and_blocks_nothing(
    begin: Begin, tmp_path: Path, year: int, *, is_told: bool
) -> None:
    clock = windows.clock_at(datetime(year, 9, 15, 9, 6, tzinfo=UTC))
    first = first_of(hands.start(begin, tmp_path / "vault", clock))
    said = [one.text() for one in first.findChildren(QLabel) if "older than this program" in one.text()]
    assert bool(said) == is_told
    doors.click(first, "way_practice")
    assert first.name == "passphrase"


def show_every_page(desktop: Desktop) -> FirstRun:
    """Return a first run of which every page can be shown."""
    left = FirstSteps(code=phrases.new_code(), group=1, has_words=True)
    made = Made(msgspec.convert(None, Proof | None), left, WORDS)
    first = FirstRun(desktop.face, desktop.folder, made)
    first.plan.is_resumed = False
    first.resize(min(first.face.look.em(68), windows.SMALL[0]), min(first.face.look.em(42), windows.SMALL[1]))
    first.show()
    first.activateWindow()
    return first


def find_amiss(first: QWidget, *, is_right_to_left: bool) -> list[str]:
    """Return what is amiss on a page."""
    return [
        *walking.find_nameless(first),
        *walking.find_small(first),
        *walking.find_open_passwords(first),
        *walking.find_out_of_order(first, is_right_to_left=is_right_to_left),
        *walking.find_cut(first),
        *walking.find_sideways(first, windows.SMALL),
    ]


@pytest.mark.parametrize("style", [Style("ar", "dark", 200), Style("en", "light", 200), Style()])
def test_nothing_is_cut_off_on_any_page_and_its_button_stays_in_sight(
    begin: Begin, tmp_path: Path, style: Style
) -> None:
    desktop = begin(tmp_path / "vault", style)
    first = show_every_page(desktop)
    seen = set()
    for way in ("join", "alone"):
        first.plan.way = way
        for page in first.plan.pages:
            first.show_page(page)
            windows.settle()
            seen.add(page)
            focused = windows.make_application().focusWidget()
            assert focused is not None, page
            assert focused.objectName() == FIRST[page]
            assert find_amiss(first, is_right_to_left=style.language == "ar") == [], page
            last = first.go_on if first.go_on.isVisible() else focused
            corner = last.mapTo(first, last.rect().bottomRight())
            assert first.rect().contains(corner), page
            first.say("A sentence that is said beside the button. " * 3)
            windows.settle()
            assert find_amiss(first, is_right_to_left=style.language == "ar") == [], page
    assert seen == set(FIRST)
    first.close()
    first.deleteLater()
