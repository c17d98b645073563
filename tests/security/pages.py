"""What somebody reads who holds the key of a vault's database: every page of it and of its log, decrypted.

Written from SQLCipher 4's own description of its format and from none of our code; it shares no fault of it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE_BYTES, IV_BYTES, MAC_BYTES, SALT_BYTES = 4096, 16, 64, 16
LOG_FRONT_BYTES, FRAME_FRONT_BYTES = 32, 24
MAC_SALT_MASK, MAC_ROUNDS = 0x3A, 2


def read_pages(data: bytes, key: bytes) -> Iterator[bytes]:
    """Yield the plain text of every page of a database's main file whose mark is right."""
    mac_key = _derive(key, data[:SALT_BYTES])
    for number in range(1, len(data) // PAGE_BYTES + 1):
        page = data[(number - 1) * PAGE_BYTES : number * PAGE_BYTES]
        yield from _open(page, number, key, mac_key)


def read_log(data: bytes, key: bytes, salt: bytes) -> Iterator[bytes]:
    """Yield the plain text of every page in a write-ahead log, of old frames too."""
    mac_key = _derive(key, salt)
    size = FRAME_FRONT_BYTES + PAGE_BYTES
    for start in range(LOG_FRONT_BYTES, len(data) - size + 1, size):
        number = int.from_bytes(data[start : start + 4], "big")
        yield from _open(data[start + FRAME_FRONT_BYTES : start + size], number, key, mac_key)


def read_database(path: Path, key: bytes) -> list[bytes]:
    """Return every page that a key opens, of a database and of the log beside it."""
    data, log = path.read_bytes(), path.with_name(f"{path.name}-wal")
    found = list(read_pages(data, key))
    if log.exists():
        found += read_log(log.read_bytes(), key, data[:SALT_BYTES])
    return found


def _derive(key: bytes, salt: bytes) -> bytes:
    masked = bytes(one ^ MAC_SALT_MASK for one in salt)
    return hashlib.pbkdf2_hmac("sha512", key, masked, MAC_ROUNDS, len(key))


def _open(page: bytes, number: int, key: bytes, mac_key: bytes) -> Iterator[bytes]:
    front = SALT_BYTES if number == 1 else 0
    end = PAGE_BYTES - IV_BYTES - MAC_BYTES
    body, iv, mark = page[front:end], page[end : end + IV_BYTES], page[end + IV_BYTES :]
    said = hmac.digest(mac_key, body + iv + number.to_bytes(4, "little"), "sha512")
    if hmac.compare_digest(said, mark):
        opener = Cipher(algorithms.AES(key), modes.CBC(iv)).decryptor()
        yield opener.update(body) + opener.finalize()
