"""What the benchmarks stand on: a folder that is removed, how much to do, and real vaults in it."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from focal_desktop.base.clock import SystemClock
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS, Kinds
from focal_desktop.store.vault import Making
from focal_desktop.usecases import unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.usecases.shipped import load_policy

PASSPHRASE = "lamp river onion quiet seven"
PLACE = unlocking.Place(office="KEN", office_name="Invented office", country="KE", person="Desk one")


class Ground(msgspec.Struct, frozen=True):
    """Where a benchmark works, what share of its size it does, and where the workload kit lies."""

    folder: Path
    kit: Path
    scale: float = 1.0

    def count(self, whole: int, least: int = 3) -> int:
        """Return how many to do at this scale."""
        return max(least, round(whole * self.scale))

    def make_vault(self, name: str, place: unlocking.Place = PLACE, kinds: Kinds = KINDS) -> Session:
        """Make a vault of an office that stands alone, at the least passphrase cost, and leave it open."""
        making = Making(passphrase=PASSPHRASE, cost=FLOOR)
        return unlocking.create_office(
            self.folder / name, place, making, clock=SystemClock(), policy=load_policy(), kinds=kinds
        )

    def reopen(self, session: Session) -> Session:
        """Lock a vault and unlock it again."""
        unlocking.lock(session)
        return self.unlock(session)

    def unlock(self, session: Session) -> Session:
        """Unlock a vault again after it was locked."""
        return unlocking.unlock(
            session.store.folder,
            PASSPHRASE,
            clock=session.clock,
            policy=session.policy,
            kinds=session.kinds,
        )


def keep_settings_in(folder: Path) -> None:
    """Let the anchors' second copies lie in this folder, never among the person's real settings."""
    os.environ["XDG_CONFIG_HOME"] = str(folder)
