"""Colours, sizes and distances of the printed page, in one place; grey-safe, calm, in points."""

from focal_desktop.reports.text import Style

MM = 72 / 25.4
PAGE = (210 * MM, 297 * MM)
MARGIN = 20 * MM
TOP, BOTTOM = 23 * MM, 21 * MM
WIDTH = PAGE[0] - 2 * MARGIN

INK = "#1B2733"
MUTED = "#4E5D6C"
ACCENT = "#0B5C8A"
RULE = "#D5DCE4"
LINE = "#7F8B98"
WASH = "#EEF3F7"
TRACK = "#E3E8EE"
WARN = "#B4530A"
OK = "#1E6B3A"
VIOLET = "#7A3E9D"
DANGER = "#A61B1B"
NEUTRAL = "#8793A0"

TITLE = Style(25, ACCENT, is_bold=True, leading=1.2, level=1)
SUBTITLE = Style(13, INK, before=12, after=2, leading=1.35)
OVERLINE = Style(10, MUTED, after=6)
VISION = Style(10.5, MUTED, leading=1.5)
STATEMENT = Style(11, INK, leading=1.5)
HEADING = Style(14, ACCENT, is_bold=True, before=14, after=5, leading=1.3, level=2)
SUBHEADING = Style(10.5, INK, is_bold=True, before=9, after=3, leading=1.35, level=3)
BODY = Style(10, INK, after=4)
POINT = Style(10, INK, before=3, after=3)
NOTE = Style(8.5, MUTED, before=3, after=3)
CELL = Style(9, INK, leading=1.34)
CELL_STRONG = Style(9, INK, is_bold=True, leading=1.34)
CELL_MUTED = Style(9, MUTED, leading=1.34)
CELL_HEAD = Style(8.5, MUTED, is_bold=True, leading=1.3)
FIGURE = Style(21, ACCENT, is_bold=True, leading=1.32)
FIGURE_NOTE = Style(8.5, MUTED, leading=1.32)
FURNITURE = Style(7.5, MUTED)
MARK = Style(8, INK, is_bold=True)
