"""Denials that do not repeat what they deny: "denied this", "rejects the account", "dismissed the allegations".

Enters: what each document asserts, and the story. Leaves: denials, with the claim that each answers where that is
sure, else without one. Refuses: a denier that is not known, and "similar claims", "the April reports": other matters.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.claims.drafts import Group, Told
from stemma.claims.findings.allegations import Rebuttal, find_meant
from stemma.claims.findings.answers import Denial, is_of_many, is_open, is_undone
from stemma.claims.findings.sameness import is_taken_up
from stemma.claims.material import Material
from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Document, SourceKind


def find_rebuttals(told: Told, material: Material) -> Iterator[tuple[Denial, Group | None]]:
    """Yield the denials that only say "this" or "the account", with the claim that they answer where that is sure."""
    for identity, document in material.documents.items():
        tree = material.trees[identity]
        for verb, lemma in enumerate(tree.parse.lemmas):
            rebuttal = _rebuttal(document, tree, verb) if lemma in words("en", "verification")["deny"] else None
            denier = _denier(rebuttal, material) if rebuttal is not None else None
            if rebuttal is None or denier is None:
                continue
            name, kind = denier
            meant = find_meant(rebuttal, name, told, material)
            what, group = meant if meant is not None else (None, None)
            many = is_of_many(tree, tree.span(rebuttal.subject, rebuttal.subject))
            yield Denial(name=name, kind=kind, many=many, place=rebuttal.place, what=what, outspoken=True), group


def _rebuttal(document: Document, tree: Tree, verb: int) -> Rebuttal | None:
    if tree.parse.pos[verb] != "VERB" or is_undone(tree, verb) or is_open(tree, verb):
        return None
    subject, thing = tree.child(verb, "nsubj"), tree.child(verb, "dobj")
    if subject is None or thing is None or tree.lemma(thing) not in words("en", "verification")["the_claim"]:
        return None
    if any(tree.parse.deps[c] in _DESCRIBING or _is_date(tree, c) for c in tree.children[thing]):
        return None
    if tree.lemma(subject) in words("en", "verification")["the_claim"]:
        return None
    if tree.parse.pos[thing] in {"PRON", "DET"} and tree.lemma(verb) != "deny":
        return None
    return Rebuttal(document=document, tree=tree, verb=verb, subject=subject, thing=thing)


_DESCRIBING = frozenset({"acl", "amod", "prep", "relcl"})
"""What says which claim is meant: "similar claims", "the April reports", "claims made by a driver"."""


def _is_date(tree: Tree, token: int) -> bool:
    lists = mappings("en", "times")
    return tree.lemma(token) in lists["months"] or tree.lemma(token) in lists["weekdays"]


def _denier(rebuttal: Rebuttal, material: Material) -> tuple[str, SourceKind] | None:
    """Return who denies, named after the source of a statement at the subject where there is one; "he" only so."""
    tree, document = rebuttal.tree, rebuttal.document
    phrase = tree.subtree_span(rebuttal.subject, without=frozenset({"relcl", "appos", "acl"}))
    subject = tree.span(rebuttal.subject, rebuttal.subject)
    pronoun = tree.parse.pos[rebuttal.subject] in {"PRON", "DET"}
    for statement in material.statements.values():
        source = statement.source
        if statement.document != document.id or source.span is None or not source.span.covers(subject):
            continue
        if pronoun and not (source.named and is_taken_up(statement, tree, material)):
            return None
        if not (tree.parse.pos[rebuttal.subject] == "PROPN" and source.name[:2].lower() == "a "):
            return source.name, source.kind
    if pronoun:
        return None
    name = " ".join(phrase.within(document.text).split()).strip("•*-– ")
    return name.removeprefix("The ").removeprefix("the "), "organization"
