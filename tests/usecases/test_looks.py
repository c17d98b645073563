"""Who opened a sealed part is told to whoever may see the record, and nothing of what the part says."""

from __future__ import annotations

from focal_desktop.usecases import looks, records
from focal_desktop.usecases.session import Session
from tests.desks import refused
from tests.usecases.country import SUBJECT, take_down


def test_each_look_is_told_with_its_reason_in_its_order(office: Session) -> None:
    case, other = take_down(office), take_down(office)
    for part, reason in (("subject", "To pass it on"), ("account", "To correct it"), ("subject", "Again")):
        records.reveal(office, "allegation", case, part, reason)
    found = looks.list_looks(office, "allegation", case)
    assert [(one.part, one.reason) for one in found] == [
        ("subject", "To pass it on"),
        ("account", "To correct it"),
        ("subject", "Again"),
    ]
    assert {one.device for one in found} == {office.person.device}
    assert all(one.opened_at for one in found)
    assert SUBJECT not in str(found)
    assert looks.list_looks(office, "allegation", other) == []


def test_a_look_at_what_is_not_there_is_not_found(office: Session) -> None:
    with refused("not_found"):
        looks.list_looks(office, "allegation", "0" * 32)
