"""The training register: people, courses, one session for many, and who is missing."""
