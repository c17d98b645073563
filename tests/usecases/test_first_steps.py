"""What a new vault still asks: kept with its code under a key of its own, gone with it, put off for a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from focal_desktop.crypto import passphrase
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.store import drafts
from focal_desktop.store.vault import Making
from focal_desktop.usecases import first_steps, records, safekeeping
from focal_desktop.usecases.first_steps import FirstSteps
from tests import cuts
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, Desk, is_sound

CODE = passphrase.new_code()


@pytest.fixture
def steps(desk: Desk) -> FirstSteps:
    """A vault whose sheet was not printed yet."""
    safekeeping.change_passphrase(desk.session, Making(passphrase=PASSPHRASE, cost=FLOOR, code=CODE))
    kept = FirstSteps(code=CODE, group=3, has_words=True)
    first_steps.keep(desk.session, kept)
    return kept


def test_what_is_left_is_there_after_a_lock_and_nothing_of_it_can_be_read(
    desk: Desk, steps: FirstSteps
) -> None:
    desk.lock()
    files = cuts.read_image(desk.folder)
    assert not any(CODE.encode() in held or CODE[:9].encode() in held for held in files.values())
    assert first_steps.read(desk.session) == steps
    assert CODE not in repr(steps)
    assert is_sound(desk.session)


def test_once_nothing_is_left_the_code_is_gone_with_its_key(desk: Desk, steps: FirstSteps) -> None:
    first_steps.keep(desk.session, FirstSteps(has_words=True))
    assert first_steps.read(desk.session) == FirstSteps(has_words=True)
    first_steps.keep(desk.session, first_steps.NONE)
    assert first_steps.read(desk.session).is_done
    connection = desk.session.store.connection
    assert not drafts.is_kept(connection, first_steps.NAME)
    held = connection.execute("SELECT count(*) FROM key WHERE name LIKE 'draft/first%'").fetchone()
    assert held == (0,)
    assert not steps.is_done


def test_put_off_it_is_asked_again_the_next_day(desk: Desk, steps: FirstSteps, clock: HandClock) -> None:
    first_steps.put_off(desk.session, steps)
    assert first_steps.read(desk.session).is_done
    clock.set(clock.now() + timedelta(days=1))
    assert first_steps.read(desk.session).code == CODE


def test_a_code_that_a_newer_sheet_ended_is_not_asked_for(desk: Desk, steps: FirstSteps) -> None:
    code = passphrase.new_code()
    safekeeping.change_passphrase(desk.session, Making(passphrase=PASSPHRASE, cost=FLOOR, code=code))
    found = first_steps.read(desk.session)
    assert not found.code
    assert found.has_words == steps.has_words


def test_a_vault_that_lacks_saves_or_a_draft_that_is_odd_asks_for_nothing(
    desk: Desk, steps: FirstSteps
) -> None:
    with desk.session.store.transaction() as writer:
        writer.keep_key(f"draft/{first_steps.NAME}", bytes(32))
    assert first_steps.read(desk.session).is_done
    first_steps.keep(desk.session, steps)
    older = desk.database.read_bytes()
    records.add(desk.session, "partner", {"name": "Lost"})
    desk.lock()
    desk.database.write_bytes(older)
    assert desk.session.store.behind
    assert first_steps.read(desk.session).is_done
