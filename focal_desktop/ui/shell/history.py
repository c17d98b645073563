"""The way back: where the person was, as places."""

from __future__ import annotations

from focal_desktop.ui.context import Place

LONGEST = 50


class History:
    """Two heaps of places, behind and ahead."""

    def __init__(self) -> None:
        self._behind: list[Place] = []
        self._ahead: list[Place] = []

    def leave(self, place: Place | None, following: Place | None = None) -> None:
        """Remember a place that is left for a new one; a search that is still being typed is one place."""
        if place and following and place.section == following.section == "search":
            return
        if place is not None and self._behind[-1:] != [place]:
            self._behind = [*self._behind[-LONGEST:], place]
        self._ahead = []

    def back(self, now: Place | None) -> Place | None:
        """Return the place before, or nothing."""
        return self._turn(self._behind, self._ahead, now)

    def forward(self, now: Place | None) -> Place | None:
        """Return the place after, or nothing."""
        return self._turn(self._ahead, self._behind, now)

    def _turn(self, source: list[Place], other: list[Place], now: Place | None) -> Place | None:
        if not source:
            return None
        if now is not None:
            other.append(now)
        return source.pop()
