"""Desks that write one record without a store: each folds what it has seen, as the program does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from focal_desktop.domain import merge
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Answer, Field, Kind, Leaves, Merge, Plain, Record, Scope

HQ = "hq1"
DESKS = ("desk1", "desk2", HQ)
SHARED = "q7ba"


class Step(StrEnum):
    """Three states in their order."""

    DRAFT = "draft"
    PASSED_ON = "passed_on"
    CLOSED = "closed"


class Sample(Record, frozen=True, kw_only=True):
    """One field of each form and each merge rule."""

    word: Annotated[str, Field("Word")] = ""
    story: Annotated[str, Field("Story", merge=Merge.BOTH, form="long_text")] = ""
    colour: Annotated[str, Field("Colour", "colour")] = ""
    colours: Annotated[tuple[str, ...], Field("Colours", "colour", merge=Merge.UNION)] = ()
    child: Annotated[str, Field("Child", Answer, merge=Merge.PROTECTIVE)] = "not_asked"
    step: Annotated[str, Field("Step", Step, merge=Merge.LATTICE)] = Step.DRAFT
    hold: Annotated[str, Field("Hold", Answer, merge=Merge.HQ)] = "not_asked"
    answer: Annotated[str, Field("Answer", owner="hq")] = ""
    on: Annotated[date | None, Field("On")] = None
    at: Annotated[datetime | None, Field("At")] = None
    number: Annotated[int | None, Field("Number")] = None
    money: Annotated[str, Field("Money", form="money")] = ""
    paper: Annotated[str, Field("Paper", form="file")] = ""
    other: Annotated[str, Field("Other", to="sample")] = ""
    others: Annotated[tuple[str, ...], Field("Others", to="sample", merge=Merge.UNION)] = ()
    detail: Annotated[str, Field("Detail", leaves=Leaves.DETAILS)] = ""


KIND = Kind(name="sample", label="Sample", record=Sample, title=lambda sample: sample.word)

COLOURS = ("red", "green", "blue")


def list_codes(name: str) -> tuple[str, ...]:
    """Return the one list of these tests."""
    return COLOURS if name == "colour" else ()


def fold(changes: Iterable[Change]) -> merge.Folded:
    """Fold with the one device of headquarters."""
    return merge.fold(KIND, changes, frozenset({HQ}), list_codes)


@dataclass
class Desk:
    """A device that has seen some changes of one record and numbers its own."""

    device: str
    seen: dict[tuple[str, str], Change] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)

    def write(self, name: str, value: Plain, scope: str = SHARED) -> Change:
        """Set a field, having seen all that this desk has seen of it."""
        written = [c for c in self.fold_ready() if c.field == name]
        self.counters[scope] = self.counters.get(scope, 0) + 1
        change = Change(
            scope=scope,
            device=self.device,
            counter=self.counters[scope],
            lamport=1 + max((c.lamport for c in self.seen.values() if c.scope == scope), default=0),
            kind=KIND.name,
            record="one",
            field=name,
            value=value,
            base=merge.find_base(written, scope),
        )
        self.seen[(change.scope, change.name)] = change
        return change

    def keep(self, name: str, value: Plain) -> Change:
        """Set a field on this computer alone."""
        return self.write(name, value, Scope.SEALED)

    def hear(self, *changes: Change) -> None:
        """Take what another desk has put into the shared scope."""
        self.seen |= {(c.scope, c.name): c for c in changes if not c.is_local}

    def meet(self, other: Desk) -> None:
        """Exchange everything that is shared."""
        self.hear(*other.seen.values())
        other.hear(*self.seen.values())

    def fold_ready(self) -> list[Change]:
        """Return what does not wait for anything."""
        waiting = {(c.scope, c.name) for c in fold(self.seen.values()).waiting}
        return [c for name, c in self.seen.items() if name not in waiting]

    @property
    def values(self) -> Mapping[str, Plain]:
        """What this desk shows."""
        return fold(self.seen.values()).values
