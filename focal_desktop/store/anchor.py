"""The anchor, `anchor.bin`: how far the log had come when it was last saved, outside the database.

Must never hold up or undo a save: it comes after the commit, and an anchor behind the database is normal.
"""

import os
from pathlib import Path

from focal_desktop.crypto import keys
from focal_desktop.store import durable
from focal_desktop.wire.magic import ANCHOR

BLOCK_BYTES = 512  # what a disk writes whole
BLOCKS = 2
HEAD_BYTES = 32
SEQUENCE_BYTES = 8
MARKED_BYTES = 5 + SEQUENCE_BYTES + HEAD_BYTES
RECORD_BYTES = MARKED_BYTES + 32
_FRONT = ANCHOR.front()
_PADDING = bytes(BLOCK_BYTES - RECORD_BYTES)


class Anchor:
    """The newest sequence number and chain head, in two records written in turn, in one or two files."""

    def __init__(self, path: Path, copy_path: Path | None, key: bytes) -> None:
        self.key = key
        self._file = _TurnFile(path)
        self._copy = _TurnFile(copy_path) if copy_path is not None else None

    def read(self) -> tuple[int, bytes] | None:
        """Return the highest record that the key vouches for, from both files; None where there is none."""
        blocks = self._file.blocks() + (self._copy.blocks() if self._copy is not None else ())
        found = [record for block in blocks if (record := self._unpack(block)) is not None]
        return max(found, default=None)

    def write(self, sequence: int, head: bytes) -> bool:
        """Note the end of the log over the older record; False where the vault's own file refused.

        Not flushed: what a power cut takes from it only leaves it behind the database.
        """
        block = self._pack(sequence, head)
        if self._copy is not None:
            self._copy.put(block)
        return self._file.put(block)

    def reset(self, sequence: int, head: bytes) -> bool:
        """Start anew from here, durably, even if that is further back, as after a restore."""
        return self.write(sequence, head) and self.write(sequence, head) and self.flush()

    def flush(self) -> bool:
        """Make what was written durable, as before a new header names a new key; False where it refused."""
        if self._copy is not None:
            self._copy.flush()
        return self._file.flush()

    def close(self) -> None:
        """Let go of the files; the next write opens them again."""
        self._file.close()
        if self._copy is not None:
            self._copy.close()

    def _pack(self, sequence: int, head: bytes) -> bytes:
        if len(head) != HEAD_BYTES:
            raise ValueError("a chain head has 32 bytes")
        marked = _FRONT + sequence.to_bytes(SEQUENCE_BYTES, "big") + head
        return marked + keys.mac(self.key, marked) + _PADDING

    def _unpack(self, block: bytes) -> tuple[int, bytes] | None:
        marked, mark = block[:MARKED_BYTES], block[MARKED_BYTES:RECORD_BYTES]
        if not marked.startswith(_FRONT) or not keys.is_mac(self.key, marked, mark):
            return None
        return _claimed(block), marked[-HEAD_BYTES:]


class _TurnFile:
    """Two blocks of one file, written in turn; a fault of the disk is told, never raised."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1
        self._turn = 0

    def __del__(self) -> None:
        self.close()

    def blocks(self) -> tuple[bytes, ...]:
        try:
            with self._path.open("rb") as file:
                data = file.read(BLOCKS * BLOCK_BYTES)
        except OSError:
            return ()
        return data[:BLOCK_BYTES], data[BLOCK_BYTES:]

    def put(self, block: bytes) -> bool:
        try:
            if self._descriptor < 0:
                self._open()
            os.lseek(self._descriptor, self._turn * BLOCK_BYTES, os.SEEK_SET)
            is_whole = os.write(self._descriptor, block) == BLOCK_BYTES
        except OSError:
            self.close()
            return False
        self._turn ^= 1
        return is_whole

    def flush(self) -> bool:
        if self._descriptor < 0:
            return False
        try:
            durable.flush_file(self._descriptor)
        except OSError:
            return False
        return True

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _open(self) -> None:
        is_new = not self._path.exists()
        if is_new:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        self._descriptor = os.open(self._path, flags, 0o600)
        if is_new:
            os.write(self._descriptor, bytes(BLOCKS * BLOCK_BYTES))
            durable.flush_file(self._descriptor)
            durable.flush_folder(self._path.parent)
        # By the number a record claims, whoever marked it: a new key's first record must go over the
        # older one and leave the newest of the former key, which counts until the header is switched.
        first, second = self.blocks() or (b"", b"")
        self._turn = 0 if _claimed(first) <= _claimed(second) else 1


def _claimed(block: bytes) -> int:
    if not block.startswith(_FRONT):
        return -1
    return int.from_bytes(block[len(_FRONT) : len(_FRONT) + SEQUENCE_BYTES], "big")
