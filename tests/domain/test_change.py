"""Changes: their names, and what a person really changed."""

from __future__ import annotations

import msgspec
import pytest

from focal_desktop.domain import change
from focal_desktop.domain.change import Change
from focal_desktop.domain.record import Plain, Scope
from tests.domain.logs import KIND


def test_a_local_change_may_name_what_another_scope_holds() -> None:
    kept = msgspec.structs.replace(one(), scope=Scope.SEALED, base=("hq/case/theirs:2", "ours:1"))
    assert kept.is_local
    assert kept.replaces == (("hq/case", "theirs:2"), ("sealed", "ours:1"))


def one() -> Change:
    return Change(
        scope="q7ba",
        device="ours",
        counter=3,
        lamport=1,
        kind="sample",
        record="one",
        field="word",
        value="a",
    )


def test_names_are_sorted_and_each_stands_once() -> None:
    assert one().name == "ours:3"
    assert not one().is_local
    assert change.names_of([one(), one(), msgspec.structs.replace(one(), counter=2)]) == ("ours:2", "ours:3")


@pytest.mark.parametrize(
    ("field", "is_block"),
    [("sealed.subject", True), ("sealed.later", True), ("sealed", False), ("word", False)],
)
def test_a_sealed_block_is_known_by_the_front_of_its_field(field: str, is_block: bool) -> None:
    assert msgspec.structs.replace(one(), field=field).is_block == is_block


@pytest.mark.parametrize(
    ("opened", "edited", "changed"),
    [
        ({}, {"word": "a"}, {"word": "a"}),
        ({}, {"word": "", "child": "not_asked", "colours": [], "on": None}, {}),
        ({"word": "a"}, {"word": "a"}, {}),
        ({"word": "a"}, {"word": ""}, {"word": ""}),
        ({"colours": ["red"]}, {"colours": []}, {"colours": []}),
        ({"word": "a", "story": "b"}, {"story": "c"}, {"story": "c"}),
    ],
)
def test_only_what_differs_from_what_was_opened_is_a_change(
    opened: dict[str, Plain], edited: dict[str, Plain], changed: dict[str, Plain]
) -> None:
    assert change.find_difference(KIND, opened, edited) == changed
