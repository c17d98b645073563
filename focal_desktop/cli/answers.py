"""Answers as the contract has them: results to standard output, words to standard error, one exit code."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from typing import Any

from focal_desktop.base.trouble import Trouble

EXIT_INTERNAL = 70
_EXITS: Mapping[int, str] = {
    1: "needed illegal_move not_allowed already_filed gate_closed vault_exists invitation_used"
    " invitation_expired invitation_wrong_code",
    2: "unknown_command unknown_kind unknown_field unknown_act wrong_type not_in_list not_a_date not_found"
    " no_vault",
    3: "wrong_passphrase",
    4: "damaged backup_unreadable file_not_ours",
    5: "busy",
    6: "not_admitted hub_unreachable hub_refused hub_inconsistent",
    7: "not_enough_memory disk_full",
    8: "newer_version",
    9: "no_display",
    70: "internal",
}
EXITS: Mapping[str, int] = {code: number for number, codes in _EXITS.items() for code in codes.split()}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
STOPPED = Trouble("internal", "Stopped. Everything that was saved before is safe.")


class WordsMissing(Trouble):
    """Something that had to be said on the command line and was not: exit 2, not a refusal by a rule."""


def exit_of(trouble: Trouble) -> int:
    """Return the exit code of a trouble."""
    return 2 if isinstance(trouble, WordsMissing) else EXITS.get(trouble.code, EXIT_INTERNAL)


def shape_trouble(trouble: Trouble) -> dict[str, Any]:
    """Return a trouble as the contract's JSON; never a value."""
    return {
        "ok": False,
        "error": trouble.code,
        "message": trouble.sentence,
        "field": _name(trouble.field),
        "problems": [{"field": _name(field), "error": error} for field, error in trouble.problems],
        **dict(trouble.known),
    }


def _name(field: str) -> str | None:
    """Return a field's name; a value that was taken for one is not repeated."""
    return field if _NAME.fullmatch(field) else None


def say_trouble(trouble: Trouble, *, wants_json: bool) -> int:
    """Tell what stood in the way, in one sentence, and return its exit code."""
    if wants_json:
        write_line(shape_trouble(trouble))
    else:
        sys.stderr.write(f"{trouble.sentence} [{trouble.code}]\n")
        for field, error in trouble.problems:
            sys.stderr.write(f"  {_name(field) or '-'}: {error}\n")
    return exit_of(trouble)


def say(answer: Any, *, wants_json: bool) -> None:
    """Write one result to standard output: one JSON value, or lines a person can read."""
    if wants_json:
        write_line(answer)
        return
    sys.stdout.write("\n".join(_lines(answer, 0)) + "\n")
    sys.stdout.flush()


def write_line(answer: Any) -> None:
    """Write one JSON value on one line, flushed."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, separators=(", ", ": ")) + "\n")
    sys.stdout.flush()


def tell(words: str) -> None:
    """Say something to the person, on standard error."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()


def _lines(answer: Any, depth: int) -> list[str]:
    indent = "  " * depth
    if isinstance(answer, Mapping):
        found = []
        for name, value in answer.items():
            is_plain = not isinstance(value, Mapping | list) or not value
            found += [f"{indent}{name}: {_plain(value)}"] if is_plain else [f"{indent}{name}:"]
            found += [] if is_plain else _lines(value, depth + 1)
        return found
    if isinstance(answer, list):
        found = []
        for one in answer:
            inner = _lines(one, depth + 1)
            found += [f"{indent}- {inner[0].lstrip()}", *inner[1:]] if inner else []
        return found
    return [f"{indent}{_plain(answer)}"]


def _plain(value: Any) -> str:
    if value is None or value in ([], {}):
        return "-"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
