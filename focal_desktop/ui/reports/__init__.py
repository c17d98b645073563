"""Reports: chosen, looked at, printed or saved; nothing of one is written unless a person asks."""
