"""Keeping an answer on a standard or a look at a clause: each its own record, made or changed in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from focal_desktop.base import ids
from focal_desktop.domain import codec
from focal_desktop.domain.record import Plain
from focal_desktop.usecases import records
from focal_desktop.usecases.session import Session


def keep(
    session: Session, kind_name: str, key: Mapping[str, str], values: Mapping[str, Plain]
) -> Callable[[], Any]:
    """Keep values of the record that this key names and return what takes them back."""
    kind = session.kind(kind_name)
    identity = ids.keyed_id(kind_name, tuple(key[name] for name in kind.key))
    held, _ = records.list_page(session, kind_name, key, limit=1)
    before = held[0].values if held else {}
    old = {name: before.get(name, codec.plain_default(kind.slots[name])) for name in values}
    if held:
        records.edit(session, kind_name, identity, values)
    else:
        records.add(session, kind_name, {**key, **values})
    return lambda: records.edit(session, kind_name, identity, old)
