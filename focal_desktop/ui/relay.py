"""What the session has just written, told to every screen that shows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from focal_desktop.usecases.session import Session


class Relay(QObject):
    """`changed` carries the kinds whose records were written, after each transaction."""

    changed = Signal(frozenset)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        session.store.listen(self._announce)

    def _announce(self, touched: frozenset[tuple[str, str]]) -> None:
        self.changed.emit(frozenset(kind for kind, _ in touched))
