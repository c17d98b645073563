"""A whole vault put back to an earlier day opens as it was then: the next exchange shows it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from focal_desktop.base.trouble import Trouble
from focal_desktop.sync import folder
from focal_desktop.usecases import acts, checking, records, unlocking
from focal_desktop.usecases.session import Session
from tests.desks import read_all, refused
from tests.figures import Tell
from tests.sync.company import Company
from tests.sync.conftest import company

__all__ = ["company"]

COPY = "copy"


def put_by(session: Session, aside: Path) -> None:
    """Keep the whole folder as it lies, and the anchor's copy."""
    shutil.copytree(session.store.folder, aside)
    shutil.copy(unlocking.anchor_copy(session.store.folder), aside / COPY)


def go_back(company: Company, session: Session, earlier: Path) -> Session:
    """Put all of it back, and unlock."""
    place = session.store.folder
    unlocking.lock(session)
    shutil.rmtree(place)
    shutil.copytree(earlier, place)
    shutil.move(place / COPY, unlocking.anchor_copy(place))
    return company.open_again(session)


def save(session: Session) -> str:
    """Save a case with its notice, and a partner; return the case."""
    case = records.add(session, "allegation", {"regime": "sea", "received_on": "2026-03-01"}).id
    acts.act(session, "allegation", case, "notify", {})
    records.add(session, "partner", {"name": "Practice partner"})
    return case


def listen(company: Company, session: Session) -> str:
    """Exchange with the hub and return the sentence the person reads."""
    try:
        company.sync(session)
    except Trouble as trouble:
        return f"{trouble.code}: {trouble}"
    return ""


@pytest.mark.parametrize("sent", [1, 3])
@pytest.mark.parametrize("saved", [0, 1, 2, 4])
def test_the_next_exchange_shows_a_vault_that_was_put_back(
    company: Company, tmp_path: Path, sent: int, saved: int, figure: Tell
) -> None:
    desk = company.staff()
    company.sync(desk, company.hq, desk)
    put_by(desk, tmp_path / "earlier")
    cases = [save(desk) for _ in range(sent)]
    company.sync(desk, company.hq, desk)
    desk = go_back(company, desk, tmp_path / "earlier")
    assert not desk.store.behind
    assert checking.check(desk).ok
    for _ in range(saved):
        save(desk)
    told = listen(company, desk)
    figure("whole vaults put back: not shown by the next exchange", tried=1, bad=not told)
    assert told.startswith("hub_refused: " if saved else "hub_inconsistent: ")
    assert "Call headquarters before you go on." in told
    assert ("two copies" if saved else "older than what was sent") in told
    assert all(records.read(company.hq, "allegation", case).state == "passed_on" for case in cases)


@pytest.mark.timeout(30)  # a vault that overlooks it seals the same again and again
@pytest.mark.parametrize("is_alone", [False, True])  # without the office's own work, which shows it too
def test_headquarters_word_shows_it_by_stick(
    company: Company, tmp_path: Path, is_alone: bool, figure: Tell
) -> None:
    desk, stick = company.staff(), tmp_path / "stick"
    stick.mkdir()
    for session in (desk, company.hq, desk):
        folder.sync_with_folder(session, stick)
    put_by(desk, tmp_path / "earlier")
    case, earlier = save(desk), {file.read_bytes() for file in stick.iterdir()}
    folder.sync_with_folder(desk, stick)
    (own,) = (file for file in stick.iterdir() if file.read_bytes() not in earlier)
    folder.sync_with_folder(company.hq, stick)
    if is_alone:
        own.unlink()
    desk = go_back(company, desk, tmp_path / "earlier")
    before = read_all(desk)
    with refused("hub_inconsistent") as told:
        folder.sync_with_folder(desk, stick)
    figure("whole vaults put back: not shown by the next exchange", tried=1, bad=0, detail="hub and stick")
    assert "older than what was sent" in str(told.value)
    after = read_all(desk)  # what the stick brought back of its own work may be more
    assert {name: after[name] for name in before} == before
    assert records.read(company.hq, "allegation", case).state == "passed_on"
