"""Adding many partners at once from a pasted list: preview first, near names decided by a person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout

from focal_desktop.base.words import Words
from focal_desktop.ui.context import Context, Place
from focal_desktop.ui.partners import pasting, reading
from focal_desktop.ui.partners.head import Head
from focal_desktop.ui.partners.page import Page
from focal_desktop.ui.partners.pasting import Pasted
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.turns import Turning, Work
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.text_box import TextBox
from focal_desktop.usecases import forms, records

DRAFT = "partners/paste"
MOST_ASKED = 50
"""Nobody answers more questions than these at once, and each takes a while to draw."""


def list_columns(words: Words) -> Sequence[Column[Pasted]]:
    """Return what is shown of each name of the list."""
    states = {
        "new": words.say("New"),
        "near": words.say("Looks like one that is here"),
        "same": words.say("Is here already"),
        "long": words.say("Too long for a name"),
    }
    return [
        Column(words.say("Name"), lambda one: one.name, wide=1),
        Column(
            words.say("What happens"),
            lambda one: states[one.state],
            icon=lambda one: "plus" if one.state == "new" else "circle-alert",
        ),
        Column(words.say("Here as"), lambda one: one.like, wide=1),
    ]


class PastePage(Page):
    """A box for the list, what was understood of it, and one button that adds."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words, look = context.words, context.look
        self._known: Sequence[str] = ()
        self._found: Sequence[Pasted] = ()
        self._kept = ""
        self._decided: dict[str, Answers] = {}
        self._turning: Turning | None = None
        self.head = Head(context.face)
        self.head.back_requested.connect(lambda: self.go())
        self.box = TextBox(holds_rows=True)
        self.box.setObjectName("pasted")
        self.box.setAccessibleName(words.say("Names of partners, one a line"))
        self.box.setPlaceholderText(words.say("Paste here: one name a line, or rows of a spreadsheet"))
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(look.em(8))
        self.box.textChanged.connect(self._read)
        self.said = parts.label("")
        self._near = QVBoxLayout()
        self.near = parts.card(look, parts.heading(look, words.say("Is this the same partner?")), self._near)
        self.table: Table[Pasted] = Table(look, words.say("What is understood"), list_columns(words))
        self.table.setMinimumHeight(look.em(12))
        self.add = parts.button(look, words.say("Add partners"), self.finish, role="primary", icon="plus")
        under = parts.row(look, self.add, self.said)
        under.setStretch(1, 1)
        page = parts.page(look, self.box, under, self.near, self.table)
        parts.column(look, self.head, page, parent=self).setStretch(1, 1)

    def open(self, place: Place) -> None:
        """Show the box with what was pasted into it before."""
        self.shown = place
        words = self.context.words
        hint = words.say("The first column is taken as the name. Nothing is added before you have seen it.")
        self.head.show_where(words.say("Partners"), words.say("Paste a list of partners"), hint)
        self.refresh()
        kept = forms.read(self.context.session, DRAFT)
        if kept and not self.box.toPlainText():
            self._kept = str(kept.values.get("text", ""))
            self.box.setPlainText(self._kept)
        self._read()
        self.box.setFocus()

    def refresh(self) -> None:
        """Read the names that are here."""
        self._known = [line.partner.name for line in reading.list_partners(self.context.session)]

    def _read(self) -> None:
        """Compare what is in the box now, in place of what was in it before."""
        words = self.context.words
        if self._turning is not None:
            self._turning.drop()
        self._turning = Turning(
            self.context,
            self._compare(),
            lambda share: words.say("The list is being compared: {share}", share=share),
            lambda: self._show(()),
        )
        self._turning.go_on()

    def _compare(self) -> Work:
        self._found = ()
        self.add.setEnabled(False)
        names = pasting.read_names(self.box.toPlainText())
        self._show((yield from pasting.compare(names, self._known)))

    def _show(self, found: Sequence[Pasted]) -> None:
        self._found = found
        self.table.fill(self._found)
        self.table.setVisible(bool(self._found))
        self._ask_near()
        self._count()

    def _ask_near(self) -> None:
        """Ask about each near name; unanswered it is left out."""
        words, look = self.context.words, self.context.look
        parts.clear(self._near)
        self._decided = {}
        near = {one.name: one for one in self._found if one.state == "near"}
        for one in list(near.values())[:MOST_ASKED]:
            asked = words.say("{name} – here is {like}", name=one.name, like=one.like)
            choices = [
                ("same", words.say("The same: leave it out")),
                ("other", words.say("Another one: add it")),
            ]
            answers = Answers(self.context.face, choices, asked)
            answers.edited.connect(self._count)
            self._decided[one.name] = answers
            across = parts.row(look, parts.label(asked), answers)
            across.setStretch(0, 1)
            self._near.addLayout(across)
        if len(near) > MOST_ASKED:
            more = words.say("Only the first {n} are asked about; the others are left out.", n=MOST_ASKED)
            self._near.addWidget(parts.label(more, role="muted"))
        self.near.setVisible(bool(self._decided))

    def _list_wanted(self) -> list[str]:
        chosen = {name for name, answers in self._decided.items() if answers.value() == "other"}
        wanted = [one.name for one in self._found if one.state == "new" or one.name in chosen]
        return list(dict.fromkeys(wanted))

    def _count(self) -> None:
        wanted, words = len(self._list_wanted()), self.context.words
        self.add.setEnabled(bool(wanted))
        left = len(self._found) - wanted
        added = words.count(wanted, "1 partner will be added.", "{n} partners will be added.")
        out = words.count(left, "1 line is left out.", "{n} lines are left out.")
        self.said.setText(f"{added} {out}" if left else added)

    def finish(self) -> bool:
        """Add the names that are wanted, all or none."""
        wanted = self._list_wanted()
        if not wanted:
            return True
        with self.context.telling():
            records.add_many(self.context.session, "partner", [{"name": name} for name in wanted])
            forms.drop(self.context.session, DRAFT)
            self._kept = ""
            self.box.clear()
            said = self.context.words.count(len(wanted), "1 partner added.", "{n} partners added.")
            self.go()
            self.context.tell(said, "ok")
        return True

    def keep(self) -> None:
        """Keep the pasted text until it was used."""
        text = self.box.toPlainText()
        if text == self._kept:
            return
        if text:
            forms.keep(self.context.session, DRAFT, {"text": text})
        else:
            forms.drop(self.context.session, DRAFT)
        self._kept = text
