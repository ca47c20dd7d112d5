"""Language: parse once, word lists as data."""
