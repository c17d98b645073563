"""Tells once after unlocking that something which did not open the vault had been tried. Never blames."""

from __future__ import annotations

from pathlib import Path

from focal_desktop.ui.context import Context
from focal_desktop.usecases import tries


def tell(context: Context, folder: Path) -> None:
    """Say how often and when the last time; nothing where nothing was tried."""
    found = tries.read(folder)
    if found is None:
        return
    words = context.words
    said = words.count(
        found.count,
        "Since this was last opened, one try did not open it, on {{when}}. That is often a slip of the hand.",
        "Since this was last opened, {n} tries did not open it, the last one on {{when}}. That is often a "
        "slip of the hand.",
    )
    unless = words.say("If it was nobody you know of, call headquarters.")
    context.tell(f"{words.fill(said, when=words.iso_instant(found.last_at))} {unless}", stays=True)
    tries.forget(folder)
