"""Two officers open a vault together: neither alone, no other pair, for nobody but who asked."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, passphrase, sealing, signing
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import asking, backup, escrows, header, officers, reader, rekeying
from focal_desktop.store.header import Officer
from focal_desktop.store.vault import Making
from focal_desktop.sync import escrowing, revoking, succeeding
from focal_desktop.usecases import audit, records, reopening, safekeeping, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.wire.escrow import Answer, Half, Request
from tests import cuts
from tests.conftest import HandClock
from tests.desks import Desk, desk, refused
from tests.figures import Tell
from tests.security.officers import CHOSEN, Bench, make_bench
from tests.sync.company import MAKING, PASSPHRASE, POLICY, Company
from tests.sync.conftest import company

__all__ = ["company", "desk"]


@pytest.fixture
def bench(company: Company) -> Bench:
    """Two officers and an office."""
    return make_bench(company)


def front_of(session: Session) -> header.Header:
    """Return the header that stands."""
    return header.read(session.store.folder / "header.bin")


def pairs_of(session: Session) -> set[tuple[str, str]]:
    """Return who could open a vault."""
    return {one.officers for one in front_of(session).escrows}


def private_of(session: Session) -> bytes:
    """Return the key to which others seal for this vault."""
    return reader.read_key(session.store.connection, unlocking.DEVICE_SEAL) or b""


def open_both(first: Session, second: Session, front: header.Header) -> bytes:
    """Return the key that two officers find together in a header."""
    info = header.escrow_info(front.vault, front.key_id)
    pair = (first.person.device, second.person.device)
    sealed = next(one.sealed for one in front.escrows if one.officers == pair)
    public = [sealing.public_of(private_of(one)) for one in (first, second)]
    inner = sealing.open_outer(private_of(first), public[1], sealed, info)
    return header.split_escrow(sealing.open_inner(private_of(second), public[0], inner, info))[0]


# --- whom a vault is sealed to


def test_a_vault_is_sealed_to_both_officers_whatever_happens_to_its_keys(bench: Bench) -> None:
    """After joining, a new passphrase, a new unlock, in a backup and in what is restored of it."""
    company, officer = bench.company, bench.officer
    pair = (company.hq.person.device, officer.person.device)
    both = {pair, pair[::-1]}
    assert pairs_of(bench.desk) == both
    safekeeping.change_passphrase(bench.desk, MAKING)
    assert pairs_of(bench.desk) == both
    front = front_of(bench.desk)
    assert open_both(company.hq, officer, front) == bench.desk.store.found.data_key
    again = company.reopen(bench.desk)
    assert pairs_of(again) == both
    out = company.folder / "backup"
    safekeeping.back_up(again, out)
    source = backup.unlock(out, PASSPHRASE)
    assert open_both(company.hq, officer, source.front.header) == source.opened.data_key
    found = safekeeping.restore(
        company.folder / "restored",
        source,
        MAKING,
        succeeding.succeed,
        clock=company.clock,
        policy=POLICY,
        kinds=KINDS,
    )
    company.opened.append(found.session)
    assert pairs_of(found.session) == both
    assert open_both(officer, company.hq, front_of(found.session)) == found.session.store.found.data_key


def test_who_joins_is_sealed_to_the_officers_before_any_exchange(bench: Bench) -> None:
    joined = bench.company.join(bench.company.invite("KEN", "alternate"))
    assert len(pairs_of(joined.session)) == 2


def test_a_pair_that_is_no_more_is_left_out_and_no_former_header_stays(bench: Bench) -> None:
    """Both areas say the same afterwards; the officer who is left is no pair."""
    with bench.desk.store.transaction() as writer:
        known = officers.read(bench.desk.store.connection)
        officers.keep(writer, msgspec.structs.replace(known, officers=known.officers[:1]))
    escrows.tend(bench.desk.store)
    data = (bench.folder / "header.bin").read_bytes()
    first, second = header._parse_both(data)
    assert first == second
    assert first is not None
    assert first.escrows == ()
    escrowing.follow(bench.desk)
    assert len(pairs_of(bench.desk)) == 2
    assert (
        reader.read_meta(bench.desk.store.connection, rekeying.EPOCH)
        == str(front_of(bench.desk).epoch).encode()
    )


def test_nothing_is_written_where_nothing_has_changed(bench: Bench) -> None:
    before = front_of(bench.desk)
    bench.company.sync(bench.desk)
    again = bench.company.reopen(bench.desk)
    assert front_of(again) == before


def test_an_officer_is_none_of_the_two_for_the_own_vault(bench: Bench) -> None:
    assert pairs_of(bench.company.hq) == pairs_of(bench.officer) == set()


def test_a_vault_that_stands_alone_says_that_nobody_can_open_it(desk: Desk) -> None:
    assert reopening.find_standing(desk.session).pairs == ()
    with refused("not_allowed") as found:
        reopening.rehearse(desk.session)
    assert "no two officers" in str(found.value)
    desk.lock()
    with refused("not_allowed"):
        asking.ask(asking.of_vault(desk.folder), CHOSEN, FLOOR)
    assert not asking.is_waiting(asking.of_vault(desk.folder))


@pytest.mark.parametrize("count", range(9))
def test_every_officer_is_in_a_pair_and_begins_one(count: int) -> None:
    """As few or as many as they are; nobody is paired with themselves, and there are ten pairs at most."""
    found = officers.pair_up([Officer(str(number), b"") for number in range(count)])
    assert len(found) == min(10, count * (count - 1))
    assert len({(a.device, b.device) for a, b in found}) == len(found)
    assert all(a != b for a, b in found)
    if count > 1:
        assert {a.device for a, _ in found} | {b.device for _, b in found} == {str(n) for n in range(count)}


@pytest.mark.long
def test_cut_while_it_is_sealed_the_vault_opens(bench: Bench, scale: float) -> None:
    """One header or the other counts, and the next unlock seals to whom it should."""
    store, known = bench.desk.store, officers.read(bench.desk.store.connection)

    def seal_again() -> None:
        with store.transaction() as writer:
            officers.keep(writer, msgspec.structs.replace(known, officers=()))
        escrows.tend(store)
        escrows.follow(store, known)

    total = cuts.count(seal_again)
    for place in cuts.spread(total, scale / 4):
        with cuts.stopped(place):
            cuts.try_to(seal_again)
        again = bench.company.reopen(bench.desk)
        escrowing.follow(again)
        assert len(pairs_of(again)) == 2
        bench.desk, store = again, again.store


# --- opening by two


def test_two_officers_open_a_vault_whose_passphrase_is_forgotten(bench: Bench) -> None:
    """The person's new passphrase opens, everything is there, and both sides keep a line of it."""
    made = records.add(bench.desk, "partner", {"name": "Kept"}).id
    answer = bench.answer(bench.ask())
    bench.reopen(answer)
    session = bench.unlock()
    assert records.read(session, "partner", made).title == "Kept"
    assert not asking.is_waiting(asking.of_vault(bench.folder))
    pair = (bench.company.hq.person.device, bench.officer.person.device)
    for one, part in ((session, " ".join(pair)), (bench.company.hq, "first"), (bench.officer, "second")):
        assert [(line.what, line.part) for line in audit.list_lines(one)][-1:] == [("escrow_opened", part)]
    standing = reopening.find_standing(session)
    assert standing.opened is not None
    assert standing.opened.officers == pair
    assert len(standing.pairs) == 1
    unlocking.lock(session)
    with refused("wrong_passphrase"):
        bench.unlock(PASSPHRASE)


