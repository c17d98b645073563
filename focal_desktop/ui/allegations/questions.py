"""Questions of a form that is arranged by hand: each with its editor and its sentence where one is needed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from focal_desktop.domain import codec
from focal_desktop.domain.policy import Policy
from focal_desktop.domain.record import Kind, Plain
from focal_desktop.ui import labels, messages
from focal_desktop.ui.face import Face
from focal_desktop.ui.widgets import editors, parts, sight
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.editors import Choices, Editor
from focal_desktop.ui.widgets.form import no_choices


class AnswersEditor(Editor):
    """One answer of a few as buttons side by side; a code that is not among them is kept as it stands."""

    def __init__(self, face: Face, choices: Choices, name: str = "", default: str = "") -> None:
        self._answers = Answers(face, choices, name)
        super().__init__(self._answers)
        self._held, self._default = default, default
        buttons = self._answers.findChildren(QPushButton)
        self.buttons = {code: made for (code, _), made in zip(choices, buttons, strict=True)}
        self._answers.setFocusProxy(buttons[0])
        self._answers.edited.connect(self._take)

    def _take(self) -> None:
        self._held = self._answers.value()
        self.edited.emit()

    def value(self) -> Plain:
        """Return the code of the answer."""
        return self._held

    def show(self, value: Plain) -> None:
        """Show an answer."""
        self._held = str(value or "")
        self._answers.show_code(self._held)

    def name_buttons(self, field: str) -> None:
        """Give each button a name by which the cursor finds back to it."""
        for code, made in self.buttons.items():
            made.setObjectName(f"{field}_{code}")

    def offer(self, codes: Collection[str]) -> None:
        """Offer these answers alone; one that is no longer offered becomes the default, others stay."""
        for code, made in self.buttons.items():
            made.setVisible(code in codes)
        first = next(made for code, made in self.buttons.items() if code in codes)
        self._answers.setFocusProxy(first)  # at a hidden one the Tab key would stay where it is
        if self._held in self.buttons and self._held not in codes:
            self.show(self._default)


class Questions(QObject):
    """Holds values as typed; `edited` names the field that a person changed. It owns no layout."""

    edited = Signal(str)

    def __init__(self, face: Face, policy: Policy, kind: Kind[Any]) -> None:
        super().__init__()
        self._face, self._policy, self.kind = face, policy, kind
        self.editors: dict[str, Editor] = {}
        self.labels: dict[str, QLabel] = {}
        self._problems: dict[str, QLabel] = {}

    def choices(self, name: str, *codes: str) -> list[tuple[str, str]]:
        """Return codes of a field with what people read for each, in the order asked for."""
        slot = self.kind.slots[name]
        return [(code, labels.of_code(slot, code, self._face.words, self._policy)) for code in codes]

    def make_answers(self, name: str, *codes: str) -> AnswersEditor:
        """Return buttons for some codes of a field."""
        slot = self.kind.slots[name]
        said = labels.of_field(slot, self._face.words)
        return AnswersEditor(self._face, self.choices(name, *codes), said, str(slot.default or ""))

    def add(
        self,
        grid: QGridLayout,
        name: str,
        editor: Editor | None = None,
        *,
        said: str = "",
        above: bool = False,
    ) -> Editor:
        """Add a question below the last of a grid, its label beside its editor or above it."""
        slot = self.kind.slots.get(name)
        made = editor or editors.make(self.kind.slots[name], self._face, self._policy, no_choices)
        label = parts.label(said or (labels.of_field(slot, self._face.words) if slot else ""))
        label.setBuddy(made.widget)
        problem = parts.label("", role="problem")
        problem.hide()
        made.widget.setAccessibleName(label.text())
        made.widget.setObjectName(name)
        if isinstance(made, AnswersEditor):
            made.name_buttons(name)
        row = grid.rowCount()
        grid.addWidget(label, row, 0, 1, 1 + above)
        grid.addWidget(made.widget, row + above, 1 - above, 1, 1 + above)
        grid.addWidget(problem, row + above + 1, 0, 1, 2)
        self.editors[name], self.labels[name], self._problems[name] = made, label, problem
        made.edited.connect(lambda: self._on_edited(name))
        return made

    def _on_edited(self, name: str) -> None:
        self._say(name, "")
        self.edited.emit(name)

    def values(self) -> dict[str, Plain]:
        """Return every answer as it stands."""
        return {name: editor.value() for name, editor in self.editors.items()}

    def show_values(self, values: Mapping[str, Plain]) -> None:
        """Show values; what they do not say is shown by its default."""
        for name, editor in self.editors.items():
            slot = self.kind.slots.get(name)
            default = codec.plain_default(slot) if slot else ""
            editor.show(values.get(name, default))
            self._say(name, "")

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Put each sentence beside its question and go to the first; none clears them all."""
        said = {name: messages.of_problem(code, self._face.words) for name, code in problems}
        for name in self.editors:
            self._say(name, said.get(name, ""))
        first = next((name for name in self.editors if name in said), None)
        if first:
            sight.go_to(self.editors[first].widget, self._problems[first])

    def problem(self, name: str) -> str:
        """Return the sentence that stands beside a question."""
        return self._problems[name].text()

    def _say(self, name: str, sentence: str) -> None:
        problem, widget = self._problems[name], self.editors[name].widget
        parts.say_problem(problem, widget, sentence)

    def set_visible(self, name: str, visible: bool) -> None:
        """Show or hide a question with its label."""
        self.labels[name].setVisible(visible)
        self.editors[name].widget.setVisible(visible)
        self._problems[name].setVisible(visible and bool(self._problems[name].text()))

    def set_label(self, name: str, said: str) -> None:
        """Ask a question in other words."""
        self.labels[name].setText(said)
        self.editors[name].widget.setAccessibleName(said)
