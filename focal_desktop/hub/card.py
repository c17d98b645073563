"""Makes a hub: its keys, its certificate, its database, and the card by which headquarters reaches it."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import certificates, signing
from focal_desktop.hub import keeping
from focal_desktop.hub.newcomers import hash_token

CARD = "hub.card"
CERTIFICATE = "hub.pem"
DATABASE = "hub.db"
FORMAT = 1
_HUB_BYTES = 16
_TOKEN_BYTES = 24


def initialise(folder: Path, host: str) -> Path:
    """Make a hub in a folder and return the path of its card, which holds a claim for one use.

    The database comes last: until it is there, a start that was cut short is simply made again.
    """
    if (folder / DATABASE).exists():
        raise Trouble("vault_exists", "This folder already holds a hub. Nothing was changed.")
    try:
        issued = certificates.issue(host)
    except ValueError as wrong:
        sentence = "The host must be a plain name or an address, as devices will reach it."
        raise Trouble("wrong_type", sentence, field="host") from wrong
    hub, seed = secrets.token_bytes(_HUB_BYTES), signing.new_seed()
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    receipt = signing.public_key(seed)
    card = {
        "format": FORMAT,
        "hub": hub.hex(),
        "host": host,
        "ca": issued.ca_pem,
        "receipt": receipt.hex(),
        "claim": token,
    }
    facts = {
        "hub": hub,
        "host": host.encode(),
        "receipt": receipt,
        "receipt_seed": seed,
        "founding": hash_token(token.encode()),
    }
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / CERTIFICATE, issued.leaf_pem + issued.leaf_key_pem)
    _write(folder / CARD, json.dumps(card, indent=1) + "\n")
    keeping.create(folder / DATABASE, facts)
    return folder / CARD


def _write(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