def test_the_sheet_that_was_lost_opens_nothing_afterwards(bench: Bench) -> None:
    """A new one does, where it was asked for."""
    lost, new = passphrase.new_code(), passphrase.new_code()
    safekeeping.change_passphrase(bench.desk, Making(passphrase=PASSPHRASE, cost=FLOOR, code=lost))
    bench.reopen(bench.answer(bench.ask()), code=new)
    front = header.read(bench.folder / "header.bin")
    with refused("wrong_passphrase"):
        header.unlock_with_code(front, lost)
    assert header.unlock_with_code(front, new)
    bench.unlock()
    bench.reopen(bench.answer(bench.ask()))
    assert header.read(bench.folder / "header.bin").code is None


def test_no_officer_alone_opens(bench: Bench, figure: Tell) -> None:
    """Whatever of the vault an officer holds: each layer, in each order, and one who plays both parts."""
    front = header.read(bench.folder / "header.bin")
    info = header.escrow_info(front.vault, front.key_id)
    held = [(one, private_of(one)) for one in bench.order()]
    publics = [sealing.public_of(private) for _, private in held]
    tried = opened = 0
    for escrow, (_, private), (other, public) in itertools.product(
        front.escrows, held, itertools.permutations(publics)
    ):
        for opener in (sealing.open_outer, sealing.open_inner):
            for sealed, peer in itertools.product((escrow.sealed,), (other, public)):
                found = open_alone(opener, private, peer, sealed, info)
                for again in (sealing.open_outer, sealing.open_inner):
                    tried += 1
                    plain = found and open_alone(again, private, peer, found, info)
                    opened += any(
                        one and keys.key_id(one[:32]) == front.key_id for one in (found, plain) if one
                    )
    for one in bench.order():
        tried += 1
        opened += can_play_both(one, bench.ask() if bench.desk.store.is_open else ask_again(bench))
    figure("escrow: vaults opened by one officer alone", tried=tried, bad=opened)
    assert opened == 0


