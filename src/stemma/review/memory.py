"""What follows from judgements, worked out once and kept in the case file as finished work.

Enters: a view, and what works a story out. Leaves: stories as judged, and how each judgement stands to the latest run.
Refuses: to work out again what neither a run nor a judgement of that story has changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from stemma.codec import pack, unpack
from stemma.ids import digest_bytes
from stemma.model import JudgedStory, Judgement, Statement
from stemma.review.latest import Latest, State
from stemma.store import View

T = TypeVar("T")

WorkOut = Callable[[View, str], JudgedStory | None]
"""Works out a story as people judged it; ``None`` where nothing follows from a judgement."""

Keep = Callable[[str, bytes], None]
"""Keeps finished work under a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How a judgement stands to the latest run, the ids that its subject has now, and the claim of the first one."""

    state: State
    names: tuple[str, ...]
    claim: str | None = None


class Memory:
    """A view's judgements and what follows from them."""

    def __init__(self, view: View, *, version: str, work_out: WorkOut, keep: Keep | None = None) -> None:
        """``version``: Stemma's; another one works out anew. Without ``keep`` what is worked out is forgotten."""
        self._view = view
        self._version = version
        self._work_out = work_out
        self._keep = keep
        self.judgements = view.judgements()
        self.latest = Latest(view)

    def story(self, story: str) -> JudgedStory | None:
        """Return a story as people judged it; ``None`` where nobody judged anything in it."""
        known = self._view.members(story) if self.judgements else frozenset[str]()
        own = [j for j, named in zip(self.judgements, self._papers, strict=True) if j.noun == "case" or named & known]
        if all(judgement.noun == "case" for judgement in own):
            return None
        heard = self._once("judged", [story, *(j.id for j in own)], tuple[JudgedStory, ...], lambda: self._hear(story))
        return heard[0] if heard else None

    def stories(self) -> tuple[JudgedStory, ...]:
        """Return every story in which somebody judged something, as judged, in id order."""
        names = sorted({story for judgement in self.judgements for story in self.latest.stories(judgement)})
        return tuple(heard for name in names if (heard := self.story(name)) is not None)

    def stand(self, judgement: Judgement) -> Stand:
        """Return how a judgement stands to the latest run."""
        return self._once("stand", [judgement.id], Stand, lambda: self._look(judgement))

    def _look(self, judgement: Judgement) -> Stand:
        scene = self.latest.scene(judgement) if judgement.noun != "case" else None
        names = (scene.names if scene else None) or judgement.subject
        claims = (c.id for c in scene.case.claims if names[0] in c.statements) if scene else iter(())
        return Stand(state=self.latest.state(judgement), names=names, claim=next(claims, None))

    def _hear(self, story: str) -> tuple[JudgedStory, ...]:
        heard = self._work_out(self._view, story)
        return (heard,) if heard else ()

    def _once(self, name: str, said: Sequence[str], kind: Any, make: Callable[[], T]) -> T:
        """Return what was kept of a piece of work of this run, or do it and keep it."""
        text = "\n".join((*said, self._version, str(self._view.number)))
        key = f"{name} {digest_bytes(text.encode())}"
        body = self._view.recall(key)
        if body is not None:
            with suppress(ValueError):  # kept by a version that has another form for it
                return cast(T, unpack(body, kind))
        made = make()
        if self._keep is not None:
            self._keep(key, pack(made))
        return made

    @cached_property
    def _papers(self) -> tuple[frozenset[str], ...]:
        """The documents and pages that each judgement speaks of."""
        return tuple(map(self._named, self.judgements))

    def _named(self, judgement: Judgement) -> frozenset[str]:
        if judgement.anchors:
            return frozenset(part for anchor in judgement.anchors for part in (anchor.document, anchor.page))
        records = (self._view.find(name) for name in judgement.subject)
        return frozenset(r.document if isinstance(r, Statement) else r.id for r in records if r is not None)
