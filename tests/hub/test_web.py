"""A real hub process on loopback: how little it says, and that nothing kept is ever lost."""

import json
import re
import socket
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from focal_desktop import wire
from focal_desktop.hub import card
from focal_desktop.sync.remote import Remote
from focal_desktop.wire.request import Kind
from tests.hub.hubs import Card, focal, serving, spread, verify_heads
from tests.wire.cast import Player, World, frame, positions, texts

IDLE_BYTES = 180
SMALL_BYTES = 900


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which a hub was made."""
    assert focal("init", "--data", str(tmp_path / "hub"), "--host", "localhost").returncode == 0
    return tmp_path / "hub"


@pytest.fixture
def at(folder: Path) -> Iterator[str]:
    """The address of that hub, serving without TLS."""
    with serving(folder, "--no-tls") as url:
        yield url


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one hub for all tests that bring it nothing."""
    folder = tmp_path_factory.mktemp("quiet")
    card.initialise(folder, "localhost")
    with serving(folder, "--no-tls") as url:
        yield url


def found(at: str, its: Card) -> World:
    """Found the root chain over the network."""
    world = its.world()
    with Remote(at) as remote:
        exchange(remote, world.hq, [world.founding(its.token), *world.roster_frames()], hub=its.hub)
    return world


def exchange(
    remote: Remote, player: Player, frames: list[wire.Frame], *, hub: bytes, ask: wire.Ask | None = None
) -> wire.Answer:
    """Hold an exchange that is answered, and in which every frame is kept."""
    came = remote.exchange(player.request(hub, frames, ask=ask))
    answer = wire.Answer.decode(came.body) if came.body else wire.Answer()
    assert came.status in (200, 204)
    assert [fate for receipt in answer.receipts for fate in spread(receipt)] == [wire.Fate.KEPT] * len(frames)
    return answer


def talk(at: str, sent: bytes) -> bytes:
    """Send bytes as they are and return one answer, or what comes until the hub closes."""
    parts = urlsplit(at)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=30) as link:
        link.sendall(sent)
        came = b""
        while not is_answered(came) and (piece := link.recv(4096)):
            came += piece
        return came


def is_answered(came: bytes) -> bool:
    """Tell whether an answer is there with as many bytes as it announces."""
    front, end, rest = came.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", front)
    return bool(end and length) and len(rest) >= int(length[1] if length else 0)


def test_an_idle_exchange_costs_next_to_nothing(folder: Path, at: str) -> None:
    its = Card(folder / card.CARD)
    world = found(at, its)
    with Remote(at) as remote:
        sent = [frame(Kind.ENVELOPE, world.north.envelope(scope)) for scope in world.north_scopes]
        first = exchange(remote, world.north, sent, hub=its.hub)
        exchange(remote, world.hq, [frame(Kind.ENVELOPE, world.hq.envelope(world.all_scope))], hub=its.hub)
        held = {**positions(first), world.all_scope: 1}
        assert len(held) == 5  # root, office, two scopes, and headquarters' to all
        idle = remote.exchange(world.north.request(its.hub, ask=wire.ask(held, 64)))
        assert (idle.status, idle.body) == (204, b"")
        assert idle.bytes_up + idle.bytes_down <= IDLE_BYTES
        one = [frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[0], bytes(400)))]
        small = remote.exchange(world.north.request(its.hub, one, ask=wire.ask(held, 64)))
        assert small.bytes_up + small.bytes_down <= SMALL_BYTES


def test_the_answer_has_no_header_but_its_length(folder: Path, at: str) -> None:
    its = Card(folder / card.CARD)
    world = found(at, its)
    body = world.north.request(its.hub)
    head = f"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    front, _, rest = talk(at, head + body).partition(b"\r\n\r\n")
    assert front.split(b"\r\n") == [b"HTTP/1.1 200 OK", b"content-length: %d" % len(rest)]
    stranger = Player().request(its.hub)
    head = f"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: {len(stranger)}\r\n\r\n".encode()
    front, _, rest = talk(at, head + stranger).partition(b"\r\n\r\n")
    assert front.split(b"\r\n") == [b"HTTP/1.1 403 Forbidden", b"content-length: 14"]
    assert rest == b"unknown_device"


