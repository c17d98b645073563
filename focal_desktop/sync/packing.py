"""What an envelope holds: changes and heads as text, compressed, padded, sealed; and back, within a cap."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import msgspec
import zstandard

from focal_desktop.crypto import chain, envelope, keys, signing
from focal_desktop.domain.change import Change
from focal_desktop.sync import grouping
from focal_desktop.wire import Envelope, Header, Malformed, device_id
from focal_desktop.wire.octets import Octets, sized

LEVEL = 19
RAW_BYTES = 52_000
"""About what fills an envelope of 12 KB once it is compressed."""
BATCH_BYTES = 2 * 1024 * 1024
FLOOR_BYTES = 256
PLAIN_BYTES = 8 * 1024 * 1024
"""No envelope opens to more, and no batch of primed ones either."""
ALONE, PRIMED = 0, 1


class Segment(
    msgspec.Struct, frozen=True, omit_defaults=True, rename={"heads": "h", "word": "w", "raw": "c"}
):
    """The text of one envelope: heads of the scope's feeds, headquarters' dated word, and packed changes."""

    heads: dict[str, int] = {}
    word: str = ""
    raw: msgspec.Raw = msgspec.Raw(b"[]")

    def changes(self, scope: str, device: str) -> list[Change]:
        """Return the changes it carries; ValueError for anything else."""
        return grouping.unpack(bytes(self.raw), scope, device)


def write_segment(carried: Sequence[Change], heads: dict[str, int], word: str) -> bytes:
    """Return the text of one envelope."""
    segment = Segment(heads, word, msgspec.Raw(grouping.pack(carried)))
    return msgspec.json.encode(segment, order="sorted")


def read_segment(text: bytes) -> Segment:
    """Read the text of one envelope; ValueError for anything else."""
    return msgspec.json.decode(text, type=Segment)


class Press:
    """Compresses the envelopes of one batch, each primed by those before it, and says so in each."""

    def __init__(self) -> None:
        self._stream: zstandard.ZstdCompressionObj | None = None
        self._size = 0

    def press(self, text: bytes) -> tuple[int, bytes]:
        """Return how a text was compressed, and the bytes."""
        if self._stream is None or self._size + len(text) > BATCH_BYTES:
            params = zstandard.ZstdCompressionParameters.from_level(
                LEVEL, window_log=21, write_content_size=0
            )
            self._stream = zstandard.ZstdCompressor(compression_params=params).compressobj()
            how, self._size = ALONE, 0
        else:
            how = PRIMED
        self._size += len(text)
        pressed = self._stream.compress(text) + self._stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
        return how, pressed


def expand(earlier: Sequence[bytes], pressed: bytes) -> bytes:
    """Return the text of an envelope, given the compressed bytes of its batch before it; capped."""
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 23).stream_reader(
        BytesIO(b"".join((*earlier, pressed))), read_across_frames=False
    )
    try:
        before = _length(earlier)
        found = reader.read(PLAIN_BYTES + 1)
    except zstandard.ZstdError as wrong:
        raise Malformed from wrong
    if len(found) > PLAIN_BYTES:
        raise Malformed
    return found[before:]


def _length(earlier: Sequence[bytes]) -> int:
    if not earlier:
        return 0
    reader = zstandard.ZstdDecompressor(max_window_size=1 << 23).stream_reader(BytesIO(b"".join(earlier)))
    return len(reader.read(PLAIN_BYTES + 1))


def pad(data: bytes) -> bytes:
    """Pad so that the length tells little (Padme), with a floor that small envelopes share."""
    size = max(len(data), FLOOR_BYTES)
    exponent = size.bit_length() - 1
    free_bits = exponent - exponent.bit_length()
    mask = (1 << max(free_bits, 0)) - 1
    return data.ljust((size + mask) & ~mask, b"\0")


def enclose(pressed: bytes, text: bytes) -> bytes:
    """Return what is sealed: the digest of the text, the compressed text, padding."""
    return pad(name_text(text) + sized(pressed))


def name_text(text: bytes) -> bytes:
    """Return the digest of a text that stands inside its envelope."""
    return chain.digest16(text)


def disclose(plain: bytes) -> tuple[bytes, bytes]:
    """Return the digest and the compressed text of what was sealed."""
    reader = Octets(plain)
    return reader.take(chain.DIGEST_BYTES), reader.sized(len(plain))


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
