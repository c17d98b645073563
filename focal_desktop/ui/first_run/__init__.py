"""Before there is a vault: joining an office or practising, until Home is shown."""
