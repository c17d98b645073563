"""A marked word typed into every field of every kind appears in no file that the program leaves behind."""

from __future__ import annotations

import base64
import gzip
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zstandard

from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.record import SEALED_PARTS, Kind, Slot
from focal_desktop.usecases import records
from focal_desktop.usecases.unlocking import Place
from tests.conftest import HandClock
from tests.desks import Answer, make_desk, run_program
from tests.figures import Tell
from tests.security import programs
from tests.security.marks import find_marks, list_files
from tests.specimens import key_of

MARK = "Zanzibar7731"
SECOND = "Quagmire4482"
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


@pytest.mark.long
def test_a_marked_word_is_in_no_file(
    tmp_path: Path, clock: HandClock, settings_folder: Path, figure: Tell
) -> None:
    surroundings = programs.make_home(tmp_path)
    desk = make_desk(tmp_path / "vault", clock)
    desk.lock()
    place = ("--vault", str(desk.folder), "--passphrase-file", str(desk.passphrase_file))

    def run(*words: str, said: str = "") -> Answer:
        return run_program(*words, *place, said=said, within=tmp_path / "home", surroundings=surroundings)

    left = run("batch", said="\n".join(json.dumps(line) for line in list_lines()))
    assert (left.code, left.err) == (0, "")
    added = [json.loads(line) for line in left.out.split("\n")[:-1]][::3]
    refused = [kind for kind, answer in zip(KINDS.values(), added, strict=True) if not answer["ok"]]
    assert [kind.name for kind in refused] == ["handover_decision"]
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
    assert run("backup", "--out", str(tmp_path / "apart.bak")).code == 0
    assert run("sync", "--folder", str(tmp_path / "home")).code != 70
    shown = run("show", "allegation", case, "--reveal", "survivor", "--reason", SECOND)
    assert SECOND in shown.out
    folders = (tmp_path, settings_folder)
    found = [said for folder in folders for said in find_marks(folder, MARK, SECOND)]
    files = len(list_files(*folders))
    figure(
        "canaries on disk after a day of commands", tried=files, bad=len(found), detail="every field typed"
    )
    assert found == []


def is_searched(slot: Slot) -> bool:
    """Say whether a search looks through what is typed here."""
    return (
        slot.form in TEXTS
        and slot.name != "month"
        and slot.said.leaves not in SEALED_PARTS
        and not slot.said.owner
    )


LONG = b"of an office " * 200 + MARK.encode() + b" and more" * 200
FORMS: dict[str, bytes] = {
    "utf-8": MARK.encode(),
    "capitals": MARK.upper().encode(),
    "utf-16": f"x{MARK}".encode("utf-16-le"),
    "utf-16-be": MARK.encode("utf-16-be"),
    "base64": base64.b64encode(f"ab{MARK}cd".encode()),
    "base64 moved": base64.b64encode(f"abc{MARK}d".encode()),
    "base64 moved again": base64.b64encode(f"a{MARK}".encode()),
    "hex": MARK.encode().hex().encode(),
    "HEX": MARK.encode().hex().upper().encode(),
    "gzip": gzip.compress(LONG),
    "zlib": zlib.compress(LONG),
    "zlib fast": zlib.compress(LONG, 1),
    "zlib cut": zlib.compress(LONG)[:-4],
    "gzip of hex": gzip.compress(LONG.hex().encode()),
    "zstd": zstandard.compress(LONG),
    "utf-16 in zlib": zlib.compress(MARK.encode("utf-16-le") * 30),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_mark_would_be_found(form: str, tmp_path: Path) -> None:
    for lead in range(3):
        (tmp_path / "file").write_bytes(b"\x00" * lead + FORMS[form] + b"\x01")
        assert find_marks(tmp_path, MARK)
    assert find_marks(tmp_path, SECOND) == []


def test_a_mark_would_be_found_in_an_archive_and_in_a_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "file", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("part.xml", LONG)
    assert find_marks(tmp_path, MARK)
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
