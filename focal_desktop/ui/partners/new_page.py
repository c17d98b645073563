"""Forms for what is not there yet: a partner, an agreement, a result that another entity found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QComboBox

from focal_desktop.domain import assessment as assessing
from focal_desktop.domain import score
from focal_desktop.domain.record import Plain
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.partners import partner_page, reading
from focal_desktop.ui.partners.head import Head
from focal_desktop.ui.partners.page import Page
from focal_desktop.ui.partners.record_form import RecordForm
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.editors import Choices
from focal_desktop.usecases import records

AGREEMENT_FIELDS = ("number", "name", "agreement_type", "project", "starts_on", "ends_on", "amount")
RESULT_FIELDS = (
    "origin",
    "rating",
    "assessor",
    "assessed_on",
    "reference",
    "scheme",
    "reason",
    "plan_status",
    "plan_agreed_on",
    "partner_comment",
)


class NewPage(Page):
    """A head, a form and a button to save it; the draft of the form is kept until then."""

    KIND: ClassVar[str]
    FIELDS: ClassVar[Sequence[str]]

    def __init__(self, context: Context, title: str, hint: str, save: str) -> None:
        super().__init__(context)
        look = context.look
        self._title, self._hint = title, hint
        self.head = Head(context.face)
        self.head.back_requested.connect(lambda: self.context.shell.go(self.behind() or self.shown))
        self.form = RecordForm(context, self.KIND, self.FIELDS, find=self._find)
        self.save = parts.button(look, save, self.finish, role="primary", icon="save")
        page = parts.page(look, parts.card(look, self.form, parts.row(look, self.save, 1)), 1)
        parts.column(look, self.head, page, parent=self).setStretch(1, 1)

    def _find(self, _kind: str) -> Choices:
        return ()

    def open(self, place: Place) -> None:
        """Show the empty form, or what was typed into it before."""
        self.shown = place
        self.form.open_new(self.given(), place.record)
        self.head.show_where(self.back(), self._title, self._hint)
        first = next(iter(self.form.form.editors.values()))
        first.widget.setFocus()

    def given(self) -> Mapping[str, Plain]:
        """Return what a new record holds before anything is typed."""
        return {"partner": self.shown.record}

    def back(self) -> str:
        """Return the words of the way back."""
        partner: str = reading.read(self.context.session, "partner", self.shown.record).name
        return partner

    def behind(self) -> Place | None:
        """Lead back to the partner."""
        return Place(section="partners", kind="partner", record=self.shown.record)

    def keep(self) -> None:
        """Keep what is typed."""
        self.form.keep()

    def finish(self) -> bool:
        """Save the record and show it."""
        if self.form.save():
            self.context.tell(self.context.words.say("Saved."), "ok")
            self.go(kind=self.KIND, record=self.form.record)
        return True


class NewPartnerPage(NewPage):
    """A new partner; only the name is needed, and not even that to keep a draft."""

    KIND, FIELDS = "partner", partner_page.FIELDS

    def __init__(self, context: Context) -> None:
        words = context.words
        hint = words.say("A name is enough. Everything else can be filled in later.")
        super().__init__(context, words.say("Add a partner"), hint, words.say("Add this partner"))

    def given(self) -> Mapping[str, Plain]:
        """Nothing is known of a new partner."""
        return {}

    def back(self) -> str:
        """Lead back to the list."""
        return self.context.words.say("Partners")

    def behind(self) -> Place | None:
        """Lead back to the list."""
        return Place(section="partners")

    def finish(self) -> bool:
        """Save a partner that has a name."""
        if not self.form.form.values()["name"]:
            self.form.form.show_problems([("name", "needed")])
            return True
        return super().finish()


class NewAgreementPage(NewPage):
    """A new agreement with a partner; its clauses are looked at on its own page."""

    KIND, FIELDS = "agreement", AGREEMENT_FIELDS

    def __init__(self, context: Context) -> None:
        words = context.words
        hint = words.say("A draft is enough to check the clauses. Details can follow.")
        super().__init__(context, words.say("Add an agreement"), hint, words.say("Add this agreement"))


class ResultPage(NewPage):
    """A result that was found elsewhere: taken over as it stands, never scored again."""

    KIND, FIELDS = "assessment", RESULT_FIELDS

    def __init__(self, context: Context) -> None:
        words = context.words
        hint = words.say("A result of another UN entity counts as it stands. It is not scored again here.")
        super().__init__(context, words.say("Enter a result"), hint, words.say("Save this result"))
        box = self.form.form.editors["origin"].widget
        if isinstance(box, QComboBox):
            box.removeItem(box.findData(score.OWN))  # our own check answers its standards first

    def given(self) -> Mapping[str, Plain]:
        """Begin with the UN Partner Portal, where most results come from."""
        return {"partner": self.shown.record, "origin": "un_partner_portal"}

    def open(self, place: Place) -> None:
        """Show the empty form, or a result that was begun and not yet complete."""
        super().open(place)
        draft = reading.find_draft(self.context.session, place.record)
        if draft is not None and reading.is_result_draft(draft):
            self.form.open_record(draft.id)

    def finish(self) -> bool:
        """Keep the result, then let it count; what is still missing is said beside its field."""
        if not self.form.save():
            return True
        with self.context.telling(self.form.form):
            final = {"state": assessing.State.FINAL.value}
            records.edit(self.context.session, "assessment", self.form.record, final)
            self.context.tell(self.context.words.say("Saved. It counts from now on."), "ok")
            self.go(kind="partner", view="assessment", record=self.shown.record)
        return True
