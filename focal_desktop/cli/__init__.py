"""The command line: the same use cases, for administrators, support and scripts."""
