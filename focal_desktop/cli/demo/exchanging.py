"""The demo's exchanges: by the hub, and for one office by a stick that is carried to and fro."""

from __future__ import annotations

from focal_desktop.base.trouble import Trouble
from focal_desktop.cli.demo.play import Play, require
from focal_desktop.sync import exchange, folder, status
from focal_desktop.sync.exchange import Synced

STICK = "stick"
HUB, FOLDER = "hub", "folder"
BY_STICK = "basra"


def by_hub(play: Play, *names: str) -> list[Synced]:
    """Exchange with the hub, one vault after the other."""
    return [play.count_sync(name, HUB, exchange.sync_with_hub(play[name])) for name in names]


def by_stick(play: Play, *names: str) -> list[Synced]:
    """Put the stick into one computer after the other."""
    stick = play.out / STICK
    return [play.count_sync(name, FOLDER, folder.sync_with_folder(play[name], stick)) for name in names]


def is_told_to_wait(play: Play, name: str) -> bool:
    """Ask the hub as a device that nobody has admitted yet, and say whether it was told so."""
    try:
        by_hub(play, name)
    except Trouble as refused:
        if refused.code != "not_admitted":
            raise
        return True
    return False


def send_all(play: Play) -> None:
    """Take everything to headquarters: by the hub, and from one office by stick."""
    with play.step("Sync the first office and its clerk with the hub"):
        found = by_hub(play, "kisumu", "clerk")
        require(found[0].sent)
    with play.step("Carry the second office's work to headquarters on a stick"):
        require(_list_nameless(play, BY_STICK) == ["waiting"])
        found = by_stick(play, BY_STICK, "nairobi")
        require(found[0].sent and found[1].received)
    with play.step("Sync headquarters with the hub"):
        found = by_hub(play, "nairobi", "officer")
        require(found[0].received)


def _list_nameless(play: Play, name: str) -> list[str]:
    """Return where the items of a desk are that stand for no record."""
    items = [item for item in status.list_items(play[name]) if item.kind == status.SEALED_ITEM]
    require(all(not item.id and not item.reference for item in items))
    return [item.place for item in items]


def bring_back(play: Play) -> None:
    """Bring headquarters' answers and receipts to every office, by the way it came."""
    with play.step("Sync headquarters' answers to the first office"):
        by_hub(play, "nairobi", "officer", "nairobi", "kisumu", "clerk")
    with play.step("Carry headquarters' answers to the second office on the stick"):
        found = by_stick(play, "nairobi", BY_STICK)
        require(found[1].received)
    with play.step("See at the offices what was read in Nairobi"):
        for name in ("kisumu", BY_STICK):
            places = {item.place for item in status.list_items(play[name])}
            require("read" in places and "here" not in places)
    with play.step("See that Nairobi has read the sealed report: one item without a name, on one desk alone"):
        require(_list_nameless(play, BY_STICK) == ["read"])
        require(_list_nameless(play, "kisumu") == _list_nameless(play, "clerk") == [])
    with play.step("Sync the second office with the hub too: the same once more changes nothing"):
        by_hub(play, BY_STICK, "nairobi", "officer")
