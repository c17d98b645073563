"""Headquarters' commands and `join`: the contract's answers and refusals; the whole way over a real hub."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from focal_desktop.cli import main
from focal_desktop.sync import folder, joining
from focal_desktop.usecases import forks, records, unlocking
from focal_desktop.usecases.session import Session
from tests.conftest import HandClock
from tests.desks import Answer
from tests.hub.hubs import focal, serving
from tests.sync.company import PASSPHRASE, Company
from tests.sync.test_forks import copy_of

OFFICE = ("--office", "KEN", "--office-name", "Nairobi", "--country", "KE")


@pytest.fixture
def company(tmp_path: Path, clock: HandClock) -> Iterator[Company]:
    """A headquarters that was founded."""
    made = Company(tmp_path, clock)
    yield made
    made.close()


class Seat:
    """One vault of a company, locked while a command runs on it."""

    def __init__(self, company: Company, session: Session, capsys: pytest.CaptureFixture[str]) -> None:
        self.session = session
        self.told = ""
        self._company = company
        self._capsys = capsys
        self._phrase = company.folder / "phrase"
        self._phrase.write_text(PASSPHRASE + "\n")

    def run(self, *words: str) -> tuple[int, Any]:
        """Run one command; return its exit and its answer."""
        unlocking.lock(self.session)
        folder = str(self.session.store.folder)
        try:
            code = main.main(("--json", "--vault", folder, "--passphrase-file", str(self._phrase), *words))
        finally:
            self.session = self._company.open_again(self.session)
        left = self._capsys.readouterr()
        self.told = left.err
        return code, json.loads(left.out)


@pytest.fixture
def hq(company: Company, capsys: pytest.CaptureFixture[str]) -> Seat:
    """Headquarters' seat."""
    return Seat(company, company.hq, capsys)


def test_inviting_writes_one_private_file_and_says_the_code_once(hq: Seat, tmp_path: Path) -> None:
    file = tmp_path / "ken.focal"
    words = ("hq", "invite", *OFFICE, "--role", "focal_point", "--out", str(file))
    code, said = hq.run(*words, "--until", "2031-01-31")
    assert code == 0
    assert said == {"ok": True, "file": str(file), "code": said["code"], "until": "2031-01-31"}
    assert file.stat().st_mode & 0o777 == 0o600
    assert said["code"].encode() not in file.read_bytes()
    assert joining.open_invitation(file.read_bytes(), said["code"]).letter.role == "focal_point"
    code, again = hq.run(*words)
    assert (code, again["error"], again["field"]) == (1, "not_allowed", "out")


@pytest.mark.parametrize(
    ("words", "error", "exits"),
    [
        (("hq",), "needed", 2),
        (("hq", "dance"), "unknown_command", 2),
        (("hq", "invite", *OFFICE, "--role", "boss", "--out", "x"), "not_in_list", 2),
        (("hq", "invite", *OFFICE, "--role", "monitor"), "needed", 2),
        (("hq", "invite", *OFFICE, "--role", "monitor", "--out", "x", "--until", "soon"), "not_a_date", 2),
        (("hq", "invite", *OFFICE, "--role", "monitor", "--out", "no/such/folder"), "disk_full", 7),
        (("hq", "admit", "--device", "a" * 26, "--words", "x"), "not_found", 2),
        (("hq", "revoke", "--device", "nobody"), "not_found", 2),
        (("hq", "proposals", "--file", "missing"), "not_found", 2),
        (("hq", "proposals", "--out", "x"), "not_found", 2),
        (("hq", "confirm"), "needed", 2),
        (("hq", "confirm", "--proposal", "x"), "not_found", 2),
        (("hq", "propose", "--proposal", "x"), "not_found", 2),
        (("hq", "switch", "--office", "KEN", "workplace_logging", "on"), "not_found", 2),
        (("hq", "switch", "--office", "KEN", "party", "on"), "not_in_list", 2),
        (("hq", "switch", "--office", "KEN", "workplace_logging", "maybe"), "unknown_command", 2),
    ],
)
def test_what_cannot_be_done_is_refused_in_the_contracts_words(
    hq: Seat, words: tuple[str, ...], error: str, exits: int
) -> None:
    code, said = hq.run(*words)
    assert (code, said["ok"], said["error"]) == (exits, False, error)
    assert not Path("x").exists()


