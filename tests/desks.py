"""Vaults for the tests: real ones in a temporary folder, at the least passphrase cost."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.change import Change
from focal_desktop.domain.kinds import KINDS, Kinds
from focal_desktop.store.vault import Making
from focal_desktop.usecases import checking, records, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.usecases.shipped import load_policy
from focal_desktop.usecases.unlocking import Place
from tests.conftest import HandClock

ROOT = Path(__file__).parents[1]
PASSPHRASE = "lamp river onion quiet seven"
PLACE = Place(office="KEN", office_name="Nairobi", country="KE", person="P. One")
POLICY = load_policy()


@dataclass
class Desk:
    """One vault and whoever has it open; `session` opens it where nobody has."""

    folder: Path
    clock: Clock
    kinds: Kinds = field(default_factory=lambda: KINDS)
    opened: Session | None = field(default=None, repr=False)

    @property
    def session(self) -> Session:
        """The open vault."""
        if self.opened is None:
            self.opened = unlocking.unlock(
                self.folder, PASSPHRASE, clock=self.clock, policy=POLICY, kinds=self.kinds
            )
        return self.opened

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return next(self.folder.glob("d-*.db"))

    @property
    def passphrase_file(self) -> Path:
        """A file that holds the passphrase, beside the vault."""
        file = self.folder.parent / "passphrase"
        file.write_text(f"{PASSPHRASE}\n")
        return file

    def lock(self) -> None:
        """Close the vault, if it is open."""
        if self.opened is not None:
            unlocking.lock(self.opened)
        self.opened = None

    def reopen(self) -> Session:
        """Close and open."""
        self.lock()
        return self.session

    def copy_to(self, folder: Path) -> Desk:
        """Copy the files as they lie, both copies of the anchor, as a power cut would leave them."""
        shutil.copytree(self.folder, folder)
        shutil.copy(unlocking.anchor_copy(self.folder), unlocking.anchor_copy(folder))
        return Desk(folder, self.clock, self.kinds)


def make_desk(folder: Path, clock: Clock, kinds: Kinds = KINDS, place: Place = PLACE) -> Desk:
    """Make the vault of an office that stands alone, and leave it open."""
    making = Making(passphrase=PASSPHRASE, cost=FLOOR)
    made = unlocking.create_office(folder, place, making, clock=clock, policy=POLICY, kinds=kinds)
    return Desk(folder, clock, kinds, made)


@pytest.fixture(scope="session")
def first_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The vault of a focal point, made once a run and locked; its second anchor waits beside it."""
    made = make_desk(tmp_path_factory.mktemp("desk") / "vault", HandClock())
    made.lock()
    shutil.copy(unlocking.anchor_copy(made.folder), made.folder.with_suffix(".anchor"))
    return made


@pytest.fixture
def desk(first_desk: Desk, tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    """A new vault of a focal point, open: a copy of the first."""
    made = Desk(tmp_path / "vault", clock)
    shutil.copytree(first_desk.folder, made.folder)
    unlocking.anchor_copy(made.folder).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(first_desk.folder.with_suffix(".anchor"), unlocking.anchor_copy(made.folder))
    assert made.session.person.is_hq is False
    yield made
    made.lock()


@contextmanager
def refused(code: str, field: str | None = None) -> Iterator[pytest.ExceptionInfo[Trouble]]:
    """Expect a trouble with this code, about this field if one is named."""
    with pytest.raises(Trouble) as found:
        yield found
    assert found.value.code == code, found.value
    assert field is None or found.value.field == field


def history_of(session: Session, kind: str, identity: str) -> dict[str, list[Change]]:
    """Return every change of a record by its field."""
    found: dict[str, list[Change]] = {}
    for change in records.history(session, kind, identity):
        found.setdefault(change.field, []).append(change)
    return found


def read_all(session: Session, words: Sequence[str] = ()) -> dict[str, Any]:
    """Return all that can be read: each record with its history, and what each word finds."""
    found: dict[str, Any] = {}
    for kind in session.kinds:
        rows, more = records.list_page(session, kind, {}, limit=1000)
        assert not more
        for row in rows:
            found[f"{kind}/{row.id}"] = (row, records.history(session, kind, row.id))
    for word in words:
        found[f"search {word}"] = [row.id for row in records.search(session, word)]
    return found


def is_sound(session: Session) -> bool:
    """Say whether every check of the whole vault holds."""
    return checking.check(session).ok


@contextmanager
def with_key_in_hand(session: Session) -> Iterator[Any]:
    """Hold the database as somebody who has its key: no trigger stands in the way meanwhile."""
    raw = session.store.connection
    triggers = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    yield raw
    for _, text in triggers:
        raw.execute(text)


@contextmanager
def full_disk(free_bytes: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes meanwhile."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (free_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@dataclass(frozen=True)
class Answer:
    """What a command left behind: its exit code, and both streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on standard output; more or less than one is a fault."""
        return json.loads(self.out)


def program(*words: str) -> tuple[str, ...]:
    """Return the words that start the real program."""
    return (sys.executable, "-W", "error", "-m", "focal_desktop", *words)


def environment(**more: str) -> dict[str, str]:
    """Return what the program finds around itself."""
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def run_program(
    *words: str,
    said: str | bytes = b"",
    within: Path | None = None,
    surroundings: Mapping[str, str] | None = None,
) -> Answer:
    """Run the real program to its end with something on its standard input."""
    done = subprocess.run(
        program(*words),
        input=said.encode() if isinstance(said, str) else said,
        capture_output=True,
        check=False,
        cwd=within,
        env=environment(**(surroundings or {})),
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
