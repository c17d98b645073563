"""Headquarters' view of every office, and what it decides about who joins."""
