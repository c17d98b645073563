"""A locked vault, or a backup, whose passphrase is forgotten: what it asks two officers, and their answer.

The one-time key lies on this computer under the passphrase that was chosen anew; nobody else ever has it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, sealing
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.store import areas, backup, durable, header, slots, vault
from focal_desktop.store.header import Header
from focal_desktop.store.opened import HEADER
from focal_desktop.wire.escrow import Answer, Locked, Request
from focal_desktop.wire.magic import ASKED

FILE = "asked.bin"


class Closed(NamedTuple):
    """What is to be opened: its front, and where the key to the officers' answer waits."""

    front: Header
    file: Path


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is kept on this computer until the answer comes: which request it was, and the key to it."""

    request: slots.Bytes32
    slot: slots.PassphraseSlot


def write_request(front: Header, public: bytes) -> Request:
    """Return what a vault asks of any pair of officers; Trouble where it is sealed to none."""
    if not front.escrows:
        raise Trouble("not_allowed", _NO_PAIR)
    escrows = tuple(Locked(one.officers, one.sealed) for one in front.escrows)
    return Request(vault=front.vault, key_id=front.key_id, escrows=escrows, public=public)


def of_vault(folder: Path) -> Closed:
    """Return what is asked for a vault; the key waits beside it."""
    if not (folder / HEADER).is_file():
        raise Trouble("no_vault", "There is no vault in this folder. Nothing was made.", field="vault")
    return Closed(header.read(folder / HEADER), folder / FILE)


def of_backup(path: Path, home: Path) -> Closed:
    """Return what is asked for a backup; the key waits among the person's settings, wherever it lies."""
    front = backup.peek(path).header
    return Closed(front, home / f"asked-{front.key_id.hex()[:16]}.bin")


def ask(closed: Closed, phrase: str, cost: Cost) -> Request:
    """Make a one-time key under a new passphrase and return the request; what is closed is not touched.

    An earlier request that was not answered is void from now on.
    """
    front = closed.front
    slot = slots.make_passphrase_slot(front.vault, phrase, cost, front.verify)
    request = write_request(front, slot.public)
    body = msgspec.json.encode(Asked(request=name(request), slot=slot))
    try:
        durable.make_folder(closed.file.parent)
        _write(closed.file, areas.pack(ASKED, body))
    except OSError as wrong:
        raise Trouble("disk_full", _FULL) from wrong
    return request


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f"{path.name}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        durable.flush_file(file.fileno())
    os.replace(part, path)  # noqa: PTH105 the one call that replaces on every system
    durable.flush_folder(path.parent)


def name(request: Request) -> bytes:
    """Return the 32 bytes that stand for one request."""
    return keys.mac(b"focal escrow request", request.encode())


def answer_info(request: Request) -> bytes:
    """Return what an answer's key is bound to: this request and no other."""
    return b"focal escrow answer\0" + name(request)


def seal_answer(request: Request, data_key: bytes) -> bytes:
    """Return the data key for nobody but who asked; ValueError for a key that takes none."""
    return sealing.seal(request.public, data_key, answer_info(request), request.key_id)


def prove(closed: Closed, answer: Answer, phrase: str) -> vault.Proof:
    """Open a front by the answer and the passphrase that was chosen when it was asked for."""
    front, asked = closed.front, _read_asked(closed)
    if answer.request != asked.request or answer.mark:
        raise not_the_answer()
    request = write_request(front, asked.slot.public)
    if name(request) != asked.request:
        raise Trouble("not_allowed", _CHANGED)
    try:
        private = slots.open_private(asked.slot, front.vault, phrase, front.verify)
    except Trouble as wrong:
        raise Trouble("wrong_passphrase", _OTHER) if wrong.code == "wrong_passphrase" else wrong from None
    try:
        data_key = sealing.open_sealed(private, answer.sealed, answer_info(request), front.key_id)
    except keys.NotForUs:
        raise not_the_answer() from None
    return vault.Proof(front, header.unlock_with_key(front, data_key))


def _read_asked(closed: Closed) -> Asked:
    try:
        with closed.file.open("rb") as file:
            body = areas.unpack(ASKED, file.read(areas.AREA_BYTES))
        if body is None:
            raise slots.damaged("H4")
        return msgspec.json.decode(body, type=Asked)
    except FileNotFoundError:
        raise Trouble("not_found", _NOT_ASKED) from None
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        raise slots.damaged("H4") from None


def read_request(closed: Closed) -> Request:
    """Return once more what was asked last; Trouble where the vault has changed since, or was never asked."""
    asked = _read_asked(closed)
    request = write_request(closed.front, asked.slot.public)
    if name(request) != asked.request:
        raise Trouble("not_allowed", _CHANGED)
    return request


def is_waiting(closed: Closed) -> bool:
    """Tell whether two officers were asked, and no answer was used yet."""
    return closed.file.is_file()


def forget(closed: Closed) -> None:
    """Take the one-time key away, once it has served."""
    closed.file.unlink(missing_ok=True)


def not_the_answer() -> Trouble:
    """Return the refusal of a file that answers another request, or was altered on its way."""
    return Trouble("file_not_ours", _NOT_THIS, field="answer")


_NO_PAIR = (
    "This vault is sealed to no two officers of headquarters, so nobody there can open it: it has never "
    "exchanged with them, or they are fewer than two. Everything is safe as it is. Look for the recovery "
    "sheet, or restore a backup whose passphrase is known."
)
_FULL = "The disk is full or cannot be written. Nothing was asked. Free some space and try again."
_OTHER = (
    "This is not the new passphrase that was chosen when the officers were asked. Nothing was changed; "
    "try again, or ask them anew."
)
_CHANGED = (
    "The vault has changed since the officers were asked, so their answer no longer fits. "
    "Nothing was changed; if you still cannot open it, ask them anew."
)
_NOT_ASKED = "The officers were not asked from this vault. Nothing was changed; ask them first."
_NOT_THIS = (
    "This file is not the answer to what was asked here last, or it was altered on its way. "
    "Nothing was changed; ask the officers for it again."
)
