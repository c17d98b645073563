"""A desk of its own for each test of this folder that reads one."""

from tests.desks import desk

__all__ = ["desk"]
