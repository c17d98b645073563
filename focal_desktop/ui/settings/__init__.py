"""The section about the program itself: look, passphrase, backup, this device."""
