"""Altered headers, backups and invitations: none opens, none breaks anything, none costs much to refuse.

A stranger may sign what they altered with a key of their own: the hard case, and a large share of all.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import main
from focal_desktop.crypto import keys, passphrase
from focal_desktop.crypto.passphrase import FLOOR, Cost
from focal_desktop.store import areas, backup, header, vault
from focal_desktop.store.areas import AREA_BYTES
from focal_desktop.store.vault import Making
from focal_desktop.sync import joining
from focal_desktop.usecases import safekeeping
from focal_desktop.wire.invitation import read_file
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, make_desk
from tests.figures import Tell
from tests.security.forging import (
    Invited,
    Made,
    alter_backup,
    alter_header,
    alter_invitation,
    forge_backup,
    forge_header,
)
from tests.security.mutants import MOST_BYTES, MOST_S, Tried, try_all
from tests.sync.company import Company

FULL = 100_000
MOST_COST = (512, 16, 4)  # MiB, passes, lanes
MOST_WORK = 256 * 16  # MiB times passes
HUGE_BYTES = 1024**3
HEADER_CODES = frozenset({"damaged", "newer_version"})
BACKUP_CODES = frozenset({"backup_unreadable", "file_not_ours", "newer_version"})
INVITATION_CODES = frozenset({"file_not_ours", "invitation_wrong_code"})
WRONG = frozenset({"wrong_passphrase"})
Alter = Callable[[random.Random], bytes]


def count_for(scale: float) -> int:
    """Return how many to try: half of the share of others, but in full."""
    return int(FULL * scale / (1 if scale >= 1 else 2))


def draw(alter: Alter, count: int) -> Iterator[bytes]:
    """Yield so many altered files, alike in each run."""
    chance = random.Random(count)  # noqa: S311 a test that runs alike each time
    return (alter(chance) for _ in range(count))


def tell(figure: Tell, what: str, *found: Tried) -> None:
    """Tell what became of all, and require that each was refused as it should be."""
    bad = sum(one.bad.total() for one in found)
    detail = "; ".join(one.detail() for one in found)
    figure(
        f"altered {what}: opened, faulted, over 64 MiB or 50 ms",
        tried=sum(one.tried for one in found),
        bad=bad,
        detail=detail,
    )
    assert bad == 0, detail


@pytest.fixture
def made(tmp_path: Path, clock: HandClock) -> Made:
    """A small vault with a recovery code, and a backup of it."""
    desk = make_desk(tmp_path / "vault", clock)
    code = passphrase.new_code()
    safekeeping.change_passphrase(desk.session, Making(passphrase=PASSPHRASE, cost=FLOOR, code=code))
    safekeeping.back_up(desk.session, tmp_path / "backup")
    desk.lock()
    area = (desk.folder / "header.bin").read_bytes()[:AREA_BYTES]
    return Made(area, (tmp_path / "backup").read_bytes(), code)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_altered_header_opens(made: Made, scale: float, figure: Tell) -> None:
    count = count_for(scale) // 2
    # Unsigned ones are met with the passphrase: its guess would take more memory and time than is allowed.
    altered = try_all(
        draw(lambda chance: alter_header(made, chance), count),
        lambda data: header.unlock(header.parse(data), PASSPHRASE),
        HEADER_CODES,
    )
    forged = try_all(
        draw(lambda chance: forge_header(made, chance), count),
        lambda data: header.unlock_with_code(header.parse(data), made.code),
        HEADER_CODES | WRONG,
    )
    tell(figure, "headers", altered, forged)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_strangers_header_asks_no_unbounded_guess(made: Made, scale: float, figure: Tell) -> None:
    """What a stranger signed costs a guess no more than our own dearest, and then it opens nothing."""
    count, guessed = max(100, int(2000 * scale)), Counter[str]()
    for data in draw(lambda chance: forge_header(made, chance), count):
        try:
            cost = header.parse(data).passphrase.cost
        except Trouble:
            continue
        guessed[guess(data) if cost == FLOOR else judge(cost)] += 1
    bad = guessed["opened"] + guessed["unbounded"]
    figure("a stranger's headers: opened by the passphrase", tried=count, bad=bad, detail=f"{dict(guessed)}")
    assert set(guessed) <= {"dearer", "damaged", "wrong_passphrase"}
    assert guessed["damaged"] > count / 10


def judge(cost: Cost) -> str:
    """Say whether a guess may cost so much."""
    held = (cost.memory_kib / 1024, cost.passes, cost.lanes)
    is_bounded = all(one <= most for one, most in zip(held, MOST_COST, strict=True))
    return "dearer" if is_bounded and held[0] * held[1] <= MOST_WORK else "unbounded"


def guess(data: bytes) -> str:
    """Return what a header says to the person's passphrase."""
    try:
        header.unlock(header.parse(data), PASSPHRASE)
    except Trouble as trouble:
        return trouble.code
    return "opened"


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_no_altered_backup_opens(made: Made, tmp_path: Path, scale: float, figure: Tell) -> None:
    file, count = tmp_path / "altered", count_for(scale) // 2

    def place(data: bytes) -> Path:
        file.write_bytes(data)
        return file

    altered = try_all(
        draw(lambda chance: alter_backup(made, chance), count),
        lambda data: backup.unlock(place(data), PASSPHRASE),
        BACKUP_CODES,
    )
    forged = try_all(
        draw(lambda chance: forge_backup(made, chance), count),
        lambda data: backup.unlock_with_code(place(data), made.code),
        BACKUP_CODES | WRONG,
    )
    tell(figure, "backups", altered, forged)


