"""Whom a vault is sealed to: the officers of the root chain, as the roster names them now."""

from __future__ import annotations

from contextlib import suppress

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import signing
from focal_desktop.store import escrows, officers
from focal_desktop.store.header import Officer
from focal_desktop.usecases.session import Session
from focal_desktop.wire.standing import ROOT


def follow(session: Session) -> None:
    """Let the header follow the roster; harmless at any time, and a full disk only puts it off.

    An officer's own vault is sealed to the others: whoever forgot a passphrase cannot be one of the two.
    """
    store = session.store
    if store.behind or not store.roster.root:
        return
    found = officers.Known(
        device=session.person.device,
        officers=tuple(
            Officer(text, device.seal)
            for device in store.roster.active()
            if device.has_role(ROOT) and (text := signing.device_text(device.id)) != session.person.device
        ),
    )
    with suppress(Trouble, OSError):
        escrows.follow(store, found)
