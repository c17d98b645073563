"""Every place of the window where something is typed: one line each, with every field that is seen there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from focal_desktop.ui.context import Place
from focal_desktop.ui.plan import lines
from focal_desktop.ui.window import Window
from focal_desktop.usecases.session import Session
from tests.ui import windows
from tests.ui.hostile import desks, hands
from tests.ui.hostile.hands import Line, Step, answer, choose, fill, press, turn, wait

ENTER, TAB = "enter", "tab"
"""What keeps a line that has no button; whoever goes on with the Tab key is not held back."""
FREE: Mapping[str, str] = {
    "pasted": "rows are listed one by one, each with what it needs",
    "vault_label": "the line holds no more than it may",
}
"""Fields of an open vault in which nothing is wrong, and why."""
NUMBER = re.compile(r"\d+$")
NEVER: Mapping[str, str] = {
    "search": "what is looked for is the place itself, and comes back with it",
    "palette_line": "a way to a place: nothing is written with it",
    "find_person": "narrows a list: a name that was looked for is a trace",
    "narrow": "narrows a list: a name that was looked for is a trace",
    "present_passphrase": "a passphrase is written nowhere",
    "new_passphrase": "a passphrase is written nowhere",
    "new_passphrase_again": "a passphrase is written nowhere",
    "chosen_passphrase": "a passphrase is written nowhere",
    "export_passphrase": "a passphrase is written nowhere",
    "backup_passphrase": "a passphrase is written nowhere",
    "next_person": "the hand-over refuses to begin while anything is kept; it is done by two people at once",
    "code_group": "a code is written nowhere",
}
"""Fields of an open vault whose text is not kept, and why."""
DOORS: Mapping[str, str] = {
    "passphrase": "a passphrase is written nowhere",
    "restore_passphrase": "a passphrase is written nowhere",
    "recovery_code": "a code is written nowhere",
    "restore_code": "a code is written nowhere",
    "invitation_code": "a code is written nowhere",
    "person": "before there is a vault nothing is there to keep it in; each page is a line or two",
    "office": "before there is a vault nothing is there to keep it in; each page is a line or two",
    "office_name": "before there is a vault nothing is there to keep it in; each page is a line or two",
    "country": "before there is a vault nothing is there to keep it in; each page is a line or two",
}
"""Fields before a vault is open, where nothing can be kept, and why."""


@dataclass(frozen=True)
class Spot:
    """A field, where it is, and what is done before it is seen; `again` what is done to see it anew."""

    name: str
    field: str
    section: str
    view: str = ""
    kind: str = ""
    record: Callable[[Session], str] = lambda _session: ""
    steps: tuple[Step, ...] = ()
    again: tuple[Step, ...] = ()
    also: str = ""
    """Every other field that is seen there."""
    save: str = ""
    """The button that keeps what is typed, where Ctrl+Enter is another's."""
    bare: str = ""
    """Fields outside of a form, each with what it takes, such as `signed_on:date`; a form knows its own."""
    needs: str = ""
    """Fields that must not be empty where `save` leads."""
    is_hq: bool = False
    is_shut: bool = False
    """A part that is opened anew after each unlocking, for a reason: only then its text is seen."""

    def open(self, window: Window, *, is_again: bool = False) -> Line:
        """Go there as a person does and return the field."""
        self.go(window)
        for step in self.again if is_again else self.steps:
            step(window)
        windows.settle()
        return self.line(window)

    def go(self, window: Window) -> None:
        """Go to its place."""
        window.go(self.place(window))
        windows.settle()

    def place(self, window: Window) -> Place:
        """Return where it is."""
        record = self.record(window.session)
        return Place(section=self.section, view=self.view, kind=self.kind, record=record)

    def line(self, window: Window) -> Line:
        """Return the field, which is seen."""
        found = hands.see(window, QWidget, self.field)
        target = found.focusProxy() or found
        assert isinstance(target, Line), target
        return target

    @property
    def fields(self) -> frozenset[str]:
        """Every field that is seen there; those of one row each count as one."""
        return frozenset(NUMBER.sub("#", one) for one in (self.field, *self.also.split()))


