"""Parts of a vault from two days: told, or the vault of one earlier day as it was, shown by an exchange."""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import header, vault
from focal_desktop.store.vault import Making
from focal_desktop.usecases import acts, checking, forms, records, safekeeping, unlocking
from focal_desktop.usecases.session import Session
from tests import cuts
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, POLICY, Desk, make_desk
from tests.figures import Tell
from tests.security.test_flips import digest_of

PARTS = ("header", "database", "log", "anchor", "copy")
PAGE_BYTES = 4096
NEW_PASSPHRASE = "stone bread window nine cloud"
CASE = {"regime": "sea", "received_on": "2026-03-01", "survivor_words": "Only hers"}
KNOWN = {"damaged", "behind", "checked", "the newer day", "the earlier day"}


class Day(NamedTuple):
    """A vault as it lay at one moment, what was proven of it, and the digest of all that it says."""

    at: int
    name: str
    parts: dict[str, bytes]
    proof: vault.Proof
    digest: bytes


class Camera:
    """Keeps how the files of a vault lie, while it is open in the middle of its work."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.folder = folder
        self.phrase = PASSPHRASE
        self.days: list[Day] = []

    def keep(self, name: str) -> None:
        """Keep this moment; what it says is read in a copy."""
        other = self.desk.copy_to(self.folder / name)
        parts = {
            part: place.read_bytes() for part, place in place_parts(other.folder, other.database.name).items()
        }
        proof = vault.prove(other.folder, self.phrase)
        digest = digest_of(open_by(other, proof))
        other.lock()
        self.days.append(Day(len(self.days), name, parts, proof, digest))


def place_parts(folder: Path, database: str) -> dict[str, Path]:
    """Return where each part of a vault lies."""
    return {
        "header": folder / "header.bin",
        "database": folder / database,
        "log": folder / f"{database}-wal",
        "anchor": folder / "anchor.bin",
        "copy": unlocking.anchor_copy(folder),
    }


def open_by(desk: Desk, proof: vault.Proof) -> Session:
    """Open a vault by what was proven of its header."""
    desk.opened = unlocking.open_proven(desk.folder, proof, clock=desk.clock, policy=POLICY, kinds=KINDS)
    return desk.opened


@pytest.fixture
def days(tmp_path: Path, clock: HandClock) -> list[Day]:
    """Five moments of one vault: two of one sitting, one of the next, after new keys, after a backup."""
    desk = make_desk(tmp_path / "vault", clock)
    camera = Camera(desk, tmp_path / "kept")
    save(desk, 3)
    camera.keep("saved")
    save(desk, 2)
    camera.keep("saved more")
    desk.reopen()
    save(desk, 2)
    camera.keep("opened again")
    safekeeping.change_passphrase(desk.session, Making(passphrase=NEW_PASSPHRASE, cost=FLOOR))
    camera.phrase = NEW_PASSPHRASE
    save(desk, 2)
    camera.keep("new keys")
    safekeeping.back_up(desk.session, tmp_path / "backup")
    save(desk, 1)
    camera.keep("backed up")
    desk.lock()
    assert len({day.digest for day in camera.days}) == len(camera.days)
    return camera.days


def save(desk: Desk, count: int) -> None:
    """Save a few records of several sorts."""
    for number in range(count):
        case = records.add(desk.session, "allegation", {**CASE, "victims": number}).id
        acts.act(desk.session, "allegation", case, "notify", {})
        records.add(desk.session, "recommendation", {"title": f"Name {number}", "text": "Water " * 400})


def list_mixes(days: list[Day]) -> Iterator[dict[str, Day]]:
    """Yield from which of two days each part comes, for each two days, save all from one."""
    for pair in itertools.combinations(days, 2):
        for chosen in itertools.product(pair, repeat=len(PARTS)):
            if len({day.name for day in chosen}) > 1:
                yield dict(zip(PARTS, chosen, strict=True))


def lay_out(folder: Path, mix: dict[str, Day]) -> None:
    """Write the parts of a mix, the database under the name that its header asks for."""
    folder.mkdir()
    database = header.parse(mix["header"].parts["header"]).database
    for part, place in place_parts(folder, database).items():
        place.write_bytes(mix[part].parts[part])


def find_out(desk: Desk, mix: dict[str, Day], days: list[Day]) -> str:
    """Open, read and check a mix: say how it was told, or which day's vault it is."""
    proof, before = mix["header"].proof, cuts.read_image(desk.folder)
    try:
        unlocking.look_over(desk.folder, proof)
        session = open_by(desk, proof)
        if session.store.behind:
            digest_of(session)
            desk.lock()
            return "behind" if is_kept(desk, before) else "altered"
        digest = digest_of(session)
    except Trouble as trouble:
        desk.lock()
        return trouble.code if is_kept(desk, before) else "altered"
    if not checking.check(session).ok:
        return "checked"
    same = [day.name for day in days if day.digest == digest]
    return f"as it was: {same[0]}" if same else "mixed"


