"""All cryptography, in one folder, to be audited in one sitting."""
