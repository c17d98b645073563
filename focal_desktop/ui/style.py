"""The one style sheet: distances and roles; colours stand in the palette and the tokens."""

from __future__ import annotations

from collections.abc import Callable

from focal_desktop.ui.tokens import TONES, Colours


def sheet(c: Colours, em: Callable[[float], int]) -> str:
    """Return the style sheet of a set of colours, at a text size."""
    return "\n".join((_frames(c, em), _buttons(c, em), _inputs(c, em), _tables(c, em), _tones(c, em)))


def _frames(c: Colours, em: Callable[[float], int]) -> str:
    return f"""
QFrame[role="card"] {{ background: {c.surface}; border: 1px solid {c.divider}; border-radius: {em(0.6)}px; }}
QFrame[role="sidebar"] {{ background: {c.sidebar}; border: none; }}
QFrame[role="status"] {{ background: {c.sidebar}; border: none; border-top: 1px solid {c.divider}; }}
QFrame[role="line"] {{ background: {c.divider}; border: none; max-height: 1px; min-height: 1px; }}
QLabel[role="muted"] {{ color: {c.muted}; }}
QLabel[role="problem"] {{ color: {c.danger.ink}; }}
QLabel[role="number"] {{ font-weight: 700; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollArea > QWidget > QWidget[role="page"] {{ background: transparent; }}
QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border}; padding: {em(0.3)}px; }}
QMenu {{ background: {c.surface}; border: 1px solid {c.border}; padding: {em(0.3)}px; }}
QMenu::item {{ padding: {em(0.4)}px {em(1.2)}px; border-radius: {em(0.3)}px; }}
QMenu::item:selected {{ background: {c.selected}; color: {c.text}; }}
QMenuBar {{ background: {c.sidebar}; padding: 1px {em(0.4)}px; }}
QMenuBar::item {{ padding: {em(0.2)}px {em(0.6)}px; border-radius: {em(0.3)}px; }}
QMenuBar::item:selected {{ background: {c.hover}; color: {c.text}; }}
QTabWidget::pane {{ border: none; }}
QTabBar {{ qproperty-drawBase: 0; }}
QTabBar::tab {{ padding: {em(0.45)}px {em(0.9)}px; border: none; border-bottom: 2px solid transparent;
  color: {c.muted}; background: transparent; min-height: {em(1.3)}px; }}
QTabBar::tab:selected {{ color: {c.accent}; border-bottom: 2px solid {c.accent}; font-weight: 700; }}
QTabBar::scroller {{ width: {em(4.2)}px; }}
QTabBar::tab:focus {{ border: 2px solid {c.accent}; border-radius: {em(0.3)}px; }}
QSplitter::handle {{ background: transparent; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {c.sidebar}; }}
QCalendarWidget QToolButton {{ border: 2px solid transparent; background: transparent; }}
QCalendarWidget QToolButton:focus {{ border: 2px solid {c.accent}; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; width: 0; }}
"""


def _buttons(c: Colours, em: Callable[[float], int]) -> str:
    return f"""
QPushButton, QToolButton {{ min-height: {em(1.75)}px; padding: 0 {em(0.95)}px; border-radius: {em(0.4)}px;
  border: 1px solid {c.border}; background: {c.surface}; color: {c.text}; }}
QPushButton:hover, QToolButton:hover {{ background: {c.hover}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; border-color: {c.divider};
  background: {c.window}; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; }}
QPushButton[role="primary"] {{ background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent};
  font-weight: 700; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[role="primary"]:disabled {{ background: {c.divider}; color: {c.muted};
  border-color: {c.divider}; }}
QPushButton[role="danger"] {{ color: {c.danger.ink}; border-color: {c.danger.ink}; }}
QPushButton[role="quiet"], QToolButton[role="quiet"] {{ border: 2px solid transparent;
  background: transparent; padding: 0 {em(0.6)}px; }}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover {{ background: {c.hover}; }}
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus {{ border: 2px solid {c.accent}; }}
QPushButton[role="link"] {{ border: 2px solid transparent; background: transparent; color: {c.accent};
  text-align: left; padding: 0 {em(0.2)}px; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="link"]:focus {{ border: 2px solid {c.accent}; }}
QPushButton[role="choice"] {{ padding: 0 {em(0.7)}px; }}
QPushButton[role="choice"]:checked {{ background: {c.selected}; border: 2px solid {c.accent}; }}
QPushButton[role="choice"]:checked:focus, QPushButton[role="tile"]:checked:focus {{
  border: 2px solid {c.text}; }}
QPushButton[role="nav"] {{ border: 2px solid transparent; background: transparent; text-align: left;
  padding: 0 {em(0.7)}px; min-height: {em(2.1)}px; }}
QPushButton[role="nav"]:hover {{ background: {c.hover}; }}
QPushButton[role="nav"]:checked {{ background: {c.accent}; color: {c.on_accent}; }}
QPushButton[role="nav"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[role="tile"] {{ text-align: left; padding: {em(0.6)}px {em(0.9)}px; min-height: {em(3.4)}px;
  border: 1px solid {c.divider}; border-radius: {em(0.6)}px; }}
QPushButton[role="tile"]:checked {{ border: 2px solid {c.accent}; }}
QPushButton[role="tile"]:hover {{ border-color: {c.accent}; background: {c.surface}; }}
QPushButton[role="tile"]:focus {{ border: 2px solid {c.accent}; }}
QFrame[role="ring"] {{ border: 2px solid {c.accent}; border-radius: {em(0.4)}px; background: transparent; }}
QToolButton[role="sign"] {{ border: none; background: transparent; padding: 0; min-height: 0; }}
"""


