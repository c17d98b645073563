"""A way in which people can reach us; that it exists says nothing of whether anyone used it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from focal_desktop.domain.record import Answer, Field, Kind, Merge, Record


class Channel(Record, frozen=True, kw_only=True):
    """A number or place of a role, never of a person; a poster carries it only while its test is fresh."""

    name: Annotated[str, Field("Name")] = ""
    channel_kind: Annotated[str, Field("Kind", "channel_kind")] = ""
    reach: Annotated[str, Field("Number, address or place")] = ""
    hours: Annotated[str, Field("Hours")] = ""
    languages: Annotated[tuple[str, ...], Field("Languages", "language", merge=Merge.UNION)] = ()
    audience: Annotated[tuple[str, ...], Field("For whom", "audience", merge=Merge.UNION)] = ()
    for_children: Annotated[str, Field("Can children use it safely?", Answer)] = "not_asked"
    owner: Annotated[str, Field("Kept by (role)", "responsible_role")] = ""
    opened_on: Annotated[date | None, Field("Open since")] = None
    closed_on: Annotated[date | None, Field("Closed on")] = None


def title(channel: Channel) -> str:
    """Return the name people know it by."""
    return channel.name


KIND = Kind(name="channel", label="Channel", record=Channel, title=title, on="opened_on")
