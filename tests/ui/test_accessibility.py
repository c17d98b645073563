"""Every section, walked without eyes and without a mouse: names, targets, order, nothing cut off."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from focal_desktop.ui import sections
from focal_desktop.ui.context import Place
from focal_desktop.ui.window import Window
from tests.ui import walking, windows
from tests.ui.windows import Style

VIEWS = (
    Place(section="allegations", view="new"),
    Place(section="monthly_return"),
    Place(section="sealed_report"),
    Place(section="search", view="practice"),
    Place(section="guidance", view="glossary"),
    Place(section="plan", view="quarter"),
    Place(section="training", view="missing"),
)


def list_places(window: Window) -> Iterator[Place]:
    """Yield every section of this person and the views that have no line in the sidebar."""
    yield from (Place(section=one.name) for one in sections.list_open(window.session.person))
    yield from VIEWS


@pytest.mark.parametrize("style", [Style(), Style("ar", "dark")], ids=lambda style: style.name)
def test_every_control_has_a_name_a_size_and_its_place(
    open_window: Callable[[Style], Window], style: Style
) -> None:
    window = open_window(style)
    found = []
    for place in list_places(window):
        window.go(place)
        windows.settle()
        amiss = [
            *walking.find_nameless(window),
            *walking.find_small(window),
            *walking.find_open_passwords(window),
            *walking.find_out_of_order(window, is_right_to_left=style.language == "ar"),
        ]
        found += [f"{place.section} {place.view}: {one}" for one in amiss]
    assert found == []


@pytest.mark.parametrize(
    "style", [Style(), Style("ar", "dark", 150), Style("en", "light", 200)], ids=lambda s: s.name
)
def test_nothing_is_cut_off(open_window: Callable[[Style], Window], style: Style) -> None:
    window = open_window(style)
    found = []
    for place in list_places(window):
        window.go(place)
        windows.settle()
        found += [f"{place.section} {place.view}: {one}" for one in walking.find_cut(window)]
    assert found == []


LARGE = (
    *(Style(language, "light", 200) for language in ("en", "fr", "es")),
    Style("ar", "dark", 200),
    Style("fr", "light", 150),
)


@pytest.mark.parametrize("style", LARGE, ids=lambda s: s.name)
def test_no_page_is_read_sideways_or_by_two(open_window: Callable[[Style], Window], style: Style) -> None:
    window = open_window(style)
    found = []
    for place in list_places(window):
        window.go(place)
        windows.settle()
        amiss = (*walking.find_sideways(window, windows.SMALL), *walking.find_nested(window))
        found += [f"{place.section} {place.view}: {one}" for one in amiss]
    assert found == []


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_intake_and_home_need_no_scrolling_on_an_old_laptop(
    open_window: Callable[[Style], Window], language: str
) -> None:
    window = open_window(Style(language))
    found = {}
    for place in (Place(section="home"), Place(section="allegations", view="new")):
        window.go(place)
        windows.settle()
        areas = [one for one in window.findChildren(QScrollArea) if one.isVisible()]
        found[place.section] = max(one.verticalScrollBar().maximum() for one in areas)
    assert found == {"home": 0, "allegations": 0}
    assert window.height() <= windows.SMALL[1]


def test_a_page_that_is_too_wide_is_found() -> None:
    windows.make_application()
    root = QWidget()
    wide = QWidget()
    wide.setMinimumWidth(900)
    area = QScrollArea()
    area.setWidget(wide)
    QVBoxLayout(root).addWidget(area)
    root.resize(300, 200)
    root.show()
    windows.settle()
    assert len(list(walking.find_sideways(root, (400, 400)))) == 1
    assert len(list(walking.find_sideways(root, (200, 400)))) == 2
    root.deleteLater()


def test_what_is_amiss_is_found() -> None:
    windows.make_application()
    root = QWidget()
    layout = QVBoxLayout(root)
    secret, nameless, wide = QLineEdit(), QPushButton(), QPushButton("A long text that is cut off somewhere")
    wide.setFixedWidth(40)
    tall = QLabel("many words " * 30)
    tall.setWordWrap(True)
    tall.setFixedSize(80, 12)
    for one in (secret, nameless, wide, tall):
        layout.addWidget(one)
    secret.setStyleSheet("min-height: 0; max-height: 10px;")
    root.resize(300, 300)
    root.show()
    QWidget.setTabOrder(wide, nameless)
    windows.settle()
    assert len(list(walking.find_nameless(root))) == 2
    assert any("QLineEdit" in one for one in walking.find_small(root))
    assert len(list(walking.find_cut(root))) == 2
    assert list(walking.find_out_of_order(root, is_right_to_left=False))
    root.deleteLater()
