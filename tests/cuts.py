"""Cutting the program short: how its files lie before each thing it does to them, and stopping it there."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from focal_desktop.base.trouble import Trouble

OPERATIONS = frozenset({"open", "write", "flush", "fsync", "lseek", "close", "mkdir", "unlink", "rename"})
STATEMENTS = frozenset({"execute", "backup"})
ALL = OPERATIONS | STATEMENTS
Image = dict[Path, bytes]


class Cut(BaseException):
    """The program ends here, as by a hand that kills it; no handler of the world's faults sees it."""


@contextmanager
def before_each(told: Callable[[str], None], among: frozenset[str] = ALL) -> Iterator[None]:
    """Call a function with the name of each thing about to be done to a file or a database meanwhile."""

    def look(_frame: FrameType, event: str, function: Any) -> None:
        name = getattr(function, "__name__", "")
        if event == "c_call" and name in among:
            told(name)

    sys.setprofile(look)
    try:
        yield
    finally:
        sys.setprofile(None)


def count(act: Callable[[], object], among: frozenset[str] = ALL) -> int:
    """Return how many things an act does."""
    names: list[str] = []
    with before_each(names.append, among):
        act()
    return len(names)


@contextmanager
def stopped(at: int, why: type[BaseException] = Cut, among: frozenset[str] = ALL) -> Iterator[None]:
    """Raise before the thing of this number, counted from 0, is done."""
    left = [at]

    def stop(_name: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise why()

    with before_each(stop, among):
        yield


def spread(total: int, scale: float) -> list[int]:
    """Return which of so many cuts to make: every other one at full scale, else a few, and the last one."""
    wanted = max(8, int(total * min(1.0, scale) / 2))
    step = max(1, total // wanted)
    return sorted({*range(0, total, step), total - 1})


def try_to(act: Callable[[], object]) -> str:
    """Do something; return the code of its trouble, `stopped` where it was cut short, or nothing."""
    try:
        act()
    except Trouble as trouble:
        return trouble.code
    except (Cut, OSError):
        return "stopped"
    return ""


def read_image(*places: Path) -> Image:
    """Return every file in these folders, or these files, with its bytes."""
    files = [f for place in places for f in (place.iterdir() if place.is_dir() else [place]) if f.is_file()]
    return {file: file.read_bytes() for file in files}


def list_images(act: Callable[[], object], *places: Path) -> list[Image]:
    """Return how the files lie before each thing that an act does, and after the last; none twice."""
    found: list[Image] = []
    is_looking = [False]

    def keep(_name: str) -> None:
        if not is_looking[0]:
            is_looking[0] = True
            image = read_image(*places)
            if not found or found[-1] != image:
                found.append(image)
            is_looking[0] = False

    with before_each(keep):
        act()
    return [*found, read_image(*places)]


def lay_out(image: Image, moves: Mapping[Path, Path]) -> None:
    """Write the files of an image elsewhere: each file or its folder has a new place."""
    for file, data in image.items():
        target = moves.get(file) or moves[file.parent] / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
