"""An implementing partner: who they are and whether their work reaches people. No flag, no suspicion."""

from __future__ import annotations

from typing import Annotated

from focal_desktop.domain.record import Answer, Field, Kind, Merge, Record


class Partner(Record, frozen=True, kw_only=True):
    """Facts that the agreement and the Partner Portal hold too; what conduct may say stands elsewhere."""

    name: Annotated[str, Field("Name")] = ""
    partner_type: Annotated[str, Field("Type", "partner_type")] = ""
    country: Annotated[str, Field("Country (two letters)")] = ""
    portal_number: Annotated[str, Field("Number in the UN Partner Portal")] = ""
    vendor_number: Annotated[str, Field("Business partner number")] = ""
    has_contact: Annotated[str, Field("In contact with beneficiaries?", Answer, merge=Merge.PROTECTIVE)] = (
        "not_asked"
    )
    has_sub_partners: Annotated[str, Field("Works through others?", Answer, merge=Merge.PROTECTIVE)] = (
        "not_asked"
    )
    focal_function: Annotated[str, Field("Its PSEA contact (function)")] = ""


def title(partner: Partner) -> str:
    """Return the name the partner is known by."""
    return partner.name


KIND = Kind(name="partner", label="Partner", record=Partner, title=title)
