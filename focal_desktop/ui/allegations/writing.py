"""What is being typed on the page of intake: as what it is kept, whether it may be kept, how it is saved."""

from __future__ import annotations

from collections.abc import Mapping

from focal_desktop.domain import codec, sealed_report
from focal_desktop.domain.allegation import KIND, Consent, Regime
from focal_desktop.domain.record import Plain
from focal_desktop.ui.allegations.cases import NEW
from focal_desktop.ui.allegations.first_view import INVOLVED
from focal_desktop.ui.allegations.intake_view import IntakeView
from focal_desktop.ui.context import Context
from focal_desktop.usecases import forms, records, switches

SEALED = "sealed_report"
MOVING = ("conduct", "child", "danger_now", "account")
ABOVE = ("yes", "not_sure")


class Writing:
    """One page of intake, new or a draft that is a record already."""

    def __init__(self, context: Context, form: IntakeView) -> None:
        self.context, self.form = context, form
        self.record = ""
        self.is_gone = False
        """Whether the draft that is open was erased; nothing of it is kept any more, not even as typed."""
        self.opened: records.Opened | None = None
        self._start: dict[str, Plain] = {}
        self._kept: Mapping[str, Plain] | None = None

    @property
    def key(self) -> str:
        """The name under which what is typed here is kept."""
        return f"allegations/{self.record}" if self.record else NEW

    def open(self, record: str, numbers: str) -> bool:
        """Show an empty page or a draft; return whether unfinished text came back with it."""
        session = self.context.session
        self.record, self.is_gone = record, False
        self.opened = records.open_record(session, KIND.name, record) if record else None
        held = forms.read(session, self.key)
        self._kept = held.values if held else None
        blank: dict[str, Plain] = {"received_on": session.today.isoformat()}
        shown = {**blank, **(self.opened.values if self.opened else {})}
        self.form.show_values(shown, numbers)
        self._start = self.form.values()
        self.form.show_values({**shown, **(self._kept or {})}, numbers)
        has_account = bool(self.opened and self.opened.written.get("account"))
        self.form.beside.show_account_kept(is_kept=has_account)
        return held is not None

    @property
    def held(self) -> dict[str, Plain]:
        """What the record that is open says already."""
        return dict(self.opened.values) if self.opened else {}

    def values(self) -> dict[str, Plain]:
        """Return what was answered beyond a blank page; the question of who is above, never."""
        said = self.form.values()
        said.pop(INVOLVED)
        if not said["account"]:
            del said["account"]
        held = self.held
        return {n: v for n, v in said.items() if n in held or v != codec.plain_default(KIND.slots[n])}

    @property
    def is_above(self) -> bool:
        """Whether somebody above may be involved."""
        return self.form.values()[INVOLVED] in ABOVE

    def list_doubts(self) -> list[tuple[str, str]]:
        """Return that nobody said whether somebody above may be involved; it is asked, never demanded."""
        if self.form.values()[INVOLVED]:
            return []
        words = self.context.words
        said = words.say(
            "Could someone above you be involved? If so, or if you are not sure, go back and say it: then it "
            "goes another way."
        )
        return [(words.say("Not answered"), said)]

    @property
    def is_shut(self) -> bool:
        """Whether this is conduct at work in an office where nothing of that is kept."""
        return self.form.values()["regime"] == Regime.WORKPLACE and not self._logs_work()

    def may_keep(self) -> bool:
        """Tell whether anything may be kept: not about those above, not at work without a yes (A5, A6)."""
        said = self.form.values()
        if self.is_above or self.is_shut:
            return False
        return said["regime"] != Regime.WORKPLACE or said["consent_record"] == Consent.GIVEN

    def _logs_work(self) -> bool:
        session = self.context.session
        return session.person.is_hq or switches.is_on(session, switches.WORKPLACE)

    def keep(self) -> None:
        """Keep what is typed, if it changed and may be kept."""
        said = self.form.values()
        if not self.may_keep() or said in (self._kept, self._start if self._kept is None else None):
            return
        forms.keep(self.context.session, self.key, said)
        self._kept = said
        words = self.context.words
        at = words.iso_instant(self.context.session.at)
        self.form.say_saved(words.say("Kept {time} · nothing has left this computer", time=at))

    def forget(self) -> None:
        """Destroy what was kept of this page."""
        with self.context.telling():
            forms.drop(self.context.session, self.key)
        self._kept = None
        self.form.say_saved(self.context.words.say("Nothing of this is kept"))

    def move_to_sealed(self) -> None:
        """Let what was typed move to the sealed report, so that nobody is asked twice; nothing stays here."""
        session, said = self.context.session, self.form.values()
        moving = {n: said[n] for n in MOVING if said[n] != codec.plain_default(KIND.slots[n])}
        with self.context.telling():
            held = forms.read(session, SEALED)
            if moving:
                forms.keep(session, SEALED, _join(held.values if held else {}, moving))
        self.forget()

    def save(self) -> None:
        """Keep the page as a draft record, and let go of what was kept while typing."""
        session, before, said = self.context.session, self.key, self.values()
        if self.opened:
            records.edit(session, KIND.name, self.record, said, self.opened)
        else:
            self.record = records.add(session, KIND.name, said).id
        self.opened = records.open_record(session, KIND.name, self.record)
        forms.drop(session, before)
        self._kept, self._start = None, self.form.values()


def _join(held: Mapping[str, Plain], moving: Mapping[str, Plain]) -> dict[str, Plain]:
    """Return what is being written already with what comes: no text takes the place of another."""
    slots = sealed_report.KIND.slots
    said = {n: v for n, v in held.items() if v != codec.plain_default(slots[n])}
    both = [str(one["account"]) for one in (said, moving) if one.get("account")]
    return {**moving, **said, **({"account": "\n\n".join(both)} if both else {})}
