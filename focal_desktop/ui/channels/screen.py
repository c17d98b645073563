"""Channels: joins the list and the panel to the use cases; holds no record of its own."""

from __future__ import annotations

from functools import cached_property, partial

from focal_desktop.ui.channels import phrases
from focal_desktop.ui.channels.joining import ChannelDesk
from focal_desktop.ui.channels.view import ChannelsView
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.table import Column
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import card, channels, records
from focal_desktop.usecases.channels import Way


class ChannelsScreen(Screen):
    """Understands a channel by kind and record, and view `new`."""

    SHOWS = frozenset({"channel", "channel_test"})
    HELP = "channels"
    LIST = "channel"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = ChannelsView(context.face, self._columns())
        parts.column(context.look, parts.scroll(self.view), parent=self)
        self.view.opened.connect(self._open)
        self.view.add_requested.connect(self.start_new)

    @cached_property
    def desk(self) -> ChannelDesk:
        """The panel of one channel, made when one is first opened."""
        desk = ChannelDesk(self.context, self._close)
        self.view.beside.add_panel(desk.view)
        desk.view.closed.connect(self.go_back)
        return desk

    def _columns(self) -> list[Column[Way]]:
        words, policy = self.context.words, self.context.policy

        def field(name: str, label: str, yields: int = 0) -> Column[Way]:
            said = partial(phrases.say_field, name=name, words=words, policy=policy)
            return Column(label, said, yields=yields)

        return [
            field("name", words.say("Name")),
            Column(words.say("Number or place"), lambda way: phrases.isolate(way.channel.reach)),
            Column(
                words.say("Last test"),
                lambda way: phrases.say_last(way, words, policy),
                tone=lambda way: phrases.find_tone(way, policy),
            ),
            field("hours", words.say("Hours"), 1),
            field("languages", words.say("Languages"), 2),
            field("audience", words.say("For whom"), 3),
        ]

    # --- where the person is

    def open_at(self, place: Place) -> None:
        """Open the list, and in it the channel that is named."""
        self.refresh()
        record = place.record
        if place.kind == "channel_test" and record:
            record = str(records.read(self.context.session, place.kind, record).values.get("channel", ""))
        found = next(
            (way for way in channels.list_ways(self.context.session) if way.channel.id == record), None
        )
        if found is not None:
            self._open(found)
        elif place.view == "new":
            self.start_new()

    def place(self) -> Place:
        """Return the list, or the channel that is open."""
        if self.view.beside.panel is None:
            return Place(section="channels")
        if not self.desk.record:
            return Place(section="channels", view="new")
        return Place(section="channels", kind="channel", record=self.desk.record)

    # --- drawing

    def refresh(self) -> None:
        """Read the channels again; what is being typed stays."""
        words, ways = self.context.words, channels.list_ways(self.context.session)
        is_open = [way for way in ways if way.is_open]
        fresh = sum(way.is_fresh for way in is_open)
        days = self.context.policy.deadline("channel_test_fresh").value
        finding = words.say(
            "{fresh} of {all} open channels were shown to work within {days} days. "
            "A poster carries a number only while its test is fresh.",
            fresh=fresh,
            all=len(is_open),
            days=days,
        )
        self.view.show_ways(ways, finding)
        numbers = card.list_numbers(self.context.session)
        self.view.show_card([self._say_number(one["reach"], one["hours"]) for one in numbers])

    def _say_number(self, reach: str, hours: str) -> str:
        number = phrases.isolate(reach)
        return self.context.words.say("{number}, {hours}", number=number, hours=hours) if hours else number

    def _open(self, way: Way) -> None:
        self.keep()
        self.view.beside.open_panel(self.desk.view)
        self.desk.open(way)

    def _close(self) -> None:
        self.view.beside.close_panel()
        self.view.table.setFocus()

    # --- what the keys ask for

    def start_new(self) -> bool:
        """Begin a channel."""
        self.keep()
        self.view.beside.open_panel(self.desk.view)
        self.desk.open_new()
        return True

    def keep(self) -> None:
        """Keep what is being typed."""
        if self.view.beside.panel is not None:
            self.desk.keep()

    def finish(self) -> bool:
        """Keep the test that was answered, else save the channel."""
        if self.view.beside.panel is None:
            return False
        self.desk.finish()
        return True

    def go_back(self) -> bool:
        """Close the panel; what was typed in it is kept."""
        if self.view.beside.panel is None:
            return False
        self.keep()
        self._close()
        return True


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return ChannelsScreen(context)
