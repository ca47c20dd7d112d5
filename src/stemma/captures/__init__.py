"""Captures: the exact bytes seen, from where."""

from stemma.captures.files import read

__all__ = ["read"]
