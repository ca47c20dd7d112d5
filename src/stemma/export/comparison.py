"""Two documents side by side: what they share, what each has alone, and what that says of a common source.

Enters: a case of two documents traced as one story. Leaves: a ``Comparison``, ready to be printed or drawn. Refuses:
a case of other than two documents. Works in any language; without grammar there is alignment and lineage only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from stemma.errors import InputError
from stemma.export import display
from stemma.export.counterparts import Pairing, align_sentences
from stemma.export.masking import mask_case
from stemma.language.parse import READERS, parse
from stemma.language.tree import Tree, grow
from stemma.lineage.evidence import LIKELY
from stemma.model import Case, Document, DocumentSpan, Evidence, FindingKind, Link, PairScore, Span

DIFFERENCES: frozenset[FindingKind] = frozenset(
    {
        "speaker_differs",
        "quantity_differs",
        "detail_differs",
        "denied",
        "update",
        "other_scope",
        "certainty_hardened",
        "certainty_softened",
        "caveat_dropped",
        "circular",
    }
)
"""Kinds of finding that say how two reports differ; the others speak of one report alone."""

SURE = 0.8
"""Probability from which the sentence says "probably"; between 0.5 and this, links are right in about half of the
synthetic cases (docs/limits.md)."""

SILENT = frozenset({"alike", "order", "same_neighbours", "same_words", "shared_source", "shared_speaker", "time"})
"""Rules whose places are examples or whole documents, and no two sentences that tell the same."""

Side = Literal[0, 1]
"""0: the left document, 1: the right one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence of one side. ``shared``: stretches that the other has word for word. ``met``: it has a counterpart."""

    span: Span
    shared: tuple[Span, ...]
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What stands side by side: a passage with its counterpart, or what each has alone between two of these."""

    left: tuple[Passage, ...]
    right: tuple[Passage, ...]
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One evidence as a sentence. ``weight`` in natural-log odds; negative speaks against a source in common."""

    rule: str
    sentence: str
    weight: float
    places: tuple[DocumentSpan | None, DocumentSpan | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How the two differ: the kind in words, the sentence, and where."""

    label: str
    sentence: str
    places: tuple[DocumentSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two documents compared. ``met``: how many of each one's sentences have a counterpart, of how many."""

    documents: tuple[Document, Document]
    labels: tuple[str, str]
    probability: float
    verdict: str
    order: str
    reasons: tuple[Reason, ...]
    differences: tuple[Difference, ...]
    rows: tuple[Row, ...]
    met: tuple[tuple[int, int], tuple[int, int]]
    grammar: bool


def compare(
    case: Case,
    first: str,
    second: str,
    *,
    known: PairScore | None = None,
    masked: bool = False,
    trees: Mapping[str, Tree] | None = None,
) -> Comparison:
    """Return the comparison of the documents ``first`` and ``second``, the only ones of ``case``.

    ``known`` is their score in a larger case, where they were weighed beside the other reports of their story; it goes
    before the one of ``case``. ``masked``: hide what must not be shared (see ``masking``). ``trees``: those of the
    documents, where they were parsed before.
    """
    if {first, second} != {d.id for d in case.documents} or first == second:
        raise InputError("a comparison needs two documents that differ")
    score = known or next((p for p in case.pairs if {p.left, p.right} == {first, second}), None)
    evidence = score.evidence if score else ()
    trees = trees or {d.id: _tree(d) for d in case.documents}
    rows = tuple(_rows(case, evidence, trees, first, second))
    if masked:
        case, evidence = _masked(case, evidence)
    by_id = {d.id: d for d in case.documents}
    documents = by_id[first], by_id[second]
    names = display.labels(documents)
    labels = names[first], names[second]
    probability = score.probability if score else 0.0
    return Comparison(
        documents=documents,
        labels=labels,
        probability=probability,
        verdict=_verdict(probability),
        order=_order(case.links, labels, documents) if probability >= LIKELY else "",
        reasons=tuple(_reason(e, documents) for e in evidence),
        differences=tuple(_differences(case)),
        rows=rows,
        met=(_met(rows, 0), _met(rows, 1)),
        grammar=all(d.language in READERS for d in documents),
    )


def stretches(text: str, passage: Passage) -> Iterator[tuple[str, bool]]:
    """Yield the words of a passage in order, each stretch with whether the other document has it too."""
    at = passage.span.start
    for mark in sorted(passage.shared):
        start, end = max(at, mark.start), max(at, mark.end)
        if at < start:
            yield text[at:start], False
        if start < end:
            yield text[start:end], True
        at = end
    if at < passage.span.end:
        yield text[at : passage.span.end], False


def _masked(case: Case, evidence: tuple[Evidence, ...]) -> tuple[Case, tuple[Evidence, ...]]:
    """Return the case and the evidence as they may be shared; evidence is masked as that of a link is."""
    first, second = (d.id for d in case.documents)
    carrier = Link(
        id="",
        story="",
        borrower=first,
        lender=second,
        kind="retells",
        direction="undecided",
        probability=0.0,
        evidence=evidence,
    )
    shown = mask_case(replace(case, links=(*case.links, carrier)))
    *links, held = shown.links
    return replace(shown, links=tuple(links)), held.evidence


def _rows(
    case: Case, evidence: Sequence[Evidence], trees: Mapping[str, Tree], first: str, second: str
) -> Iterator[Row]:
    """Yield the rows from top to bottom: counterparts side by side, and between them what each has alone."""
    pairing = align_sentences(trees[first], trees[second], alike=tuple(_alike(case, evidence, first, second)))
    at = (0, 0)
    for block in _blocks(pairing.chain):
        start, last = block[0], block[-1]
        if at[0] < start[0] or at[1] < start[1]:
            yield _row(pairing, (at[0], start[0]), (at[1], start[1]), shared=False)
        yield _row(pairing, (start[0], last[0] + 1), (start[1], last[1] + 1), shared=True)
        at = last[0] + 1, last[1] + 1
    ends = len(pairing.sentences[0]), len(pairing.sentences[1])
    if at[0] < ends[0] or at[1] < ends[1]:
        yield _row(pairing, (at[0], ends[0]), (at[1], ends[1]), shared=False)


def _tree(document: Document) -> Tree:
    return grow(
        document.text, parse(document.id, document.text, document.language, skip=[r.span for r in document.removed])
    )


def _alike(case: Case, evidence: Sequence[Evidence], first: str, second: str) -> Iterator[tuple[Span, Span]]:
    """Yield two places, one of each document, that evidence or a claim puts side by side."""
    for one in evidence:
        sides = {s.document: s.span for s in (one.left, one.right) if s is not None}
        if one.score > 0 and len(sides) == 2 and one.rule not in SILENT:
            yield sides[first], sides[second]
    statements = {s.id: s for s in case.statements}
    for claim in case.claims:
        told = [statements[i] for i in claim.statements]
        mine, theirs = ([s for s in told if s.document == d] for d in (first, second))
        if len(mine) == 1 == len(theirs):
            yield mine[0].content, theirs[0].content


def _blocks(chain: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Yield the links of the chain that have a sentence in common, as one block each."""
    block = list(chain[:1])
    for before, link in pairwise(chain):
        if before[0] != link[0] and before[1] != link[1]:
            yield block
            block = []
        block.append(link)
    if block:
        yield block


def _row(pairing: Pairing, left: tuple[int, int], right: tuple[int, int], *, shared: bool) -> Row:
    sides = (_passages(pairing, 0, left), _passages(pairing, 1, right))
    return Row(left=sides[0], right=sides[1], shared=shared)


def _passages(pairing: Pairing, side: Side, rows: tuple[int, int]) -> tuple[Passage, ...]:
    found: list[Passage] = []
    for number in range(*rows):
        span = pairing.sentences[side][number]
        marks = (s for s in pairing.shared[side] if s.overlaps(span))
        cut = (Span(start=max(s.start, span.start), end=min(s.end, span.end)) for s in marks)
        found.append(Passage(span=span, shared=tuple(cut), met=number in pairing.met[side]))
    return tuple(found)


def _met(rows: Sequence[Row], side: Side) -> tuple[int, int]:
    passages = [p for row in rows for p in (row.left, row.right)[side]]
    return sum(p.met for p in passages), len(passages)


def _verdict(probability: float) -> str:
    if probability >= SURE:
        return "Probably they share a source beyond the event that both report"
    if probability >= LIKELY:
        return "Perhaps they share a source beyond the event that both report"
    return "A source in common is not shown"


def _order(links: Sequence[Link], labels: tuple[str, str], documents: tuple[Document, Document]) -> str:
    """Return who has it from whom, as far as it is decided."""
    name: Mapping[str, str] = {d.id: label for d, label in zip(documents, labels, strict=True)}
    for link in links:
        if link.kind == "common_source":
            return "Both draw on a source that is not among them."
        if link.direction == "decided" and {link.borrower, link.lender} == set(name):
            return f"{name[link.borrower]} has it from {name[link.lender]}, or from where that had it."
    return "Who took from whom is undecided."


def _reason(evidence: Evidence, documents: tuple[Document, Document]) -> Reason:
    detail = display.printable(evidence.detail) or evidence.rule.replace("_", " ")
    sides = {s.document: s for s in (evidence.left, evidence.right) if s is not None}
    return Reason(
        rule=evidence.rule,
        sentence=detail[:1].upper() + detail[1:] + ("" if detail.endswith((".", "”")) else "."),
        weight=evidence.score,
        places=(sides.get(documents[0].id), sides.get(documents[1].id)),
    )


def _differences(case: Case) -> Iterator[Difference]:
    """Yield the findings in which the two documents stand against each other, what undoes a claim first."""
    both = {d.id for d in case.documents}
    told = [f for f in case.findings if f.kind in DIFFERENCES and {s.document for s in f.spans} == both]
    for finding in sorted(told, key=lambda f: (display.urgency(f.kind), f.spans, f.id)):
        sentence = display.without_lead(finding.sentence)
        yield Difference(label=display.FINDING[finding.kind], sentence=sentence, places=finding.spans)
