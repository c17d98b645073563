"""The commands erase and retention, and what a history still says of a record that is gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from focal_desktop.cli import main
from focal_desktop.store import erasing
from focal_desktop.store.erasures import Erasure
from focal_desktop.usecases import acts, records, unlocking
from focal_desktop.usecases.session import Session
from tests.cli.conftest import Focal
from tests.cli.test_hq import Seat
from tests.conftest import HandClock
from tests.desks import PASSPHRASE, Answer, Desk
from tests.sync.company import Company
from tests.usecases.country import HQ, HQ_ROLES, Country, take_down


@pytest.fixture
def case(desk: Desk) -> str:
    """A case that was erased by a rule."""
    identity = records.add(desk.session, "allegation", {"regime": "sea"}).id
    with desk.session.store.transaction() as writer:
        order = Erasure(identity, "", "retention/case_row", "2026-03-02T09:00:00Z")
        erasing.erase_record(writer, desk.session.store.connection, order)
    return identity


def test_a_desk_that_stands_alone_counts_no_days(focal: Focal) -> None:
    assert focal("retention") == {
        "ok": True,
        "counted_on": "",
        "due": [],
        "left": [],
        "late": [],
        "orders": [],
    }
    assert focal("retention", "--now")["erased"] == 0


def test_what_has_left_is_told(focal: Focal, case: str) -> None:
    (left,) = focal("retention")["left"]
    assert left == {"record": case, "part": "", "reason": "retention/case_row", "at": "2026-03-02T09:00:00Z"}


def test_a_history_says_that_it_was_erased_and_when(focal: Focal, case: str) -> None:
    assert focal("history", "allegation", case) == {"ok": True, "changes": [], "erased_on": "2026-03-02"}
    focal("show", "allegation", case, error="not_found")
    assert focal("list", "allegation")["records"] == []
    assert focal("check")["refold"]


def test_an_office_orders_nothing(focal: Focal, desk: Desk) -> None:
    identity = records.add(desk.session, "partner", {"name": "Partner"}).id
    focal("erase", "partner", identity, "--reason", "mistake", error="not_allowed")


@pytest.fixture
def hq(tmp_path: Path, clock: HandClock) -> Session:
    """Headquarters with a case of an office."""
    country = Country(tmp_path / "country", clock)
    made, office = country.make(*HQ_ROLES, office=HQ), country.make("focal_point")
    acts.act(office, "allegation", take_down(office), "notify", {})
    country.exchange(made, office)
    unlocking.lock(office)
    return made


def test_headquarters_orders_and_sees_who_confirmed(
    hq: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, device = records.list_page(hq, "allegation", {})[0][0].id, hq.person.device
    unlocking.lock(hq)
    (tmp_path / "phrase").write_text(f"{PASSPHRASE}\n")

    def ask(*words: str) -> Any:
        capsys.readouterr()
        where = ("--vault", str(hq.store.folder), "--passphrase-file", str(tmp_path / "phrase"))
        return Answer(main.main(("--json", *where, *words)), *capsys.readouterr()).json

    assert ask("erase", "allegation", case, "--reason", "no such reason")["error"] == "not_in_list"
    said = ask("erase", "allegation", case, "--reason", "asked_for")
    assert said["waiting"] is False
    (order,) = ask("retention")["orders"]
    assert (order["id"], order["state"], order["confirmed"]) == (said["order"], "in_force", [device])
    assert ask("show", "allegation", case)["error"] == "not_found"
    assert ask("check")["ok"]


@pytest.mark.long
def test_two_officers_order_by_command(
    tmp_path: Path, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second gives the very same order; until then nothing is erased anywhere."""
    company = Company(tmp_path, clock)
    other = Seat(company, company.staff("HQ", "hq_desk"), capsys)
    company.staff("HQ", "root")
    hq = Seat(company, company.hq, capsys)
    partner = records.add(hq.session, "partner", {"name": "Partner"}).id
    company.sync(hq.session, other.session)
    words = ("erase", "partner", partner, "--reason", "mistake")
    code, said = hq.run(*words)
    assert (code, said["waiting"]) == (0, True)
    assert hq.run(*words)[1] == said
    company.sync(hq.session, other.session)
    for seat, state in ((hq, "waiting"), (other, "to_confirm")):
        assert seat.run("show", "partner", partner)[0] == 0
        (order,) = seat.run("retention")[1]["orders"]
        assert (order["id"], order["state"], order["confirmed"]) == (said["order"], state, [])
    assert other.run(*words) == (0, {"ok": True, "order": said["order"], "waiting": False})
    company.sync(other.session, hq.session)
    for seat in (hq, other):
        assert seat.run("show", "partner", partner)[1]["error"] == "not_found"
    (order,) = hq.run("retention")[1]["orders"]
    assert (order["state"], len(order["by"]), len(order["confirmed"])) == ("in_force", 2, 2)
    company.close()
