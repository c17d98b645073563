"""What must not be kept is kept nowhere: passphrases, codes of an invitation, reports about those above."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit

from focal_desktop.crypto import keys
from focal_desktop.store import reader
from focal_desktop.ui.context import Place
from focal_desktop.ui.face import Face
from focal_desktop.ui.offices.screen import OfficesScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import unlocking
from focal_desktop.usecases.session import Session
from tests.ui import windows
from tests.ui.hostile import desks, hands
from tests.ui.hostile.desks import Templates

SECRET = "Canary-H8 lamp onion"


@pytest.fixture
def headquarters(made: Templates, tmp_path: Path, face: Face, opened: list[Window]) -> Window:
    """The window of headquarters."""
    opened.append(desks.open_copy(made.headquarters, tmp_path / "hq", face))
    return opened[-1]


def list_kept(session: Session) -> Iterator[bytes]:
    """Yield every draft of a vault as it can be read with the vault's own keys."""
    raw = session.store.connection
    for name, content in raw.execute("SELECT name, content FROM draft").fetchall():
        key = reader.read_key(raw, f"draft/{name}")
        assert key is not None
        yield keys.open_bytes(key, bytes(content), name.encode())


def go(window: Window, **where: str) -> None:
    """Open a place."""
    window.activateWindow()
    window.go(Place(**where))
    windows.settle()


def answer(window: Window, said: str) -> None:
    """Press the answer that says this."""
    found = [one for one in window.findChildren(QAbstractButton) if one.text() == said and one.isVisible()]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    windows.settle()


def list_with(session: Session, text: str) -> list[bytes]:
    """Return the drafts in which a text stands."""
    return [said for said in list_kept(session) if text.encode() in said]


@pytest.mark.parametrize("name", ["present_passphrase", "new_passphrase", "new_passphrase_again"])
def test_a_passphrase_is_kept_nowhere(name: str, window: Window, reopen: Callable[[Path], Window]) -> None:
    go(window, section="settings", view="passphrase")
    line = hands.see(window, QLineEdit, name)
    line.setFocus()
    QTest.keyClicks(line, SECRET)
    window.keep_all()
    assert len(list(list_kept(window.session))) == 1  # the place alone
    assert not list_with(window.session, SECRET)
    unlocking.lock(window.session)
    again = reopen(window.session.store.folder)
    go(again, section="settings", view="passphrase")
    assert hands.see(again, QLineEdit, name).text() == ""


def test_a_code_of_an_invitation_is_kept_nowhere(headquarters: Window, tmp_path: Path) -> None:
    go(headquarters, section="offices", view="invite")
    screen = headquarters.current
    assert isinstance(screen, OfficesScreen)
    assert screen.invite
    office = hands.see(headquarters, QComboBox, "invite_office")
    office.setCurrentIndex(office.findData("KEN-KSM"))
    office.activated.emit(office.currentIndex())
    screen.invite.make(tmp_path / "new.invitation")
    code = hands.see(headquarters, QLabel, "invitation_code").text()
    assert len(code) > 8
    headquarters.keep_all()
    plain = code.replace(" ", "")
    for said in list_kept(headquarters.session):
        assert plain.encode() not in said.replace(b" ", b"")
        assert code.split()[0].encode() not in said
    headquarters.go(Place(section="home"))
    go(headquarters, section="offices", view="invite")
    headquarters.keep_all()
    assert not list_with(headquarters.session, code.split()[0])


def test_the_name_of_a_new_office_comes_back(headquarters: Window, reopen: Callable[[Path], Window]) -> None:
    go(headquarters, section="offices", view="invite")
    office = hands.see(headquarters, QComboBox, "invite_office")
    office.setCurrentIndex(office.findData("+"))
    office.activated.emit(office.currentIndex())
    line = hands.see(headquarters, QLineEdit, "invite_name")
    line.setFocus()
    QTest.keyClicks(line, SECRET)
    headquarters.keeper.keep()
    again = reopen(headquarters.session.store.folder)
    go(again, section="offices", view="invite")
    assert hands.see(again, QLineEdit, "invite_name").text() == SECRET


def test_of_a_report_about_those_above_nothing_is_kept(window: Window) -> None:
    go(window, section="sealed_report")
    box = hands.see(window, QPlainTextEdit, "account")
    box.setFocus()
    QTest.keyClicks(box, SECRET)
    window.keeper.keep()
    assert list_with(window.session, SECRET)
    answer(window, "Yes, or I am not sure")
    assert not list_with(window.session, SECRET)
    window.keep_all()
    assert not list_with(window.session, SECRET)
    answer(window, "No, somebody else")
    window.keeper.keep()
    assert list_with(window.session, SECRET)
