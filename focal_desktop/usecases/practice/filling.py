"""Keeping invented data in a vault, through the same doors that a person's own entries take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from focal_desktop.domain.record import Kind
from focal_desktop.usecases import acts, records
from focal_desktop.usecases.practice.draft import Draft, Step
from focal_desktop.usecases.session import Session

Names = dict[str, str]


def keep_all(session: Session, drafts: Iterable[Draft], known: Mapping[str, str] | None = None) -> Names:
    """Keep drafts in their order, do what follows each, and return the id of every name."""
    names: Names = dict(known or {})
    for kind_name, group in groupby(drafts, key=lambda draft: draft.kind):
        kind, together = session.kind(kind_name), list(group)
        values = [resolve(kind, draft.values, names) for draft in together]
        saved = records.add_many(session, kind_name, values)
        names |= {draft.name: one.id for draft, one in zip(together, saved, strict=True)}
        for draft in together:
            do_steps(session, kind_name, names[draft.name], draft.then)
    return names


def do_steps(session: Session, kind: str, identity: str, steps: Iterable[Step]) -> None:
    """Do what follows the keeping of one record."""
    for step in steps:
        if step.act:
            acts.act(session, kind, identity, step.act, step.values)
        else:
            records.edit(session, kind, identity, step.values)


def resolve(kind: Kind[Any], values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return values with the id in place of each name that a reference was given by."""
    pointing = {name for name, slot in kind.slots.items() if slot.form == "reference"}
    return {name: names[value] if name in pointing else value for name, value in values.items()}
