"""Exports: altered ones open nowhere and cost little; those to words open elsewhere, and by nothing else.

The audit trail: whoever holds every key of a vault still cannot take a line out of it unseen.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import public_export, sealing, signing
from focal_desktop.store import reader, trail
from focal_desktop.usecases import audit, authorship, checking, export_file, records, unlocking
from focal_desktop.usecases.export_file import SIGNED_AS, Document, Sealed
from focal_desktop.usecases.session import Session
from focal_desktop.wire.magic import EXPORT
from tests.conftest import HandClock
from tests.desks import make_desk, with_key_in_hand
from tests.figures import Tell
from tests.security.ages import CHEAP, seal_cheaply
from tests.security.mutants import Tried, alter_bytes, try_all
from tests.usecases.country import HQ, HQ_ROLES, Country

FULL = 100_000
CODES = frozenset({"file_not_ours", "newer_version"})
PUBLIC_CODES = frozenset({"file_not_ours", "wrong_passphrase"})
WORDS = "eight generated words of one file and no more"
CANARY = b"Canary-E8 what only the recipient reads"
STRANGERS = signing.new_seed()
EMPTY = "DELETE FROM value WHERE sequence IN (SELECT sequence FROM change WHERE record = ?)"


def count_for(scale: float) -> int:
    """Return how many of each of the two forms to try: half of the share of others, but in full."""
    return int(FULL * scale / (1 if scale >= 1 else 2)) // 2


@pytest.fixture
def officer(tmp_path: Path, clock: HandClock) -> Iterator[Session]:
    """A case officer, who reads what an office exported."""
    country = Country(tmp_path / "country", clock)
    yield country.make(*HQ_ROLES, office=HQ)
    country.lock()


class Attacker:
    """Has an export as it travelled, knows the recipient's public key, and has none of the secret ones."""

    def __init__(self, officer: Session) -> None:
        private = reader.read_key(officer.store.connection, unlocking.DEVICE_SEAL) or b""
        self.device, self.public = officer.person.device, sealing.public_of(private)
        self.document = Document(kind="allegation", record="r", is_case=True, form="txt", text=CANARY * 20)
        to = export_file.Recipient(device=self.device, by="", public=self.public)
        self.data = export_file.seal(officer, to, self.document)
        self.signed = authorship.sign(officer, SIGNED_AS, msgspec.msgpack.encode(self.document))

    def alter(self, chance: random.Random) -> bytes:
        """Return another file: altered anywhere, behind a right front, or sealed anew and not signed."""
        front = EXPORT.front()
        sealed = msgspec.msgpack.decode(self.data[len(front) :], type=Sealed)
        match chance.randrange(6):
            case 0 | 1 | 2:
                return alter_bytes(self.data, chance)
            case 3 | 4:
                return front + msgspec.msgpack.encode(
                    msgspec.structs.replace(sealed, content=alter_bytes(sealed.content, chance))
                )
            case _:
                return front + msgspec.msgpack.encode(Sealed(self.device, self._seal(self._forge(chance))))

    def _seal(self, signed: bytes) -> bytes:
        return sealing.seal(self.public, signed, SIGNED_AS + EXPORT.front() + self.device.encode())

    def _forge(self, chance: random.Random) -> bytes:
        said = msgspec.msgpack.encode(msgspec.structs.replace(self.document, text=chance.randbytes(40)))
        honest = msgspec.msgpack.decode(self.signed, type=authorship.Signed)
        match chance.randrange(3):
            case 0:
                return msgspec.msgpack.encode(msgspec.structs.replace(honest, said=said))
            case 1:
                forged = signing.sign(STRANGERS, SIGNED_AS + said)
                return msgspec.msgpack.encode(authorship.Signed(honest.public, forged, said))
            case _:
                return alter_bytes(self.signed, chance)


def draw(alter: Callable[[random.Random], bytes], count: int) -> Iterator[bytes]:
    """Yield so many altered files, alike in each run."""
    chance = random.Random(count)  # noqa: S311 a test that runs alike each time
    return (alter(chance) for _ in range(count))


def tell(figure: Tell, what: str, found: Tried) -> None:
    """Tell what became of all, and require that each was refused as it should be."""
    figure(
        f"mutated exports: {what} opened, faulty or dear",
        tried=found.tried,
        bad=found.bad.total(),
        detail=found.detail(),
    )
    assert found.bad.total() == 0, found.detail()


@pytest.mark.long
@pytest.mark.timeout(900)
def test_no_altered_export_opens(officer: Session, scale: float, figure: Tell) -> None:
    attacker = Attacker(officer)
    assert export_file.open_file(officer, attacker.data, "Whole").document == attacker.document
    before = len(audit.list_lines(officer))
    found = try_all(
        draw(attacker.alter, count_for(scale)),
        lambda data: export_file.open_file(officer, data, "Altered"),
        CODES,
    )
    assert len(audit.list_lines(officer)) == before
    tell(figure, "to an officer:", found)


