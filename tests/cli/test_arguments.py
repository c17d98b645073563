"""The words of the command line: options in any order, one meaning each, a code for whatever is not known."""

from __future__ import annotations

import json
from importlib import import_module
from itertools import chain, permutations

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import answers, arguments, main
from focal_desktop.domain.kinds import KINDS
from tests.cli.conftest import Run

FIRST = {"create", "kinds", "add", "edit", "act", "show", "list", "history", "search", "check", "batch"}


def test_the_commands_of_the_contract_are_there() -> None:
    assert set(arguments.COMMANDS) >= FIRST


def test_options_stand_anywhere() -> None:
    everywhere = (["--json"], ["--vault", "V"], ["--passphrase-file", "F"])
    own = (["--limit", "3"], ["partner"], ["--after", "a"])
    for order in permutations(everywhere):
        for later in permutations(own):
            for split in range(4):
                words = [*chain(*order[:split]), "list", *chain(*order[split:], *later)]
                asked = arguments.parse(words)
                assert (asked.vault, asked.passphrase_file, asked.json) == ("V", "F", True), words
                assert (asked.limit, asked.kind, asked.after) == ("3", "partner", "a"), words


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], "needed"),
        (["dance"], "unknown_command"),
        (["--dance"], "needed"),
        (["kinds", "--dance"], "unknown_command"),
        (["kinds", "one", "two"], "unknown_command"),
        (["add"], "needed"),
        (["add", "partner"], "needed"),
        (["add", "partner", "--values"], "unknown_command"),
        (["add", "partner", "--val", "{}"], "needed"),
        (["list", "partner", "--js"], "unknown_command"),
        (["show", "partner"], "needed"),
        (["act", "partner", "id"], "needed"),
        (["create", "--office", "KEN"], "needed"),
        (["history", "partner", "id", "--required"], "unknown_command"),
        (["search"], "needed"),
    ],
)
def test_wrong_words_have_a_code(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Trouble) as found:
        arguments.parse(words)
    assert found.value.code == code
    assert main.main(["--json", *words]) == 2
    assert json.loads(capsys.readouterr().out)["error"] == code


def test_every_command_leads_to_its_function() -> None:
    for name, (_, module, _) in arguments.COMMANDS.items():
        found = import_module(f"focal_desktop.cli.{module}")
        assert callable(getattr(found, f"run_{name.replace('-', '_')}"))


def test_every_code_has_one_exit() -> None:
    assert answers.EXITS["needed"] == 1
    assert len(answers.EXITS) == sum(len(codes.split()) for codes in answers._EXITS.values())
    assert set(answers._EXITS) == {1, 2, 3, 4, 5, 6, 7, 8, 9, 70}


def test_help_is_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["add", "--help"]):
        with pytest.raises(SystemExit) as found:
            main.main(words, kinds=KINDS)
        assert found.value.code == 0
        said = capsys.readouterr()
        assert said.out.startswith("usage: focal")
        assert said.err == ""


def test_a_word_that_looks_like_an_option_follows_two_dashes(run: Run) -> None:
    assert run("search", "--", "--json").out == "ok: yes\nhits: -\n"
