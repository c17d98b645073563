"""Joins each panel of the plan to its use cases: opening, keeping what is typed, saving with undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from focal_desktop.domain.plan import Plan
from focal_desktop.ui.context import Context
from focal_desktop.ui.kept import Kept
from focal_desktop.ui.plan import lines
from focal_desktop.ui.plan.about_view import AboutView
from focal_desktop.ui.plan.action_view import ActionView
from focal_desktop.ui.plan.note_view import NoteView
from focal_desktop.usecases import plans, records
from focal_desktop.usecases.plans import Planned
from focal_desktop.usecases.records import Opened

QUARTERS = ("q1", "q2", "q3", "q4")


class ActionDesk:
    """One action: a new one of a plan, or one as it was opened."""

    def __init__(self, context: Context, done: Callable[[], Any]) -> None:
        self.context, self._done = context, done
        self.view = ActionView(context.face, context.policy, is_hq=context.session.person.is_hq)
        self.view.save_requested.connect(self.save)
        self.view.take_out_requested.connect(self.take_out)
        self._kept = Kept(context)
        self._opened: Opened | None = None
        self._plan = ""

    @property
    def record(self) -> str:
        """The action that is open, or nothing for a new one."""
        return self._opened.id if self._opened else ""

    def open_new(self, plan: str) -> None:
        """Begin an action of a plan."""
        words = self.context.words
        self._opened, self._plan = None, plan
        self.view.open_at(words.say("New action"), "")
        self.view.out.hide()
        self.view.show_notes(())
        self.view.form.show_values({})
        self.view.form.show_problems(())
        self._kept.bring_back(f"plan/action-{plan}", self.view.form)
        self.view.form.editors["area"].widget.setFocus()

    def open(self, planned: Planned, year: int) -> None:
        """Open an action of a plan."""
        words = self.context.words
        self._opened = records.open_record(self.context.session, "action", planned.action.id)
        self._plan = planned.action.plan
        self.view.open_at(words.say("Action of {year}", year=str(year)), planned.action.hq_comment)
        self.view.out.show()
        self.view.show_notes([(code, self._say_note(planned, code)) for code in QUARTERS])
        self.view.form.show_values(self._opened.values)
        self.view.form.show_problems(())
        self._kept.bring_back(f"plan/action-{planned.action.id}", self.view.form)
        self.view.form.editors["activity"].widget.setFocus()

    def _say_note(self, planned: Planned, code: str) -> str:
        words, note = self.context.words, planned.notes.get(code)
        if note is None or not planned.is_noted(code):
            return words.say("{quarter}: no note yet", quarter=code.upper())
        status = self.context.policy.label("action_status", note.status, words.language)
        if not note.note:
            return words.say("{quarter}: {status}", quarter=code.upper(), status=status)
        return words.say("{quarter}: {status} – {note}", quarter=code.upper(), status=status, note=note.note)

    def keep(self) -> None:
        """Keep what is being typed."""
        self._kept.keep(self.view.form.changed())

    def save(self) -> None:
        """Save what was changed, and offer to take it back."""
        words, session = self.context.words, self.context.session
        with self.context.telling(self.view.form):
            changed = self.view.form.changed()
            if self._opened is None:
                saved = records.add(session, "action", {**self.view.form.values(), "plan": self._plan})
                plan = self._plan
                self.context.shell.remember_undo(
                    words.say("The action was added."),
                    lambda: plans.take_out(session, [saved.id]),
                    lambda: plans.put_back(session, plan, [saved.id]),
                )
            elif changed:
                self._save(self._opened, changed)
            self._kept.drop()
            self._done()

    def _save(self, opened: Opened, changed: Mapping[str, Any]) -> None:
        words, session = self.context.words, self.context.session
        before = {name: opened.values.get(name) for name in changed}
        records.edit(session, "action", opened.id, changed, opened)
        self.context.shell.remember_undo(
            words.say("The action was saved."),
            lambda: records.edit(session, "action", opened.id, before),
            lambda: records.edit(session, "action", opened.id, changed),
        )

    def take_out(self) -> None:
        """Take the action out of its plan."""
        if self._opened is None:
            return
        identity, plan, session = self._opened.id, self._plan, self.context.session
        with self.context.telling():
            plans.take_out(session, [identity])
            self._kept.drop()
            self._done()
            self.context.shell.remember_undo(
                self.context.words.say("The action was taken out of the plan."),
                lambda: plans.put_back(session, plan, [identity]),
                lambda: plans.take_out(session, [identity]),
            )


class NoteDesk:
    """The note of one action in one quarter."""

    def __init__(self, context: Context, done: Callable[[str], Any]) -> None:
        self.context, self._done = context, done
        self.view = NoteView(context.face, context.policy)
        self.view.save_requested.connect(self.save)
        self._kept = Kept(context)
        self.record, self.quarter = "", ""
        self._opened: Opened | None = None

    def open(self, planned: Planned, quarter: str, year: int, left: int) -> None:
        """Open the note of an action; `left` are the actions that still want one."""
        words, action = self.context.words, planned.action
        self.record, self.quarter = action.id, quarter
        self._opened = plans.open_note(self.context.session, action.id, quarter)
        title = words.say("{quarter} {year}: how does it stand?", quarter=quarter.upper(), year=str(year))
        self.view.open_at(title, lines.say_activity(action, words), action.indicator)
        note = planned.notes.get(quarter)
        held = {"status": note.status, "note": note.note} if note and planned.is_noted(quarter) else {}
        self.view.form.show_values(held or {"status": action.state})
        self.view.form.show_problems(())
        self._kept.bring_back(f"plan/note-{action.id}-{quarter}", self.view.form)
        self._show_left(left)
        self.view.form.editors["status"].widget.setFocus()

    def _show_left(self, left: int) -> None:
        words = self.context.words
        save = words.say("Save and go to the next") if left > 1 else words.say("Save")
        said = words.count(left, "One action still wants a note.", "{n} actions still want a note.")
        self.view.show_left(said if left else "", save)

    def keep(self) -> None:
        """Keep what is being typed."""
        self._kept.keep(self.view.form.changed())

    def save(self) -> None:
        """Keep the note, and offer to take it back."""
        session, identity, quarter = self.context.session, self.record, self.quarter
        with self.context.telling(self.view.form):
            noted = self.view.form.values()
            before = plans.keep_note(session, identity, quarter, noted, self._opened)
            self._kept.drop()
            self.context.shell.remember_undo(
                self.context.words.say("The note was kept."),
                lambda: plans.take_back_note(session, identity, quarter, before),
                lambda: plans.keep_note(session, identity, quarter, noted),
            )
            self._done(identity)


class AboutDesk:
    """A plan as a whole."""

    def __init__(self, context: Context, done: Callable[[], Any]) -> None:
        self.context, self._done = context, done
        self.view = AboutView(context.face, context.policy)
        self.view.save_requested.connect(self.save)
        self.view.move_requested.connect(self.move)
        self._kept = Kept(context)
        self._opened: Opened | None = None
        self._offered = ""

    @property
    def record(self) -> str:
        """The plan that is open."""
        return self._opened.id if self._opened else ""

    def open(self, plan: Plan, *, is_own: bool) -> None:
        """Open a plan; another office's is read and moved on by that office."""
        self._opened = records.open_record(self.context.session, "plan", plan.id)
        title = self.context.words.say("Plan of {year}", year=str(plan.year))
        self.view.open_at(title, plan.state, is_own=is_own)
        self.view.form.show_values(self._opened.values)
        self.view.form.show_problems(())
        self._offered = "" if plan.agreed_on else self.context.session.today.isoformat()
        if self._offered:
            self.view.form.editors["agreed_on"].show(self._offered)
        self._kept.bring_back(f"plan/about-{plan.id}", self.view.form)

    def keep(self) -> None:
        """Keep what is being typed."""
        self._kept.keep(self._changed())

    def _changed(self) -> dict[str, Any]:
        """Return what a person changed; a day that was only offered is none of it."""
        said = self.view.form.changed()
        is_offered = bool(self._offered) and said.get("agreed_on") == self._offered
        return {name: value for name, value in said.items() if name != "agreed_on" or not is_offered}

    def save(self) -> None:
        """Save what was changed, and offer to take it back."""
        self._write(self._changed(), self.context.words.say("The plan was saved."))

    def move(self, after: str) -> None:
        """Move the plan on, with what stands in the form."""
        words = self.context.words
        said = {
            "agreed": words.say("The plan is agreed."),
            "draft": words.say("The plan is a draft again."),
            "closed": words.say("The plan is closed."),
        }
        self._write({**self.view.form.values(), "state": after}, said[after])

    def _write(self, values: Mapping[str, Any], said: str) -> None:
        opened, session = self._opened, self.context.session
        if opened is None:
            return
        with self.context.telling(self.view.form):
            changed = records.edit(session, "plan", opened.id, values, opened)
            self._kept.drop()
            self._done()
            before = {name: opened.values.get(name) for name in changed}
            if values.get("state") == "closed":
                self.context.tell(said, "ok")
            elif changed:
                self.context.shell.remember_undo(
                    said,
                    lambda: records.edit(session, "plan", opened.id, before),
                    lambda: records.edit(
                        session, "plan", opened.id, {name: values[name] for name in changed}
                    ),
                )
