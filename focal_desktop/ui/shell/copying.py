"""Copies chosen rows of a list as a spreadsheet takes them; the clipboard is cleared as after every copy.

Must never copy a row of cases: a list of them leaves no office, and the clipboard is open to every program.
"""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtGui import QGuiApplication

from focal_desktop.ui.shell.clipboard import CLEARS_MS
from focal_desktop.ui.shell.host import Host
from focal_desktop.ui.table import Table
from focal_desktop.usecases import audit, exporting

COPIED = "copied"
"""What the line in the audit trail says of the way."""
_BREAKS, _MARKS = re.compile(r"\s+"), re.compile("[\u2066-\u2069]")


def copy_rows(window: Host) -> None:
    """Copy the chosen rows of the list that has the keys, else of the only one; say what was copied."""
    context, session = window.context, window.session
    table = _find_table(window)
    rows = table.say_chosen() if table is not None else []
    if table is None or not rows:
        context.tell(context.words.say("Choose rows of a list first; then they can be copied."))
        return
    kind = session.kinds.get(table.copies)
    if kind is None or exporting.is_case(kind):
        context.tell(context.words.say("Rows of this list are not copied: other programs could read them."))
        return
    audit.note(session, audit.Deed.EXPORTED, kind=kind.name, part=COPIED)
    QGuiApplication.clipboard().setText(write(rows))
    said = context.words.count(
        len(rows),
        "One row was copied. It is cleared from the clipboard after {seconds} seconds.",
        "{n} rows were copied. They are cleared from the clipboard after {seconds} seconds.",
        seconds=CLEARS_MS // 1000,
    )
    context.tell(said, "ok")


def write(rows: list[list[str]]) -> str:
    """Return rows with a tab between their cells, each cell in one line and never a formula."""
    from focal_desktop.reports import exports  # noqa: PLC0415 a door: what writes tables is seldom needed

    return "\n".join("\t".join(exports.make_harmless(_flatten(cell)) for cell in row) for row in rows)


def _flatten(cell: str) -> str:
    return _BREAKS.sub(" ", _MARKS.sub("", cell)).strip()


def _find_table(window: Host) -> Table[Any] | None:
    screen, focus = window.current, window.focusWidget()
    shown = [one for one in screen.findChildren(Table) if one.isVisible()] if screen is not None else []
    if isinstance(focus, Table) and focus in shown:
        return focus
    return shown[0] if len(shown) == 1 else None
