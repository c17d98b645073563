"""The program as it starts where there is no vault yet."""

from pathlib import Path

import pytest

from focal_desktop.ui.desktop import Desktop
from tests.ui.doors import Begin, begin
from tests.ui.first_run import hands

__all__ = ["begin"]


@pytest.fixture
def desktop(begin: Begin, tmp_path: Path) -> Desktop:
    """The program where there is no vault yet; its passphrases cost little."""
    return hands.start(begin, tmp_path / "vault")
