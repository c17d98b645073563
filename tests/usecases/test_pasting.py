"""What is pasted from a spreadsheet, and whom each row names: nothing merges by itself."""

from __future__ import annotations

from datetime import date

import pytest

from focal_desktop.domain.person import Person
from focal_desktop.usecases import matching, pasting
from focal_desktop.usecases.matching import Finder, Likeness
from tests.desks import POLICY, refused

PEOPLE = (
    Person(id="1", code="KSM-001", name="Déltan Ómegan Zeta"),
    Person(id="2", code="KSM-002", name="Alpha Oneson"),
    Person(id="3", name="ليلى حسن"),
    Person(id="4", code="KSM-004", name="Gamma Threeton"),
    Person(id="5", name="Gamma Threeton"),
)


@pytest.mark.parametrize("mark", ["\t", ";", ","])
def test_cells_are_parted_by_tab_semicolon_or_comma(mark: str) -> None:
    table = pasting.read_table(f"KSM-001{mark} Alpha  Oneson \n\nKSM-002{mark}Déltan", POLICY)
    assert table.rows == (("KSM-001", "Alpha Oneson"), ("KSM-002", "Déltan"))
    assert table.columns == ("code", "name")


def test_quotes_hold_a_cell_together() -> None:
    assert pasting.read_table('"Oneson, Alpha";Consultant', POLICY).rows == (("Oneson, Alpha", "Consultant"),)


def test_a_row_of_headings_is_taken_off() -> None:
    table = pasting.read_table("Nom\tIndex no.\tE-mail\nOneson\t7\ta@b", POLICY)
    assert table.columns == ("name", "code", "")
    assert table.rows == (("Oneson", "7", "a@b"),)


def test_columns_are_guessed_from_what_they_hold() -> None:
    text = "a@b.org\tAlpha\tOneson\tConsultant\tEnglish\nb@b.org\tDéltan\tÓmegan\tIntern\tSpanish"
    table = pasting.read_table(text, POLICY)
    assert table.columns == ("", "name", "name", "contract", "language")
    assert pasting.read_people(table.rows, table.columns, POLICY)[0] == {
        "name": "Alpha Oneson",
        "contract": "consultant",
        "language": "en",
    }


@pytest.mark.parametrize(
    ("cells", "held"),
    [
        (("2026-03-01", "2026-04-02"), pasting.DAY_FIRST),
        (("13/04/2026", "01/04/2026"), pasting.DAY_FIRST),
        (("04/13/2026", "04/01/2026 10:00"), pasting.MONTH_FIRST),
        (("04/03/2026", "05/03/2026"), ""),
        (("yesterday", "soon"), ""),
    ],
)
def test_days_are_read_where_they_can_be_read_one_way_only(cells: tuple[str, str], held: str) -> None:
    text = "Name\tCompletion date\n" + "\n".join(f"Alpha\t{cell}" for cell in cells)
    table = pasting.read_table(text, POLICY)
    assert table.columns == ("name", held)
    is_asked = cells[0] == "04/03/2026"
    assert pasting.has_unread_days(table, table.columns) is is_asked
    assert pasting.read_people(table.rows, table.columns, POLICY)[0] == {"name": "Alpha"}


def test_a_day_of_birth_is_no_day_of_completion() -> None:
    table = pasting.read_table("Name\tDate of birth\nAlpha\t1980-03-01", POLICY)
    assert table.columns == ("name", "")


@pytest.mark.parametrize(
    ("cell", "day"),
    [("2/3/26", "2026-03-02"), ("2026-03-02", "2026-03-02"), ("31/02/2026", ""), ("", ""), ("3/4/2027", "")],
)
def test_a_day_that_is_none_or_has_not_come_is_not_read(cell: str, day: str) -> None:
    columns = ("name", pasting.DAY_FIRST)
    assert pasting.read_completed(("Alpha", cell), columns, date(2026, 9, 15)) == day
    assert pasting.read_completed(("Alpha", cell), ("name", ""), date(2026, 9, 15)) is None


def test_known_numbers_make_a_column_of_numbers() -> None:
    assert pasting.read_table("first desk\nsecond desk", POLICY, {"desk first"}).columns == ("name",)
    known = {"desk first", "desk second"}
    assert pasting.read_table("first desk\nsecond desk", POLICY, known).columns == ("code",)


def test_nothing_and_too_much() -> None:
    assert pasting.read_table(" \n\t\n", POLICY) == pasting.Table()
    with refused("wrong_type", "pasted"):
        pasting.read_table("a\n" * (pasting.MOST_ROWS + 1), POLICY)


@pytest.mark.parametrize(
    ("code", "name", "likeness", "person"),
    [
        ("ksm 001", "", Likeness.KNOWN, "1"),
        ("", "ZETA, Deltan Omegan", Likeness.KNOWN, "1"),
        ("", "Deltan Omegas", Likeness.NEAR, "1"),
        ("KSM-001", "Alpha Oneson", Likeness.NEAR, "1"),
        ("KSM-999", "Alpha Oneson", Likeness.NEAR, "2"),
        ("KSM-999", "ليلى حسن", Likeness.KNOWN, "3"),
        ("", "لَيلى حسن", Likeness.KNOWN, "3"),
        ("", "Gamma Threeton", Likeness.NEAR, "4"),
        ("", "Kappa Ninefold", Likeness.NEW, ""),
        ("KSM-003", "", Likeness.NEW, ""),
        ("", " ", Likeness.EMPTY, ""),
    ],
)
def test_a_row_names_somebody(code: str, name: str, likeness: Likeness, person: str) -> None:
    found = Finder(PEOPLE).match({"code": code, "name": name})
    assert (found.likeness, found.person) == (likeness, person)


def test_the_second_of_two_rows_is_left_out() -> None:
    rows = [{"code": "KSM-002"}, {"name": "Oneson Alpha"}, {"name": "X Y"}, {"name": "Y X"}, {}, {}]
    found = [one.likeness.value for one in Finder(PEOPLE).match_all(rows)]
    assert found == ["known", "twice", "new", "twice", "empty", "empty"]


def test_names_are_compared_without_case_accents_and_order() -> None:
    assert matching.fold("ÓMEGAN-Zeta, Déltan") == ("deltan", "omegan", "zeta")
