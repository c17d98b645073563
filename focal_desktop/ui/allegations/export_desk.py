"""Joins the export of one report to what draws it; what leaves is decided by the use case alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from focal_desktop.base.trouble import Trouble
from focal_desktop.crypto import public_export
from focal_desktop.domain.allegation import KIND
from focal_desktop.domain.record import SEALED_PARTS, Leaves
from focal_desktop.reports import exports, printing
from focal_desktop.reports.exports import TEXT
from focal_desktop.store import vault
from focal_desktop.store.vault import Proof
from focal_desktop.ui import exported, messages
from focal_desktop.ui.allegations import story
from focal_desktop.ui.allegations.export_view import OFFICER, PLAIN, WORDS, ExportView
from focal_desktop.ui.context import Context
from focal_desktop.usecases import audit, export_file, exporting
from focal_desktop.usecases.export_file import Document
from focal_desktop.usecases.exporting import Wanted, Way

T = TypeVar("T")
SUFFIXES = {OFFICER: "fdx", WORDS: f"{TEXT}.age", PLAIN: TEXT}


class ExportDesk:
    """Asks for a file, proves the passphrase aside where it must, and writes what the rules let go."""

    def __init__(self, context: Context) -> None:
        self._context, self.record = context, ""
        named = [one for one in SEALED_PARTS if one is not Leaves.REPORT]
        self.view = ExportView(context.face, [(one, story.say_part(context, one)) for one in named])
        self.view.asked.connect(self._ask)

    def show_record(self, identity: str) -> None:
        """Be about this report; nothing of the one before stays."""
        if identity == self.record:
            return
        self.record = identity
        known = export_file.list_recipients(self._context.session, is_case=True)
        own = self._context.session.person.device
        self.view.show_officers([(one.device, one.device) for one in known if one.device != own])
        self.view.start_anew()

    # --- asking

    def _ask(self) -> None:
        view, words = self.view, self._context.words
        if not view.why.text().strip():
            said = words.say("Please say why it leaves; the reason is kept with your role.")
            view.ask_for(view.why, said)
        elif not audit.is_reason(view.why.text()):
            view.ask_for(view.why, messages.of_problem("wrong_type", words))
        elif view.way.value() == PLAIN and not view.phrase.text():
            view.ask_for(view.phrase, words.say("Please type your passphrase once more."))
        else:
            exported.ask_file(self._context, view, SUFFIXES[view.way.value()], self.export_to)

    def export_to(self, path: Path) -> None:
        """Export into a new file by the way that is chosen."""
        self.view.say("")
        if self.view.way.value() != PLAIN:
            self._take(path, None)
            return
        folder, said = self._context.session.store.folder, self.view.phrase.text()
        self.view.phrase.line.clear()
        self._work(lambda: vault.prove(folder, said), lambda proof: self._take(path, proof))

    # --- doing

    def _take(self, path: Path, proof: Proof | None) -> None:
        """Take what leaves, in this thread because it reads the vault; then seal and write aside."""
        view = self.view
        wanted = Wanted(
            kind=KIND.name, id=self.record, parts=tuple(view.sealed.value()), reason=view.why.text().strip()
        )
        try:
            generated, seal = self._make(wanted, Way(view.way.value()), proof)
        except Trouble as trouble:
            self._on_failed(trouble)
            return
        self._work(
            lambda: printing.write_new(path, seal()),
            lambda _: self._on_written(generated),
        )

    def _make(self, wanted: Wanted, way: Way, proof: Proof | None) -> tuple[str, Callable[[], bytes]]:
        """Return the words that will open it, if any, and what gives the file's bytes in any thread."""
        session = self._context.session
        to = None
        if way is Way.OFFICER:
            device = str(self.view.officer.currentData() or "")
            to = export_file.require_recipient(session, device, is_case=True)
        taken = exporting.take(session, wanted, way, proof)
        text = exports.write_text(taken, KIND, exported.make_teller(self._context))
        if to is not None:
            document = Document(kind=KIND.name, record=wanted.id, is_case=True, form=TEXT, text=text)
            data = export_file.seal(session, to, document)
            return "", lambda: data
        if way is Way.PLAIN:
            return "", lambda: text
        generated = public_export.new_words()
        return generated, lambda: public_export.seal(text, generated)

    def _work(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self.view.show_working(is_working=True)

        def go_on(answer: T) -> None:
            self.view.show_working(is_working=False)
            then(answer)

        self._context.face.jobs.run(work, go_on, self._on_failed)

    def _on_failed(self, trouble: Trouble) -> None:
        self.view.show_working(is_working=False)
        said = messages.of_trouble(trouble, self._context.words)
        if trouble.code == "wrong_passphrase":
            self.view.ask_for(self.view.phrase, said)
        else:
            self.view.say(said)

    def _on_written(self, generated: str) -> None:
        words, way = self._context.words, self.view.way.value()
        self.view.start_anew()
        self.view.given.show_words(generated)
        said = words.say("Exported. The file is sealed; only its recipient opens it.")
        if way == PLAIN:
            said = words.say(
                "Exported. Nothing protects this file; delete it, and empty the bin, when nobody needs it."
            )
        self._context.tell(said, "ok")
