"""The version of the database and the numbered steps that lead to it; a newer file is refused."""

from __future__ import annotations

from focal_desktop.base import paths
from focal_desktop.base.trouble import Trouble
from focal_desktop.store.connection import Connection, write_transaction

MAJOR = 1


def require_known(connection: Connection) -> None:
    """Refuse a database of a newer version, and one that was never a vault's; nothing is written."""
    if not _read_version(connection):
        raise Trouble("damaged", "The vault's database is empty. Nothing was changed; call headquarters.")


def upgrade(connection: Connection) -> None:
    """Bring the database to this version, each step in one transaction together with its number."""
    held = _read_version(connection)
    for number, text in _steps():
        if number > held & 0xFFFF:
            with write_transaction(connection):
                for statement in _statements(text):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {(MAJOR << 16) | number}")


def _read_version(connection: Connection) -> int:
    held = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if held >> 16 > MAJOR:
        raise Trouble(
            "newer_version",
            "This vault was written by a newer version of the program. Nothing was changed. "
            "Install the newer version to open it.",
        )
    return held


def _steps() -> list[tuple[int, str]]:
    folder = paths.own_file("store", "steps")
    found = [f for f in folder.iterdir() if f.name.endswith(".sql")]
    return sorted((int(f.name.split("_")[0]), f.read_text(encoding="utf-8")) for f in found)


def _statements(text: str) -> list[str]:
    """Split a step at its empty lines and statements; a trigger's body keeps its semicolons."""
    found, held = [], ""
    for line in text.splitlines():
        if line.startswith("--"):
            continue
        held += line + "\n"
        is_whole = line.rstrip().endswith(";")
        if is_whole and ("CREATE TRIGGER" not in held or line.rstrip().endswith("END;")):
            found.append(held)
            held = ""
    return found
