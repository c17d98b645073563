"""How often a passphrase that did not open a vault was tried since it was last opened, and when; told once.

Lies beside the vault, in the clear: numbers and times, never what was typed. It is no evidence: whoever can
write in the folder can take it away, and a copy that was tried elsewhere tells nothing here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from focal_desktop.base import clock as clocks
from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.store.opened import HEADER
from focal_desktop.store.writer import encode

FILE = "tries.json"
MOST, MOST_BYTES = 9_999, 1024
_WRONG = "wrong_passphrase"
_Instant = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]


class Tries(msgspec.Struct, frozen=True, kw_only=True):
    """How many, and when the first and the last, by this computer's clock."""

    count: Annotated[int, Meta(ge=1, le=MOST)]
    first_at: _Instant
    last_at: _Instant


_TRIES = msgspec.json.Decoder(Tries)


@contextmanager
def noted(folder: Path, clock: Clock) -> Iterator[None]:
    """Note it if what is done inside is refused for a wrong passphrase; the refusal goes on."""
    try:
        yield
    except Trouble as trouble:
        if trouble.code == _WRONG:
            _note(folder, clocks.instant(clock.now()))
        raise


def _note(folder: Path, at: str) -> None:
    """Count one more; where nothing can be written, nothing is counted, and the refusal stays the same."""
    held = read(folder)
    count = min(held.count + 1 if held else 1, MOST)
    made = encode(Tries(count=count, first_at=held.first_at if held else at, last_at=at))
    path = folder / FILE
    with suppress(OSError):
        if (folder / HEADER).is_file():
            part = path.with_suffix(".part")
            part.write_bytes(made)
            os.replace(part, path)  # noqa: PTH105 the one call that replaces on every system


def read(folder: Path) -> Tries | None:
    """Return what was noted since the vault was last opened; nothing where there is no note of ours."""
    try:
        with (folder / FILE).open("rb") as file:
            return _TRIES.decode(file.read(MOST_BYTES))
    except (OSError, msgspec.MsgspecError, ValueError):
        return None


def forget(folder: Path) -> None:
    """Begin anew, once a person was told."""
    with suppress(OSError):
        (folder / FILE).unlink(missing_ok=True)
