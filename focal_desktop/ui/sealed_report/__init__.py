"""A report for headquarters alone: written here, sealed, and then nothing readable stays."""
