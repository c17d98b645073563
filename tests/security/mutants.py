"""Altered bytes and altered JSON: what a failing disk, a slip or an attacker makes of a file.

`try_all` counts what an attempt does with each: opened, a fault of ours, too much memory, too much time.
"""

from __future__ import annotations

import json
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from focal_desktop.base.trouble import Trouble
from tests import allocator

MIB = 1024 * 1024
MOST_BYTES = 64 * MIB
MOST_S = 0.05
ATTEMPTS = 3  # a busy computer is slow by chance, a costly mutant each time
LONGEST_RUN = 600
CHUNK, ENOUGH = 100, 20  # so many wrong ones prove enough
NUMBERS = (0, 1, -1, 255, 2**16, 2**31, 2**32 - 1, 2**53 + 1, 2**63, 2**64, 10**300)
NESTED = 20_000
RAW = "raw text of a mutant "
TEXTS = (
    *("NaN", "1e999", "-0", "007", "1.5", "0x10", "[" * NESTED, "[" * NESTED + "]" * NESTED),
    *('{"a":' * NESTED, '"\\ud800"', '"\\u0000"', '"', "nul", "", '"' + "A" * 60_000 + '"', "," * 50),
)
VALUES: tuple[Any, ...] = (*NUMBERS, None, True, "", "x", "AAAA", [], {}, [[]], [None] * 500, {"a": {"b": 1}})


def alter_bytes(data: bytes, chance: random.Random, other: bytes = b"") -> bytes:
    """Return other bytes than these; some of `other`, a file of the same sort, may be among them."""
    while True:
        start = chance.randrange(max(1, len(data)))
        end = min(len(data), start + chance.choice((1, 1, 2, 4, 8, 16, 64, LONGEST_RUN)))
        altered = data[:start] + _run_for(data, (start, end), chance, other) + data[end:]
        if chance.random() < 0.1:
            altered = altered[: chance.randrange(len(altered) + 1)]
        if altered != data:
            return altered


def _run_for(data: bytes, place: tuple[int, int], chance: random.Random, other: bytes) -> bytes:
    """Return what takes the place of a run."""
    start, end = place
    held = data[start:end]
    match chance.randrange(8):
        case 0 | 1:
            flipped = bytearray(held or b"\0")
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            return bytes(flipped)
        case 2:
            return chance.randbytes(len(held))
        case 3:
            return bytes([chance.choice((0, 255))]) * len(held)
        case 4:
            return b""
        case 5:
            return held * chance.choice((2, 3, 50))
        case 6:
            size = chance.choice((1, 2, 4, 8))
            return (chance.choice(NUMBERS) % (1 << 8 * size)).to_bytes(size, chance.choice(("big", "little")))
        case _:
            source = other or data
            at = chance.randrange(max(1, len(source)))
            return source[at : at + max(1, len(held))]


def alter_json(text: bytes, chance: random.Random) -> bytes:
    """Return another JSON text: a value, a type, a length, a field or its letters changed."""
    if chance.random() < 0.1:
        return alter_bytes(text, chance)
    found = json.loads(text)
    places = list(list_places(found))
    for holder, key in chance.choices(places, k=chance.choice((1, 1, 1, 2, 3))):
        with suppress(KeyError, IndexError):  # gone with an earlier change
            _change(holder, key, chance)
    altered = _write(found)
    return altered if altered != text else altered + b" "


def list_places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a JSON value as what holds it and the key or index there."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, held in list(inner):
        yield value, key
        yield from list_places(held)


def _change(holder: Any, key: Any, chance: random.Random) -> None:
    held = holder[key]
    match chance.randrange(7):
        case 0:
            holder[key] = chance.choice(VALUES)
        case 1:
            holder[key] = RAW + str(chance.randrange(len(TEXTS)))
        case 2:
            del holder[key]
        case 3 if isinstance(holder, dict):
            holder[key + chance.choice(" _\0")] = held
        case 4 if isinstance(held, int):
            holder[key] = held + chance.choice((-1, 1, held, -2 * held, 1000))
        case 5 if isinstance(held, list):
            holder[key] = held * chance.choice((0, 2, 40))
        case _:
            holder[key] = _alter_text(held, chance) if isinstance(held, str) else [held]


def _alter_text(held: str, chance: random.Random) -> str:
    letters = "0123456789abcdefABCDEF+/=-.dbé\n"
    at = chance.randrange(len(held) + 1)
    end = min(len(held), at + chance.choice((0, 1, 4, 100)))
    return held[:at] + "".join(chance.choices(letters, k=chance.choice((0, 1, 4, 100)))) + held[end:]


def _write(value: Any) -> bytes:
    text = json.dumps(value, separators=(",", ":"))
    for number, raw in enumerate(TEXTS):
        text = text.replace(f'"{RAW}{number}"', raw)
    return text.encode("utf-8", "surrogatepass")


class Tried(NamedTuple):
    """What became of all mutants of one sort."""

    tried: int
    bad: Counter[str]
    codes: Counter[str]

    def detail(self) -> str:
        """Return what went wrong how often, and with which words the others were refused."""
        wrong = [f"{name} {self.bad[name]}" for name in ("opened", "fault", "memory", "time")]
        return ", ".join([*wrong, *(f"{code} {number:,}" for code, number in sorted(self.codes.items()))])


def try_all(mutants: Iterable[bytes], attempt: Callable[[bytes], object], allowed: frozenset[str]) -> Tried:
    """Try each mutant within the memory; each must be refused with an allowed code, and soon."""
    tried, bad, codes = 0, Counter[str](), Counter[str]()
    made = iter(mutants)
    while bad.total() < ENOUGH and (chunk := list(islice(made, CHUNK))):
        with limited_memory(MOST_BYTES):
            for mutant in chunk:
                tried += 1
                said, took_s = _try_one(mutant, attempt)
                if said not in allowed:
                    bad[said if said in ("opened", "memory") else "fault"] += 1
                if said not in ("opened", "memory"):
                    codes[said] += 1
                if took_s > MOST_S:
                    bad["time"] += 1
    return Tried(tried, bad, codes)


def _try_one(mutant: bytes, attempt: Callable[[bytes], object]) -> tuple[str, float]:
    shortest_s = float("inf")
    for _ in range(ATTEMPTS):
        began = time.thread_time()
        said = _ask(mutant, attempt)
        shortest_s = min(shortest_s, time.thread_time() - began)
        if shortest_s <= MOST_S:
            break
    return said, shortest_s


def _ask(mutant: bytes, attempt: Callable[[bytes], object]) -> str:
    try:
        attempt(mutant)
    except Trouble as trouble:
        return "memory" if trouble.code == "not_enough_memory" else trouble.code
    except MemoryError:
        return "memory"
    except Exception as fault:  # noqa: BLE001 whatever it is, it is what this test looks for
        return type(fault).__name__
    return "opened"


@contextmanager
def limited_memory(more_bytes: int) -> Iterator[None]:
    """Let this process take no more than so much beyond what it has, meanwhile."""
    allocator.give_back()
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (held + more_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