@pytest.fixture
def invited(tmp_path: Path, clock: HandClock) -> Iterator[Invited]:
    """An invitation of a headquarters."""
    company = Company(tmp_path, clock)
    data, code = company.invite()
    key = keys.derive_key(passphrase.code_bytes(code), "invitation")
    yield Invited(data, code, keys.open_bytes(key, read_file(data), b""))
    company.close()


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_no_altered_invitation_opens(invited: Invited, scale: float, figure: Tell) -> None:
    altered = try_all(
        draw(lambda chance: alter_invitation(invited, chance), count_for(scale)),
        lambda data: joining.open_invitation(data, invited.code),
        INVITATION_CODES,
    )
    tell(figure, "invitations", altered)


def test_what_was_not_altered_opens(made: Made, invited: Invited, tmp_path: Path) -> None:
    (tmp_path / "whole").write_bytes(made.backup)
    assert header.unlock_with_code(header.parse(made.area * areas.AREAS), made.code)
    assert backup.unlock_with_code(tmp_path / "whole", made.code)
    assert joining.open_invitation(invited.seal(invited.inner), invited.code)


def test_a_huge_file_is_refused_at_once(
    made: Made, invited: Invited, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, start in (("header.bin", made.area[:1000]), ("backup", made.backup), ("letter", invited.data)):
        (tmp_path / name).write_bytes(start)
        os.truncate(tmp_path / name, HUGE_BYTES)
    (tmp_path / "code").write_text(invited.code)
    words = ("--vault", str(tmp_path / "new"), "--person", "P.", "--code-file", str(tmp_path / "code"))

    def attempt(name: bytes) -> None:
        match name:
            case b"header":
                vault.prove(tmp_path, PASSPHRASE)
            case b"backup":
                backup.unlock(tmp_path / "backup", PASSPHRASE)
            case _:
                main.main(("--json", "join", "--invitation", str(tmp_path / "letter"), *words))
                raise Trouble(json.loads(capsys.readouterr().out)["error"], "")

    found = try_all((b"header", b"backup", b"letter"), attempt, HEADER_CODES | BACKUP_CODES)
    assert found.bad == {}
    assert found.codes == {"damaged": 1, "backup_unreadable": 1, "file_not_ours": 1}


def test_an_attempt_that_opens_breaks_or_costs_is_counted() -> None:
    """A guess counts with all of its memory, also where this process has kept that of another."""
    passphrase.derive(PASSPHRASE, bytes(16), FLOOR)

    def attempt(data: bytes) -> None:
        began = time.thread_time()
        match data:
            case b"large":
                bytearray(2 * MOST_BYTES)
            case b"guess":
                passphrase.derive(PASSPHRASE, bytes(16), FLOOR)
            case b"slow":
                while time.thread_time() - began <= MOST_S:
                    pass
            case b"fault":
                raise KeyError
            case b"refused" | b"slow":
                raise Trouble("damaged", "")

    found = try_all((b"large", b"guess", b"slow", b"fault", b"refused", b"open"), attempt, HEADER_CODES)
    assert found.tried == 6
    assert found.bad == {"memory": 2, "time": 1, "fault": 1, "opened": 2}
    assert found.codes == {"KeyError": 1, "damaged": 1}
