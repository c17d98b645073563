"""The list of partners: who counts today, what is narrowed, what stands where nothing is."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store.vault import Making
from focal_desktop.ui.window import Window
from focal_desktop.usecases import practising, records
from tests.desks import PASSPHRASE, POLICY
from tests.ui import windows
from tests.ui.partners import desk
from tests.ui.partners.hand import Hand
from tests.ui.windows import Style


def shown(window: Window) -> list[str]:
    """Return the first word of each name in the list."""
    return [line.partner.name.split()[0] for line in desk.page(window).view.table.rows.values]


def cells(window: Window, row: int) -> list[str]:
    """Return the texts of a row."""
    model = desk.page(window).view.table.model()
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_each_partner_says_what_counts_today(window: Window) -> None:
    desk.go(window)
    assert shown(window) == ["Acacia", "Basalt", "Ferry", "Heron", "Lantern", "Papyrus", "Tamarind"]
    assert cells(window, 0)[1:] == ["Full capacity (low risk)", "12 Jul 2030", "Nothing is missing", "Yes"]
    assert cells(window, 1)[2:] == ["Expired 15 Dec 2025", "Not ready yet", "Yes"]


def test_typing_narrows_and_enter_opens(window: Window) -> None:
    hand = Hand(window)
    found = desk.go(window)
    hand.press(Qt.Key.Key_Down)
    hand.press(Qt.Key.Key_Down)
    assert found.view.table.current().partner.name.startswith("Basalt")
    found.view.line.setFocus()
    hand.type("pap")
    assert shown(window) == ["Papyrus"]
    hand.press(Qt.Key.Key_Return)
    assert desk.page(window).shown.record == desk.partner(window, "Papyrus").id


def test_a_name_is_found_without_marks(open_window: Callable[[Style], Window]) -> None:
    window = open_window(Style("ar"))
    desk.go(window)
    desk.page(window).view.line.insert("الاهوار")
    assert len(shown(window)) == 1


def test_chips_show_what_needs_the_person(window: Window) -> None:
    hand = Hand(window)
    desk.go(window)
    hand.say("Show: Needs a check")
    assert shown(window) == ["Basalt"]
    hand.say("Show: On hold")
    assert shown(window) == []
    assert desk.page(window).view.stack.currentIndex() == 2
    hand.say("Show all partners")
    assert len(shown(window)) == 7


def test_a_check_that_ends_within_90_days_is_shown(window: Window) -> None:
    line = desk.partner(window, "Heron")
    values = {
        "partner": line.id,
        "origin": "own",
        "scheme": "harmonised_8",
        "rating": "full",
        "assessed_on": "2021-10-01",
    }
    made = records.add(window.session, "assessment", values).id
    old = line.standing.assessment
    assert old is not None
    records.edit(window.session, "assessment", old.id, {"assessed_on": "2020-01-01"})
    records.edit(window.session, "assessment", made, {"state": "final"})
    desk.go(window, view="expiring")
    assert shown(window) == ["Heron"]


def test_an_empty_list_offers_two_ways_to_begin(tmp_path: Path) -> None:
    clock = windows.clock_at()
    making = Making(passphrase=PASSPHRASE, cost=FLOOR)
    session = practising.create(tmp_path / "vault", making, "en", clock=clock, policy=POLICY, kinds=KINDS)
    window = windows.open_window(session, windows.make_face(Style(), clock))
    hand = Hand(window)
    desk.go(window)
    hand.say("Paste a list")
    assert desk.page(window).shown.view == "paste"
    desk.go(window)
    hand.say("Add a partner")
    assert desk.page(window).shown.view == "new"
    windows.close_window(window)


def test_a_new_partner_needs_a_name_alone(window: Window) -> None:
    hand = Hand(window)
    found = desk.go(window, kind="partner", view="new")
    hand.say("Add this partner")
    assert desk.page(window) is found
    hand.type("Delta Builders")
    hand.say("Add this partner")
    assert desk.partner(window, "Delta").id == desk.page(window).shown.record


def test_what_is_typed_is_back_after_the_list(window: Window) -> None:
    hand = Hand(window)
    desk.go(window, kind="partner", view="new")
    hand.type("Delta Bui")
    desk.go(window)
    found = desk.go(window, kind="partner", view="new")
    assert found.form.form.values()["name"] == "Delta Bui"
    assert window.bar.message is not None
    assert window.bar.message.text == "Your unfinished text is back."


def test_escape_leads_up_to_the_list(window: Window) -> None:
    line = desk.partner(window, "Acacia")
    desk.go(window, kind="agreement", record=line.agreements[0].id)
    assert window.current is not None
    assert window.current.go_back()
    assert (desk.page(window).shown.record, desk.page(window).shown.view) == (line.id, "agreements")
    assert window.current.go_back()
    assert desk.page(window).shown.kind == ""
    assert not window.current.go_back()


def test_details_are_saved_and_taken_back(window: Window) -> None:
    hand = Hand(window)
    line = desk.partner(window, "Acacia")
    found = desk.go(window, kind="partner", view="details", record=line.id)
    editor = found.form.form.editors["focal_function"]
    editor.widget.setFocus()
    editor.widget.selectAll()
    hand.type("Safeguarding lead")
    hand.say("Save")
    assert desk.values(window, "partner", line.id)["focal_function"] == "Safeguarding lead"
    window.take_back()
    assert desk.values(window, "partner", line.id)["focal_function"] == "Programme lead"
    assert found.form.form.values()["focal_function"] == "Programme lead"


def test_a_list_of_many_opens_at_once(window: Window) -> None:
    names = [{"name": f"Partner {number}"} for number in range(300)]
    records.add_many(window.session, "partner", names)
    desk.go(window)
    assert len(shown(window)) == 307
    QTest.keyClicks(desk.page(window).view.line, "partner 299")
    assert len(shown(window)) == 1
