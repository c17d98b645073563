"""The Session: an unlocked vault, a clock and a person. First argument of every use case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from focal_desktop.base import clock as clocks
from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.kinds import Kinds
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Kind, Scope
from focal_desktop.store import reader
from focal_desktop.store.opened import Store
from focal_desktop.store.rows import ScopeRow


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Whose vault this is: one vault, one person, one device."""

    name: str
    roles: tuple[str, ...]
    office: str
    device: str

    @property
    def is_hq(self) -> bool:
        """Whether the person works at headquarters."""
        return any(role in ("root", "hq_desk", "hq_case") for role in self.roles)


@dataclass(frozen=True)
class Session:
    """Made by unlocking, ended by locking."""

    store: Store
    clock: clocks.Clock
    policy: Policy
    person: Person
    waiting: dict[str, bytes] = field(default_factory=dict, compare=False, repr=False)
    """Forms that are being typed and that a full disk did not take, by their names."""
    seen: set[tuple[str, str]] = field(default_factory=set, compare=False, repr=False)
    """The cases that were opened since the vault was unlocked; the audit trail has a line of each."""

    @property
    def kinds(self) -> Kinds:
        """The kinds this program knows."""
        return self.store.rules.kinds

    @property
    def today(self) -> date:
        """The day by this computer's clock, right or wrong."""
        return clocks.today(self.clock)

    @property
    def at(self) -> str:
        """The instant by this computer's clock, as it is written; for people, it decides nothing."""
        return clocks.instant(self.clock.now())

    def kind(self, name: str) -> Kind[Any]:
        """Return a kind by its name, or say that there is none."""
        if name not in self.kinds:
            raise Trouble(
                "unknown_kind", "There is no such kind of record. Nothing was changed.", field="kind"
            )
        return self.kinds[name]

    def scopes(self, *classes: Scope | str, office: str = "") -> Sequence[ScopeRow]:
        """Return the scopes of these classes that this vault knows, of one office or of all."""
        found = reader.read_scopes(self.store.connection)
        return [s for s in found if s.scope_class in classes and office in ("", s.office)]


def load_person(store: Store) -> Person:
    """Read from the vault whose it is."""
    held = reader.read_meta(store.connection, "person")
    if held is None:
        raise Trouble(
            "damaged", "The vault does not say whose it is. Nothing was changed; call headquarters."
        )
    return msgspec.json.decode(held, type=Person)
