"""A report of an open vault: its model collected, then drawn in memory; a file only where a person asked."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from focal_desktop.base.trouble import Trouble
from focal_desktop.base.turns import Turns, finish
from focal_desktop.domain.annual.entity import EntityAnnual
from focal_desktop.domain.annual.values import OfficeAnnual
from focal_desktop.domain.partner_note import PartnerNote
from focal_desktop.reports import offered
from focal_desktop.store import durable, rows
from focal_desktop.usecases import audit, partner_notes, reporting
from focal_desktop.usecases.audit import Deed
from focal_desktop.usecases.session import Session

if TYPE_CHECKING:
    from focal_desktop.reports.page import Rendered

Model = OfficeAnnual | EntityAnnual | PartnerNote
FIRST_YEAR, LAST_YEAR = 1946, 9998
_UNWRITABLE = (
    "That file cannot be written: the disk is full, or the folder is not there or not yours. "
    "Nothing was changed; free some space or name another place."
)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which report, in which language and edition: of a year, or of one record by its id."""

    name: str
    language: str
    mode: str
    year: int = 0
    record: str = ""

    @property
    def about(self) -> str:
        """What it tells of: a year, or the neutral reference of a record."""
        return rows.reference_of(self.record) if self.record else str(self.year)


KIND = "report"
"""What an audit line calls a printed report; it is no record."""

Ready = Callable[[], Model]
"""Makes what a report will say out of what was read; it needs no vault, so any thread may do it."""


def _read_note(session: Session, wanted: Wanted) -> Turns[Ready]:
    note = partner_notes.make_partner_note(session, wanted.record)
    yield 1
    return lambda: note


READERS: Mapping[str, Callable[[Session, Wanted], Turns[Ready]]] = {
    reporting.OFFICE_ANNUAL: lambda session, wanted: reporting.gather_office_annual(session, wanted.year),
    reporting.HQ_ANNUAL: lambda session, wanted: reporting.gather_hq_annual(session, wanted.year),
    partner_notes.PARTNER_NOTE: _read_note,
}


def list_reports() -> list[dict[str, Any]]:
    """Return every report with its languages and editions."""
    return [
        {"name": one.name, "languages": list(one.languages), "modes": list(one.modes)}
        for one in offered.REPORTS
    ]


def render(session: Session, wanted: Wanted) -> Rendered:
    """Return a report as it is printed, in memory alone."""
    return draw(collect(session, wanted), wanted)


def keep_line(session: Session, wanted: Wanted, deed: Deed) -> None:
    """Keep in the audit trail which report goes out, its edition and language, before it does."""
    part = f"{wanted.name} {wanted.about} {wanted.mode} {wanted.language}"
    audit.note(session, deed, kind=KIND, part=part)


class Part(msgspec.Struct, frozen=True):
    """What an audit line says of a report; an older line says no language."""

    name: str
    about: str = ""
    mode: str = ""
    language: str = ""


def read_part(said: str) -> Part:
    """Return what was kept of a report that went out."""
    return Part(*said.split(" ")[:4])


def collect(session: Session, wanted: Wanted) -> Model:
    """Return what a report will say: frozen values that no longer need the vault."""
    return finish(read(session, wanted))()


def read(session: Session, wanted: Wanted) -> Turns[Ready]:
    """Read in short turns what a report stands on; what comes of them makes its model."""
    check(wanted)
    return (yield from READERS[wanted.name](session, wanted))


def draw(model: Model, wanted: Wanted) -> Rendered:
    """Return a collected report as it is printed; it needs no vault, so any thread may do it."""
    from focal_desktop.reports import catalogue  # noqa: PLC0415 a door: whoever only lists or collects draws nothing

    return catalogue.render(wanted.name, model, wanted.language, wanted.mode)


def check(wanted: Wanted) -> None:
    """Refuse what there is no report of, before any vault is opened for it."""
    report = next((one for one in offered.REPORTS if one.name == wanted.name), None)
    if report is None:
        raise _not_in_list("name")
    if wanted.language not in report.languages:
        raise _not_in_list("language")
    if wanted.mode not in report.modes:
        raise _not_in_list("mode")
    if report.of:
        return
    if not FIRST_YEAR <= wanted.year <= LAST_YEAR:
        raise Trouble("not_a_date", "There is no report of such a year. Nothing was printed.", field="year")


def _not_in_list(field: str) -> Trouble:
    return Trouble(
        "not_in_list",
        "There is no such report, or not in this language or mode. The list of reports says what there is.",
        field=field,
    )


def write_new(path: Path, data: bytes) -> None:
    """Write a new file as `write_whole` does; one that is there already is not touched."""
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as wrong:
        said = "That file is there already; it was not touched. Please choose another name."
        raise Trouble("not_allowed", said, field="out") from wrong
    except OSError as wrong:
        raise Trouble("disk_full", _UNWRITABLE, field="out") from wrong
    try:
        write_whole(path, data)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_whole(path: Path, data: bytes) -> None:
    """Write a file of this person's own beside the place it takes once it is whole: never half a file."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                durable.flush_file(file.fileno())
            os.replace(part, path)  # noqa: PTH105 the one call that replaces on every system
        except OSError:
            part.unlink(missing_ok=True)
            raise
        durable.flush_folder(path.parent)
    except OSError as wrong:
        raise Trouble("disk_full", _UNWRITABLE, field="out") from wrong
