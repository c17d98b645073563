"""A day at a desk, played by the program's own use cases: each line told is what a person was told by then.

Run as a program with a folder for the vault and one for backups, most often behind the recorder.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import backup, erasing
from focal_desktop.store.erasures import Erasure
from focal_desktop.store.vault import Making
from focal_desktop.sync import folder, joining
from focal_desktop.usecases import acts, backups, forms, records, safekeeping, unlocking
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, PLACE, POLICY
from tests.sync.company import Company

FIRST, SECOND = PASSPHRASE, "river stone letter window nine"
CASE = {"regime": "sea", "received_on": "2026-03-01", "survivor_words": "Only hers", "child": "no"}
REPORT = {
    "about": "head_of_office",
    "conduct": "sexual_exploitation",
    "child": "not_known",
    "written_on": "2026-03-01",
}
FORM = "allegation/new"
Tell = Callable[..., None]


def type_form(number: int) -> dict[str, Any]:
    """Return what stands in a form after so many strokes."""
    return {"number": number, "place": f"typed {number} times " * (number % 40)}


class Day:
    """One person at one vault; whatever is done is told once it is durable."""

    def __init__(self, vault: Path, stick: Path, tell: Tell) -> None:
        self.vault, self.stick, self.tell = vault, stick, tell
        self.clock = HandClock()
        self.session: Session
        self.number = self.backups = 0

    def begin(self) -> None:
        """Make the vault."""
        making = Making(passphrase=FIRST, cost=FLOOR)
        self.session = unlocking.create_office(
            self.vault, PLACE, making, clock=self.clock, policy=POLICY, kinds=KINDS
        )
        self.tell_saved("made")

    def unlock(self, phrase: str = FIRST) -> None:
        """Open the vault."""
        self.session = unlocking.unlock(self.vault, phrase, clock=self.clock, policy=POLICY, kinds=KINDS)
        self.tell_saved("unlocked")

    def lock(self) -> None:
        """Close the vault."""
        unlocking.lock(self.session)
        self.tell("locked")

    def tell_saved(self, what: str, **more: Any) -> None:
        """Tell how far the log had come."""
        sequence, link = self.session.store.tail()
        self.tell(what, sequence=sequence, link=link.hex(), **more)

    def add(self, kind: str, values: Mapping[str, Any]) -> str:
        """Keep a record."""
        made = records.add(self.session, kind, values).id
        self.tell_saved("saved", kind=kind, record=made, values=values)
        return made

    def edit(self, kind: str, record: str, values: Mapping[str, Any]) -> None:
        """Change a record."""
        records.edit(self.session, kind, record, values)
        self.tell_saved("saved", kind=kind, record=record, values=values)

    def notify(self, record: str) -> None:
        """Tell headquarters of a case."""
        said = acts.act(self.session, "allegation", record, "notify", {})
        self.tell_saved("saved", kind="allegation", record=record, values={"state": said["state"]})

    def type(self) -> None:
        """Keep a form as it is typed."""
        self.number += 1
        forms.keep(self.session, FORM, type_form(self.number))
        self.tell("typed", number=self.number)

    def put_away(self) -> None:
        """Destroy the kept form."""
        self.tell("putting away")
        forms.drop(self.session, FORM)
        self.tell("put away")

    def seal_report(self) -> None:
        """Write a report and seal it for headquarters: of the draft nothing is left."""
        draft = records.add(self.session, "sealed_report", {"account": "Only theirs"}).id
        self.tell("drafted", record=draft)
        self.tell("sealing", record=draft)
        acts.act(self.session, "sealed_report", draft, "seal", REPORT)
        self.tell("sealed", record=draft)

    def back_up(self) -> None:
        """Write a backup."""
        self.backups += 1
        out = self.stick / f"backup {self.backups}.focal"
        safekeeping.back_up(self.session, out)
        self.tell("backed up", file=str(out))

    def back_up_by_itself(self) -> None:
        """Let the program make its own backup, a day later, here and on the stick; older ones go."""
        self.clock.move(days=1)
        job = backups.begin(self.session)
        assert job is not None
        done = None
        try:
            done = backups.work(job)
        finally:
            backups.end(self.session, job, done)
        assert done.is_made
        name = backups.list_here(self.session)[0].path.name
        places = [backups.home_of(self.vault), *([self.stick] if done.stick == backups.THERE else [])]
        self.tell_saved("shelved", files=[str(place / name) for place in places])

    def restore(self) -> None:
        """Make the vault of a backup that another vault left on the stick."""
        source = backup.unlock(self.stick / "backup 1.focal", FIRST)
        restored = safekeeping.restore(
            self.vault,
            source,
            Making(passphrase=FIRST, cost=FLOOR),
            lambda session: session,
            clock=self.clock,
            policy=POLICY,
            kinds=KINDS,
        )
        self.session = restored.session
        self.tell_saved("made")

    def erase(self, record: str) -> None:
        """Erase a record, and renew the data key that it lay under."""
        order = Erasure(record, "", "retention/test", self.session.at)
        self.tell("erasing", record=record)
        with self.session.store.transaction() as writer:
            erasing.erase_record(writer, self.session.store.connection, order)
        self.tell_saved("erased", record=record)
        erasing.finish(self.session.store)
        self.tell_saved("renewed")

    def change_passphrase(self, phrase: str) -> None:
        """Put the vault under another passphrase."""
        self.tell("changing", phrase=phrase)
        safekeeping.change_passphrase(self.session, Making(passphrase=phrase, cost=FLOOR))
        self.tell_saved("changed", phrase=phrase)

    def work(self, rounds: int) -> None:
        """Save, type, change and notify for so many rounds."""
        for number in range(rounds):
            case = self.add("allegation", {**CASE, "area": f"Area {number}"})
            self.type()
            self.edit("allegation", case, {"area": f"Other {number}", "survivor_words": f"Hers {number}"})
            if number % 3 == 0:
                self.notify(case)
            self.type()
            self.add("channel", {"reach": f"0800 {number}", "opened_on": "2026-01-01"})
            if number % 5 == 4:
                self.put_away()


def play_saves(day: Day) -> None:
    """A vault is made, much is saved, and it is locked and unlocked."""
    day.begin()
    day.work(12)
    day.lock()
    day.unlock()
    day.work(5)
    day.lock()


def play_keys(day: Day) -> None:
    """The passphrase is changed twice, with saves before, between and after."""
    day.begin()
    day.work(2)
    for phrase in (SECOND, FIRST):
        day.change_passphrase(phrase)
        day.work(1)
        day.lock()
        day.unlock(phrase)
        day.type()
    day.lock()


def play_backups(day: Day) -> None:
    """Backups are written, with saves around them."""
    day.begin()
    for _ in range(3):
        day.work(1)
        day.back_up()
    day.lock()
    day.unlock()
    day.back_up()
    day.lock()


def play_shelf(day: Day) -> None:
    """The program makes backups by itself, and the oldest go."""
    day.begin()
    backups.choose_stick(day.session, day.stick)
    for _ in range(5):
        day.add("channel", {"reach": "0800 1", "opened_on": "2026-01-01"})
        day.back_up_by_itself()
    day.lock()


def play_restoring(day: Day) -> None:
    """A vault is made of the backup of another one, which lies elsewhere."""
    other = Day(day.vault.parents[1] / "other", day.stick, lambda *_, **__: None)
    other.begin()
    other.work(2)
    other.back_up()
    other.lock()
    day.restore()
    day.work(1)
    day.lock()
    day.unlock()
    day.lock()


def play_erasing(day: Day) -> None:
    """Records are erased, with saves before and after."""
    day.begin()
    for number in range(3):
        case = day.add("allegation", {**CASE, "area": f"Gone {number}"})
        day.work(1)
        day.erase(case)
    day.work(1)
    day.lock()


def play_sync(day: Day) -> None:
    """The office of a headquarters: a report is sealed, and all goes out and comes in by hub and by stick."""
    company = Company(day.vault.parents[1], HandClock())
    joined = joining.join(
        day.vault,
        joining.open_invitation(*company.invite()),
        "P. Field",
        Making(passphrase=FIRST, cost=FLOOR),
        clock=company.clock,
        policy=POLICY,
        kinds=KINDS,
    )
    company.opened.append(joined.session)
    day.session = joined.session
    day.tell_saved("made")
    company.admit(joined)
    for _ in range(2):
        day.work(1)
        day.seal_report()
        day.tell("sending")
        company.sync(day.session)
        day.tell_saved("synced")
        company.sync(company.hq, day.session)
        day.tell_saved("synced")
        folder.sync_with_folder(day.session, day.stick)
        day.tell_saved("synced")
    company.close()
    day.tell("locked")


def play_again(day: Day) -> None:
    """After a cut: whichever passphrase opens, it is gone on with, and changed for the other."""
    for phrase, other in ((FIRST, SECOND), (SECOND, FIRST)):
        try:
            day.unlock(phrase)
        except Trouble:
            continue
        day.tell("found", phrase=phrase)
        typed = forms.read(day.session, FORM)
        day.number = typed.values["number"] if typed else 1000
        day.work(1)
        day.change_passphrase(other)
        day.work(1)
        day.lock()
        return
    raise AssertionError("neither opens")


def play_closed(day: Day) -> None:
    """A vault is made and closed again, for another program to open."""
    day.begin()
    day.lock()


PLAYS: Mapping[str, Callable[[Day], None]] = {
    "saves": play_saves,
    "keys": play_keys,
    "backups": play_backups,
    "shelf": play_shelf,
    "restoring": play_restoring,
    "erasing": play_erasing,
    "sync": play_sync,
    "again": play_again,
    "closed": play_closed,
}


def main(play: str, vault: str, stick: str) -> None:
    """Play one kind of day and tell it on standard output."""

    def tell(what: str, **more: Any) -> None:
        sys.stdout.write(json.dumps({"did": what, **more}) + "\n")
        sys.stdout.flush()

    PLAYS[play](Day(Path(vault), Path(stick), tell))


if __name__ == "__main__":
    main(*sys.argv[1:])
