"""Reads a printed report back, as a person's viewer would."""

import io
import re

from pypdf import PdfReader

from focal_desktop.reports import text
from focal_desktop.reports.page import Rendered


def read_pages(made: Rendered) -> list[str]:
    """Return the text of each page, its white space made one space."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(made.data)).pages]


def read_cover(made: Rendered) -> str:
    """Return the text of the first page alone."""
    return re.sub(r"\s+", " ", PdfReader(io.BytesIO(made.data)).pages[0].extract_text())


def read_all(made: Rendered) -> str:
    """Return the text of the whole document."""
    return " ".join(read_pages(made))


def as_printed(said: str) -> str:
    """Return an Arabic word the way it is read back: its letters joined, and in their order again."""
    return text.shape(said)
