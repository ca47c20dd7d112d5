"""Who denies a claim.

Enters: the claims of a story. Leaves: ``denied``, and for each claim the names of those who deny it. Refuses: to
weigh a denial against the claim; both are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group
from stemma.claims.material import Material
from stemma.claims.names import agreed, as_subject, joined
from stemma.claims.origins import furthest, is_own_voice
from stemma.compare.names import same_party
from stemma.language.words import words
from stemma.model import DocumentSpan, Statement

MAX_BACK = 4
"""Sentences back in which a denial's "the account" is looked for."""


def denied(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Somebody denies what others assert, in the same words or by calling it "the account"."""
    for group in groups:
        found = denials(group, groups, material)
        if not found:
            continue
        names = joined(denier_names(found, material))
        labels = material.listed(s.document for s in found)
        verb = agreed(names, "denies", "deny", len(denier_names(found, material)) > 1)
        sentence = f"{verb[:1].upper()}{verb[1:]} this ({labels})."
        spans = tuple(_span(s, material) for s in found)
        yield Draft(kind="denied", sentence=sentence, spans=spans, claim=group.id, rule="denied")


def denials(group: Group, groups: Sequence[Group], material: Material) -> list[Statement]:
    """Return the statements that deny a claim, where somebody else asserts it."""
    if not group.asserting:
        return []
    direct = [r.statement for r in group.denying if not is_own_voice(r.statement)]
    back = [
        s for s in material.statements.values() if _denies_by_name(s, material) and _meant(s, groups, material) is group
    ]
    asserting = {furthest(r.statement, material).name for r in group.asserting}
    found = {s.id: s for s in (*direct, *back) if not any(same_party(furthest(s, material).name, a) for a in asserting)}
    return list(found.values())


def denier_names(found: Sequence[Statement], material: Material) -> list[str]:
    """Return the names of those who deny, as subjects of a sentence, each once."""
    parties = [furthest(s, material) for s in found]
    return list(dict.fromkeys(as_subject(p.name, p.kind) for p in parties))


def _denies_by_name(statement: Statement, material: Material) -> bool:
    """Tell whether a statement denies "the account" or "the claim" without repeating it."""
    if statement.cue is None:
        return False
    tree = material.trees[statement.document]
    lists = words("en", "verification")
    cue = any(tree.lemma(t) in lists["deny"] for t in tree.tokens_in(statement.cue))
    nouns = [t for t in tree.tokens_in(statement.content) if tree.parse.pos[t] in {"NOUN", "PRON", "VERB", "PROPN"}]
    return cue and bool(nouns) and len(nouns) <= 2 and all(tree.lemma(t) in lists["the_claim"] for t in nouns)


def _meant(denial: Statement, groups: Sequence[Group], material: Material) -> Group | None:
    """Return the claim whose statement stands last before the denial, by another source."""
    best: tuple[int, int] | None = None
    meant: Group | None = None
    denier = furthest(denial, material).name
    for group in groups:
        for reading in group.asserting:
            statement = reading.statement
            back = denial.sentence - statement.sentence
            if statement.document != denial.document or not 0 <= back <= MAX_BACK:
                continue
            if statement.content.start >= denial.content.start or same_party(
                furthest(statement, material).name, denier
            ):
                continue
            rank = (len(group.documents), statement.content.start)
            if best is None or rank > best:
                best, meant = rank, group
    return meant


def _span(statement: Statement, material: Material) -> DocumentSpan:
    return material.documents[statement.document].at(statement.content)
