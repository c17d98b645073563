"""The shipped faces: an Arabic line takes little more room than a Latin one, and no mark of it is cut off."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontMetricsF

from tests.base import sentences
from tests.ui import windows
from tests.ui.windows import Style

SIZE = 100
TALLEST = 1.9
"""In em; a Latin line takes 1.4, an Arabic one took 2.1."""
NEARLY = 1.0


def list_arabic_words() -> Iterator[str]:
    """Yield every word that the program says in Arabic."""
    for message in sentences.read_catalogue("ar"):
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        for form in forms:
            yield from form.split()


@pytest.mark.parametrize("is_bold", [False, True])
def test_an_arabic_line_is_low_and_cuts_no_mark(is_bold: bool) -> None:
    windows.make_application()
    face = windows.make_face(Style("ar"), windows.clock_at())
    font = QFont(["Noto Sans Arabic"])
    font.setPixelSize(SIZE)
    font.setBold(is_bold)
    metrics = QFontMetricsF(font)
    assert metrics.height() < TALLEST * SIZE
    inked = [metrics.tightBoundingRect(word) for word in sorted(set(list_arabic_words()))]
    assert max(-rect.top() for rect in inked) <= metrics.ascent() + NEARLY
    assert max(rect.bottom() for rect in inked) <= metrics.descent() + NEARLY
    face.jobs.stop()
