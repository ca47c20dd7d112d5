"""Captures: the exact bytes seen, from where."""
