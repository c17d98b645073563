"""Joins the panel of a channel to its use cases: a test, the channel itself, with undo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from focal_desktop.ui.channels import phrases
from focal_desktop.ui.channels.channel_view import ChannelView
from focal_desktop.ui.context import Context
from focal_desktop.ui.kept import Kept
from focal_desktop.usecases import channels, records
from focal_desktop.usecases.channels import Way
from focal_desktop.usecases.records import Opened

MOST_PAST = 5


class ChannelDesk:
    """One channel: a new one, or one as it was opened."""

    def __init__(self, context: Context, done: Callable[[], Any]) -> None:
        self.context, self._done = context, done
        self.view = ChannelView(context.face, context.policy)
        self.view.save_requested.connect(self.save)
        self.view.test_requested.connect(self.keep_test)
        self._kept = Kept(context)
        self._opened: Opened | None = None

    @property
    def record(self) -> str:
        """The channel that is open, or nothing for a new one."""
        return self._opened.id if self._opened else ""

    def open(self, way: Way) -> None:
        """Open a channel; what happened at a test is the first thing asked."""
        words, policy, today = self.context.words, self.context.policy, self.context.session.today
        self._opened = records.open_record(self.context.session, "channel", way.channel.id)
        past = [phrases.say_test(one, words, policy) for one in way.tests[:MOST_PAST]]
        self.view.open_at(way.channel.name, today.isoformat(), past, is_new=False)
        self._show(f"channels/{way.channel.id}")

    def open_new(self) -> None:
        """Begin a channel."""
        self._opened = None
        self.view.open_at(self.context.words.say("New channel"), "", (), is_new=True)
        self._show("channels/new")
        self.view.form.editors["name"].widget.setFocus()

    def _show(self, draft: str) -> None:
        form = self.view.form
        form.show_values(self._opened.values if self._opened else {})
        form.show_problems(())
        self._kept.bring_back(draft, form)
        self.view.show_test(self._kept.open(draft))

    def keep(self) -> None:
        """Keep what is being typed, of the channel and of a test."""
        self._kept.keep({**self.view.form.changed(), **self.view.typed_test()})

    def keep_test(self) -> None:
        """Keep a test of the channel that is open, and offer to take it back."""
        session, opened = self.context.session, self._opened
        if opened is None:
            return
        with self.context.telling(self.view.more):
            values = {**self.view.more.values(), "channel": opened.id, "result": self.view.result.value()}
            made = records.add(session, "channel_test", values)
            self.view.begin_test(session.today.isoformat())
            self.keep()
            self._done()
            self.context.shell.remember_undo(
                self.context.words.say("The test was kept."),
                lambda: channels.take_back_test(session, made.id),
                lambda: records.edit(session, "channel_test", made.id, {"channel": opened.id}),
            )

    def save(self) -> None:
        """Save what was changed of the channel, and offer to take it back."""
        words, session, opened = self.context.words, self.context.session, self._opened
        with self.context.telling(self.view.form):
            changed = self.view.form.changed()
            if opened is None:
                records.add(session, "channel", self.view.form.values())
                self.context.tell(words.say("The channel was added. Test it once, from another phone."), "ok")
            elif changed:
                before = {name: opened.values.get(name) for name in changed}
                records.edit(session, "channel", opened.id, changed, opened)
                self.context.shell.remember_undo(
                    words.say("The channel was saved."),
                    lambda: records.edit(session, "channel", opened.id, before),
                    lambda: records.edit(session, "channel", opened.id, changed),
                )
            self._kept.keep(self.view.typed_test())
            self._done()

    def finish(self) -> None:
        """Keep the test that was answered, else save the channel; a test without its answer is asked for."""
        if self.view.result.value():
            self.keep_test()
        elif self.view.typed_test():
            self.view.ask_result()
        else:
            self.save()
