"""Partners: who they are, what is known of their capacity, and whether an agreement may be signed."""
