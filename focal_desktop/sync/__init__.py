"""The conversation between vaults; never decides what a value means."""
