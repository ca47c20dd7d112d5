"""What the rules of recognition look at: one stretch, its page, and what the whole document says.

Enters: a page with its stretches. Leaves: a ``Sight`` for each. Refuses: nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stemma.model import Evidence
from stemma.places.names import fold
from stemma.places.page import Page
from stemma.places.scan import Toponym
from stemma.places.surroundings import Surroundings


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A stretch with its page, what the whole document says, and its neighbours in the list of stretches."""

    page: Page
    toponym: Toponym
    around: Surroundings
    before: Toponym | None
    after: Toponym | None

    @property
    def exact(self) -> bool:
        """Tell whether the name is an abbreviation or acronym that is looked up exactly as written."""
        return self.toponym.key.startswith("=")

    @property
    def declined(self) -> bool:
        """Tell whether the name stands in another case than the dictionary's: "голова Харкова", never a person."""
        return self.page.lexicon.inflected and fold(self.page.words[self.toponym.last]) != self.toponym.key

    @property
    def word(self) -> str:
        """Return the only word, lower case, or "" where there are several."""
        return self.page.lowers[self.toponym.first] if self.toponym.first == self.toponym.last else ""


Rule = Callable[[Sight, float], Evidence | None]
"""A rule of recognition: given its weight, it returns Evidence where it applies."""


def sights(page: Page, toponyms: Sequence[Toponym], around: Surroundings) -> list[Sight]:
    """Return each stretch with all that the rules look at."""
    return [
        Sight(
            page=page,
            toponym=t,
            around=around,
            before=toponyms[n - 1] if n else None,
            after=toponyms[n + 1] if n + 1 < len(toponyms) else None,
        )
        for n, t in enumerate(toponyms)
    ]


def say(rule: str, score: float, detail: str) -> Evidence:
    """Return the evidence of one rule."""
    return Evidence(rule=rule, score=score, detail=detail)
