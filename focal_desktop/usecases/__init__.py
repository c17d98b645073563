"""The verbs: one plain function per thing a person can do, one transaction each."""
