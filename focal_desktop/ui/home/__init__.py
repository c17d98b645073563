"""The first page: the five tasks, what is due, two charts of the desk; no word of a case."""
