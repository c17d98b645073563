"""Every pair of colours that is drawn can be read: 4.5 to 1 for text, 3 to 1 for what is not text."""

import pytest

from focal_desktop.ui import tokens
from focal_desktop.ui.tokens import DARK, LIGHT, Colours

BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


@BOTH
def test_text_can_be_read_on_each_ground(colours: Colours) -> None:
    grounds = (colours.window, colours.surface, colours.sidebar, colours.hover, colours.selected)
    for ground in grounds:
        assert tokens.contrast(colours.text, ground) >= 4.5, ground
    for ground in (colours.window, colours.surface, colours.sidebar):
        assert tokens.contrast(colours.muted, ground) >= 4.5, ground
        assert tokens.contrast(colours.accent, ground) >= 4.5, ground
    assert tokens.contrast(colours.on_accent, colours.accent) >= 4.5


@BOTH
@pytest.mark.parametrize("tone", tokens.TONES)
def test_a_tone_can_be_read_on_its_wash_and_on_a_card(colours: Colours, tone: str) -> None:
    found = colours.tone(tone)
    assert tokens.contrast(found.ink, found.wash) >= 4.5
    assert tokens.contrast(found.ink, colours.surface) >= 4.5


@BOTH
def test_borders_and_series_can_be_told_from_a_card(colours: Colours) -> None:
    for colour in (colours.border, *colours.series):
        assert tokens.contrast(colour, colours.surface) >= 3.0, colour


def test_contrast_is_counted_as_the_standard_counts_it() -> None:
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
