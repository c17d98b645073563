"""Makes the first vault, all of it aside: nothing half-made is left where something stops it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import Cost
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import vault
from focal_desktop.store.vault import Making, Proof
from focal_desktop.sync import joining
from focal_desktop.ui.first_run import plan as plans
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.usecases import practising, shipped, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.usecases.unlocking import Place

Tell = Callable[[str], object]
FITTING, MAKING, FILLING, OPENING = "fitting", "making", "filling", "opening"
STEPS = (FITTING, MAKING, FILLING, OPENING)


@dataclass(frozen=True)
class Made:
    """A vault that lies there, locked, with what opens it; after joining, the words to compare."""

    proof: Proof
    words: str = ""


def fit() -> Cost:
    """Return the passphrase cost that suits this computer."""
    return unlocking.fit_cost(time.perf_counter)


@dataclass(frozen=True)
class Maker:
    """Where the vault will lie and what it is made by."""

    folder: Path
    clock: Clock
    language: str
    fit: Callable[[], Cost] = fit

    def make(self, plan: Plan, tell: Tell) -> Made:
        """Make the vault that was planned, lock it and prove its passphrase; `tell` hears each step."""
        tell(FITTING)
        code = plan.recovery_code or None
        making = Making(passphrase=plan.passphrase, cost=self.fit(), code=code)
        tell(MAKING)
        session, words = self._create(plan, making)
        try:
            if plan.way == plans.PRACTICE:
                for _ in practising.fill(session, self.language):
                    tell(FILLING)
        finally:
            unlocking.lock(session)
        tell(OPENING)
        return Made(vault.prove(self.folder, plan.passphrase), words)

    def _create(self, plan: Plan, making: Making) -> tuple[Session, str]:
        by: dict[str, Any] = {"clock": self.clock, "policy": shipped.load_policy(), "kinds": KINDS}
        if plan.way == plans.PRACTICE:
            return practising.create(self.folder, making, self.language, **by), ""
        if plan.way == plans.ALONE:
            place = Place(
                office=plan.office, office_name=plan.office_name, country=plan.country, person=plan.person
            )
            return unlocking.create_office(self.folder, place, making, **by), ""
        if plan.opened is None:
            raise Trouble("needed", "An invitation is needed. Nothing was made.", field="invitation")
        joined = joining.join(self.folder, plan.opened, plan.person, making, **by)
        return joined.session, joined.words
