"""Store: the case file."""

from stemma.store.sqlite import Store, Writer
from stemma.store.view import View

__all__ = ["Store", "View", "Writer"]
