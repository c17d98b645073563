"""Clears what was copied from the program: after twenty seconds, and when the vault is locked.

Until then it asks that no list of copies keeps it, and no cloud.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

CLEARS_MS = 20_000
HINTS = (
    ("x-kde-passwordManagerHint", b"secret"),
    ("ExcludeClipboardContentFromMonitorProcessing", b"1"),
    ("CanIncludeInClipboardHistory", bytes(4)),
    ("CanUploadToCloudClipboard", bytes(4)),
    ("application/x-nspasteboard-concealed-type", b""),
)
"""What clipboard lists of Linux, Windows and macOS look for before they keep a copy."""


class Copies(QObject):
    """Knows whether what lies on the clipboard came from here; what others copied is left alone."""

    def __init__(self, application: QGuiApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._clipboard: QClipboard = application.clipboard()
        self.is_ours = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(CLEARS_MS)
        self.timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        is_here = self._application.focusWindow() is not None
        self.is_ours = bool(self._clipboard.text()) and (self._clipboard.ownsClipboard() or is_here)
        if self.is_ours:
            self.timer.start()
            QTimer.singleShot(0, self, self.mark)

    def mark(self) -> None:
        """Put the text there anew, alone and with the request to keep it nowhere."""
        said = self._clipboard.mimeData()
        if not self.is_ours or not said.hasText() or said.hasFormat(HINTS[0][0]):
            return
        made = QMimeData()
        made.setText(said.text())
        for name, value in HINTS:
            made.setData(name, value)
        self._clipboard.setMimeData(made)

    def clear(self) -> None:
        """Take away what was copied from here."""
        self.timer.stop()
        if self.is_ours:
            self.is_ours = False
            self._clipboard.clear()
