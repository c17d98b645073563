"""Where a page may end: never between a heading and the first of what it stands over."""

from collections.abc import Iterable, Iterator, Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from focal_desktop.reports.chart import Stack
from focal_desktop.reports.table import Grid
from focal_desktop.reports.text import Text

LEAST_LINES = 2


def hold_headings(story: Sequence[Flowable], room: tuple[float, float]) -> Iterator[Flowable]:
    """Yield a story with a page break before each heading, taken only where its first rows find no room."""
    for place, block in enumerate(story):
        if isinstance(block, Text) and block.level:
            yield CondPageBreak(min(find_least(story[place:], room), room[1]))
        yield block


def find_least(blocks: Iterable[Flowable], room: tuple[float, float]) -> float:
    """Return how much room a heading needs with the least of what follows: lines, or a head and its rows."""
    tall = 0.0
    for block in blocks:
        height = block.wrap(*room)[1]
        tall += block.getSpaceBefore()
        if isinstance(block, Grid):
            return tall + block.least
        if isinstance(block, Text) and not block.level:
            return tall + min(height, block.find_height(LEAST_LINES))
        tall += height + block.getSpaceAfter()
        if not isinstance(block, Text | Stack | Spacer | CondPageBreak):
            break
    return tall
