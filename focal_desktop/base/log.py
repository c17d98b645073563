"""A log that can carry codes, numbers and ids, and nothing a person wrote. Never goes to standard output."""

import logging
import re
from enum import StrEnum

_CODE = re.compile(r"[a-z0-9_.-]{1,64}")
_ID = re.compile(r"[a-z2-7]{24}|[0-9a-f]{16,64}")
_LOGGER = logging.getLogger("focal_desktop")


class Id(str):
    """An id made by the program; a string that does not look like one is refused."""

    __slots__ = ()

    def __new__(cls, text: str) -> "Id":
        """Refuse whatever is not an id, without repeating it."""
        if not _ID.fullmatch(text):
            raise TypeError("a log takes the ids of the program, no other text")
        return super().__new__(cls, text)


def event(code: str, /, **values: int | float | StrEnum | Id) -> None:
    """Write one line; a plain string is refused by its type, so that no case text can ever reach a log."""
    if not _CODE.fullmatch(code):
        raise TypeError("a log line begins with a code")
    for value in values.values():
        if not isinstance(value, int | float | StrEnum | Id):
            raise TypeError("a log takes numbers, codes and ids, no other text")
    _LOGGER.info("%s", " ".join((code, *(f"{name}={value}" for name, value in values.items()))))
