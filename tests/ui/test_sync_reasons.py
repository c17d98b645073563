"""Why an item is where it is: one true reason for each state of the way to Nairobi."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from focal_desktop.base import clock as clocks
from focal_desktop.base import words
from focal_desktop.base.trouble import Trouble
from focal_desktop.sync import accepting
from focal_desktop.sync.remote import Refused
from focal_desktop.ui.context import Place
from focal_desktop.ui.sync import reasons
from focal_desktop.ui.sync.reasons import Standing
from focal_desktop.ui.sync.screen import SyncScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from tests.conftest import HandClock
from tests.sync.company import Company
from tests.ui import windows
from tests.ui.windows import Style

NOW = datetime(2026, 9, 15, 9, 0, tzinfo=UTC)
CALM = Standing(now=NOW)
OFFLINE = Trouble("hub_unreachable", "The hub cannot be reached.")


def why(standing: Standing, place: str = "waiting", **about: str) -> str:
    """Return the reason in English."""
    return reasons.say_why(words.load("en"), standing, place, **about)


def ago(**span: int) -> str:
    """Return an instant before now, as it is written."""
    return clocks.instant(NOW - timedelta(**span))


def test_what_only_waits_its_turn_goes_next() -> None:
    assert why(CALM) == "Goes with the next exchange, or by stick."
    assert why(CALM, "read") == "Nothing to do."
    assert why(CALM, "here").startswith("A draft, or kept here")


def test_practice_and_a_vault_of_its_own_send_nothing() -> None:
    alone = msgspec.structs.replace(CALM, has_hub=False)
    assert why(alone) == "Nothing is sent from here: this vault stands alone."
    practice = msgspec.structs.replace(alone, is_practice=True)
    assert {why(practice, place) for place in ("here", "waiting")} == {
        "Practice: nothing leaves this computer."
    }


def test_nobody_sends_before_being_admitted() -> None:
    unadmitted = msgspec.structs.replace(CALM, is_admitted=False, is_paused=True, trouble=OFFLINE)
    assert why(unadmitted).startswith("Headquarters has not admitted this computer yet.")


def test_a_pause_names_who_paused_and_the_way_on() -> None:
    paused = msgspec.structs.replace(CALM, is_paused=True, trouble=OFFLINE)
    assert why(paused) == "You paused the exchange. Choose Go on, or take a stick."


@pytest.mark.parametrize(("minutes", "said"), [(1, "within a minute"), (5, "within 5 minutes")])
def test_without_a_connection_the_next_try_is_told(minutes: int, said: str) -> None:
    standing = msgspec.structs.replace(CALM, trouble=OFFLINE, next_minutes=minutes)
    assert why(standing) == f"No connection. Next try {said}; a stick works too."


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (Refused("revoked"), "Headquarters has closed this device's access."),
        (Refused("full"), "The hub has no room left."),
        (accepting.twice(), "This vault was used in two copies"),
        (accepting.older(), "Work of this vault was sent that its files lack"),
        (Refused("unknown_device"), "Headquarters does not know this device."),
    ],
)
def test_what_was_refused_says_why_even_while_paused(trouble: Trouble, said: str) -> None:
    standing = msgspec.structs.replace(CALM, trouble=trouble, is_paused=True)
    assert why(standing).startswith(said)


def test_what_lacks_its_key_waits_for_headquarters() -> None:
    lacking = msgspec.structs.replace(CALM, lacking=frozenset({"desk"}))
    assert why(lacking, scope="desk") == "Waits for a key from headquarters; an exchange brings it."
    assert why(lacking, scope="figures") == why(CALM)


def test_three_days_at_the_hub_offer_another_way() -> None:
    assert "After three days" in why(CALM, "hub", since=ago(days=3))
    assert why(CALM, "hub", since=ago(days=3, minutes=1)) == (
        "Not read for over three days. Take a stick, or telephone."
    )
    assert "After three days" in why(CALM, "hub", since=ago(days=-2))


def open_desk(company: Company, clock: HandClock, *, is_admitted: bool = True) -> tuple[Window, str]:
    """Open sync on an office with one partner that waits; return its id too."""
    session = company.staff() if is_admitted else company.join(company.invite()).session
    saved = records.add(session, "partner", {"name": "Practice partner"})
    window = windows.open_window(session, windows.make_face(Style(), clock))
    window.go(Place(section="sync"))
    return window, saved.id


def reason_of(window: Window, record: str) -> str:
    """Return what the list says of a record."""
    screen = window.current
    assert isinstance(screen, SyncScreen)
    return next(line.why for line in screen.view.table.rows.values if line.id == record)


@pytest.mark.parametrize(
    ("is_admitted", "said"),
    [(True, "Goes with the next exchange"), (False, "Headquarters has not admitted this computer yet")],
)
def test_the_list_tells_the_reason_of_this_vault(
    tmp_path: Path, clock: HandClock, is_admitted: bool, said: str
) -> None:
    company = Company(tmp_path / "company", clock)
    window, record = open_desk(company, clock, is_admitted=is_admitted)
    assert reason_of(window, record).startswith(said)
    windows.close_window(window)
    company.close()
