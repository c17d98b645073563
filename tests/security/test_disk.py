"""A marked word typed into every field of every kind appears in no file that the program leaves behind."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import SEALED_PARTS, Kind, Slot
from focal_desktop.usecases import records
from focal_desktop.usecases.unlocking import Place
from tests.conftest import HandClock
from tests.desks import Answer, make_desk, run_program
from tests.specimens import key_of

MARK = "Zanzibar7731"
SECOND = "Quagmire4482"
LEAST_BYTES = 8  # less would be found by chance
TEXTS = ("text", "long_text")
PUBLIC = {"channel": {"reach", "hours"}}  # the numbers of card.json, shown before unlocking


def mark_fields(kind: Kind[Any], mark: str) -> dict[str, Any]:
    """Return every field of a kind that takes words, marked, and what else a record is known by."""
    spared = {*PUBLIC.get(kind.name, ()), "month"}
    marked = {
        name: f"{mark}{index} {mark}"
        for index, (name, slot) in enumerate(kind.slots.items())
        if slot.form in TEXTS and not slot.said.owner and name not in spared
    }
    return {**key_of(kind), **marked}


def list_lines() -> Iterator[dict[str, Any]]:
    """Yield commands that type the mark everywhere."""
    for kind in KINDS.values():
        yield {"do": "add", "kind": kind.name, "values": mark_fields(kind, MARK)}
        yield {"do": "search", "text": MARK}
        yield {"do": "list", "kind": kind.name}


def find_marks(folder: Path, *marks: str) -> list[str]:
    """Return each file in which a mark stands, in any of the ways a program writes text."""
    wanted = []
    for mark in marks:
        wanted += [mark.encode(), mark.lower().encode(), mark.upper().encode(), mark.encode("utf-16-le")]
        wanted += [base64.b64encode(f"{' ' * lead}{mark}".encode())[4:-4] for lead in range(3)]
    assert all(len(one) >= LEAST_BYTES for one in wanted)
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            found += [f"{file.name}: {one!r}" for one in wanted if one in data or one in file.name.encode()]
    return found


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """A home and a folder for temporary files, all of this test's own."""
    places = {"HOME": "home", "TMPDIR": "temporary", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}
    places |= {"XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run"}
    for place in places.values():
        (tmp_path / place).mkdir()
    return {name: str(tmp_path / place) for name, place in places.items()}


@pytest.mark.long
def test_a_marked_word_is_in_no_file(
    tmp_path: Path, clock: HandClock, surroundings: dict[str, str], settings_folder: Path
) -> None:
    desk = make_desk(tmp_path / "vault", clock)
    desk.lock()
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))

    def run(*words: str, said: str = "") -> Answer:
        return run_program(*words, *place, said=said, within=tmp_path / "home", surroundings=surroundings)

    left = run("batch", said="\n".join(json.dumps(line) for line in list_lines()))
    assert (left.code, left.err) == (0, "")
    added = [json.loads(line) for line in left.out.split("\n")[:-1]][::3]
    assert [kind for kind, answer in zip(KINDS, added, strict=True) if not answer["ok"]] == []
    assert find_marks(tmp_path, MARK) == find_marks(settings_folder, MARK) == []
    searched = {
        kind.name for kind in KINDS.values() if any(is_searched(slot) for slot in kind.slots.values())
    }
    assert {row.kind for row in records.search(desk.session, MARK)} == searched
    case = records.list_page(desk.session, "allegation", {})[0][0].id
    desk.lock()
    for words in (
        ("edit", "allegation", case, "--values", json.dumps(mark_fields(KINDS["allegation"], SECOND))),
        ("add", "partner", "--values", json.dumps({"name": [SECOND]})),
        ("add", SECOND, "--values", "{}"),
        ("act", "allegation", case, SECOND),
        ("check",),
    ):
        said = run("--json", *words)
        assert said.code != 70, said
        assert MARK not in said.out + said.err
        assert SECOND not in said.out + said.err
    shown = run("show", "allegation", case, "--reveal", "survivor", "--reason", SECOND)
    assert SECOND in shown.out
    assert find_marks(tmp_path, MARK, SECOND) == find_marks(settings_folder, MARK, SECOND) == []


def is_searched(slot: Slot) -> bool:
    """Say whether a search looks through what is typed here."""
    return (
        slot.form in TEXTS
        and slot.name != "month"
        and slot.said.leaves not in SEALED_PARTS
        and not slot.said.owner
    )


def test_a_mark_would_be_found(tmp_path: Path) -> None:
    for number, data in enumerate(
        (
            MARK.encode(),
            f"x{MARK}".encode("utf-16-le"),
            base64.b64encode(f"ab{MARK}cd".encode()),
            base64.b64encode(f"abc{MARK}d".encode()),
            base64.b64encode(f"a{MARK}".encode()),
        )
    ):
        (tmp_path / "file").write_bytes(b"\x00" * number + data)
        assert find_marks(tmp_path, MARK), number
    (tmp_path / "file").rename(tmp_path / MARK)
    (tmp_path / MARK).write_bytes(b"")
    assert find_marks(tmp_path, MARK)
    assert find_marks(tmp_path, SECOND) == []


def test_only_the_numbers_of_the_card_stand_in_the_clear(tmp_path: Path, clock: HandClock) -> None:
    desk = make_desk(tmp_path / "vault", clock)
    values = {**mark_fields(KINDS["channel"], MARK), "reach": f"0800 {SECOND}", "opened_on": "2026-01-01"}
    records.add(desk.session, "channel", values)
    desk.lock()
    assert {found.split(":")[0] for found in find_marks(desk.folder, SECOND)} == {"card.json"}
    assert find_marks(desk.folder, MARK) == []


def test_a_vault_says_nothing_of_its_office(tmp_path: Path, clock: HandClock) -> None:
    place = Place(office=f"K{MARK}", office_name=f"The {MARK}", country="KE", person=f"{SECOND} Two")
    desk = make_desk(tmp_path / "vault", clock, place=place)
    device = desk.session.person.device
    for _ in range(2):
        desk.lock()
        assert find_marks(desk.folder, MARK, SECOND, device) == []
        assert desk.session
    desk.lock()