@pytest.mark.long
def test_devices_are_listed_with_their_words_while_they_wait(hq: Seat, company: Company) -> None:
    joined = company.join(company.invite())
    company.sync(company.hq)
    company.word(joined.session)
    company.sync(company.hq)
    device = joined.session.person.device
    code, said = hq.run("hq", "devices")
    assert code == 0
    waiting, own = said["devices"]
    assert waiting == {
        "device": device,
        "office": "KEN",
        "role": "focal_point",
        "words": joined.words,
        "state": "waiting",
    }
    assert (own["device"], own["state"]) == (company.hq.person.device, "admitted")
    wrong = ("hq", "admit", "--device", device, "--words", "not these six words at all")
    code, refused = hq.run(*wrong)
    assert (code, refused["error"], refused["field"]) == (1, "not_allowed", "words")
    right = ("hq", "admit", "--device", device, "--words", joined.words.title())
    assert hq.run(*right) == (0, {"ok": True, "device": device})
    assert hq.run("hq", "devices")[1]["devices"][1]["state"] == "admitted"
    assert hq.run("hq", "revoke", "--device", device) == (0, {"ok": True, "device": device})
    assert hq.run("hq", "devices")[1]["devices"][1]["state"] == "revoked"


def test_a_vault_in_two_copies_is_told_beside_the_list_of_devices(
    hq: Seat, company: Company, tmp_path: Path
) -> None:
    first, second = copy_of(company, company.staff())
    records.add(first, "partner", {"name": "Of the first"})
    company.sync(first, company.hq)
    assert hq.run("hq", "devices")[0] == 0
    assert hq.told == ""
    records.add(second, "partner", {"name": "Of the second"})
    folder.sync_with_folder(second, tmp_path / "stick")
    assert hq.run("sync", "--folder", str(tmp_path / "stick"))[1]["ok"]
    assert hq.told.strip() == forks.TOLD.in_english()
    code, said = hq.run("hq", "devices")
    assert (code, set(said["devices"][0])) == (0, {"device", "office", "role", "words", "state"})
    assert hq.told.startswith(f"KEN, focal_point, {first.person.device}: this vault was used in two copies.")
    assert "revoke this device" in hq.told


@pytest.mark.long
def test_an_office_may_do_none_of_this(company: Company, capsys: pytest.CaptureFixture[str]) -> None:
    field = Seat(company, company.staff(), capsys)
    for words in (
        ("hq", "devices"),
        ("hq", "invite", *OFFICE, "--role", "monitor", "--out", "x"),
        ("hq", "admit", "--device", "x", "--words", "x"),
        ("hq", "revoke", "--device", company.hq.person.device),
        ("hq", "proposals"),
        ("hq", "confirm", "--proposal", "x"),
        ("hq", "propose", "--proposal", "x"),
        ("hq", "switch", "--office", "KEN", "workplace_logging", "on"),
    ):
        code, said = field.run(*words)
        assert (code, said["error"]) == (1, "not_allowed"), words


