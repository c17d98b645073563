"""Train the dictionary that primes envelopes, on invented desks alone: `python packaging/dictionary.py FILE`.

Run once for each new number. A released dictionary stays for ever: what it primed opens by it alone.
"""

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import zstandard

from focal_desktop.base import ids
from focal_desktop.crypto import signing
from focal_desktop.domain import codec
from focal_desktop.domain.change import Change
from focal_desktop.domain.kinds import KINDS
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import SEALED_PARTS, Plain, Slot
from focal_desktop.sync import packing
from focal_desktop.usecases.practice import cases, desks, filling, office
from focal_desktop.usecases.practice.draft import Desk, Draft, Times
from focal_desktop.usecases.shipped import load_policy

SIZE_BYTES = 16 * 1024
TIMES = Times(date(2026, 11, 20))
AT = "2026-11-20T09:00:00Z"
TOGETHER = (1, 3)
NOTICES, OTHERS = 40, 4


def main(words: Sequence[str]) -> int:
    """Train and write the dictionary."""
    (name,) = words
    policy = load_policy()
    texts: list[bytes | bytearray | memoryview] = []
    for desk in desks.DESKS:
        texts += list_texts(desk, policy)
    Path(name).write_bytes(zstandard.train_dictionary(SIZE_BYTES, texts, level=packing.LEVEL).as_bytes())
    return 0


def list_texts(desk: Desk, policy: Policy) -> Iterator[bytes]:
    """Yield the texts of envelopes as a desk would send them: a save alone, or a few together."""
    device = signing.device_text(signing.device_id(signing.public_key(signing.new_seed())))
    saves = list(_list_saves(desk, policy, device))
    for together in TOGETHER:
        for place in range(0, len(saves), together):
            carried = [change for save in saves[place : place + together] for change in save]
            yield packing.write_segment(carried, {device: place + 1}, AT if place % 2 else "")


def _list_saves(desk: Desk, policy: Policy, device: str) -> Iterator[list[Change]]:
    names: dict[str, str] = {}
    counter = 1
    for lamport, draft in enumerate(_list_drafts(desk, policy)):
        names[draft.name] = ids.new_id()
        for values in (draft.values, *(step.values for step in draft.then if step.values)):
            base = () if values is draft.values else (f"{device}:{counter - 1}",)
            save = [
                Change(
                    scope=desk.code,
                    device=device,
                    counter=counter + place,
                    lamport=lamport,
                    kind=draft.kind,
                    record=names[draft.name],
                    field=field,
                    value=value,
                    base=base,
                    at=AT,
                )
                for place, (field, value) in enumerate(_list_leaving(draft.kind, values, names).items())
            ]
            counter += len(save)
            yield save


def _list_drafts(desk: Desk, policy: Policy) -> Iterator[Draft]:
    yield from office.list_desk(desk, TIMES, policy)
    yield from office.list_months(desk, TIMES)
    yield cases.take_allegation(TIMES, desk.language)
    chance = random.Random(desk.seed)  # noqa: S311 invented data, nothing secret
    for kind in KINDS.values():
        for number in range(NOTICES if kind.name == "allegation" else OTHERS):
            drawn = {name: _draw(slot, policy, chance) for name, slot in kind.slots.items()}
            values = {name: value for name, value in drawn.items() if value not in (None, "", [])}
            yield Draft(kind=kind.name, name=f"{kind.name}/{number}", values=values)


def _draw(slot: Slot, policy: Policy, chance: random.Random) -> Any:
    """Return what a field might hold: a code of its list, a day, an instant; of texts nothing."""
    codes = slot.list_codes(policy.codes)
    match slot.form:
        case "code" | "yes_no_unknown":
            return chance.choice(codes)
        case "codes":
            return sorted(chance.sample(codes, min(2, len(codes))))
        case "date":
            return TIMES.before(chance.randrange(400))
        case "instant":
            return AT
    return None


def _list_leaving(kind_name: str, values: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Plain]:
    """Return values as they are stored, without the sealed parts."""
    kind = KINDS[kind_name]
    plain = codec.to_plain(kind, filling.resolve(kind, values, names))
    sealed = kind.fields_leaving(*SEALED_PARTS)
    return {name: value for name, value in plain.items() if name not in sealed}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
