"""What must hold after a power cut, whatever was cut: all that was told is there, and nothing cries wolf."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import backup, header, log, rosters, vault
from focal_desktop.store.vault import Proof
from focal_desktop.usecases import forms, records, unlocking
from focal_desktop.usecases.sealed_reports import SEALED_ITEM
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import POLICY, is_sound
from tests.security.day import FIRST, FORM, SECOND, type_form

PHRASES = (FIRST, SECOND)
CHANGED = {"area", "survivor_words", "state"}
KINDS_OF_FAULT = LOST, CORRUPT, ALARM = "lost", "corrupt", "false alarm"


class Fault(AssertionError):
    """Something that must hold does not: which of the three it is, and what."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why}")
        self.what = what


def require(holds: object, what: str, why: str) -> None:
    """Say what does not hold."""
    if not holds:
        raise Fault(what, why)


@dataclass
class Told:
    """What a person was told until now."""

    sequence: int = 0
    link: str = ""
    phrases: tuple[str, ...] = ()
    typed: int | None = None
    may_be_put_away: bool = True
    drafted: set[str] = field(default_factory=set)
    sealed: set[str] = field(default_factory=set)
    unsent: int = 0
    erased: set[str] = field(default_factory=set)
    backups: list[str] = field(default_factory=list)
    saved: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def take(self, line: dict[str, Any]) -> None:
        """Hear one line."""
        if "sequence" in line:
            self.sequence, self.link = line["sequence"], line["link"]
        hear = getattr(self, f"_hear_{line['did'].replace(' ', '_')}", None)
        if hear is not None:
            hear(line)

    def _hear_made(self, _line: dict[str, Any]) -> None:
        self.phrases = (FIRST,)

    def _hear_found(self, line: dict[str, Any]) -> None:
        """Begin anew after a cut: one more change to the newest record may have been under way then."""
        self.phrases = (line["phrase"],)
        if self.saved:
            self.saved.popitem()

    def _hear_changing(self, line: dict[str, Any]) -> None:
        self.phrases = (*self.phrases, line["phrase"])

    def _hear_changed(self, line: dict[str, Any]) -> None:
        self.phrases = (line["phrase"],)

    def _hear_typed(self, line: dict[str, Any]) -> None:
        self.typed, self.may_be_put_away = line["number"], False

    def _hear_putting_away(self, _line: dict[str, Any]) -> None:
        self.may_be_put_away = True

    def _hear_put_away(self, _line: dict[str, Any]) -> None:
        self.typed = None

    def _hear_drafted(self, line: dict[str, Any]) -> None:
        self.drafted.add(line["record"])

    def _hear_sealing(self, line: dict[str, Any]) -> None:
        self.drafted.discard(line["record"])

    def _hear_sealed(self, line: dict[str, Any]) -> None:
        self.sealed.add(line["record"])
        self.unsent += 1

    def _hear_sending(self, _line: dict[str, Any]) -> None:
        self.unsent = 0

    def _hear_shelved(self, line: dict[str, Any]) -> None:
        self.backups = line["files"]

    def _hear_erasing(self, line: dict[str, Any]) -> None:
        self.saved.pop(("allegation", line["record"]))

    def _hear_erased(self, line: dict[str, Any]) -> None:
        self.erased.add(line["record"])

    def _hear_backed_up(self, line: dict[str, Any]) -> None:
        self.backups.append(line["file"])

    def _hear_saved(self, line: dict[str, Any]) -> None:
        place = (line["kind"], line["record"])
        before = self.saved.pop(place, {})  # the newest stands last
        self.saved[place] = {**before, **line["values"]}


