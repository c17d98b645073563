"""What the web face says when something breaks: a fixed word outside, a code and a line number in the log."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest

from focal_desktop.hub.web import Web
from focal_desktop.wire.request import Kind
from tests.conftest import HandClock
from tests.hub.hubs import NO_WATERMARK, Hub
from tests.wire.cast import World, frame

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
LOST: Message = {"type": "http.disconnect"}


@pytest.fixture
def hub(tmp_path: Path, clock: HandClock) -> Hub:
    """A new hub that waits for nobody long."""
    return Hub(tmp_path, clock, msgspec.structs.replace(NO_WATERMARK, silence_s=0.05))


@pytest.fixture
def world(hub: Hub) -> World:
    """Headquarters and two offices, known to the hub."""
    return hub.found()


def part(body: bytes, *, more: bool = True) -> Message:
    """Return a piece of a body."""
    return {"type": "http.request", "body": body, "more_body": more}


def hold(hub: Hub, messages: Sequence[Message]) -> tuple[int, bytes, list[tuple[str, dict[str, int]]]]:
    """Hold one exchange in this process; behind the last message comes nothing for ever."""
    logged: list[tuple[str, dict[str, int]]] = []
    sent: list[Message] = []
    left = list(messages)

    async def receive() -> Message:
        if left:
            return left.pop(0)
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    with ThreadPoolExecutor(max_workers=1) as worker:
        web = Web(
            hub.mailbox, hub.limits, hub.rates, worker, lambda event, told: logged.append((event, told))
        )
        scope: Message = {"type": "http", "method": "POST", "path": "/", "headers": [], "query_string": b""}
        asyncio.run(web.app()(scope, receive, send))
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]), logged


def test_an_exchange_is_held_without_any_log(hub: Hub, world: World) -> None:
    status, body, logged = hold(hub, [part(b""), part(world.north.request(hub.card.hub), more=False)])
    assert (status, body[:1], logged) == (200, b"\x01", [])


def test_what_breaks_inside_is_one_word_outside(hub: Hub, world: World) -> None:
    hub.close()
    status, body, logged = hold(hub, [part(world.north.request(hub.card.hub), more=False)])
    assert (status, body) == (500, b"internal")
    assert [event for event, _ in logged] == ["internal.ProgrammingError"]
    assert logged[0][1]["line"] > 0


def test_a_device_that_falls_silent_is_not_waited_for(hub: Hub, world: World) -> None:
    envelopes = [frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[0])) for _ in range(2)]
    status, body, _ = hold(hub, [part(world.north.request(hub.card.hub, envelopes)[:-9])])
    assert (status, body) == (400, b"bad_request")
    assert hub.kept.held(world.north_scopes[0], world.north.id) == 1
    assert not hub.rates._open


def test_a_device_that_goes_away_leaves_nothing_open(hub: Hub, world: World) -> None:
    hold(hub, [part(world.north.request(hub.card.hub)), LOST])
    assert not hub.rates._open
    hub.exchange(world.north)


def test_a_refusal_is_logged_by_its_word(hub: Hub, world: World) -> None:
    status, body, logged = hold(hub, [part(world.north.request(b"o" * 16), more=False)])
    assert (status, body) == (401, b"bad_signature")
    assert logged == [("refused.bad_signature", {"status": 401, "kept": 0})]
