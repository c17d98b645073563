"""A company of vaults for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HandClock
from tests.desks import desk, first_desk
from tests.stretching import stretched_once
from tests.sync.company import Company

__all__ = ["company", "desk", "first_desk", "stretched_once"]


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """A headquarters that was founded and has not synced yet."""
    made = Company(tmp_path, clock)
    yield made
    made.close()
