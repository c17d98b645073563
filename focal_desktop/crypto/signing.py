"""Device signatures and device names. Must never hold or open anything sealed: the hub imports it."""

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SEED_BYTES = 32
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
DEVICE_BYTES = 16
DEVICE_LETTERS = 26


def new_seed() -> bytes:
    """Return a fresh signing seed, the only secret part of a signing key."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def public_key(seed: bytes) -> bytes:
    """Return the public key that checks what the seed signs."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, message: bytes) -> bytes:
    """Return the Ed25519 signature of the message; the same input always gives the same bytes."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Tell whether the signature is the public key's over the message; garbage is False, never an error."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def device_id(public: bytes) -> bytes:
    """Return the 16 bytes that name the device holding this signing key."""
    return hashlib.sha256(b"focal device\0" + public).digest()[:DEVICE_BYTES]


def device_text(device: bytes) -> str:
    """Return a device id as its 26 lower-case letters and digits."""
    if len(device) != DEVICE_BYTES:
        raise ValueError("a device id has 16 bytes")
    return base64.b32encode(device).decode("ascii").rstrip("=").lower()


def device_bytes(text: str) -> bytes:
    """Return the device id that the text names; only the one exact spelling is taken, else ValueError."""
    if len(text) != DEVICE_LETTERS:
        raise ValueError("a device id has 26 letters and digits")
    try:
        device = base64.b32decode(text.upper() + "=" * 6)
    except (binascii.Error, ValueError):
        raise ValueError("a device id holds only a-z and 2-7") from None
    if device_text(device) != text:
        raise ValueError("this is not how a device id is written")
    return device
