"""A desk of its own for each test of this folder."""

from tests.desks import desk, first_desk
from tests.stretching import stretched_once

__all__ = ["desk", "first_desk", "stretched_once"]
