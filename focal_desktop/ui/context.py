"""What a screen of an unlocked vault stands on: the session, how to draw, and where to say things."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.base.words import Words
from focal_desktop.domain.policy import Policy
from focal_desktop.ui import messages
from focal_desktop.ui.driver import SyncDriver
from focal_desktop.ui.face import Face
from focal_desktop.ui.holding import Holding
from focal_desktop.ui.look import Look
from focal_desktop.ui.preferences import Preferences
from focal_desktop.ui.relay import Relay
from focal_desktop.ui.safety import SafetyDriver
from focal_desktop.usecases.session import Session


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Somewhere to go: a section, and within it a view, a kind and a record."""

    section: str
    view: str = ""
    kind: str = ""
    record: str = ""


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One line in the message bar, with at most one thing to do about it."""

    text: str
    tone: str = "neutral"
    action: str = ""
    act: Callable[[], Any] | None = None
    stays: bool = False
    """Whether it is about more than the page it is told on, and is still there on the next."""


class Shell(Protocol):
    """The window as a screen sees it."""

    @property
    def sync(self) -> SyncDriver:
        """What exchanges with Nairobi, whichever screen is shown."""

    @property
    def holding(self) -> Holding:
        """What lets long work read the vault's file, one piece after the other."""

    @property
    def safety(self) -> SafetyDriver:
        """What backs up by itself, whichever screen is shown."""

    def go_on_from_here(self) -> None:
        """Leave a vault that lacks saves, and make one of it that can be written again."""

    def lock(self) -> None:
        """Lock at once, without a question."""

    def tell(self, message: Message) -> None:
        """Show one message; it stays until it is closed, done or replaced."""

    def go(self, place: Place) -> None:
        """Open a section at a place; the way back is kept."""

    def remember_undo(
        self, sentence: str, undo: Callable[[], Any], again: Callable[[], Any] | None = None
    ) -> None:
        """Say what was done and offer to take it back, also by the undo key; then to do it `again`."""

    def choose_face(self, chosen: Preferences) -> None:
        """Ask for another language or look; the window is drawn anew and what is typed stays."""


class ShowsProblems(Protocol):
    """A form that puts sentences beside its fields."""

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Show (field, code) pairs beside their fields; an empty list clears them."""


@dataclass(frozen=True)
class Context:
    """First argument of every screen."""

    session: Session
    face: Face
    relay: Relay
    shell: Shell

    @property
    def words(self) -> Words:
        """The window's language."""
        return self.face.words

    @property
    def look(self) -> Look:
        """The window's look."""
        return self.face.look

    @property
    def policy(self) -> Policy:
        """The rules in force."""
        return self.session.policy

    def tell(self, text: str, tone: str = "neutral", *, stays: bool = False) -> None:
        """Show one sentence in the message bar."""
        self.shell.tell(Message(text=text, tone=tone, stays=stays))

    def tell_trouble(self, trouble: Trouble) -> None:
        """Show what stood in the way."""
        tone = "danger" if trouble.code == "damaged" else "warn"
        self.tell(messages.of_trouble(trouble, self.words), tone, stays=tone == "danger")

    @contextmanager
    def telling(self, form: ShowsProblems | None = None) -> Iterator[None]:
        """Do something; a trouble is told in the bar and beside the fields, and ends the block quietly."""
        if form is not None:
            form.show_problems(())
        try:
            yield
        except Trouble as trouble:
            if form is not None:
                named = ((trouble.field, trouble.code),) if trouble.field else ()
                form.show_problems(trouble.problems or named)
            self.tell_trouble(trouble)


Values = Mapping[str, Any]
