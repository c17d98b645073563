"""A wrong value where nothing is kept: its sentence stands beside its field, and what was typed stays."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui import doors, windows
from tests.ui.doors import Begin
from tests.ui.hostile import beside, doorsteps
from tests.ui.hostile.doorsteps import STEPS, Stage, Step
from tests.ui.hostile.spots import DOORS, NEVER

LONGEST_MS = 8_000
CHOICES = {"choose_invitation", "restore_which", "choose_backup"}
LOOKED_FOR = {"search", "palette_line", "find_person", "narrow"}
"""Whatever is looked for is right."""
BESIDE = {"chosen_passphrase", "export_passphrase"}
"""Tried with the files that they open or make: unlock/test_officers.py, allegations/test_export.py."""


def test_a_wrong_value_is_told_beside_its_field(
    doorstep: Step, begin: Begin, qtbot: QtBot, tmp_path: Path
) -> None:
    stage = Stage(begin, tmp_path, qtbot)
    desktop = doorstep.open(stage)
    root = doors.shown(desktop)
    root.activateWindow()
    found = []
    for name, said in [(name, said) for name, each in doorstep.wrong.items() for said in each]:
        former, before = doorsteps.put(stage, root, name, said), beside.read_all(root)
        doors.click(root, doorstep.save)
        qtbot.waitUntil(lambda: bool(beside.list_told(root)), timeout=LONGEST_MS)
        windows.settle()
        amiss = beside.find_amiss(root, doors.find(root, name), before, desktop.face.look.em(1.0))
        found += [f"{name} {said[:12]!r}: {one}" for one in amiss]
        doorsteps.put(stage, root, name, former)
    assert not found, "\n".join(found)


def test_every_field_of_which_nothing_is_kept_is_tried() -> None:
    tried = {name for one in STEPS for name in one.wrong}
    assert tried - CHOICES == {*DOORS, *NEVER} - LOOKED_FOR - BESIDE
