"""Hubs for tests: one in this process on a real database, and one as a real process on loopback."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from focal_desktop import wire
from focal_desktop.base.clock import Clock
from focal_desktop.crypto import signing
from focal_desktop.hub import card, limits
from focal_desktop.hub.conversation import Conversation
from focal_desktop.hub.keeping import Keeping
from focal_desktop.hub.mailbox import Mailbox
from focal_desktop.hub.refusal import Refusal
from tests.wire.cast import Player, World

NO_WATERMARK = limits.Limits(disk_free_bytes=0)
FOREVER_S = 60


class Ticks:
    """Seconds that go on only when a test says so."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


class Card:
    """What the card of a hub says."""

    def __init__(self, path: Path) -> None:
        self.text = json.loads(path.read_text("utf-8"))
        self.hub = bytes.fromhex(self.text["hub"])
        self.receipt = bytes.fromhex(self.text["receipt"])
        self.token = self.text["claim"].encode()
        self.ca: str = self.text["ca"]

    def world(self) -> World:
        """Return a world whose root chain is for this hub."""
        return World(self.hub, self.receipt)


class Hub:
    """A hub in this process; opening the same folder again is a restart."""

    def __init__(self, folder: Path, clock: Clock, allowed: limits.Limits = NO_WATERMARK) -> None:
        if not (folder / card.DATABASE).exists():
            card.initialise(folder, "localhost")
        self.folder = folder
        self.card = Card(folder / card.CARD)
        self.limits = allowed
        self.ticks = Ticks()
        self.rates = limits.Rates(allowed, self.ticks)
        self.kept = Keeping(folder / card.DATABASE)
        self.mailbox = Mailbox(self.kept, allowed, clock, folder)

    def talk(self, address: str = "192.0.2.1") -> Conversation:
        """Begin a conversation."""
        return Conversation(self.mailbox, self.limits, self.rates, address)

    def post(self, pieces: Iterable[bytes], address: str = "192.0.2.1") -> tuple[int, bytes]:
        """Hold a whole exchange and return status and body."""
        talk = self.talk(address)
        try:
            for piece in pieces:
                talk.feed(piece)
            body = talk.finish()
        except Refusal as refusal:
            return refusal.status, refusal.text.encode()
        finally:
            talk.close()
        return (204, b"") if body is None else (200, body)

    def exchange(
        self, player: Player, frames: Sequence[wire.Frame] = (), ask: wire.Ask | None = None
    ) -> wire.Answer:
        """Hold an exchange that must be answered; 204 is an empty answer."""
        status, body = self.post([player.request(self.card.hub, frames, ask=ask)])
        assert status in (200, 204), body
        return wire.Answer.decode(body) if body else wire.Answer()

    def word(self, player: Player, frames: Sequence[wire.Frame] = (), **asked: object) -> str:
        """Hold an exchange that must be refused, and return the word."""
        status, body = self.post([player.request(self.card.hub, frames, **asked)])  # type: ignore[arg-type]  # passed on
        word = body.decode().split()[0]
        assert status == wire.REFUSALS[word]
        return body.decode()

    def fates(self, player: Player, frames: Sequence[wire.Frame]) -> list[wire.Fate]:
        """Post frames and return the fate of each."""
        return [fate for receipt in self.exchange(player, frames).receipts for fate in spread(receipt)]

    def found(self) -> World:
        """Found the root chain with two offices."""
        world = self.card.world()
        fates = self.fates(world.hq, [world.founding(self.card.token), *world.roster_frames()])
        assert set(fates) == {wire.Fate.KEPT}
        return world

    def count(self, table: str = "item") -> int:
        """Return how many rows a table has."""
        return self.kept._number(f"SELECT count(*) FROM {table}")  # noqa: S608 a table's name of our own

    def close(self) -> None:
        """Close the database."""
        self.kept.close()


def spread(receipt: wire.Receipt) -> list[wire.Fate]:
    """Return the fate of each frame of a receipt."""
    return [receipt.fate] * receipt.frames


def verify_heads(
    answer: wire.Answer, card_: Card, chains: dict[bytes, bytes], own: dict[bytes, bytes]
) -> None:
    """Follow each stream's hash by digests (`own`: of mine, by stream), and check the hub's signature."""
    heads = []
    for run in answer.runs:
        chain = chains.get(run.stream, wire.START)
        for item in run.items:
            digests = (
                [wire.digest(item.data)] if isinstance(item, wire.Item) else [own[run.stream]] * item.count
            )
            for digest in digests:
                chain = wire.chain_on(chain, digest)
        chains[run.stream] = chain
        heads.append((run.stream, run.last(), chain))
    assert signing.is_signed(card_.receipt, wire.heads_part(card_.hub, heads), answer.signature)


def focal(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a hub command to its end."""
    command = [sys.executable, "-m", "focal_desktop", "hub", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=FOREVER_S, check=False)


@contextmanager
def serving(folder: Path, *words: str, log: list[str] | None = None) -> Iterator[str]:
    """Serve a hub as a process, yield its address, end it by SIGTERM; its log goes to `log`."""
    command = [sys.executable, "-m", "focal_desktop", "hub", "serve", "--data", str(folder)]
    with subprocess.Popen(
        [*command, "--bind", "127.0.0.1:0", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            ready = json.loads(process.stdout.readline())
            assert (ready["ready"], ready["pid"]) == (True, process.pid)
            yield ready["url"]
        finally:
            process.send_signal(signal.SIGTERM)
            rest, logged = process.communicate(timeout=FOREVER_S)
        assert (process.returncode, rest) == (0, ""), logged
        if log is not None:
            log.append(logged)
