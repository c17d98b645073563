"""Joins the sealed report to its use cases: typed text is a draft under its own key until it is sealed."""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain.record import Plain
from focal_desktop.ui import own_draft
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.screen import Screen
from focal_desktop.ui.sealed_report.view import OFFICE, ReportView
from focal_desktop.ui.widgets import parts
from focal_desktop.usecases import acts, card, forms, records, sealed_reports

KIND = "sealed_report"
ASKED = "asked"
"""The view that begins with a person's wish to know what is held about them."""


class SealedReportScreen(Screen):
    """Opened from anywhere; it lists nothing."""

    HELP = KIND

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view = ReportView(context.face, context.policy, self._list_numbers())
        self.view.seal_requested.connect(self._seal)
        self.view.put_away_requested.connect(self._put_away)
        self.view.done.connect(lambda: context.shell.go(Place(section="home")))
        self.view.erase_requested.connect(self._erase_draft)
        self.view.who.edited.connect(self._on_who)
        self._kept: Mapping[str, Plain] = {}
        self._draft = ""  # the draft that this report takes the way of; known as long as the window lives
        self._blank = self.view.form.values()
        parts.column(context.look, self.view, parent=self)

    def _list_numbers(self) -> list[str]:
        """Return how to reach OIOS, and nobody else: any other line may lead to whom it is about (A5)."""
        words = self.context.words
        found = [one for one in card.list_numbers(self.context.session) if one.get("lead") == card.OIOS]
        keep = words.keep_numbers
        return [
            words.fill("{number} · {hours}", number=keep(one["reach"]), hours=keep(one["hours"]))
            if one["hours"]
            else keep(one["reach"])
            for one in found
        ]

    def open_at(self, place: Place) -> None:
        """Show the form, with what was typed before; else with what a card prepared."""
        held = forms.read(self.context.session, KIND)
        self._draft = place.record or (self._draft if held else "")
        prepared = self._prepare() if place.view == ASKED else {}
        self.view.form.show_values(held.values if held else prepared)
        self._kept = self.view.form.values()
        self.view.show_form()
        if held:
            self.context.tell(self.context.words.say("Your unfinished text is back."))

    def _prepare(self) -> dict[str, Plain]:
        """Return what a person's wish to know what is held says, without a word of what that may be."""
        said = self.context.words.say(
            "A person asks what the organization holds about them (ST/SGB/2024/1). I have searched nothing "
            "and said nothing about what may be held. They can be reached safely by: "
        )
        return {"account": said}

    def keep(self) -> None:
        """Keep what is typed; where headquarters may be involved, nothing is kept."""
        values = self.view.form.values()
        if self.view.who.value() == OFFICE and values != self._kept:
            forms.keep(self.context.session, KIND, values)
            self._kept = values

    def _on_who(self) -> None:
        """Destroy what was kept while typing, as soon as headquarters may be involved (A5)."""
        if self.view.who.value() != OFFICE:
            with self.context.telling():
                forms.drop(self.context.session, KIND)
            self._kept = self._blank

    def finish(self) -> bool:
        """Lead to the button that seals: a slip of the hand must not send what is half written."""
        if self.view.pages.currentIndex() == 0:
            if self.view.form.values()["account"]:
                self.view.seal.setFocus()
                said = self.context.words.say("Once sealed it cannot be changed. This button seals it.")
                self.context.tell(said)
            else:
                self._seal()  # it says beside the box what is missing
        return True

    def _seal(self) -> None:
        session, values = self.context.session, self.view.form.values()
        with self.context.telling(self.view.form):
            said = {**values, "written_on": session.today.isoformat()}
            identity = records.add(session, KIND, said).id
            try:
                answer = acts.act(session, KIND, identity, "seal", {})
            except Trouble:
                sealed_reports.discard(session, identity)  # the typed text is still here, under its own key
                raise
            draft = self._draft
            self._forget()
            self._draft = draft if draft and own_draft.may_let_go(self.context, draft) else ""
            self.view.show_word(str(answer["receipt_word"]), has_draft=bool(self._draft))

    def _erase_draft(self) -> None:
        if own_draft.let_go(self.context, self._draft):
            self._draft = ""
            self.view.show_draft(is_there=False)

    def _put_away(self) -> None:
        """Destroy what was typed."""
        with self.context.telling():
            self._forget()
            self.context.shell.go(Place(section="home"))
            self.context.tell(self.context.words.say("Put away. Nothing of it is kept."))

    def _forget(self) -> None:
        self._draft = ""
        forms.drop(self.context.session, KIND)
        self.view.form.show_values({})
        self._kept = self.view.form.values()


def open_screen(context: Context) -> Screen:
    """Make the screen of this section."""
    return SealedReportScreen(context)
