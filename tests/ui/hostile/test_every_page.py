"""No page where something can be typed is forgotten: each module that makes a field has its row."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from tests.house.sources import Source, read_sources, sample
from tests.ui.hostile.spots import DOORS, NEVER, SPOTS

UI = "focal_desktop/ui/"
MAKERS = frozenset(
    {
        "Line",
        "ClearableLine",
        "SearchLine",
        "WatchedLine",
        "QLineEdit",
        "make_line",
        "QPlainTextEdit",
        "QTextEdit",
    }
    | {"QSpinBox", "TextBox", "DayEdit", "Form", "RecordForm", "LineEditor", "TextEditor", "DayEditor"}
    | {"PassphraseLine", "NewPassphrase", "CellView", "TypeAhead"}
)
PARTS = ("widgets/", "partners/record_form.py", "plan/cell_view.py")
"""What pages are made of; it has no page of its own."""
ROWS: Mapping[str, str] = {
    "allegations/export_view.py": "why_export export_passphrase",
    "allegations/fields_view.py": "record help",
    "allegations/phone_view.py": "call",
    "allegations/sealed_view.py": "subject",
    "allegations/why_view.py": "why_open",
    "channels/channel_view.py": "channel channel_test new_channel",
    "first_run/alone.py": "office office_name country person",
    "first_run/office.py": "invitation_code person",
    "monthly_return/view.py": "monthly_return",
    "offices/invite_view.py": "invite invite_new",
    "offices/report_panel.py": "why_read",
    "partners/agreement_page.py": "agreement",
    "partners/agreement_view.py": "signing",
    "partners/clauses_view.py": "clause",
    "partners/decision.py": "decision",
    "partners/new_page.py": "new_partner new_agreement new_result",
    "partners/partner_page.py": "partner",
    "partners/paste_page.py": "partner_list",
    "partners/waiver_part.py": "waiver",
    "plan/about_view.py": "plan",
    "plan/action_view.py": "action new_action",
    "plan/cell_desk.py": "cell cell_number cell_day",
    "plan/note_view.py": "quarter_note",
    "restore/secret.py": "restore_passphrase restore_code",
    "sealed_report/form.py": "sealed_report",
    "settings/backup_page.py": "backup_passphrase",
    "settings/handover_page.py": "present_passphrase next_person new_passphrase",
    "settings/label_page.py": "label",
    "settings/passphrase_page.py": "present_passphrase new_passphrase new_passphrase_again",
    "settings/sheet_page.py": "present_passphrase",
    "shell/palette.py": "palette_line",
    "shell/top_bar.py": "search",
    "training/people_view.py": "find_person",
    "training/person_view.py": "person new_person exempt",
    "training/session_view.py": "session",
    "unlock/recovery.py": "recovery_code",
    "unlock/view.py": "passphrase",
}
"""The module of each page, with its rows in the table of places, or its fields that are not kept."""
READ_ALONE = frozenset({"reports/preview.py"})
"""Shows a text that nobody types."""


def find_pages(sources: Iterable[Source]) -> Iterator[str]:
    """Yield each module that makes something to type into; a line of a list is of another module."""
    for source in sources:
        name = source.name.removeprefix(UI)
        called = (node.func for node in source.walk() if isinstance(node, ast.Call))
        made = {one.id for one in called if isinstance(one, ast.Name) and one.id in MAKERS}
        has_line = "widgets.line import" in source.text
        if (made if has_line else made - {"Line"}) and source.name.startswith(UI):
            yield name


def test_every_page_with_a_field_has_its_row() -> None:
    found = {name for name in find_pages(read_sources("focal_desktop")) if not name.startswith(PARTS)}
    assert found - READ_ALONE == set(ROWS)


def test_every_row_is_of_a_page_and_says_what_becomes_of_it() -> None:
    named = {one for rows in ROWS.values() for one in rows.split()}
    spots = {one.name for one in SPOTS}
    assert named <= spots | set(NEVER) | set(DOORS)
    assert spots - named == {"intake", "intake_draft", "sheet_note"}  # made of questions, and of standards
    assert all(NEVER.values())
    assert all(DOORS.values())


def test_a_new_page_is_found() -> None:
    made = sample("from focal_desktop.ui.widgets.line import Line\nmade = Line()\n", f"{UI}planted/page.py")
    assert list(find_pages([made])) == ["planted/page.py"]
    assert list(find_pages([sample("Line(1, 2)\n", f"{UI}planted/lines.py")])) == []
