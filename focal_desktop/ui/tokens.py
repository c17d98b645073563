"""Colours and distances of the window, in one place. Each pair of colours is readable; a test computes it."""

from __future__ import annotations

from typing import NamedTuple

TONES = ("neutral", "ok", "warn", "danger")
BODY_POINTS, TITLE_POINTS, NUMBER_POINTS, SMALL_POINTS = 9.75, 15.0, 20.0, 8.75
SMALLEST, LARGEST, STEP = 80, 200, 10
"""Text sizes in per cent."""


class Tone(NamedTuple):
    """Ink on its own wash; always beside a word, never colour alone."""

    ink: str
    wash: str


class Colours(NamedTuple):
    """One set of colours, light or dark."""

    window: str
    surface: str
    sidebar: str
    text: str
    muted: str
    border: str
    divider: str
    accent: str
    on_accent: str
    hover: str
    selected: str
    neutral: Tone
    ok: Tone
    warn: Tone
    danger: Tone
    series: tuple[str, ...]

    def tone(self, name: str) -> Tone:
        """Return one of the four tones by its name."""
        found: Tone = getattr(self, name)
        return found


LIGHT = Colours(
    window="#F5F7FA",
    surface="#FFFFFF",
    sidebar="#EAEFF5",
    text="#1B2733",
    muted="#4E5D6C",
    border="#7F8B98",
    divider="#D5DCE4",
    accent="#0B5C8A",
    on_accent="#FFFFFF",
    hover="#DDE6EF",
    selected="#D6E6F1",
    neutral=Tone("#45525F", "#E9EDF1"),
    ok=Tone("#1E6B3A", "#E3F4E8"),
    warn=Tone("#7A4B00", "#FFF1D6"),
    danger=Tone("#A61B1B", "#FCE6E6"),
    series=("#0B5C8A", "#B4530A", "#4B7F1C", "#7A3E9D", "#A61B1B", "#45525F"),
)
DARK = Colours(
    window="#14191F",
    surface="#1C232B",
    sidebar="#10151A",
    text="#E8EDF2",
    muted="#AAB6C2",
    border="#7C8997",
    divider="#323C47",
    accent="#6CB8E6",
    on_accent="#08202F",
    hover="#26303A",
    selected="#203848",
    neutral=Tone("#C1CBD5", "#2A333D"),
    ok=Tone("#7FD69A", "#16301F"),
    warn=Tone("#F0C060", "#33270F"),
    danger=Tone("#F49A9A", "#3B1A1A"),
    series=("#6CB8E6", "#F0A35E", "#9BCF6A", "#C79BE6", "#F49A9A", "#C1CBD5"),
)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG 2.2 defines it."""
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, 1.4.3)."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)
