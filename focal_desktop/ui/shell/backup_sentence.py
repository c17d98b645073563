"""The one line about the backup that is made by itself: nothing where there is nothing to say."""

from __future__ import annotations

from focal_desktop.base.words import Words
from focal_desktop.ui.safety import SafetyDriver
from focal_desktop.usecases import backups


def in_short(words: Words, safety: SafetyDriver) -> str:
    """Return the sentence of the status line."""
    if safety.is_running:
        return words.say("Backing up…")
    if safety.trouble is not None:
        return _of_trouble(words, safety.trouble.code)
    if safety.done is None:
        return ""
    if safety.done.stick == backups.MISSING:
        return words.say("Backed up here. The stick was not there.")
    if safety.done.stick == backups.FAILED:
        return words.say("Backed up here. The stick took nothing.")
    return words.say("Backed up") if safety.done.is_made else words.say("Backed up to the stick")


def _of_trouble(words: Words, code: str) -> str:
    if code == "disk_full":
        return words.say("No backup today: the disk is full or cannot be written.")
    if code == "damaged":
        return words.say("No backup: the vault was damaged or altered. Call headquarters.")
    return words.say("No backup yet; the next unlock tries again.")
