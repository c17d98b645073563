"""Asks for a file or a folder. Titles are neutral: they stand in the task bar; no folder is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QFileDialog, QWidget

from focal_desktop.base.words import Words

Chosen = Callable[[Path], object]


def ask_open(parent: QWidget, words: Words, chosen: Chosen) -> None:
    """Let the person choose a file that is there."""
    dialog = _make(parent, words.say("Choose a file"), chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()


def ask_folder(parent: QWidget, words: Words, chosen: Chosen) -> None:
    """Let the person choose a folder."""
    dialog = _make(parent, words.say("Which folder?"), chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def ask_save(
    parent: QWidget,
    words: Words,
    chosen: Chosen,
    *,
    name: str = "",
    suffix: str = "",
    may_replace: bool = True,
) -> None:
    """Let the person say where a new file goes; who may replace none refuses one that is there."""
    dialog = _make(parent, words.say("Save a file"), chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not may_replace)
    dialog.setDefaultSuffix(suffix)
    if name:
        dialog.selectFile(name)
    dialog.open()


def _make(parent: QWidget, title: str, chosen: Chosen) -> QFileDialog:
    dialog = QFileDialog(parent, title, QDir.homePath())
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
