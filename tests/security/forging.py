"""Headers, backups and invitations as an attacker leaves them: altered by chance, or forged under own keys.

Whoever forges knows the format and every right check sum; of an invitation even its code.
"""

from __future__ import annotations

import random
from hashlib import sha256
from typing import NamedTuple

import msgspec

from focal_desktop.crypto import keys, passphrase, signing
from focal_desktop.store import areas, backup, header, slots
from focal_desktop.store.areas import AREA_BYTES
from focal_desktop.wire.invitation import Signed, read_file, write_file
from focal_desktop.wire.magic import BACKUP, HEADER, Magic
from tests.security.mutants import alter_bytes, alter_json

STRANGERS = signing.new_seed()


class Made(NamedTuple):
    """A vault's header and its backup, as an attacker finds them, and the person's printed code."""

    area: bytes
    backup: bytes
    code: str


def split_area(magic: Magic, area: bytes) -> tuple[bytes, bytes]:
    """Return signature and body of a whole area."""
    payload = areas.unpack(magic, area) or b""
    return payload[: signing.SIGNATURE_BYTES], payload[signing.SIGNATURE_BYTES :]


def pack(magic: Magic, payload: bytes) -> bytes:
    """Return an area with a right check sum around what fits into it."""
    return areas.pack(magic, payload[: areas.PAYLOAD_BYTES])


def sign_over(magic: Magic, signed_as: bytes, body: bytes) -> bytes:
    """Return an area that a stranger signed."""
    return pack(magic, signing.sign(STRANGERS, signed_as + body) + body)


def turn_over(front: header.Header) -> header.Header:
    """Return a header that names a stranger's key as the one that signs it."""
    return msgspec.structs.replace(front, verify=signing.public_key(STRANGERS))


def lead_astray(front: header.Header) -> header.Header:
    """Return a header whose own passphrase and code lead to a stranger's data key."""
    data_key = keys.new_key()
    named = msgspec.structs.replace(turn_over(front), key_id=keys.key_id(data_key))
    assert named.code is not None
    return msgspec.structs.replace(
        named,
        passphrase=slots.seal_data_key(named.passphrase, named.vault, data_key),
        code=slots.seal_data_key(named.code, named.vault, data_key),
    )


def alter_header(made: Made, chance: random.Random) -> bytes:
    """Return both areas altered: by chance, cut short, or behind a right check sum; nobody signed it."""
    signature, body = split_area(HEADER, made.area)
    match chance.randrange(4):
        case 0:
            area = alter_bytes(made.area, chance, made.backup)[:AREA_BYTES].ljust(AREA_BYTES, b"\0")
            return area * areas.AREAS if area != made.area else alter_header(made, chance)
        case 1:
            return made.area[: chance.choice((chance.randrange(200), chance.randrange(AREA_BYTES)))]
        case 2:
            return pack(HEADER, alter_bytes(signature + body, chance)) * areas.AREAS
        case _:
            return pack(HEADER, signature + alter_json(body, chance)) * areas.AREAS


def forge_header(made: Made, chance: random.Random) -> bytes:
    """Return a header that a stranger altered and signed."""
    front = msgspec.json.decode(split_area(HEADER, made.area)[1], type=header.Header)
    forged = lead_astray(front) if chance.random() < 0.1 else turn_over(front)
    body = msgspec.json.encode(forged)
    if chance.random() < 0.8:
        body = alter_json(body, chance)
    return sign_over(HEADER, header.SIGNED_AS, body) * areas.AREAS


def alter_backup(made: Made, chance: random.Random) -> bytes:
    """Return a backup altered anywhere, cut short, or behind a right check sum; nobody signed it."""
    front, inner = made.backup[:AREA_BYTES], made.backup[AREA_BYTES:]
    signature, body = split_area(BACKUP, front)
    match chance.randrange(5):
        case 0:
            return alter_bytes(front, chance, made.area) + inner
        case 1:
            return front + alter_bytes(inner, chance, made.area)
        case 2:
            return made.backup[: chance.randrange(len(made.backup))]
        case 3:
            return pack(BACKUP, alter_bytes(signature + body, chance)) + inner
        case _:
            return pack(BACKUP, signature + alter_json(body, chance)) + inner


def forge_backup(made: Made, chance: random.Random) -> bytes:
    """Return a backup that a stranger altered and signed, with the database as it was or another."""
    front, inner = made.backup[:AREA_BYTES], made.backup[AREA_BYTES:]
    said = msgspec.json.decode(split_area(BACKUP, front)[1], type=backup.Front)
    if chance.random() < 0.3:
        inner = alter_bytes(inner, chance)
    forged = lead_astray(said.header) if chance.random() < 0.1 else turn_over(said.header)
    body = msgspec.json.encode(
        backup.Front(header=forged, size_bytes=max(1, len(inner)), digest=sha256(inner).digest())
    )
    if chance.random() < 0.6:
        body = alter_json(body, chance)
    return sign_over(BACKUP, backup.SIGNED_AS, body) + inner


class Invited(NamedTuple):
    """An invitation, its code, and what is sealed in it."""

    data: bytes
    code: str
    inner: bytes

    def seal(self, inner: bytes) -> bytes:
        """Return the file around other words, as somebody makes it who knows the code."""
        key = keys.derive_key(passphrase.code_bytes(self.code), "invitation")
        return write_file(keys.seal_bytes(key, inner, b""))


def alter_invitation(invited: Invited, chance: random.Random) -> bytes:
    """Return an invitation altered by chance, or behind a right digest, or by somebody who knows the code."""
    signed = Signed.decode(invited.inner)
    match chance.randrange(6):
        case 0:
            return alter_bytes(invited.data, chance)
        case 1:
            return write_file(alter_bytes(read_file(invited.data), chance))
        case 2:
            return invited.seal(alter_bytes(invited.inner, chance))
        case 3:
            body = alter_json(signed.body, chance)
            return invited.seal(Signed(body=body, signature=signed.signature).encode())
        case 4:
            body = alter_json(signed.body, chance)
        case _:
            letter = signed.letter()
            roots = [alter_bytes(raw, chance) for raw in letter.roots] * chance.choice((0, 1, 2))
            body = Signed.draft(msgspec.structs.replace(letter, roots=tuple(roots))).body
    forged = Signed(body=body)
    return invited.seal(forged.signed(signing.sign(STRANGERS, forged.signed_part())).encode())