@pytest.mark.long
def test_two_officers_sign_by_command(
    hq: Seat, company: Company, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    other = Seat(company, company.staff("HQ", "root"), capsys)
    company.sync(hq.session, other.session)
    file, words = str(tmp_path / "proposed"), ("--role", "hq_case", "--until", "2031-01-31")
    place = ("--office", "HQ", "--office-name", "Headquarters", "--country", "KE")
    code, invited = hq.run("hq", "invite", *place, *words, "--out", str(tmp_path / "one.focal"))
    assert (code, set(invited)) == (0, {"ok", "file", "code", "until", "proposal"})
    name = invited["proposal"]
    seen = {
        "proposal": name,
        "act": "invite",
        "says": "Invite one person to headquarters (hq_case). The invitation is good until 2031-01-31.",
        "device": "",
        "role": "hq_case",
        "words": "",
        "by": hq.session.person.device,
        "state": "waiting",
    }
    assert hq.run("hq", "proposals", "--out", file) == (0, {"ok": True, "proposals": [seen]})
    assert hq.run("hq", "confirm", "--proposal", name)[1]["error"] == "not_allowed"
    assert other.run("hq", "confirm", "--proposal", name)[1]["error"] == "not_found"
    _, told = other.run("hq", "proposals", "--file", file)
    assert told == {"ok": True, "proposals": [seen | {"state": "to_confirm"}]}
    _, second = hq.run("hq", "invite", *place, *words, "--out", str(tmp_path / "two.focal"))
    assert other.run("hq", "confirm", "--proposal", name) == (0, {"ok": True, "proposal": name})
    company.sync(other.session, hq.session)
    _, told = hq.run("hq", "proposals")
    assert [(one["proposal"], one["state"]) for one in told["proposals"]] == [(second["proposal"], "stale")]
    again = ("hq", "propose", "--proposal", second["proposal"])
    assert hq.run(*again) == (0, {"ok": True, "proposal": second["proposal"]})
    assert hq.run("hq", "proposals")[1]["proposals"][0]["state"] == "waiting"
    code, refused = hq.run("hq", "revoke", "--device", other.session.person.device)
    assert (code, refused["error"], refused["field"]) == (1, "not_allowed", "device")


@pytest.mark.long
def test_a_switch_reaches_its_office_by_sync(
    hq: Seat, company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    field = Seat(company, company.staff(), capsys)
    for position, expected in (("on", ["workplace_logging"]), ("on", ["workplace_logging"]), ("off", [])):
        words = ("hq", "switch", "--office", "KEN", "workplace_logging", position)
        assert hq.run(*words) == (0, {"ok": True})
        company.sync(hq.session, field.session)
        _, said = field.run("list", "office")
        assert said["records"][0]["values"]["switches_on"] == expected
    _, told = field.run("history", "office", said["records"][0]["id"])
    assert {change["by"] for change in told["changes"]} == {"root HQ"}


def run_hq_create(tmp_path: Path, *more: str) -> int:
    """Try to found headquarters; every one of these is refused before it comes to the passphrase's cost."""
    (tmp_path / "phrase").write_text(PASSPHRASE)
    words = ("--json", "--vault", str(tmp_path / "vault"), "--passphrase-file", str(tmp_path / "phrase"))
    return main.main((*words, "hq", "create", "--person", "P. One", *more))


def test_a_headquarters_that_cannot_be_founded_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    focal("init", "--data", str(tmp_path / "hub"), "--host", "localhost")
    for url, card, error, exits in (
        ("https://hub.example", "missing.card", "not_found", 2),
        ("https://hub.example", "phrase", "file_not_ours", 4),
        ("http://hub.example", "hub/hub.card", "not_allowed", 1),
        ("hub.example", "hub/hub.card", "not_allowed", 1),
    ):
        assert run_hq_create(tmp_path, "--hub", url, "--hub-card", str(tmp_path / card)) == exits
        assert json.loads(capsys.readouterr().out)["error"] == error
    assert not (tmp_path / "vault").exists()


def test_join_tells_a_wrong_code_from_a_foreign_file(
    company: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, code = company.invite()
    (tmp_path / "phrase").write_text(PASSPHRASE)
    (tmp_path / "file").write_bytes(data)
    (tmp_path / "code").write_text(code + "\n")
    (tmp_path / "wrong").write_text("0000-0000\n")
    place = ("--vault", str(tmp_path / "vault"), "--passphrase-file", str(tmp_path / "phrase"))
    for file, code_file, error, exits in (
        ("file", "wrong", "invitation_wrong_code", 1),
        ("phrase", "code", "file_not_ours", 4),
        ("missing", "code", "not_found", 2),
        ("file", "missing", "not_found", 2),
    ):
        words = ("--invitation", str(tmp_path / file), "--code-file", str(tmp_path / code_file))
        assert main.main(("--json", *place, "join", *words, "--person", "P.")) == exits
        assert json.loads(capsys.readouterr().out)["error"] == error
    assert not (tmp_path / "vault").exists()


class Program:
    """Commands with one vault each for headquarters and an office."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        (folder / "phrase").write_text(PASSPHRASE)

    def run(self, vault: str, *words: str) -> Answer:
        """Run one command on a vault."""
        place = ("--vault", str(self.folder / vault), "--passphrase-file", str(self.folder / "phrase"))
        return Answer(main.main((*words, "--json", *place)), *self._capsys.readouterr())

    def say(self, vault: str, *words: str) -> Any:
        """Run one command that must succeed, and return its answer."""
        found = self.run(vault, *words)
        assert found.code == 0, found
        return found.json


@pytest.mark.long
def test_the_whole_way_by_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    focal("init", "--data", str(tmp_path / "hub"), "--host", "localhost")
    program, card = Program(tmp_path, capsys), str(tmp_path / "hub" / "hub.card")
    with serving(tmp_path / "hub") as url:
        founded = program.say("hq", "hq", "create", "--person", "P.", "--hub", url, "--hub-card", card)
        assert founded == {"ok": True, "vault": str(tmp_path / "hq"), "device": founded["device"]}
        file, out = str(tmp_path / "file"), ("--out", str(tmp_path / "file"))
        invited = program.say("hq", "hq", "invite", *OFFICE, "--role", "focal_point", *out)
        (tmp_path / "code").write_text(invited["code"])
        joining_words = ("--invitation", file, "--code-file", str(tmp_path / "code"), "--person", "P. Two")
        joined = program.run("ken", "join", *joining_words, "--recovery-out", str(tmp_path / "recovery"))
        assert joined.code == 0, joined
        assert set(joined.json) == {"ok", "vault", "device", "words"}
        assert joined.json["words"] not in joined.err
        made = program.say("ken", "add", "partner", "--values", '{"name": "Practice partner"}')
        program.say("hq", "sync")
        early = program.run("ken", "sync")
        assert (early.code, early.json["error"]) == (6, "not_admitted")
        program.say("hq", "sync")
        device, words = joined.json["device"], joined.json["words"]
        program.say("hq", "hq", "admit", "--device", device, "--words", words)
        program.say("hq", "sync")
        assert program.say("ken", "sync")["sent"] > 0
        program.say("hq", "sync")
        assert program.say("hq", "show", "partner", made["id"])["record"]["title"] == "Practice partner"
        program.say("hq", "hq", "revoke", "--device", device)
        program.say("hq", "sync")
        late = program.run("ken", "sync")
        assert (late.code, late.json["ok"]) == (6, False)
