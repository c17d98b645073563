"""What headquarters still counts of cases whose working copies have left it: year, regime and group alone.

Without it a report of the year would say that nothing was ever reported. Must never hold which case it was,
of which office, or when it left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import msgspec

from focal_desktop.domain.allegation import KIND, Allegation, State
from focal_desktop.domain.erase_order import Reason
from focal_desktop.store import reader
from focal_desktop.store.erasures import ORDERED, Erasure
from focal_desktop.store.writer import Writer, encode
from focal_desktop.usecases.session import Session

_LEFT = "tally"
_COUNTS = msgspec.json.Decoder(dict[str, int])
_BETWEEN = "/"


def keep(session: Session, writer: Writer, kind_name: str, erasure: Erasure) -> None:
    """Count a case that is about to leave headquarters; what was entered by mistake was never one."""
    is_mistake = erasure.reason == ORDERED + Reason.MISTAKE
    if not session.person.is_hq or kind_name != KIND.name or erasure.part or is_mistake:
        return
    row = reader.read_row(session.store.connection, KIND.name, erasure.record)
    if row is None or row.state == State.DRAFT:
        return
    said = (row.on_date[:4], row.values.get("regime", ""), row.values.get("subject_group", ""))
    counts = Counter(_read(session))
    counts[_BETWEEN.join(str(one) for one in said)] += 1
    writer.set_meta(_LEFT, encode(counts))


def list_left(session: Session) -> Iterator[Allegation]:
    """Yield one closed case for each that has left, with nothing in it but what was counted."""
    for said, count in sorted(_read(session).items()):
        year, regime, group = said.split(_BETWEEN)
        received_on = date(int(year), 1, 1) if year else None
        made = Allegation(state=State.CLOSED, received_on=received_on, regime=regime, subject_group=group)
        yield from [made] * count


def _read(session: Session) -> dict[str, int]:
    held = reader.read_meta(session.store.connection, _LEFT)
    return _COUNTS.decode(held) if held else {}
