"""The encrypted file; the only place with SQL. Only frozen values leave it."""
