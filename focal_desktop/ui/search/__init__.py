"""The section that finds a record of the desk by its words."""
