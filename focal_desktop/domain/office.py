"""An office of the entity, and what headquarters has switched on for it."""

from __future__ import annotations

from typing import Annotated

from focal_desktop.domain.record import Field, Kind, Merge, Record


class Office(Record, frozen=True, kw_only=True):
    """One office: a code, a country, a calendar; never a count of anything."""

    code: Annotated[str, Field("Office code")] = ""
    name: Annotated[str, Field("Name of the office")] = ""
    country: Annotated[str, Field("Country (two letters)")] = ""
    switches_on: Annotated[
        tuple[str, ...], Field("Switched on by headquarters", "switch", merge=Merge.HQ, owner="hq")
    ] = ()


def title(office: Office) -> str:
    """Return the name with its code, the way people speak of an office."""
    return f"{office.name} ({office.code})" if office.name else office.code


KIND = Kind(name="office", label="Office", record=Office, title=title, key=("code",))
