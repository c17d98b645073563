"""What a passphrase costs a test: the real cipher at the least that a header allows, once for each key.

Not for the tests of the ciphers, nor of what an attacker tries: there each guess costs what it costs. What a
new vault really costs is tried by the program itself, in tests/cli/test_vaults.py and in the demo.
"""

from functools import lru_cache

import pytest

from focal_desktop.crypto import passphrase
from focal_desktop.usecases import unlocking

DERIVE = lru_cache(maxsize=None)(passphrase.derive)


@pytest.fixture(autouse=True)
def stretched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember the key of each passphrase, salt and cost, and let what is made here cost the least."""
    monkeypatch.setattr(passphrase, "derive", DERIVE)
    monkeypatch.setattr(unlocking, "fit_cost", lambda _monotonic: passphrase.FLOOR)
