"""The words of the command line, one table; a command's own module is loaded only when it is run."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Sequence
from importlib import import_module
from typing import Any, NoReturn

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli.answers import WordsMissing
from focal_desktop.domain.kinds import Kinds

Run = Callable[[argparse.Namespace, Kinds], int]
WIDTH = 78


class _Lines(argparse.HelpFormatter):
    """Lines of help that fit every terminal; asking how wide this one is would load archives and more."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH)


class _Words(argparse.ArgumentParser):
    """Says what is wrong as a Trouble instead of ending the program; knows no word by half of it."""

    def __init__(self, **named: Any) -> None:
        super().__init__(formatter_class=_Lines, allow_abbrev=False, **named)

    def error(self, message: str) -> NoReturn:
        """Refuse words the contract does not know; a missing one is told apart."""
        if message.startswith("the following arguments are required"):
            raise WordsMissing("needed", "This command needs one more word. See `focal COMMAND --help`.")
        raise Trouble("unknown_command", "There is no such command or option. See `focal --help`.")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Return what was asked for; `run` on it does it."""
    everywhere = _everywhere()
    parser = _Words(prog="focal", description="The PSEA desk of a country focal point.", parents=[everywhere])
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Words)
    wanted = _list_wanted(argv)
    for name, (help_text, module, fill) in COMMANDS.items():
        if name not in wanted:
            continue
        words = commands.add_parser(name, help=help_text, parents=[everywhere])
        words.set_defaults(run=_runner(module, name))
        fill(words)
    for group, (help_text, module, members) in GROUPS.items():
        if group not in wanted:
            continue
        inner = commands.add_parser(group, help=help_text, parents=[everywhere])
        asked = inner.add_subparsers(dest="asked", required=True, parser_class=_Words)
        for name, (member_help, fill) in members.items():
            words = asked.add_parser(name, help=member_help, parents=[everywhere])
            words.set_defaults(run=_runner(module, name))
            fill(words)
    return parser.parse_args(list(argv))


def _list_wanted(argv: Sequence[str]) -> Collection[str]:
    """Return the commands whose words are made: those named, so that the start is quick, or all for help."""
    known, said = {*COMMANDS, *GROUPS}, {*argv}
    return known if {"-h", "--help"} & said else known & said or known


def _runner(module: str, name: str) -> Run:
    def run(asked: argparse.Namespace, kinds: Kinds) -> int:
        code: int = getattr(load(module), f"run_{name.replace('-', '_')}")(asked, kinds)
        return code

    return run


def load(module: str) -> Any:
    """Return a module of the command line that is loaded only when it is needed."""
    return import_module(f"focal_desktop.cli.{module}")


def _everywhere() -> _Words:
    words = _Words(add_help=False)
    words.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON value")
    words.add_argument("--vault", metavar="DIR", default=argparse.SUPPRESS, help="the vault's folder")
    words.add_argument(
        "--passphrase-file", metavar="F", default=argparse.SUPPRESS, help="read the passphrase from a file"
    )
    return words


def _nothing(_words: argparse.ArgumentParser) -> None:
    return None


def _kinds(words: argparse.ArgumentParser) -> None:
    words.add_argument("kind", nargs="?", metavar="KIND")


def _create(words: argparse.ArgumentParser) -> None:
    _named(words, "--office", "--office-name", "--country", "--person")
    words.add_argument("--recovery-out", metavar="F")


def _named(words: argparse.ArgumentParser, *names: str) -> None:
    for name in names:
        words.add_argument(name, required=True, metavar=name.rpartition("-")[2].upper())


def _add(words: argparse.ArgumentParser) -> None:
    words.add_argument("kind", metavar="KIND")
    words.add_argument("--values", required=True, metavar="JSON|@FILE|-")


def _record(words: argparse.ArgumentParser) -> None:
    words.add_argument("kind", metavar="KIND")
    words.add_argument("id", metavar="ID")


def _edit(words: argparse.ArgumentParser) -> None:
    _record(words)
    words.add_argument("--values", required=True, metavar="JSON|@FILE|-")


def _act(words: argparse.ArgumentParser) -> None:
    _record(words)
    words.add_argument("act", metavar="ACT")
    words.add_argument("--values", metavar="JSON|@FILE|-")


def _show(words: argparse.ArgumentParser) -> None:
    _record(words)
    words.add_argument("--reveal", metavar="PART")
    words.add_argument("--reason", metavar="R")


def _list(words: argparse.ArgumentParser) -> None:
    words.add_argument("kind", metavar="KIND")
    words.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    words.add_argument("--limit", default="100", metavar="N")
    words.add_argument("--after", default="", metavar="ID")


def _settle(words: argparse.ArgumentParser) -> None:
    _record(words)
    words.add_argument("field", metavar="FIELD")
    words.add_argument("--side", required=True, metavar="N")


def _search(words: argparse.ArgumentParser) -> None:
    words.add_argument("text", metavar="TEXT")


def _sync(words: argparse.ArgumentParser) -> None:
    words.add_argument("--folder", metavar="DIR")
    words.add_argument("--hub", metavar="URL")


def _hq_create(words: argparse.ArgumentParser) -> None:
    _named(words, "--person", "--hub", "--hub-card")
    words.add_argument("--recovery-out", metavar="F")


def _hq_invite(words: argparse.ArgumentParser) -> None:
    _named(words, "--office", "--office-name", "--country", "--role", "--out")
    words.add_argument("--until", metavar="DATE")


def _hq_admit(words: argparse.ArgumentParser) -> None:
    _named(words, "--device", "--words")


def _hq_revoke(words: argparse.ArgumentParser) -> None:
    _named(words, "--device")


def _hq_proposals(words: argparse.ArgumentParser) -> None:
    words.add_argument("--file", metavar="FILE", help="take in what another officer wrote with --out")
    words.add_argument("--out", metavar="FILE", help="write what can be confirmed, for another officer")


def _hq_proposal(words: argparse.ArgumentParser) -> None:
    _named(words, "--proposal")


def _hq_escrow(words: argparse.ArgumentParser) -> None:
    words.add_argument("step", choices=("first", "second"))
    _named(words, "--request", "--words", "--out")


def _escrow_ask(words: argparse.ArgumentParser) -> None:
    words.add_argument("--new-passphrase-file", metavar="NEW")
    _named(words, "--out")


def _escrow_rehearsed(words: argparse.ArgumentParser) -> None:
    _named(words, "--answer")


def _hq_open_audit(words: argparse.ArgumentParser) -> None:
    words.add_argument("step", choices=("first", "second"), help="which of the two officers you are")
    _named(words, "--file")
    words.add_argument("--out", metavar="FILE", help="first: what the second officer opens")


def _hq_switch(words: argparse.ArgumentParser) -> None:
    _named(words, "--office")
    words.add_argument("name", metavar="NAME")
    words.add_argument("position", choices=("on", "off"))


def _join(words: argparse.ArgumentParser) -> None:
    _named(words, "--invitation", "--code-file", "--person")
    words.add_argument("--recovery-out", metavar="F")


def _report(words: argparse.ArgumentParser) -> None:
    words.add_argument("name", metavar="list|NAME")
    words.add_argument("--year", type=int, metavar="Y")
    words.add_argument("--language", metavar="L")
    words.add_argument("--mode", metavar="internal|shareable")
    words.add_argument("--out", metavar="FILE")


def _passphrase(words: argparse.ArgumentParser) -> None:
    words.add_argument("--new-passphrase-file", metavar="NEW")
    words.add_argument("--recovery-out", metavar="F")


def _recover(words: argparse.ArgumentParser) -> None:
    words.add_argument("--recovery-file", metavar="FILE")
    words.add_argument("--answer", metavar="FILE", help="what two officers gave back")
    words.add_argument("--recovery-out", metavar="F")


def _backup(words: argparse.ArgumentParser) -> None:
    _named(words, "--out")


def _restore(words: argparse.ArgumentParser) -> None:
    _named(words, "--backup")
    words.add_argument("--recovery-file", metavar="F")


def _audit(words: argparse.ArgumentParser) -> None:
    words.add_argument("--limit", default="100", metavar="N", help="the newest lines")
    words.add_argument("--out", metavar="FILE", help="all of it, for two officers at headquarters")


def _demo(words: argparse.ArgumentParser) -> None:
    words.add_argument("--out", metavar="DIR")


Fill = Callable[[argparse.ArgumentParser], Any]
COMMANDS: dict[str, tuple[str, str, Fill]] = {
    "kinds": ("what can be recorded", "kinds", _kinds),
    "create": ("a vault for an office that stands alone", "vaults", _create),
    "join": ("a vault from an invitation", "joining", _join),
    "add": ("keep a new record, or several", "desk", _add),
    "edit": ("change fields of a record", "desk", _edit),
    "act": ("do something with a record", "desk", _act),
    "show": ("one record", "desk", _show),
    "list": ("records of a kind, by id", "desk", _list),
    "conflicts": ("values that stand side by side", "conflicts", _nothing),
    "settle": ("let one side of a conflict hold", "conflicts", _settle),
    "history": ("every change of a record", "desk", _record),
    "search": ("find records by words", "desk", _search),
    "passphrase": ("a new passphrase, and new keys with it", "safekeeping", _passphrase),
    "recover": ("a new passphrase by the printed code, or by two officers", "safekeeping", _recover),
    "backup": ("the whole vault in one sealed file", "safekeeping", _backup),
    "restore": ("a vault made of a backup, in a new folder", "restoring", _restore),
    "audit": ("what was seen, printed, exported or erased here", "auditing", _audit),
    "check": ("read the whole vault and say what holds", "vaults", _nothing),
    "sync": ("exchange everything new, with the hub or a stick", "syncing", _sync),
    "status": ("where each item is", "syncing", _nothing),
    "report": ("the reports there are, or one of them in a file", "reporting", _report),
    "self-test": ("whether the program can work on this computer", "proving", _nothing),
    "batch": ("one JSON command a line", "batch", _nothing),
    "demo": ("play the main job without a screen", "demo.command", _demo),
}
GROUPS: dict[str, tuple[str, str, dict[str, tuple[str, Fill]]]] = {
    "hq": (
        "headquarters' own work",
        "hq",
        {
            "create": ("headquarters' first vault", _hq_create),
            "invite": ("a file that lets one person join", _hq_invite),
            "admit": ("let a device in whose words were compared", _hq_admit),
            "revoke": ("close a device's access", _hq_revoke),
            "proposals": ("what waits for a second officer", _hq_proposals),
            "confirm": ("sign what another officer proposed", _hq_proposal),
            "propose": ("sign anew what the roster has overtaken", _hq_proposal),
            "devices": ("who waits, who is in, who is out", _nothing),
            "switch": ("switch something on or off for an office", _hq_switch),
            "open-audit": ("open a colleague's audit trail, two officers together", _hq_open_audit),
            "escrow": ("open a colleague's vault, two officers together", _hq_escrow),
        },
    ),
    "escrow": (
        "two officers who can open this vault together",
        "escrow",
        {
            "ask": ("ask them, where passphrase and sheet are gone", _escrow_ask),
            "rehearse": ("ask whether they could; no key leaves them", _backup),
            "rehearsed": ("take back their answer", _escrow_rehearsed),
            "status": ("who they are, and when it was last tried", _nothing),
        },
    ),
}
