"""The workload kit's records through a real hub and the kit's counting proxy: bytes both ways, TLS off.

W1 the first upload of 1,000 records, W2 twenty changed fields, W3 a second device downloads all, idle nothing
changed. A line each says how we stand against our own limit. The lines `…_beside` set the same bytes beside
the frozen figure of each peer of the kit, best read by ratio: no peer may be cheaper, so `must` is 1.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from focal_desktop.base.clock import SystemClock
from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.store.vault import Making
from focal_desktop.sync import admitting, exchange, founding, inviting, joining
from focal_desktop.sync.remote import Refused
from focal_desktop.usecases import records, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.usecases.shipped import load_policy
from tests.bench import cases, figure, link
from tests.bench.figure import Figure
from tests.bench.ground import PASSPHRASE, Ground
from tests.bench.link import Counted, Link

RECORDS, CHANGED, IDLE_RUNS = 1000, 20, 5
MUST = {"W1": 400_000, "W2": 1_500, "W4": 250}
NAMES = {"W1": "sync_first_upload", "W2": "sync_changes", "W3": "sync_second_device", "W4": "sync_idle"}
ONE_REQUEST = ("W2", "W4")
_OURS = "prototype"


def measure(ground: Ground) -> Iterator[Figure]:
    """Yield bytes and requests of each step, then the same bytes beside each peer's."""
    if not (ground.kit / "workload.py").is_file():
        raise figure.NotRun("the workload kit is not there; name its folder with --kit")
    workload = _load(ground.kit / "workload.py")
    found: dict[str, list[Counted]] = {}
    with link.make_link(ground.folder / "hub", ground.kit) as way:
        for step, counted in Play(ground, way).run(workload):
            found.setdefault(step, []).append(counted)
    for step, must in MUST.items():
        yield figure.limit(NAMES[step], "bytes", [one.both for one in found[step]], must)
    for step in ONE_REQUEST:
        yield figure.limit(f"{NAMES[step]}_requests", "requests", [one.http for one in found[step]], 1)
    if ground.scale >= 1:
        yield from _list_beside(
            ground.kit, {step: [one.both for one in all_of] for step, all_of in found.items()}
        )


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("workload", path)
    if spec is None or spec.loader is None:
        raise RuntimeError("the kit has no workload")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Peer(msgspec.Struct, frozen=True):
    """One frozen figure of the kit."""

    peer: str
    net: str
    step: str
    up: int
    down: int


def _list_beside(kit: Path, found: dict[str, list[int]]) -> Iterator[Figure]:
    peers = msgspec.json.decode((kit / "peers.json").read_bytes(), type=list[Peer])
    for one in peers:
        if one.net == "lan" and not one.peer.startswith(_OURS):
            base = (f"{one.peer}, frozen", [one.up + one.down])
            yield figure.compare(f"{NAMES[one.step]}_beside", "bytes", found[one.step], base, 1.0)


class Play:
    """Headquarters and two devices of one office, and what each exchange cost."""

    def __init__(self, ground: Ground, way: Link) -> None:
        self._ground = ground
        self._way = way

    def run(self, workload: ModuleType) -> Iterator[tuple[str, Counted]]:
        """Yield each step with what it cost."""
        hq = self._found()
        first, second = (self._staff(hq, role) for role in ("focal_point", "alternate"))
        self._settle(hq, first, second)
        made = workload.records()[: self._ground.count(RECORDS, least=CHANGED)]
        saved = records.add_many(first, cases.KIND.name, [cases.draft(one) for one in made])
        yield "W1", self._count(first)
        yield "W3", self._count(second)
        self._settle(hq, first, second)
        for place, field, value in workload.delta(made, CHANGED):
            records.edit(first, cases.KIND.name, saved[place].id, {field: value})
        yield "W2", self._count(first)
        self._settle(hq, second, first)
        for _ in range(IDLE_RUNS):
            yield "W4", self._count(first)
        self._require_same(hq, first, second)
        for session in (hq, first, second):
            unlocking.lock(session)

    def _found(self) -> Session:
        card = founding.read_card(self._way.card)
        founder = founding.Founder(person="Officer one", url=self._way.url, card=card)
        return founding.found(self._ground.folder / "hq", founder, _making(), **_around())

    def _staff(self, hq: Session, role: str) -> Session:
        """Invite, join and admit one person of the office."""
        written: list[bytes] = []
        wanted = inviting.Invitation(office="KEN", office_name="Invented office", country="KE", role=role)
        code = inviting.invite(hq, wanted, written.append).code
        invitation = joining.open_invitation(written[0], code)
        joined = joining.join(self._ground.folder / role, invitation, f"Desk {role}", _making(), **_around())
        self._settle(hq)
        try:
            self._settle(joined.session)
        except Refused as refused:
            if refused.word != "not_admitted":
                raise
        self._settle(hq)
        admitting.admit(hq, joined.session.person.device, joined.words)
        self._settle(hq, joined.session)
        return joined.session

    def _settle(self, *sessions: Session) -> None:
        """Let each take in all that is new, twice: the second time brings the receipts for the first."""
        for session in (*sessions, *sessions):
            exchange.sync_with_hub(session, self._way.url)

    def _count(self, session: Session) -> Counted:
        self._way.reset()
        exchange.sync_with_hub(session, self._way.url)
        return self._way.read()

    def _require_same(self, *sessions: Session) -> None:
        """Fail if anybody holds another record than the others: then the bytes prove nothing."""
        held = [
            [
                (row.id, row.values)
                for row in records.list_page(session, cases.KIND.name, {}, limit=RECORDS)[0]
            ]
            for session in sessions
        ]
        if not held[0] or any(one != held[0] for one in held):
            raise RuntimeError("the vaults do not hold the same")


def _making() -> Making:
    return Making(passphrase=PASSPHRASE, cost=FLOOR)


def _around() -> dict[str, Any]:
    return {"clock": SystemClock(), "policy": load_policy(), "kinds": cases.WITH_CASES}
