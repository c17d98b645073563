"""Sealing to a person's public key: HPKE with ML-KEM-768 and X25519, so that what is recorded today stays
closed. Must never be taken as proof of a sender: anyone can seal to a public key.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from focal_desktop.crypto import keys

NotForUs = keys.NotForUs
SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
MLKEM_SEED_BYTES = 64
MLKEM_PUBLIC_BYTES = 1184
X25519_BYTES = 32
PRIVATE_BYTES = MLKEM_SEED_BYTES + X25519_BYTES
PUBLIC_BYTES = MLKEM_PUBLIC_BYTES + X25519_BYTES


def new_private() -> bytes:
    """Return a fresh private key: the seed of ML-KEM-768, then the X25519 key."""
    return MLKEM768PrivateKey.generate().private_bytes_raw() + X25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> bytes:
    """Return the public key to which others seal."""
    lattice, curve = _private_parts(private)
    return lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()


def can_seal_to(public: bytes) -> bool:
    """Tell whether these bytes, perhaps a stranger's, are a public key that `seal` takes."""
    try:
        seal(public, b"", b"")
    except ValueError:
        return False
    return True


def seal(public: bytes, plaintext: bytes, info: bytes, aad: bytes = b"") -> bytes:
    """Return what only the private key, info and aad together open; ValueError for a bad public key."""
    if len(public) != PUBLIC_BYTES:
        raise ValueError("a public key has 1216 bytes")
    lattice = MLKEM768PublicKey.from_public_bytes(public[:MLKEM_PUBLIC_BYTES])
    curve = X25519PublicKey.from_public_bytes(public[MLKEM_PUBLIC_BYTES:])
    return SUITE.encrypt(plaintext, MLKEM768X25519PublicKey(lattice, curve), _bind(info, aad))


def open_sealed(private: bytes, sealed: bytes, info: bytes, aad: bytes = b"") -> bytes:
    """Return the plaintext, or raise NotForUs whatever the reason."""
    try:
        key = MLKEM768X25519PrivateKey(*_private_parts(private))
        return SUITE.decrypt(sealed, key, _bind(info, aad))
    except (InvalidTag, ValueError):
        raise NotForUs from None


def seal_to_two(public_a: bytes, public_b: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Return what opens only when both act, A with `open_outer`, then B with `open_inner`; both are bound."""
    inner = seal(public_b, plaintext, b"inner of two\0" + info, public_a + public_b)
    return seal(public_a, inner, b"outer of two\0" + info, public_a + public_b)


def open_outer(private_a: bytes, public_b: bytes, sealed: bytes, info: bytes) -> bytes:
    """Return the still closed inner part that A hands to B, or raise NotForUs."""
    return open_sealed(private_a, sealed, b"outer of two\0" + info, _public_or_refuse(private_a) + public_b)


def open_inner(private_b: bytes, public_a: bytes, inner: bytes, info: bytes) -> bytes:
    """Return the plaintext once A has opened the outer part, or raise NotForUs."""
    return open_sealed(private_b, inner, b"inner of two\0" + info, public_a + _public_or_refuse(private_b))


def _public_or_refuse(private: bytes) -> bytes:
    try:
        return public_of(private)
    except ValueError:
        raise NotForUs from None


def _private_parts(private: bytes) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
    if len(private) != PRIVATE_BYTES:
        raise ValueError("a private key has 96 bytes")
    lattice = MLKEM768PrivateKey.from_seed_bytes(private[:MLKEM_SEED_BYTES])
    return lattice, X25519PrivateKey.from_private_bytes(private[MLKEM_SEED_BYTES:])


def _bind(info: bytes, aad: bytes) -> bytes:
    # The library's public call takes no associated data. One key seals one message here, so binding it
    # through `info` gives the same promise; the length keeps (ab, c) and (a, bc) apart.
    return len(info).to_bytes(4, "big") + info + aad
