"""The annual reports as values: plain functions of records, policy and a day; no case leaves here."""
