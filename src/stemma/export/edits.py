"""Show what changed in a page between two visits.

Enters: two versions of one document, and the statements of both. Leaves: an ``Edit``: what was put in another's place,
added and taken out, word by word with a little around it, and the caveats that are gone. Refuses: nothing; versions
that differ in white space, case or punctuation alone have no changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stemma.compare.texts import differences
from stemma.compare.versions import body_of, versions
from stemma.export.display import quoted
from stemma.model import Case, Document, Statement

AROUND = 4
"""Words shown on either side of a short change, so that "12" → "15" says of what."""

SHORT = 6
"""Words up to which a change is short."""

LONGEST = 240
"""Characters shown of one side of a change."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One changed stretch with a few words around it; an addition has no ``before``, an omission no ``after``.

    ``numbers``: figures stand on both sides, and they are not the same.
    """

    before: str
    after: str
    numbers: bool

    def __str__(self) -> str:
        if not self.before:
            return f"added: {quoted(self.after, LONGEST)}"
        if not self.after:
            return f"removed: {quoted(self.before, LONGEST)}"
        label = "number updated" if self.numbers else "changed"
        return f"{label}: {quoted(self.before, LONGEST)} → {quoted(self.after, LONGEST)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A page that was edited: its versions, what changed, and the caveats that only the older one has."""

    older: Document
    newer: Document
    changes: tuple[Change, ...]
    caveats: tuple[str, ...]


def find_edits(case: Case, fresh: Iterable[str]) -> tuple[Edit, ...]:
    """Return an edit for every version among the documents ``fresh`` that came after another one."""
    new = frozenset(fresh)
    edits: list[Edit] = []
    for pages in versions(case.documents):
        for older, newer in pairwise(pages):
            if newer.id in new:
                edits.append(compare_versions(older, newer, case.statements))
    return tuple(edits)


def compare_versions(older: Document, newer: Document, statements: Sequence[Statement]) -> Edit:
    """Return what changed from one version of a page to the next."""
    left, right = body_of(older), body_of(newer)
    return Edit(
        older=older, newer=newer, changes=tuple(_changes(left, right)), caveats=_caveats(older, newer, statements)
    )


def _changes(left: str, right: str) -> Iterator[Change]:
    for stretch in differences(left, right):
        if stretch.kind == "equal":
            continue
        before, after = stretch.left.within(left), stretch.right.within(right)
        old, new = sorted(_NUMBER.findall(before)), sorted(_NUMBER.findall(after))
        if before.strip() and after.strip() and max(map(_size, (before, after))) <= SHORT:
            before = _with_context(left, stretch.left.start, stretch.left.end)
            after = _with_context(right, stretch.right.start, stretch.right.end)
        yield Change(before=before.strip(), after=after.strip(), numbers=bool(old and new and old != new))


def _with_context(text: str, start: int, end: int) -> str:
    """Return a stretch with a few words before and behind it."""
    head = list(_WORD.finditer(text, max(0, start - 40 * AROUND), start))[-AROUND:]
    tail = list(_WORD.finditer(text, end, end + 40 * AROUND))[:AROUND]
    first = head[0].start() if head else start
    last = tail[-1].end() if tail else end
    cut = "…" if text[:first].strip() else "", "…" if text[last:].strip() else ""
    return f"{cut[0]}{text[first:last].strip()}{cut[1]}"


def _size(text: str) -> int:
    return len(_WORD.findall(text))


def _caveats(older: Document, newer: Document, statements: Sequence[Statement]) -> tuple[str, ...]:
    """Return what the older version said of its own verification, where the newer says nothing of it any more."""
    told = {d.id: [s for s in statements if s.document == d.id and s.type == "verification"] for d in (older, newer)}
    if told[newer.id]:
        return ()
    return tuple(dict.fromkeys(statement.content.within(older.text) for statement in told[older.id]))
