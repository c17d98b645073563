"""What was chosen before there is a vault, so that the next start goes on there.

Must never hold a passphrase, a code or a name: an invitation lies here as it came, sealed under its code.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from focal_desktop.ui.first_run.plan import PAGES, Plan
from focal_desktop.usecases import unlocking


class Chosen(msgspec.Struct, frozen=True):
    """The way, and the invitation that was taken in."""

    way: str
    invitation: bytes


_CHOSEN = msgspec.json.Decoder(Chosen)


def place(folder: Path) -> Path:
    """Return where it lies: in the person's own settings folder, for one vault's folder."""
    return unlocking.anchor_copy(folder).with_suffix(".first")


def keep(folder: Path, plan: Plan) -> None:
    """Keep what was chosen so far; a full disk only means that it is asked again."""
    path = place(folder)
    part = path.with_suffix(".part")
    invitation = plan.invitation if plan.opened is not None else b""  # what opened alone is worth keeping
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(msgspec.json.encode(Chosen(plan.way, invitation)))
        part.chmod(0o600)
        os.replace(part, path)  # noqa: PTH105 the one call that replaces on every system


def read(folder: Path) -> Plan:
    """Return a plan that begins with it, an empty one where nothing readable lies there."""
    try:
        held = _CHOSEN.decode(place(folder).read_bytes())
    except (OSError, ValueError, msgspec.MsgspecError):
        return Plan()
    return Plan(held.way, held.invitation) if held.way in PAGES else Plan()


def drop(folder: Path) -> None:
    """Forget it: there is a vault, or another way is chosen."""
    with suppress(OSError):
        place(folder).unlink(missing_ok=True)
