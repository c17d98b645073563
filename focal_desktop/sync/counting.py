"""Connections whose bytes are counted above TLS, and whose time limit is for silence, not for the whole."""

import io
import socket
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

_PIECE_BYTES = 16 * 1024
# What the system has taken it may be sending for minutes in silence: a short queue keeps the limit honest.
_SOCKET_OPTIONS = [*HTTPConnection.default_socket_options, (socket.SOL_SOCKET, socket.SO_SNDBUF, 64 * 1024)]


class Tally:
    """The bytes of one exchange, both ways, as they crossed the socket; and whether sending has begun."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin another exchange."""
        self.up = 0
        self.down = 0
        self.has_begun = False


class Counted(HTTPConnection):
    """A plain connection that counts."""

    def __init__(self, tally: Tally, **named: Any) -> None:
        super().__init__(**{**named, "socket_options": _SOCKET_OPTIONS})
        self._tally = tally

    def connect(self) -> None:
        """Connect, and count from here on."""
        super().connect()
        self.sock = CountedSocket(self.sock, self._tally)


class CountedTls(HTTPSConnection):
    """A connection under TLS that counts what is inside."""

    def __init__(self, tally: Tally, **named: Any) -> None:
        super().__init__(**{**named, "socket_options": _SOCKET_OPTIONS})
        self._tally = tally

    def connect(self) -> None:
        """Connect, and count from here on."""
        super().connect()
        self.sock = CountedSocket(self.sock, self._tally)


class CountedSocket:
    """A connected socket that counts, and whose time limit starts anew with each piece that moves.

    The limit of `sendall` is for the whole, and gives up a long upload over a slow link that is doing well.
    """

    def __init__(self, inner: Any, tally: Tally) -> None:
        self._inner = inner
        self._tally = tally
        self._held = bytearray()
        self._readers = 0
        self._is_closed = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def sendall(self, data: bytes) -> None:
        """Send everything, piece by piece; a small front waits for its body, to leave in one packet."""
        self._tally.has_begun = True
        self._held += data
        if len(self._held) >= _PIECE_BYTES:
            self._send_held()

    def _send_held(self) -> None:
        held, self._held = bytes(self._held), bytearray()
        rest = memoryview(held)
        while rest:
            sent = self._inner.send(rest[:_PIECE_BYTES])
            self._tally.up += sent
            rest = rest[sent:]

    def recv_into(self, buffer: bytearray | memoryview) -> int:
        """Receive some bytes."""
        size: int = self._inner.recv_into(buffer)
        self._tally.down += size
        return size

    def makefile(self, *_mode: object, **_named: object) -> io.BufferedReader:
        """Send what is held and return a reader, which outlives `close`: an answer may end the connection."""
        self._send_held()
        self._readers += 1
        return io.BufferedReader(_Incoming(self))

    def close(self) -> None:
        """Close as soon as nobody reads any more."""
        self._is_closed = True
        self._close_if_done()

    def end_reading(self) -> None:
        """Count one reader less."""
        self._readers -= 1
        self._close_if_done()

    def _close_if_done(self) -> None:
        if self._is_closed and not self._readers:
            self._inner.close()


class _Incoming(io.RawIOBase):
    """What comes out of a counted socket."""

    def __init__(self, source: "CountedSocket") -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._source.recv_into(buffer)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._source.end_reading()
