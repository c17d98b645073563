"""Files in the age format at a cost that a test can pay many times; the product has no way to make them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHEAP = 4
FRONT = b"age-encryption.org/v1\n"


def seal_cheaply(data: bytes, words: str, *, log_cost: int = CHEAP, shown: int | None = None) -> bytes:
    """Return an age file for a passphrase; `shown` is the cost it claims, where that is another one."""
    file_key, salt = secrets.token_bytes(16), secrets.token_bytes(16)
    derived = hashlib.scrypt(
        words.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=1 << log_cost, r=8, p=1, dklen=32
    )
    wrapped = ChaCha20Poly1305(derived).encrypt(bytes(12), file_key, None)
    cost = str(log_cost if shown is None else shown).encode()
    header = FRONT + b"-> scrypt " + _encode(salt) + b" " + cost + b"\n" + _encode(wrapped) + b"\n---"
    mac = hmac.digest(_derive(file_key, b"", b"header"), header, "sha256")
    nonce = secrets.token_bytes(16)
    key = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    text = key.encrypt(bytes(11) + b"\x01", data, None)  # one last chunk
    return header + b" " + _encode(mac) + b"\n" + nonce + text


def _encode(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _derive(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=info).derive(key)
