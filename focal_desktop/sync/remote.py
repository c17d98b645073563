"""The hub over HTTP: one POST, two headers, the pinned authority alone; every byte counted above TLS.

It knows nothing of what it carries. Nothing in the environment can change where it goes or whom it trusts.
"""

from __future__ import annotations

import contextlib
import ipaddress
import ssl
from functools import partial
from typing import Any, NamedTuple, Self
from urllib.parse import SplitResult, urlsplit

import requests
import requests.adapters
import urllib3
from urllib3.exceptions import HTTPError, SystemTimeWarning
from urllib3.util import SKIP_HEADER

from focal_desktop import wire
from focal_desktop.base.trouble import Trouble
from focal_desktop.sync import counting

HOST = "hub"
"""What stands in the Host header: the real name is in the TLS hello, and this is shorter."""
CONNECT_S = 30.0
SILENCE_S = 120.0
"""How long the link may carry nothing; a slow transfer that moves is never given up."""
ANSWER_BYTES = 16 * 1024 * 1024
_PIECE_BYTES = 16 * 1024
_HEADERS = {"Host": HOST, "User-Agent": SKIP_HEADER, "Accept-Encoding": SKIP_HEADER}
_UNREACHABLE = "The hub cannot be reached. Everything is safe on this computer and waits for the next try."
_FOREIGN = "The server that answered is not headquarters' hub. Nothing was sent; everything is safe here."
_TOO_LONG = "The hub's answer was too long and was not used. Everything is safe on this computer."
_NO_TLS = "An unprotected connection is allowed to this computer alone. Nothing was sent."
_REFUSALS = {
    "not_admitted": (
        "not_admitted",
        "Headquarters has yet to admit this device. Your work here is safe.",
    ),
    "unknown_device": ("not_admitted", "Headquarters does not know this device. Your work here is safe."),
    "invitation_used": ("invitation_used", "Another device joined with this invitation. Ask for a new one."),
    "invitation_expired": (
        "invitation_expired",
        "This invitation has expired. Ask for a new one.",
    ),
    "file_not_ours": (
        "file_not_ours",
        "This invitation or card is another hub's. Nothing was changed.",
    ),
    "revoked": ("hub_refused", "Headquarters has closed this device's access. Call headquarters."),
    "too_many": ("hub_refused", "The hub asks to wait a few minutes. Everything is safe on this computer."),
    "full": ("hub_refused", "The hub has no room left. Everything is safe here; tell headquarters."),
}
_REFUSED = ("hub_refused", "The hub did not accept the request. Everything is safe on this computer.")


class Refused(Trouble):
    """The hub's refusal; `word` is the hub's own, one of `wire.REFUSALS`, or empty."""

    def __init__(self, word: str) -> None:
        super().__init__(*_REFUSALS.get(word, _REFUSED))
        self.word = word


class Exchanged(NamedTuple):
    """One exchange: 200 with an answer, 204 with nothing new, 409 with a word the device acts on by itself.

    An answer that was cut short (`is_whole` false) still holds what came of it.
    """

    status: int
    body: bytes
    is_whole: bool
    bytes_up: int
    bytes_down: int


