"""Every section of the window, one line each: where it is, who has it, and how soon it locks."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import msgspec

from focal_desktop.domain import access
from focal_desktop.domain.record import Scope
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.screen import Screen
from focal_desktop.usecases.session import Person

CASE_LIMIT = "lock_case_minutes"


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A place in the sidebar: a role that reads or writes `scope` has it; `limit` is the idle minutes.

    `case_views` are its views that show what was reported: they lock as a case does.
    """

    name: str
    label: str
    icon: str
    scope: Scope | None = None
    is_hq: bool = False
    for_hq_too: bool = True
    limit: str = "lock_desk_minutes"
    case_views: frozenset[str] = frozenset()
    at_end: bool = False


SECTIONS: Sequence[Section] = (
    Section(name="home", label="Home", icon="layout-dashboard", for_hq_too=False),
    Section(
        name="offices",
        label="Offices",
        icon="building-2",
        is_hq=True,
        case_views=frozenset({"reports"}),
    ),
    Section(name="allegations", label="Allegations", icon="inbox", scope=Scope.SEA, limit=CASE_LIMIT),
    Section(name="partners", label="Partners", icon="handshake", scope=Scope.DESK),
    Section(name="training", label="Training", icon="graduation-cap", scope=Scope.DESK),
    Section(name="plan", label="Action plan", icon="clipboard-list", scope=Scope.DESK),
    Section(name="channels", label="Channels", icon="megaphone", scope=Scope.DESK, for_hq_too=False),
    Section(name="reports", label="Reports", icon="file-text", scope=Scope.DESK),
    Section(name="guidance", label="Guidance", icon="book-open"),
    Section(name="sync", label="Sync", icon="refresh-cw", at_end=True),
    Section(name="settings", label="Settings", icon="settings", at_end=True),
)
HIDDEN: Sequence[Section] = (
    Section(name="monthly_return", label="Monthly return", icon="calendar", scope=Scope.SEA),
    Section(name="sealed_report", label="Sealed report", icon="file-lock", limit=CASE_LIMIT),
    Section(name="search", label="Search", icon="search"),
)
"""Opened from elsewhere; they have no line in the sidebar."""


def list_open(person: Person) -> list[Section]:
    """Return the sections that a person's roles open, in the order of the sidebar."""
    return [one for one in SECTIONS if is_open(one, person)]


def is_open(section: Section, person: Person) -> bool:
    """Tell whether a person's roles open a section."""
    if person.is_hq and not section.for_hq_too:
        return False
    if section.is_hq and not person.is_hq:
        return False
    has = access.readable(person.roles) | access.writable(person.roles)
    return section.scope is None or section.scope in has


def find(name: str) -> Section:
    """Return a section by its name."""
    return next(one for one in (*SECTIONS, *HIDDEN) if one.name == name)


def find_limit(place: Place | None) -> str:
    """Return the name of the idle minutes of a place; a case locks sooner than the desk."""
    if place is None:
        return Section.limit
    section = find(place.section)
    return CASE_LIMIT if place.view in section.case_views else section.limit


def load(section: Section) -> Any:
    """Load a section's module, `ui.NAME.screen`."""
    return import_module(f"focal_desktop.ui.{section.name}.screen")


def make_screen(section: Section, context: Context) -> Screen:
    """Make a section's one class: `open_screen(context)`."""
    made: Screen = load(section).open_screen(context)
    return made
