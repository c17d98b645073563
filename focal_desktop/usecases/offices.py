"""What headquarters decides for an office: what is switched on there."""

from __future__ import annotations

from focal_desktop.base import ids
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import access, office
from focal_desktop.domain.record import Scope
from focal_desktop.usecases import places, records
from focal_desktop.usecases.session import Session


def switch(session: Session, code: str, name: str, *, is_on: bool) -> None:
    """Switch something on or off for an office; headquarters alone does, and the office sees it by sync."""
    if not session.person.is_hq or Scope.DESK not in access.writable(session.person.roles):
        raise places.not_allowed()
    if name not in session.policy.codes("switch"):
        raise Trouble("not_in_list", "There is no such switch. Nothing was changed.", field="name")
    opened = records.open_record(session, office.KIND.name, ids.keyed_id(office.KIND.name, (code,)))
    held = opened.values.get("switches_on")
    before = set(held) if isinstance(held, list) else set()
    after = before | {name} if is_on else before - {name}
    records.edit(session, office.KIND.name, opened.id, {"switches_on": sorted(after)}, opened)
