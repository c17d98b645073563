"""A line to a hub that takes a request and answers nothing, until it is pulled."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event, Thread

REQUEST_BYTES = 65536
LONGEST_S = 20.0


@dataclass
class Hanging:
    """Where it listens, whether somebody is on it, and the hand that pulls it."""

    listener: socket.socket
    taken: Event = field(default_factory=Event)
    pulled: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        """What a vault is told."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def pull(self) -> None:
        """End the line without an answer."""
        self.pulled.set()

    def listen(self) -> None:
        """Take one request and hold it."""
        try:
            taken, _ = self.listener.accept()
        except OSError:  # nobody came before it was taken down
            return
        with taken:
            taken.recv(REQUEST_BYTES)
            self.taken.set()
            self.pulled.wait(LONGEST_S)
            self.listener.close()  # a second try finds nobody


@contextmanager
def hanging() -> Iterator[Hanging]:
    """Lay such a line and take it down."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(LONGEST_S)
        made = Hanging(listener)
        thread = Thread(target=made.listen)
        thread.start()
        yield made
        made.pulled.set()
        listener.close()
        thread.join()
