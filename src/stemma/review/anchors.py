"""Find again what was judged, after a re-run, an edit of the page, or a newer Stemma has changed its id.

Enters: anchors, and the documents and statements of a story as they are now. Leaves: the ids and spans that the anchors
mean now. Refuses: to guess; words that the page no longer has, and a stretch that no statement mostly fills, are lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from stemma.compare.versions import in_time, page_of, superseded
from stemma.ids import digest_bytes
from stemma.model import Anchor, Document, Judgement, Span, Statement, UnseenSource

AROUND = 32
"""Code points kept before and behind the words, as in selectors of W3C annotations: enough to tell two places apart."""

SAME = 0.5
"""Share of the stretch covered by both that one statement must have with another to stand for it. A newer Stemma moves
the ends of a content by a word or two; below a half, the neighbour would be taken for it."""

MOST_PLACES = 1000
"""Places of the same words that are looked at in one text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A story's documents and statements, ready to be found again; ``newest``: the last version of each page.

    ``documents`` are those whose page has no later version.
    """

    documents: Mapping[str, Document]
    newest: Mapping[str, Document]
    statements: Mapping[str, Statement]
    said: Mapping[str, Sequence[Statement]]
    unseen: Sequence[UnseenSource]

    def resolve(self, judgement: Judgement) -> tuple[str, ...] | None:
        """Return the ids that the subject of a judgement has now, or ``None`` where one of them is lost."""
        found = [self._resolve(name, anchors) for name, anchors in _by_subject(judgement)]
        known = tuple(name for name in found if name is not None)
        return known if len(known) == len(found) else None

    def touches(self, judgement: Judgement) -> bool:
        """Tell whether a judgement speaks of a page of these documents."""
        return any(a.document in self.documents or a.page in self.newest for a in judgement.anchors)

    def place(self, anchor: Anchor) -> tuple[Document, Span] | None:
        """Return the document and stretch that an anchor means now; of a whole document, an empty stretch."""
        document = self.documents.get(anchor.document) or self.newest.get(anchor.page)
        if document is None or anchor.start is None:
            return (document, Span(start=0, end=0)) if document else None
        span = locate(anchor, document.text)
        return (document, span) if span else None

    def _resolve(self, name: str, anchors: Sequence[Anchor]) -> str | None:
        if name in self.statements or not anchors:
            known = name in self.statements or name in self.documents or any(u.id == name for u in self.unseen)
            return name if known else None
        if name.startswith("src_"):
            return self._source(anchors)
        placed = self.place(anchors[0])
        if placed is None:
            return None
        document, span = placed
        return document.id if anchors[0].start is None else self._statement(document, span)

    def _statement(self, document: Document, span: Span) -> str | None:
        nearest = max(self.said.get(document.id, ()), key=lambda s: (_likeness(s.content, span), s.id), default=None)
        return nearest.id if nearest and _likeness(nearest.content, span) >= SAME else None

    def _source(self, anchors: Sequence[Anchor]) -> str | None:
        """Return the unseen source above most of the documents that the judged one was above."""
        placed = [self.place(a) for a in anchors]
        below = {p[0].id for p in placed if p}
        nearest = max(self.unseen, key=lambda u: (len(below & set(u.documents)), u.id), default=None)
        return nearest.id if nearest and 2 * len(below & set(nearest.documents)) > len(below) else None


def lay_ground(
    documents: Iterable[Document], statements: Iterable[Statement], unseen: Sequence[UnseenSource] = ()
) -> Ground:
    """Return the ground of a story; versions of a page that were superseded do not count."""
    every = tuple(documents)
    past = superseded(every)
    known = {d.id: d for d in every if d.id not in past}
    newest = {page_of(d): d for d in in_time(known.values())}
    said: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.document in known:
            said[statement.document].append(statement)
    own = {s.id: s for each in said.values() for s in each}
    return Ground(documents=known, newest=newest, statements=own, said=said, unseen=unseen)


def anchor(name: str, document: Document, span: Span | None = None) -> Anchor:
    """Return where ``name`` stands: the document as a whole, or a stretch of it."""
    page, digest = page_of(document), digest_bytes(document.text.encode("utf-8", "surrogatepass"))
    if span is None:
        return Anchor(id=name, document=document.id, page=page, digest=digest)
    return Anchor(
        id=name,
        document=document.id,
        page=page,
        digest=digest,
        start=span.start,
        end=span.end,
        words=span.within(document.text),
        before=document.text[max(0, span.start - AROUND) : span.start],
        after=document.text[span.end : span.end + AROUND],
    )


def locate(anchor: Anchor, text: str) -> Span | None:
    """Return where a text has the words of an anchor: in the most alike surroundings, the nearest to where they were.

    Words that stand elsewhere in the text only, with nothing of their surroundings, count as well: a sentence may move.
    """
    if anchor.start is None or not anchor.words:
        return None
    at = anchor.start
    best = max(
        _places(anchor.words, text), key=lambda start: (_context(anchor, text, start), -abs(start - at)), default=None
    )
    return None if best is None else Span(start=best, end=best + len(anchor.words))


def _places(words: str, text: str) -> Iterator[int]:
    start = text.find(words)
    for _ in range(MOST_PLACES):
        if start < 0:
            return
        yield start
        start = text.find(words, start + 1)


def _context(anchor: Anchor, text: str, start: int) -> int:
    """Return how many code points before and behind the words are as they were."""
    end = start + len(anchor.words)
    before = _common(anchor.before[::-1], text[max(0, start - AROUND) : start][::-1])
    return before + _common(anchor.after, text[end : end + AROUND])


def _common(left: str, right: str) -> int:
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def _likeness(left: Span, right: Span) -> float:
    shared = min(left.end, right.end) - max(left.start, right.start)
    covered = max(left.end, right.end) - min(left.start, right.start)
    return max(0, shared) / covered if covered else 0.0


def _by_subject(judgement: Judgement) -> Iterator[tuple[str, tuple[Anchor, ...]]]:
    """Yield each id of the subject with its anchors."""
    anchors = {name: tuple(group) for name, group in groupby(judgement.anchors, key=lambda a: a.id)}
    yield from ((name, anchors.get(name, ())) for name in judgement.subject)
