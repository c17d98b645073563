"""A real hub in a process of its own, and the kit's counting proxy in front of it; both on loopback."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from focal_desktop.hub import card

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = "127.0.0.1"
TRIES, PAUSE_S = 200, 0.05


class Counted(msgspec.Struct, frozen=True):
    """What the proxy saw since it was last reset."""

    up: int
    down: int
    http: int

    @property
    def both(self) -> int:
        """The bytes of both directions."""
        return self.up + self.down


class Link(msgspec.Struct, frozen=True):
    """The way to the hub: its card, and the address of the proxy before it."""

    card: bytes
    url: str
    control: int

    def reset(self) -> None:
        """Let the proxy count from nothing."""
        self._say("reset")

    def read(self) -> Counted:
        """Return what the proxy counted."""
        return msgspec.json.decode(self._say("stats"), type=Counted)

    def _say(self, word: str) -> bytes:
        with socket.create_connection((LOOPBACK, self.control)) as line:
            line.sendall(word.encode() + b"\n")
            return line.makefile("rb").readline()


@contextmanager
def make_link(folder: Path, kit: Path) -> Iterator[Link]:
    """Start hub and proxy, and end both."""
    with ExitStack() as ending:
        made = card.initialise(folder, "localhost").read_bytes()
        hub = _start(
            ending,
            "-m",
            "focal_desktop",
            "hub",
            "serve",
            "--data",
            str(folder),
            "--bind",
            f"{LOOPBACK}:0",
            "--no-tls",
        )
        if hub.stdout is None:
            raise RuntimeError("the hub says nothing")
        target = int(json.loads(hub.stdout.readline())["url"].rpartition(":")[2])
        listen, control = _find_ports(2)
        proxy = _start(ending, str(kit / "proxy.py"), str(listen), str(target), str(control))
        _wait(proxy, control)
        yield Link(made, f"http://{LOOPBACK}:{listen}", control)


def _start(ending: ExitStack, *words: str) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        (sys.executable, *words), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    ending.callback(process.wait)
    ending.callback(process.terminate)
    return process


def _find_ports(count: int) -> Sequence[int]:
    """Return ports that are free now."""
    with ExitStack() as held:
        found = [held.enter_context(socket.create_server((LOOPBACK, 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in found]


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    """Return once a process listens."""
    for _ in range(TRIES):
        try:
            socket.create_connection((LOOPBACK, port)).close()
        except OSError:
            try:
                process.wait(PAUSE_S)
            except subprocess.TimeoutExpired:
                continue
            raise RuntimeError("the proxy ended") from None
        return
    raise RuntimeError("the proxy does not listen")
