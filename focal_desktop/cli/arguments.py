"""The words of the command line, one table; a command's own module is loaded only when it is run."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection, Sequence
from importlib import import_module
from typing import Any, NoReturn

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli import groups, options
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
    for group, (help_text, module, members) in groups.GROUPS.items():
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
    known, said = {*COMMANDS, *groups.GROUPS}, {*argv}
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


def _kinds(words: argparse.ArgumentParser) -> None:
    words.add_argument("kind", nargs="?", metavar="KIND")


def _create(words: argparse.ArgumentParser) -> None:
    options.named(words, "--office", "--office-name", "--country", "--person")
    words.add_argument("--recovery-out", metavar="F")


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


def _join(words: argparse.ArgumentParser) -> None:
    options.named(words, "--invitation", "--code-file", "--person")
    words.add_argument("--recovery-out", metavar="F")


def _report(words: argparse.ArgumentParser) -> None:
    words.add_argument("name", metavar="list|NAME")
    words.add_argument("--year", type=int, metavar="Y")
    words.add_argument("--agreement", metavar="REF", help="of a partner_note, instead of the year")
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


def _hand_over(words: argparse.ArgumentParser) -> None:
    options.named(words, "--person")
    words.add_argument("--new-passphrase-file", metavar="NEW")
    words.add_argument("--recovery-out", metavar="F")
    words.add_argument(
        "--end-cases", action="store_true", help="where no headquarters holds the cases: destroy them"
    )


def _backup(words: argparse.ArgumentParser) -> None:
    options.named(words, "--out")


def _restore(words: argparse.ArgumentParser) -> None:
    options.named(words, "--backup")
    words.add_argument("--recovery-file", metavar="F")
    words.add_argument("--answer", metavar="FILE", help="what two officers gave back for this backup")


def _export(words: argparse.ArgumentParser) -> None:
    words.add_argument("kind", metavar="KIND")
    words.add_argument("id", nargs="?", metavar="ID", help="one record; none: the whole list, as a table")
    words.add_argument("--where", action="append", default=[], metavar="FIELD=VALUE")
    words.add_argument("--to", metavar="DEVICE", help="sealed to one person at headquarters")
    words.add_argument("--age", action="store_true", help="sealed to generated words, for any age program")
    words.add_argument("--words-out", metavar="F", help="the new file that gets these words")
    words.add_argument(
        "--plain", action="store_true", help="readable by anyone; of a case the passphrase is proven again"
    )
    words.add_argument("--with", dest="parts", action="append", default=[], metavar="PART")
    words.add_argument("--reason", metavar="R", help="why; needed for all that is of a case")
    words.add_argument("--out", required=True, metavar="FILE", help="a new file; none is overwritten")


def _audit(words: argparse.ArgumentParser) -> None:
    words.add_argument("--limit", default="100", metavar="N", help="the newest lines")
    words.add_argument("--out", metavar="FILE", help="all of it, for two officers at headquarters")


def _erase(words: argparse.ArgumentParser) -> None:
    _record(words)
    words.add_argument("--reason", required=True, metavar="CODE", help="see `kinds erase_order`")
    words.add_argument("--part", default="whole", metavar="PART", help="one sealed part; none: all of it")


def _retention(words: argparse.ArgumentParser) -> None:
    words.add_argument("--now", action="store_true", help="erase what is due today and not held")


def _demo(words: argparse.ArgumentParser) -> None:
    words.add_argument("--out", metavar="DIR")


COMMANDS: dict[str, tuple[str, str, options.Fill]] = {
    "kinds": ("what can be recorded", "kinds", _kinds),
    "create": ("a vault for an office that stands alone", "vaults", _create),
    "join": ("a vault from an invitation", "joining", _join),
    "add": ("keep a new record, or several", "desk", _add),
    "edit": ("change fields of a record", "desk", _edit),
    "act": ("do something with a record", "desk", _act),
    "show": ("one record", "desk", _show),
    "list": ("records of a kind, by id", "desk", _list),
    "conflicts": ("values that stand side by side", "conflicts", options.nothing),
    "settle": ("let one side of a conflict hold", "conflicts", _settle),
    "history": ("every change of a record", "desk", _record),
    "search": ("find records by words", "desk", _search),
    "passphrase": ("a new passphrase, and new keys with it", "safekeeping", _passphrase),
    "recover": ("a new passphrase by the printed code, or by two officers", "safekeeping", _recover),
    "hand-over": ("the desk to another person; cases as headquarters decides", "handing", _hand_over),
    "backup": ("the whole vault in one sealed file", "safekeeping", _backup),
    "restore": ("a vault made of a backup, in a new folder", "restoring", _restore),
    "export": ("a record or a list in a file: sealed, or plain", "exporting", _export),
    "audit": ("what was seen, printed, exported or erased here", "auditing", _audit),
    "erase": ("headquarters' order to erase a record everywhere", "leaving", _erase),
    "retention": ("what leaves this computer by itself, and when", "leaving", _retention),
    "check": ("read the whole vault and say what holds", "vaults", options.nothing),
    "sync": ("exchange everything new, with the hub or a stick", "syncing", _sync),
    "status": ("where each item is", "syncing", options.nothing),
    "report": ("the reports there are, or one of them in a file", "reporting", _report),
    "self-test": ("whether the program can work on this computer", "proving", options.nothing),
    "batch": ("one JSON command a line", "batch", options.nothing),
    "demo": ("play the main job without a screen", "demo.command", _demo),
}
