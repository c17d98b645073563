"""Exported texts and tables are read by anyone, and no cell of a table is ever run."""

from __future__ import annotations

import csv
import io
import json

import pytest

from focal_desktop.base import words as languages
from focal_desktop.domain.record import Plain, Slot
from focal_desktop.reports import exports
from focal_desktop.reports.exports import Teller
from focal_desktop.usecases import exporting, records
from focal_desktop.usecases.exporting import Wanted, Way
from focal_desktop.usecases.session import Session
from tests.desks import Desk, desk

__all__ = ["desk"]


def teller(session: Session) -> Teller:
    """Say values as they are stored."""

    def say_value(slot: Slot, value: Plain) -> str:
        assert slot
        return ", ".join(value) if isinstance(value, list) else str(value or "")

    return Teller(
        session=session,
        words=languages.load("en"),
        say_field=lambda slot: slot.said.label,
        say_value=say_value,
    )


def read_table(data: bytes) -> list[list[str]]:
    """Read a table as a spreadsheet does."""
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+254 700 000", "'+254 700 000"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("-", "'-"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        (" =1", "' =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200e=1", "'\u200e=1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff20SUM", "'\uff20SUM"),
        ("-5", "-5"),
        ("+5", "+5"),
        ("-5.25", "-5.25"),
        ("12.50 USD", "12.50 USD"),
        ("2026-03-02", "2026-03-02"),
        ("100", "100"),
        ("", ""),
        ("A = B", "A = B"),
        ("O'Neill, \"x\"", "O'Neill, \"x\""),
        ("name; =1", "name; =1"),
    ],
)
def test_what_begins_like_a_formula_is_made_harmless(cell: str, written: str) -> None:
    assert exports.make_harmless(cell) == written
    assert read_table(exports.write_cells([[cell, "next"]])) == [[written, "next"]]


def test_every_cell_is_in_quotes_so_that_no_other_separator_splits_it() -> None:
    data = exports.write_cells([["a;=1", "b\t=1"]]).decode("utf-8-sig")
    assert data == '"a;=1","b\t=1"\r\n'


def test_a_list_becomes_a_table(desk: Desk) -> None:
    session = desk.session
    partner = records.add(session, "partner", {"name": "=HYPERLINK(1)", "country": "KE"})
    records.add(session, "agreement", {"partner": partner.id})
    found = {}
    for kind in ("partner", "agreement"):
        taken = exporting.take(session, Wanted(kind=kind), Way.PLAIN)
        found[kind] = read_table(exports.write_table(taken, session.kind(kind), teller(session)))
    head, row = found["partner"]
    said = dict(zip(head, row, strict=True))
    assert head[0] == "Reference"
    assert said["Reference"] == partner.reference
    assert "'=HYPERLINK(1)" in row
    agreement = found["agreement"][1]
    assert any(partner.reference in cell for cell in agreement)  # a pointer is said by what it points at
    assert all(not cell.startswith(("=", "+", "-", "@")) for line in found.values() for cell in line[1])


def test_a_record_becomes_a_text_and_the_same_as_json(desk: Desk) -> None:
    session = desk.session
    saved = records.add(session, "partner", {"name": "عقد", "country": "KE"})
    taken = exporting.take(session, Wanted(kind="partner", id=saved.id), Way.PLAIN)
    text = exports.write_text(taken, session.kind("partner"), teller(session)).decode()
    readable, _, body = text.partition("The same for programs (JSON):")
    assert f"Reference {saved.reference}" in readable
    assert "عقد" in readable
    (one,) = json.loads(body)
    assert (one["kind"], one["reference"], one["values"]["name"]) == ("partner", saved.reference, "عقد")
    assert "\r\n" in text
