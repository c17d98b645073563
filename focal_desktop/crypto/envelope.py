"""The cipher of an envelope. Must never open under a key whose id is not the one the header names."""

import hmac

from focal_desktop.crypto import keys

NotForUs = keys.NotForUs


def seal(key: bytes, header_bytes: bytes, plaintext: bytes) -> tuple[bytes, bytes]:
    """Return nonce and ciphertext; the header is bound to them but stays readable."""
    sealed = keys.seal_bytes(key, plaintext, header_bytes)
    return sealed[: keys.NONCE_BYTES], sealed[keys.NONCE_BYTES :]


def open_sealed(key: bytes, key_id: bytes, header_bytes: bytes, nonce: bytes, ciphertext: bytes) -> bytes:
    """Return the plaintext, or raise NotForUs; `key_id` is what the header names."""
    if len(nonce) != keys.NONCE_BYTES or not hmac.compare_digest(keys.key_id(key), key_id):
        raise NotForUs
    return keys.open_bytes(key, nonce + ciphertext, header_bytes)
