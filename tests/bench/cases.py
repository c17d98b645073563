"""`bench_case`: the records of the workload kit as a kind of the benchmark alone, no byte of them dropped.

One field for each top-level field of the workload; `id` and `kind`, which every record has anyway, are
`case_id` and `case_kind`, and what is nested is JSON text. A null is an empty field.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from focal_desktop.domain.kinds import KINDS, Kinds
from focal_desktop.domain.record import Field, Kind, Merge, Record


class BenchCase(Record, frozen=True, kw_only=True):
    """An invented case in the fields of the workload, in their order."""

    case_id: Annotated[str, Field("Id")] = ""
    case_kind: Annotated[str, Field("Kind")] = ""
    schema: Annotated[int | None, Field("Schema")] = None
    ref: Annotated[str, Field("Reference")] = ""
    office: Annotated[str, Field("Office")] = ""
    status: Annotated[str, Field("Status")] = ""
    type: Annotated[str, Field("Type")] = ""
    channel: Annotated[str, Field("Channel")] = ""
    classification: Annotated[str, Field("Classification")] = ""
    received_on: Annotated[date | None, Field("Received")] = None
    incident_from: Annotated[date | None, Field("From")] = None
    incident_to: Annotated[date | None, Field("To")] = None
    location: Annotated[str, Field("Location", form="long_text")] = ""
    survivor: Annotated[str, Field("Survivor", form="long_text")] = ""
    subject: Annotated[str, Field("Subject", form="long_text")] = ""
    referrals: Annotated[str, Field("Referrals", form="long_text")] = ""
    assigned_to: Annotated[str, Field("Assigned to")] = ""
    next_action: Annotated[str, Field("Next action")] = ""
    next_action_due: Annotated[date | None, Field("Due")] = None
    narrative: Annotated[str, Field("Narrative", form="long_text", merge=Merge.BOTH)] = ""
    created_by: Annotated[str, Field("Created by")] = ""
    created_at: Annotated[datetime | None, Field("Created at")] = None
    updated_at: Annotated[datetime | None, Field("Updated at")] = None
    rev: Annotated[int | None, Field("Revision")] = None


def title(case: BenchCase) -> str:
    """Return the reference."""
    return case.ref


KIND = Kind(name="bench_case", label="Case of the benchmark", record=BenchCase, title=title)
WITH_CASES: Kinds = {**KINDS, KIND.name: KIND}
_RENAMED = {"id": "case_id", "kind": "case_kind"}


def draft(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record of the workload as the values of a case."""
    return {_RENAMED.get(name, name): _plain(value) for name, value in record.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return value
