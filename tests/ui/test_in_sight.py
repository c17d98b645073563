"""What is to be read or answered is in sight on an old laptop: lists are not cut, and what opens is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QScrollArea, QTabWidget, QWidget

from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from tests.ui import walking, windows
from tests.ui.pictures import allegations, sealed_report
from tests.ui.windows import Style

MEANING = (
    "Any actual or attempted abuse of vulnerability, power or trust for sexual purposes (ST/SGB/2003/13)"
)
CALM = (
    Place(section="guidance"),
    Place(section="guidance", view="asked"),
    Place(section="monthly_return"),
    Place(section="settings"),
    Place(section="settings", view="sheet"),
    Place(section="allegations"),
)
"""Pages of which some have little on them."""


@pytest.mark.parametrize(
    "style",
    [Style(), Style("fr", "light", 150), Style("es", "dark"), Style("ar", "dark", 200)],
    ids=lambda one: one.name,
)
def test_the_names_of_the_cards_are_whole(open_window: Callable[[Style], Window], style: Style) -> None:
    window = open_window(style)
    window.go(Place(section="guidance"))
    windows.settle()
    assert window.current is not None
    cards = window.current.findChild(QListWidget)
    assert cards is not None
    metrics, wraps = QFontMetrics(cards.font()), int(Qt.TextFlag.TextWordWrap)
    cut = []
    for item in (cards.item(place) for place in range(cards.count())):
        room = cards.visualItemRect(item)
        needed = metrics.boundingRect(QRect(0, 0, room.width(), 0), wraps, item.text())
        if needed.width() > room.width() or needed.height() > room.height():
            cut.append(item.text())
    assert cut == []


def test_what_the_words_mean_is_said(window: Window) -> None:
    window.go(Place(section="guidance", view="glossary"))
    windows.settle()
    assert window.current is not None
    said = [one.text() for one in window.current.findChildren(QLabel)]
    assert said[said.index("Sexual exploitation") + 1] == MEANING


def test_no_card_is_cut(window: Window) -> None:
    window.go(Place(section="guidance"))
    assert window.current is not None
    cards = window.current.findChild(QListWidget)
    assert cards is not None
    found = list[str]()
    for place in range(cards.count()):
        cards.setCurrentRow(place)
        windows.settle()
        found += walking.find_cut(window)
    assert found == []


def test_the_settings_need_no_scrolling(window: Window) -> None:
    window.go(Place(section="settings"))
    windows.settle()
    assert window.current is not None
    areas = [one for one in window.current.findChildren(QScrollArea) if one.isVisible()]
    assert [one.verticalScrollBar().maximum() for one in areas] == [0]


def is_whole(one: QWidget, area: QScrollArea) -> bool:
    """Tell whether the whole height of a widget is in sight."""
    view = area.viewport()
    top = one.mapTo(view, one.rect().topLeft()).y()
    return top >= 0 and top + one.height() <= view.height()


def test_a_sealed_part_that_is_opened_comes_into_sight_where_the_page_scrolls(
    open_window: Callable[[Style], Window],
) -> None:
    window = open_window(Style("en", "light", 150))
    allegations.write_intake(window)
    for name in ("review", "notify", "open_record", "note_call"):
        allegations.press(window, name)
    tabs = next(one for one in window.findChildren(QTabWidget) if one.isVisible())
    tabs.setCurrentIndex(3)
    for _ in range(6):
        windows.settle()
    bars = [one for one in window.findChildren(QScrollArea) if one.verticalScrollBar().maximum() > 0]
    [page] = [one for one in bars if one.isVisible()]  # one bar for all of it
    assert page.isAncestorOf(tabs)
    allegations.press(window, "open_subject")
    for _ in range(6):
        windows.settle()
    send = next(one for one in window.findChildren(QPushButton, "send_subject") if one.isVisible())
    assert is_whole(send, page)


def test_in_large_text_a_sealed_report_has_one_bar(open_window: Callable[[Style], Window]) -> None:
    window = open_window(Style("en", "light", 150))
    window.go(Place(section="sealed_report"))
    windows.settle()
    areas = [one for one in window.findChildren(QScrollArea) if one.isVisible()]
    assert len([one for one in areas if one.verticalScrollBar().maximum() > 0]) == 1


def test_no_page_scrolls_over_nothing(open_window: Callable[[Style], Window]) -> None:
    window = open_window(Style("en", "light", 150))
    found = list[str]()
    shown: list[Callable[[Window], object]] = [partial(Window.go, place=one) for one in CALM]
    for show in (*shown, *sealed_report.PICTURES.values()):
        show(window)
        for _ in range(4):
            windows.settle()
        found += [f"{window.place()}: {one}" for one in walking.find_needless_bars(window)]
    assert found == []


def test_a_bar_that_moves_nothing_is_found() -> None:
    windows.make_application()
    root = QWidget()
    area, inner = QScrollArea(root), QWidget()
    low = QLabel("All there is", inner)
    inner.setMinimumSize(100, 900)
    area.setWidget(inner)
    area.resize(200, 200)
    root.resize(300, 300)
    root.show()
    windows.settle()
    assert len(list(walking.find_needless_bars(root))) == 1
    low.move(0, 850)
    assert list(walking.find_needless_bars(root)) == []
    root.deleteLater()
