"""Finding invented partners, checks and agreements by how they stand, and the pages that show them."""

from __future__ import annotations

from typing import Any

from focal_desktop.ui.context import Place
from focal_desktop.ui.partners import reading
from focal_desktop.ui.partners.screen import PartnersScreen
from focal_desktop.ui.window import Window
from focal_desktop.usecases import records
from tests.ui import windows


def go(window: Window, **where: str) -> Any:
    """Open a place of the section and return its page."""
    window.go(Place(section="partners", **where))
    windows.settle()
    return page(window)


def page(window: Window) -> Any:
    """Return the page that is shown."""
    screen = window.current
    assert isinstance(screen, PartnersScreen)
    return screen.page


def partner(window: Window, name: str) -> reading.PartnerLine:
    """Return the invented partner whose name begins so."""
    lines = reading.list_partners(window.session)
    return next(line for line in lines if line.partner.name.startswith(name))


def agreement(window: Window, name: str) -> str:
    """Return the one agreement of a partner."""
    return partner(window, name).agreements[0].id


def values(window: Window, kind: str, record: str) -> Any:
    """Return what a record holds."""
    return records.read(window.session, kind, record).values
