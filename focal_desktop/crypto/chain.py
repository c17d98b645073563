"""Digests that name bytes and join them into chains. Must never be used as keys."""

import hashlib
import hmac

DIGEST_BYTES = 16
LINK_BYTES = 32
SALT_BYTES = 16
START = bytes(LINK_BYTES)


def digest16(data: bytes) -> bytes:
    """Return the short digest that names an envelope, an entry or a file."""
    return hashlib.sha256(data).digest()[:DIGEST_BYTES]


def salted(content: bytes, salt: bytes) -> bytes:
    """Return a digest of the content that tells nothing about it once the salt is destroyed."""
    if len(salt) < SALT_BYTES:
        raise ValueError("a salt needs at least 16 random bytes")
    return hmac.digest(salt, b"focal content\0" + content, "sha256")


def is_salted(content: bytes, salt: bytes, commitment: bytes) -> bool:
    """Tell whether this content, with its salt, is what a digest commits to; a short salt is False."""
    return len(salt) >= SALT_BYTES and hmac.compare_digest(salted(content, salt), commitment)


def link(previous: bytes, digest: bytes) -> bytes:
    """Return the head of a chain after one more digest; the first link follows `START`."""
    if len(previous) != LINK_BYTES:
        raise ValueError("a chain head has 32 bytes")
    return hashlib.sha256(b"focal link\0" + previous + digest).digest()