def _inputs(c: Colours, em: Callable[[float], int]) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit {{ background: {c.surface}; color: {c.text};
  border: 1px solid {c.border}; border-radius: {em(0.4)}px; padding: 0 {em(0.45)}px;
  selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit {{ min-height: {em(1.75)}px; }}
QPlainTextEdit, QTextEdit {{ padding: {em(0.3)}px {em(0.35)}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {c.accent}; }}
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] {{ border: 2px solid {c.danger.ink}; }}
QLineEdit:read-only {{ background: {c.window}; border-color: {c.divider}; }}
{_choices(c, em)}
QProgressBar {{ border: 1px solid {c.border}; border-radius: {em(0.25)}px; background: {c.surface};
  max-height: {em(0.6)}px; min-height: {em(0.6)}px; }}
QProgressBar::chunk {{ background: {c.accent}; }}
"""


def _choices(c: Colours, em: Callable[[float], int]) -> str:
    """Return what is chosen from; lists are as flat as lines, and borders draw their arrow without a file."""
    side = f"{em(0.32)}px solid"
    return f"""
QComboBox {{ min-height: {em(1.75)}px; padding: 0 {em(0.55)}px; border: 1px solid {c.border};
  border-radius: {em(0.4)}px; background: {c.surface}; color: {c.text}; combobox-popup: 0; }}
QComboBox:hover {{ background: {c.window}; }}
QComboBox:focus {{ border: 2px solid {c.accent}; }}
QComboBox:disabled {{ background: {c.window}; color: {c.muted}; border-color: {c.divider}; }}
QComboBox QLineEdit {{ border: none; border-radius: 0; padding: 0; min-height: 0; background: transparent; }}
QComboBox::drop-down {{ border: none; width: {em(1.8)}px; }}
QComboBox::down-arrow {{ width: 0; height: 0; border-left: {side} {c.surface};
  border-right: {side} {c.surface}; border-top: {em(0.38)}px solid {c.muted}; }}
QComboBox::down-arrow:hover, QComboBox::down-arrow:disabled {{ border-left-color: {c.window};
  border-right-color: {c.window}; }}
QComboBox QAbstractItemView {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border};
  border-radius: 0; padding: {em(0.2)}px; selection-background-color: {c.selected};
  selection-color: {c.text}; outline: none; }}
QComboBox QAbstractItemView::item {{ min-height: {em(1.9)}px; padding: 0 {em(0.35)}px; }}
QCheckBox, QRadioButton {{ spacing: {em(0.5)}px; min-height: {em(1.75)}px; border: 2px solid transparent; }}
QCheckBox::indicator, QRadioButton::indicator {{ width: {em(1.05)}px; height: {em(1.05)}px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {c.accent}; border-radius: {em(0.3)}px; }}
"""


def _tables(c: Colours, em: Callable[[float], int]) -> str:
    return f"""
QTableView, QListView, QTreeView {{ background: {c.surface}; alternate-background-color: {c.window};
  border: 1px solid {c.divider}; border-radius: {em(0.5)}px; gridline-color: {c.divider};
  selection-background-color: {c.selected}; selection-color: {c.text}; outline: none; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 2px solid {c.accent}; }}
QTableView::item {{ padding: 0 {em(0.5)}px; }}
QHeaderView {{ background: {c.surface}; border: none; }}
QHeaderView::section {{ background: {c.surface}; color: {c.muted}; border: none;
  border-bottom: 1px solid {c.divider}; padding: {em(0.35)}px {em(0.5) + 3}px; font-weight: 700; }}
QScrollBar:vertical {{ background: transparent; width: {em(0.9)}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {c.border}; border-radius: {em(0.22)}px; min-height: {em(2)}px;
  margin: 0 {em(0.2)}px; }}
QScrollBar:horizontal {{ background: transparent; height: {em(0.9)}px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {c.border}; border-radius: {em(0.22)}px; min-width: {em(2)}px;
  margin: {em(0.2)}px 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _tones(c: Colours, em: Callable[[float], int]) -> str:
    parts = []
    for name in TONES:
        tone = c.tone(name)
        edge = c.divider if name == "neutral" else tone.ink
        parts.append(
            f'QFrame[tone="{name}"] {{ background: {tone.wash}; border: 1px solid {edge};'
            f" border-radius: {em(0.5)}px; }}"
            f'QFrame[tone="{name}"] QLabel {{ color: {tone.ink}; background: transparent; border: none; }}'
            f'QLabel[tone="{name}"] {{ color: {tone.ink}; background: {tone.wash}; border: none;'
            f" border-radius: {em(0.5)}px; padding: {em(0.12)}px {em(0.6)}px; }}"
        )
        parts.append(
            f'QFrame[tone="{name}"][strip="true"] {{ border: none; border-radius: 0;'
            f" border-bottom: 1px solid {tone.ink}; }}"
        )
    return "\n".join(parts)