class Remote:
    """A hub at an address; keeps one connection open between exchanges."""

    def __init__(
        self,
        url: str,
        ca_pem: str | None = None,
        *,
        connect_s: float = CONNECT_S,
        silence_s: float = SILENCE_S,
    ) -> None:
        parts = urlsplit(url)
        _check_address(parts, ca_pem)
        # Our hubs' certificates hold from 1970 on: a clock without a battery is no reason to warn.
        urllib3.disable_warnings(SystemTimeWarning)
        self._url = f"{parts.scheme}://{parts.netloc}/"
        self._timeouts = (connect_s, silence_s)
        self._tally = counting.Tally()
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.proxies = {}
        self._session.headers.clear()
        self._session.mount(f"{parts.scheme}://", _Adapter(self._tally, _pinned(ca_pem) if ca_pem else None))

    def exchange(self, request: bytes) -> Exchanged:
        """Send one request and return what came back; a Trouble where no answer could be had.

        It is sent once more when the connection closed before any answer: whatever arrived is not kept twice.
        """
        self._tally.clear()
        response = self._post(request)
        with response:
            body, is_whole = _read(response)
        found = Exchanged(response.status_code, body, is_whole, self._tally.up, self._tally.down)
        self._session.cookies.clear()
        if found.status in (200, 204, wire.REFUSALS["counter"]):
            return found
        raise Refused(_word(body))

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self.close()

    def _post(self, request: bytes) -> requests.Response:
        try:
            try:
                return self._send(request)
            except requests.exceptions.SSLError:
                raise
            except requests.ConnectionError:
                if self._tally.down or not self._tally.has_begun:
                    raise
                return self._send(request)
        except requests.exceptions.SSLError as wrong:
            raise Trouble("hub_unreachable", _FOREIGN) from wrong
        except (requests.RequestException, HTTPError, OSError) as wrong:
            raise Trouble("hub_unreachable", _UNREACHABLE) from wrong

    def _send(self, request: bytes) -> requests.Response:
        return self._session.post(
            self._url,
            data=request,
            headers=_HEADERS,
            timeout=self._timeouts,
            stream=True,
            allow_redirects=False,
        )


def _check_address(parts: SplitResult, ca_pem: str | None) -> None:
    if parts.scheme == "https" and ca_pem and parts.hostname:
        return
    if parts.scheme == "http" and _is_loopback(parts.hostname or ""):
        return
    raise Trouble("not_allowed", _NO_TLS)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _pinned(ca_pem: str) -> ssl.SSLContext:
    """Return TLS 1.3 that trusts this authority and no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(cadata=ca_pem)
    with contextlib.suppress(ssl.SSLError):  # Debian 12's Python cannot name it; its first choice is the same
        context.set_ecdh_curve("X25519")
    return context


def _read(response: requests.Response) -> tuple[bytes, bool]:
    """Return the body as far as it came, and whether that is all of it."""
    body = bytearray()
    announced = _length(response)
    if announced > ANSWER_BYTES:
        raise Trouble("hub_inconsistent", _TOO_LONG)
    try:
        while piece := response.raw.read1(_PIECE_BYTES, decode_content=False):
            body += piece
            if len(body) > ANSWER_BYTES:
                raise Trouble("hub_inconsistent", _TOO_LONG)
    except (HTTPError, OSError) as wrong:
        if not body:
            raise Trouble("hub_unreachable", _UNREACHABLE) from wrong
    if announced and not body:
        raise Trouble("hub_unreachable", _UNREACHABLE)
    return bytes(body), len(body) == announced


def _length(response: requests.Response) -> int:
    text = response.headers.get("Content-Length", "0")
    if not text.isascii() or not text.isdecimal() or len(text) > 12:
        raise Trouble("hub_unreachable", _FOREIGN)
    return int(text)


def _word(body: bytes) -> str:
    return next((word for word in wire.REFUSALS if body == word.encode()), "")


class _Adapter(requests.adapters.HTTPAdapter):
    """Opens connections that count, and verify by our context alone: requests would add its own bundle."""

    def __init__(self, tally: counting.Tally, context: ssl.SSLContext | None) -> None:
        self._tally = tally
        self._context = context
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *sizes: Any, **settings: Any) -> None:
        """Give every connection the pinned context."""
        super().init_poolmanager(*sizes, ssl_context=self._context, **settings)

    def cert_verify(self, *_given: Any) -> None:
        """Add nothing to what the context trusts."""

    def get_connection_with_tls_context(self, *given: Any, **named: Any) -> Any:
        """Return the pool, its connections counting."""
        pool: Any = super().get_connection_with_tls_context(*given, **named)
        pool.ConnectionCls = partial(
            counting.CountedTls if pool.scheme == "https" else counting.Counted, self._tally
        )
        return pool
