"""From a proof to an open session; loaded behind the unlock screen's first picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from focal_desktop.base.clock import Clock
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import vault
from focal_desktop.store.inner import Tell
from focal_desktop.store.vault import Making, Proof
from focal_desktop.usecases import safekeeping, shipped, tries, unlocking
from focal_desktop.usecases.session import Session


def prove(folder: Path, phrase: str, clock: Clock) -> Proof:
    """Derive the key, open the header, and check every page of what lies behind it, all of it aside."""
    with tries.noted(folder, clock):
        proof = vault.prove(folder, phrase)
    unlocking.look_over(folder, proof)
    return proof


def prove_code(folder: Path, code: str) -> Proof:
    """Do the same by the printed code: nobody guesses one, so a mistyped one is not worth noting."""
    proof = vault.prove(folder, code, is_code=True)
    unlocking.look_over(folder, proof)
    return proof


def by(clock: Clock) -> dict[str, Any]:
    """Return what every vault is made and opened by, beside its secret."""
    return {"clock": clock, "policy": shipped.load_policy(), "kinds": KINDS}


def open_session(folder: Path, proof: Proof, clock: Clock) -> Session:
    """Open the vault in this thread; troubles as in `unlocking.unlock`."""
    return unlocking.open_proven(folder, proof, **by(clock))


def lock(session: Session) -> None:
    """Close a vault that was opened for a moment."""
    unlocking.lock(session)


def recover(
    folder: Path, proof: Proof, making: Making, tell: Tell, clock: Clock
) -> tuple[Proof, Trouble | None]:
    """Give a vault that its code opened a new passphrase, aside; return as `safekeeping.recover`."""
    return safekeeping.recover(folder, proof, making, tell, **by(clock))
