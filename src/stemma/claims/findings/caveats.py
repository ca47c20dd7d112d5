"""Caveats that one report has and another of the same source leaves out.

Enters: the story's claims and verification statements. Leaves: ``caveat_dropped``, and each claim's caveats. Refuses:
reports that lineage does not connect, and a copy that keeps its distance in other words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.clauses import is_clause
from stemma.claims.drafts import Draft, Group
from stemma.claims.findings.checks import MAX_BACK, Meant, caveats_of, surely_means, whole
from stemma.claims.findings.confirmation import confirmations
from stemma.claims.findings.sameness import overlap
from stemma.claims.material import Material
from stemma.compare.readings import Reading
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Statement

ALIKE = 0.5
"""Share of the shorter statement that both must have, that of the caveat and that of the report without it."""


def caveat_dropped(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """One report says that the claim is unverified or provisional; a report of the same source does not."""
    by_claim: dict[str, list[Meant]] = {}
    for one in caveats_of(groups, material):
        if not _refuses(one[0], material):
            by_claim.setdefault(one[2].id, []).append(one)
    for group in groups:
        meant = by_claim.get(group.id, [])
        with_it = sorted({c.document for c, _, _ in meant})
        telling = [r for r in group.asserting if r.document.id not in with_it and _tells_it(r, meant, material)]
        without = [d for d in sorted({r.document.id for r in telling}) if not _keeps_distance(d, group, material)]
        telling = [r for r in telling if r.document.id in without]
        if not telling:
            continue
        kept = [c for c, _, _ in meant if any(_may_have_seen(d, c.document, material) for d in without)]
        shown = " ".join(whole(kept[0]).within(material.documents[kept[0].document].text).split())
        spans = [material.documents[c.document].at(whole(c)) for c in kept[:3]]
        spans += [r.document.at(r.statement.content) for r in telling[:3]]
        sentence = (
            f"{material.listed(without)} {'tells' if len(without) == 1 else 'tell'} it without "
            f"the caveat of {material.listed(with_it)}: “{_short(shown)}”."
        )
        yield Draft(kind="caveat_dropped", sentence=sentence, spans=tuple(spans), claim=group.id, rule="caveat_dropped")


def find_caveats(groups: Sequence[Group], material: Material) -> dict[str, list[Statement]]:
    """Return, for each claim, the verification statements about it that do not say that it is confirmed."""
    found: dict[str, list[Statement]] = {}
    for check, _, group in caveats_of(groups, material):
        found.setdefault(group.id, []).append(check)
    return found


def _tells_it(reading: Reading, meant: Sequence[Meant], material: Material) -> bool:
    """Tell whether a report may have seen a caveat, and tells in a clause just what that speaks of."""
    tree, negatives = reading.tree, words("en", "verification")["negatives"]
    if not is_clause(reading) or reading.negated or any(tree.lemma(t) in negatives for t in reading.tokens):
        return False
    return any(
        _may_have_seen(reading.document.id, check.document, material)
        and overlap(reading, said) >= ALIKE
        and surely_means(check, said, reading, material)
        for check, said, _ in meant
    )


def _refuses(check: Statement, material: Material) -> bool:
    """Tell whether somebody will not say: "would not confirm", "neither confirmed nor denied", or is quoted."""
    tree = material.trees[check.document]
    told = [tree.lemma(t) for t in tree.tokens_in(whole(check))]
    return check.quotation == "direct" or bool(words("en", "findings")["holding_back"].intersection(told))


def _keeps_distance(document: str, group: Group, material: Material) -> bool:
    """Tell whether a report keeps the caveat in other words: it hedges the claim, or says close by what is unknown."""
    told = [r for r in group.asserting if r.document.id == document]
    if any(r.statement.certainty.commitment in {"possible", "probable"} for r in told):
        return True
    checks = [c.sentence for c in material.checks if c.document == document]
    if any(abs(c - r.statement.sentence) <= MAX_BACK for c in checks for r in told):
        return True
    if any(one.id == document for one, _, _ in confirmations(material)):
        return True  # it knows of a confirmation that came after the caveat
    tree = material.trees[document]
    return any(_lacks_evidence(tree, r.statement.sentence) for r in told)


def _lacks_evidence(tree: Tree, sentence: int) -> bool:
    """Tell whether a sentence close behind says that there is no evidence or confirmation."""
    listed, doubt = words("en", "findings")["caveat_words"], words("en", "verification")["doubt"]
    for first, last in tree.parse.sentences[sentence : sentence + MAX_BACK]:
        lemmas = {tree.lemma(t).strip(".,;:–—-") for t in range(first, last)}
        if lemmas & listed and lemmas & doubt:
            return True
    return False


def _may_have_seen(without: str, source: str, material: Material) -> bool:
    """Tell whether a document retells the one with the caveat, or shares a source with it in undecided order."""
    if source in material.lenders.get(without, frozenset()):
        return True
    decided_otherwise = without in material.lenders.get(source, frozenset())
    return material.related(without, source) and not decided_otherwise


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[: text.rfind(" ", 0, 119)] + "…"
