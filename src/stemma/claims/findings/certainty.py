"""The certainty ledger: where one report is surer of a claim than another.

Enters: the claims of a story. Leaves: ``certainty_hardened`` and ``certainty_softened``. Refuses: a direction that
lineage does not decide; then it is shown as a difference, the softer wording first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.material import Material
from stemma.claims.origins import is_own_voice
from stemma.compare.readings import Reading
from stemma.model import Commitment, DocumentSpan, Span

RANK: dict[Commitment, int] = {"possible": 0, "reported": 1, "probable": 1, "certain": 2}
"""How sure a report makes itself of what it tells. "reported" keeps the distance that "said" keeps."""


def certainty_changes(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """A copy states as certain what another report only reports, or holds open what the other states."""
    for group in groups:
        surest = _surest(group)
        if len(surest) < 2:
            continue
        pairs = [(a, b) for a in surest.values() for b in surest.values() if _rank(a) < _rank(b)]
        if not pairs:
            continue
        soft, hard = min(
            pairs, key=lambda p: (not _comes_from(p[1], p[0], material), _rank(p[0]) - _rank(p[1]), p[0].id, p[1].id)
        )
        yield _draft(group, soft, hard, material)


def _draft(group: Group, soft: Reading, hard: Reading, material: Material) -> Draft:
    softened = _comes_from(soft, hard, material)
    lender, borrower = (hard, soft) if softened else (soft, hard)
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


def _surest(group: Group) -> dict[str, Reading]:
    """Return, for each document, the statement in which it is surest of the claim."""
    found: dict[str, Reading] = {}
    for reading in group.asserting:
        before = found.get(reading.document.id)
        if before is None or (_rank(reading), is_own_voice(before.statement)) > (_rank(before), False):
            found[reading.document.id] = reading
    return found


def _rank(reading: Reading) -> int:
    return RANK[reading.statement.certainty.commitment]


def _comes_from(copy: Reading, original: Reading, material: Material) -> bool:
    return original.document.id in material.lenders.get(copy.document.id, frozenset())


def words_shown(reading: Reading) -> str:
    """Return the words that carry the certainty together with the verb they stand at, at most 60 code points."""
    return " ".join(span_shown(reading).span.within(reading.document.text).split())


def span_shown(reading: Reading) -> DocumentSpan:
    """Return the stretch from the first certainty word to the main verb or noun of the content, if they are near."""
    statement, tree = reading.statement, reading.tree
    inside = [w for w in statement.certainty.words if statement.content.covers(w)]
    marks = inside or list(statement.certainty.words)
    tokens = tree.tokens_in(statement.content)
    if not marks:
        span = tree.span(tokens[0], min(tokens[-1], tokens[0] + 8)) if len(tokens) else statement.content
        return reading.document.at(span)
    first, last = min(w.start for w in marks), max(w.end for w in marks)
    for token in tokens:
        end = tree.parse.ends[token]
        if tree.parse.pos[token] in {"VERB", "NOUN"} and first <= end and end - first <= 60 and end >= last:
            return reading.document.at(Span(start=first, end=end))
    if last - first <= 60:
        return reading.document.at(Span(start=first, end=last))
    return reading.document.at(marks[0])
