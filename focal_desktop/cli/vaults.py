"""The commands that make a vault and look after it."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from focal_desktop.base.clock import SystemClock
from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, opening
from focal_desktop.crypto import passphrase as phrases
from focal_desktop.domain.kinds import Kinds
from focal_desktop.store import begun
from focal_desktop.store.vault import Making
from focal_desktop.usecases import checking, shipped, unlocking
from focal_desktop.usecases import phrases as strengths
from focal_desktop.usecases.unlocking import Place


def run_create(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Make the vault of an office that stands alone."""
    folder = opening.vault_folder(asked)
    place = Place(
        office=asked.office, office_name=asked.office_name, country=asked.country, person=asked.person
    )
    session = unlocking.create_office(
        folder,
        place,
        make(asked, folder),
        clock=SystemClock(),
        policy=shipped.load_policy(),
        kinds=kinds,
    )
    unlocking.lock(session)
    answer = {"ok": True, "vault": str(folder), "office": asked.office, "device": session.person.device}
    answers.say(answer, wants_json="json" in asked)
    return 0


def make(asked: argparse.Namespace, folder: Path) -> Making:
    """Return what a new vault needs: passphrase, its cost on this computer, a recovery code if asked for."""
    refuse_existing(folder)
    return choose(asked, opening.read_passphrase(asked, is_new=True))


def refuse_existing(folder: Path) -> None:
    """Refuse a folder that holds a vault, before anything is asked; say where an earlier try was cut."""
    if (folder / "header.bin").exists():
        raise Trouble(
            "vault_exists", "There is a vault in this folder already. It was not touched.", field="vault"
        )
    if begun.is_half(folder):
        answers.tell(
            "An earlier try was broken off here before there was a vault; what it left is taken away first."
        )


def choose(asked: argparse.Namespace, said: str) -> Making:
    """Return a passphrase with its cost on this computer, and a recovery code in its file if asked for."""
    code = phrases.new_code() if asked.recovery_out else None
    if code:
        write_secret(Path(asked.recovery_out), code, "recovery_out")
    answers.tell("Fitting the passphrase's cost to this computer; a few seconds.")
    cost = unlocking.fit_cost(time.perf_counter)
    if strengths.is_stepped_down(cost):
        answers.tell(
            "This computer is slow, so each guess of the passphrase costs less here than elsewhere. "
            "Five generated words make up for it; a short phrase of your own does not."
        )
    return Making(passphrase=said, cost=cost, code=code)


def write_secret(path: Path, text: str, field: str) -> None:
    """Write a code into a new file that only this person can read; an existing file is never overwritten."""
    write_new(path, f"{text}\n".encode(), field)


def write_new(path: Path, data: bytes, field: str) -> None:
    """Write a new file that only this person can read; an existing file is never overwritten."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
    except FileExistsError as wrong:
        raise Trouble(
            "not_allowed", "That file is there already; it was not touched.", field=field
        ) from wrong
    except OSError as wrong:
        raise Trouble("disk_full", "That file cannot be written. Nothing was made.", field=field) from wrong


def run_check(asked: argparse.Namespace, kinds: Kinds) -> int:
    """Read the whole vault and say what holds."""
    with opening.unlocked(asked, kinds, is_checked=False) as session:
        found = checking.check(session)
    answers.say(found.answer(), wants_json="json" in asked)
    return 0 if found.ok else answers.EXITS["damaged"]
