"""A form over one record: it shows, keeps what is typed, saves against what was opened, and can take back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from focal_desktop.domain import codec
from focal_desktop.domain.record import Plain
from focal_desktop.ui.context import Context
from focal_desktop.ui.partners import room
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.editors import Choices
from focal_desktop.ui.widgets.form import Form, no_choices
from focal_desktop.usecases import forms, records


class RecordForm(QWidget):
    """Fields of one record, new or there already; `saved` carries its id."""

    saved = Signal(str)

    def __init__(
        self,
        context: Context,
        kind_name: str,
        names: Sequence[str],
        *,
        find: Callable[[str], Choices] = no_choices,
        columns: int = 0,
    ) -> None:
        super().__init__()
        self._context, self._kind_name = context, kind_name
        self._opened: records.Opened | None = None
        self._given: Mapping[str, Plain] = {}
        self._parent = ""
        self._kept: Mapping[str, Plain] = {}
        kind = context.session.kind(kind_name)
        columns = columns or (2 if room.is_roomy(context.look) else 1)
        self.form = Form(context.face, context.policy, kind, names, find=find, columns=columns)
        parts.column(context.look, self.form, parent=self)

    @property
    def record(self) -> str:
        """The id of the record, empty while it is new."""
        return self._opened.id if self._opened else ""

    def open_new(self, given: Mapping[str, Plain], parent: str = "") -> None:
        """Show an empty form for a new record that will hold these values; `parent` names the draft."""
        self._opened, self._given, self._parent = None, dict(given), parent
        self._show(self._given)

    def open_record(self, record: str) -> None:
        """Show a record; what is being typed into this very record stays, against what it was typed over."""
        now = records.open_record(self._context.session, self._kind_name, record)
        typed = self.form.changed()
        if self._opened is not None and self.record == record and typed:
            self._opened = _join(self._opened, now, tuple(typed))
            return
        self._opened = now
        self._show(now.values)

    def _show(self, values: Mapping[str, Plain]) -> None:
        self.form.show_values(values)
        self.form.show_problems(())
        kept = forms.read(self._context.session, self._name())
        self._kept = dict(kept.values) if kept else {}
        for name, value in self._kept.items():
            if name in self.form.editors:
                self.form.editors[name].show(value)
        if self._kept:
            self._context.tell(self._context.words.say("Your unfinished text is back."))

    def _name(self) -> str:
        return f"partners/{self._kind_name}-{self.record or 'new' + self._parent}"

    def keep(self) -> None:
        """Keep what is typed, where it changed since it was last kept."""
        changed = self.form.changed()
        if changed == self._kept:
            return
        if changed:
            forms.keep(self._context.session, self._name(), changed)
        else:
            forms.drop(self._context.session, self._name())
        self._kept = changed

    def save(self, more: Mapping[str, Plain] | None = None) -> bool:
        """Save the form with a few values more; return whether it was saved."""
        values = {**self.form.changed(), **(more or {})}
        with self._context.telling(self.form):
            if self._opened is None:
                self._add(values)
            else:
                self._edit(self._opened, values)
            self._kept = {}
            self.saved.emit(self.record)
            return True
        return False

    def _add(self, values: Mapping[str, Plain]) -> None:
        session = self._context.session
        name = self._name()
        saved = records.add(session, self._kind_name, {**self._given, **values})
        forms.drop(session, name)
        self._opened = records.open_record(session, self._kind_name, saved.id)
        self.form.show_values(self._opened.values)

    def _edit(self, opened: records.Opened, values: Mapping[str, Plain]) -> None:
        session, kind = self._context.session, self._context.session.kind(self._kind_name)
        changed = records.edit(session, self._kind_name, opened.id, values, opened)
        forms.drop(session, self._name())
        self._opened = records.open_record(session, self._kind_name, opened.id)
        self.form.show_values(self._opened.values)
        if changed and "state" not in changed:
            old = {name: opened.values.get(name, codec.plain_default(kind.slots[name])) for name in changed}
            self._context.shell.remember_undo(
                self._context.words.say("Saved."),
                lambda: records.edit(session, self._kind_name, opened.id, old),
                lambda: records.edit(session, self._kind_name, opened.id, {n: values[n] for n in changed}),
            )


def _join(before: records.Opened, now: records.Opened, typed: Sequence[str]) -> records.Opened:
    """Return a record as it is now, but as it was seen in the fields that are being typed into."""
    values = {name: value for name, value in now.values.items() if name not in typed}
    written = {name: seen for name, seen in now.written.items() if name not in typed}
    values |= {name: before.values[name] for name in typed if name in before.values}
    written |= {name: before.written[name] for name in typed if name in before.written}
    return records.Opened(now.kind, now.id, values, written)
