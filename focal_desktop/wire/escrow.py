"""What goes between a locked laptop and two officers: the request, the half that one opened, the answer.

Files, carried by any means. None holds a key that is not sealed to the one who reads it next.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from focal_desktop.wire import entry, magic, octets
from focal_desktop.wire.magic import Magic
from focal_desktop.wire.octets import sized

FILE_BYTES = 256 * 1024
Vault = Annotated[str, Meta(pattern=r"\A[0-9a-f]{32}\Z")]
Sealed = Annotated[bytes, Meta(max_length=8192)]
Key32 = Annotated[bytes, Meta(min_length=32, max_length=32)]


class Locked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A vault's data key for two officers, in the order in which they act."""

    officers: tuple[entry.Code, entry.Code]
    sealed: Sealed


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A vault that asks to be opened; without a key to answer to, it only asks whether it could be."""

    vault: Vault
    key_id: entry.Hash
    escrows: Annotated[tuple[Locked, ...], Meta(min_length=1, max_length=16)]
    public: Annotated[bytes, Meta(max_length=2048)] = b""

    @property
    def is_rehearsal(self) -> bool:
        """Whether no key is to leave headquarters."""
        return not self.public

    def encode(self) -> bytes:
        """Return the request's bytes; two requests never have the same."""
        return _write(magic.ESCROW_REQUEST, self)

    @classmethod
    def decode(cls, data: bytes) -> Request:
        """Read a request, all of it."""
        return _read(magic.ESCROW_REQUEST, data, cls)


class Half(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A request whose outer layer one officer has opened, for whichever other acts next."""

    request: Annotated[bytes, Meta(max_length=FILE_BYTES)]
    by: entry.Code
    inner: Annotated[tuple[tuple[entry.Code, Sealed], ...], Meta(min_length=1, max_length=16)]

    def encode(self) -> bytes:
        """Return the half's bytes."""
        return _write(magic.ESCROW_HALF, self)

    @classmethod
    def decode(cls, data: bytes) -> Half:
        """Read a half, all of it; the request inside is still bytes."""
        return _read(magic.ESCROW_HALF, data, cls)


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What two officers give back: the key sealed to who asked, or a mark that only its holder can make."""

    request: Key32
    by: tuple[entry.Code, entry.Code]
    sealed: Sealed = b""
    mark: Annotated[bytes, Meta(max_length=32)] = b""

    def encode(self) -> bytes:
        """Return the answer's bytes."""
        return _write(magic.ESCROW_ANSWER, self)

    @classmethod
    def decode(cls, data: bytes) -> Answer:
        """Read an answer, all of it."""
        return _read(magic.ESCROW_ANSWER, data, cls)


Paper = TypeVar("Paper", Request, Half, Answer)


def _write(front: Magic, paper: Request | Half | Answer) -> bytes:
    whole = front.front() + sized(msgspec.json.encode(paper, order="deterministic"))
    return whole + octets.digest(whole)


def _read(front: Magic, data: bytes, kind: type[Paper]) -> Paper:
    reader = octets.Octets(data)
    front.enter(reader)
    body = reader.sized(FILE_BYTES)
    is_whole = reader.take(octets.DIGEST_BYTES) == octets.digest(data[: -octets.DIGEST_BYTES])
    reader.finish()
    if not is_whole:
        raise octets.Malformed
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as wrong:
        raise octets.Malformed from wrong
