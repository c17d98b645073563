"""What waits and what was received, on one plain page: a table of neutral references, sizes and times."""

from __future__ import annotations

import msgspec
from reportlab.platypus import Flowable

from focal_desktop.base.words import Words
from focal_desktop.reports import edition, page, press, table, tokens
from focal_desktop.reports.press import Press
from focal_desktop.reports.sync_list import MOST, SyncList
from focal_desktop.reports.table import Column, Row

TEMPLATE = "sync-list-1"
SHARES = (78, 131, 68, 95, 101)
"""How the page is shared: reference, what it is, size, state, since."""


def render(sheet: SyncList, words: Words) -> page.Rendered:
    """Return the page as a PDF, in memory alone."""
    made = msgspec.structs.replace(press.start(words), look=table.CLOSE)
    furniture = page.Furniture(
        title=sheet.title,
        author=sheet.office,
        classification=edition.classify(words, edition.INTERNAL),
        template=TEMPLATE,
        most_pages=1,
        check_code=edition.make_check_code(
            msgspec.json.encode(sheet, order="deterministic"), edition.INTERNAL
        ),
    )
    return page.render(_compose(made, sheet), furniture, words, made.setter)


def _compose(made: Press, sheet: SyncList) -> list[Flowable]:
    columns = [Column(head, share) for head, share in zip(sheet.heads, SHARES, strict=True)]
    return [
        made.text(sheet.title, tokens.HEADING),
        *(made.text(said) for said in sheet.said),
        made.table(columns, [Row(cells) for cells in sheet.rows[:MOST]]),
        *([made.note(sheet.left)] if sheet.left else []),
    ]
