"""Values to PDF bytes; never reads the vault, never writes a file."""
