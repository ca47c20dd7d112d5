"""Store: the case file."""
