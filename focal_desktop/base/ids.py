"""Names that nobody can guess or order by: record ids, the letters of references, ids made from a key."""

import base64
import hashlib
import json
import secrets

REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
ID_BYTES = 15


def new_id() -> str:
    """Return a fresh record id: 120 random bits as 24 lower-case letters and digits."""
    return base64.b32encode(secrets.token_bytes(ID_BYTES)).decode("ascii").lower()


def new_number() -> int:
    """Return a fresh number above zero that counts nothing; JSON carries it whole."""
    return secrets.randbelow(1 << 52) + 1


def keyed_id(kind: str, key: tuple[str, ...]) -> str:
    """Return the id that a kind's key fields decide, so that two devices make one record."""
    text = json.dumps((kind, *key)).encode()
    digest = hashlib.sha256(b"record id\x00" + text).digest()[:ID_BYTES]
    return base64.b32encode(digest).decode("ascii").lower()
