"""Several records changed as one save: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.domain import change as changes
from focal_desktop.store.writer import Writer
from focal_desktop.usecases import places, records, steps
from focal_desktop.usecases.records import Target, Values
from focal_desktop.usecases.session import Session


def edit_many(session: Session, kind_name: str, many: Mapping[str, Values]) -> None:
    """Change several records of a kind in one transaction, each from where it stands now."""
    with session.store.transaction() as writer:
        edit_within(session, writer, kind_name, many)


def edit_within(session: Session, writer: Writer, kind_name: str, many: Mapping[str, Values]) -> None:
    """Change several records among what else is saved with them, in the transaction of who calls."""
    kind = session.kind(kind_name)
    for identity, values in many.items():
        now = records.open_record(session, kind_name, identity)
        plain = records.take_in(session, kind, values, now.values)
        changed = changes.find_difference(kind, now.values, plain)
        if "state" in changed:
            steps.require_legal(session, kind, str(now.values.get("state", "")), {**now.values, **plain})
        if keyed := [name for name in kind.key if name in changed]:
            raise places.not_allowed(keyed[0])
        if changed:
            shared = places.find_shared_scope(session, kind, {**now.values, **plain}, now.written)
            records.write(session, writer, Target(kind, identity, now.written, shared, now.written), changed)