def ask_again(bench: Bench) -> Request:
    """Ask once more from a vault that is locked."""
    return asking.ask(asking.of_vault(bench.folder), CHOSEN, FLOOR)


def open_alone(opener: object, private: bytes, peer: bytes, sealed: bytes, info: bytes) -> bytes:
    """Return what a layer opens to, or nothing."""
    try:
        return opener(private, peer, sealed, info)  # type: ignore[operator,no-any-return] # one of two openers
    except (keys.NotForUs, ValueError):
        return b""


def can_play_both(officer: Session, request: Request) -> bool:
    """Tell whether one officer gets an answer out of the program by acting twice."""
    words = reopening.say_words(request)
    try:
        half = reopening.open_first(officer, request.encode(), words)
        reopening.open_second(officer, half, words)
    except Trouble:
        return False
    return True


def test_whoever_is_no_officer_opens_nothing(bench: Bench) -> None:
    clerk = bench.company.staff("KEN", "hr_clerk")
    case_officer = reopening.OFFICER
    assert case_officer == "root"
    request = bench.ask()
    words = reopening.say_words(request)
    with refused("not_allowed"):
        reopening.open_first(clerk, request.encode(), words)
    half = reopening.open_first(bench.company.hq, request.encode(), words)
    with refused("not_allowed"):
        reopening.open_second(clerk, half, words)


def test_other_words_are_not_served(bench: Bench) -> None:
    """A request that was exchanged on its way has other words; so has the same request asked again."""
    request = bench.ask()
    thief = msgspec.structs.replace(request, public=sealing.public_of(sealing.new_private()))
    words = reopening.say_words(request)
    assert reopening.say_words(thief) != words
    with refused("not_allowed", "words"):
        reopening.open_first(bench.company.hq, thief.encode(), words)
    half = Half.decode(reopening.open_first(bench.company.hq, request.encode(), words))
    exchanged = msgspec.structs.replace(half, request=thief.encode()).encode()
    with refused("not_allowed", "words"):
        reopening.open_second(bench.officer, exchanged, words)


def test_the_answer_serves_nobody_but_who_asked(bench: Bench) -> None:
    """Neither with another passphrase, nor after another request, nor altered; the right one still opens."""
    request = bench.ask()
    answer = bench.answer(request)
    with refused("wrong_passphrase"):
        bench.reopen(answer, "not what was chosen")
    altered = Answer.decode(answer)
    forged = msgspec.structs.replace(altered, sealed=altered.sealed[:-1] + b"x").encode()
    with refused("file_not_ours", "answer"):
        bench.reopen(forged)
    theirs = sealing.seal(request.public, bytes(32), asking.answer_info(request), request.key_id)
    with refused("damaged"):
        bench.reopen(msgspec.structs.replace(altered, sealed=theirs).encode())
    with refused("file_not_ours", "answer"):
        bench.reopen(answer[:-1])
    with refused("newer_version", "answer"):
        bench.reopen(answer[:4] + b"\x09" + answer[5:])
    bench.reopen(answer)
    with refused("not_found"):
        bench.reopen(answer)


