"""What a case file says: read-only, as of a run, in a scope.

Enters: an open connection. Leaves: records of ``model``. Refuses: nothing; what is not there is ``None`` or empty.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from stemma.codec import unpack
from stemma.config import Config
from stemma.errors import NotFoundError
from stemma.model import (
    Capture,
    Case,
    Claim,
    Document,
    Finding,
    Judgement,
    Link,
    PairScore,
    Reject,
    Run,
    Statement,
    Story,
)
from stemma.store.briefs import Brief, read_brief, read_near
from stemma.store.connection import guarded
from stemma.store.overview import Facet, Order, StoryLine, count_lines, read_facet, read_lines, read_new

T = TypeVar("T")

Record = Document | Statement | Story | Link | PairScore | Claim | Finding
"""What has an id that a user may ask for."""

NOUNS: Final[Mapping[str, type[Record]]] = {
    "document": Document,
    "statement": Statement,
    "story": Story,
    "link": Link,
    "pair": PairScore,
    "claim": Claim,
    "finding": Finding,
}

_PREFIXES: Final[Mapping[str, str]] = {
    "doc": "document",
    "stm": "statement",
    "sto": "story",
    "lnk": "link",
    "pair": "pair",
    "clm": "claim",
    "fnd": "finding",
}
"""What an id begins with (``ids``), so that a record is found without a look at the other nouns."""

LATEST = (
    "SELECT {} FROM records r WHERE r.noun = ? AND r.body IS NOT NULL AND r.run ="
    " (SELECT max(v.run) FROM records v WHERE v.noun = r.noun AND v.id = r.id AND v.run <= ?) {} ORDER BY r.noun, r.id"
)
"""The version of each record that counts; parameters: noun, run, then those of the second blank."""

_SEARCH = (
    "SELECT s.noun, s.id FROM found s JOIN records r ON r.noun = s.noun AND r.id = s.id AND r.run = s.run"
    " WHERE found MATCH ? AND r.body IS NOT NULL AND r.run ="
    " (SELECT max(v.run) FROM records v WHERE v.noun = r.noun AND v.id = r.id AND v.run <= ?)"
    " ORDER BY s.rowid DESC LIMIT ?"
)

SEARCHED: Final = ("claim", "document", "statement")
"""Nouns whose words are found, in the order of the hits."""


class View:
    """What a case file says, read-only, as of a run and in a scope (outlets, languages; empty: all)."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: str,
        *,
        as_of: int | None,
        outlets: tuple[str, ...],
        languages: tuple[str, ...],
    ) -> None:
        self._connection = connection
        self._path = path
        self._outlets = frozenset(outlets)
        self._languages = frozenset(languages)
        self._scope: frozenset[str] | None = None
        last = self._one("SELECT coalesce(max(number), 0) FROM runs")
        self.number = last if as_of is None else min(as_of, last)

    def run(self) -> Run | None:
        """Return the run whose state this is; ``None`` in an empty file."""
        found = self._all("SELECT body FROM runs WHERE number = ?", (self.number,))
        return next((unpack(body, Run) for (body,) in found), None)

    def config(self) -> Config:
        """Return the settings of that run."""
        found = self._all("SELECT settings FROM runs WHERE number = ?", (self.number,))
        return next((unpack(body, Config) for (body,) in found), Config())

    def captures(self) -> tuple[Capture, ...]:
        """Return all captures, their bytes left out (``data`` gives them)."""
        return tuple(self._read("capture", Capture))

    def data(self, digest: str) -> bytes:
        """Return the exact bytes of the capture with that digest.

        Raises:
            NotFoundError: the file does not have them.
        """
        for (packed,) in self._all("SELECT data FROM blobs WHERE digest = ?", (digest,)):
            return zlib.decompress(packed)
        raise NotFoundError(f"{self._path}: no capture with digest {digest}")

    def capture(self, name: str) -> Capture | None:
        """Return the capture with that id, its bytes left out."""
        return next(self._read("capture", Capture, owner=name), None)

    def holds(self, digest: str) -> bool:
        """Tell whether the exact bytes of a capture are kept."""
        return bool(self._all("SELECT 1 FROM blobs WHERE digest = ?", (digest,)))

    def recalls(self, key: str) -> bool:
        """Tell whether finished work is kept under ``key``."""
        return bool(self._all("SELECT 1 FROM work WHERE key = ?", (key,)))

    def recall(self, key: str) -> bytes | None:
        """Return the finished work kept under ``key``, if any."""
        return next((bytes(body) for (body,) in self._all("SELECT body FROM work WHERE key = ?", (key,))), None)

    def work_of(self, noun: str, name: str) -> bytes | None:
        """Return the finished work that a document or story came from."""
        key = self.work_key(noun, name)
        return None if key is None else self.recall(key)

    def work_key(self, noun: str, name: str) -> str | None:
        """Return the key of the finished work that a document or story came from."""
        found = self._all(LATEST.format("work", "AND r.id = ?"), (noun, self.number, name))
        return next((key for (key,) in found), None)

    def documents(self) -> tuple[Document, ...]:
        """Return the documents in scope, in id order."""
        return tuple(d for d in self._read("document", Document) if self._in_scope(d))

    def statements(self, document: str | None = None) -> tuple[Statement, ...]:
        """Return the statements of the documents in scope, or of one document, in id order."""
        scope = self._documents_in_scope()
        return tuple(s for s in self._read("statement", Statement, owner=document) if _inside(scope, (s.document,)))

    def stories(self) -> tuple[Story, ...]:
        """Return the stories that have a document in scope."""
        scope = self._documents_in_scope()
        return tuple(s for s in self._read("story", Story) if _inside(scope, s.documents))

    def links(self, story: str | None = None) -> tuple[Link, ...]:
        """Return the links of the stories in scope, or of one story."""
        return tuple(self._of_stories("link", Link, story))

    def pairs(self, story: str | None = None) -> tuple[PairScore, ...]:
        """Return the scores of pairs of documents."""
        return tuple(self._of_stories("pair", PairScore, story))

    def claims(self, story: str | None = None) -> tuple[Claim, ...]:
        """Return the claims, in story and rank order."""
        return tuple(sorted(self._of_stories("claim", Claim, story), key=lambda c: (c.story, c.rank, c.id)))

    def findings(self, story: str | None = None) -> tuple[Finding, ...]:
        """Return the findings."""
        return tuple(self._of_stories("finding", Finding, story))

    def judgements(self) -> tuple[Judgement, ...]:
        """Return every judgement, the oldest first."""
        return tuple(
            unpack(body, Judgement) for (body,) in self._all("SELECT body FROM judgements ORDER BY number", ())
        )

    def rejects(self) -> tuple[Reject, ...]:
        """Return what was dropped, by stage and locator."""
        return tuple(sorted(self._read("reject", Reject), key=lambda r: (r.stage, r.locator, r.reason, r.detail)))

    def find(self, name: str) -> Record | None:
        """Return the record with that id, whatever its noun."""
        likely = _PREFIXES.get(name.partition("_")[0], "document")
        for noun in (likely, *(other for other in NOUNS if other != likely)):
            found: Iterator[Record] = self._read(noun, NOUNS[noun], name=name)
            for record in found:
                return record
        return None

    def named(self, kind: type[T], names: Iterable[str]) -> dict[str, T]:
        """Return the records of one kind with these ids, by id; what is not there is left out."""
        noun = next(noun for noun, one in NOUNS.items() if one is kind)
        return {name: record for name in dict.fromkeys(names) for record in self._read(noun, kind, name=name)}

    def case(self) -> Case:
        """Return all of it together."""
        return Case(
            documents=self.documents(),
            statements=self.statements(),
            stories=self.stories(),
            links=self.links(),
            pairs=self.pairs(),
            claims=self.claims(),
            findings=self.findings(),
            rejects=self.rejects(),
            run=self.run(),
        )

    def story_case(self, story: str) -> Case:
        """Return one story with all that belongs to it but the scores of its pairs (``pairs``).

        Raises:
            NotFoundError: there is no such story.
        """
        found = next(self._read("story", Story, name=story), None)
        if found is None:
            raise NotFoundError(f"no story {story} in {self._path}")
        documents = [d for name in found.documents for d in self._read("document", Document, name=name)]
        return Case(
            documents=tuple(documents),
            statements=tuple(s for d in documents for s in self._read("statement", Statement, owner=d.id)),
            stories=(found,),
            links=self.links(story),
            claims=self.claims(story),
            findings=self.findings(story),
            run=self.run(),
        )

    def story_of(self, document: str) -> str | None:
        """Return the id of the story that a document is in; ``None`` for no document of the latest run."""
        query = "SELECT story FROM members WHERE document = ?"
        return next((str(row[0]) for row in self._all(query, (document,))), None)

    def story_of_page(self, page: str) -> str | None:
        """Return the id of the story that has a version of a page (``compare.versions.page_of``)."""
        query = "SELECT story FROM members WHERE page = ? ORDER BY document DESC LIMIT 1"
        return next((str(row[0]) for row in self._all(query, (page,))), None)

    def members(self, story: str) -> frozenset[str]:
        """Return the ids of the documents of a story, and their pages; none where the latest run has no such story."""
        rows = self._all("SELECT document, page FROM members WHERE story = ?", (story,))
        return frozenset(str(one) for row in rows for one in row if one is not None)

    def brief(self, story: str) -> Brief:
        """Return what the pages of a story need of all its reports and claims.

        Raises:
            NotFoundError: the latest run has no such story.
        """
        with guarded(self._path):
            found = read_brief(self._connection, story)
        if found is None:
            raise NotFoundError(f"no story {story} in {self._path}")
        return found

    def near(self, document: str) -> tuple[tuple[str, float], ...]:
        """Return the reports nearest to one, with the probability that both share a source, the nearest first."""
        with guarded(self._path):
            return read_near(self._connection, document)

    def story_lines(
        self,
        *,
        chosen: Mapping[Facet, str] | None = None,
        first: str | None = None,
        last: str | None = None,
        order: Order = "spread",
        after: int = 0,
        limit: int = 50,
    ) -> tuple[StoryLine, ...]:
        """Return the lines of the stories in a choice: values of facets, and days between which reports appeared."""
        lines = read_lines(
            self._connection, chosen=chosen or {}, first=first, last=last, order=order, after=after, limit=limit
        )
        with guarded(self._path):
            return tuple(lines)

    def count_stories(
        self, *, chosen: Mapping[Facet, str] | None = None, first: str | None = None, last: str | None = None
    ) -> int:
        """Return how many stories are in a choice."""
        with guarded(self._path):
            return count_lines(self._connection, chosen=chosen or {}, first=first, last=last)

    def facet(self, kind: Facet, *, limit: int = 30) -> tuple[tuple[str, int], ...]:
        """Return the commonest values of a facet, each with its number of stories."""
        with guarded(self._path):
            return read_facet(self._connection, kind, limit=limit)

    def new_since(self, run: int) -> tuple[StoryLine, ...]:
        """Return the lines of the stories that a later run than ``run`` made or changed."""
        with guarded(self._path):
            return tuple(read_new(self._connection, run))

    def sizes(self) -> Mapping[str, int]:
        """Return how many records of each noun there are."""
        query = "SELECT noun, number FROM sizes"
        return {str(noun): int(number) for noun, number in self._all(query, ())}

    def search(self, words: str, *, noun: str | None = None, limit: int = 20) -> tuple[tuple[str, str], ...]:
        """Return (noun, id) of the claims, documents and statements that have all the ``words``, the latest first.

        The order is not by likeness: to rank a word that stands in every second record of a large case, all of them
        would have to be read.
        """
        query = " ".join('"' + word.replace('"', '""') + '"' for word in words.replace("\0", " ").split())
        if not query:
            return ()
        nouns = [one for one in SEARCHED if noun in (None, one)]
        found: list[tuple[str, str]] = []
        for place, one in enumerate(nouns):
            most = -(-(limit - len(found)) // (len(nouns) - place))
            rows = self._all(_SEARCH, (f"noun : {one} AND {{title text}} : ({query})", self.number, most))
            found += [(str(row[0]), str(row[1])) for row in rows]
        return tuple(found)

    def _of_stories(self, noun: str, kind: type[T], story: str | None) -> Iterator[T]:
        shown = None if self._documents_in_scope() is None else {s.id for s in self.stories()}
        for record in self._read(noun, kind, owner=story):
            if shown is None or getattr(record, "story", None) in shown:
                yield record

    def _in_scope(self, document: Document) -> bool:
        return (not self._outlets or document.outlet in self._outlets) and (
            not self._languages or document.language in self._languages
        )

    def _documents_in_scope(self) -> frozenset[str] | None:
        if not self._outlets and not self._languages:
            return None
        if self._scope is None:
            self._scope = frozenset(d.id for d in self.documents())
        return self._scope

    def _read(self, noun: str, kind: type[T], *, owner: str | None = None, name: str | None = None) -> Iterator[T]:
        where = ""
        given: list[object] = [noun, self.number]
        if owner is not None:
            where, given = "AND r.owner = ?", [*given, owner]
        if name is not None:
            where, given = where + " AND r.id = ?", [*given, name]
        for (body,) in self._all(LATEST.format("body", where), given):
            yield unpack(body, kind)

    def _all(self, query: str, given: Sequence[object]) -> list[tuple[Any, ...]]:
        with guarded(self._path):
            return self._connection.execute(query, tuple(given)).fetchall()

    def _one(self, query: str) -> int:
        with guarded(self._path):
            return int(self._connection.execute(query).fetchone()[0])


def _inside(scope: frozenset[str] | None, documents: Iterable[str]) -> bool:
    return scope is None or any(document in scope for document in documents)
