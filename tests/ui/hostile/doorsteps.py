"""Every place where what is typed is written nowhere: one line each, with what it cannot take.

Before a vault is open, and where an open one asks for a passphrase.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store.vault import Making
from focal_desktop.ui.context import Place
from focal_desktop.ui.desktop import Desktop
from focal_desktop.ui.first_run.office import OfficePage
from focal_desktop.ui.restore.pages import ChoosePage
from focal_desktop.ui.restore.screen import RestoreScreen
from focal_desktop.ui.settings.backup_page import BackupPage
from focal_desktop.ui.widgets.new_passphrase import NewPassphrase
from focal_desktop.usecases import phrases, safekeeping, unlocking
from tests.desks import PASSPHRASE, PLACE, POLICY
from tests.ui import doors, windows
from tests.ui.doors import Begin
from tests.ui.first_run import hands as first_hands
from tests.ui.first_run.hands import first_of
from tests.ui.hostile import hands
from tests.ui.hostile.beside import WRONG

LONG = WRONG["text"]
LETTER = "letter"
"""A file that this program did not make."""
WEAK = ("", "abc", "password")
CODE = ("", "K7Q2", "K7Q2-" * 20)
PHRASE = ("", "not this one")


@dataclass(frozen=True)
class Stage:
    """What a place is set up with; `folder` holds no vault yet."""

    begin: Begin
    folder: Path
    qtbot: QtBot

    def start(self) -> Desktop:
        """Start the program where there is no vault; what it makes is made at little cost."""
        return first_hands.start(self.begin, self.folder / "new" / "vault")

    def make_vault(self) -> tuple[Path, Path]:
        """Return a locked vault and a backup of it on a stick."""
        making = Making(passphrase=PASSPHRASE, cost=FLOOR, code=phrases.new_code())
        session = unlocking.create_office(
            self.folder / "vault", PLACE, making, clock=windows.clock_at(), policy=POLICY, kinds=KINDS
        )
        safekeeping.back_up(session, self.folder / "stick.fbk")
        unlocking.lock(session)
        return self.folder / "vault", self.folder / "stick.fbk"

    def letter(self) -> Path:
        """Return a file that is nothing of ours."""
        path = self.folder / LETTER
        path.write_bytes(b"something else")
        return path


Open = Callable[[Stage], Desktop]


@dataclass(frozen=True)
class Step:
    """A page, how it is reached, the button that leads on, and each field with what it cannot take."""

    name: str
    open: Open
    save: str
    wrong: Mapping[str, Sequence[str]]


def put(stage: Stage, root: QWidget, field: str, said: str) -> str:
    """Type something over what stands in a field, or choose a file; return what stood there."""
    widget = doors.find(root, field)
    if said == LETTER:
        _page_of(root).take_file(stage.letter())
        return ""
    if not isinstance(widget.focusProxy() or widget, QLineEdit):
        return ""
    line = widget.focusProxy() or widget
    assert isinstance(line, QLineEdit)
    former = line.text()
    hands.paste(line, said)
    return former


def _page_of(root: QWidget) -> OfficePage | ChoosePage | BackupPage:
    """Return the page that takes a file."""
    found = [
        one for one in root.findChildren(QWidget) if isinstance(one, OfficePage | ChoosePage | BackupPage)
    ]
    return found[-1]


# --- the ways there


def _unlock(stage: Stage) -> Desktop:
    return stage.begin(stage.make_vault()[0])


def _recover(stage: Stage) -> Desktop:
    desktop = _unlock(stage)
    doors.click(doors.shown(desktop), "forgot")
    return desktop


def _take_way(stage: Stage, way: str) -> Desktop:
    desktop = stage.start()
    doors.click(first_of(desktop), f"way_{way}")
    return desktop


def _join(stage: Stage, *, has_file: bool = True) -> Desktop:
    desktop = _take_way(stage, "join")
    if has_file:
        file, code = first_hands.write_invitation(stage.folder, windows.clock_at())
        _page_of(first_of(desktop)).take_file(file)
        doors.type_in(first_of(desktop), "invitation_code", code)
    doors.type_in(first_of(desktop), "person", "P. Field")
    return desktop


def _stand_alone(stage: Stage) -> Desktop:
    desktop = _take_way(stage, "alone")
    for name in ("office", "office_name", "country", "person"):
        doors.type_in(first_of(desktop), name, "KE")
    return desktop


def _choose(stage: Stage, *, is_offered: bool = False) -> Desktop:
    desktop = _take_way(stage, "practice")
    if is_offered:
        page = first_of(desktop).page
        for name in ("new_passphrase", "new_passphrase_again"):
            doors.type_in(first_of(desktop), name, page.lines.offered)
    return desktop


def _sheet(stage: Stage) -> Desktop:
    desktop = _stand_alone(stage)
    doors.click(first_of(desktop), "first_go_on")
    first_hands.choose_passphrase(desktop, stage.qtbot)
    doors.click(first_of(desktop), "code_have")
    return desktop


def _restore(stage: Stage, *, has_file: bool = True, is_code: bool = False) -> Desktop:
    out = stage.make_vault()[1]
    desktop = _take_way(stage, "restore")
    screen = doors.shown(desktop)
    assert isinstance(screen, RestoreScreen)
    object.__setattr__(screen.maker, "fit", lambda _: FLOOR)
    if has_file:
        screen.choose.take_file(out)
    if is_code:
        doors.click(screen, "restore_turn")
    QTest.keyClicks(screen.choose.secret.line, "lamp river")
    windows.settle()
    return desktop


def _settle_in(stage: Stage, view: str) -> Desktop:
    """Go to a page of Settings on which a passphrase is asked, with the rest of it filled in."""
    folder, out = stage.make_vault()
    desktop = stage.begin(folder)
    window = doors.unlock(desktop, stage.qtbot)
    window.go(Place(section="settings", view=view))
    windows.settle()
    for new in window.findChildren(NewPassphrase):
        for line in (new.first, new.second):
            QTest.keyClicks(line.line, new.offered)
    for box in window.findChildren(QCheckBox, "ends_cases"):
        box.setChecked(True)
    if view == "backup":
        _page_of(window).take_file(out)
    if view == "handover":
        doors.type_in(window, "next_person", "P. Next")
    return desktop


STEPS: Sequence[Step] = (
    Step("unlock", _unlock, "unlock", {"passphrase": PHRASE}),
    Step("recovery", _recover, "recovery_go_on", {"recovery_code": CODE}),
    Step(
        "join",
        _join,
        "first_go_on",
        {"invitation_code": CODE, "person": ("", *LONG), "choose_invitation": (LETTER,)},
    ),
    Step("join_without", partial(_join, has_file=False), "first_go_on", {"choose_invitation": ("",)}),
    Step(
        "alone",
        _stand_alone,
        "first_go_on",
        {"office": ("", *LONG), "office_name": LONG, "country": LONG, "person": ("", *LONG)},
    ),
    Step("passphrase", _choose, "first_go_on", {"new_passphrase": WEAK}),
    Step(
        "passphrase_again",
        partial(_choose, is_offered=True),
        "first_go_on",
        {"new_passphrase_again": ("", "not the same"), "new_passphrase": WEAK},
    ),
    Step("sheet", _sheet, "first_go_on", {"code_group": ("", "0")}),
    Step(
        "restore",
        _restore,
        "restore_go_on",
        {"restore_passphrase": PHRASE, "restore_which": (LETTER,)},
    ),
    Step("restore_code", partial(_restore, is_code=True), "restore_go_on", {"restore_code": CODE}),
    Step(
        "settings_passphrase",
        partial(_settle_in, view="passphrase"),
        "change_passphrase",
        {"present_passphrase": PHRASE, "new_passphrase_again": ("", "not the same"), "new_passphrase": WEAK},
    ),
    Step("settings_sheet", partial(_settle_in, view="sheet"), "sheet_go_on", {"present_passphrase": PHRASE}),
    Step(
        "settings_backup",
        partial(_settle_in, view="backup"),
        "rehearse",
        {"backup_passphrase": PHRASE, "choose_backup": (LETTER,)},
    ),
    Step(
        "settings_handover",
        partial(_settle_in, view="handover"),
        "handover_go_on",
        {"present_passphrase": PHRASE, "next_person": ("", *LONG), "new_passphrase": WEAK},
    ),
    Step("restore_without", partial(_restore, has_file=False), "restore_go_on", {"restore_which": ("",)}),
)
