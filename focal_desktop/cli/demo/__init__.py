"""`focal demo`: the main job without a screen, with the real parts; every step reads back what it did."""
