"""A desk of its own for each test of this folder."""

from tests.desks import desk, first_desk

__all__ = ["desk", "first_desk"]
