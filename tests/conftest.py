"""What every test stands on: a clock moved by hand, one scale, and no network beyond this computer."""

import gc
import ipaddress
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from tests import allocator, figures
from tests.figures import figure

__all__ = ["figure"]

LONG_S = 5.0
LOOPBACK_NAMES = ("localhost", "", None)


class HandClock:
    """A `base.clock.Clock` that stands still until a test moves it."""

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def now(self) -> datetime:
        """Return the instant it was set or moved to."""
        return self._now

    def move(self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Go on, or back where a number is negative."""
        self._now += timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)

    def set(self, instant: datetime) -> None:
        """Stand at an instant, as a clock with an empty battery does."""
        self._now = instant.astimezone(UTC)


@pytest.fixture(scope="session", autouse=True)
def settings_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The person's settings, where the anchor's copy lies: one folder of this run, never the real one."""
    folder = tmp_path_factory.mktemp("settings")
    before = os.environ.get("XDG_CONFIG_HOME")
    os.environ["XDG_CONFIG_HOME"] = str(folder)
    yield folder
    del os.environ["XDG_CONFIG_HOME"]
    if before is not None:
        os.environ["XDG_CONFIG_HOME"] = before


@pytest.fixture
def clock() -> HandClock:
    """A clock at 09:00 UTC on Monday 2 March 2026."""
    return HandClock()


@pytest.fixture(scope="session")
def scale(request: pytest.FixtureRequest) -> float:
    """How much of each repeated proof to run: multiply the number of repeats by it."""
    return float(request.config.getoption("--scale"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the one knob."""
    parser.addoption("--scale", type=float, default=0.05, help="share of each repeated proof: 1 is all")


def pytest_configure(config: pytest.Config) -> None:
    """Give properties their share of examples, and guesses of a passphrase the memory of those before."""
    allocator.keep()
    share: float = config.getoption("--scale")
    settings.register_profile("house", deadline=None, print_blob=True, max_examples=max(20, int(500 * share)))
    settings.load_profile("house")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their length: random ones would give each worker other tests."""
    return f"{argname}-{len(val)}-bytes" if isinstance(val, bytes) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count every test of the ciphers and of what an attacker tries to `./packaging/test security`.

    The long ones go first, so that no processor waits for one of them in the end.
    """
    for item in items:
        if {"crypto", "security"} & {*item.path.parts}:
            item.add_marker("security")
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Look no more for garbage among what was loaded and collected: it stays to the end."""
    gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Tell the figures; name each everyday test over five seconds that is not marked, as machines differ."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    if told := figures.add_up(figures.read_reports(reports)):
        terminalreporter.section("what was tried, and how often it went wrong")
        for line in figures.draw(told):
            terminalreporter.write_line(line)
    if config.getoption("--scale") >= 1:
        return
    for report in reports:
        if report.when == "call" and report.duration > LONG_S and "long" not in report.keywords:
            took = f"{report.nodeid} took {report.duration:.1f} s"
            terminalreporter.write_line(f"mark it long: {took}", yellow=True)


def refuse_far_hosts(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse each socket and name that leads beyond this computer; an audit hook."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.bind"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    else:
        return
    if not is_this_computer(host):
        raise PermissionError("a test asked for the network")


def is_this_computer(host: object) -> bool:
    """Say whether a host is loopback; a name that must be looked up is not."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


sys.addaudithook(refuse_far_hosts)
