"""Who reads the vault's file: one after the other, whatever stops one of them."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from focal_desktop.base.trouble import Trouble
from focal_desktop.ui.window import Window
from focal_desktop.usecases import unlocking
from tests.ui import windows


def begin(said: list[str], name: str) -> Callable[[], Callable[[], str]]:
    """Return the beginning of some work that says when it is begun."""

    def start() -> Callable[[], str]:
        said.append(f"{name} begins")
        return lambda: name

    return start


def test_the_next_begins_once_the_first_has_ended(window: Window, qtbot: QtBot) -> None:
    said: list[str] = []
    with windows.job_under_way(window.face.jobs):
        for name in ("one", "two"):
            window.holding.run(begin(said, name), lambda done: said.append(f"{done} ends"), lambda _: None)
        assert said == ["one begins"]
        assert window.holding.is_held
    qtbot.waitUntil(lambda: not window.holding.is_held, timeout=8_000)
    assert said == ["one begins", "one ends", "two begins", "two ends"]


def test_what_cannot_begin_keeps_nobody_waiting(window: Window, qtbot: QtBot) -> None:
    said: list[str] = []

    def refuse() -> Callable[[], str]:
        raise Trouble("busy", "Not now.")

    with windows.job_under_way(window.face.jobs):
        window.holding.run(begin(said, "one"), lambda _: None, lambda _: None)
        window.holding.run(refuse, lambda _: None, lambda trouble: said.append(trouble.code))
        window.holding.run(lambda: None, lambda _: said.append("never"), lambda _: said.append("never"))
        window.holding.run(begin(said, "two"), said.append, lambda _: None)
    qtbot.waitUntil(lambda: "two" in said, timeout=8_000)
    assert said == ["one begins", "busy", "two begins", "two"]


def test_nothing_begins_in_a_vault_that_was_closed(window: Window) -> None:
    said: list[str] = []
    unlocking.lock(window.session)
    window.holding.run(begin(said, "one"), said.append, lambda _: None)
    assert (said, window.holding.is_held) == ([], False)
