"""What stays above every page: that all is invented, or that the newest saves are missing here."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtWidgets import QBoxLayout, QFrame

from focal_desktop.ui import messages
from focal_desktop.ui.context import Context
from focal_desktop.ui.restore import sentence
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import practising, safekeeping


def list_banners(context: Context) -> list[QFrame]:
    """Return the banners of a vault, none for most."""
    behind, damaged = behind_banner(context), damaged_banner(context)
    found = (behind, damaged, restored_banner(context), practice_banner(context))
    return [one for one in found if one is not None]


def behind_banner(context: Context) -> QFrame | None:
    """Return what to do where the files are older than what was saved: all is read, nothing written."""
    missing = context.session.store.behind
    if not missing:
        return None
    words, look = context.words, context.look
    said = words.count(
        missing,
        "At least one save made on this computer is missing from these files. "
        "Everything can be read and nothing is written.",
        "At least {n} saves made on this computer are missing from these files. "
        "Everything can be read and nothing is written.",
    )
    todo = words.say(
        "If you copied older files over newer ones, close the program and put the newer ones back. "
        "Otherwise call headquarters, and go on with what is here or with your last backup."
    )
    go_on = parts.button(look, words.say("Go on…"), context.shell.go_on_from_here)
    go_on.setObjectName("go_on_from_here")
    made = _make_strip("danger", "behind_banner")
    texts = parts.column(look, parts.heading(look, said), parts.label(todo), gap=0.1)
    inner = parts.row(look, texts, go_on, parent=made)
    inner.setStretch(0, 1)
    inner.setContentsMargins(look.em(1.2), look.em(0.4), look.em(1.2), look.em(0.4))
    return made


def damaged_banner(context: Context) -> QFrame | None:
    """Return what to do where a page of an open vault was found altered: what is typed on may be lost."""
    trouble = context.shell.safety.damage
    if trouble is None:
        return None
    look = context.look
    made = _make_strip("danger", "damaged_banner")
    inner = parts.row(look, parts.heading(look, messages.of_trouble(trouble, context.words)), parent=made)
    inner.setContentsMargins(look.em(1.2), look.em(0.4), look.em(1.2), look.em(0.4))
    return made


def _make_strip(tone: str, name: str) -> QFrame:
    """Return an empty banner that reaches from edge to edge."""
    made = QFrame()
    made.setProperty("tone", tone)
    made.setProperty("strip", True)
    made.setObjectName(name)
    return made


def add_damage(context: Context, layout: QBoxLayout) -> None:
    """Put that banner above an open window."""
    made = damaged_banner(context)
    if made is not None:
        layout.insertWidget(0, made)


def restored_banner(context: Context) -> QFrame | None:
    """Return what a restored vault lacks and whom to call, until the person has read it."""
    told = None if context.session.store.behind else safekeeping.read_told(context.session)
    if told is None:
        return None
    words, look = context.words, context.look
    succeeding = import_module("focal_desktop.sync.succeeding")  # few desks ever need it
    made = _make_strip("warn", "restored_banner")
    rows = [parts.label(sentence.of_told(words, told))]
    if six := succeeding.read_words(context.session):
        said = words.say(
            "Restored. Headquarters must admit this computer again; read them these six words: {six}", six=six
        )
        rows.append(parts.label(said))

    def understand() -> None:
        with context.telling():
            safekeeping.drop_told(context.session)
            made.hide()

    read = parts.button(look, words.say("Understood"), understand)
    read.setObjectName("restored_read")
    inner = parts.row(look, parts.column(look, *rows, gap=0.1), read, parent=made)
    inner.setStretch(0, 1)
    inner.setContentsMargins(look.em(1.2), look.em(0.3), look.em(1.2), look.em(0.3))
    return made


def practice_banner(context: Context) -> QFrame | None:
    """Return the banner of a practice vault, nothing for a real one."""
    if not practising.is_practice(context.session):
        return None
    said = context.words.say("Practice: everything here is invented, and nothing can be sent.")
    made = _make_strip("warn", "practice_banner")
    inner = parts.row(context.look, parts.label(said), parent=made)
    side, above = context.look.em(1.2), context.look.em(0.15)
    inner.setContentsMargins(side, above, side, above)
    return made
