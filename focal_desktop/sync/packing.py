"""What an envelope holds: changes and heads as text, compressed, padded, sealed; and back, within a cap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
import zstandard

from focal_desktop.base import paths
from focal_desktop.crypto import chain, envelope, keys, signing
from focal_desktop.domain.change import Change
from focal_desktop.sync import grouping
from focal_desktop.wire import Envelope, Header, Malformed, device_id
from focal_desktop.wire.octets import Octets, sized

LEVEL = 19
RAW_BYTES = 34_000
"""About what fills an envelope of 8 KB once it is compressed: so many changes are taken in at once."""
BATCH_BYTES = 2 * 1024 * 1024
SMALL_BYTES = 64 * 1024
FLOOR_BYTES = 256
PLAIN_BYTES = 8 * 1024 * 1024
"""No envelope opens to more, and no batch of primed ones either."""
_SIP_BYTES = 256
"""So little is expanded at a time that what was made to burst stays within a few times the cap."""
FRONT_BYTES = 8
"""So much of an envelope's digest tells it from another in its place; more would only cost the line."""
ALONE, PRIMED, SHIPPED = 0, 1, 2
"""What primed the text of an envelope: nothing, the earlier ones of its batch, or the dictionary we ship."""


class Segment(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    rename={"heads": "h", "fronts": "d", "word": "w", "raw": "c"},
):
    """The text of one envelope: heads of the scope's feeds, headquarters' dated word, and packed changes.

    `fronts` are how the digests of the envelopes at the heads begin, in the order of the devices.
    """

    heads: dict[str, int] = {}
    fronts: bytes = b""
    word: str = ""
    raw: msgspec.Raw = msgspec.Raw(b"[]")

    def changes(self, scope: str, device: str) -> list[Change]:
        """Return the changes it carries; ValueError for anything else."""
        return grouping.unpack(bytes(self.raw), scope, device)

    def list_fronts(self) -> dict[str, bytes]:
        """Return how the digest at each head begins; nothing where an earlier version wrote none."""
        starts = range(0, len(self.fronts), FRONT_BYTES)
        fronts = [self.fronts[start : start + FRONT_BYTES] for start in starts]
        is_whole = len(self.fronts) == FRONT_BYTES * len(self.heads)
        return dict(zip(sorted(self.heads), fronts, strict=True)) if is_whole else {}


