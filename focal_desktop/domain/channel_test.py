"""A test of a channel: somebody tried it, and what happened. Never a report that came through it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from focal_desktop.domain.problem import Problem, find_future
from focal_desktop.domain.record import Field, Kind, Record


class ChannelTest(Record, frozen=True, kw_only=True):
    """Tests are counted; what reached the channel is not."""

    channel: Annotated[str, Field("Channel", to="channel")] = ""
    tested_on: Annotated[date | None, Field("Tested on")] = None
    result: Annotated[str, Field("What happened", "channel_test_result")] = ""
    language: Annotated[str, Field("Language tried", "language")] = ""
    minutes: Annotated[int | None, Field("Minutes until the answer")] = None


def title(channel_test: ChannelTest) -> str:
    """Return the day; the channel stands beside it."""
    return f"Tested {channel_test.tested_on}" if channel_test.tested_on else "Test"


def check(channel_test: ChannelTest, today: date) -> list[Problem]:
    """Warn of days that have not come."""
    return find_future(today, tested_on=channel_test.tested_on)


KIND = Kind(
    name="channel_test",
    label="Channel test",
    record=ChannelTest,
    title=title,
    check=check,
    on="tested_on",
    parent="channel",
)