def is_kept(desk: Desk, before: cuts.Image) -> bool:
    """Tell whether every file lies as it did: what was told is not made worse by telling it."""
    after = cuts.read_image(desk.folder)
    return {file: after.get(file) for file in before} == before


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_mix_of_two_days_is_told_or_is_one_of_them(
    days: list[Day], tmp_path: Path, clock: HandClock, figure: Tell
) -> None:
    found, wrong = Counter[str](), []
    for number, mix in enumerate(list_mixes(days)):
        desk = Desk(tmp_path / f"mix{number}", clock)
        lay_out(desk.folder, mix)
        said = judge(find_out(desk, mix, days), mix)
        desk.lock()
        shutil.rmtree(desk.folder)
        found[said] += 1
        if said not in KNOWN:
            wrong.append((said, {part: day.name for part, day in mix.items()}))
    detail = ", ".join(f"{said} {count}" for said, count in sorted(found.items()))
    what = "mixes of two days: neither told nor the vault of one of them"
    figure(what, tried=found.total(), bad=len(wrong), detail=detail)
    assert wrong == []
    assert all(found[said] for said in KNOWN - {"checked"})


def judge(said: str, mix: dict[str, Day]) -> str:
    """Say whether a vault that opened is the newer day's, or an earlier one's with no anchor that knew more.

    Nothing here knows more than the two anchors; one under later keys tells an earlier header nothing.
    """
    name = said.removeprefix("as it was: ")
    if name == said:
        return said
    order = list(dict.fromkeys(mix[part].name for part in sorted(PARTS, key=lambda p: mix[p].at)))
    if name == order[-1]:
        return "the newer day"
    anchors = {mix[p].name for p in ("anchor", "copy") if mix[p].proof.front == mix["header"].proof.front}
    return "the earlier day" if name == order[0] and anchors == {name} else f"forgot: {name}"


def test_each_day_by_itself_opens_as_it_was(days: list[Day], tmp_path: Path, clock: HandClock) -> None:
    for number, day in enumerate(days):
        desk = Desk(tmp_path / f"day{number}", clock)
        lay_out(desk.folder, dict.fromkeys(PARTS, day))
        assert find_out(desk, dict.fromkeys(PARTS, day), days) == f"as it was: {day.name}"
        desk.lock()


def lay_out_pages(desk: Desk, folder: Path, earlier: bytes) -> Iterator[Desk]:
    """Yield copies of a closed vault in each of which one page is as it was earlier."""
    newer = desk.database.read_bytes()
    for at in range(0, min(len(earlier), len(newer)), PAGE_BYTES):
        if earlier[at : at + PAGE_BYTES] != newer[at : at + PAGE_BYTES]:
            other = desk.copy_to(folder / f"page{at // PAGE_BYTES}")
            data = bytearray(newer)
            data[at : at + PAGE_BYTES] = earlier[at : at + PAGE_BYTES]
            other.database.write_bytes(data)
            yield other
            other.lock()
            shutil.rmtree(other.folder)


@pytest.mark.long
def test_one_page_of_an_earlier_day_is_told(tmp_path: Path, clock: HandClock, figure: Tell) -> None:
    """As a disk leaves it that said it had written one and had not: every page's own seal is right."""
    desk = make_desk(tmp_path / "vault", clock)
    save(desk, 3)
    forms.keep(desk.session, "partners/new", {"name": "Half"})
    desk.lock()
    earlier = desk.database.read_bytes()
    edited = records.list_page(desk.session, "recommendation", {})[0][0].id
    records.edit(desk.session, "recommendation", edited, {"text": "Fire " * 100})
    forms.keep(desk.session, "partners/new", {"name": "Half a sentence"})
    save(desk, 2)
    desk.lock()
    proof, found = vault.prove(desk.folder, PASSPHRASE), Counter[str]()
    whole = desk.copy_to(tmp_path / "whole")
    digest = digest_of(open_by(whole, proof))
    whole.lock()
    for other in lay_out_pages(desk, tmp_path, earlier):
        found[find_out_page(other, proof, digest)] += 1
    what = "one page of an earlier day: not told"
    detail = ", ".join(f"{said} {count}" for said, count in sorted(found.items()))
    figure(what, tried=found.total(), bad=found["silent"], detail=detail)
    assert not found["silent"], found
    assert found.total() > 10


def find_out_page(desk: Desk, proof: vault.Proof, digest: bytes) -> str:
    """Open, read and check a vault with one earlier page, and say how that was told."""
    try:
        unlocking.look_over(desk.folder, proof)
        session = open_by(desk, proof)
        if session.store.behind:
            return "behind"
        is_same = digest_of(session) == digest
    except Trouble as trouble:
        return trouble.code
    if not checking.check(session).ok:
        return "checked"
    return "harmless" if is_same else "silent"
