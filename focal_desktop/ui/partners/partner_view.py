"""One partner: its check, its agreements, its details. Draws values and says what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QTabWidget, QVBoxLayout, QWidget

from focal_desktop.domain import agreement as agreeing
from focal_desktop.domain.assessment import Assessment
from focal_desktop.domain.policy import Policy
from focal_desktop.ui.face import Face
from focal_desktop.ui.partners import phrases, room
from focal_desktop.ui.partners.facts import Facts
from focal_desktop.ui.partners.head import Head
from focal_desktop.ui.partners.reading import AgreementLine
from focal_desktop.ui.table import Column, Table
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.empty import empty_state

Offer = tuple[str, str, Callable[[], Any]]
"""What a button says, its icon, and what it does."""
TABS = ("assessment", "agreements", "details")


class CheckTab(QWidget):
    """What is known of the capacity, what can be done about it, and what was known before."""

    opened = Signal(str)

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__()
        self._face, self._policy = face, policy
        words, look = face.words, face.look
        self.sentence = parts.label("")
        self.facts = Facts(face)
        self.offers = QVBoxLayout()
        self.offers.setSpacing(look.em(0.5))
        self.next = parts.card(look, parts.heading(look, words.say("What you can do")), self.offers)
        self.table: Table[Assessment] = Table(look, words.say("All checks of this partner"), self._columns())
        self.table.copies = "assessment"
        self.table.setMinimumHeight(look.em(9))
        self.table.opened.connect(lambda one: self.opened.emit(one.id))
        self.table.clicked.connect(lambda index: self.opened.emit(self.table.rows.row(index.row()).id))
        self.all = parts.heading(look, words.say("All checks"))
        known = parts.heading(look, words.say("What is known"))
        now = parts.card(look, known, self.sentence, self.facts)
        across = parts.row(look, now, self.next)
        if not room.is_roomy(look):
            across.setDirection(QBoxLayout.Direction.TopToBottom)
        across.setStretch(0, 3)
        across.setStretch(1, 2)
        page = parts.page(look, across, self.all, self.table, 1)
        parts.column(look, page, parent=self).setContentsMargins(0, look.em(0.6), 0, 0)

    def _columns(self) -> Sequence[Column[Assessment]]:
        words, policy = self._face.words, self._policy
        states = {"draft": words.say("Not decided yet"), "final": words.say("Decided")}

        def rating(one: Assessment) -> str:
            return policy.label("capacity_rating", one.rating, words.language) if one.rating else "–"

        return [
            Column(
                words.say("Checked on"),
                lambda one: words.short_date(one.assessed_on) if one.assessed_on else "–",
                order=lambda one: str(one.assessed_on or ""),
            ),
            Column(words.say("Checked by"), lambda one: one.assessor or "–", wide=1, yields=1),
            Column(
                words.say("Whose check"),
                lambda one: policy.label("assessment_origin", one.origin, words.language),
                wide=1,
                yields=2,
            ),
            Column(words.say("Capacity"), rating, wide=1),
            Column(words.say("Step"), lambda one: states.get(one.state, one.state)),
        ]

    def show_now(self, sentence: str, facts: Sequence[tuple[str, str]]) -> None:
        """Show what counts today."""
        self.sentence.setText(sentence)
        self.facts.fill(facts)
        self.facts.setVisible(bool(facts))

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show what can be done, the first as what is likely wanted."""
        parts.clear(self.offers)
        for place, (said, icon, act) in enumerate(offers):
            role = "" if place else "primary"
            self.offers.addWidget(parts.button(self._face.look, said, act, role=role, icon=icon))
        self.offers.addStretch(1)

    def show_all(self, assessments: Sequence[Assessment]) -> None:
        """Show every check, the newest first."""
        found = sorted(assessments, key=lambda one: str(one.assessed_on or "9"), reverse=True)
        self.table.fill(found)
        self.all.setVisible(bool(found))
        self.table.setVisible(bool(found))


