"""How much anyone may ask of the hub: sizes, rates, room. Time here is a monotonic count of seconds."""

from collections import OrderedDict, defaultdict
from collections.abc import Callable

import msgspec

from focal_desktop.hub.refusal import Refusal

_MINUTE_S = 60.0
_REMEMBERED = 20_000


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The hub's limits, with the values of a hub in service."""

    request_bytes: int = 8 * 1024 * 1024
    newcomer_bytes: int = 160 * 1024
    answer_kib: int = 4096
    requests_a_minute: int = 60
    requests_at_once: int = 240
    failures_a_minute: int = 5
    connections: int = 8
    claims: int = 8
    forks: int = 16
    quota_bytes: int = 1024 * 1024 * 1024
    disk_free_bytes: int = 256 * 1024 * 1024
    silence_s: float = 120.0


class Rates:
    """Counts requests of devices and failures of addresses; forgets the longest unseen."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float]) -> None:
        self._limits = limits
        self._monotonic = monotonic
        self._left: OrderedDict[tuple[str, bytes | str], tuple[float, float]] = OrderedDict()
        self._open: defaultdict[bytes, int] = defaultdict(int)

    def enter(self, device: bytes) -> None:
        """Count a request of a device whose signature held; `leave` must follow when it is over."""
        if self._open[device] >= self._limits.connections:
            raise Refusal("too_many")
        self._spend(("device", device), self._limits.requests_a_minute, self._limits.requests_at_once)
        self._open[device] += 1

    def leave(self, device: bytes) -> None:
        """Count the end of a request."""
        self._open[device] -= 1
        if not self._open[device]:
            del self._open[device]

    def check_address(self, address: str) -> None:
        """Refuse an address that has failed too often of late."""
        failures = self._limits.failures_a_minute
        if self._allowance(("address", address), failures, failures) < 1:
            raise Refusal("too_many")

    def fail(self, address: str) -> None:
        """Count a request of nobody we know, or with a signature that does not hold."""
        failures = self._limits.failures_a_minute
        self._spend(("address", address), failures, failures)

    def _spend(self, who: tuple[str, bytes | str], a_minute: int, at_once: int) -> None:
        allowance = self._allowance(who, a_minute, at_once)
        if allowance < 1:
            raise Refusal("too_many")
        self._left[who] = (allowance - 1, self._monotonic())
        self._left.move_to_end(who)
        if len(self._left) > _REMEMBERED:
            self._left.popitem(last=False)

    def _allowance(self, who: tuple[str, bytes | str], a_minute: int, at_once: int) -> float:
        """Return how many are left: a store of `at_once` that fills again at so many a minute."""
        left, since = self._left.get(who, (float(at_once), self._monotonic()))
        return min(float(at_once), left + (self._monotonic() - since) * a_minute / _MINUTE_S)
