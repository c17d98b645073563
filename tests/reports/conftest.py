"""A desk of its own for each test of this folder that reads one."""

from tests.desks import desk, settings_folder

__all__ = ["desk", "settings_folder"]
