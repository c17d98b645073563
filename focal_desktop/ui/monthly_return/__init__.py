"""The monthly return: three statements in twenty seconds, the same words in every month."""
