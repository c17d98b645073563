"""Before the desk: nothing here tells what the vault holds or whose it is."""
