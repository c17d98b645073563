"""Asking for a file or a folder tells nobody at the task bar what it is for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from focal_desktop.base import words
from focal_desktop.base.words import Words
from focal_desktop.ui.widgets import file_dialog

Asked = Callable[[QWidget, Words, Callable[[Path], object]], None]


@pytest.mark.parametrize(
    ("ask", "title"),
    [
        (file_dialog.ask_open, "Choose a file"),
        (file_dialog.ask_folder, "Which folder?"),
        (file_dialog.ask_save, "Save a file"),
    ],
)
def test_a_dialog_has_a_neutral_title_and_begins_at_home(
    qtbot: QtBot, tmp_path: Path, ask: Asked, title: str
) -> None:
    parent, taken = QWidget(), list[Path]()
    qtbot.addWidget(parent)
    ask(parent, words.load("en"), taken.append)
    (dialog,) = parent.findChildren(QFileDialog)
    assert dialog.windowTitle() == title
    assert dialog.directory() == QDir.home()
    dialog.fileSelected.emit(str(tmp_path / "one"))
    assert taken == [tmp_path / "one"]
    dialog.reject()
    qtbot.waitUntil(lambda: not parent.findChildren(QFileDialog))


def test_what_replaces_nothing_is_not_asked_about(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    file_dialog.ask_save(
        parent, words.load("en"), lambda _: None, name="export-a", suffix="pdf", may_replace=False
    )
    (dialog,) = parent.findChildren(QFileDialog)
    assert dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    assert Path(dialog.selectedFiles()[0]).name == "export-a.pdf"
    dialog.reject()
