"""A company of vaults for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import HandClock
from tests.desks import desk
from tests.sync.company import Company

__all__ = ["company", "desk"]


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """A headquarters that was founded and has not synced yet."""
    made = Company(tmp_path, clock)
    yield made
    made.close()
