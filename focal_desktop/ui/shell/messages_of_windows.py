"""The messages by which Windows tells that it goes to sleep or that its screen is being locked."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter
from PySide6.QtWidgets import QApplication, QWidget

_POWER, _SUSPEND = 0x0218, 0x0004
_SESSION, _LOCKED, _LEFT, _OFF = 0x02B1, 0x7, 0x2, 0x6
LEAVING = frozenset({(_POWER, _SUSPEND), (_SESSION, _LOCKED), (_SESSION, _LEFT), (_SESSION, _OFF)})
"""Sleep and a shut lid; a locked screen; another person at this computer; the end of the session."""


class Messages(QAbstractNativeEventFilter):
    """Looks at each message as it passes, and lets it pass."""

    def __init__(self, ended: Callable[[], object]) -> None:
        super().__init__()
        self._ended = ended

    def nativeEventFilter(self, kind: Any, message: int) -> object:  # noqa: N802 Qt's own name
        """Hear that the system is being left."""
        if bytes(kind).startswith(b"windows"):
            told = wintypes.MSG.from_address(int(message))
            if (told.message, told.wParam) in LEAVING:
                self._ended()
        return False, 0


def listen(application: QApplication, window: QWidget, ended: Callable[[], object]) -> Messages:
    """Begin to look; what is returned is kept for as long as somebody listens."""
    made = Messages(ended)
    application.installNativeEventFilter(made)
    if sys.platform == "win32":  # pragma: no cover  another system
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(window.winId()), 0)
    return made
