"""Two officers together read a colleague's audit trail, and see whether a line was taken out of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import msgspec
import pytest

from focal_desktop.store import trail
from focal_desktop.usecases import audit, authorship, records, trail_file, two_officers
from focal_desktop.usecases.session import Session
from focal_desktop.usecases.trail_file import Content
from focal_desktop.wire.magic import TWO_OFFICERS
from tests.desks import refused, with_key_in_hand
from tests.usecases.country import CANARIES, HQ, HQ_ROLES, Country, take_down

WHY = "Canary-W5 to pass it on"


class Trio(NamedTuple):
    """An office with two looks at one case, and two officers."""

    office: Session
    first: Session
    second: Session


@pytest.fixture
def trio(country: Country, office: Session) -> Trio:
    """Three vaults that know each other."""
    made = [country.make(*HQ_ROLES, office=HQ) for _ in range(2)]
    case = take_down(office)
    for part in ("subject", "account"):
        records.reveal(office, "allegation", case, part, WHY)
    return Trio(office, *made)


def open_by(trio: Trio, data: bytes) -> trail_file.Opened:
    """Open a file by both."""
    return trail_file.open_second(trio.second, trail_file.open_first(trio.first, data))


def test_two_officers_together_read_every_line(trio: Trio) -> None:
    found = open_by(trio, trail_file.write(trio.office))
    assert (found.chain, found.first_bad, found.is_known) == (True, "", True)
    assert (found.device, found.by) == (trio.office.person.device, "focal_point KEN")
    assert list(found.lines) == audit.list_lines(trio.office)
    assert [one.what for one in found.lines] == ["revealed", "revealed", "exported"]
    assert [one.reason for one in found.lines] == [WHY, WHY, ""]
    assert found.changes == trio.office.store.tail()[0]


def test_neither_opens_it_alone(trio: Trio, hq: Session) -> None:
    data = trail_file.write(trio.office)
    for one in (trio.first, trio.second):
        half = trail_file.open_first(one, data)
        with refused("not_allowed", "file"):
            trail_file.open_second(one, half)
        with refused("file_not_ours", "file"):
            trail_file.open_second(one, data)
        with refused("file_not_ours", "file"):
            trail_file.open_first(one, half)
    with refused("not_allowed"):
        trail_file.open_first(trio.office, data)
    half = trail_file.open_first(trio.first, data)
    with refused("not_allowed"):
        trail_file.open_second(trio.office, half)
    assert WHY.encode() not in data + half
    assert hq


def test_the_file_holds_no_word_of_a_case(trio: Trio) -> None:
    chain = trail.read_chain(trio.office.store.connection)
    whole = msgspec.json.encode(chain)
    assert [one for one in CANARIES if one.encode() in whole] == []
    assert WHY.encode() in whole  # the reason is the line's own


def test_without_two_officers_nothing_is_written(office: Session) -> None:
    with refused("not_admitted"):
        trail_file.write(office)
    assert audit.list_lines(office) == []


def test_nobody_opens_their_own(trio: Trio) -> None:
    data = trail_file.write(trio.first)  # of three officers two are others
    with refused("not_allowed", "file"):
        trail_file.open_first(trio.first, data)
    half = trail_file.open_first(trio.second, data)
    with refused("not_allowed", "file"):
        trail_file.open_second(trio.first, half)


def drop_line(chain: trail.Chain) -> trail.Chain:
    """Leave a line out whole."""
    gone = next(n for n, one in enumerate(chain.entries, 1) if one.kind == trail.KIND)
    entries = tuple(one for n, one in enumerate(chain.entries, 1) if n not in (gone, gone + 1))
    said = {n - 2 if n > gone else n: held for n, held in chain.said.items() if n not in (gone, gone + 1)}
    return msgspec.structs.replace(chain, entries=entries, said=said)


def drop_last(chain: trail.Chain) -> trail.Chain:
    """Leave the newest entry out."""
    return msgspec.structs.replace(chain, entries=chain.entries[:-1])


def empty_line(chain: trail.Chain) -> trail.Chain:
    """Leave out what a line tells."""
    gone = next(n for n, one in enumerate(chain.entries, 1) if one.field == trail.DEED)
    return msgspec.structs.replace(chain, said={n: one for n, one in chain.said.items() if n != gone})


def rename_kind(chain: trail.Chain) -> trail.Chain:
    """Call a line something else."""
    entries = tuple(
        msgspec.structs.replace(one, kind="partner") if one.kind == trail.KIND else one
        for one in chain.entries
    )
    return msgspec.structs.replace(chain, entries=entries)


def say_otherwise(chain: trail.Chain) -> trail.Chain:
    """Let a line tell something else."""
    said = {n: (one.replace("revealed", "printed"), salt) for n, (one, salt) in chain.said.items()}
    return msgspec.structs.replace(chain, said=said)


def say_otherwise_without_salt(chain: trail.Chain) -> trail.Chain:
    """Let a line tell something else under no salt."""
    return msgspec.structs.replace(chain, said={n: (one, b"") for n, (one, _) in chain.said.items()})


@pytest.mark.parametrize(
    "alter",
    [drop_line, drop_last, empty_line, rename_kind, say_otherwise, say_otherwise_without_salt],
)
def test_what_a_person_leaves_out_of_their_own_trail_is_seen(
    trio: Trio, alter: Callable[[trail.Chain], trail.Chain]
) -> None:
    """The writer has every key of this vault, and signs what they altered."""
    chain = alter(trail.read_chain(trio.office.store.connection))
    content = Content(office="KEN", at=trio.office.at, chain=chain)
    signed = authorship.sign(trio.office, trail_file.SIGNED_AS, msgspec.msgpack.encode(content))
    found = open_by(trio, two_officers.seal(trio.office, trail_file.PURPOSE, signed))
    assert not found.chain
    assert found.first_bad


def test_a_line_taken_out_of_the_vault_is_seen_by_officers(trio: Trio) -> None:
    gone = audit.list_lines(trio.office)[0].id
    with with_key_in_hand(trio.office) as raw:
        numbers = [n for (n,) in raw.execute("SELECT sequence FROM change WHERE record = ?", (gone,))]
        for number in numbers:
            raw.execute("DELETE FROM value WHERE sequence = ?", (number,))
            raw.execute("DELETE FROM change WHERE sequence = ?", (number,))
    assert not open_by(trio, trail_file.write(trio.office)).chain


def test_a_reason_that_was_erased_breaks_nothing(trio: Trio) -> None:
    chain = trail.read_chain(trio.office.store.connection)
    kept = {n: one for n, one in chain.said.items() if chain.entries[n - 1].field == trail.DEED}
    chain = msgspec.structs.replace(chain, said=kept)
    assert trail.find_flaw(chain) is None
    assert {one.is_reason_erased for one in trail.list_told(chain)} == {True}


def test_what_a_stranger_signed_is_told_apart(trio: Trio, country: Country) -> None:
    other = country.make("focal_point", office="UGA")
    data = trail_file.write(other)
    country.know(trio.office, trio.first, trio.second)
    found = open_by(trio, data)
    assert (found.is_known, found.by, found.chain) == (False, "unknown", True)


def test_an_unsigned_trail_is_refused(trio: Trio) -> None:
    data = two_officers.seal(trio.office, trail_file.PURPOSE, b"\x93\xc4\x00\xc4\x00\xc4\x00")
    with refused("file_not_ours", "file"):
        open_by(trio, data)
    other = two_officers.seal(trio.office, "another purpose", b"")
    with refused("file_not_ours", "file"):
        trail_file.open_first(trio.first, other)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_not_ours"),
        (TWO_OFFICERS.front(), "file_not_ours"),
        (b"FTWO\x02", "newer_version"),
        (b"FEXP\x01", "file_not_ours"),
        (TWO_OFFICERS.front() + b"\x95\xa1", "file_not_ours"),
    ],
)
def test_a_strange_file_is_refused(trio: Trio, data: bytes, code: str) -> None:
    for opens in (trail_file.open_first, trail_file.open_second):
        with refused(code, "file"):
            opens(trio.first, data)


def test_an_officer_whose_access_was_closed_opens_nothing(trio: Trio, country: Country) -> None:
    data = trail_file.write(trio.office)
    country.know(trio.office, trio.second)
    with refused("not_allowed"):
        trail_file.open_first(trio.first, data)
    with refused("not_allowed", "file"):
        trail_file.open_first(trio.second, data)
