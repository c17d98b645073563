"""The courses: who must have them, how long they count, and who is up to date."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtWidgets import QWidget

from focal_desktop.domain.annual.values import Share
from focal_desktop.domain.policy import Entry, Policy
from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column
from focal_desktop.ui.training import saying
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.outline import Group, Heading, Outline
from focal_desktop.usecases.training import Register

WIDTHS = (26.0, 16.0, 9.0, 11.0, 9.0)


class CourseRow(msgspec.Struct, frozen=True):
    """One course of the policy, and its figures where it is required."""

    entry: Entry
    share: Share | None = None
    not_counted: int = 0


class CoursesView(QWidget):
    """Draws the courses; what they ask of whom is headquarters' word and is only read here."""

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__()
        self._face, self._policy = face, policy
        look, words = face.look, face.words
        self.table = Outline(look, words.say("Courses"), self._columns(), WIDTHS)
        self.table.copies = "course"
        self.table.setObjectName("courses")
        hint = parts.label(
            words.say(
                "Who must take a course, and how long it counts, is headquarters' word. People on long leave "
                "and people who have just arrived are not counted."
            ),
            role="muted",
        )
        column = parts.column(look, hint, self.table, parent=self)
        column.setStretch(1, 1)
        column.setContentsMargins(0, look.em(0.6), 0, 0)

    def _columns(self) -> list[Column[CourseRow]]:
        words, policy = self._face.words, self._policy
        return [
            Column(words.say("Course"), lambda row: policy.label("course", row.entry.code, words.language)),
            Column(words.say("For"), lambda row: self._say_audience(row.entry), yields=1),
            Column(words.say("Counts for"), lambda row: self._say_span(row.entry), yields=2),
            Column(
                words.say("Up to date"),
                lambda row: saying.say_share(row.share, words) if row.share else "–",
                tone=_find_tone,
            ),
            Column(
                words.say("Not counted"),
                lambda row: words.number(row.not_counted) if row.not_counted else "",
                yields=3,
            ),
        ]

    def _say_audience(self, entry: Entry) -> str:
        language = self._face.words.language
        return self._face.words.say(", ").join(
            self._policy.label("audience", code, language) for code in entry.extra["audience"]
        )

    def _say_span(self, entry: Entry) -> str:
        words, value = self._face.words, int(entry.extra.get("value", 0))
        if not value:
            return words.say("No end")
        if entry.extra.get("unit") == "years":
            return words.count(value, "One year", "{n} years")
        return words.count(value, "One month", "{n} months")

    def show_register(self, register: Register) -> None:
        """Show the courses with the figures of a register, the required ones first."""
        lines: Mapping[str, CourseRow] = {
            line.course.code: CourseRow(
                self._policy.entries("course")[line.course.code], line.up_to_date, line.not_counted
            )
            for line in register.training.courses
        }
        entries = self._policy.entries("course").values()
        others = [CourseRow(one) for one in entries if one.code not in lines and not one.extra["retired"]]
        words = self._face.words
        groups: list[Group[CourseRow]] = [
            Group(Heading("required", words.say("Required")), tuple(lines.values())),
            Group(Heading("others", words.say("Offered, not required")), tuple(others)),
        ]
        self.table.fill_groups([group for group in groups if group.values])


def _find_tone(row: CourseRow) -> str:
    if row.share is None or not row.share.of:
        return ""
    return "ok" if row.share.n == row.share.of else "warn"
