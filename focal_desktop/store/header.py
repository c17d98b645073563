"""The vault's front door, `header.bin`: who can open it, and which database is the right one.

Must never lead to any key but the one it names, nor be replaced as a file: it is written in place.
"""

import secrets
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, sealing, signing
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.store import areas, slots
from focal_desktop.wire.magic import HEADER

SIGNED_AS = b"focal header\0" + HEADER.front()
MOST_ESCROWS = 10


class Escrow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data key for two officers, who must act one after the other."""

    officers: tuple[str, str]
    sealed: slots.Sealed


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that stands in the clear beside the database; `read` gives none but whole, signed ones."""

    vault: Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
    epoch: Annotated[int, Meta(ge=1, le=2**53)]
    database: Annotated[str, Meta(pattern=r"\Ad-[0-9a-f]{8}\.db\Z")]
    key_id: slots.Bytes16
    verify: slots.Bytes32
    passphrase: slots.PassphraseSlot
    code: slots.CodeSlot | None = None
    escrows: Annotated[tuple[Escrow, ...], Meta(max_length=MOST_ESCROWS)] = ()


class Secrets(msgspec.Struct, frozen=True, kw_only=True):
    """What opens a vault from now on, and the seed that signs its header (kept in the database).

    Without a new code the old one stays good, unless its sheet is to be worthless from now on. With a slot
    that was made before, aside, nothing slow is left to do.
    """

    passphrase: str
    cost: Cost
    signing_seed: bytes
    code: str | None = None
    keeps_code: bool = True
    slot: slots.PassphraseSlot | None = None

    def __repr__(self) -> str:
        """Keep the secrets out of every trace."""
        return "Secrets()"


class Opened(msgspec.Struct, frozen=True):
    """The key that was behind the door."""

    data_key: bytes

    def __repr__(self) -> str:
        """Keep the key out of every trace."""
        return "Opened()"


class Officer(msgspec.Struct, frozen=True):
    """One of two who can open an escrow together: device id and public key."""

    device: str
    public: bytes


def prepare(vault: str, chosen: Secrets) -> Secrets:
    """Return the secrets with the slot of this vault that they open: the slow part, free of any database."""
    return msgspec.structs.replace(chosen, slot=_make_slot(vault, chosen))


def create(chosen: Secrets) -> tuple[Header, Opened]:
    """Return the header of a new vault and its data key; nothing is written yet."""
    unbound = msgspec.structs.replace(chosen, slot=None)  # one that was prepared is another vault's
    return _assemble(secrets.token_hex(16), 0, unbound, None)


def rekey(header: Header, chosen: Secrets, code_seed: bytes) -> tuple[Header, Opened]:
    """Return the header after a new passphrase or code: new data key, key pair and database name.

    Without a new code the old one stays good, as `code_seed`, the signing seed of the day it was made,
    vouches for the new one. Escrows hold the former key and are dropped.
    """
    kept = None
    if header.code is not None and keeps_code(header, chosen):
        verify = signing.public_key(chosen.signing_seed)
        kept = slots.vouch(header.code, header.vault, code_seed, verify)
    return _assemble(header.vault, header.epoch, chosen, kept)


def keeps_code(header: Header, chosen: Secrets) -> bool:
    """Tell whether the code that was printed stays good."""
    return header.code is not None and chosen.code is None and chosen.keeps_code


def renew(header: Header) -> tuple[Header, Opened]:
    """Return the header with a new data key and database name for the same secrets, as after an erasure.

    Whoever knows an old passphrase of this key pair is not shut out: that takes `rekey`.
    """
    return _hold_new_key(header)


def add_escrows(
    header: Header, opened: Opened, pairs: tuple[tuple[Officer, Officer], ...], owner: bytes = b""
) -> Header:
    """Return the header with the data key sealed to each pair, in place of all former pairs.

    The id of the device whose vault it is lies with the key: whoever opens it knows for whom.
    """
    info, held = escrow_info(header.vault, header.key_id), opened.data_key + owner
    made = tuple(
        Escrow(
            (first.device, second.device),
            sealing.seal_to_two(first.public, second.public, held, info),
        )
        for first, second in pairs
    )
    return msgspec.structs.replace(header, escrows=made)


def escrow_info(vault: str, key_id: bytes) -> bytes:
    """Return what an escrow is bound to; the officers need it to open."""
    return b"focal escrow\0" + vault.encode("ascii") + key_id


def split_escrow(plain: bytes) -> tuple[bytes, bytes]:
    """Return the data key that lay in an escrow, and the id of the device whose vault it opens."""
    return plain[: keys.KEY_BYTES], plain[keys.KEY_BYTES :]


