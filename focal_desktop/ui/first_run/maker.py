"""Makes the first vault, all of it aside: nothing half-made is left where something stops it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.store import vault
from focal_desktop.store.inner import Tell, share
from focal_desktop.store.vault import Making, Proof
from focal_desktop.sync import joining, succeeding
from focal_desktop.ui import fitting, opening
from focal_desktop.ui.first_run import plan as plans
from focal_desktop.ui.first_run.plan import Plan
from focal_desktop.usecases import first_steps, phrases, practising, unlocking
from focal_desktop.usecases.first_steps import FirstSteps
from focal_desktop.usecases.session import Session

FITTED, BEGUN, FILLED = 0.3, 0.4, 0.8


@dataclass(frozen=True)
class Made:
    """A vault that lies there, locked: what opens it, what is left to do, and words to compare."""

    proof: Proof
    left: FirstSteps
    words: str = ""


@dataclass(frozen=True)
class Maker:
    """Where the vault will lie and what it is made by."""

    folder: Path
    clock: Clock
    language: str
    fit: fitting.Fit = fitting.fit

    def make(self, plan: Plan, tell: Tell) -> Made:
        """Make the vault that was planned, lock it and prove its passphrase; what `tell` raises stops it."""
        cost = self.fit(tell)
        tell(FITTED)
        code = phrases.new_code()
        group = secrets.randbelow(len(phrases.groups_of(code)))
        left = FirstSteps(code=code, group=group, has_words=plan.way == plans.JOIN)

        def finish(session: Session) -> None:
            tell(BEGUN)
            if plan.way == plans.PRACTICE:
                for done in practising.fill(session, self.language):
                    share(tell, BEGUN, FILLED)(done)
            first_steps.keep(session, left)
            tell(FILLED)

        making = Making(passphrase=plan.passphrase, cost=cost, code=code)
        session, words = self._create(plan, making, {**opening.by(self.clock), "finish": finish})
        unlocking.lock(session)
        return Made(vault.prove(self.folder, plan.passphrase), left, words)

    def _create(self, plan: Plan, making: Making, by: dict[str, Any]) -> tuple[Session, str]:
        if plan.way == plans.PRACTICE:
            return practising.create(self.folder, making, self.language, **by), ""
        if plan.way == plans.ALONE:
            return unlocking.create_office(self.folder, plan.place, making, **by), ""
        if plan.opened is None:
            raise Trouble("needed", "An invitation is needed. Nothing was made.", field="invitation")
        joined = joining.join(self.folder, plan.opened, plan.person, making, **by)
        return joined.session, joined.words

    def note(self, proof: Proof, left: FirstSteps, *, is_put_off: bool = False) -> FirstSteps:
        """Let the vault know what is left to do, and return that."""
        session = unlocking.open_proven(self.folder, proof, **opening.by(self.clock))
        try:
            return (first_steps.put_off if is_put_off else first_steps.keep)(session, left)
        finally:
            unlocking.lock(session)


def find_left(session: Session, proof: Proof) -> Made | None:
    """Return what an opened vault still asks of its person; nothing where all of it was done."""
    left = first_steps.read(session)
    words = succeeding.read_words(session) if left.has_words else ""
    if left.code or words:
        return Made(proof, left, words)
    first_steps.keep(session, first_steps.NONE)  # headquarters has admitted it meanwhile
    return None
