"""The card shown before unlocking: the numbers to call, and nothing that tells whose vault it is.

A digit tells by which public line a number leads out of the office; what it is called there is said by us.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any

from focal_desktop.domain import channel, codec
from focal_desktop.store import durable, reader
from focal_desktop.store.vault import CARD
from focal_desktop.store.writer import encode
from focal_desktop.usecases.session import Session

LEADS = {"hotline_oios": 2, "helpline_speakup": 3}
HEADQUARTERS, OIOS, NOWHERE = 1, LEADS["hotline_oios"], 9
KEPT_BY_HEADQUARTERS = "hq_psea"


def write_card(session: Session) -> None:
    """Put the open channels' numbers beside the vault if they changed; a full disk leaves the old card."""
    path = session.store.folder / CARD
    made = encode({"format": 1, "numbers": list_numbers(session)})
    with suppress(OSError):
        if path.exists() and path.read_bytes() == made:
            return
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            file.write(made)
            file.flush()
            durable.flush_file(file.fileno())  # or a power cut leaves a card without a number
        os.replace(part, path)  # noqa: PTH105 the one call that replaces on every system


def list_numbers(session: Session) -> list[dict[str, Any]]:
    """Return number and hours of every channel that is open today, what leads out of the office first."""
    rows = reader.read_all(session.store.connection, channel.KIND)
    found = [codec.read(channel.KIND, row.id, row.values) for row in rows]
    is_open = [c for c in found if c.reach and not (c.closed_on and c.closed_on <= session.today)]
    said = [{"reach": c.reach, "hours": c.hours} | _find_lead(c) for c in is_open]
    return sorted(said, key=lambda one: (one.get("lead", NOWHERE), one["reach"]))


def _find_lead(found: channel.Channel) -> dict[str, int]:
    """Return by which public line a channel leads out; nothing for what the office has itself."""
    lead = LEADS.get(found.channel_kind, HEADQUARTERS * (found.owner == KEPT_BY_HEADQUARTERS))
    return {"lead": lead} if lead else {}
