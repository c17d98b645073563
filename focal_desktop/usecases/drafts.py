"""A sealed report while it is being written (do_no_harm.md A5): in no log, no list, no search and no count.

Only who has its id can read it on; sealing or discarding it destroys it together with its key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from focal_desktop.domain import codec, merge
from focal_desktop.domain.record import Kind, Leaves, Plain
from focal_desktop.store import drafts, rows
from focal_desktop.store.rows import Row
from focal_desktop.store.writer import Writer, encode
from focal_desktop.usecases.session import Session

DRAFT = "draft"
_VALUES = msgspec.json.Decoder(dict[str, Any])


def is_drafted(kind: Kind[Any]) -> bool:
    """Tell whether a record of this kind begins as a draft outside the log."""
    return bool(kind.fields_leaving(Leaves.REPORT))


def keep(
    session: Session, writer: Writer, kind: Kind[Any], identity: str, values: Mapping[str, Plain]
) -> None:
    """Keep what was written so far under the draft's own key."""
    said = {name: value for name, value in values.items() if name != "state"}
    drafts.keep(writer, _name(kind, identity), encode(said), session.at)


def read_row(session: Session, kind: Kind[Any], identity: str) -> Row | None:
    """Return a draft in the shape of a record with every field in it, or nothing where there is none."""
    if not is_drafted(kind):
        return None
    held = drafts.read(session.store.connection, _name(kind, identity))
    if held is None:
        return None
    values: dict[str, Plain] = _VALUES.decode(held)
    return Row(
        kind=kind.name,
        id=identity,
        reference=rows.reference_of(identity),
        title=kind.title(codec.read(kind, identity, values)),
        state=DRAFT,
        office=session.person.office,
        on_date="",
        parent="",
        values={**merge.show_values(kind, values), "state": DRAFT},
        clashes={},
    )


def is_held(session: Session, kind: Kind[Any], identity: str) -> bool:
    """Tell whether this is a draft, not yet sealed."""
    return read_row(session, kind, identity) is not None


def destroy(writer: Writer, kind: Kind[Any], identity: str) -> None:
    """Destroy a draft with its key; nothing of it stays."""
    drafts.destroy(writer, _name(kind, identity))


def _name(kind: Kind[Any], identity: str) -> str:
    return f"{kind.name}/{identity}"
