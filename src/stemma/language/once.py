"""Look at a thing once: what was found of a tree, or of what is made of one, is remembered while it lives.

Enters: a function of one object. Leaves: the same function, which looks at each object once. Refuses: objects that are
compared by what they hold: to hash a whole parse takes longer than to look again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

K = TypeVar("K")
T = TypeVar("T")


def once(find: Callable[[K], T]) -> Callable[[K], T]:
    """Return ``find`` such that it looks at each object once."""
    found: WeakKeyDictionary[K, T] = WeakKeyDictionary()

    @wraps(find)
    def look(thing: K) -> T:
        try:
            return found[thing]
        except KeyError:
            return found.setdefault(thing, find(thing))

    return look
