"""What surrounds every screen: sidebar, top bar, status line, palette, keys, locking and hiding."""
