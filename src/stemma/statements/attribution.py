"""The triple that the reading of reported speech produces, before anything is resolved.

Enters: spans proposed by the rules (or by any other reader of source, cue and content). Leaves: the same,
validated. Refuses: an attribution without content, or without both source and cue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from stemma.model import Span

Shape = Literal["clause", "infinitive", "object", "quote", "according", "noun", "adverb", "colon", "dash", "passive"]
"""How the content hangs on its cue: the rule that found it, kept for reading and for tests."""


Filled = tuple[set[int], Shape, set[int]]
"""What a frame of a verb gives: the content's tokens, the shape, and tokens that join the cue ("to", "of")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who (``source``) is made to say what (``content``, in one or more pieces) by which words (``cue``)."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    shape: Shape

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("an attribution without content")
        if self.source is None and self.cue is None:
            raise ValueError("an attribution without source and cue")