def write_segment(
    carried: Sequence[Change], heads: dict[str, int], word: str, fronts: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the text of one envelope; `fronts` by device, for every head or for none."""
    is_known = fronts is not None and heads.keys() <= fronts.keys()
    begun = b"".join(fronts[device] for device in sorted(heads)) if fronts and is_known else b""
    segment = Segment(heads, begun, word, msgspec.Raw(grouping.pack(carried)))
    return msgspec.json.encode(segment, order="sorted")


def read_segment(text: bytes) -> Segment:
    """Read the text of one envelope; ValueError for anything else."""
    return msgspec.json.decode(text, type=Segment)


def weigh(change: Change) -> int:
    """Return about how much a change adds to the text of an envelope."""
    return len(str(change.value)) + len(change.field) + 8


def read_dictionary() -> zstandard.ZstdCompressionDict:
    """Return the dictionary that ships; it stays as it is for ever, a newer one takes the next number."""
    data = paths.resource("feed", "dictionary-1.zdict").read_bytes()
    return zstandard.ZstdCompressionDict(data, dict_type=zstandard.DICT_TYPE_FULLDICT)


class Pressed(NamedTuple):
    """A compressed text, and what primed it."""

    how: int
    data: bytes


def press(texts: Iterable[bytes]) -> list[Pressed]:
    """Return the texts of a feed compressed, in batches, each primed by those of its batch before it.

    A small batch begins with our dictionary; a larger one does better from its own text alone.
    """
    found: list[Pressed] = []
    for batch in _list_batches(texts):
        size = sum(map(len, batch))
        how = SHIPPED if size <= SMALL_BYTES else ALONE
        stream = _start(how, size)
        for text in batch:
            data = stream.compress(text) + stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
            found.append(Pressed(how, data))
            how = PRIMED
    return found


def _list_batches(texts: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def _start(how: int, size: int) -> zstandard.ZstdCompressionObj:
    primer = read_dictionary() if how == SHIPPED else None
    params = zstandard.ZstdCompressionParameters.from_level(
        LEVEL,
        source_size=size,
        dict_size=len(primer.as_bytes()) if primer else 0,  # else the window would be too short for it
        write_content_size=0,
        write_dict_id=0,
    )
    return zstandard.ZstdCompressor(compression_params=params, dict_data=primer).compressobj()


class Expander:
    """Expands a batch, one envelope after the other, up to a cap for all of it."""

    def __init__(self, how: int) -> None:
        """Begin a batch as its first envelope was primed; Malformed where none begins so."""
        if how not in (ALONE, SHIPPED):
            raise Malformed
        primer = read_dictionary() if how == SHIPPED else None
        self._stream = zstandard.ZstdDecompressor(dict_data=primer, max_window_size=1 << 23).decompressobj()
        self._room_bytes = PLAIN_BYTES

    def expand(self, data: bytes) -> bytes:
        """Return the next text of the batch."""
        found = bytearray()
        try:
            for start in range(0, len(data), _SIP_BYTES):
                found += self._stream.decompress(data[start : start + _SIP_BYTES])
                if len(found) > self._room_bytes:
                    raise Malformed
        except zstandard.ZstdError as wrong:
            raise Malformed from wrong
        self._room_bytes -= len(found)
        return bytes(found)


def expand(earlier: Sequence[Pressed], mine: Pressed) -> bytes:
    """Return the text of an envelope, given those of its batch before it; capped."""
    expander = Expander((*earlier, mine)[0].how)
    for pressed in earlier:
        expander.expand(pressed.data)
    return expander.expand(mine.data)


def pad(data: bytes) -> bytes:
    """Pad so that the length tells little (Padme), with a floor that small envelopes share."""
    size = max(len(data), FLOOR_BYTES)
    exponent = size.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    mask = (1 << max(free_bits, 0)) - 1
    return data.ljust((size + mask) & ~mask, b"\0")


def enclose(pressed: Pressed, text: bytes) -> bytes:
    """Return what is sealed: the digest of the text, the compressed text, padding."""
    return pad(name_text(text) + sized(pressed.data))


def name_text(text: bytes) -> bytes:
    """Return the digest of a text that stands inside its envelope."""
    return chain.digest16(text)


def disclose(found: Envelope, key: bytes) -> tuple[bytes, Pressed]:
    """Return the digest of an envelope's text and the text, compressed; Malformed as `unseal` says."""
    reader = Octets(unseal(found, key))
    return reader.take(chain.DIGEST_BYTES), Pressed(found.header.dictionary, reader.sized(PLAIN_BYTES))


def seal(header: Header, key: bytes, plain: bytes, seed: bytes) -> bytes:
    """Return a sealed and signed envelope as bytes."""
    nonce, ciphertext = envelope.seal(key, header.encode(), plain)
    made = Envelope(header=header, nonce=nonce, ciphertext=ciphertext)
    return made.signed(signing.sign(seed, made.signed_part())).encode()


def unseal(found: Envelope, key: bytes) -> bytes:
    """Return what was sealed; Malformed where the key is another or anything was altered."""
    try:
        return envelope.open_sealed(
            key, found.header.key_id, found.header.encode(), found.nonce, found.ciphertext
        )
    except keys.NotForUs as wrong:
        raise Malformed from wrong


def is_by(found: Envelope, public: bytes) -> bool:
    """Tell whether an envelope was signed by this key, and names its device."""
    is_named = device_id(public) == found.header.device
    return is_named and signing.is_signed(public, found.signed_part(), found.signature)
