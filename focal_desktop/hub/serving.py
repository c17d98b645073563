"""Runs the web server on one socket until it is told to stop; adds no header and keeps no access log."""

from __future__ import annotations

import contextlib
import signal
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import uvicorn

from focal_desktop.base.clock import SystemClock
from focal_desktop.hub import card
from focal_desktop.hub.keeping import Keeping
from focal_desktop.hub.limits import Limits, Rates
from focal_desktop.hub.mailbox import Mailbox
from focal_desktop.hub.web import Log, Web

_KEEP_ALIVE_S = 620
"""Longer than the pauses of a device that syncs every ten minutes, so that it finds its connection open."""
_STOP_S = 5
_CONNECTIONS = 2000


class Server(uvicorn.Server):
    """The server, which says when it accepts and stops without passing the signal on."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Accept, then say so."""
        await super().startup(sockets)
        self._announce()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop cleanly on a signal, with the exit code of a command that did what it should."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.handle_exit)
        yield


def serve(
    folder: Path, bound: socket.socket, *, is_tls: bool, announce: Callable[[], None], log: Log
) -> None:
    """Serve the hub of a folder on a bound socket until SIGTERM."""
    limits = Limits()
    kept = Keeping(folder / card.DATABASE)
    try:
        mailbox = Mailbox(kept, limits, SystemClock(), folder)
        with ThreadPoolExecutor(max_workers=1) as worker:
            web = Web(mailbox, limits, Rates(limits, time.monotonic), worker, log)
            config = uvicorn.Config(
                web.app(),
                http="h11",
                ws="none",
                lifespan="off",
                loop="asyncio",
                access_log=False,
                log_config=None,
                log_level="critical",
                server_header=False,
                date_header=False,
                proxy_headers=False,
                timeout_keep_alive=_KEEP_ALIVE_S,
                timeout_graceful_shutdown=_STOP_S,
                limit_concurrency=_CONNECTIONS,
                ssl_context_factory=(lambda _config, _default: _tls(folder)) if is_tls else None,
            )
            Server(config, announce).run([bound])
    finally:
        kept.close()


def _tls(folder: Path) -> ssl.SSLContext:
    """Return TLS 1.3 with one certificate, one curve and no tickets: the fewest bytes of a handshake."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(folder / card.CERTIFICATE)
    with contextlib.suppress(ssl.SSLError):  # Debian 12's Python cannot name it; its first choice is the same
        context.set_ecdh_curve("X25519")
    context.num_tickets = 0
    return context
