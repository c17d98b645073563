"""Making a vault can be cut anywhere: there is a whole one or none, and the next start makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from focal_desktop.domain.kinds import KINDS
from focal_desktop.usecases import unlocking
from tests import cuts
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY, Desk, is_sound, make_desk, refused


def test_a_cut_while_it_is_made_leaves_none_or_a_whole_one(tmp_path: Path, clock: HandClock) -> None:
    """And where there is one, its anchor is there too: nothing of it can be missing without a word."""
    folder = tmp_path / "vault"
    images = cuts.list_images(lambda: make_desk(folder, clock).lock(), folder)
    assert len(images) > 15
    for number, image in enumerate(images):
        other = tmp_path / f"cut{number}"
        other.mkdir()
        cuts.lay_out(image, {folder: other})
        made = Desk(other, clock)
        if (other / "header.bin").exists():
            assert made.session.store.behind == 0
        else:
            with refused("no_vault"):
                _ = made.session
            made = make_desk(other, clock)
        assert is_sound(made.session)
        made.lock()


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.97, 1.0])
def test_a_stop_while_it_is_made_lets_go_of_all(tmp_path: Path, clock: HandClock, share: float) -> None:
    """The same process can make it at once."""
    total = cuts.count(lambda: make_desk(tmp_path / "counted", clock).lock())
    with pytest.raises(cuts.Cut), cuts.stopped(int((total - 20) * share)):
        make_desk(tmp_path / "vault", clock)
    made = make_desk(tmp_path / "vault", clock)
    assert is_sound(made.reopen())
    made.lock()


def test_a_vault_whose_database_is_emptied_is_damaged(desk: Desk) -> None:
    """The tables are not made anew, as in a new vault."""
    desk.lock()
    shortest = desk.database.read_bytes()[:4096]
    desk.database.write_bytes(shortest)
    with refused("damaged"):
        unlocking.unlock(desk.folder, PASSPHRASE, clock=desk.clock, policy=POLICY, kinds=KINDS)
    assert desk.database.read_bytes() == shortest
