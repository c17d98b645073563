"""Headquarters' blind mailbox; it can read nothing that it keeps."""