def open_if_cheap(data: bytes) -> bytes:
    """Open a file to words; one that asks for a dearer guess than the whole one is known to be bounded."""
    try:
        cost = public_export.find_cost(data)
    except public_export.TooDear:
        cost = 0
    if cost > CHEAP * 2:
        assert cost <= public_export.MOST_LOG_COST
        raise Trouble("wrong_passphrase", "Not guessed at here.")
    return export_file.open_public(data, WORDS)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_no_altered_file_to_words_opens(scale: float, figure: Tell) -> None:
    whole = seal_cheaply(CANARY * 20, WORDS)
    assert export_file.open_public(whole, WORDS) == CANARY * 20
    other = seal_cheaply(b"another", WORDS)
    found = try_all(
        draw(lambda chance: alter_bytes(whole, chance, other), count_for(scale)), open_if_cheap, PUBLIC_CODES
    )
    tell(figure, "to words:", found)


def test_a_dear_file_is_refused_before_any_work(figure: Tell) -> None:
    """Its guess would take from 2 GiB to all the memory in the world."""
    dear = [seal_cheaply(CANARY, WORDS, shown=cost) for cost in range(public_export.MOST_LOG_COST + 1, 100)]
    found = try_all(dear, lambda data: export_file.open_public(data, WORDS), frozenset({"file_not_ours"}))
    tell(figure, "too dear:", found)


OPENER = (
    "import sys, pathlib, pyrage\n"
    "sealed, words = (pathlib.Path(one).read_bytes() for one in sys.argv[1:])\n"
    "sys.stdout.buffer.write(pyrage.passphrase.decrypt(sealed, words.decode().strip()))\n"
    "assert not [name for name in sys.modules if name.startswith('focal_desktop')]\n"
)


@pytest.mark.long
def test_a_file_to_words_opens_without_this_program(tmp_path: Path, figure: Tell) -> None:
    """By the library of the format alone; by no other words, and without words by nothing."""
    words = public_export.new_words()
    (tmp_path / "sealed").write_bytes(public_export.seal(CANARY, words))
    bad = Counter[str]()
    for said in (words, public_export.new_words(), ""):
        (tmp_path / "words").write_text(said)
        left = subprocess.run(
            (sys.executable, "-I", "-c", OPENER, str(tmp_path / "sealed"), str(tmp_path / "words")),
            capture_output=True,
            check=False,
            cwd=tmp_path,
        )
        bad["unlike"] += (left.stdout == CANARY) != (said == words)
    figure("exports to words: opened elsewhere by other than their words", tried=3, bad=bad["unlike"])
    assert not bad["unlike"]


# --- the audit trail


@pytest.mark.timeout(600)
def test_no_line_is_taken_out_unseen(
    tmp_path: Path, clock: HandClock, scale: float, figure: Tell
) -> None:
    """With the data key in hand and no trigger in the way: one line removed, emptied or altered each time."""
    desk = make_desk(tmp_path / "vault", clock)
    case = records.add(desk.session, "allegation", {"subject_name": "Marked"}).id
    for number in range(5):
        records.reveal(desk.session, "allegation", case, "subject", f"Reason {number}")
    desk.lock()
    chance, unseen, count = random.Random(5), 0, max(12, int(120 * scale))  # noqa: S311 alike each time
    for number in range(count):
        copy = desk.copy_to(tmp_path / f"copy{number}")
        spoil(copy.session, chance)
        unseen += checking.check(copy.session).ok
        copy.lock()
    figure("audit lines taken out or altered unseen, with the key in hand", tried=count, bad=unseen)
    assert not unseen


def spoil(session: Session, chance: random.Random) -> None:
    """Do one thing to one line."""
    line = chance.choice(trail.read_lines(session.store.connection))
    where = (line.deed.record,)
    with with_key_in_hand(session) as raw:
        match chance.randrange(5):
            case 0:
                raw.execute(EMPTY, where)
                raw.execute("DELETE FROM change WHERE record = ?", where)
            case 1:
                raw.execute(EMPTY, where)
            case 2:
                raw.execute(
                    "UPDATE value SET content = replace(content, 'revealed', 'printed') WHERE sequence = ?",
                    (line.sequence,),
                )
            case 3:
                raw.execute("UPDATE change SET kind = 'partner' WHERE record = ?", where)
            case _:
                raw.execute("UPDATE change SET at = '2020-01-01T00:00:00Z' WHERE record = ?", where)
