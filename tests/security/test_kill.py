"""The program is killed in the middle of all that it does: nothing it acknowledged is ever lost."""

from __future__ import annotations

import json
import os
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.store import backup
from focal_desktop.sync import admitting, folder
from focal_desktop.usecases import erased, records, safekeeping, unlocking
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, make_desk
from tests.figures import Tell
from tests.security.killing import NEW_PASSPHRASE, Desk, Killer, Work, killer
from tests.security.victims import Run
from tests.sync.company import Company

FULL, ANEW = 1000, 20
DAY_S = 86_400
FILLED = 20
LINES, MOST_ANSWERS = 200, 40
CASE = {"regime": "sea", "received_on": "2026-03-01", "survivor_words": "Only hers"}
Line = dict[str, Any]


def think_of_lines(start: int, drafts: Sequence[str], count: int = LINES) -> Iterator[Line]:
    """Yield commands of every sort that saves: one record, many at once, an edit, the notice."""
    left = list(drafts)
    for number in range(start, start + count):
        name = f"Name {number}"
        if number % 4 == 1:
            yield {"do": "add", "kind": "partner", "values": [{"name": f"{name} {n}"} for n in range(4)]}
        elif number % 4 == 2 and left:
            yield {"do": "edit", "kind": "allegation", "id": left[-1], "values": {"area": name}}
        elif number % 4 == 3 and left:
            yield {"do": "act", "kind": "allegation", "id": left.pop(), "act": "notify"}
        else:
            yield {"do": "add", "kind": "allegation", "values": {**CASE, "area": name}}


def is_kept(session: Session, line: Line, answer: Any) -> bool:
    """Tell whether what was acknowledged is there as it was said."""
    if isinstance(answer, list):
        titles = [records.read(session, "partner", one["id"]).title for one in answer]
        return titles == [one["name"] for one in line["values"]]
    row = records.read(session, "allegation", answer.get("id") or line["id"])
    if line["do"] == "act":
        return bool(row.state == answer["state"] == "passed_on")
    said = [c.value for c in records.history(session, "allegation", row.id) if c.field == "area"]
    return line["values"]["area"] in said


class Saving(Work):
    """`batch`, killed so long after one of its answers."""

    name = "saving"
    count, most = LINES, MOST_ANSWERS
    drafts: Sequence[str] = ()

    def prepare(self, session: Session) -> None:
        self.drafts = [row.id for row in records.list_page(session, "allegation", {"state": "draft"})[0]]

    def think(self, number: int) -> str:
        """Think of what is to be saved and return it as it is given."""
        self.lines = list(think_of_lines(number * LINES, self.drafts, self.count))
        return "".join(f"{json.dumps(line)}\n" for line in self.lines)

    def begin(self, number: int, chance: random.Random) -> Run:
        lines = chance.randrange(self.most) if number else 0
        return self.desk.run("batch", given=self.think(number), lines=lines)

    def find_lost(self, session: Session) -> list[str]:
        told = zip(self.lines, self.desk.read_answers(), strict=False)
        lost = [line for line, answer in told if not is_kept(session, line, answer)]
        made = session.store.connection.execute("SELECT count(*) FROM record WHERE kind = 'partner'")
        return [f"lost: {line}" for line in lost] + ["half of many"] * bool(made.fetchone()[0] % 4)


class Locking(Saving):
    """`batch` at the end of its lines: the last is answered, the vault is being closed."""

    name, count, share = "locking", 12, 0.4

    def begin(self, number: int, _: random.Random) -> Run:
        return self.desk.run("batch", given=self.think(number), lines=self.count)

    def judge(self) -> list[str]:
        return ["not all answered"] * (len(self.desk.read_answers()) != self.count)


class BackingUp(Work):
    """`backup`: its file is whole or not there."""

    name = "backing up"

    def begin(self, number: int, _: random.Random) -> Run:
        self.out = self.desk.aside / f"{number}.backup"
        self.out.unlink(missing_ok=True)
        words = ("backup", "--json", "--out", str(self.out))
        return self.desk.run(*words, folder=str(self.desk.folder), pattern="b-*.db")

    def find_lost(self, _: Session) -> list[str]:
        if not self.out.exists():
            return ["no backup"] * bool(self.desk.read_answers())
        try:
            backup.unlock(self.out, self.desk.phrase)
        except Trouble as trouble:
            return [f"the backup is {trouble.code}"]
        return []


class Rekeying(Work):
    """`passphrase`: exactly one of both opens, the new one as soon as it was told."""

    name = "re-keying"
    new = NEW_PASSPHRASE

    def begin(self, _number: int, _: random.Random) -> Run:
        self.new = PASSPHRASE if self.desk.phrase == NEW_PASSPHRASE else NEW_PASSPHRASE
        named = self.desk.aside / "new phrase"
        named.write_text(self.new)
        words = ("passphrase", "--json", "--new-passphrase-file", str(named))
        return self.desk.run(*words, folder=str(self.desk.folder), pattern="d-*.db", files=2)

    def judge(self) -> list[str]:
        opening = [one for one in (self.desk.phrase, self.new) if self.desk.try_phrase(one)]
        if len(opening) != 1 or (self.desk.read_answers() and opening != [self.new]):
            return [f"{len(opening)} of both passphrases open"]
        self.desk.phrase = opening[0]
        return []

    def find_lost(self, session: Session) -> list[str]:
        return ["lost"] * (len(records.list_page(session, "recommendation", {})[0]) != FILLED)


