"""Channels: joins the list and the panel to the use cases; holds no record of its own."""

from __future__ import annotations

from focal_desktop.ui.channels import phrases
from focal_desktop.ui.channels.channel_view import ChannelView
from focal_desktop.ui.channels.view import ChannelsView
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.kept import Kept
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.table import Column
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import card, channels, records
from focal_desktop.usecases.channels import Way
from focal_desktop.usecases.records import Opened


class ChannelsScreen(Screen):
    """Understands a channel by kind and record, and view `new`."""

    SHOWS = frozenset({"channel", "channel_test"})
    HELP = "channels"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._kept = Kept(context)
        self._opened: Opened | None = None
        self.view = ChannelsView(context.face, self._columns())
        self.panel = ChannelView(context.face, context.policy)
        self.view.beside.add_panel(self.panel)
        parts.column(context.look, parts.scroll(self.view), parent=self)
        self.view.opened.connect(self._open)
        self.view.add_requested.connect(self.start_new)
        self.panel.closed.connect(self.go_back)
        self.panel.save_requested.connect(self.save)
        self.panel.test_requested.connect(self.keep_test)

    def _columns(self) -> list[Column[Way]]:
        words, policy = self.context.words, self.context.policy

        def field(name: str, label: str) -> Column[Way]:
            return Column(label, lambda way: phrases.say_field(way, name, words, policy))

        return [
            field("name", words.say("Name")),
            Column(words.say("Number or place"), lambda way: phrases.isolate(way.channel.reach)),
            Column(
                words.say("Last test"),
                lambda way: phrases.say_last(way, words, policy),
                tone=lambda way: phrases.find_tone(way, policy),
            ),
            field("hours", words.say("Hours")),
            field("languages", words.say("Languages")),
            field("audience", words.say("For whom")),
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
        if self._opened is None:
            return Place(section="channels", view="new")
        return Place(section="channels", kind="channel", record=self._opened.id)

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
        words, policy, today = self.context.words, self.context.policy, self.context.session.today
        self._opened = records.open_record(self.context.session, "channel", way.channel.id)
        past = [phrases.say_test(one, words, policy) for one in way.tests[:5]]
        self.panel.open_at(way.channel.name, today.isoformat(), past, is_new=False)
        self._show(f"channels/{way.channel.id}")

    def start_new(self) -> bool:
        """Begin a channel."""
        self.keep()
        self._opened = None
        self.panel.open_at(self.context.words.say("New channel"), "", (), is_new=True)
        self._show("channels/new")
        self.panel.form.editors["name"].widget.setFocus()
        return True

    def _show(self, draft: str) -> None:
        form = self.panel.form
        form.show_values(self._opened.values if self._opened else {})
        form.show_problems(())
        self.view.beside.open_panel(self.panel)
        self._kept.bring_back(draft, form)

    # --- what is done

    def keep_test(self) -> None:
        """Keep a test of the channel that is open, and offer to take it back."""
        session, opened = self.context.session, self._opened
        if opened is None:
            return
        with self.context.telling(self.panel.more):
            values = {**self.panel.more.values(), "channel": opened.id, "result": self.panel.result.value()}
            made = records.add(session, "channel_test", values)
            self._close()
            self.context.shell.remember_undo(
                self.context.words.say("The test was kept."),
                lambda: channels.take_back_test(session, made.id),
            )

    def save(self) -> None:
        """Save what was changed of the channel, and offer to take it back."""
        words, session, opened = self.context.words, self.context.session, self._opened
        with self.context.telling(self.panel.form):
            changed = self.panel.form.changed()
            if opened is None:
                records.add(session, "channel", self.panel.form.values())
                self.context.tell(words.say("The channel was added. Test it once, from another phone."), "ok")
            elif changed:
                before = {name: opened.values.get(name) for name in changed}
                records.edit(session, "channel", opened.id, changed, opened)
                self.context.shell.remember_undo(
                    words.say("The channel was saved."),
                    lambda: records.edit(session, "channel", opened.id, before),
                )
            self._kept.drop()
            self._close()

    def _close(self) -> None:
        self.view.beside.close_panel()
        self.view.table.setFocus()

    # --- what the keys ask for

    def keep(self) -> None:
        """Keep what is being typed."""
        if self.view.beside.panel is not None:
            self._kept.keep(self.panel.form.changed())

    def finish(self) -> bool:
        """Keep the test that was answered, else save the channel."""
        if self.view.beside.panel is None:
            return False
        if self.panel.result.value():
            self.keep_test()
        else:
            self.save()
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
