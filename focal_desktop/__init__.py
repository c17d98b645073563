"""Focal Desktop: the PSEA desk of a country focal point, offline, in one encrypted file."""