class Erasing(Work):
    """`erase` at headquarters: what was told to be gone is gone, whatever else there is stays."""

    name = "erasing"

    def prepare(self, session: Session) -> None:
        made = records.add_many(session, "recommendation", [{"title": "Canary"}] * 2)
        self.gone, self.stays = (one.id for one in made)

    def begin(self, _number: int, _: random.Random) -> Run:
        words = ("erase", "recommendation", self.gone, "--reason", "mistake", "--json")
        return self.desk.run(*words, folder=str(self.desk.folder), pattern="d-*.db-wal")

    def find_lost(self, session: Session) -> list[str]:
        is_gone = bool(erased.find(session, session.kind("recommendation"), self.gone))
        left = records.history(session, "recommendation", self.gone) if is_gone else []
        lost = ["lost another"] * (records.read(session, "recommendation", self.stays).title != "Canary")
        return (
            lost + ["not erased"] * (bool(self.desk.read_answers()) > is_gone) + ["half erased"] * bool(left)
        )


class Syncing(Work):
    """`sync --folder`: what was saved is here, and reaches headquarters by the next exchange."""

    name = "syncing"

    def __init__(self, desk: Desk, hq: Session, stick: Path) -> None:
        super().__init__(desk)
        self.hq, self.stick = hq, stick

    def prepare(self, session: Session) -> None:
        made = records.add_many(session, "partner", [{"name": f"Name {n}"} for n in range(5)])
        self.made = [one.id for one in made]

    def begin(self, _number: int, _: random.Random) -> Run:
        words = ("sync", "--json", "--folder", str(self.stick))
        return self.desk.run(*words, folder=str(self.desk.folder), pattern="d-*.db-wal")

    def find_lost(self, session: Session) -> list[str]:
        kept = [records.read(session, "partner", one).title for one in self.made]
        folder.sync_with_folder(session, self.stick)
        folder.sync_with_folder(self.hq, self.stick)
        came = [records.read(self.hq, "partner", one).title for one in self.made]
        return ["did not reach headquarters"] * (kept != came)


Make = Callable[[Path, HandClock], Work]


def of_an_office(work: Callable[[Desk], Work]) -> Make:
    """Return how a work is made with a vault of its own, in which a little was saved."""

    def make(place: Path, clock: HandClock) -> Work:
        desk = make_desk(place / "vault", clock)
        records.add_many(desk.session, "recommendation", [{"title": f"Name {n}"} for n in range(FILLED)])
        desk.lock()
        return work(Desk(desk.folder, clock))

    return make


def make_erasing(place: Path, clock: HandClock) -> Work:
    """Return the work of headquarters."""
    company = Company(place, clock)
    company.close()
    return Erasing(Desk(company.hq.store.folder, clock))


def make_syncing(place: Path, clock: HandClock) -> Work:
    """Return the work of an office that joined by stick, with its headquarters beside."""
    company, stick = Company(place, clock), place / "stick"
    stick.mkdir()
    joined = company.join(company.invite())
    for session in (joined.session, company.hq):
        folder.sync_with_folder(session, stick)
    admitting.admit(company.hq, joined.session.person.device, joined.words)
    for session in (company.hq, joined.session, company.hq, joined.session):
        folder.sync_with_folder(session, stick)
    unlocking.lock(joined.session)
    return Syncing(Desk(joined.session.store.folder, clock), company.hq, stick)


WORKS: dict[str, Make] = {
    **{work.name: of_an_office(work) for work in (Saving, Locking, BackingUp, Rekeying)},
    "erasing": make_erasing,
    "syncing": make_syncing,
}


def kill_all(make: Callable[[], Work], count: int, killer: Killer) -> tuple[int, list[str]]:
    """Kill one work so many times; return how often in the middle, and what was lost or wrong."""
    chance, cut, wrong = random.Random(count), 0, list[str]()  # noqa: S311 a test that runs alike each time
    for number in range(count):
        if number % ANEW == 0:
            work = make()
            work.measure(killer, chance)
        is_cut, found = work.kill(killer, number + 1, chance)
        cut += is_cut
        wrong += found
    return cut, wrong


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("name", WORKS)
def test_nothing_acknowledged_is_lost(
    name: str, tmp_path: Path, clock: HandClock, scale: float, figure: Tell
) -> None:
    count, made = -(-int(FULL * scale) // len(WORKS)), Counter[str]()

    def make() -> Work:
        made["vaults"] += 1
        place = tmp_path / str(made["vaults"])
        place.mkdir()
        return WORKS[name](place, clock)

    with killer(tmp_path / "errors") as ready:
        cut, wrong = kill_all(make, count, ready)
    said = (tmp_path / "errors").read_text()
    figure(
        "kills of the program: something lost, not sound or left behind",
        tried=count,
        bad=len(wrong),
        detail=f"{name}: {cut} of {count} in the middle",
    )
    assert wrong == []
    assert "Traceback" not in said
    assert cut > count / 5


def test_what_a_killed_backup_left_goes_with_a_later_one(tmp_path: Path, clock: HandClock) -> None:
    desk = make_desk(tmp_path / "vault", clock)
    now_s = clock.now().timestamp()
    ages_s = {"0123456789abcdef.part": 2 * DAY_S, "fedcba9876543210.part": 60, "letter.part": 9 * DAY_S}
    for name, age_s in ages_s.items():
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (now_s - age_s, now_s - age_s))
    safekeeping.back_up(desk.session, tmp_path / "backup")
    desk.lock()
    assert {file.name for file in tmp_path.glob("*.part")} == {"fedcba9876543210.part", "letter.part"}
