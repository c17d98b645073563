"""Keys made from keys, and what a key can do to bytes. Must never write a key anywhere."""

import hashlib
import hmac
import secrets
from typing import Literal, get_args

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
KEY_ID_BYTES = 16
NONCE_BYTES = 12
TAG_BYTES = 16

Purpose = Literal[
    "anchor",
    "backup",
    "bundle",
    "code slot",
    "database",
    "draft",
    "invitation",
    "passphrase slot",
    "reading",
    "rehearsal",
    "search",
]
PURPOSES: frozenset[str] = frozenset(get_args(Purpose))


class NotForUs(Exception):
    """These bytes were sealed for another key or another place, or are damaged; which, nobody can tell."""


def new_key() -> bytes:
    """Return 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def derive_key(secret: bytes, purpose: Purpose, length: int = KEY_BYTES) -> bytes:
    """Return the key for one purpose; keys of two purposes tell nothing about each other or the secret."""
    if purpose not in PURPOSES:
        raise ValueError("not a purpose of the table")
    return HKDF(SHA256(), length, salt=None, info=b"focal key\0" + purpose.encode("ascii")).derive(secret)


def key_id(key: bytes) -> bytes:
    """Return the public name of a key, compared before opening: the cipher does not commit to its key."""
    return hashlib.sha256(b"focal key id\0" + key).digest()[:KEY_ID_BYTES]


def mac(key: bytes, data: bytes) -> bytes:
    """Return the 32 bytes that only a holder of the key can make for this data."""
    return hmac.digest(key, data, "sha256")


def is_mac(key: bytes, data: bytes, claimed: bytes) -> bool:
    """Tell in constant time whether the claimed bytes are the key's mark on the data."""
    return hmac.compare_digest(mac(key, data), claimed)


def seal_bytes(key: bytes, plaintext: bytes, associated: bytes) -> bytes:
    """Return nonce and ciphertext (AES-256-GCM-SIV: a nonce drawn twice betrays equal texts, no more)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCMSIV(key).encrypt(nonce, plaintext, associated)


def open_bytes(key: bytes, sealed: bytes, associated: bytes) -> bytes:
    """Return the plaintext of `seal_bytes`, or raise NotForUs whatever the reason."""
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise NotForUs
    try:
        return AESGCMSIV(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], associated)
    except (InvalidTag, ValueError):
        raise NotForUs from None
