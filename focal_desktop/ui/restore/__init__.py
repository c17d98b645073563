"""The way back: a vault made of a backup, or of what is left of one, in a folder of its own."""
