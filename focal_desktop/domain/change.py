"""A Change: one field of one record set to one value, having seen which values. Append-only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec

from focal_desktop.domain import codec
from focal_desktop.domain.record import Kind, Plain, Scope


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the log, named by device, scope and counter.

    `base` holds the names of all values it replaces, within the same scope; a local change, which no feed
    carries, may replace values of another one too, as `scope/name`. `at` is for people and decides nothing;
    `lamport` only orders values written without knowing of each other.
    """

    scope: str
    device: str
    counter: int
    lamport: int
    kind: str
    record: str
    field: str
    value: Plain
    base: tuple[str, ...] = ()
    at: str = ""
    is_erased: bool = False

    @property
    def name(self) -> str:
        """The name within the scope; the same on every computer, for ever."""
        return f"{self.device}:{self.counter}"

    @property
    def replaces(self) -> tuple[tuple[str, str], ...]:
        """Scope and name of each value in its base."""
        parted = (b.rpartition("/") for b in self.base)
        return tuple((scope or self.scope, name) for scope, _, name in parted)

    @property
    def is_local(self) -> bool:
        """Whether it has no name in any feed."""
        return self.scope == Scope.SEALED


def find_difference(
    kind: Kind[Any], opened: Mapping[str, Plain], edited: Mapping[str, Plain]
) -> dict[str, Plain]:
    """Return the fields a person changed, against what they had open and not against what came since."""
    return {
        name: value
        for name, value in edited.items()
        if value != opened.get(name, codec.plain_default(kind.slots[name]))
    }


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


def names_of(changes: Iterable[Change]) -> tuple[str, ...]:
    """Return the names of changes as a `base`: sorted, each once."""
    return tuple(sorted({change.name for change in changes}))
