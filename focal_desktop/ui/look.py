"""How the window looks: palette, style sheet, fonts, icons and distances, all from the tokens.

`QtCore.Qt` is named only where it is used: to name it is to load a hundred lists before the first picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from focal_desktop.base import paths
from focal_desktop.ui import style, tokens
from focal_desktop.ui.tokens import Colours

FACES = ("NotoSans-Regular", "NotoSans-Bold", "NotoSansArabic-Regular", "NotoSansArabic-Bold")
FAMILIES = ("Noto Sans", "Noto Sans Arabic")
FUSION_DARKENS = 140
"""By so many per cent Fusion darkens the window's colour for an outline."""
MIRRORED = frozenset(
    {"chevron-left", "chevron-right", "arrow-left", "arrow-right", "undo-2", "send", "log-out"}
)

WORD_ICON_EMS, WORD_GAP_EMS = 1.2, 0.3


class Look:
    """One way to look: light or dark, a text size, a reading direction."""

    def __init__(self, colours: Colours, *, size: int = 100, is_right_to_left: bool = False) -> None:
        self.colours = colours
        self.size = size
        self.is_right_to_left = is_right_to_left

    def points(self, points: float = tokens.BODY_POINTS) -> float:
        """Return a font size at the person's text size."""
        return points * self.size / 100

    def font(self, points: float = tokens.BODY_POINTS, *, is_bold: bool = False) -> QFont:
        """Return a font at the person's text size."""
        font = QFont(QApplication.font())
        font.setPointSizeF(self.points(points))
        font.setBold(is_bold)
        return font

    def em(self, number: float = 1.0) -> int:
        """Return a distance in pixels that grows with the text."""
        return round(number * self._line * 0.78)

    @cached_property
    def _line(self) -> float:
        """Measured once: the faces are named before anything is drawn, and a larger text is another look."""
        return QFontMetricsF(self.font()).height()

    def icon(self, name: str, colour: str = "") -> QIcon:
        """Return an icon in a colour of the tokens; one that points somewhere is mirrored with the page."""
        side = self.em(1.35)
        flip = self.is_right_to_left and name in MIRRORED
        return QIcon(_draw(name, colour or self.colours.text, side, flip))

    def icon_before_words(self, name: str, colour: str, at_rest: str = "") -> QIcon:
        """Return an icon with room behind it, in another colour while its button is at rest.

        Qt puts words close to what it takes for an icon, and a light one on dark would be lost while at rest.
        """
        made = QIcon(self._roomy(name, colour))
        if at_rest:
            made.addPixmap(self._roomy(name, at_rest), QIcon.Mode.Disabled)
        return made

    def _roomy(self, name: str, colour: str) -> QPixmap:
        picture, gap = self.pixmap(name, colour, WORD_ICON_EMS), self.em(WORD_GAP_EMS)
        scale = picture.devicePixelRatio()
        roomy = QPixmap(picture.width() + round(gap * scale), picture.height())
        roomy.fill(QColor(0, 0, 0, 0))
        roomy.setDevicePixelRatio(scale)
        painter = QPainter(roomy)
        painter.drawPixmap(gap if self.is_right_to_left else 0, 0, picture)
        painter.end()
        return roomy

    def pixmap(self, name: str, colour: str = "", ems: float = 1.35) -> QPixmap:
        """Return an icon as a picture of so many ems."""
        flip = self.is_right_to_left and name in MIRRORED
        return _draw(name, colour or self.colours.text, self.em(ems), flip)

    def apply(self, application: QApplication) -> None:
        """Give the whole program this look, at once."""
        application.setFont(self.font())
        application.setPalette(_palette(self.colours))
        for kind in ("QCheckBox", "QRadioButton"):
            application.setPalette(_edged(self.colours), kind)  # type: ignore[arg-type]  # it takes text
        application.setStyleSheet(style.sheet(self.colours, self.em))
        if application.isRightToLeft() != self.is_right_to_left:
            directions = QtCore.Qt.LayoutDirection
            application.setLayoutDirection(
                directions.RightToLeft if self.is_right_to_left else directions.LeftToRight
            )


def name_faces(application: QApplication, *, alone: bool) -> None:
    """Ask for the faces of the printed page after the system's own; alone, every picture is the same."""
    font = application.font()
    families: Sequence[str] = FAMILIES if alone else (*font.families(), *FAMILIES)
    font.setFamilies(list(families))
    application.setFont(font)


def load_faces() -> None:
    """Bring the faces of the printed page, for a system that lacks its own."""
    for name in FACES:
        data = paths.resource("fonts", f"{name}.ttf").read_bytes()
        QFontDatabase.addApplicationFontFromData(QByteArray(data))


@lru_cache(maxsize=256)
def _draw(name: str, colour: str, side: int, flip: bool) -> QPixmap:
    svg = paths.resource("icons", f"{name}.svg").read_text("utf-8")
    svg = svg.replace("currentColor", colour).replace('stroke-width="2"', 'stroke-width="1.75"')
    scale = 2  # sharp where the screen has more dots than points
    picture = QPixmap(side * scale, side * scale)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    if flip:
        painter.translate(side * scale, 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side * scale, side * scale))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


def _edged(colours: Colours) -> QPalette:
    """Return a palette from which Fusion draws the edge of a box in our border colour: it darkens Window."""
    edged = _palette(colours)  # a copy by Qt would load all of its lists
    edged.setColor(QPalette.ColorRole.Window, QColor(colours.border).lighter(FUSION_DARKENS))
    return edged


def _palette(colours: Colours) -> QPalette:
    role, palette = QPalette.ColorRole, QPalette()
    said = {
        role.Window: colours.window,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.window,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.surface,
        role.ButtonText: colours.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.Light: colours.surface,
        role.Midlight: colours.divider,
        role.Mid: colours.divider,
        role.Dark: colours.border,
        role.Shadow: colours.divider,
        role.Accent: colours.accent,
    }
    for one, colour in said.items():
        palette.setColor(one, QColor(colour))
    off = QPalette.ColorGroup.Disabled
    for one in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(off, one, QColor(colours.muted))
    return palette
