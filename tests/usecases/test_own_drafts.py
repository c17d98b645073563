"""Letting go of a draft that takes another way: all of it, by its writer alone, never what has left."""

from __future__ import annotations

import pytest

from focal_desktop.domain.allegation import KIND
from focal_desktop.domain.record import SEALED_PARTS
from focal_desktop.store import erasing, reader, rekeying
from focal_desktop.store.writer import part_key_name
from focal_desktop.usecases import acts, audit, erased, forms, own_drafts, records, retention, sealed_parts
from focal_desktop.usecases.session import Session
from tests.desks import is_sound, refused
from tests.usecases.country import ACCOUNT, CANARIES, SEA, Country, everything, take_down


@pytest.fixture
def draft(office: Session) -> str:
    """A draft with every sealed part in it, and something being typed about it."""
    record = take_down(office, area="Canary-area")
    forms.keep(office, f"allegations/{record}", {"area": "Canary-typed"})
    return record


def test_nothing_of_it_stays(office: Session, draft: str) -> None:
    assert own_drafts.may_let_go(office, draft)
    assert "Canary-area" in everything(office)
    keys = reader.read_keys(office.store.connection, part_key_name(draft, ""))
    assert len(keys) == len(CANARIES)
    own_drafts.let_go(office, draft)
    erasing.secure(office.store)
    assert "Canary" not in everything(office)
    assert reader.read_keys(office.store.connection, part_key_name(draft, "")) == []
    assert forms.read(office, f"allegations/{draft}") is None
    assert records.list_page(office, "allegation", {}) == ([], False)
    assert records.search(office, draft[:6]) == []
    assert erased.find(office, KIND, draft)
    assert rekeying.is_renewal_due(office.store.connection)
    assert is_sound(office)
    forms.keep(office, f"allegations/{draft}", {"area": "Canary-again"})
    assert forms.read(office, f"allegations/{draft}") is None
    with refused("not_found"):
        records.read(office, "allegation", draft)


def test_what_stays_does_not_say_what_it_was(office: Session, draft: str) -> None:
    before = len(audit.list_lines(office))
    own_drafts.let_go(office, draft)
    (line,) = audit.list_lines(office)[before:]
    assert (line.what, line.kind, line.record, line.reference, line.part, line.reason) == (
        "erased",
        *[""] * 5,
    )
    assert line.device == office.person.device
    assert retention.look_ahead(office).left == []


def test_a_full_disk_s_memory_of_it_goes_too(office: Session, draft: str) -> None:
    office.waiting.update({f"allegations/{draft}": b"typed", "allegations/new": b"another"})
    own_drafts.let_go(office, draft)
    assert list(office.waiting) == ["allegations/new"]


def test_who_let_go_can_bring_it_back_as_a_new_one(office: Session, draft: str) -> None:
    before = records.read(office, "allegation", draft).values
    again = own_drafts.bring_back(office, own_drafts.let_go(office, draft))
    assert again != draft
    assert records.read(office, "allegation", again).values == before
    sealed = [sealed_parts.read_local(office, KIND, again, part) for part in SEALED_PARTS]
    assert {str(value) for part in sealed for value in part.values()} == set(CANARIES)
    assert own_drafts.may_let_go(office, again)
    assert not own_drafts.may_let_go(office, draft)


def test_what_has_left_stays(office: Session, draft: str) -> None:
    acts.act(office, "allegation", draft, "notify", {})
    assert not own_drafts.may_let_go(office, draft)
    with refused("not_allowed"):
        own_drafts.let_go(office, draft)
    assert records.read(office, "allegation", draft).values["area"] == "Canary-area"
    assert sealed_parts.read_local(office, KIND, draft, "account") == {"account": ACCOUNT}


def test_a_draft_of_which_a_word_has_left_stays(office: Session, draft: str) -> None:
    target = records.Target(KIND, draft, {}, SEA)
    with office.store.transaction() as writer:
        records.write_in(office, writer, target, {"area": "Canary-sent"}, SEA)
    assert records.read(office, "allegation", draft).state in ("", "draft")
    assert not own_drafts.may_let_go(office, draft)


def test_what_somebody_else_wrote_stays(country: Country, office: Session, draft: str) -> None:
    other = country.make("focal_point")
    written = reader.read_history(office.store.connection, "allegation", draft)
    with other.store.transaction() as writer:
        writer.append(written)
    assert records.read(other, "allegation", draft).state in ("", "draft")
    assert not own_drafts.may_let_go(other, draft)
    records.edit(other, "allegation", draft, {"area": "Elsewhere"})
    assert not own_drafts.may_let_go(other, draft)


def test_headquarters_and_who_sees_no_case_let_go_of_nothing(country: Country, hq: Session) -> None:
    record = take_down(hq)
    assert not own_drafts.may_let_go(hq, record)
    assert not own_drafts.may_let_go(country.make("hr_clerk"), record)
    for unknown in ("", "nothing", "a" * 32, "\udcff"):
        assert not own_drafts.may_let_go(country.make("focal_point"), unknown)
