"""The commands sync and status hold to the contract, also where no headquarters is known."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Focal, Run

COUNTS = {"ok", "requests", "bytes_up", "bytes_down", "sent", "received", "clashes"}


def test_a_vault_that_stands_alone_has_no_hub(focal: Focal) -> None:
    said = focal("sync", error="not_admitted")
    assert "stands alone" in said["message"]


def test_a_stick_is_read_and_written(focal: Focal, tmp_path: Path) -> None:
    said = focal("sync", "--folder", str(tmp_path / "stick"))
    assert set(said) == COUNTS
    assert (said["requests"], said["received"], said["clashes"]) == (0, 0, 0)
    (tmp_path / "file").write_text("in the way")
    assert focal("sync", "--folder", str(tmp_path / "file"), error="disk_full")["field"] == "folder"
    assert (tmp_path / "file").read_text() == "in the way"


def test_status_says_where_each_item_is(focal: Focal, run: Run) -> None:
    made = focal("add", "partner", "--values", '{"name": "Water for all"}')
    items = {item["id"]: item for item in focal("status")["items"]}
    assert set(items[made["id"]]) == {"kind", "id", "reference", "place", "since"}
    assert items[made["id"]]["place"] in ("here", "waiting")
    assert "partner" in run("status").out
