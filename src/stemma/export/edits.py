"""Show what changed in a page between two visits.

Enters: two versions of one document, and the statements of both. Leaves: an ``Edit``: sentences that were changed,
with their words in place, sentences added and taken out, and the caveats that are gone. Refuses: to call a sentence
changed that only moved, or that differs in white space, case or punctuation alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from stemma.compare.texts import differences
from stemma.compare.versions import body_of, versions
from stemma.export.display import quoted
from stemma.model import Case, Document, Statement

ALIKE = 60.0
"""Likeness of two sentences, 0 to 100, from which the one is the other edited and not a new one. On 147 sentences of 7
reports: with half of its words replaced a sentence keeps 60 in 98 cases of 100; the most alike other sentence of its
report has 46 in the middle and 56 in 95 of 100. Without it any new sentence passes for an edit of a deleted one."""

LONGEST = 300
"""Characters shown of one change."""

MOST_COMPARED = 200
"""New sentences that a changed one is looked for among. A page that was written anew from end to end has more, and
then nobody reads them in pairs; without it two pages of 5,000 lines are compared for minutes."""

_END = re.compile(r"[.!?…][”\"’»)]{0,3}\s{1,3}(?=[“„\"«‘(—–-]{0,3}[A-ZА-ЯІЇЄҐ\d])|\n")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One sentence that was changed; an addition has no ``before``, an omission no ``after``."""

    before: str
    after: str

    @property
    def numbers(self) -> bool:
        """Tell whether figures stand in both sentences and are not the same."""
        old, new = (sorted(_NUMBER.findall(sentence)) for sentence in (self.before, self.after))
        return bool(old and new and old != new)

    def __str__(self) -> str:
        """Return the change as a line: the sentence with old and new words in place, [old → new]."""
        if not self.before:
            return f"added: {quoted(self.after, LONGEST)}"
        if not self.after:
            return f"removed: {quoted(self.before, LONGEST)}"
        return f"{'number updated' if self.numbers else 'changed'}: {quoted(_marked(self.before, self.after), LONGEST)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A page that was edited: its versions, what changed, and the caveats that only the older one has."""

    older: Document
    newer: Document
    headline: Change | None
    changes: tuple[Change, ...]
    caveats: tuple[str, ...]


def find_edits(case: Case, fresh: Iterable[str]) -> tuple[Edit, ...]:
    """Return an edit for every version among the documents ``fresh`` that came after another one."""
    new = frozenset(fresh)
    steps = (step for pages in versions(case.documents) for step in pairwise(pages))
    return tuple(compare_versions(*step, case.statements) for step in steps if step[1].id in new)


def compare_versions(older: Document, newer: Document, statements: Sequence[Statement]) -> Edit:
    """Return what changed from one version of a page to the next."""
    titles = Change(before=older.title or "", after=newer.title or "")
    return Edit(
        older=older,
        newer=newer,
        headline=titles if _key(titles.before) != _key(titles.after) else None,
        changes=find_changes(body_of(older), body_of(newer)),
        caveats=_caveats(older, newer, statements),
    )


def find_changes(older: str, newer: str) -> tuple[Change, ...]:
    """Return the sentences that were changed or taken out, in the older text's order, then those that were added."""
    left, right = _sentences(older), _sentences(newer)
    gone = [sentence for key, sentence in left.items() if key not in right]
    come = [sentence for key, sentence in right.items() if key not in left]
    changes: list[Change] = []
    for before in gone:
        after = max(come[:MOST_COMPARED], key=lambda other: fuzz.ratio(before, other), default="")
        if fuzz.ratio(before, after) < ALIKE:
            after = ""
        else:
            come.remove(after)
        changes.append(Change(before=before, after=after))
    return (*changes, *(Change(before="", after=after) for after in come))


def _marked(before: str, after: str) -> str:
    """Return the new sentence with the words that changed in brackets: [old → new], [−old], [+new]."""
    parts: list[str] = []
    for stretch in differences(before, after):
        old, new = stretch.left.within(before), stretch.right.within(after)
        if stretch.kind == "equal":
            parts.append(new)
        elif old.strip() and new.strip():
            parts.append(f"[{old.strip()} → {new.strip()}] ")
        else:
            parts.append(f"[−{old.strip()}] " if old.strip() else f"[+{new.strip()}] ")
    return "".join(parts).strip()


def _sentences(text: str) -> dict[str, str]:
    """Return the sentences of a text in order, each once, by its words without case."""
    ends = [match.end() for match in _END.finditer(text)]
    found = (text[start:end].strip() for start, end in pairwise((0, *ends, len(text))))
    return {key: sentence for sentence in found if (key := _key(sentence))}


def _key(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence.casefold()))


def _caveats(older: Document, newer: Document, statements: Sequence[Statement]) -> tuple[str, ...]:
    """Return what the older version said of its own verification, where the newer says nothing of it any more."""
    told = {d.id: [s for s in statements if s.document == d.id and s.type == "verification"] for d in (older, newer)}
    if told[newer.id]:
        return ()
    return tuple(dict.fromkeys(statement.content.within(older.text) for statement in told[older.id]))