def is_at(window: Window, spot: Spot) -> bool:
    """Tell whether the cursor is in the field of a spot."""
    focus = window.focusWidget()
    whole = focus.parentWidget() if focus else None
    return spot.field in (one.objectName() for one in (focus, whole) if one is not None)


def _case(state: str) -> Callable[[Session], str]:
    return lambda session: desks.find(session, "allegation", state=state)


def _first(kind: str, **where: str) -> Callable[[Session], str]:
    return lambda session: desks.find(session, kind, **where)


DRAFT = _first("agreement", state="draft")
CHECK = _first("assessment", state="draft")
ACTION = desks.find_action
SPOTS: Sequence[Spot] = (
    Spot(
        "intake",
        "account",
        "allegations",
        "new",
        also="received_on",
        steps=(press("regime_sea"),),
        needs="received_on",
    ),
    Spot(
        "intake_draft",
        "account",
        "allegations",
        "draft",
        "allegation",
        _case("draft"),
        also="received_on",
        save="keep_draft",
    ),
    Spot(
        "call",
        "told_time",
        "allegations",
        steps=(wait(5),),
        again=(wait(5),),
        save="told_by_phone",
        bare="told_time:time",
    ),
    Spot(
        "record",
        "page_area",
        "allegations",
        "record",
        "allegation",
        _case("passed_on"),
        also="page_received_on page_incident_on page_victims",
    ),
    Spot(
        "help",
        "page_person_told_on",
        "allegations",
        "record",
        "allegation",
        _case("passed_on"),
        steps=(turn(2),),
        again=(turn(2),),
    ),
    Spot(
        "subject",
        "page_subject_name",
        "allegations",
        "record",
        "allegation",
        _case("passed_on"),
        steps=(turn(3), press("open_subject")),
        again=(turn(3), press("open_subject")),
        is_shut=True,
        save="keep_subject",
        also="page_subject_function page_subject_description",
    ),
    Spot(
        "why_open",
        "other_account",
        "allegations",
        "record",
        "allegation",
        _case("passed_on"),
        steps=(turn(3), choose("reason_account", "other")),
        again=(turn(3),),
        save="open_account",
        bare="other_account:text",
        needs="other_account",
    ),
    Spot(
        "why_export",
        "export_reason",
        "allegations",
        "record",
        "allegation",
        _case("passed_on"),
        steps=(turn(5),),
        again=(turn(5),),
        save="export_now",
        bare="export_reason:text",
        needs="export_reason",
    ),
    Spot(
        "sealed_report",
        "account",
        "sealed_report",
        also="reach names",
        steps=(fill("account", lambda _: "What was seen."),),
        save="seal",
        bare="reach:text",
        needs="account",
    ),
    Spot(
        "new_partner",
        "name",
        "partners",
        "new",
        "partner",
        also="country focal_function portal_number vendor_number",
        steps=(fill("name", lambda _: "Ward council"),),
    ),
    Spot(
        "partner",
        "vendor_number",
        "partners",
        "details",
        "partner",
        _first("partner"),
        also="name country focal_function portal_number",
    ),
    Spot(
        "new_agreement",
        "project",
        "partners",
        "new",
        "agreement",
        _first("partner"),
        also="number name starts_on ends_on amount",
    ),
    Spot(
        "new_result",
        "reference",
        "partners",
        "new",
        "assessment",
        _first("partner"),
        also="assessor assessed_on plan_agreed_on partner_comment",
    ),
    Spot(
        "sheet_note",
        "note_1",
        "partners",
        "",
        "assessment",
        CHECK,
        steps=(answer("Capacity"), press("add_note_1")),
        also="assessor assessed_on reference plan_agreed_on partner_comment",
        save=TAB,
        bare="note_1:long_text",
    ),
    Spot(
        "decision",
        "partner_comment",
        "partners",
        "",
        "assessment",
        CHECK,
        steps=(answer("Capacity"),),
        also="assessor assessed_on reference plan_agreed_on",
    ),
    Spot(
        "agreement",
        "project",
        "partners",
        "facts",
        "agreement",
        DRAFT,
        also="number name starts_on ends_on amount",
    ),
    Spot("waiver", "expires_on", "partners", "waiver", "agreement", desks.find_waived),
    Spot("clause", "place_1", "partners", "clauses", "agreement", DRAFT, save=ENTER, bare="place_1:text"),
    Spot(
        "signing",
        "signed_on",
        "partners",
        "clauses",
        "agreement",
        _first("agreement", state="ready_to_sign"),
        also="place_#",
        save="sign_agreement",
        bare="signed_on:date",
        needs="signed_on",
    ),
    Spot("partner_list", "pasted", "partners", "paste"),
    Spot(
        "action", "indicator", "plan", "", "action", ACTION, also="activity target actual unit due_on percent"
    ),
    Spot(
        "cell",
        "cell_indicator",
        "plan",
        steps=(hands.open_cell(lines.INDICATOR),),
        again=(hands.open_cell(lines.INDICATOR),),
        save=ENTER,
        bare="cell_indicator:text",
    ),
    Spot(
        "cell_number",
        "cell_actual",
        "plan",
        steps=(hands.open_cell(lines.REACHED),),
        again=(hands.open_cell(lines.REACHED),),
        save=ENTER,
        bare="cell_actual:whole_number",
    ),
    Spot(
        "cell_day",
        "cell_due_on",
        "plan",
        steps=(hands.open_cell(lines.DUE),),
        again=(hands.open_cell(lines.DUE),),
        save=ENTER,
        bare="cell_due_on:date",
    ),
    Spot("new_action", "activity", "plan", "new", also="indicator target actual unit due_on percent"),
    Spot("plan", "needs", "plan", "about", also="agreed_on last_year"),
    Spot("quarter_note", "note", "plan", "q2", "quarter_note", ACTION),
    Spot(
        "person",
        "function",
        "training",
        "people",
        "person",
        _first("person"),
        also="name code unit entered_on left_on exempt_until_on",
    ),
    Spot(
        "new_person",
        "name",
        "training",
        "people",
        steps=(press("add_person"),),
        again=(press("add_person"),),
        also="code function unit entered_on left_on exempt_until_on",
    ),
    Spot("exempt", "exempt_until_on", "training", "missing", "person", _first("person")),
    Spot(
        "session",
        "pasted",
        "training",
        "session",
        also="course completed_on",
        steps=(
            choose("course", "sea_all"),
            fill("pasted", desks.find_row),
            hands.read_rows,
        ),
        save="save_session",
        bare="course:choice completed_on:date",
    ),
    Spot(
        "channel",
        "hours",
        "channels",
        "",
        "channel",
        _first("channel"),
        also="tested_on minutes name reach opened_on closed_on",
    ),
    Spot(
        "channel_test",
        "minutes",
        "channels",
        "",
        "channel",
        _first("channel"),
        steps=(answer("What happened"),),
        again=(answer("What happened"),),
        also="tested_on name reach hours opened_on closed_on",
        save="keep_test",
    ),
    Spot("new_channel", "name", "channels", "new", also="reach hours opened_on closed_on"),
    Spot(
        "monthly_return",
        "channels_checked_on",
        "monthly_return",
        save="confirm_month",
        bare="channels_checked_on:date",
    ),
    Spot("label", "vault_label", "settings", "label"),
    Spot(
        "invite",
        "invite_until",
        "offices",
        "invite",
        is_hq=True,
        steps=(choose("invite_office", desks.DESK.place.office),),
        save="make_invitation",
        bare="invite_until:date",
        needs="invite_office",
    ),
    Spot(
        "invite_new",
        "invite_name",
        "offices",
        "invite",
        is_hq=True,
        steps=(
            choose("invite_office", "+"),
            choose("invite_country", "UG"),
            fill("invite_code", lambda _: "UGA-1"),
            fill("invite_name", lambda _: "Lakeside"),
        ),
        also="invite_code invite_until",
        save="make_invitation",
        bare="invite_code:office_code invite_name:text invite_until:date",
        needs="invite_code invite_name invite_country",
    ),
    Spot(
        "why_read",
        "report_other",
        "offices",
        "reports",
        "sealed_report",
        _first("sealed_report"),
        is_hq=True,
        steps=(choose("report_reason", "other"),),
        save="report_open",
        bare="report_other:text",
        needs="report_other",
    ),
)


def list_known(section: str) -> frozenset[str]:
    """Return every field that a row names in a section."""
    return frozenset(name for spot in SPOTS if spot.section == section for name in spot.fields)
