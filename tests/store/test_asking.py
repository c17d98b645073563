"""What a locked vault asks two officers: papers of the first release open, altered ones open nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import keys, sealing
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.store import areas, asking, header
from focal_desktop.wire.escrow import Answer, Half, Request
from focal_desktop.wire.magic import ASKED
from tests.desks import full_disk, refused
from tests.figures import Tell

DATA = Path(__file__).parents[1] / "data"
ANA, BEN = bytes(range(96)), bytes(range(96, 192))
PHRASE = "words of the first release"
DATA_KEY = bytes.fromhex("9a9d38eac6e7956707c5af78d3641af4a3c3d5901b922ad32f9c334aed2e3e27")


def paper(name: str) -> bytes:
    """Return one file of the first release."""
    return (DATA / f"{name}-1.bin").read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A vault of the first release that asked, as far as its answer needs it."""
    area = paper("header-officers").ljust(areas.AREA_BYTES, b"\0")
    (tmp_path / "header.bin").write_bytes(area * 2)
    (tmp_path / asking.FILE).write_bytes(paper("asked").ljust(areas.AREA_BYTES, b"\0"))
    return tmp_path


def test_the_papers_of_the_first_release_open(folder: Path) -> None:
    """Written down once; each later version must read them."""
    request = Request.decode(paper("escrow-request"))
    info = header.escrow_info(request.vault, request.key_id)
    [escrow] = request.escrows
    assert escrow.officers == ("ana", "ben")
    half = Half.decode(paper("escrow-half"))
    assert (half.by, half.request) == ("ana", paper("escrow-request"))
    assert sealing.open_outer(ANA, sealing.public_of(BEN), escrow.sealed, info)
    [(name, inner)] = half.inner
    plain = sealing.open_inner(BEN, sealing.public_of(ANA), inner, info)
    assert (name, header.split_escrow(plain)) == ("ben", (DATA_KEY, bytes(range(16))))
    answer = Answer.decode(paper("escrow-answer"))
    assert answer.by == ("ana", "ben")
    proof = asking.prove(asking.of_vault(folder), answer, PHRASE)
    assert proof.found.data_key == DATA_KEY
    assert repr(proof) == "Proof()"


def test_asking_again_ends_the_earlier_question(folder: Path) -> None:
    """The file is replaced whole; the passphrase of the vault is not asked for."""
    again = asking.ask(asking.of_vault(folder), PHRASE, FLOOR)
    assert again.key_id == Request.decode(paper("escrow-request")).key_id
    with refused("file_not_ours", "answer"):
        asking.prove(asking.of_vault(folder), Answer.decode(paper("escrow-answer")), PHRASE)
    assert [file.name for file in sorted(folder.iterdir())] == [asking.FILE, "header.bin"]


def test_where_nothing_can_be_written_nothing_is_asked(folder: Path) -> None:
    (folder / asking.FILE).unlink()
    with full_disk(100), refused("disk_full"):
        asking.ask(asking.of_vault(folder), PHRASE, FLOOR)
    assert not asking.is_waiting(asking.of_vault(folder))


def test_where_there_is_no_vault_nothing_is_asked(tmp_path: Path) -> None:
    with refused("no_vault", "vault"):
        asking.ask(asking.of_vault(tmp_path), PHRASE, FLOOR)
    with refused("no_vault", "vault"):
        asking.prove(asking.of_vault(tmp_path), Answer.decode(paper("escrow-answer")), PHRASE)


def test_a_mark_is_no_key(folder: Path) -> None:
    """The answer to a rehearsal opens nothing, whatever else it brings."""
    answer = msgspec.structs.replace(Answer.decode(paper("escrow-answer")), mark=bytes(32))
    with refused("file_not_ours", "answer"):
        asking.prove(asking.of_vault(folder), answer, PHRASE)


PAPERS: dict[str, Callable[[bytes], Any]] = {
    "escrow-request": Request.decode,
    "escrow-half": Half.decode,
    "escrow-answer": Answer.decode,
}


