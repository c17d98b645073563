"""A vault to practise in: stopped or killed while its data comes in there is none, never half an office."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import begun
from focal_desktop.store.vault import Making
from focal_desktop.usecases import practising, records, unlocking
from focal_desktop.usecases.session import Session
from tests import cuts
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY, full_disk, is_sound, refused

FEWEST_KINDS = 10
NAMES = ("First", "Second", "Third")


def create(folder: Path, finish: unlocking.Finish) -> Session:
    """Make a vault to practise in."""
    by: dict[str, Any] = {"clock": HandClock(), "policy": POLICY, "kinds": KINDS}
    return practising.create(folder, Making(passphrase=PASSPHRASE, cost=FLOOR), "en", **by, finish=finish)


def practise(folder: Path, stop_at: float = 2.0) -> Session:
    """Make one with its data; stop once a share of that is there."""

    def finish(session: Session) -> None:
        for share in practising.fill(session, "en"):
            if share >= stop_at:
                raise Trouble("busy", "Stopped.")

    return create(folder, finish)


def count_kinds(session: Session) -> int:
    """Return how many kinds have a record."""
    return sum(bool(records.list_page(session, name, {})[0]) for name in session.kinds)


def test_all_of_it_is_there_before_it_is_a_vault(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    seen: list[bool] = []

    def finish(session: Session) -> None:
        for _ in practising.fill(session, "en"):
            seen.append(begun.is_half(folder) and practising.is_practice(session))

    session = create(folder, finish)
    assert len(seen) > FEWEST_KINDS
    assert all(seen)
    assert count_kinds(session) > FEWEST_KINDS
    assert practising.is_practice(session)
    assert is_sound(session)
    assert not begun.is_half(folder)
    unlocking.lock(session)


@pytest.mark.parametrize("share", [0.01, 0.6, 1.0])
def test_stopped_on_the_way_nothing_is_left(tmp_path: Path, share: float) -> None:
    before = sorted(tmp_path.iterdir())
    with refused("busy"):
        practise(tmp_path / "vault", share)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("room", [200_000, 600_000])
def test_a_disk_that_fills_while_the_data_comes_in_leaves_nothing(tmp_path: Path, room: int) -> None:
    before = sorted(tmp_path.iterdir())
    with full_disk(room), refused("disk_full"):
        practise(tmp_path / "vault")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.long
def test_killed_anywhere_there_is_no_vault_or_all_of_it(tmp_path: Path, scale: float) -> None:
    """As the files lie before each thing that is done while a little data comes in, in steps of its own."""
    folder = tmp_path / "new"
    folder.mkdir()
    copy = unlocking.anchor_copy(folder)

    def finish(session: Session) -> None:
        for name in NAMES:
            records.add(session, "partner", {"name": name})

    images = cuts.list_images(lambda: unlocking.lock(create(folder, finish)), folder, copy)
    known = 0
    for number in cuts.spread(len(images), scale / 4):
        other = tmp_path / f"cut{number}"
        other.mkdir()
        cuts.lay_out(images[number], {folder: other, copy: unlocking.anchor_copy(other)})
        if cuts.try_to(partial(open_whole, other)) == "no_vault":
            known += begun.is_half(other)
    assert known > 1


def open_whole(folder: Path) -> None:
    """Open what a kill left, and look that nothing is missing."""
    by: dict[str, Any] = {"clock": HandClock(), "policy": POLICY, "kinds": KINDS}
    session = unlocking.unlock(folder, PASSPHRASE, **by)
    assert practising.is_practice(session)
    assert {row.title for row in records.list_page(session, "partner", {})[0]} == set(NAMES)
    unlocking.lock(session)
