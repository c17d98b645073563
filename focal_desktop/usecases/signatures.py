"""What was signed or cleared stays what it was: its grounds are not changed underneath."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.domain import agreement, waiver
from focal_desktop.domain.record import Kind, Plain
from focal_desktop.usecases import places

CLEARED = (agreement.State.READY_TO_SIGN, agreement.State.SIGNED)


def require_unsigned(kind: Kind[Any], brought: Mapping[str, Plain], held: Mapping[str, Plain]) -> None:
    """Refuse to change under a signature what it stands for; a step back opens it again."""
    state = held.get("state")
    for name in _list_signed(kind.name, held):
        if brought.get(name, held.get(name)) != held.get(name) and brought.get("state", state) == state:
            raise places.not_allowed(name)


def _list_signed(kind_name: str, held: Mapping[str, Plain]) -> tuple[str, ...]:
    state = held.get("state")
    if kind_name == "agreement" and state in CLEARED:
        return ("partner",)
    if kind_name == "waiver" and (state == waiver.State.APPROVED or held.get("second_approved_on")):
        return waiver.NEEDS
    return ()
