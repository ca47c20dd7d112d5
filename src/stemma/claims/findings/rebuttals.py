"""Denials that do not repeat what they deny: "denied this", "rejects the account", "dismissed the allegations".

Enters: what each document asserts, and the story. Leaves: denials, with the claim that each answers where that is
sure, else without one; also a clause that is denied in a sentence from which no statement was read. Refuses: a denier
that is not known, and "similar claims", "the April reports": other matters.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.claims.drafts import Group, Told
from stemma.claims.findings.allegations import Rebuttal, find_meant, is_alleged_before
from stemma.claims.findings.answers import Denial, is_of_many, is_old, is_open, is_retort, is_ruling, is_undone, told_in
from stemma.claims.findings.deniers import name_denier, name_subject
from stemma.claims.findings.disclaimers import is_denied_event, is_deprived
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
            meant = find_meant(rebuttal, name, told, material) if _is_bare(rebuttal) else None
            known = _tells_itself(rebuttal) or is_alleged_before(rebuttal, name, told, material)
            if meant is None and not known:
                continue
            what, group = meant if meant is not None else (None, None)
            together = tree.child(rebuttal.subject, "conj") is not None and " and " in name
            many = together or is_of_many(tree, tree.span(rebuttal.subject, rebuttal.subject))
            yield Denial(name=name, kind=kind, many=many, place=rebuttal.place, what=what, outspoken=True), group


def _rebuttal(document: Document, tree: Tree, verb: int) -> Rebuttal | None:
    if tree.parse.pos[verb] != "VERB" or is_undone(tree, verb) or is_open(tree, verb):
        return None
    if is_retort(tree, verb) or is_old(tree, verb, told_in(document)):
        return None
    subject, thing = tree.child(verb, "nsubj"), _denied_thing(tree, verb)
    if subject is None or thing is None or is_ruling(tree, verb):
        return None
    if tree.lemma(thing) in words("en", "verification")["the_claim"] and _is_another(tree, thing):
        return None
    supposed = any(tree.lemma(c) in words("en", "findings")["conditions"] for c in tree.children[verb])
    if supposed or tree.lemma(subject) in words("en", "verification")["the_claim"]:
        return None
    if tree.parse.pos[thing] in {"PRON", "DET"} and tree.lemma(verb) not in words("en", "findings")["denying_deeds"]:
        return None
    return Rebuttal(document=document, tree=tree, verb=verb, subject=subject, thing=thing)


def _is_another(tree: Tree, thing: int) -> bool:
    """Tell "similar claims" and "the April reports", which are of another matter, from "the claims"."""
    return any(tree.parse.deps[c] == "amod" or _is_date(tree, c) for c in tree.children[thing])


def _denied_thing(tree: Tree, verb: int) -> int | None:
    """Return what is denied: the noun or pronoun that points back, or a clause or an event that it names itself."""
    claims = words("en", "verification")["the_claim"]
    thing, above = tree.child(verb, "dobj"), tree.parse.heads[verb]
    if thing is None and tree.parse.deps[verb] in {"acl", "relcl"} and tree.lemma(above) in claims:
        return above  # "a claim that she denies"
    if thing is not None and tree.lemma(thing) in claims:
        return thing
    if tree.lemma(verb) != "deny":
        return None
    if thing is not None:
        return thing if is_denied_event(tree, thing, verb) else None
    clause = tree.child(verb, "ccomp", "xcomp")
    return clause if clause is not None and clause > verb and not is_deprived(tree, clause) else None


def _is_bare(rebuttal: Rebuttal) -> bool:
    """Tell "the reports" from "reports of a sale", "claims made by a driver", "both reports", and from a clause."""
    tree = rebuttal.tree
    several = any(tree.lemma(c) in _SEVERAL for c in tree.children[rebuttal.thing])
    described = several or says_of_what(tree, rebuttal.thing)
    return tree.lemma(rebuttal.thing) in words("en", "verification")["the_claim"] and not described


def says_of_what(tree: Tree, noun: int) -> bool:
    """Tell "reports of a sale" and "claims made by a driver" from "the reports"."""
    listed = tree.lemma(noun) in words("en", "verification")["the_claim"]
    return listed and any(tree.parse.deps[c] in _DESCRIBING for c in tree.children[noun])


def _tells_itself(rebuttal: Rebuttal) -> bool:
    """Tell whether a denial says itself what it denies: "the smuggling charges", "reports of a sale"."""
    tree, beside = rebuttal.tree, rebuttal.tree.children[rebuttal.thing]
    named = any(tree.parse.deps[c] == "compound" and tree.parse.pos[c] == "NOUN" for c in beside)
    return named or not _is_bare(rebuttal)


_SEVERAL = frozenset({"all", "both", "two"})
"""Words before several accounts, of which the claim before is one."""

_DESCRIBING = frozenset({"acl", "ccomp", "prep", "relcl"})


def _is_date(tree: Tree, token: int) -> bool:
    lists = mappings("en", "times")
    return tree.lemma(token) in lists["months"] or tree.lemma(token) in lists["weekdays"]


def _denier(rebuttal: Rebuttal, material: Material) -> tuple[str, SourceKind] | None:
    """Return who denies, named after the source of a statement at the subject where there is one; "he" only so."""
    tree, document = rebuttal.tree, rebuttal.document
    subject = tree.span(rebuttal.subject, rebuttal.subject)
    pronoun = tree.parse.pos[rebuttal.subject] in {"PRON", "DET"}
    for statement in material.said[document.id]:
        source = statement.source
        if source.span is None or not source.span.covers(subject):
            continue
        if pronoun and not (source.named and is_taken_up(statement, tree, material)):
            return None
        if not (tree.parse.pos[rebuttal.subject] == "PROPN" and source.name[:2].lower() == "a "):
            return name_denier(source, tree), source.kind
    if pronoun:
        return None
    return name_subject(rebuttal.subject, tree), "organization"
