"""What is drawn can be seen: no mark of an Arabic line is cut off, no icon is lost on its button."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QIcon

from focal_desktop.ui import tokens
from focal_desktop.ui.widgets import parts
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
            yield from (form or "").split()


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


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_icon_can_be_told_from_a_button_at_rest(theme: str) -> None:
    windows.make_application()
    face = windows.make_face(Style(theme=theme), windows.clock_at())
    made = parts.button(face.look, "Confirm", role="primary", icon="file-check")
    drawn = made.icon().pixmap(QSize(64, 64), QIcon.Mode.Disabled).toImage()
    inks = [
        drawn.pixelColor(across, down) for across in range(drawn.width()) for down in range(drawn.height())
    ]
    ink = max(inks, key=QColor.alpha)
    assert tokens.contrast(ink.name(), face.look.colours.divider) >= 2.5
    made.deleteLater()
    face.jobs.stop()
