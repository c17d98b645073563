"""What a new vault still asks of its person: a recovery sheet in their hands, six words read out.

The code stands here, under a key of its own, only until a group of it was typed back from the sheet.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import drafts, header
from focal_desktop.store.opened import HEADER
from focal_desktop.store.writer import encode
from focal_desktop.usecases.session import Session

NAME = "first"


class FirstSteps(msgspec.Struct, frozen=True, kw_only=True):
    """Steps that are left: a code that nobody has on paper yet, and words that were not read yet."""

    code: str = ""
    group: int = 0
    has_words: bool = False
    not_before: str = ""
    """The day from which they are asked again, where the person put them off."""

    def __repr__(self) -> str:
        """Keep the code out of every trace."""
        return "FirstSteps()"

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return not (self.code or self.has_words)


NONE = FirstSteps()
_STEPS = msgspec.json.Decoder(FirstSteps)


def keep(session: Session, steps: FirstSteps) -> FirstSteps:
    """Keep what is left, and return it; once nothing is, the code goes with its key."""
    with session.store.transaction() as writer:
        drafts.destroy(writer, NAME)
        if not steps.is_done:
            drafts.keep(writer, NAME, encode(steps), session.at)
    return steps


def put_off(session: Session, steps: FirstSteps) -> FirstSteps:
    """Ask again tomorrow: the person needs the desk now."""
    tomorrow = (session.today + timedelta(days=1)).isoformat()
    return keep(session, msgspec.structs.replace(steps, not_before=tomorrow))


def read(session: Session) -> FirstSteps:
    """Return what is to be asked now; nothing of a code that opens the vault no more."""
    held = None
    if not session.store.behind:
        with suppress(Trouble):  # what cannot be read any more is asked no more; Settings makes a new sheet
            held = drafts.read(session.store.connection, NAME)
    steps = _STEPS.decode(held) if held else NONE
    if session.today.isoformat() < steps.not_before:
        return NONE
    if steps.code and not _opens(session, steps.code):
        return msgspec.structs.replace(steps, code="")
    return steps


def _opens(session: Session, code: str) -> bool:
    """Tell whether a code is still the vault's: a new sheet in Settings ends the one before."""
    try:
        header.unlock_with_code(header.read(session.store.folder / HEADER), code)
    except Trouble:
        return False
    return True
