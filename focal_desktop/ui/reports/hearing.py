"""A report as text to be heard: its own words in reading order, headings marked, a row of a table a line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from focal_desktop.base.words import Words
from focal_desktop.reports.told import Told


def word(told: Told, words: Words) -> str:
    """Return a heading, a paragraph or a row as one line."""
    if told.said:
        return " ".join(told.said.split("\n"))
    return words.say("; ").join(_say_pair(name, value, words) for name, value in told.pairs)


def _say_pair(name: str, value: str, words: Words) -> str:
    return words.say("{indicator}: {figure}", indicator=name, figure=value) if name else value


def write(document: QTextDocument, told: Iterable[Told], words: Words) -> None:
    """Write what a report says into a document, in the words of its own language."""
    document.clear()
    cursor = QTextCursor(document)
    for place, one in enumerate(told):
        block, letters = QTextBlockFormat(), QTextCharFormat()
        if one.level:
            block.setHeadingLevel(one.level)
            letters.setFontWeight(QFont.Weight.Bold)
            if place:
                cursor.insertBlock(QTextBlockFormat())  # an empty line, for those who look
        if place:
            cursor.insertBlock(block)
        cursor.setBlockFormat(block)
        cursor.insertText(word(one, words), letters)
