"""The memory of a running program, read as whoever has the computer would, and what is looked for in it."""

from __future__ import annotations

import base64
import ctypes
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

AT_RANDOM, CAP_SYS_PTRACE = 25, 19
MOST_BYTES = 1 << 24
EDGE_BYTES, PIECE_BYTES = 512, 1 << 19
"""What lies across the end of one reading is found in the next."""
ODD = ("[vvar]", "[vsyscall]", "[vdso]", "[vvar_vclock]")


class Span(ctypes.Structure):
    """One stretch of memory, as the system's call has it."""

    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def list_readings(process: int) -> Iterator[tuple[int, int]]:
    """Yield begin and length of each reading."""
    for begin, length in list(list_spans(process)):
        for place in range(begin, begin + length, MOST_BYTES):
            yield place, min(MOST_BYTES + EDGE_BYTES, begin + length - place)


def list_spans(process: int) -> Iterator[tuple[int, int]]:
    """Yield begin and length of all that a program can have written; what it only mapped of files is left."""
    for line in Path(f"/proc/{process}/maps").read_text().splitlines():
        where, rights, _, _, _, *named = line.split(maxsplit=5)
        name = named[0].strip() if named else ""
        is_of_a_file = name.startswith("/") and "w" not in rights
        if "r" in rights and not is_of_a_file and name not in ODD:
            begin, end = (int(part, 16) for part in where.split("-"))
            yield begin, end - begin


def read_outside(process: int) -> Iterator[bytes]:
    """Yield the memory of another program; only who may trace any program is let in."""
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for begin, length in list_readings(process):
            memory.seek(begin)
            yield memory.read(length)


def read_inside(process: int) -> Iterator[bytes]:
    """Yield one's own memory, by the call that no right is needed for."""
    system = ctypes.CDLL(None, use_errno=True)
    room = ctypes.create_string_buffer(MOST_BYTES + EDGE_BYTES)
    for begin, length in list_readings(process):
        here = Span(ctypes.cast(room, ctypes.c_void_p), length)
        there = Span(ctypes.c_void_p(begin), length)
        got = system.process_vm_readv(process, ctypes.byref(here), 1, ctypes.byref(there), 1, 0)
        yield room.raw[: max(got, 0)]


def write_dump(process: int, path: Path) -> None:
    """Write one's own memory into a new file."""
    with path.open("xb") as file:
        for part in read_inside(process):
            file.write(part)


def can_trace() -> bool:
    """Tell whether this process may read the memory of any other."""
    status = Path("/proc/self/status").read_text()
    held = int(next(line.split()[1] for line in status.splitlines() if line.startswith("CapEff")), 16)
    return os.geteuid() == 0 and bool(held >> CAP_SYS_PTRACE & 1)


def read_birth() -> str:
    """Return sixteen bytes that the system drew for this very program: another in its place has others."""
    system = ctypes.CDLL(None)
    system.getauxval.restype = ctypes.c_void_p
    return ctypes.string_at(system.getauxval(AT_RANDOM), 16).hex()


# --- what is looked for


def list_forms(text: str) -> dict[str, tuple[bytes, ...]]:
    """Return the ways in which a program writes a text: plain, two bytes a letter, base64, hexadecimal."""
    plain = text.encode()
    return {
        "utf-8": (plain,),
        "utf-16": (text.encode("utf-16-le"), text.encode("utf-16-be")),
        "base64": tuple(base64.b64encode(b" " * lead + plain)[4:-4] for lead in range(3)),
        "hex": (plain.hex().encode(), plain.hex().upper().encode()),
    }


def list_key_forms(key: bytes) -> dict[str, tuple[bytes, ...]]:
    """Return the ways in which a program holds a key."""
    return {
        "raw": (key,),
        "hex": (key.hex().encode(), key.hex().upper().encode()),
        "base64": (base64.b64encode(key)[:40],),
    }


def count(parts: Iterable[bytes], wanted: Mapping[str, tuple[bytes, ...]]) -> dict[str, int]:
    """Return how often each thing is found; what lies across two stretches is not in one of them."""
    found = dict.fromkeys(wanted, 0)
    for part in parts:
        for begin in range(0, len(part), PIECE_BYTES):  # small enough to stay at hand for every form
            end = begin + PIECE_BYTES + EDGE_BYTES
            for name, forms in wanted.items():
                found[name] += sum(part.count(form, begin, end) for form in forms)
    return found
