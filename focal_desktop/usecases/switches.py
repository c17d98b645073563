"""What headquarters has switched on for an office, and what nothing is kept of without it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.base import ids
from focal_desktop.domain.allegation import Consent, Regime, State
from focal_desktop.domain.record import Kind, Plain
from focal_desktop.store import reader
from focal_desktop.usecases import places
from focal_desktop.usecases.session import Session

WORKPLACE = "workplace_logging"
_CONSENTS = frozenset(
    {"consent_record", "consent_services", "consent_share", "consent_contact", "reporter_consent_share"}
)


def is_on(session: Session, name: str) -> bool:
    """Tell whether headquarters has switched something on for this office; nothing is on by itself."""
    office = ids.keyed_id("office", (session.person.office,))
    row = reader.read_row(session.store.connection, "office", office)
    found = row.values.get("switches_on") if row else None
    return isinstance(found, list) and name in found


def require_open(
    session: Session, kind: Kind[Any], brought: Mapping[str, Plain], held: Mapping[str, Plain]
) -> None:
    """Refuse a workplace report where it may not be kept (do_no_harm.md A6).

    It takes headquarters' switch and the affected person's own yes to a record; a later no can always be
    taken down. Once passed on, a case stays in its regime.
    """
    if kind.name != "allegation" or (held and (session.person.is_hq or _is_consent_alone(brought))):
        return
    regime = brought.get("regime", held.get("regime", Regime.NOT_KNOWN))
    if held.get("state", State.DRAFT) != State.DRAFT and regime != held.get("regime"):
        raise places.not_allowed("regime")
    if regime != Regime.WORKPLACE:
        return
    if not session.person.is_hq and not is_on(session, WORKPLACE):
        raise places.not_allowed("regime")
    if brought.get("consent_record", held.get("consent_record")) != Consent.GIVEN:
        raise places.not_allowed("consent_record")


def _is_consent_alone(brought: Mapping[str, Plain]) -> bool:
    return bool(brought) and set(brought) <= _CONSENTS
