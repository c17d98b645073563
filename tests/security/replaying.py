"""How a disk may lie after a power cut: what was not flushed is lost, kept, torn, reordered or garbage.

The disk honours a flush: what a flush came back for is there. Sectors of 512 bytes are written whole.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from tests.security import recording
from tests.security.recording import Event, Lying

SECTOR_BYTES = 512
T = TypeVar("T")
Piece = tuple[int, bytes | None]
"""Bytes at a place; without bytes the size that the file was given there."""
Image = dict[str, bytes | None]
Filler = Callable[[int, int], bytes]


class Naming(NamedTuple):
    """What was done to names: which names, and the file that the last of them leads to since."""

    what: str
    names: Sequence[str]
    file: File | None


class File:
    """One file: what is on the disk for certain, and what was done since."""

    def __init__(self, data: bytes = b"") -> None:
        self.durable = bytearray(data)
        self.waiting: list[Piece] = []
        self.size = len(data)
        self.former = b""

    def take(self, piece: Piece) -> None:
        """Do something to the file that no flush has come for."""
        at, data = piece
        if data is None and at < self.size:
            self.former = bytes(self.whole())
        self.size = at if data is None else max(self.size, at + len(data))
        self.waiting.append(piece)

    def flush(self) -> None:
        """Let everything be on the disk for certain."""
        self.durable = self.whole()
        self.waiting = []

    def whole(self) -> bytearray:
        """Return the file as the program sees it."""
        found = bytearray(self.durable)
        for piece in self.waiting:
            _put(found, piece, _zeros)
        return found


class Disk:
    """A disk to which recorded events happen, one after the other."""

    def __init__(self, root: Path, lying: Mapping[str, Lying]) -> None:
        self.root = str(root)
        self._nodes = {held.node: File(held.data) for held in lying.values() if held is not None}
        self._names = {name: None if held is None else self._nodes[held.node] for name, held in lying.items()}
        self._durable = dict(self._names)
        self._waiting: list[Naming] = []
        self._former: dict[str, bytes] = {}

    def take(self, event: Event) -> None:
        """Let one event happen."""
        match event.what:
            case recording.WRITTEN:
                self._nodes[event.node].take((event.at, event.data))
            case recording.CUT:
                self._nodes[event.node].take((event.at, None))
            case recording.FLUSHED:
                self._nodes[event.node].flush()
            case recording.FOLDER_FLUSHED:
                self._flush_folder(event.data.decode())
            case recording.TOLD:
                pass
            case _:
                self._rename(event)

    def _rename(self, event: Event) -> None:
        names = event.data.decode().split("\n")
        if event.what == recording.CREATED:
            self._nodes[event.node] = file = File()
            file.former = self._former.get(names[0], b"")
            self._names[names[0]] = file
        elif event.what == recording.FOLDER_MADE:
            self._names[names[0]] = None
        else:
            file_gone = self._names.pop(names[0])
            if event.what == recording.RENAMED:
                self._names[names[1]] = file_gone
            elif file_gone is not None:
                self._former[names[0]] = bytes(file_gone.whole())
        self._waiting.append(Naming(event.what, names, self._names.get(names[-1])))

    def _flush_folder(self, folder: str) -> None:
        _apply(self._durable, [one for one in self._waiting if _folder_of(one.names[-1]) == folder])
        self._waiting = [one for one in self._waiting if _folder_of(one.names[-1]) != folder]

    def cut(self, chance: random.Random) -> Image:
        """Return one way in which the disk may lie if the power is cut now."""
        names = dict(self._durable)
        _apply(names, _choose(self._waiting, chance))
        lying = {name: file for name, file in names.items() if self._is_reached(names, name)}
        return {name: None if file is None else _settle(file, chance) for name, file in lying.items()}

    def _is_reached(self, names: dict[str, File | None], name: str) -> bool:
        folder = _folder_of(name)
        return folder == self.root or (folder in names and self._is_reached(names, folder))

    def whole(self) -> Image:
        """Return the disk as the program sees it."""
        return {name: None if file is None else bytes(file.whole()) for name, file in self._names.items()}


def _apply(names: dict[str, File | None], changes: Iterable[Naming]) -> None:
    for change in changes:
        if change.what != recording.UNLINKED:
            names[change.names[-1]] = change.file
        if change.what in (recording.UNLINKED, recording.RENAMED):
            names.pop(change.names[0], None)


def _folder_of(name: str) -> str:
    return name.rpartition("/")[0]


def _choose(waiting: Sequence[T], chance: random.Random) -> list[T]:
    """Return which of the things that wait happened: none, all, the first ones, or any of them."""
    match chance.randrange(6):
        case 0:
            return []
        case 1:
            return list(waiting)
        case 2:
            return list(waiting[: chance.randint(0, len(waiting))])
    share = chance.random()
    return [one for one in waiting if chance.random() < share]


def _settle(file: File, chance: random.Random) -> bytes:
    """Return one way in which a file may lie."""
    if not file.waiting:
        return bytes(file.durable)
    found = bytearray(file.durable)
    filler = _choose_filler(file, chance)
    is_torn = chance.random() < 0.75
    pieces = [part for piece in file.waiting for part in _tear(piece)] if is_torn else file.waiting
    for piece in _choose(pieces, chance):
        _put(found, piece, filler)
    if len(found) < file.size and chance.random() < 0.5:
        size = file.size if chance.random() < 0.5 else chance.randint(len(found), file.size)
        _put(found, (size, None), filler)
    return bytes(found)


def _choose_filler(file: File, chance: random.Random) -> Filler:
    def garbage(_at: int, length: int) -> bytes:
        return chance.randbytes(length)

    def former(at: int, length: int) -> bytes:
        return file.former[at : at + length].ljust(length, b"\0")

    return chance.choice((_zeros, garbage, former))


def _zeros(_at: int, length: int) -> bytes:
    return bytes(length)


def _tear(piece: Piece) -> list[Piece]:
    """Return a piece in its sectors."""
    at, data = piece
    if data is None:
        return [piece]
    ends = [*range((at // SECTOR_BYTES + 1) * SECTOR_BYTES - at, len(data), SECTOR_BYTES), len(data)]
    starts = [0, *ends[:-1]]
    return [(at + start, data[start:end]) for start, end in zip(starts, ends, strict=True)]


def _put(found: bytearray, piece: Piece, filler: Filler) -> None:
    at, data = piece
    if at > len(found):
        found += filler(len(found), at - len(found))
    if data is None:
        del found[at:]
    else:
        found[at : at + len(data)] = data
