"""A headquarters of two officers and one office, and the steps by which the two open the office's vault."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from focal_desktop.crypto.passphrase import FLOOR
from focal_desktop.domain.kinds import KINDS
from focal_desktop.store import asking
from focal_desktop.store.vault import Making
from focal_desktop.usecases import reopening, unlocking
from focal_desktop.usecases.session import Session
from focal_desktop.wire.escrow import Request
from tests.sync.company import POLICY, Company

CHOSEN = "new words after the old were lost"


@dataclass
class Bench:
    """Two officers and a desk, all open and up to date."""

    company: Company
    officer: Session
    desk: Session

    @property
    def folder(self) -> Path:
        """Where the desk's vault lies."""
        return self.desk.store.folder

    def order(self) -> tuple[Session, Session]:
        """Return the officers in the order in which the first escrow of the vault names them."""
        return self.company.hq, self.officer

    def ask(self) -> Request:
        """Lock the desk and ask for its opening."""
        unlocking.lock(self.desk)
        return asking.ask(asking.of_vault(self.folder), CHOSEN, FLOOR)

    def answer(self, request: Request) -> bytes:
        """Let both officers act, and return what they give back."""
        words = reopening.say_words(request)
        first, second = self.order()
        half = reopening.open_first(first, request.encode(), words)
        return reopening.open_second(second, half, words).data

    def reopen(self, answer: bytes, phrase: str = CHOSEN, code: str | None = None) -> None:
        """Open the desk by the answer."""
        making = Making(passphrase=phrase, cost=FLOOR, code=code)
        reopening.reopen(self.folder, answer, making, clock=self.company.clock, policy=POLICY, kinds=KINDS)

    def unlock(self, phrase: str = CHOSEN) -> Session:
        """Unlock the desk; the company closes it at the end."""
        self.desk = unlocking.unlock(
            self.folder, phrase, clock=self.company.clock, policy=POLICY, kinds=KINDS
        )
        self.company.opened.append(self.desk)
        return self.desk


def make_bench(company: Company) -> Bench:
    """Found a headquarters of two officers, and an office that has heard of both."""
    officer = company.staff("HQ", "root hq_desk hq_case")
    desk = company.staff()
    company.sync(company.hq, officer, desk)
    return Bench(company, officer, desk)
