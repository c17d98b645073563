"""What outlives a screen: the application, what the person chose, the one window that is open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6 import QtCore
from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QApplication, QWidget

from focal_desktop.base import words as languages
from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.ui import preferences, tokens
from focal_desktop.ui.background import Jobs
from focal_desktop.ui.face import Face
from focal_desktop.ui.look import Look
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.unlock.patience import Patience

AGAIN = 75
"""The exit code that asks for a new process: what was in memory is gone with the old one."""
SMALL_SCREEN, USUAL_SIZE = 1440, (1280, 800)
DARK = 128
"""A window's colour below this lightness is a dark one, of 255."""


class Desktop(QObject):
    """Holds what outlives a screen: the application, the preferences, the one window that is open."""

    left = Signal(int)

    def __init__(self, application: QApplication, folder: Path, clock: Clock, chosen_at: Path) -> None:
        super().__init__()
        self.application, self.folder, self.clock = application, folder, clock
        self._chosen_at = chosen_at
        self.chosen = preferences.load(chosen_at)
        self.jobs = Jobs(self)
        self.window: QWidget | None = None
        self.left_with: int | None = None
        self._tell: Callable[[Trouble], object] | None = None
        self._waits: dict[Path, Patience] = {}
        self._is_dark = application.palette().window().color().lightness() < DARK  # before ours is put on
        self.face = self._make_face()

    def _make_face(self) -> Face:
        language = self.chosen.language or system_language()
        words = languages.load(language)
        is_dark = self.chosen.theme == "dark" or (self.chosen.theme == "system" and self._is_dark)
        colours = tokens.DARK if is_dark else tokens.LIGHT
        look = Look(colours, size=self.chosen.size, is_right_to_left=words.is_right_to_left)
        look.apply(self.application)
        return Face(words=words, look=look, jobs=self.jobs, clock=self.clock, chosen=self.chosen)

    def choose(self, chosen: Preferences) -> Face:
        """Take over what the person chose, keep it, and look like it from now on."""
        self.chosen = chosen
        preferences.save(self._chosen_at, chosen)
        self.face = self._make_face()
        return self.face

    def keep_geometry(self, window: QWidget) -> None:
        """Keep where the window stands, so that unlocking finds it there."""
        held = window.normalGeometry()
        geometry = (held.left(), held.top(), held.width(), held.height())
        self.chosen = self.chosen._replace(geometry=geometry)
        preferences.save(self._chosen_at, self.chosen)

    def show(self, window: QWidget, tell: Callable[[Trouble], object]) -> None:
        """Show a window in place of the one before; it never grows over the screen's edge."""
        former, self.window = self.window, window
        self._tell = tell
        window.setWindowTitle(self.face.words.say("Work records"))
        if former is not None:
            window.setGeometry(former.geometry())
        elif self.chosen.geometry and (screen := self.application.primaryScreen()):
            left, top, width, height = self.chosen.geometry
            room = screen.availableGeometry()
            window.setGeometry(room.intersected(QRect(left, top, width, height)))
        window.show()
        window.activateWindow()
        if former is not None:
            former.close()
            former.destroyed.connect(window.activateWindow)  # it may take the keyboard with it
            former.deleteLater()

    def give_room(self, window: QWidget) -> None:
        """Let a desk that nobody has placed yet take all of a small screen, and enough of a large one."""
        screen = self.application.primaryScreen()
        if self.chosen.geometry is not None or screen is None:
            return
        if screen.availableGeometry().width() <= SMALL_SCREEN:
            window.showMaximized()
        else:
            window.resize(*USUAL_SIZE)

    def wait_at(self, folder: Path) -> Patience:
        """Return who counts the wrong passphrases of a vault, whichever screen asks for them."""
        if folder not in self._waits:
            self._waits[folder] = Patience(self)
        return self._waits[folder]

    def tell(self, trouble: Trouble) -> None:
        """Tell a trouble wherever the person is now."""
        if self._tell is not None:
            self._tell(trouble)

    def leave(self, code: int) -> None:
        """Say that the program is to end, with an exit code."""
        self.left_with = code
        self.left.emit(code)


def system_language() -> str:
    """Return the first language of the system that we speak, else English."""
    for name in QtCore.QLocale.system().uiLanguages():
        code = name.split("-")[0]
        if code in languages.LOCALES:
            return code
    return languages.ENGLISH
