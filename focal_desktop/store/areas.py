"""A file of two areas, written in turn and in place, so that a power cut leaves one of them whole.

Once made it must never be replaced by a new file: the old one would stay readable on the raw disk.
"""

import hashlib
import os
from pathlib import Path

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import durable
from focal_desktop.wire.magic import Magic

AREA_BYTES = 64 * 1024
AREAS = 2
LENGTH_BYTES = 4
CHECK_BYTES = 16
FRONT_BYTES = 5 + LENGTH_BYTES
PAYLOAD_BYTES = AREA_BYTES - FRONT_BYTES - CHECK_BYTES


def pack(magic: Magic, payload: bytes) -> bytes:
    """Return one whole area: front, length, payload, check sum, zeros. Later versions keep this frame."""
    if len(payload) > PAYLOAD_BYTES:
        raise ValueError("more than an area holds")
    framed = magic.front() + len(payload).to_bytes(LENGTH_BYTES, "big") + payload
    return (framed + _check_sum(framed)).ljust(AREA_BYTES, b"\0")


def unpack(magic: Magic, area: bytes) -> bytes | None:
    """Return the payload, or None for anything damaged; Trouble only where a newer version is whole."""
    length = int.from_bytes(area[FRONT_BYTES - LENGTH_BYTES : FRONT_BYTES], "big")
    end = FRONT_BYTES + length
    if len(area) != AREA_BYTES or area[:4] != magic.letters or length > PAYLOAD_BYTES:
        return None
    if area[end : end + CHECK_BYTES] != _check_sum(area[:end]) or area[end + CHECK_BYTES :].strip(b"\0"):
        return None  # one payload has one form: what stands behind it was never written by us
    if area[4] > magic.version:
        raise Trouble(
            "newer_version",
            "A newer version of the program wrote this vault. Install that version to open it; "
            "nothing was changed.",
        )
    return area[FRONT_BYTES:end] if area[4] == magic.version else None


def split(data: bytes) -> tuple[bytes, bytes]:
    """Return the two areas of a file, cut short or not."""
    return data[:AREA_BYTES], data[AREA_BYTES : AREAS * AREA_BYTES]


def read(path: Path) -> bytes:
    """Return the bytes of both areas, and never more, whatever the size of the file."""
    with path.open("rb") as file:
        return file.read(AREAS * AREA_BYTES)


def create(path: Path, area: bytes) -> None:
    """Make the file with the same area twice; it must not exist, and is there whole or not at all."""
    if path.exists():
        raise FileExistsError(path)
    draft = path.with_name(f"{path.name}.new")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(draft, flags, 0o600), "wb") as file:
        file.write(area * AREAS)
        file.flush()
        durable.flush_file(file.fileno())
    draft.rename(path)
    try:
        durable.flush_folder(path.parent)
    except OSError:
        path.unlink()  # a name that a power cut may take is none
        raise


def overwrite(path: Path, index: int, area: bytes) -> None:
    """Write one area in place; the other is not touched. Durable on return."""
    with path.open("r+b") as file:
        file.seek(index * AREA_BYTES)
        file.write(area)
        file.flush()
        durable.flush_file(file.fileno())


def _check_sum(framed: bytes) -> bytes:
    return hashlib.sha256(b"focal area\0" + framed).digest()[:CHECK_BYTES]
