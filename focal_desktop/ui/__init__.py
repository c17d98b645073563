"""The window: the only place with Qt. It draws values and asks use cases; it has no rule of its own."""
