"""The certainty ledger: where one report is surer of a claim than another.

Enters: the claims of a story. Leaves: ``certainty_hardened`` and ``certainty_softened``. Refuses: a direction that
lineage does not decide; then it is shown as a difference, the softer wording first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group, contents
from stemma.claims.material import Material
from stemma.claims.names import as_subject
from stemma.claims.phrasing import short_text
from stemma.claims.stands import furthest, is_own_voice
from stemma.compare.readings import Reading
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Commitment, DocumentSpan, Span

SAID_AGAIN = 0.5
"""Share of a statement's bits that a copy must have to be the same statement without its "said"."""

MAX_SHOWN = 60
"""Code points of the words shown."""

RANK: dict[Commitment, int] = {"possible": 0, "probable": 1, "reported": 1, "certain": 2}
"""How sure a report makes itself of what it tells. "reported" keeps the distance that "said" keeps."""


def certainty_changes(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A copy states as certain what another report only reports, or holds open what the other states."""
    for group in groups:
        surest = surest_of(group)
        pairs = [
            (a, b) for a in surest.values() for b in surest.values() if _rank(a) < _rank(b) and _changes(a, b, material)
        ]
        if pairs:
            soft, hard = min(pairs, key=lambda pair: _order(pair, material))
            yield _draft(group, soft, hard, material)


def _changes(soft: Reading, hard: Reading, material: Material) -> bool:
    """A hedge or an insistence makes a change; a bare "said" only where a copy leaves it out."""
    if _comes_from(soft, hard, material):
        return _hedged(soft) and not _hedged(hard)
    return _hedged(soft) or _insists(hard) or _retold(soft, hard, material)


def _retold(soft: Reading, hard: Reading, material: Material) -> bool:
    """The harder statement says what the softer says, in a document that lineage connects with it."""
    shared = sum(bits for term, bits in soft.terms.items() if term in hard.terms)
    if not is_own_voice(hard.statement) or is_own_voice(soft.statement):
        return False
    return material.related(soft.document.id, hard.document.id) and shared >= SAID_AGAIN * soft.bits


def _order(
    pair: tuple[Reading, Reading], material: Material
) -> tuple[bool, bool, bool, int, tuple[str, str], tuple[str, str]]:
    """Prefer the pair whose direction is decided, with a hedge on one side and an insistence on the other."""
    soft, hard = pair
    names = material.when(soft.document.id), material.when(hard.document.id)
    decided = _comes_from(hard, soft, material) or _comes_from(soft, hard, material)
    return not decided, not _hedged(soft), not _insists(hard), _rank(soft) - _rank(hard), *names


def _hedged(reading: Reading) -> bool:
    """The report holds the content itself open: "reportedly", "may", "allegedly", not only "said"."""
    own, source = reading.statement.certainty, reading.statement.source_certainty
    if {own.commitment, source.commitment if source else own.commitment} & {"possible", "probable"}:
        return True
    return _has_word(reading, words("en", "claims")["hedging_adverbs"])


def _insists(reading: Reading) -> bool:
    """The report says that it is so: "confirmed", "revealed"."""
    certain = reading.statement.certainty.commitment == "certain"
    return certain and _has_word(reading, words("en", "claims")["insisting"])


def _has_word(reading: Reading, listed: frozenset[str]) -> bool:
    """Tell whether one of the words that carry the certainty is listed."""
    tree = reading.tree
    return any(tree.lemma(t) in listed for w in reading.statement.certainty.words for t in tree.tokens_in(w))


def _draft(group: Group, soft: Reading, hard: Reading, material: Material) -> Draft:
    softened = _comes_from(soft, hard, material)
    lender, borrower = (hard, soft) if softened else (soft, hard)
    if not softened and not _hedged(soft) and not _insists(hard):
        return _attribution_dropped(group, soft, hard, material)
    shown = [f"“{words_shown(r)}” ({material.labels[r.document.id]})" for r in (lender, borrower)]
    verb = "softens" if softened else "hardens"
    order = "" if softened or _comes_from(hard, soft, material) else "; which came first is not known"
    return Draft(
        kind="certainty_softened" if softened else "certainty_hardened",
        sentence=f"The wording {verb}: {shown[0]} → {shown[1]}{order}.",
        spans=(span_shown(lender), span_shown(borrower)),
        claim=group.id,
        rule="certainty_changes",
    )


def _attribution_dropped(group: Group, soft: Reading, hard: Reading, material: Material) -> Draft:
    """Return the finding that a copy states as fact what another report attributes."""
    party = furthest(soft.statement, material)
    sentence = (
        f"{material.labels[hard.document.id]} states as fact what {material.labels[soft.document.id]} attributes to "
        f"{as_subject(party.name, party.kind)}: “{short_text(hard)}”."
    )
    return Draft(
        kind="certainty_hardened",
        sentence=sentence,
        spans=contents((soft, hard)),
        claim=group.id,
        rule="certainty_changes",
    )


def surest_of(group: Group) -> dict[str, Reading]:
    """Return, for each document, the statement in which it is surest of the claim.

    A report that attributes the claim anywhere keeps that distance when it repeats it in its own voice.
    """
    found: dict[str, Reading] = {}
    for document in group.documents:
        own = [r for r in group.asserting if r.document.id == document]
        attributed = [r for r in own if not is_own_voice(r.statement)] or own
        if attributed:
            found[document] = max(attributed, key=lambda r: (_rank(r), _insists(r), r.id))
    return found


def _rank(reading: Reading) -> int:
    return RANK[reading.statement.certainty.commitment]


def _comes_from(copy: Reading, original: Reading, material: Material) -> bool:
    return original.document.id in material.lenders.get(copy.document.id, frozenset())


def words_shown(reading: Reading) -> str:
    """Return the words that carry the certainty together with the verb they stand at, at most 60 code points."""
    return " ".join(span_shown(reading).span.within(reading.document.text).split())


def span_shown(reading: Reading) -> DocumentSpan:
    """Return the words that carry the certainty, with the auxiliary before and the noun or verb after them."""
    statement, tree = reading.statement, reading.tree
    inside = [w for w in statement.certainty.words if statement.content.covers(w)]
    marks = inside or list(statement.certainty.words)
    tokens = tree.tokens_in(statement.content)
    if not marks:
        body = [t for t in tokens if tree.parse.starts[t] >= reading.start]
        return reading.document.at(_opening(tree, body) if body else statement.content)
    first, last = min(w.start for w in marks), max(w.end for w in marks)
    if last - first > MAX_SHOWN:
        first, last = marks[0].start, marks[0].end
    for token in tree.tokens_in(Span(start=first, end=last)):
        helpers = [c for c in tree.children[token] if tree.parse.deps[c] in {"aux", "auxpass"} and c < token]
        first = min(first, *(tree.parse.starts[c] for c in helpers), first)
    for token in tokens:
        end = tree.parse.ends[token]
        if tree.parse.pos[token] in {"VERB", "NOUN"} and tree.parse.starts[token] >= last and end - first <= MAX_SHOWN:
            return reading.document.at(Span(start=first, end=end))
    return reading.document.at(Span(start=first, end=last))


def _opening(tree: Tree, tokens: Sequence[int]) -> Span:
    """Return the beginning of a content, whole words up to ``MAX_SHOWN``."""
    end = 0
    while end + 1 < len(tokens) and tree.parse.ends[tokens[end + 1]] - tree.parse.starts[tokens[0]] <= MAX_SHOWN:
        end += 1
    return tree.span(tokens[0], tokens[end])