class AgreementsTab(QWidget):
    """The agreements of a partner and where each stands."""

    opened = Signal(str)
    add_requested = Signal()

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__()
        words, look = face.words, face.look

        def step(line: AgreementLine) -> phrases.Said:
            return phrases.of_step(line, words)

        columns: Sequence[Column[AgreementLine]] = [
            Column(words.say("Agreement"), lambda line: agreeing.title(line.agreement), wide=1, least=18),
            Column(
                words.say("Type"),
                lambda line: policy.label("agreement_type", line.agreement.agreement_type, words.language),
                yields=2,
            ),
            Column(
                words.say("Starts"),
                lambda line: words.short_date(line.agreement.starts_on) if line.agreement.starts_on else "–",
                order=lambda line: str(line.agreement.starts_on or ""),
                yields=1,
            ),
            Column(
                words.say("May it be signed?"),
                lambda line: step(line).text,
                tone=lambda line: step(line).tone,
                icon=lambda line: step(line).icon,
            ),
        ]
        self.table: Table[AgreementLine] = Table(look, words.say("Agreements of this partner"), columns)
        self.table.copies = "agreement"
        self.table.opened.connect(lambda line: self.opened.emit(line.id))
        self.table.clicked.connect(lambda index: self.opened.emit(self.table.rows.row(index.row()).id))
        self.add = parts.button(look, words.say("Add an agreement"), self.add_requested.emit, icon="plus")
        say = words.say("No agreement with this partner yet.")
        self.nothing = empty_state(
            look, "file-text", say, [(words.say("Add an agreement"), self.add_requested.emit)]
        )
        layout = parts.column(look, parts.row(look, 1, self.add), self.table, self.nothing, parent=self)
        layout.setContentsMargins(0, look.em(0.6), 0, 0)

    def fill(self, lines: Sequence[AgreementLine]) -> None:
        """Show these agreements."""
        self.table.fill(lines)
        for widget in (self.add, self.table):
            widget.setVisible(bool(lines))
        self.nothing.setVisible(not lines)


class PartnerView(QWidget):
    """Head and three tabs; the details are handed in."""

    def __init__(self, face: Face, policy: Policy, details: QWidget) -> None:
        super().__init__()
        words, look = face.words, face.look
        self.head = Head(face)
        self.check = CheckTab(face, policy)
        self.agreements = AgreementsTab(face, policy)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(words.say("Parts of this partner"))
        self.tabs.setDocumentMode(True)
        said = (words.say("Check"), words.say("Agreements"), words.say("Details"))
        for widget, label in zip((self.check, self.agreements, details), said, strict=True):
            self.tabs.addTab(parts.below_tabs(look, widget), label)
        parts.column(look, self.head, self.tabs, parent=self, gap=0.3).setStretch(1, 1)

    def show_tab(self, name: str) -> None:
        """Show a tab by its name."""
        if name in TABS:
            self.tabs.setCurrentIndex(TABS.index(name))

    @property
    def tab(self) -> str:
        """The name of the tab that is shown."""
        return TABS[self.tabs.currentIndex()]


def describe(one: Assessment, face: Face, policy: Policy) -> list[tuple[str, str]]:
    """Return what stands in an assessment as pairs of label and words."""
    words = face.words

    def label(list_name: str, code: str) -> str:
        return policy.label(list_name, code, words.language) if code else ""

    return [
        (words.say("Capacity"), label("capacity_rating", one.rating)),
        (words.say("Whose check"), label("assessment_origin", one.origin)),
        (words.say("Checked by"), one.assessor),
        (words.say("Checked on"), words.date(one.assessed_on) if one.assessed_on else ""),
        (words.say("Reference"), one.reference),
        (words.say("Scheme"), label("assessment_scheme", one.scheme)),
        (words.say("Strengthening plan"), label("csip_status", one.plan_status)),
        (words.say("Plan agreed on"), words.date(one.plan_agreed_on) if one.plan_agreed_on else ""),
        (words.say("What the partner says to it"), one.partner_comment),
    ]


def meets(has_contact: str, face: Face) -> str:
    """Say whether a partner meets beneficiaries."""
    words = face.words
    said = {
        "yes": words.say("In contact with beneficiaries."),
        "no": words.say("Not in contact with beneficiaries."),
    }
    return said.get(has_contact, words.say("Whether it meets beneficiaries was not asked yet."))
