"""What a restored vault says of itself: of which instant it is, and what may be missing."""

from __future__ import annotations

from datetime import datetime

from focal_desktop.base.words import Words
from focal_desktop.usecases.safekeeping import Told


def of_missing(words: Words, backed_up_at: str, missing: int, *, is_counted: bool) -> str:
    """Return until when all of it is there, and how many later saves may be missing."""
    when = words.iso_instant(backed_up_at)
    if not missing:
        return words.say("Everything is here as it was on {when}. Nothing is known to be missing.", when=when)
    if is_counted:
        said = words.count(
            missing,
            "Everything is here as it was on {{when}}. One save made later is missing.",
            "Everything is here as it was on {{when}}. {n} saves made later are missing.",
        )
    else:
        said = words.count(
            missing,
            "Everything is here as it was on {{when}}. One later save may be missing; "
            "it cannot be counted here.",
            "Everything is here as it was on {{when}}. About {n} later saves may be missing; "
            "they cannot be counted here.",
        )
    return words.fill(said, when=when)


def of_told(words: Words, told: Told) -> str:
    """Return the same for what a restored vault keeps of it."""
    return of_missing(words, told.backed_up_at, told.maybe_missing, is_counted=told.is_counted)


def of_day(words: Words, day: str) -> str:
    """Return the day of a backup as its name gives it."""
    try:
        return words.date(datetime.strptime(day, "%Y%m%d").date())  # noqa: DTZ007 a day has no zone
    except ValueError:
        return day
