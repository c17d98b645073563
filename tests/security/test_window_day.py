"""A day at the real window, and a kill at its end: no file that it touched holds a word of what was typed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.ui import preferences
from focal_desktop.usecases import acts, records
from tests.conftest import HandClock
from tests.desks import environment, run_program
from tests.figures import Tell
from tests.security import marks, programs
from tests.security.programs import Driven
from tests.sync.company import PASSPHRASE, Company

MARK = "Wisteria5519"
SHARING = 3
NEUTRAL = {"Work records", "Work calendar"}
CASE = {"regime": "sea", "received_on": "2026-03-01", "conduct": "sexual_exploitation", "child": "no"}
FORMS = (
    ({"section": "allegations", "view": "new"}, "account"),
    ({"section": "partners", "view": "new", "kind": "partner"}, "name"),
    ({"section": "sealed_report"}, "account"),
    ({"section": "partners", "view": "paste"}, "pasted"),
    ({"section": "channels", "view": "new"}, "name"),
)
APART = ("/dev/", "/proc/", "/memfd:", "pipe:", "socket:")
DIALOG = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from focal_desktop.ui import traces
{ours}
application = QApplication(["Work records"])
dialog = QFileDialog(None, "", sys.argv[1])
dialog.selectFile("export")
dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
dialog.finished.connect(dialog.deleteLater)
dialog.open()
dialog.accept()
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
"""
SHARED = tuple(Path(one) for one in ("/tmp", "/var/tmp", "/dev/shm"))  # noqa: S108 where it must write nothing


class Office:
    """The vault of an office that headquarters knows, and where everything of it lies."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        company = Company(folder / "country", clock)
        session = company.staff()
        self.case = records.add(session, "allegation", {**CASE, "survivor_name": MARK}).id
        acts.act(session, "allegation", self.case, "notify", {})
        self.vault = session.store.folder
        company.close()
        self.stick, self.backups = folder / "stick", folder / "apart"
        for place in (self.stick, self.backups):
            place.mkdir()


def spend_day(shown: Driven, office: Office) -> list[str]:
    """Do at the window all that writes; return every file that was written meanwhile."""
    shown.ask("type", name="passphrase", text=PASSPHRASE, enter=True)
    assert shown.ask("wait_for_desk") == "Window"
    for where, field in FORMS:
        shown.ask("go", **where)
        shown.ask("type", name=field, text=f"{MARK} said so")
    shown.ask("go", section="allegations", view="record", kind="allegation", record=office.case)
    shown.ask("turn", place=SHARING)
    for part, name in (("survivor", "page_survivor_contact"), ("subject", "page_subject_name")):
        if part == "survivor":
            shown.ask("choose", name=f"reason_{part}", place=2)
        shown.ask("click", name=f"open_{part}")
        shown.ask("type", name=name, text=MARK)
        shown.ask("press", keys="Ctrl+A")
        shown.ask("press", keys="Ctrl+C")
        shown.ask("click", name=f"keep_{part}")
    shown.ask("type", name="search", text=MARK, enter=True)
    shown.ask("go", section="reports")
    assert shown.ask("print") >= 2
    shown.ask("go", section="settings", view="backup")
    shown.ask("answer_dialog", name="make_backup", path=str(office.backups / "one.bak"))
    assert shown.ask("wait_for_text", text="The backup is made")
    shown.ask("go", section="sync")
    shown.ask("pause")
    shown.ask("call", name="exchange_by_stick", path=str(office.stick))
    assert shown.ask("wait_for_text", text="Done:")
    written = shown.ask("written")
    assert set(shown.ask("titles")) <= NEUTRAL
    shown.ask("press", keys="Ctrl+H")
    assert set(shown.ask("titles")) == {"Work calendar"}
    shown.ask("press", keys="Ctrl+H")
    shown.ask("lock")
    shown.hear_door()
    shown.ask("type", name="passphrase", text=PASSPHRASE, enter=True)
    assert shown.ask("wait_for_desk") == "Window"
    shown.ask("go", section="allegations", view="new")
    assert any(MARK in said for said in shown.ask("fields"))  # it is all there
    return [*written, *shown.ask("written")]


def list_shared() -> set[Path]:
    """Return what lies where every program may write, of this person."""
    found = set()
    for file in (file for folder in SHARED for file in folder.iterdir()):
        with suppress(FileNotFoundError):  # others come and go there
            if file.is_file() and file.stat().st_uid == os.geteuid():
                found.add(file)
    return found


def list_elsewhere(written: list[str], *folders: Path) -> Iterator[str]:
    """Yield each file that was written outside some folders."""
    for name in written:
        if not name.startswith(APART) and not any(Path(name).is_relative_to(one) for one in folders):
            yield name


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_day_at_the_window_leaves_no_word(
    tmp_path: Path, clock: HandClock, settings_folder: Path, figure: Tell
) -> None:
    around = {**programs.make_home(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    office = Office(tmp_path, clock)
    working = tmp_path / "working"
    working.mkdir()
    before = list_shared()
    with programs.driven(office.vault, around, tmp_path / "errors", cwd=working) as shown:
        written = spend_day(shown, office)
        elsewhere = list(list_elsewhere(written, tmp_path, settings_folder))
    folders = (tmp_path, settings_folder)
    files = marks.list_files(*folders)
    found = [said for folder in folders for said in marks.find_marks(folder, MARK)]
    forms = marks.list_forms(MARK)
    for file in list_shared() - before:
        with suppress(FileNotFoundError):
            found += marks.find_in(file, forms)
    figure(
        "canaries on disk after a scripted day at the window",
        tried=len(files),
        bad=len(found),
        detail=f"files looked into, {len(set(written))} of them seen open for writing, five encodings",
    )
    assert found == []
    assert elsewhere == []
    assert find_places(settings_folder, tmp_path) == []
    assert {office.vault.name, "apart", "stick"} <= {file.parent.name for file in files}
    assert any(file.parent == office.stick for file in files)
    shown_again = run_program(*read(office), surroundings=around)
    assert MARK in shown_again.out, shown_again.err


def find_places(settings: Path, folder: Path) -> list[str]:
    """Return each file of settings that says where a person keeps files; ours says where the vault is."""
    files = (file for file in settings.rglob("*") if file.is_file() and file.name != preferences.place().name)
    return [file.name for file in files if str(folder).encode() in file.read_bytes()]


def test_where_files_are_kept_would_be_found(settings_folder: Path, tmp_path: Path) -> None:
    """The same dialog by itself: Qt notes its folder among a person's settings."""
    around = environment(QT_QPA_PLATFORM="offscreen")
    for ours, noted in (("", ["QtProject.conf"]), ("traces.keep_none()", [])):
        text = DIALOG.replace("{ours}", ours)
        subprocess.run((sys.executable, "-c", text, str(tmp_path)), env=around, check=True)
        assert find_places(settings_folder, tmp_path) == noted
        (settings_folder / "QtProject.conf").unlink(missing_ok=True)


def read(office: Office) -> tuple[Any, ...]:
    """Return the words that show what was typed: the control that it was kept."""
    phrase = office.vault.parent / "phrase"
    phrase.write_text(PASSPHRASE)
    place = ("--vault", str(office.vault), "--passphrase-file", str(phrase))
    return ("show", "allegation", office.case, "--reveal", "subject", "--reason", "why", *place)
