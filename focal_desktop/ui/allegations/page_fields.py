"""The tabs of fields of one report: what is kept, what is typed over it, saved against what was opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from typing import Any

from focal_desktop.domain import codec
from focal_desktop.domain.allegation import KIND, State
from focal_desktop.domain.record import Answer, Leaves, Plain
from focal_desktop.ui.allegations import groups, withdrawn
from focal_desktop.ui.allegations.fields_view import FieldsView
from focal_desktop.ui.context import Context
from focal_desktop.usecases import forms, records


class PageFields:
    """Joins the tabs to the record; `after` is called when something was saved."""

    def __init__(self, context: Context, after: Callable[[], Any]) -> None:
        self.context, self._after = context, after
        self.record = ""
        self._opened: records.Opened | None = None
        self.kept: dict[str, Plain] = {}
        self.views = {name: self._make(made) for name, made in groups.list_groups(context.words).items()}

    def _make(self, made: groups.Groups) -> FieldsView:
        view = FieldsView(self.context.face, self.context.policy, made, find=self._find)
        view.save_requested.connect(lambda: self._save(view))
        return view

    def _find(self, kind: str) -> list[tuple[str, str]]:
        """Return the records of a kind that a detail may name."""
        rows, _ = records.list_page(self.context.session, kind, {}, limit=500)
        return sorted(((row.id, row.title or row.reference) for row in rows), key=lambda one: one[1])

    @property
    def key(self) -> str:
        """The name under which what is typed here is kept."""
        return f"allegations/page/{self.record}"

    def load(self, record: str) -> None:
        """Show what is kept, and over it what was typed and not saved."""
        session = self.context.session
        self.record = record
        self._opened = records.open_record(session, KIND.name, record)
        held = forms.read(session, self.key)
        self.kept = dict(held.values) if held else {}
        for view in self.views.values():
            view.show_values(self._opened.values, self.kept)
        is_child = self._opened.values.get("child") in (Answer.YES, Answer.NOT_KNOWN)
        self.views["consent"].show_texts(0, groups.say_consent(self.context.words, is_child=is_child))

    def changed(self) -> dict[str, Plain]:
        """Return what was typed and not saved."""
        return {name: value for view in self.views.values() for name, value in view.changed().items()}

    def finish(self) -> bool:
        """Keep what changed on the tab that is seen; return whether it is one of fields."""
        seen = next((view for view in self.views.values() if view.isVisible()), None)
        if seen is not None:
            self._save(seen)
        return seen is not None

    def _save(self, view: FieldsView) -> None:
        if self._opened is None or not (changed := view.changed()):
            return
        session, record, was = self.context.session, self.record, self._opened.values
        before = {name: was.get(name, codec.plain_default(KIND.slots[name])) for name in changed}
        with self.context.telling(view):
            records.edit(session, KIND.name, record, changed, self._opened)
            self.drop(set(changed))
            self._after()
            doubts = records.find_warnings(session, KIND.name, record, tuple(changed))
            view.show_problems([(one.field, one.code) for one in doubts])
            fresh = records.open_record(session, KIND.name, record)
            said = withdrawn.say(self.context, fresh, changed) or self._say_kept(changed)
            self.context.shell.remember_undo(
                said,
                lambda: records.edit(session, KIND.name, record, before),
                lambda: records.edit(session, KIND.name, record, changed),
            )

    def _say_kept(self, changed: Mapping[str, Plain]) -> str:
        words = self.context.words
        has_gone = self._opened is not None and self._opened.values.get("state", State.DRAFT) != State.DRAFT
        if has_gone and set(changed) & set(KIND.fields_leaving(Leaves.NOTICE)):
            return words.say("Kept; what belongs to the notice goes with the next exchange.")
        return words.say("Kept on this computer.")

    def keep(self, parts: Mapping[str, Plain], waiting: Set[str]) -> None:
        """Keep what is typed here and in open parts; what waits for a closed part stays kept."""
        store = self.context.session.store
        if not self.record or not store.is_open or store.behind:
            return
        still = {name: value for name, value in self.kept.items() if name in waiting}
        said = {**still, **self.changed(), **parts}
        if said != self.kept:
            self._write(said)

    def drop(self, names: Set[str]) -> None:
        """Let go of what was kept while typing, once it is saved."""
        self._write({name: value for name, value in self.kept.items() if name not in names})

    def _write(self, said: dict[str, Plain]) -> None:
        """Keep this; only what was written counts as kept, so that a full disk is tried again."""
        if said:
            forms.keep(self.context.session, self.key, said)
        else:
            forms.drop(self.context.session, self.key)
        self.kept = said
