"""Captures: the exact bytes seen, from where."""

from stemma.captures.intake import read

__all__ = ["read"]
