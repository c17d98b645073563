"""The section to read: what each screen is for, what to do when someone speaks, what the words mean."""
