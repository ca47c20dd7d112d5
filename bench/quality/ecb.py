"""ECB+ topics 1–35 as sentences with their gold mentions and the readings of their statements.

Enters: ``stories/ecbplus_1_35.jsonl`` of the labelled data. Leaves: ``Sentence`` objects of validated sentences.
Refuses: nothing; a sentence in which no statement begins is read as one (headlines make no statement of their own).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stemma.compare.readings import Reading, read, read_propositions
from stemma.language.parse import parse
from stemma.language.tree import Tree, grow
from stemma.model import Certainty, Document, Source, Span, Statement
from stemma.places import open_gazetteer
from stemma.statements import attribute
from stemma.statements.mentions import find_mentions

Row = Mapping[str, object]

REPORTED = ("ACTION_REPORTING", "ACTION_PERCEPTION", "ACTION_ASPECTUAL", "ACTION_CAUSATIVE")
"""Event mentions that say nothing of the event: "said", "saw", "began", "caused"."""

ARGUMENTS = ("human", "place", "thing", "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A gold mention: its kind, chain, and span."""

    id: str
    kind: str
    chain: str
    told: bool
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence: its story, mentions and tree, itself as one reading and its propositions; were its marks checked?"""

    document: str
    story: str
    span: Span
    mentions: tuple[Mention, ...]
    tree: Tree
    whole: Reading
    readings: tuple[Reading, ...]
    marked: bool = True

    @property
    def events(self) -> frozenset[str]:
        """The chains of what happens in it."""
        return frozenset(m.chain for m in self.mentions if m.kind == "event" and m.told and m.chain[:3] == "ACT")

    def arguments(self, kind: str, within: Span) -> frozenset[str]:
        """The chains of one kind of argument inside a span."""
        return frozenset(m.chain for m in self.mentions if m.kind == kind and within.covers(m.span))


def read_sentences(rows: Sequence[Row], *, unchecked: bool = False) -> Iterator[Sentence]:
    """Yield the validated sentences of documents (or all of them), which are read by the real stages."""
    for row in rows:
        identity, text = str(row["id"]), str(row["text"])
        tree = grow(text, parse(identity, text, "en"))
        document = Document(id=identity, capture="", path=identity, text=text, language="en")
        found = find_mentions(document, tree, open_gazetteer())
        document = replace(document, places=found.places, times=found.times, quantities=found.quantities)
        statements = [s for s in attribute(document, tree) if s.type != "verification"]
        for span, mentions, marked in _sentences(row):
            if not (marked or unchecked):
                continue
            inside = [s for s in statements if span.start - 2 <= s.content.start < span.end]
            whole = _whole(document, span)
            told = (read_propositions(s, document, tree) for s in inside or [whole])
            yield Sentence(
                document=identity,
                story=str(row["story"]),
                span=span,
                mentions=mentions,
                tree=tree,
                whole=read(whole, document, tree),
                readings=tuple(r for readings in told for r in readings),
                marked=marked,
            )


def compatible(left: Sentence, right: Sentence, ours: Span, theirs: Span) -> bool:
    """Tell whether two spans meet in each kind of argument that both name."""
    pairs = [(left.arguments(k, ours), right.arguments(k, theirs)) for k in ARGUMENTS]
    return all(not a or not b or a & b for a, b in pairs)


def _sentences(row: Row) -> Iterator[tuple[Span, tuple[Mention, ...], bool]]:
    spans, mentions, sentences = row["token_spans"], row["mentions"], row["sentences"]
    assert isinstance(spans, list)
    assert isinstance(mentions, list)
    assert isinstance(sentences, list)
    for sentence in sentences:
        first, last = sentence["tokens"]
        inside = tuple(
            Mention(
                id=f"{row['id']}:{m['m_id']}",
                kind=m["kind"],
                chain=m["chain"],
                told=m["tag"].removeprefix("NEG_") not in REPORTED,
                span=Span(start=m["start"], end=m["end"]),
            )
            for m in mentions
            if m["sentence"] == sentence["sentence"] and m["validated"] == sentence["validated"]
        )
        yield Span(start=spans[first][0], end=spans[last - 1][1]), inside, sentence["validated"]


def _whole(document: Document, span: Span) -> Statement:
    """Return a sentence as one statement in the document's own voice."""
    return Statement(
        id=f"stm_{document.id}_{span.start}",
        document=document.id,
        type="assertion",
        content=span,
        cue=None,
        source=Source(span=None, name="outlet", kind="outlet", named=True),
        chain=(),
        basis="not_stated",
        quotation="none",
        certainty=Certainty(),
        quantities=tuple(q for q in document.quantities if span.covers(q.span)),
        places=tuple(p for p in document.places if span.covers(p.span)),
        times=tuple(t for t in document.times if span.covers(t.span)),
    )
