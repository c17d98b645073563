"""What a person chose of a report last; it lies in the vault, as what is being typed does."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from focal_desktop.reports import edition
from focal_desktop.usecases import forms
from focal_desktop.usecases.session import Session

QUARTER = timedelta(days=90)
"""So long the year that is over stays the one to report on."""


class Choice(msgspec.Struct, frozen=True):
    """Year, language and edition of a report."""

    year: int
    language: str
    mode: str


def recall(session: Session, name: str, language: str) -> Choice:
    """Return what was chosen last, else what most need; a year is remembered until the day is over."""
    usual = Choice((session.today - QUARTER).year, language, edition.INTERNAL)
    held = forms.read(session, f"reports/{name}")
    if held is None:
        return usual
    last = msgspec.convert(held.values, Choice)
    is_of_today = held.at[:10] == session.at[:10]
    return last if is_of_today else msgspec.structs.replace(last, year=usual.year)


def keep(session: Session, name: str, choice: Choice) -> None:
    """Keep what is chosen for the next time."""
    forms.keep(session, f"reports/{name}", msgspec.structs.asdict(choice))
