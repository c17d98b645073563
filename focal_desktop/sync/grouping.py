"""Changes as the text of a feed: grouped by save and record, the same bytes each time; and back, strictly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec

from focal_desktop.domain.change import Change


def pack(changes: Sequence[Change]) -> bytes:
    """Return changes of one device and scope as deterministic JSON, grouped by save and record."""
    groups: list[list[Any]] = []
    last: tuple[Any, ...] = ()
    for change in changes:
        mark = (change.kind, change.record, change.lamport, change.at)
        own = f"{change.device}:"
        bases = [int(b[len(own) :]) if b.startswith(own) else b for b in change.base]
        entry = [change.field, change.value, *bases]
        if mark == last and groups[-1][2] + len(groups[-1][5]) == change.counter:
            groups[-1][5].append(entry)
        else:
            groups.append(
                [change.kind, change.record, change.counter, change.lamport, _seconds(change.at), [entry]]
            )
        last = mark
    return msgspec.json.encode(groups, order="deterministic")


LATEST_S = 253_402_300_799  # the last second of the year 9999


class _Group(msgspec.Struct, array_like=True, frozen=True, forbid_unknown_fields=True):
    kind: str
    record: str
    counter: int
    lamport: int
    at_s: Annotated[int, msgspec.Meta(ge=0, le=LATEST_S)]
    entries: list[list[Any]]


def unpack(data: bytes, scope: str, device: str) -> list[Change]:
    """Read what `pack` wrote; anything else is a ValueError."""
    found: list[Change] = []
    for group in msgspec.json.decode(data, type=list[_Group]):
        for index, (field, value, *bases) in enumerate(group.entries):
            if not isinstance(field, str) or not _is_plain(value) or not all(_is_name(b) for b in bases):
                raise ValueError("not a change")
            base = tuple(sorted(f"{device}:{b}" if isinstance(b, int) else b for b in bases))
            found.append(
                Change(
                    scope=scope,
                    device=device,
                    counter=group.counter + index,
                    lamport=group.lamport,
                    kind=group.kind,
                    record=group.record,
                    field=field,
                    value=value,
                    base=base,
                    at=_instant(group.at_s),
                )
            )
    return found


def _is_name(base: Any) -> bool:
    """Tell whether it names a value of the same scope: nothing from outside reaches into another."""
    return "/" not in base if isinstance(base, str) else type(base) is int


def _is_plain(value: Any) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return value is None or (isinstance(value, int | str) and not isinstance(value, bool))


def _seconds(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp()) if at else 0


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if seconds else ""
