"""Who is missing a course, by contract or unit: bars to look at, people to remind, reasons not to count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from focal_desktop.domain.annual.values import Share
from focal_desktop.domain.policy import Policy
from focal_desktop.ui.face import Face
from focal_desktop.ui.table import Column
from focal_desktop.ui.training import saying
from focal_desktop.ui.widgets import parts
from focal_desktop.ui.widgets.bars import Bar, Bars
from focal_desktop.ui.widgets.choices import Answers
from focal_desktop.ui.widgets.empty import empty_state
from focal_desktop.ui.widgets.outline import Group, Heading, Outline
from focal_desktop.ui.widgets.panel import Beside
from focal_desktop.usecases import training
from focal_desktop.usecases.training import Register, Standing, Status

WIDTHS = (12.0, 12.0, 20.0)
MISSING = 2
CHART, SIDE = 30.0, 78.0
"""How wide the chart is, and from where on there is room for it; its figures stand in the groups too."""
CARRIES = "contract"


class MissingView(QWidget):
    """Draws who is missing and asks for a reminder's text or a reason."""

    copy_requested = Signal(object)
    exempt_requested = Signal(object)

    def __init__(self, face: Face, policy: Policy) -> None:
        super().__init__()
        self._face, self._policy = face, policy
        look, words = face.look, face.words
        self._register, self._has_chart = Register(), False
        self.finding = parts.heading(look, "")
        choices = (("contract", words.say("By contract")), ("unit", words.say("By unit")))
        self.by = Answers(face, choices, words.say("Grouping"))
        self.by.show_code(CARRIES)
        self.by.edited.connect(self._draw)
        self.bars = Bars(look)
        self.bars.setAccessibleName(words.say("Up to date with every required course"))
        self.outline = Outline(look, words.say("Who is missing a course"), self._columns(), WIDTHS, MISSING)
        self.outline.copies = "person"
        self.outline.setObjectName("missing")
        self.outline.setMinimumHeight(look.em(9))
        self.outline.chosen.connect(lambda _: self._offer())
        self.outline.opened.connect(lambda _: self._exempt())
        done = words.say("Nobody is missing a required course. Thank you for keeping it so.")
        self.pages = QStackedWidget()
        self.pages.addWidget(self.outline)
        self.pages.addWidget(empty_state(look, "circle-check", done))
        self.pages.addWidget(empty_state(look, "users", words.say("Nobody is counted yet")))
        self.beside = Beside(face, self.pages)
        self.beside.arranged.connect(lambda _: self._arrange())
        self.chart = self._make_chart()
        top = parts.row(look, self.finding, self.by)
        top.setStretch(0, 1)
        across = parts.row(look, self.beside, self.chart)
        across.setStretch(0, 1)
        layout = parts.column(look, top, self._make_buttons(), across, parent=self)
        layout.setStretch(2, 1)
        layout.setContentsMargins(0, look.em(0.6), 0, 0)

    def _make_chart(self) -> QWidget:
        look, words = self._face.look, self._face.words
        inner = QWidget()
        inner.setProperty("role", "page")
        parts.column(look, self.bars, 1, parent=inner)
        title = parts.heading(look, words.say("Up to date, of those who are counted"))
        made = parts.card(look, title, parts.scroll(inner))
        made.setFixedWidth(look.em(CHART))
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 Qt's own name
        """Show the chart where there is room for it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        has_room = self.width() >= self._face.look.em(SIDE) and self.beside.panel is None
        self.chart.setVisible(has_room and self._has_chart)

    def _make_buttons(self) -> QWidget:
        look, words = self._face.look, self._face.words
        self.copy = parts.button(
            look, words.say("Copy reminder text"), self._copy, role="primary", icon="copy"
        )
        self.copy.setObjectName("copy_reminder")
        self.exempt = parts.button(look, words.say("Do not count, with a reason"), self._exempt)
        self.exempt.setObjectName("exempt")
        self.whom = parts.label("", role="muted")
        self._buttons = QWidget()
        row = parts.row(look, self.copy, self.exempt, self.whom, parent=self._buttons)
        row.setStretch(2, 1)
        return self._buttons

    def _columns(self) -> list[Column[Standing]]:
        words, policy = self._face.words, self._policy
        return [
            Column(words.say("Who"), lambda one: saying.say_person(one.person)),
            Column(words.say("Function"), lambda one: one.person.function, yields=1),
            Column(words.say("Missing"), lambda one: saying.say_courses(one.missing, words, policy)),
        ]

    def show_register(self, register: Register) -> None:
        """Show who is missing what."""
        self._register = register
        self._draw()

    def _name(self, one: Standing) -> str:
        return saying.say_group(one.person, self.by.value(), self._face.words, self._policy)

    def _draw(self) -> None:
        words, policy, by = self._face.words, self._policy, self.by.value()
        shares = training.rate(self._register.standings, lambda one: saying.say_group(one, by, words, policy))
        missing = [one for one in self._register.standings if one.status is Status.MISSING]
        order = sorted(shares, key=lambda name: (shares[name].rate, name))
        self.finding.setText(saying.say_finding(self._register.training.everyone, words))
        self.bars.fill([self._bar(name, shares[name]) for name in order])
        self._has_chart = len(order) > 1 and bool(missing)
        self._arrange()
        groups = [
            self._group(name, shares[name], [one for one in missing if self._name(one) == name])
            for name in order
        ]
        self.outline.fill_groups([group for group in groups if group.values])
        is_counted = bool(self._register.training.everyone.of)
        self.pages.setCurrentIndex(0 if missing else 1 if is_counted else 2)
        self._buttons.setVisible(bool(missing))
        if missing and self.outline.current() is None:
            self.outline.choose(0)
        self._offer()

    def _bar(self, name: str, share: Share) -> Bar:
        tone = "" if share.n == share.of else "warn"
        return Bar(name, share.rate, saying.say_share(share, self._face.words), tone)

    def _group(self, name: str, share: Share, found: Sequence[Standing]) -> Group[Standing]:
        words = self._face.words
        said = words.say("{name}: {share} up to date", name=name, share=saying.say_share(share, words))
        return Group(Heading(name, said), tuple(found))

    # --- what is chosen

    def _choice(self) -> tuple[list[Standing], bool]:
        """Return who the buttons act on, and whether it is a whole group."""
        current, rows = self.outline.current(), self.outline.rows.values
        if not isinstance(current, Heading):
            return ([current] if current is not None else []), False
        people = [one for one in rows if not isinstance(one, Heading)]
        return [one for one in people if self._name(one) == current.code], True

    def _offer(self) -> None:
        found, is_group = self._choice()
        words, current = self._face.words, self.outline.current()
        self.copy.setEnabled(bool(found))
        self.exempt.setEnabled(bool(found) and not is_group)
        if isinstance(current, Heading):
            self.whom.setText(words.say("For the whole group: {group}", group=current.code))
        else:
            said = saying.say_person(found[0].person) if found else ""
            self.whom.setText(words.say("For {person}", person=said) if said else "")

    def _copy(self) -> None:
        self.copy_requested.emit(self._choice()[0])

    def _exempt(self) -> None:
        found, is_group = self._choice()
        if found and not is_group:
            self.exempt_requested.emit(found[0])
