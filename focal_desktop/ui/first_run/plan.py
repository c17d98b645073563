"""What a person has said on the way to a first vault; it lives in memory alone until the end."""

from __future__ import annotations

from dataclasses import dataclass

from focal_desktop.sync.joining import Opened

JOIN, PRACTICE, ALONE = "join", "practice", "alone"
PAGES = {
    JOIN: ("way", "office", "passphrase", "sheet", "making", "words"),
    PRACTICE: ("way", "passphrase", "sheet", "making"),
    ALONE: ("way", "alone", "passphrase", "sheet", "making"),
}


@dataclass
class Plan:
    """Filled page by page; prints nothing of itself."""

    way: str = ""
    invitation: bytes = b""
    file_name: str = ""
    code: str = ""
    opened: Opened | None = None
    office: str = ""
    office_name: str = ""
    country: str = ""
    person: str = ""
    offered: str = ""
    passphrase: str = ""
    recovery_code: str = ""
    asked_group: int = -1
    words: str = ""

    def __repr__(self) -> str:
        """Keep the secrets out of every trace."""
        return "Plan()"

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages of the way that was chosen."""
        return PAGES.get(self.way, ("way",))
