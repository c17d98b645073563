"""What leaves of an allegation beyond its notice, each by an act of a person (do_no_harm.md A1, F).

Coded details go into the scope, sealed parts to named case officers alone. Must never send a survivor's or a
reporter's part without that person's own yes for this purpose.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import merge
from focal_desktop.domain.allegation import Consent, Regime
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Answer, Kind, Leaves, Plain, Scope
from focal_desktop.usecases import doing as acting
from focal_desktop.usecases import places, sealed_parts
from focal_desktop.usecases.doing import Doing
from focal_desktop.usecases.session import Session

CALL_FIRST = (Consent.GUARDIAN, Consent.REFUSED, Consent.WITHDRAWN)
"""With such a word on record only the notice goes; the rest is for headquarters and a specialist."""


def share_details(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Send the coded details that stand here and are not held back, as the preview showed them."""
    require_open_way(session, doing.values)
    written = {**doing.opened.written, **dict.fromkeys(doing.brought, ())}
    going = preview_details(doing.kind, doing.values, written)
    if not going and not places.has_left(doing.kind, Leaves.DETAILS, doing.opened.written):
        raise _needed("nature")
    staying = {n: v for n, v in doing.brought.items() if n not in going}
    return acting.send(session, doing, going, staying)


def preview_details(
    kind: Kind[Any], values: Mapping[str, Plain], written: places.Written
) -> dict[str, Plain]:
    """Return the details that would leave now: without what is held back or has gone, a day as its month."""
    held = values.get("held_back")
    held_back = held if isinstance(held, list) else []
    names = [n for n in kind.fields_leaving(Leaves.DETAILS) if n in values and n not in held_back]
    going = {n: values[n] for n in names if _stands_here(written.get(n, ()))}
    day = going.get("incident_on")
    return {**going, "incident_on": f"{day[:7]}-01"} if isinstance(day, str) else going


def _stands_here(seen: tuple[Change, ...]) -> bool:
    """Tell whether what stands was not yet sent; what others know is named with its scope."""
    return not seen or any("/" not in name for name in merge.find_base(seen, Scope.SEALED))


def share_survivor(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Seal the survivor's part for the case officers; only with the survivor's own yes."""
    require_own_yes(doing.values, "consent_share")
    return _share_part(session, doing, Leaves.SURVIVOR)


def share_reporter(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Seal the part of whoever reported for the case officers; only with that person's own yes."""
    require_own_yes(doing.values, "reporter_consent_share")
    return _share_part(session, doing, Leaves.REPORTER)


def share_subject(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Seal the subject's part for the case officers under the duty to report (ST/SGB/2003/13, 3.2 (e)).

    The survivor's consent does not govern it; whether it could point to the survivor was asked before.
    """
    return _share_part(session, doing, Leaves.SUBJECT)


def share_account(session: Session, doing: Doing) -> Mapping[str, Any]:
    """Seal the account for the case officers, as the person cleaned it of what identifies the survivor."""
    return _share_part(session, doing, Leaves.ACCOUNT)


def _share_part(session: Session, doing: Doing, part: Leaves) -> Mapping[str, Any]:
    require_open_way(session, doing.values)
    names = doing.kind.fields_leaving(part)
    kept = sealed_parts.read_local(session, doing.kind, doing.opened.id, part)
    said = {n: v for n, v in {**kept, **doing.brought}.items() if n in names and v not in ("", [], None)}
    if not said:
        raise _needed(names[0])
    officers = sealed_parts.find_officers(session)
    place = sealed_parts.Place(acting.aim(session, doing).shared, doing.opened.id, part)
    going: dict[str, Plain] = {sealed_parts.block_field(part): sealed_parts.seal(said, officers, place)}
    return acting.send(session, doing, going, doing.brought)


def require_own_yes(values: Mapping[str, Plain], consent: str) -> None:
    """Refuse what goes only with that person's own yes for this purpose (do_no_harm.md A1)."""
    if values.get(consent) != Consent.GIVEN:
        raise Trouble(
            "not_allowed",
            "This part goes only with that person's own yes for this purpose. Nothing was sent; "
            "the notice does not depend on it.",
            field=consent,
        )


def require_open_way(session: Session, values: Mapping[str, Plain]) -> None:
    """Refuse a workplace report without a yes, and all but the notice where the telephone comes first."""
    if "hq_case" in session.person.roles:
        return
    if values.get("regime", Regime.NOT_KNOWN) == Regime.NOT_KNOWN:
        raise _needed("regime")
    if values["regime"] == Regime.WORKPLACE:
        require_own_yes(values, "consent_share")
    if values.get("child") in (Answer.YES, Answer.NOT_KNOWN):
        raise _call_first("child")
    for consent in ("consent_record", "consent_share"):
        if values.get(consent) in CALL_FIRST:
            raise _call_first(consent)


def _call_first(field: str) -> Trouble:
    return Trouble(
        "not_allowed",
        "Here only the notice goes. Please call headquarters: what else is passed on is decided there, "
        "together with a specialist. Nothing was sent.",
        field=field,
    )


def _needed(field: str) -> Trouble:
    return Trouble(
        "needed",
        "Nothing stands here yet that could go this way. The case is safe; fill the field and try again.",
        field=field,
        problems=((field, "needed"),),
    )
