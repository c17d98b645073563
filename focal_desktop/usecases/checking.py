"""Checking a vault from end to end: every page, the chain, the anchor, and every record against its log."""

from __future__ import annotations

from typing import Any

import msgspec

from focal_desktop.store import examine
from focal_desktop.usecases.session import Session


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What was found; `first_bad` names the first thing that does not agree, never its content."""

    ok: bool
    pages: bool
    chain: bool
    anchor: bool
    refold: bool
    records: int
    changes: int
    first_bad: str | None = None

    def answer(self) -> dict[str, Any]:
        """Return the answer of the command line's contract."""
        return msgspec.to_builtins(self)  # type: ignore[no-any-return] # a struct's builtins are a dict


def check(session: Session) -> Checked:
    """Read the whole vault and say what holds."""
    found = examine.examine(session.store)
    return Checked(
        ok=not found.first_bad,
        pages=found.pages,
        chain=found.chain,
        anchor=found.anchor,
        refold=found.refold,
        records=found.records,
        changes=found.changes,
        first_bad=found.first_bad or None,
    )
