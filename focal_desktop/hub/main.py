"""The commands `hub init` and `hub serve`: results on standard output, words for people on standard error."""

from __future__ import annotations

import argparse
import ipaddress
import json
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from focal_desktop.base.trouble import Trouble
from focal_desktop.hub import card, serving

_EXITS = {
    "needed": 2,
    "not_allowed": 1,
    "vault_exists": 1,
    "unknown_command": 2,
    "wrong_type": 2,
    "no_vault": 2,
    "damaged": 4,
    "file_not_ours": 4,
    "busy": 5,
    "disk_full": 7,
    "newer_version": 8,
    "internal": 70,
}
_INTERNAL = "Something went wrong in the hub. Everything it had kept is safe. Start it again."


class _Words(argparse.ArgumentParser):
    """Reads the words of a command; what it cannot read is a Trouble, and no word is repeated."""

    def error(self, message: str) -> NoReturn:
        code = "needed" if "required" in message else "unknown_command"
        raise Trouble(code, "These words are not a hub command. `focal hub --help` shows them all.")


def main(argv: Sequence[str]) -> int:
    """Run the hub command whose words follow `hub`, and return the exit code."""
    is_json = "--json" in argv or "serve" in argv[:1]
    try:
        words = _parser().parse_args(argv)
        if words.command == "init":
            return _init(words.data, words.host, is_json=is_json)
        return _serve(words.data, words.bind, is_tls=not words.no_tls)
    except Trouble as trouble:
        return _tell(trouble, is_json=is_json)
    except OSError:
        sentence = "The folder cannot be read or written. Everything kept before is safe."
        return _tell(Trouble("disk_full", sentence), is_json=is_json)
    except Exception:  # noqa: BLE001 the face of the hub: nothing of the fault itself is shown
        return _tell(Trouble("internal", _INTERNAL), is_json=is_json)


def _parser() -> argparse.ArgumentParser:
    parser = _Words(prog="focal hub", description="Headquarters' blind mailbox.", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Words)
    init = commands.add_parser("init", help="make a hub in a folder", allow_abbrev=False)
    init.add_argument("--data", type=Path, required=True, metavar="DIR")
    init.add_argument("--host", required=True, metavar="NAME", help="as devices will reach it")
    init.add_argument("--json", action="store_true")
    serve = commands.add_parser("serve", help="serve the hub of a folder", allow_abbrev=False)
    serve.add_argument("--data", type=Path, required=True, metavar="DIR")
    serve.add_argument("--bind", required=True, metavar="HOST:PORT")
    serve.add_argument("--no-tls", action="store_true", help="loopback only")
    serve.add_argument("--json", action="store_true")
    return parser


def _init(folder: Path, host: str, *, is_json: bool) -> int:
    path = card.initialise(folder, host)
    if is_json:
        _print({"ok": True, "path": str(path)})
    else:
        sys.stderr.write(
            "The hub is made. Give its card to headquarters by a safe way, then start the hub.\n"
        )
    return 0


def _serve(folder: Path, bind: str, *, is_tls: bool) -> int:
    host, port = _address(bind)
    if not is_tls and not _is_loopback(host):
        raise Trouble("not_allowed", "Without TLS the hub serves this computer alone: bind it to 127.0.0.1.")
    if not (folder / card.DATABASE).exists():
        raise Trouble("no_vault", "This folder holds no hub. Make one with `focal hub init`.", field="data")
    with _listen(host, port) as bound:
        url = _url(host if not is_tls else _card_host(folder, host), bound.getsockname()[1], is_tls=is_tls)
        ready = {"ready": True, "url": url, "pid": os.getpid()}
        serving.serve(folder, bound, is_tls=is_tls, announce=lambda: _print(ready), log=_log)
    return 0


def _address(bind: str) -> tuple[str, int]:
    host, _, port = bind.rpartition(":")
    if not host or not port.isascii() or not port.isdecimal() or int(port) > 0xFFFF:
        raise Trouble("wrong_type", "The address to bind is a host, a colon and a port.", field="bind")
    return host.strip("[]"), int(port)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=256)
    except OSError as wrong:
        sentence = "This address cannot be bound: another program holds it, or it is not this computer's."
        raise Trouble("busy", sentence, field="bind") from wrong


def _card_host(folder: Path, host: str) -> str:
    try:
        return str(json.loads((folder / card.CARD).read_text(encoding="utf-8"))["host"])
    except (OSError, ValueError, KeyError, TypeError):
        return host


def _url(host: str, port: int, *, is_tls: bool) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"{'https' if is_tls else 'http'}://{name}:{port}"


def _log(event: str, numbers: dict[str, int]) -> None:
    sys.stderr.write(json.dumps({"event": event, **numbers}) + "\n")
    sys.stderr.flush()


def _tell(trouble: Trouble, *, is_json: bool) -> int:
    if is_json:
        problems = [{"field": field, "error": error} for field, error in trouble.problems]
        told = {"ok": False, "error": trouble.code, "message": trouble.sentence, "field": trouble.field}
        _print({**told, "problems": problems})
    else:
        sys.stderr.write(trouble.sentence + "\n")
    return _EXITS.get(trouble.code, _EXITS["internal"])


def _print(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()
