"""What is known of a course beside the list of courses: who keeps it, in which languages, whether adapted."""

from __future__ import annotations

from typing import Annotated

from focal_desktop.domain.record import Answer, Field, Kind, Merge, Record, Scope


class Course(Record, frozen=True, kw_only=True):
    """Who must take a course, how often, and what counts for it stands in policy, signed by headquarters."""

    code: Annotated[str, Field("Course", "course")] = ""
    owner: Annotated[str, Field("Kept by (role)", "responsible_role")] = ""
    languages: Annotated[tuple[str, ...], Field("Languages", "language", merge=Merge.UNION)] = ()
    audience: Annotated[tuple[str, ...], Field("Offered to", "audience", merge=Merge.UNION)] = ()
    is_adapted: Annotated[str, Field("Adapted to our work?", Answer)] = "not_asked"
    licence: Annotated[str, Field("Licence")] = ""
    note: Annotated[str, Field("Note", form="long_text", merge=Merge.BOTH)] = ""


def title(course: Course) -> str:
    """Return the course's code; faces show its label."""
    return course.code


KIND = Kind(name="course", label="Course", record=Course, title=title, scope=Scope.HQ_ALL, key=("code",))
