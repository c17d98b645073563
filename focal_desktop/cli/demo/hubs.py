"""The demo's hub: a process of its own on loopback, behind TLS, stopped in the end whatever happens."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli.demo.play import Play, require

FOLDER, LOG = "hub", "hub.log"
HOST = "127.0.0.1"
_STOP_S = 15.0
_DOWN = "The demo's hub did not start on this computer. Nothing outside the demo's folder was touched."


class Hub(msgspec.Struct, frozen=True):
    """Where the hub answers, and its card for headquarters."""

    url: str
    card: Path


@contextmanager
def serve(play: Play) -> Iterator[Hub]:
    """Make a hub and serve it while the demo runs."""
    folder = play.out / FOLDER
    with ExitStack() as stack:
        with play.step("Make a hub and start it on this computer"):
            _make(folder)
            process = stack.enter_context(_run(folder, play.out / LOG))
            hub = Hub(_read_url(process), folder / "hub.card")
        yield hub
    with play.step("Stop the hub"):
        require(process.returncode == 0)


def _make(folder: Path) -> None:
    done = subprocess.run(  # noqa: S603 our own words
        _command("init", "--data", str(folder), "--host", HOST),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    require(done.returncode == 0)


@contextmanager
def _run(folder: Path, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the hub's process, and stop it whatever happens."""
    with log.open("wb") as events:
        process = subprocess.Popen(  # noqa: S603 our own words
            _command("serve", "--data", str(folder), "--bind", f"{HOST}:0"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=events,
        )
        try:
            yield process
        finally:
            _stop(process)


def _command(*words: str) -> Sequence[str]:
    alone = ("-I",) if sys.flags.isolated else ()
    return (sys.executable, *alone, "-m", "focal_desktop", "hub", *words)


def _read_url(process: subprocess.Popen[bytes]) -> str:
    line = process.stdout.readline() if process.stdout else b""
    try:
        said = json.loads(line)
    except ValueError:
        said = {}
    if not said.get("ready"):
        raise Trouble("hub_unreachable", _DOWN)
    return str(said["url"])


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