def unlock(header: Header, phrase: str) -> Opened:
    """Open by passphrase; Trouble wrong_passphrase, damaged or not_enough_memory."""
    return Opened(
        slots.open_with_passphrase(header.passphrase, header.vault, phrase, header.verify, header.key_id)
    )


def unlock_with_code(header: Header, code: str) -> Opened:
    """Open by the printed recovery code; Trouble wrong_passphrase or damaged."""
    if header.code is None:
        raise Trouble("wrong_passphrase", "No recovery code was made for this vault.")
    return Opened(slots.open_with_code(header.code, header.vault, code, header.verify, header.key_id))


def unlock_with_key(header: Header, data_key: bytes) -> Opened:
    """Open by the key that two officers brought; Trouble damaged if it is not the one named here."""
    if keys.key_id(data_key) != header.key_id:
        raise slots.damaged("H3")
    return Opened(data_key)


def read(path: Path) -> Header:
    """Return the newest whole and signed header; Trouble no_vault, damaged or newer_version."""
    try:
        data = areas.read(path)
    except (FileNotFoundError, NotADirectoryError):
        raise Trouble("no_vault", "There is no vault in this folder.") from None
    return parse(data)


def parse(data: bytes) -> Header:
    """Return the newest whole and signed header in the bytes of the file."""
    whole = [header for header in _parse_both(data) if header is not None]
    if not whole:
        raise slots.damaged("H1")
    return max(whole, key=lambda header: header.epoch)


def write(path: Path, header: Header, signing_seed: bytes) -> Header:
    """Write the header over the older area only and return it with its new epoch; a missing file is made.

    The one commit point of a change of keys: a cut before it leaves the old header, after it the new one.
    """
    if not path.exists():
        header = msgspec.structs.replace(header, epoch=header.epoch + 1)
        areas.create(path, _pack(header, signing_seed))
        return header
    epochs = [found.epoch if found else 0 for found in _parse_both(areas.read(path))]
    header = msgspec.structs.replace(header, epoch=max(*epochs, header.epoch) + 1)
    areas.overwrite(path, epochs.index(min(epochs)), _pack(header, signing_seed))
    return header


def scrub(path: Path) -> None:
    """Copy the newest header over the other area, so that the file keeps no former slot; once is enough."""
    data = areas.read(path)
    newest = parse(data)
    both = areas.split(data)
    index = _parse_both(data).index(newest)
    if both[0] != both[1]:
        areas.overwrite(path, 1 - index, both[index])


def _assemble(vault: str, epoch: int, chosen: Secrets, kept: slots.CodeSlot | None) -> tuple[Header, Opened]:
    verify = signing.public_key(chosen.signing_seed)
    code = slots.make_code_slot(vault, chosen.code, verify) if chosen.code is not None else kept
    return _hold_new_key(
        Header(
            vault=vault,
            epoch=epoch,
            database="",
            key_id=b"",
            verify=verify,
            passphrase=chosen.slot or _make_slot(vault, chosen),
            code=code,
        )
    )


def _make_slot(vault: str, chosen: Secrets) -> slots.PassphraseSlot:
    verify = signing.public_key(chosen.signing_seed)
    return slots.make_passphrase_slot(vault, chosen.passphrase, chosen.cost, verify)


def _hold_new_key(header: Header) -> tuple[Header, Opened]:
    data_key = keys.new_key()
    made = msgspec.structs.replace(
        header,
        database=f"d-{secrets.token_hex(4)}.db",
        key_id=keys.key_id(data_key),
        passphrase=slots.seal_data_key(header.passphrase, header.vault, data_key),
        code=slots.seal_data_key(header.code, header.vault, data_key) if header.code else None,
        escrows=(),
    )
    return made, Opened(data_key)


def _pack(header: Header, signing_seed: bytes) -> bytes:
    if signing.public_key(signing_seed) != header.verify:
        raise ValueError("this seed does not sign for this header")
    body = msgspec.json.encode(header)
    return areas.pack(HEADER, signing.sign(signing_seed, SIGNED_AS + body) + body)


def _parse_both(data: bytes) -> list[Header | None]:
    return [_parse_one(area) for area in areas.split(data)]


def _parse_one(area: bytes) -> Header | None:
    payload = areas.unpack(HEADER, area)
    if payload is None:
        return None
    signature, body = payload[: signing.SIGNATURE_BYTES], payload[signing.SIGNATURE_BYTES :]
    try:
        header = msgspec.json.decode(body, type=Header)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return header if signing.is_signed(header.verify, SIGNED_AS + body, signature) else None