@pytest.mark.parametrize(
    "line", ["GET / HTTP/1.1", "POST /x HTTP/1.1", "DELETE / HTTP/1.1", "GET /docs HTTP/1.1"]
)
def test_any_other_path_or_method_is_a_bad_request(quiet: str, line: str) -> None:
    answer = talk(quiet, f"{line}\r\nHost: hub\r\nContent-Length: 0\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.endswith(b"\r\n\r\nbad_request")


@pytest.mark.parametrize(
    "sent", [b"\x16\x03\x01\x02\x00\x01", b"nonsense\r\n\r\n", b"POST / HTTP/1.1\r\n\r\n"]
)
def test_what_is_not_http_is_turned_away(quiet: str, sent: bytes) -> None:
    assert b" 400 " in talk(quiet, sent).partition(b"\r\n")[0]
    assert talk(quiet, b"GET / HTTP/1.1\r\nHost: hub\r\n\r\n").endswith(b"bad_request")


def test_a_request_too_large_is_refused_by_its_length(quiet: str) -> None:
    answer = talk(quiet, b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 99999999\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert answer.endswith(b"too_large")


def test_what_came_before_a_cut_is_kept(folder: Path, at: str) -> None:
    its = Card(folder / card.CARD)
    world = found(at, its)
    scope = world.north_scopes[0]
    frames = [frame(Kind.ENVELOPE, world.north.envelope(scope, bytes(900))) for _ in range(2)]
    body = world.north.request(its.hub, frames)
    parts = urlsplit(at)
    with Remote(at) as remote, socket.create_connection((parts.hostname or "", parts.port or 0)) as link:
        link.sendall(f"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        link.sendall(body[:-500])
        held: dict[bytes, int] = {}
        while (
            scope not in held
        ):  # each round asks the hub itself; the test's time limit ends a hub that lost it
            held = dict(positions(exchange(remote, world.hq, [], hub=its.hub)))
        assert held[scope] == 1
        link.close()
        again = exchange(remote, world.north, frames, hub=its.hub)
        assert again.receipts == (wire.Receipt(2, wire.Fate.KEPT, 2),)


def test_a_restart_keeps_all(folder: Path) -> None:
    its = Card(folder / card.CARD)
    chains: dict[bytes, bytes] = {}
    with serving(folder, "--no-tls") as at:
        world = found(at, its)
        sent = [frame(Kind.ENVELOPE, world.north.envelope(world.north_scopes[0], b"kept")) for _ in range(3)]
        with Remote(at) as remote:
            exchange(remote, world.north, sent, hub=its.hub)
    with serving(folder, "--no-tls") as at, Remote(at) as remote:
        answer = exchange(remote, world.hq, [], hub=its.hub, ask=wire.ask({}, 256, with_own=True))
        verify_heads(answer, its, chains, {})
        assert texts(answer, world.north_scopes[0]) == [b"kept"] * 3
        assert exchange(remote, world.north, sent, hub=its.hub).receipts == (
            wire.Receipt(3, wire.Fate.KEPT, 3),
        )


def test_two_processes_serve_one_mailbox_to_two_writers(folder: Path) -> None:
    its = Card(folder / card.CARD)
    with serving(folder, "--no-tls") as one, serving(folder, "--no-tls") as two:
        world = found(one, its)
        scope = world.north_scopes[0]

        def write(at: str, player: Player) -> None:
            with Remote(at) as remote:
                for _ in range(20):
                    sent = [frame(Kind.ENVELOPE, player.envelope(scope, bytes(50)))]
                    exchange(remote, player, sent, hub=its.hub)

        with ThreadPoolExecutor() as workers:
            for task in [workers.submit(write, one, world.north), workers.submit(write, two, world.hq)]:
                task.result()
        with Remote(two) as remote:
            answer = exchange(remote, world.hq, [], hub=its.hub, ask=wire.ask({}, 256, with_own=True))
    run = next(run for run in answer.runs if run.stream == scope)
    items = [wire.Envelope.decode(item.data).header for item in run.items if isinstance(item, wire.Item)]
    assert (run.first, run.last(), len(items)) == (1, 40, 40)
    for player in (world.north, world.hq):
        assert [item.seq for item in items if item.device == player.id] == list(range(1, 21))
    verify_heads(answer, its, {}, {})


def test_under_tls_the_pinned_authority_is_enough(folder: Path) -> None:
    its = Card(folder / card.CARD)
    with serving(folder) as at:
        assert at.startswith("https://localhost:")
        world = its.world()
        with Remote(at, its.ca) as remote:
            frames = [world.founding(its.token), *world.roster_frames()]
            exchange(remote, world.hq, frames, hub=its.hub)
            answer = exchange(remote, world.north, [], hub=its.hub)
            verify_heads(answer, its, {}, {})
            idle = remote.exchange(world.north.request(its.hub, ask=wire.ask(positions(answer), 64)))
            assert (idle.status, idle.bytes_up + idle.bytes_down <= IDLE_BYTES) == (204, True)


def test_the_log_has_codes_and_numbers_alone(folder: Path) -> None:
    its = Card(folder / card.CARD)
    words: list[str] = []
    with serving(folder, "--no-tls", log=words) as at:
        stranger = Player().request(its.hub)
        talk(at, b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: %d\r\n\r\n" % len(stranger) + stranger)
        talk(at, b"GET /secret-path HTTP/1.1\r\nHost: hub\r\n\r\n")
        talk(at, b"nonsense CANARY\r\n\r\n")
    lines = [json.loads(line) for line in "".join(words).splitlines()]
    assert lines == [{"event": "refused.unknown_device", "status": 403, "kept": 0}]


def test_only_its_owner_reads_the_hubs_files(folder: Path) -> None:
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
