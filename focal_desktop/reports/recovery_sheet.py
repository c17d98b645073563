"""The recovery sheet: one page with the code that opens a vault when its passphrase is forgotten.

It names no office, no person and nothing of what the vault holds.
"""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import segno
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from focal_desktop.base.words import Words
from focal_desktop.reports import press as presses
from focal_desktop.reports import tokens
from focal_desktop.reports.page import ROOM, Rendered
from focal_desktop.reports.press import Press
from focal_desktop.reports.text import Style

CODE = Style(21, tokens.INK, is_bold=True, align="centre", before=6, after=2, leading=1.5)
GROUPS_A_LINE = 4
QR_SIDE = 42 * tokens.MM
QUIET = 4
"""The white frame that a reader of such codes needs, in its own squares."""


class Squares(Flowable):
    """A QR code in the middle of the line."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._rows: Sequence[Sequence[int]] = [list(row) for row in segno.make_qr(text, error="m").matrix]
        self.height = QR_SIDE

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803, ARG002 reportlab's own names
        """Take the whole width."""
        self.width = aW
        return aW, self.height

    def draw(self) -> None:
        """Draw the dark squares, row by row from the top."""
        canvas: Any = self.canv
        side = QR_SIDE / (len(self._rows) + 2 * QUIET)
        left, top = (self.width - QR_SIDE) / 2 + QUIET * side, QR_SIDE - QUIET * side
        canvas.setFillColor(tokens.INK)
        for down, row in enumerate(self._rows):
            for across, is_dark in enumerate(row):
                if is_dark:
                    x, y = left + across * side, top - (down + 1) * side
                    canvas.rect(x, y, side, side, stroke=0, fill=1)


def render(words: Words, code: str, made_on: date) -> Rendered:
    """Return the sheet as a PDF, in memory alone."""
    press = presses.start(words)
    out = io.BytesIO()
    title = words.say("Recovery sheet")
    document = BaseDocTemplate(out, pagesize=tokens.PAGE, title=title, lang=words.language, invariant=1)
    frame = Frame(
        tokens.MARGIN, tokens.BOTTOM, *ROOM, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )
    document.addPageTemplates([PageTemplate(id="page", frames=[frame])])
    document.build(_compose(press, code, made_on))
    return Rendered(out.getvalue(), document.page)


def _compose(press: Press, code: str, made_on: date) -> list[Flowable]:
    say = press.words.say
    return [
        press.text(say("Recovery sheet"), tokens.TITLE),
        press.text(
            say(
                "This code opens the records on one computer when the passphrase is forgotten. "
                "Whoever holds this sheet and the computer can read everything on it."
            ),
            tokens.SUBTITLE,
        ),
        press.gap(10),
        *_set_code(press, code),
        press.gap(6),
        Squares(code),
        *press.heading(say("Keep it")),
        press.point(say("Lock it away, apart from the computer: never in the same bag.")),
        press.point(say("Take no photo of it and send it to nobody.")),
        press.point(
            say("If it may have been seen or is lost, make a new one in Settings: that ends this one.")
        ),
        *press.heading(say("Use it")),
        press.point(say("Where the passphrase is asked for, choose: Forgot the passphrase?")),
        press.point(say("Type the code. Small letters and spaces are fine. Then choose a new passphrase.")),
        *press.heading(say("Who else can help")),
        press.point(
            say("Two officers at headquarters, acting together, if this computer has joined an office.")
        ),
        press.point(
            say("Nobody can bring back what was on a lost computer and had not been sent or backed up.")
        ),
        press.gap(14),
        press.note(say("Made on {day}. Which computer (write a word only you understand):", day=made_on)),
        press.gap(16),
        press.note("_" * 60),
    ]


def _set_code(press: Press, code: str) -> list[Flowable]:
    groups = code.split("-")
    lines = [groups[at : at + GROUPS_A_LINE] for at in range(0, len(groups), GROUPS_A_LINE)]
    return [press.text(press.words.isolate("  ".join(line)), CODE) for line in lines]