def test_altered_papers_are_refused(folder: Path, scale: float, figure: Tell) -> None:
    """Cut short, flipped, grown: Malformed or a Trouble with a word, never another error, and no key."""
    dice, tried, bad = random.Random(7), 0, 0  # noqa: S311 a test's dice
    whole = {name: paper(name) for name in PAPERS}
    asked = (folder / asking.FILE).read_bytes()
    for _ in range(int(20_000 * scale)):
        name = dice.choice([*PAPERS])
        tried += 1
        try:
            PAPERS[name](alter(dice, whole[name]))
        except wire.Malformed:
            continue
        bad += 1
    answer = Answer.decode(whole["escrow-answer"])
    for _ in range(int(2_000 * scale)):
        tried += 1
        (folder / asking.FILE).write_bytes(alter(dice, asked))
        try:
            found = asking.prove(asking.of_vault(folder), answer, PHRASE)
        except Trouble as trouble:
            bad += trouble.code not in ("damaged", "newer_version")
            continue
        bad += found.found.data_key != DATA_KEY
    figure("papers of two officers, altered: read or opened", tried=tried, bad=bad)
    assert bad == 0


def alter(dice: random.Random, data: bytes) -> bytes:
    """Return bytes that differ from these in one place, or in their length."""
    at = dice.randrange(min(len(data), 3_000))
    match dice.randrange(3):
        case 0:
            return data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]
        case 1:
            return data[:at] + data[at + 1 :]
        case _:
            return data[:at] + dice.randbytes(1) + data[at:]


def test_a_key_of_another_name_is_no_answer(folder: Path) -> None:
    """Sealed rightly to who asked, and yet not the key that the header names."""
    request = Request.decode(paper("escrow-request"))
    sealed = asking.seal_answer(request, keys.new_key())
    forged = Answer(request=asking.name(request), by=("ana", "ben"), sealed=sealed)
    with refused("damaged"):
        asking.prove(asking.of_vault(folder), forged, PHRASE)


def test_an_answer_to_a_vault_that_changed_since_opens_nothing(folder: Path) -> None:
    """Another pair of officers stands in its header now; asked once more, it says so too."""
    closed = asking.of_vault(folder)
    [escrow] = closed.front.escrows
    others = (msgspec.structs.replace(escrow, officers=("ana", "eve")),)
    changed = closed._replace(front=msgspec.structs.replace(closed.front, escrows=others))
    with refused("not_allowed"):
        asking.prove(changed, Answer.decode(paper("escrow-answer")), PHRASE)
    with refused("not_allowed"):
        asking.read_request(changed)
    assert asking.read_request(closed).encode() == paper("escrow-request")


def test_an_answer_sealed_to_somebody_else_is_none(folder: Path) -> None:
    request = Request.decode(paper("escrow-request"))
    elsewhere = msgspec.structs.replace(request, public=sealing.public_of(ANA))
    sealed = asking.seal_answer(elsewhere, DATA_KEY)
    forged = Answer(request=asking.name(request), by=("ana", "ben"), sealed=sealed)
    with refused("file_not_ours", "answer"):
        asking.prove(asking.of_vault(folder), forged, PHRASE)


def test_where_nobody_was_asked_no_answer_fits(folder: Path) -> None:
    closed = asking.of_vault(folder)
    asking.forget(closed)
    with refused("not_found"):
        asking.prove(closed, Answer.decode(paper("escrow-answer")), PHRASE)
    with refused("not_found"):
        asking.read_request(closed)


@pytest.mark.parametrize("body", [b"{}", b"no text of ours", b"\xff"])
def test_what_was_asked_in_another_form_is_damaged(folder: Path, body: bytes) -> None:
    (folder / asking.FILE).write_bytes(areas.pack(ASKED, body))
    with refused("damaged"):
        asking.read_request(asking.of_vault(folder))
