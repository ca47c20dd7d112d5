"""Caveats that one report carries and another does not.

Enters: the claims of a story and its verification statements. Leaves: ``caveat_dropped``. Refuses: reports that
lineage does not connect; who never saw the caveat cannot have dropped it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stemma.claims.drafts import Draft, Group, Told, told_by_document
from stemma.claims.findings.confirmation import confirmations
from stemma.claims.material import Material, is_confirming
from stemma.claims.worth import is_clause
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Span, Statement

MAX_BACK = 8
"""Sentences back in which a caveat's claim is looked for; reports put the caveat a paragraph or two later."""

OWN = 0.5
"""Share of a caveat's own nouns that the claim must have; below it the caveat is about another matter of the report."""

NEAR = 3
"""Sentences back in which a caveat without nouns of its own ("this could not be verified") finds its claim."""

MAX_SHOWN = 200
"""Code points of a caveat shown with its source."""

MAX_SPECIFIC = 4
"""Nouns of its own that a caveat may have and still speak of the claim ("restricted access for observers")."""


def caveat_dropped(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """One report says that the claim is unverified or provisional; a report of the same source does not."""
    found = find_caveats(groups, material)
    for group in groups:
        about = (c for c in found.get(group.id, []) if _speaks_of_checking(c, material))
        caveats = [c for c in about if all(_is_about(n, group, material) for n in _nested(c, material))]
        with_it = sorted({c.document for c in caveats})
        told = sorted({r.document.id for r in group.asserting})
        bare = [d for d in told if d not in with_it and not _keeps_distance(d, group, material)]
        without = [d for d in bare if any(_may_have_seen(d, w, material) for w in with_it)]
        if not without:
            continue
        kept = [c for c in caveats if any(_may_have_seen(d, c.document, material) for d in without)]
        shown = " ".join(_whole(kept[0]).within(material.documents[kept[0].document].text).split())
        telling = [r for r in group.asserting if r.document.id in without and is_clause(r)]
        if not telling:
            continue
        spans = [material.documents[c.document].at(_whole(c)) for c in kept[:3]]
        spans += [r.document.at(r.statement.content) for r in telling[:3]]
        sentence = (
            f"{material.listed(without)} {'tells' if len(without) == 1 else 'tell'} it without "
            f"the caveat of {material.listed(with_it)}: “{_short(shown)}”."
        )
        yield Draft(kind="caveat_dropped", sentence=sentence, spans=tuple(spans), claim=group.id, rule="caveat_dropped")


def _speaks_of_checking(check: Statement, material: Material) -> bool:
    """Tell whether a caveat has a word of checking or of preliminary counts; mere doubt is an opinion."""
    tree = material.trees[check.document]
    told = [tree.lemma(t) for t in tree.tokens_in(_whole(check))]
    return bool(words("en", "findings")["caveat_words"].intersection(told)) and not _refuses(check, material)


def _refuses(check: Statement, material: Material) -> bool:
    """Tell whether somebody will not say: "he would not confirm the figure", "“We can't confirm that,” he said"."""
    tree = material.trees[check.document]
    told = [tree.lemma(t) for t in tree.tokens_in(_whole(check))]
    spoken = check.quotation == "direct" and any(tree.word(t).lower() == "we" for t in tree.tokens_in(check.content))
    return spoken or bool({"comment", "decline", "refuse", "will", "would"}.intersection(told))


def _nested(check: Statement, material: Material) -> list[Statement]:
    """Return the caveats that one sentence nests ("that they haven't confirmed the theft", "the theft")."""
    return [c for c in material.checks if c.document == check.document and c.content.overlaps(check.content)]


def _is_about(check: Statement, group: Group, material: Material) -> bool:
    """Tell whether a caveat names something of the claim, or nothing of its own: "this could not be verified"."""
    tree, listed = material.trees[check.document], words("en", "verification")
    lists = words("en", "findings")
    spared = listed["the_claim"] | listed["checking"] | lists["caveat_words"] | lists["figures"]
    tokens = list(tree.tokens_in(check.content))
    askers = [t for t in tokens if tree.parse.deps[t] == "agent" or tree.lemma(t) == "with"]
    checkers = {c for t in askers for c in tree.subtree(t)}
    nouns = (t for t in tokens if t not in checkers and tree.parse.pos[t] in {"NOUN", "PROPN"})
    own = {tree.lemma(t) for t in nouns} - spared
    if not own:
        beside = (r for r in group.asserting if r.document.id == check.document)
        return any(0 <= check.sentence - r.statement.sentence <= NEAR for r in beside)
    told = {term for r in group.readings for term in r.terms}
    return sum(key(lemma.lower()) in told for lemma in own) >= OWN * len(own)


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


def find_caveats(groups: Sequence[Group], material: Material) -> dict[str, list[Statement]]:
    """Return, for each claim, the verification statements about it that do not say that it is confirmed."""
    claim_of = {r.id: g.id for g in groups for r in g.readings}
    told = told_by_document(groups)
    found: dict[str, list[Statement]] = {}
    for check in material.checks:
        if says_confirmed(check, material):
            continue
        pointed = {claim_of[s] for s in check.about if s in claim_of}
        meant = None if pointed else _meant_by(check, told, material)
        for identity in sorted(pointed) or ([meant.id] if meant else []):
            found.setdefault(identity, []).append(check)
    return found


def _meant_by(check: Statement, told: Told, material: Material) -> Group | None:
    """Return the claim that "the claim", "this" or a bare "could not be verified" speaks of.

    That is the most retold claim that the document tells before it, one with the caveat's figure before others;
    without "the claim", at most ``MAX_BACK`` sentences back.
    """
    tree = material.trees[check.document]
    listed = words("en", "verification")
    nouns = {tree.lemma(t) for t in tree.tokens_in(check.content) if tree.parse.pos[t] in {"NOUN", "PRON", "DET"}}
    specific = nouns - listed["the_claim"] - listed["checking"]
    if not nouns & listed["the_claim"] and len(specific) > MAX_SPECIFIC:
        return None
    reach = check.sentence if nouns & listed["the_claim"] else MAX_BACK
    numbers = {float(w) for t in tree.tokens_in(check.content) if (w := tree.word(t).replace(",", "")).isdecimal()}
    best: tuple[bool, int, int] | None = None
    found: Group | None = None
    for reading, group in told.get(check.document, ()):
        if 0 <= check.sentence - reading.statement.sentence <= reach:
            counted = any(a.quantity.low in numbers for a in reading.amounts)
            rank = (counted, len(group.documents), reading.statement.content.start)
            if best is None or rank > best:
                best, found = rank, group
    return found


def says_confirmed(check: Statement, material: Material) -> bool:
    """Tell whether a verification statement says that something is confirmed, without a negation or doubt."""
    tree = material.trees[check.document]
    tokens = list(tree.tokens_in(check.content))
    doubt = any(tree.lemma(t) in words("en", "verification")["doubt"] for t in tokens)
    polarity = (check.source_certainty or check.certainty).polarity
    return is_confirming(check, material) and not doubt and polarity == "asserted"


def _may_have_seen(without: str, source: str, material: Material) -> bool:
    """Tell whether a document retells the one with the caveat, or shares a source with it in undecided order."""
    if source in material.lenders.get(without, frozenset()):
        return True
    decided_otherwise = without in material.lenders.get(source, frozenset())
    return material.related(without, source) and not decided_otherwise


def _whole(check: Statement) -> Span:
    """Return the caveat with the source and cue that stand close before or after it."""
    parts = [s for s in (check.source.span, check.cue, check.content) if s is not None]
    span = Span(start=min(s.start for s in parts), end=max(s.end for s in parts))
    return span if span.end - span.start <= MAX_SHOWN else check.content


def _short(text: str) -> str:
    return text if len(text) <= 120 else text[: text.rfind(" ", 0, 119)] + "…"
