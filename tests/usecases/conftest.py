"""A desk of its own, and a country of its own, for each test of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import desk, first_desk
from tests.stretching import stretched_once
from tests.usecases.country import HQ, HQ_ROLES, Country

__all__ = ["country", "desk", "first_desk", "hq", "office", "stretched_once"]


@pytest.fixture
def country(tmp_path: Path, clock: HandClock) -> Iterator[Country]:
    """Nobody yet."""
    made = Country(tmp_path / "country", clock)
    yield made
    made.lock()


@pytest.fixture
def hq(country: Country) -> Session:
    """Headquarters: the first officer, who holds every role there."""
    return country.make(*HQ_ROLES, office=HQ)


@pytest.fixture
def office(country: Country, hq: Session) -> Session:
    """The focal point of an office that headquarters knows."""
    assert hq.person.is_hq
    return country.make("focal_point")
