"""Joins the sealed reports to opening them for a reason, and to moving them on."""

from __future__ import annotations

from PySide6.QtCore import QObject

from focal_desktop.base.trouble import Trouble
from focal_desktop.domain import sealed_report
from focal_desktop.domain.record import Leaves
from focal_desktop.store.rows import Row
from focal_desktop.ui import labels, messages
from focal_desktop.ui.context import Context
from focal_desktop.ui.offices.report_panel import ReportPanel
from focal_desktop.ui.offices.reports_view import ReportLine, ReportsView
from focal_desktop.usecases import records

KIND = sealed_report.KIND
MOST = 500


class ReportsDesk(QObject):
    """Reads no report until a person says why."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.view, self.panel = ReportsView(context.face), ReportPanel(context.face, context.policy)
        self.report = ""
        self.view.opened.connect(lambda line: self.open_report(line.id))
        self.view.beside.add_panel(self.panel)
        self.panel.closed.connect(self.close)
        self.panel.open_requested.connect(self._reveal)
        self.panel.move_requested.connect(self._move)

    def has_unread(self) -> bool:
        """Tell whether a report came that nobody has marked as read; how many is not told."""
        sealed = {"state": sealed_report.State.SEALED.value}
        return bool(records.list_page(self.context.session, KIND.name, sealed, limit=1)[0])

    def refresh(self) -> None:
        """List what came; one that is open stays open."""
        rows, _ = records.list_page(self.context.session, KIND.name, {}, limit=MOST)
        self.view.show_lines([self._line(row) for row in rows])
        if (line := self._find(self.report)) is not None:
            self.panel.show_state(line)

    def _line(self, row: Row) -> ReportLine:
        came = records.history(self.context.session, KIND.name, row.id)[0].at
        state = row.state or str(sealed_report.State.SEALED)
        words = self.context.words
        said = {
            "sealed": words.say("Not read yet"),
            "read": words.say("Read"),
            "closed": words.say("Closed by headquarters"),
        }
        known = said.get(state) or labels.of_code(KIND.slots["state"], state, words, self.context.policy)
        return ReportLine(row.id, row.reference, came[:10], state, known)

    def _find(self, identity: str) -> ReportLine | None:
        return next((one for one in self.view.table.rows.values if one.id == identity), None)

    def open_report(self, identity: str) -> None:
        """Open a report beside the list, closed; one that is open there stays as it is."""
        line = self._find(identity)
        if line is None:
            return
        if identity == self.report:
            self.panel.show_state(line)
        else:
            self.panel.show_report(line)
        self.report = identity
        self.view.beside.open_panel(self.panel)

    def close(self) -> bool:
        """Close the panel; return whether one was open."""
        is_open = bool(self.report)
        self.report = ""
        self.panel.shut()
        self.view.beside.close_panel()
        return is_open

    def _reveal(self, reason: str) -> None:
        session, words = self.context.session, self.context.words
        with self.context.telling():
            try:
                held = records.reveal(session, KIND.name, self.report, Leaves.REPORT.value, reason)
            except Trouble as trouble:
                if trouble.field == "reason":
                    self.panel.ask_why(messages.of_trouble(trouble, words))
                    return
                if trouble.code != "not_allowed":
                    raise
                self.panel.say(
                    words.say(
                        "It was sealed for other officers: those who were named when it was written. "
                        "One of them opens it."
                    )
                )
                return
            self.panel.show_text(held)

    def _move(self, after: str) -> None:
        words = self.context.words
        with self.context.telling():
            records.edit(self.context.session, KIND.name, self.report, {"state": after})
            said = words.say("Marked as read.") if after == "read" else words.say("Closed.")
            self.context.tell(said, "ok")
        self.refresh()
