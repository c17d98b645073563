"""What is nearly written so is found, also in Arabic; what a person may not see is not."""

import pytest

from focal_desktop.usecases import records, seeking
from focal_desktop.usecases.session import Session
from tests.usecases.country import Country


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("trianing", "Training"),
        ("retrun", "Monthly return"),
        ("montly", "Monthly return"),
        ("ferri lanidng", "Ferry Landing Cooperative"),
        ("josé", "Jose Alvarez"),
        ("تعاونيه", "تعاونية الأهوار"),
        ("اهوار", "تعاونية الأهوار"),
        ("الاهوار", "تعاونية الأهوار"),
        ("trian", "Training"),
    ],
)
def test_nearly_written_is_found(typed: str, said: str) -> None:
    assert seeking.rate(seeking.split(typed), seeking.split(said)) is not None


@pytest.mark.parametrize(
    ("typed", "said"),
    [("plan", "Lantern"), ("abc", "abd"), ("garden", "Training"), ("zzzzzz", "Fezzes"), ("", "Plan")],
)
def test_another_word_is_not(typed: str, said: str) -> None:
    assert seeking.rate(seeking.split(typed), seeking.split(said)) is None


def test_fewer_wrong_letters_come_first(office: Session) -> None:
    for name in ("Lantarn House", "Lantern House", "Harbour House"):
        records.add(office, "partner", {"name": name})
    found = seeking.find_near(office, "lantren", lambda _: False)
    assert [row.title for row in found] == ["Lantern House"]
    assert [row.title for row in seeking.find_near(office, "lantern", lambda _: False)] == [
        "Lantern House",
        "Lantarn House",
    ]
    assert seeking.find_near(office, "lan", lambda _: False) == []  # three letters are right or wrong


def test_what_is_left_out_or_not_open_to_a_role_is_not_found(office: Session, country: Country) -> None:
    records.add(office, "partner", {"name": "Lantern House"})
    assert seeking.find_near(office, "lantren", lambda kind: kind == "partner") == []
    case = records.add(office, "allegation", {})
    title = records.read(office, "allegation", case.id).title
    clerk = country.make("hr_clerk")
    assert all(
        row.kind != "allegation" for row in seeking.find_near(clerk, title or "allegation", lambda _: False)
    )
