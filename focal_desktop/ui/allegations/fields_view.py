"""One tab of fields: groups with a heading and a sentence each, and one button that keeps what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from focal_desktop.domain.allegation import KIND
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Plain
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.form import Form, no_choices


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Fields under one heading, and what to know before writing them."""

    heading: str
    note: str
    names: Sequence[str]


class FieldsView(QWidget):
    """Draws groups of fields; `save_requested` when what changed should be kept."""

    save_requested = Signal()

    def __init__(
        self, face: Face, policy: Policy, groups: Sequence[Group], *, find: Any = no_choices, columns: int = 2
    ) -> None:
        super().__init__()
        look, words = face.look, face.words
        self.forms = [Form(face, policy, KIND, group.names, find=find, columns=columns) for group in groups]
        for form in self.forms:
            name_apart(form)
        self.button = parts.button(
            look, words.say("Keep these answers"), self.save_requested.emit, icon="save"
        )
        self.button.setObjectName("keep_answers")
        self._texts = [
            (parts.heading(look, group.heading), parts.label(group.note, role="muted")) for group in groups
        ]
        cards = [parts.card(look, *texts, form) for texts, form in zip(self._texts, self.forms, strict=True)]
        foot = parts.row(look, 1, self.button)
        parts.column(look, parts.page(look, *cards, 1), foot, parent=self, gap=0.4).setStretch(0, 1)

    def values(self) -> dict[str, Plain]:
        """Return every field as it stands."""
        return {name: value for form in self.forms for name, value in form.values().items()}

    def changed(self) -> dict[str, Plain]:
        """Return the fields that differ from what was shown."""
        return {name: value for form in self.forms for name, value in form.changed().items()}

    def show_values(self, values: Mapping[str, Plain], typed: Mapping[str, Plain]) -> None:
        """Show what is kept, and over it what was typed and not kept."""
        for form in self.forms:
            form.show_values(values)
            for name, editor in form.editors.items():
                if name in typed:
                    editor.show(typed[name])

    def show_texts(self, place: int, said: tuple[str, str]) -> None:
        """Say something else above a group: its heading, and what to know before writing."""
        for label, text in zip(self._texts[place], said, strict=True):
            label.setText(text)

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Put sentences beside their fields."""
        for form in self.forms:
            form.show_problems([one for one in problems if one[0] in form.editors])

    def set_read_only(self, names: Sequence[str]) -> None:
        """Let these fields be read and not changed."""
        for form in self.forms:
            form.set_read_only(names)


def name_apart(form: Form) -> None:
    """Name the fields of a page apart from those of intake, so that the cursor finds back to its own."""
    for name, editor in form.editors.items():
        editor.widget.setObjectName(f"page_{name}")
