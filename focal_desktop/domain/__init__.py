"""Rules: values in, values out. No clock, no disk, no window."""
