"""A backup that two officers open: what is asked of them, and the way in by their answer.

Its one-time key waits among the person's settings, so that the backup itself may lie on any stick.
"""

from __future__ import annotations

from pathlib import Path

from focal_desktop.base import folders
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.store import asking, backup
from focal_desktop.usecases import reopening
from focal_desktop.wire.escrow import Answer, Request


def find(path: Path) -> asking.Closed:
    """Return what is asked of the officers for a backup; Trouble where it is none of ours."""
    return asking.of_backup(path, folders.find_settings())


def ask(path: Path, phrase: str, cost: Cost) -> Request:
    """Return what is asked for a backup that is whole, answered only to whoever knows the new passphrase."""
    backup.read(path)
    return asking.ask(find(path), phrase, cost)


def open_backup(path: Path, data: bytes, phrase: str) -> backup.Source:
    """Open a backup by the officers' answer; it is read whole, as by passphrase or code."""
    answer = reopening.read_paper(data, Answer, "answer")
    front = backup.read(path)
    with backup.as_backup():
        proof = asking.prove(find(path), answer, phrase)
    if front.header != proof.front:
        raise backup.unreadable()
    return backup.Source(path, front, proof.found, answer.by)


def forget(path: Path) -> None:
    """Take the one-time key away, once it has served."""
    asking.forget(find(path))
