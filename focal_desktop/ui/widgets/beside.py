"""Sentences beside the fields of a page, each found by the name or the code of the fault it is about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from focal_desktop.ui.widgets import parts, sight


class Beside:
    """Holds where each fault is told; whatever is typed takes it away, by way of the page."""

    def __init__(self, take_away: Callable[[], object]) -> None:
        self._take_away = take_away
        self._asked: QWidget | None = None
        self._places: dict[str, tuple[QWidget, QLabel]] = {}
        self.told: QLabel | None = None
        """What is told now."""

    def add(self, field: QWidget, *names: str) -> QLabel:
        """Return where it is told what is wrong with a field, a fault of one of these names or codes."""
        made = parts.label("", role="problem")
        made.hide()
        self._places.update(dict.fromkeys(names, (field, made)))
        if isinstance(line := field.focusProxy() or field, QLineEdit):
            line.textEdited.connect(lambda _: self._take_away())
        return made

    def tell(self, sentence: str, *names: str) -> bool:
        """Tell it beside the field of the first name that there is one of; nothing beside any other."""
        known = [self._places[name] for name in names if sentence and name in self._places]
        found = next((one for one in known if one[0].isVisibleTo(one[0].window())), None)
        self._asked, self.told = found or (None, None)
        for field, problem in self._places.values():
            parts.say_problem(problem, field, sentence if problem is self.told else "")
        return found is not None

    def go(self) -> bool:
        """Go to what did not fit, all of it chosen, so that the next key replaces it; False for nothing."""
        if self._asked is None or self.told is None:
            return False
        sight.go_to(self._asked, self.told)
        if isinstance(line := self._asked.focusProxy() or self._asked, QLineEdit):
            line.selectAll()
        return True
