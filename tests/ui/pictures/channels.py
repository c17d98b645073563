"""Pictures of the channels: the list, one of them with its test, a new one."""

from collections.abc import Callable

from focal_desktop.ui.channels.screen import ChannelsScreen
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window


def show_channel(window: Window) -> None:
    """A channel beside the list."""
    window.go(Place(section="channels"))
    screen = window.current
    assert isinstance(screen, ChannelsScreen)
    screen._open(screen.view.table.rows.row(0))


PICTURES: dict[str, Callable[[Window], object]] = {
    "list": lambda window: window.go(Place(section="channels")),
    "channel": show_channel,
    "new": lambda window: window.go(Place(section="channels", view="new")),
}
