"""Who denies a claim.

Enters: the claims of a story. Leaves: ``denied``, and for each claim the names of those who deny it. Refuses: to
weigh a denial against the claim; both are shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stemma.claims.drafts import Draft, Group, Told, told_by_document
from stemma.claims.findings.sameness import is_said_beside, is_spoken_by_name, same_event
from stemma.claims.material import Material
from stemma.claims.names import agreed, as_subject, joined
from stemma.claims.sides import denies_outright
from stemma.claims.stands import furthest, is_own_voice
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, DocumentSpan, SourceKind

SAME = 0.6
"""Share of the shorter statement that both must have before a negated one is a denial of the other."""

_SHORT_NOT = re.compile(r"n ?[’'] ?t\b")

MAX_BACK = 4
"""Sentences back in which a denial's "the account" is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """One denial: who denies, where, and whether by a word like "denied" rather than by a negated sentence."""

    name: str
    kind: SourceKind
    place: DocumentSpan
    outspoken: bool = False


def denied(groups: Sequence[Group], material: Material) -> Iterator[Draft]:
    """Somebody denies what others assert, in the same words or by calling it "the account"."""
    for identity, found in find_denials(groups, material).items():
        names = denier_names(found)
        verb = agreed(joined(names), "denies", "deny", len(names) > 1)
        labels = material.listed(d.place.document for d in found)
        sentence = f"{verb[:1].upper()}{verb[1:]} this ({labels})."
        spans = tuple(d.place for d in found)
        yield Draft(kind="denied", sentence=sentence, spans=spans, claim=identity, rule="denied")


def find_denials(groups: Sequence[Group], material: Material) -> dict[str, list[Denial]]:
    """Return, for each claim that is denied, the denials by others than those who assert it, or in another report."""
    found: dict[str, list[Denial]] = {
        g.id: [_direct(r, material) for r in g.denying if not is_own_voice(r.statement) and _denies(r, g)]
        for g in groups
    }
    for denial, meant in _pointing_back(told_by_document(groups), material):
        found[meant.id].append(denial)
    kept = {g.id: _by_others(found[g.id], g, material) for g in groups if found[g.id]}
    return {identity: denials for identity, denials in kept.items() if denials}


def _denies(reading: Reading, group: Group) -> bool:
    """Tell whether a statement takes the claim back: in so many words, or by negating the whole of what is stated."""
    statement = reading.statement
    if statement.source.kind == "document" or _negates_less(reading) or not is_said_beside(statement, reading):
        return False
    same = [r for r in group.asserting if same_event(reading, r, least=SAME)]
    if denies_outright(reading):
        return bool(same) and not _is_undone(reading)
    if _is_open(reading) or reading.head not in reading.terms or not is_spoken_by_name(reading.statement, reading):
        return False
    if _is_infinitive(reading) or not any(_negates_event(r) for r in (reading, *same)):
        return False
    return any(not _is_open(r) and not _asks(r) and _negations(r) % 2 != _negations(reading) % 2 for r in same)


def _negates_event(reading: Reading) -> bool:
    """Tell whether a negation stands at what the statement turns on, and not at what hangs on it: "chose not to"."""
    tree, listed = reading.tree, words("en", "verification")["negatives"]
    if not reading.acts:
        return False
    event = reading.acts[0].token
    subject = tree.child(event, "nsubj", "nsubjpass")
    near = [*tree.children[event], *([subject, *tree.children[subject]] if subject is not None else [])]
    return any(tree.parse.deps[t] == "neg" or tree.lemma(t) in listed for t in near)


def _is_infinitive(reading: Reading) -> bool:
    """Tell whether a statement only names a deed: "refuses to recognise it" denies no fact."""
    tree = reading.tree
    return bool(reading.acts) and any(tree.parse.tags[c] == "TO" for c in tree.children[reading.acts[0].token])


def _asks(reading: Reading) -> bool:
    """Tell whether a statement opens with a question word: "how much it pays" asserts nothing."""
    tokens = reading.tree.tokens_in(reading.statement.content)
    return bool(tokens) and reading.tree.parse.tags[tokens[0]] in {"WRB", "WP", "WDT"}


def _negates_less(reading: Reading) -> bool:
    """Tell whether a negation only limits: "not just", "not necessarily"."""
    tree = reading.tree
    negatives, limits = words("en", "verification")["negatives"], words("en", "findings")["not_denying"]
    tokens = tree.tokens_in(reading.statement.content)
    return any(tree.lemma(a) in negatives and tree.lemma(b) in limits for a, b in pairwise(tokens))


def _is_undone(reading: Reading) -> bool:
    """Tell whether the word of denying is itself negated: "you can't deny that"."""
    tree, cue = reading.tree, reading.statement.cue
    tokens = tree.tokens_in(cue) if cue is not None else ()
    return any(tree.child(t, "neg") is not None for t in tokens)


