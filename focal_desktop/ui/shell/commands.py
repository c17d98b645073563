"""Everything the keyboard can do anywhere, in one table that menus, palette and the list of keys read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from focal_desktop.base.words import Words
from focal_desktop.ui import sections
from focal_desktop.ui.context import Place
from focal_desktop.ui.shell.host import Command, Habit, Host

FIRST_KEYS = 9
QUIT = QAction.MenuRole.QuitRole
SHIELDS = (("Ctrl+H",), ("Ctrl+L",))
"""Keys that hide or lock: they work from every window of the program, not only from the main one."""


def _verb(window: Host, name: str) -> Callable[[], Any]:
    return lambda: window.do(name)


def _or_say(window: Host, verb: str, nothing: str) -> Callable[[], Any]:
    return lambda: window.ask_or_say(verb, nothing)


def list_commands(window: Host) -> list[Command]:
    """Return the commands of a window, in the order of its menus."""
    return [*_file(window), *_edit(window), *_go(window), *_record(window), *_help(window)]


def _file(window: Host) -> Sequence[Command]:
    say, menu = window.face.words.say, window.face.words.say("&File")
    return (
        Command(
            menu=menu,
            said=say("Print"),
            keys=("Ctrl+P",),
            act=_or_say(
                window, "print_this", say("Nothing here is printed. Pages for paper are in Reports.")
            ),
        ),
        Command(
            menu=menu,
            said=say("Save this list as a table (CSV)…"),
            keys=("Ctrl+Shift+S",),
            act=lambda: window.ask("save_list"),
        ),
        Command(menu=menu, said=say("Sync now"), keys=("F5",), act=_verb(window, "sync_now")),
        Command(menu=menu, said=say("Hide"), keys=("Ctrl+H",), act=window.hide_requested.emit),
        Command(menu=menu, said=say("Lock"), keys=("Ctrl+L",), act=window.lock_requested.emit),
        Command(menu=menu, said=say("Close"), keys=("Ctrl+Q",), act=window.close, role=QUIT),
    )


def _edit(window: Host) -> Sequence[Command]:
    say, menu = window.face.words.say, window.face.words.say("&Edit")
    return (
        Command(menu=menu, said=say("Undo the last deed"), keys=("Ctrl+Z",), act=_verb(window, "take_back")),
        Command(
            menu=menu,
            said=say("Do again what was taken back"),
            keys=("Ctrl+Shift+Z",),
            act=_verb(window, "do_again"),
        ),
        Command(
            menu=menu,
            said=say("Copy the chosen rows of a list"),
            keys=("Ctrl+C",),
            act=_verb(window, "copy_rows"),
        ),
        Command(menu=menu, said=say("Search"), keys=("Ctrl+F",), act=window.top.begin_search),
        Command(
            menu=menu,
            said=say("Larger text"),
            keys=("Ctrl++", "Ctrl+="),
            act=lambda: window.text_resized.emit(1),
        ),
        Command(
            menu=menu, said=say("Smaller text"), keys=("Ctrl+-",), act=lambda: window.text_resized.emit(-1)
        ),
        Command(
            menu=menu, said=say("Text as usual"), keys=("Ctrl+0",), act=lambda: window.text_resized.emit(0)
        ),
    )


def _go(window: Host) -> Sequence[Command]:
    words, menu = window.face.words, window.face.words.say("&Go")
    shown = sections.list_open(window.session.person)
    return (
        *(
            Command(
                menu=menu,
                said=words.name(one.label),
                keys=(f"Ctrl+{place + 1}",) if place < FIRST_KEYS else (),
                act=lambda name=one.name: window.go(Place(section=name)),  # type: ignore[misc]  # bound now
            )
            for place, one in enumerate(shown)
        ),
        *(_return(window, menu) if _is_open(window, "monthly_return") else ()),
        Command(
            menu=menu, said=words.say("Go to anything"), keys=("Ctrl+K",), act=_verb(window, "open_palette")
        ),
        Command(menu=menu, said=words.say("Back"), keys=("Alt+Left",), act=_verb(window, "step_back")),
        Command(menu=menu, said=words.say("Forward"), keys=("Alt+Right",), act=_verb(window, "step_on")),
    )


def _is_open(window: Host, section: str) -> bool:
    person = window.session.person
    return not person.is_hq and sections.is_open(sections.find(section), person)


def _return(window: Host, menu: str) -> Sequence[Command]:
    said = window.face.words.say("Monthly return")
    return (Command(menu=menu, said=said, act=lambda: window.go(Place(section="monthly_return"))),)


def _told(window: Host, menu: str) -> Sequence[Command]:
    """Return where whoever was told something begins: without an own section for it, a sealed report."""
    said, person = window.face.words.say("Someone told me something"), window.session.person
    records_it = window.top.told is not None
    place = Place(section="allegations", view="new") if records_it else Place(section="sealed_report")
    told = Command(menu=menu, said=said, keys=("Ctrl+Shift+A",), act=lambda: window.go(place))
    return () if person.is_hq else (told,)


def _record(window: Host) -> Sequence[Command]:
    say, menu = window.face.words.say, window.face.words.say("&Record")
    return (
        *_told(window, menu),
        Command(
            menu=menu,
            said=say("Sealed report to headquarters"),
            act=lambda: window.go(Place(section="sealed_report")),
        ),
        Command(
            menu=menu,
            said=say("New here"),
            keys=("Ctrl+N",),
            act=_or_say(window, "start_new", say("Nothing new is begun here.")),
        ),
        Command(menu=menu, said=say("Keep what is typed"), keys=("Ctrl+S",), act=_verb(window, "keep_now")),
        Command(
            menu=menu,
            said=say("Finish this form"),
            keys=("Ctrl+Return", "Ctrl+Enter"),
            act=_or_say(window, "finish", say("There is no form here to finish.")),
        ),
        Command(menu=menu, said=say("Close what is open"), keys=("Escape",), act=_verb(window, "step_out")),
    )


def _help(window: Host) -> Sequence[Command]:
    say, menu = window.face.words.say, window.face.words.say("&Help")
    return (
        Command(menu=menu, said=say("About this screen"), keys=("F1",), act=_verb(window, "show_help")),
        Command(
            menu=menu,
            said=say("Someone is telling me something now"),
            keys=("Ctrl+F1",),
            act=window.card_requested.emit,
        ),
        Command(
            menu=menu,
            said=say("Someone asks what we hold"),
            act=lambda: window.go(Place(section="guidance", view="asked")),
        ),
        Command(menu=menu, said=say("All keys"), keys=("Ctrl+/",), act=_verb(window, "show_keys")),
    )


def list_habits(words: Words) -> Sequence[Habit]:
    """Return what else keys do, for the list of keys: what lists, tabs, menus and the guard listen to."""
    say = words.say
    return (
        Habit("Shift, Shift, Shift", say("Hide, within one second")),
        Habit("Alt", say("Open a menu by its underlined letter")),
        Habit("Tab", say("Go to the next field, also out of a long text")),
        Habit("Ctrl+Tab", say("Go to the next tab of a page")),
        Habit("↑ ↓ Home End", say("Move in a list")),
        Habit("A–Z", say("Go to the row of a list that begins so")),
        Habit("Space, Shift+↓", say("Choose rows of a list")),
        Habit("Enter, F2", say("Open a row of a list, or edit it")),
        Habit("Ctrl+O", say("Order a list by its next column; with Shift, turn it round")),
        Habit("PgUp PgDn", say("Read on in a long page")),
    )


def install(window: Host) -> list[Command]:
    """Put every command into the menus with its keys, and return them all."""
    found, menus = list_commands(window), dict[str, QMenu]()
    for command in found:
        if command.menu not in menus:
            menus[command.menu] = window.menuBar().addMenu(command.menu)
        action = menus[command.menu].addAction(command.said)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        if command.keys in SHIELDS:
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        action.setMenuRole(command.role)
        action.triggered.connect(lambda _=False, act=command.act: act())
    return found
