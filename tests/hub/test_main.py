"""The two commands: made once, served where it is safe, refused with a code and one sentence otherwise."""

import json
import socket
from pathlib import Path

import pytest

from focal_desktop.hub import card, main
from tests.hub.hubs import Card, focal


def refused(captured: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """Run a command that is refused; return its exit code and its error code."""
    code = main.main(words)
    told = json.loads(captured.readouterr().out)
    assert set(told) == {"ok", "error", "message", "field", "problems"}
    assert told["ok"] is False
    assert told["message"].endswith(".")
    return code, told["error"]


def test_a_hub_is_made_with_its_card(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(("init", "--data", str(tmp_path / "hub"), "--host", "hub.example.org", "--json")) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"ok": True, "path": str(tmp_path / "hub" / "hub.card")}
    made = Card(tmp_path / "hub" / card.CARD).text
    assert set(made) == {"format", "hub", "host", "ca", "receipt", "claim"}
    assert (made["format"], made["host"], len(made["hub"]), len(made["receipt"])) == (
        1,
        "hub.example.org",
        32,
        64,
    )
    assert made["ca"].startswith("-----BEGIN CERTIFICATE-----")
    assert made["ca"].count("BEGIN") == 1
    assert len(made["claim"]) >= 22


def test_without_json_the_words_are_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(("init", "--data", str(tmp_path), "--host", "localhost")) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "card" in told.err
    assert main.main(("init", "--data", str(tmp_path), "--host", "localhost")) == 1
    assert capsys.readouterr().out == ""


def test_two_hubs_share_nothing(tmp_path: Path) -> None:
    one, two = (card.initialise(tmp_path / name, "localhost") for name in ("one", "two"))
    first, second = Card(one).text, Card(two).text
    assert not set(first.values()) & (set(second.values()) - {1, "localhost"})


def test_a_hub_is_never_made_over_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("init", "--data", str(tmp_path), "--host", "localhost", "--json")
    assert main.main(words) == 0
    capsys.readouterr()
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    (tmp_path / card.CARD).rename(tmp_path / "moved")
    assert refused(capsys, *words) == (1, "vault_exists")
    (tmp_path / "moved").rename(tmp_path / card.CARD)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_making_cut_short_is_made_again(tmp_path: Path) -> None:
    card.initialise(tmp_path, "localhost")
    (tmp_path / card.DATABASE).unlink()
    before = (tmp_path / card.CARD).read_text()
    card.initialise(tmp_path, "localhost")
    assert (tmp_path / card.CARD).read_text() != before
    assert (tmp_path / card.DATABASE).exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), (2, "needed")),
        (("dance",), (2, "unknown_command")),
        (("init",), (2, "needed")),
        (("init", "--data", "d", "--host", "not a name"), (2, "wrong_type")),
        (("init", "--data", "d", "--host", "h", "--wrong"), (2, "unknown_command")),
        (("serve", "--data", "nowhere"), (2, "needed")),
        (("serve", "--data", "nowhere", "--bind", "127.0.0.1"), (2, "wrong_type")),
        (("serve", "--data", "nowhere", "--bind", "127.0.0.1:x"), (2, "wrong_type")),
        (("serve", "--data", "nowhere", "--bind", "127.0.0.1:70000"), (2, "wrong_type")),
        (("serve", "--data", "nowhere", "--bind", "127.0.0.1:0"), (2, "no_vault")),
        (("serve", "--data", "nowhere", "--bind", "0.0.0.0:0", "--no-tls"), (1, "not_allowed")),
        (("serve", "--data", "nowhere", "--bind", "hub.example.org:80", "--no-tls"), (1, "not_allowed")),
    ],
)
def test_wrong_words_have_a_code(
    words: tuple[str, ...], expected: tuple[int, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(capsys, *words, "--json") == expected


def test_serve_writes_json_without_being_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "serve", "--data", "nowhere", "--bind", "127.0.0.1:0") == (2, "no_vault")
    assert refused(capsys, "serve") == (2, "needed")


def test_an_address_in_use_is_busy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card.initialise(tmp_path, "localhost")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        bind = f"127.0.0.1:{taken.getsockname()[1]}"
        assert refused(capsys, "serve", "--data", str(tmp_path), "--bind", bind) == (5, "busy")


def test_a_damaged_mailbox_is_not_served(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card.initialise(tmp_path, "localhost")
    (tmp_path / card.DATABASE).write_text("not a database " * 500)
    words = ("serve", "--data", str(tmp_path), "--bind", "127.0.0.1:0", "--no-tls")
    assert refused(capsys, *words) == (4, "damaged")


def test_a_folder_that_cannot_be_made_is_said_calmly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    words = ("init", "--data", str(tmp_path / "file" / "hub"), "--host", "localhost", "--json")
    assert refused(capsys, *words) == (7, "disk_full")


def test_no_message_repeats_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("CANARY",), ("init", "--CANARY"), ("serve", "--data", "CANARY", "--bind", "CANARY")):
        main.main((*words, "--json"))
        told = capsys.readouterr()
        assert "CANARY" not in told.out + told.err


def test_the_program_reaches_the_hub_by_its_first_word(tmp_path: Path) -> None:
    done = focal("init", "--data", str(tmp_path), "--host", "localhost", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["ok"] is True
