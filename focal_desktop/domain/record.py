"""The words a kind is declared with, and reading values by them. Knows no kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar, get_args, get_type_hints

import msgspec

from focal_desktop.domain.problem import Problem

Plain = None | int | str | list[str]
"""What one field holds in JSON: a scalar, or one sorted list of codes or ids; nothing nested."""


class Scope(StrEnum):
    """Who can read (design 4); each office has its own `sea work desk figures`, `sealed` never leaves."""

    SEA = "sea"
    WORK = "work"
    DESK = "desk"
    FIGURES = "figures"
    HQ_CASE = "hq/case"
    HQ_DESK = "hq/desk"
    HQ_ALL = "hq/all"
    SEALED = "sealed"


class Leaves(StrEnum):
    """When a field leaves this computer (do_no_harm.md F); the last five are sealed parts."""

    WITH_SCOPE = "with_scope"
    NOTICE = "notice"
    DETAILS = "details"
    SURVIVOR = "survivor"
    REPORTER = "reporter"
    SUBJECT = "subject"
    ACCOUNT = "account"
    REPORT = "report"


SEALED_PARTS = (Leaves.SURVIVOR, Leaves.REPORTER, Leaves.SUBJECT, Leaves.ACCOUNT, Leaves.REPORT)
"""The first four are those of a case, the last is all that a sealed report says."""
BLOCK = "sealed."
"""Front of a field that carries a sealed part, closed to all but named officers; it is never shown."""


class Merge(StrEnum):
    """What happens to two values written without knowing of each other (design 4)."""

    LATEST = "latest"
    PROTECTIVE = "protective"
    LATTICE = "lattice"
    BOTH = "both"
    UNION = "union"
    HQ = "hq"


class Answer(StrEnum):
    """A yes-or-no question whose answer may honestly be missing."""

    NOT_ASKED = "not_asked"
    NOT_KNOWN = "not_known"
    NO = "no"
    YES = "yes"


class Field(msgspec.Struct, frozen=True):
    """What a type cannot say about a field. English here; faces translate."""

    label: str
    codes: type[StrEnum] | str = ""  # a list code branches on, or the name of a policy list
    to: str = ""  # the kind it points at
    merge: Merge = Merge.LATEST
    leaves: Leaves = Leaves.WITH_SCOPE
    owner: str = ""  # "hq": only a device with an HQ role sets it
    form: str = ""  # long_text, money, file: what the type alone cannot tell
    help: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Every field has a default: a record with nothing in it is a legal draft."""

    id: str = ""


class Move(msgspec.Struct, frozen=True):
    """A legal step between two states, and what it demands."""

    before: str
    after: str
    needs: tuple[str, ...] = ()
    role: str = ""


class Act(msgspec.Struct, frozen=True):
    """Something a person does to a record beyond writing a field; `usecases.acts` holds what it does.

    An act that changes the step is the only way to make that move; `before` empty means at any step.
    """

    name: str
    before: tuple[str, ...] = ()
    after: str = ""
    needs: tuple[str, ...] = ()
    role: str = ""


R = TypeVar("R", bound=Record)


class Slot(msgspec.Struct, frozen=True, dict=True):
    """One field as its readers see it."""

    name: str
    type: Any
    default: Any
    said: Field

    @cached_property
    def form(self) -> str:
        """Return the type by its name in the command line's contract."""
        if self.said.to:
            return "references" if _is_many(self.type) else "reference"
        if self.said.codes is Answer:
            return "yes_no_unknown"
        if self.said.codes:
            return "codes" if _is_many(self.type) else "code"
        return self.said.form or _PLAIN_FORMS[_bare(self.type)]

    def list_codes(self, policy_codes: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        """Return the codes the field may hold, least protective first where that matters."""
        codes = self.said.codes
        if isinstance(codes, str):
            return policy_codes(codes) if codes else ()
        return tuple(code.value for code in codes)


def _is_many(declared: Any) -> bool:
    return getattr(declared, "__origin__", None) is tuple


def _bare(declared: Any) -> Any:
    """Return the type without its `| None`."""
    known = [part for part in get_args(declared) if part is not type(None)]
    return known[0] if known else declared


_PLAIN_FORMS: Mapping[Any, str] = {str: "text", date: "date", datetime: "instant", int: "whole_number"}


def _no_rule(_record: Any, _today: date) -> list[Problem]:
    return []


class Kind(msgspec.Struct, Generic[R], frozen=True, kw_only=True, dict=True):
    """The one declaration of a kind. A table to read, never a base class to extend."""

    name: str
    label: str
    record: type[R]
    title: Callable[[R], str]
    scope: Scope = Scope.DESK
    key: tuple[str, ...] = ()  # fields that make the id: two devices, one record
    moves: tuple[Move, ...] = ()
    acts: tuple[Act, ...] = ()
    check: Callable[[R, date], list[Problem]] = _no_rule
    on: str = ""  # the date field a list is read by
    parent: str = ""  # the reference a list of parts is read by

    @cached_property
    def slots(self) -> Mapping[str, Slot]:
        """The declared fields, in the order they are written."""
        hints = get_type_hints(self.record, include_extras=True)
        defaults = {f.name: f.default for f in msgspec.structs.fields(self.record)}
        return {
            name: Slot(name, get_args(hint)[0], defaults[name], get_args(hint)[1])
            for name, hint in hints.items()
            if getattr(hint, "__metadata__", None)
        }

    def fields_leaving(self, *leaves: Leaves) -> tuple[str, ...]:
        """Return the fields that leave by one of these ways, in order."""
        return tuple(name for name, slot in self.slots.items() if slot.said.leaves in leaves)
