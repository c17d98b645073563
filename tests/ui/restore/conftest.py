"""The program as it starts."""

from tests.ui.doors import begin

__all__ = ["begin"]
