"""What Qt notes by itself of where a person keeps files, such as the folders of every dialog: nowhere."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QSettings

NOTES, OF_DIALOGS = "QtProject", "FileDialog"


def keep_none() -> None:
    """Give Qt's own notes a place that keeps nothing, before the first dialog; ours are kept elsewhere."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


def remove() -> None:
    """Take away at a lock or the end what Qt noted where it asks for no place, as in a registry."""
    if sys.platform != "linux":  # pragma: no cover  another system
        QSettings(QSettings.Scope.UserScope, NOTES).remove(OF_DIALOGS)
