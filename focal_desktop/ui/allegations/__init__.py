"""Allegations: the list, intake on one page, what leaves and what starts, one report with its consents."""
