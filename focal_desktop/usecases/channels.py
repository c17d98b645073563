"""The ways to reach an office, and whether a test still shows that each of them works."""

from __future__ import annotations

from typing import Any

import msgspec

from focal_desktop.domain import channel, channel_test, codec
from focal_desktop.domain.annual import figures
from focal_desktop.domain.channel import Channel
from focal_desktop.domain.channel_test import ChannelTest
from focal_desktop.domain.record import Kind
from focal_desktop.store import reader
from focal_desktop.usecases import records
from focal_desktop.usecases.session import Session


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One channel with its tests, the newest first."""

    channel: Channel
    tests: tuple[ChannelTest, ...] = ()
    is_open: bool = True
    is_fresh: bool = False

    @property
    def last(self) -> ChannelTest | None:
        """The newest test, if there is one."""
        return self.tests[0] if self.tests else None


def list_ways(session: Session) -> list[Way]:
    """Return the channels of the person's own office, those that are open first."""
    tests = [one for one in _read(session, channel_test.KIND) if one.tested_on]
    ways = [_make_way(session, one, tests) for one in _read(session, channel.KIND)]
    return sorted(ways, key=lambda way: (not way.is_open, way.channel.name, way.channel.id))


def find_last_test(session: Session) -> ChannelTest | None:
    """Return the newest test up to today of a channel that is open, whatever came of it."""
    today = session.today
    tests = [way.last for way in list_ways(session) if way.is_open and way.last is not None]
    known = [one for one in tests if one.tested_on and one.tested_on <= today]
    return max(known, key=lambda one: (str(one.tested_on), one.id), default=None)


def _make_way(session: Session, one: Channel, tests: list[ChannelTest]) -> Way:
    today = session.today
    mine = [test for test in tests if test.channel == one.id]
    last = figures.find_last_test(one.id, mine, today)
    return Way(
        channel=one,
        tests=tuple(sorted(mine, key=lambda test: (str(test.tested_on), test.id), reverse=True)),
        is_open=figures.is_open(one, today),
        is_fresh=figures.is_fresh(last, session.policy, today),
    )


def _read(session: Session, kind: Kind[Any]) -> list[Any]:
    rows = reader.read_all(session.store.connection, kind)
    office = session.person.office
    return [codec.read(kind, row.id, row.values) for row in rows if row.office == office]


def take_back_test(session: Session, identity: str) -> None:
    """Let a test belong to no channel: it counts for none, and the log keeps that it did."""
    records.edit(session, channel_test.KIND.name, identity, {"channel": ""})
