"""The table of all our file and wire forms: four letters and a version byte at the front of each."""

from typing import NamedTuple

from focal_desktop.wire import octets


class Magic(NamedTuple):
    """The first five bytes of a form."""

    letters: bytes
    version: int

    def front(self) -> bytes:
        """Return the bytes that open this form."""
        return self.letters + bytes([self.version])

    def enter(self, data: octets.Octets) -> None:
        """Read the front; a later version is TooNew, anything else Malformed."""
        if data.take(4) != self.letters:
            raise octets.Malformed
        version = data.byte()
        if version > self.version:
            raise octets.TooNew
        if version != self.version:
            raise octets.Malformed


ENVELOPE = Magic(b"FENV", 1)
ROSTER_ENTRY = Magic(b"FROS", 1)
ADDRESSED = Magic(b"FADR", 1)
CLAIM = Magic(b"FCLM", 1)
FOUNDING = Magic(b"FFND", 1)
BUNDLE = Magic(b"FBUN", 1)
INVITATION = Magic(b"FINV", 1)
HEADER = Magic(b"FHDR", 1)
BACKUP = Magic(b"FBAK", 1)
ANCHOR = Magic(b"FANC", 1)
ESCROW_REQUEST = Magic(b"FESQ", 1)
ESCROW_HALF = Magic(b"FESH", 1)
ESCROW_ANSWER = Magic(b"FESA", 1)
ASKED = Magic(b"FASK", 1)
TWO_OFFICERS = Magic(b"FTWO", 1)
EXPORT = Magic(b"FEXP", 1)
EVERY = (
    *(ENVELOPE, ROSTER_ENTRY, ADDRESSED, CLAIM, FOUNDING, BUNDLE, INVITATION, HEADER, BACKUP, ANCHOR),
    *(ESCROW_REQUEST, ESCROW_HALF, ESCROW_ANSWER, ASKED, TWO_OFFICERS, EXPORT),
)