def parse_told(data: bytes, asked: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Return the lines that were told; an answer of `focal batch` together with what was asked there."""
    for line in data.splitlines():
        said = json.loads(line)
        if isinstance(said, dict) and "did" in said:
            yield said
        else:
            yield from _name_saved(next(asked), said)


def _name_saved(asked: dict[str, Any], said: Any) -> Iterator[dict[str, Any]]:
    answers = said if isinstance(said, list) else [said]
    given = asked["values"] if isinstance(said, list) else [asked.get("values") or {"state": said["state"]}]
    for one, values in zip(answers, given, strict=True):
        assert one["ok"], one
        record = one.get("id") or asked["id"]
        yield {"did": "saved", "kind": asked["kind"], "record": record, "values": values}


class Judge:
    """Opens images by the program's own code; a passphrase that was tried on a header is not tried again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.phrases: Sequence[str] = PHRASES
        self._clock = HandClock()
        self._proofs: dict[bytes, dict[str, Proof]] = {}

    def judge(self, told: Told, chance: random.Random) -> None:
        """Open the vault as it lies and require what was told; Fault where it does not hold."""
        _require_card(self.folder)
        if not (self.folder / "header.bin").exists():
            require(not told.phrases, LOST, "the vault")
            require(_try(partial(vault.prove, self.folder, FIRST)) == "no_vault", CORRUPT, "no vault")
            return
        try:
            self._require_told(told, chance)
        except Trouble as wrong:
            raise Fault(CORRUPT, f"{wrong.code} {wrong}") from wrong
        require(len(list(self.folder.glob("d-*.db*"))) == 1, CORRUPT, "remains")
        for file in told.backups:
            require(_try(partial(backup.read, Path(file))) == "", LOST, "a backup")

    def _require_told(self, told: Told, chance: random.Random) -> None:
        session = self._open(told)
        try:
            require(not session.store.behind, ALARM, "behind")
            _require_saved(session, told, chance)
            _require_form(session, told)
            _require_gone(session, told)
            require(is_sound(session), CORRUPT, "the check")
        finally:
            unlocking.lock(session)

    def _open(self, told: Told) -> Session:
        opening = self._prove(self.folder)
        require(len(opening) == 1, LOST, f"{len(opening)} passphrases open")
        ((phrase, proof),) = opening.items()
        require(not told.phrases or phrase in told.phrases, LOST, "the wrong passphrase opens")
        return unlocking.open_proven(self.folder, proof, clock=self._clock, policy=POLICY, kinds=KINDS)

    def _prove(self, folder: Path) -> dict[str, Proof]:
        """Return what opens a header, by passphrase; the slow part once for each header that there is."""
        try:
            front = header.read(folder / "header.bin")
        except Trouble as wrong:
            raise Fault(CORRUPT, f"the header: {wrong.code}") from wrong
        mark = front.key_id + front.verify + front.epoch.to_bytes(8, "big")
        if mark not in self._proofs:
            self._proofs[mark] = dict(_prove_all(folder, self.phrases))
        return self._proofs[mark]


def _prove_all(folder: Path, phrases: Sequence[str]) -> Iterator[tuple[str, Proof]]:
    for phrase in phrases:
        try:
            yield phrase, vault.prove(folder, phrase)
        except Trouble as wrong:
            require(wrong.code == "wrong_passphrase", CORRUPT, f"the header: {wrong.code}")


def _require_saved(session: Session, told: Told, chance: random.Random) -> None:
    sequence, _ = session.store.tail()
    require(sequence >= told.sequence, LOST, f"{told.sequence - sequence} changes")
    link = log.link_at(session.store.connection, told.sequence) or b""
    require(not told.link or link.hex() == told.link, LOST, "the log is another")
    places = list(told.saved)
    for place in places[-1:] + chance.sample(places, min(2, len(places))):
        is_under_way = place == places[-1] and sequence > told.sequence
        _require_values(session, place, told.saved[place], is_under_way=is_under_way)


def _require_values(
    session: Session, place: tuple[str, str], said: dict[str, Any], *, is_under_way: bool
) -> None:
    """See that a record stands as it was told, but for one more change that may have been under way."""
    kind, identity = place
    values = {**records.read(session, kind, identity).values}
    if kind == "allegation":
        values |= records.reveal(session, kind, identity, "survivor", "To see that it is there")
    wrong = [
        name
        for name, value in said.items()
        if not (values[name] == value or (is_under_way and name in CHANGED))
    ]
    require(not wrong, LOST, f"{wrong} of a record")


def _require_form(session: Session, told: Told) -> None:
    found = forms.read(session, FORM)
    if found is None:
        require(told.typed is None or told.may_be_put_away, LOST, "a form")
        return
    require(found.values == type_form(found.values["number"]), CORRUPT, "a form")
    require(told.typed is None or found.values["number"] >= told.typed, LOST, "the last of a form")


def _require_gone(session: Session, told: Told) -> None:
    for draft in told.drafted:
        left = _try(partial(records.read, session, "sealed_report", draft))
        require(left == "", LOST, "a draft of a report")
    for draft in told.sealed:
        left = _try(partial(records.read, session, "sealed_report", draft))
        require(left == "not_found", CORRUPT, "a sealed report's draft is left")
    for record in told.erased:
        left = _try(partial(records.read, session, "allegation", record))
        require(left == "not_found", CORRUPT, "an erased record is left")
    waiting = rosters.read_waiting(session.store.connection, SEALED_ITEM)
    require(len(waiting) >= told.unsent, LOST, "a sealed report")


def _require_card(folder: Path) -> None:
    """The numbers to call are shown before unlocking: a card that was cut shows none."""
    card = folder / "card.json"
    if card.exists():
        data = card.read_bytes()
        require(data.startswith(b'{"format":1,') and data.endswith(b"]}"), CORRUPT, "the card")


def _try(act: Callable[[], object]) -> str:
    try:
        act()
    except Trouble as wrong:
        return wrong.code
    return ""
