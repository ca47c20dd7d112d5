"""Store: the case file."""

from stemma.store.sqlite import Store, Writer
from stemma.store.view import View
from stemma.store.visits import Visit

__all__ = ["Store", "View", "Visit", "Writer"]
