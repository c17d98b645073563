"""A change of keys that is cut, tried again and cut again: the former vault never seems to lack a save."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

import pytest

from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import rekeying, vault
from focal_desktop.usecases import records, unlocking
from tests import cuts
from tests.desks import PASSPHRASE, POLICY, Desk, is_sound

LATE = 40
"""So many things are done between the copy and the end of a change: marks, the header, clearing away."""


def open_again(desk: Desk) -> None:
    """Lock and unlock as after a cut."""
    desk.lock()
    proof = vault.prove(desk.folder, PASSPHRASE)
    desk.opened = unlocking.open_proven(desk.folder, proof, clock=desk.clock, policy=POLICY, kinds=KINDS)


def stay(desk: Desk) -> None:
    """Go on in the same sitting, as after a full disk."""
    assert desk.session.store.is_open


@pytest.mark.parametrize("go_on", [open_again, stay])
def test_cut_again_and_again_nothing_seems_missing(desk: Desk, go_on: Callable[[Desk], None]) -> None:
    records.add(desk.session, "partner", {"name": "Before"})
    chance = random.Random(3)  # noqa: S311 a test that runs alike each time
    total = cuts.count(partial(rekeying.renew, desk.session.store))
    for _ in range(8):
        with cuts.stopped(total - chance.randrange(LATE), OSError):
            cuts.try_to(partial(rekeying.renew, desk.session.store))
        if desk.session.store.refusal:
            open_again(desk)
        go_on(desk)
        at_rest = desk.copy_to(desk.folder.with_name("copy"))
        open_again(at_rest)
        assert at_rest.session.store.behind == 0
        at_rest.lock()
        for file in at_rest.folder.iterdir():
            file.unlink()
        at_rest.folder.rmdir()
    open_again(desk)
    assert is_sound(desk.session)