def test_an_earlier_answer_is_void(bench: Bench) -> None:
    """Once asked again, and once the vault's keys have changed."""
    first = bench.answer(bench.ask())
    second = bench.answer(asking.ask(asking.of_vault(bench.folder), CHOSEN, FLOOR))
    with refused("file_not_ours", "answer"):
        bench.reopen(first)
    session = bench.unlock(PASSPHRASE)
    safekeeping.change_passphrase(session, MAKING)
    unlocking.lock(session)
    with refused("not_allowed"):
        bench.reopen(second)


def test_a_header_that_was_planted_meanwhile_is_refused(bench: Bench) -> None:
    """The one-time key pins who signed the vault's header when it was asked."""
    answer = bench.answer(bench.ask())
    asked = bench.folder / asking.FILE
    kept = asked.read_bytes()
    session = bench.unlock(PASSPHRASE)
    seed = signing.new_seed()
    front = msgspec.structs.replace(front_of(session), verify=signing.public_key(seed))
    unlocking.lock(session)
    header.write(bench.folder / "header.bin", front, seed)
    asked.write_bytes(kept)
    with refused("damaged"):
        bench.reopen(answer)


def test_the_vault_of_a_closed_device_is_not_opened(bench: Bench) -> None:
    """The second officer's program knows whose it is, as it lies with the key."""
    request = bench.ask()
    words = reopening.say_words(request)
    half = reopening.open_first(bench.company.hq, request.encode(), words)
    opened = reopening.open_second(bench.officer, half, words)
    assert opened.device == bench.desk.person.device
    revoking.revoke(bench.officer, bench.desk.person.device)
    with refused("not_allowed", "request") as found:
        reopening.open_second(bench.officer, half, words)
    assert "closed" in str(found.value)


def test_a_request_holds_nothing_that_opens(bench: Bench) -> None:
    """Request, half, answer and what stays beside the vault: no key in any of them."""
    session = bench.desk
    data_key, private = session.store.found.data_key, private_of(bench.officer)
    request = bench.ask()
    words = reopening.say_words(request)
    half = reopening.open_first(bench.company.hq, request.encode(), words)
    papers = [request.encode(), half, bench.answer(request), (bench.folder / asking.FILE).read_bytes()]
    for secret in (data_key, private, CHOSEN.encode()):
        assert not any(secret in paper for paper in papers)
    assert (bench.folder / asking.FILE).stat().st_mode & 0o77 == 0


# --- rehearsing it


def test_a_rehearsal_shows_that_they_could_and_no_key_leaves(bench: Bench, clock: HandClock) -> None:
    request = reopening.rehearse(bench.desk)
    assert request.is_rehearsal
    data = bench.answer(request)
    answer = Answer.decode(data)
    assert answer.sealed == b""
    clock.move(days=1)
    found = reopening.end_rehearsal(bench.desk, data)
    assert found == reopening.find_standing(bench.desk).rehearsed
    assert found.officers == (bench.company.hq.person.device, bench.officer.person.device)
    lines = audit.list_lines(bench.officer)
    assert lines[-1].part == "second rehearsal"
    with refused("file_not_ours", "answer"):
        reopening.end_rehearsal(bench.desk, data)


def test_a_rehearsal_that_nobody_made_is_refused(bench: Bench) -> None:
    """Only who had the key can make the mark; and its answer opens nothing."""
    request = reopening.rehearse(bench.desk)
    pair = ("a", "b")
    for mark in (b"", bytes(32), keys.mac(bytes(32), asking.name(request))):
        forged = Answer(request=asking.name(request), by=pair, mark=mark)
        with refused("file_not_ours", "answer"):
            reopening.end_rehearsal(bench.desk, forged.encode())
    rehearsed = bench.answer(request)
    bench.ask()
    with refused("file_not_ours", "answer"):
        bench.reopen(rehearsed)


def test_a_foreign_file_is_refused_as_such(bench: Bench) -> None:
    for data in (b"", b"FESQ", b"FINV\x01", bench.ask().encode()[:-1], b"FESQ\x01\x02[]" + bytes(16)):
        with refused("file_not_ours", "request"):
            reopening.open_first(bench.company.hq, data, "")
