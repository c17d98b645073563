"""Filing the monthly return of an office: three statements, the same with or without cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import codec
from focal_desktop.domain.monthly_return import State
from focal_desktop.domain.record import Plain
from focal_desktop.usecases import doing as acting
from focal_desktop.usecases import places
from focal_desktop.usecases.doing import Doing
from focal_desktop.usecases.session import Session


def file(session: Session, doing: Doing) -> Mapping[str, Any]:
    """File a return; a month that has not begun is a warning, for the clock may be wrong.

    Where a statement does not hold it is not filed: that is for the telephone (do_no_harm.md A3).
    """
    if doing.values.get("office") != session.person.office and not session.person.is_hq:
        raise places.not_allowed("office")
    said: dict[str, Plain] = {
        "filed_on": session.today.isoformat(),
        **doing.brought,
        "state": State.FILED.value,
    }
    record = codec.read(doing.kind, doing.opened.id, {**doing.values, **said})
    problems = doing.kind.check(record, session.today)
    missing = tuple((p.field, p.code) for p in problems if p.code != "in_the_future")
    if missing:
        raise Trouble(
            missing[0][1],
            "A return says that all was passed on and that nobody was turned away. Where that is not so, "
            "please call headquarters. The draft is safe.",
            field=missing[0][0],
            problems=missing,
        )
    done = acting.save(session, doing, said)
    warnings = [{"field": p.field, "error": p.code} for p in problems]
    return {**done, "warnings": warnings} if warnings else done