def _is_open(reading: Reading) -> bool:
    """Tell whether a statement stands under "if", "whether" or a hope."""
    tree, lists = reading.tree, words("en", "findings")
    tokens = tree.tokens_in(reading.statement.content)
    first, _ = tree.parse.sentences[reading.statement.sentence]
    before = range(first, tokens[0] if tokens else first)
    return any(tree.lemma(t) in lists["conditions"] | lists["hoping"] for t in (*before, *tokens[:2]))


def _negations(reading: Reading) -> int:
    """Return how often a statement negates by "not", however the apostrophe stands, or by a word like "nobody"."""
    lists = words("en", "verification")["negatives"]
    apart = [w for w in reading.words if w in lists and w not in {"n't", "n’t"}]
    return len(apart) + len(_SHORT_NOT.findall(reading.text.lower()))


def _by_others(found: Sequence[Denial], group: Group, material: Material) -> list[Denial]:
    """Leave out a party's negation of what it says itself; that it "denied" it elsewhere is a contradiction to show."""
    asserting = {(r.document.id, furthest(r.statement, material).name) for r in group.asserting}

    def itself(denial: Denial) -> bool:
        here = denial.place.document
        return any(same_party(denial.name, a) and (d == here or not denial.outspoken) for d, a in asserting)

    kept = [d for d in found if not itself(d)]
    return sorted(kept, key=lambda d: (material.when(d.place.document), d.place.span))


def denier_names(found: Sequence[Denial]) -> list[str]:
    """Return the names of those who deny, as subjects of a sentence, each once."""
    names: list[Denial] = []
    for one in found:
        if not any(one.name == n.name or same_party(one.name, n.name) for n in names):
            names.append(one)
    return [as_subject(n.name, n.kind) for n in names]


def _direct(reading: Reading, material: Material) -> Denial:
    """Return the denial of a statement that repeats the claim; who denies is its source, not whom it answers."""
    statement = reading.statement
    place = material.documents[statement.document].at(statement.content)
    return Denial(
        name=statement.source.name, kind=statement.source.kind, place=place, outspoken=denies_outright(reading)
    )


def _pointing_back(told: Told, material: Material) -> Iterator[tuple[Denial, Group]]:
    """Yield the denials that only say "this" or "the account", with the claim that stands before them."""
    lists = words("en", "verification")
    for identity, document in material.documents.items():
        tree = material.trees[identity]
        for verb, lemma in enumerate(tree.parse.lemmas):
            if lemma not in lists["deny"] or tree.parse.pos[verb] != "VERB":
                continue
            subject, thing = tree.child(verb, "nsubj"), tree.child(verb, "dobj")
            if subject is None or thing is None or tree.lemma(thing) not in lists["the_claim"]:
                continue
            if any(tree.parse.deps[c] in {"acl", "relcl", "prep"} for c in tree.children[thing]):
                continue
            if tree.child(verb, "neg") is not None or tree.parse.pos[subject] in {"PRON", "DET"}:
                continue
            if tree.parse.pos[thing] in {"PRON", "DET"} and lemma != "deny":
                continue
            denial = _read(document, tree, verb, subject, thing, material)
            meant = _meant(denial, tree.sentence_of[verb], told, material)
            if meant is not None:
                yield denial, meant


def _read(document: Document, tree: Tree, verb: int, subject: int, thing: int, material: Material) -> Denial:
    """Return the denial, named after the source of a statement at its subject where there is one."""
    phrase = tree.subtree_span(subject, without=frozenset({"relcl", "appos", "acl"}))
    place = document.at(tree.span(min(verb, subject, thing), max(verb, subject, thing)))
    for statement in material.statements.values():
        source = statement.source
        if statement.document == document.id and source.span is not None and source.span.overlaps(phrase):
            return Denial(name=source.name, kind=source.kind, place=place)
    name = " ".join(phrase.within(document.text).split()).removeprefix("The ").removeprefix("the ")
    return Denial(name=name, kind="organization", place=place)


def _is_aside(tree: Tree, verb: int) -> bool:
    """Tell whether a verb stands in a relative clause: "the missile that they say brought it down"."""
    above = tree.parse.heads[verb]
    return "relcl" in {tree.parse.deps[verb], tree.parse.deps[above]}


def _meant(denial: Denial, sentence: int, told: Told, material: Material) -> Group | None:
    """Return the most retold claim that stands before the denial, by another source; the nearest of equals."""
    best: tuple[int, int] | None = None
    meant: Group | None = None
    for reading, group in told.get(denial.place.document, ()):
        statement = reading.statement
        if not 0 <= sentence - statement.sentence <= MAX_BACK or statement.content.start >= denial.place.span.start:
            continue
        if same_party(furthest(statement, material).name, denial.name) or statement.content.overlaps(denial.place.span):
            continue
        if not reading.acts or _is_aside(reading.tree, reading.acts[0].token):
            continue
        rank = (len(group.documents), statement.content.start)
        if best is None or rank > best:
            best, meant = rank, group
    return meant
