"""Looks for marked words in files, in each way a program writes text, and inside what it compressed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import zstandard

from tests.security import memory

LEAST_BYTES = 8  # less would be found by chance
MOST_PLAIN_BYTES = 1 << 22
MOST_PACKED_BYTES = 1 << 20
GZIP, ZIP, ZSTD = b"\x1f\x8b\x08", b"PK\x03\x04", b"\x28\xb5\x2f\xfd"
ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
ZIP_NAME, ZIP_MORE, ZIP_HEAD = 26, 28, 30


def list_forms(mark: str) -> list[bytes]:
    """Return a mark as bytes in each form, small and capital letters too."""
    forms = [one for said in memory.list_forms(mark).values() for one in said]
    forms += [one.encode(code) for one in (mark.lower(), mark.upper()) for code in ("utf-8", "utf-16-le")]
    assert all(len(one) >= LEAST_BYTES for one in forms)
    return forms


def unpack_flat(data: bytes, *, bits: int) -> bytes:
    """Return what a stream holds, as far as it can be read."""
    return zlib.decompressobj(bits).decompress(data, MOST_PLAIN_BYTES)


def unpack_zstd(data: bytes) -> bytes:
    """Return what a frame holds; a longer one is read as far as it goes."""
    with zstandard.ZstdDecompressor().stream_reader(data) as reader:
        return reader.read(MOST_PLAIN_BYTES)


def unpack_zip(data: bytes) -> bytes:
    """Return what one part of an archive holds."""
    sizes = [int.from_bytes(data[place : place + 2], "little") for place in (ZIP_NAME, ZIP_MORE)]
    return unpack_flat(data[ZIP_HEAD + sum(sizes) :], bits=-zlib.MAX_WBITS)


UNPACKERS: Sequence[tuple[bytes, Callable[[bytes], bytes]]] = (
    (GZIP, lambda data: unpack_flat(data, bits=zlib.MAX_WBITS | 16)),
    (ZIP, unpack_zip),
    (ZSTD, unpack_zstd),
    *((one, lambda data: unpack_flat(data, bits=zlib.MAX_WBITS)) for one in ZLIB),
)


def list_unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what each compressed stream in some bytes holds; most that looks like one is none."""
    for magic, unpack in UNPACKERS:
        place = data.find(magic)
        while place >= 0:
            with suppress(zlib.error, zstandard.ZstdError):
                yield unpack(data[place : place + MOST_PACKED_BYTES])
            place = data.find(magic, place + 1)


def list_files(*folders: Path) -> list[Path]:
    """Return every file in some folders."""
    return [file for folder in folders for file in folder.rglob("*") if file.is_file()]


def find_marks(folder: Path, *marks: str) -> list[str]:
    """Return each file in which a mark stands, in its name, its bytes, or what is compressed in it."""
    forms = [form for mark in marks for form in list_forms(mark)]
    return [said for file in list_files(folder) for said in find_in(file, forms)]


def find_in(file: Path, forms: Sequence[bytes]) -> Iterator[str]:
    """Yield what is found in one file."""
    data = file.read_bytes()
    name = str(file).encode()
    for form in forms:
        if form in data or form in name:
            yield f"{file.name}: {form!r}"
    for plain in list_unpacked(data):
        for form in forms:
            if form in plain:
                yield f"{file.name}: compressed {form!r}"
