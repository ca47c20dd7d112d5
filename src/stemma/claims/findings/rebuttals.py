"""Denials that do not repeat what they deny: "denied this", "rejects the account", "dismissed the allegations".

Enters: what each document asserts, and the story. Leaves: denials, each with the claim that it answers. Refuses: to
take whatever stands before it for what is denied; it must have been alleged by somebody else, of or near the denier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stemma.claims.drafts import Group, Told
from stemma.claims.material import Material
from stemma.claims.parties import name_words
from stemma.claims.stands import furthest, is_own_voice
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, DocumentSpan, SourceKind

MAX_BACK = 4
"""Sentences back in which a denial's "the account" is looked for, if it is told of the denier."""

MAX_UNNAMED = 2
"""The same where what is alleged does not name the denier ("the ministry denied it")."""

MANY = 3
"""Reports that tell a claim from which more say nothing of what a denial answers."""

BEFORE = 3
"""Tokens before a word of denying in which a negation undoes it: "did not deny", "neither confirm nor deny"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """One denial: who denies, where, what, and whether by a word like "denied" rather than by a negated sentence."""

    name: str
    kind: SourceKind
    place: DocumentSpan
    what: Reading
    outspoken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuttal:
    """A verb of denying with its subject and with the noun or pronoun that points back."""

    document: Document
    tree: Tree
    verb: int
    subject: int
    thing: int

    @property
    def place(self) -> DocumentSpan:
        """Where it stands, from the subject to what is denied."""
        tokens = (self.verb, self.subject, self.thing)
        return self.document.at(self.tree.span(min(tokens), max(tokens)))

    @property
    def owner(self) -> frozenset[str]:
        """The words that say whose account it is: "the minister's claim"."""
        owner = self.tree.child(self.thing, "poss")
        if owner is None or self.tree.parse.pos[owner] == "PRON":
            return frozenset()
        return name_words(self.tree.subtree_span(owner).within(self.document.text))


def find_rebuttals(told: Told, material: Material) -> Iterator[tuple[Denial, Group]]:
    """Yield the denials that only say "this" or "the account", with the claim that they answer."""
    for identity, document in material.documents.items():
        tree = material.trees[identity]
        for verb, lemma in enumerate(tree.parse.lemmas):
            rebuttal = _rebuttal(document, tree, verb) if lemma in words("en", "verification")["deny"] else None
            if rebuttal is None:
                continue
            name, kind = _denier(rebuttal, material)
            meant = _meant(rebuttal, name, told, material)
            if meant is not None:
                reading, group = meant
                yield Denial(name=name, kind=kind, place=rebuttal.place, what=reading, outspoken=True), group


def is_undone(tree: Tree, verb: int) -> bool:
    """Tell whether a word of denying is itself negated or held off: "can't deny", "declined to deny"."""
    first, _ = tree.parse.sentences[tree.sentence_of[verb]]
    undoing = words("en", "verification")["negatives"] | words("en", "findings")["holding_off"]
    return any(tree.lemma(t) in undoing for t in range(max(first, verb - BEFORE), verb))


def _rebuttal(document: Document, tree: Tree, verb: int) -> Rebuttal | None:
    if tree.parse.pos[verb] != "VERB" or is_undone(tree, verb):
        return None
    subject, thing = tree.child(verb, "nsubj"), tree.child(verb, "dobj")
    if subject is None or thing is None or tree.lemma(thing) not in words("en", "verification")["the_claim"]:
        return None
    if any(tree.parse.deps[c] in {"acl", "relcl", "prep", "amod", "compound", "nmod"} for c in tree.children[thing]):
        return None
    if tree.parse.pos[subject] in {"PRON", "DET"}:
        return None
    if tree.parse.pos[thing] in {"PRON", "DET"} and tree.lemma(verb) != "deny":
        return None
    return Rebuttal(document=document, tree=tree, verb=verb, subject=subject, thing=thing)


def _denier(rebuttal: Rebuttal, material: Material) -> tuple[str, SourceKind]:
    """Return who denies, named after the source of a statement at the subject where there is one."""
    tree, document = rebuttal.tree, rebuttal.document
    phrase = tree.subtree_span(rebuttal.subject, without=frozenset({"relcl", "appos", "acl"}))
    for statement in material.statements.values():
        source = statement.source
        here = statement.document == document.id and source.span is not None and source.span.overlaps(phrase)
        by_name = tree.parse.pos[rebuttal.subject] == "PROPN"
        if here and not (by_name and source.name[:2].lower() == "a "):
            return source.name, source.kind
    name = " ".join(phrase.within(document.text).split()).strip("•*-– ")
    return name.removeprefix("The ").removeprefix("the "), "organization"


def _meant(rebuttal: Rebuttal, denier: str, told: Told, material: Material) -> tuple[Reading, Group] | None:
    """Return what was alleged before the denial: of the denier before others, accused before said, the nearest.

    Where nothing close by was alleged, it is what the report is about: the claim that most others tell too, or the
    only thing that it says was alleged.
    """
    own = {key(w) for w in name_words(denier) - words("en", "claims")["name_fillers"]}
    before = [
        (reading, group)
        for reading, group in told.get(rebuttal.document.id, ())
        if _back(rebuttal, reading) >= 0 and _may_be_denied(reading, rebuttal, denier, material)
    ]
    close = [(r, g) for r, g in before if _back(rebuttal, r) <= _reach(rebuttal, bool(own & r.terms.keys()))]
    if close:
        return max(close, key=lambda pair: _fit(pair[0], pair[1], own, rebuttal))
    if _reach(rebuttal, named=True) < MAX_BACK:
        return None
    topic = [(r, g) for r, g in before if len(g.documents) >= MANY]
    alone = before if len(before) == 1 else []
    fitting = topic or alone
    return max(fitting, key=lambda pair: (len(pair[1].documents), -pair[0].statement.content.start), default=None)


def _fit(reading: Reading, group: Group, own: set[str], rebuttal: Rebuttal) -> tuple[bool, bool, int, int, int]:
    named, told_by = bool(own & reading.terms.keys()), min(len(group.documents), MANY)
    return named, _is_accusation(reading), told_by, -_back(rebuttal, reading), -reading.statement.content.start


def _back(rebuttal: Rebuttal, reading: Reading) -> int:
    return rebuttal.tree.sentence_of[rebuttal.verb] - reading.statement.sentence


def _reach(rebuttal: Rebuttal, named: bool) -> int:
    """Return how many sentences back a denial can point: "this" to the one before, "the account" further."""
    if rebuttal.tree.parse.pos[rebuttal.thing] in {"PRON", "DET"}:
        return 1
    return MAX_BACK if named else MAX_UNNAMED


def _may_be_denied(reading: Reading, rebuttal: Rebuttal, denier: str, material: Material) -> bool:
    """Tell whether a statement before the denial is a deed or state that somebody else alleged."""
    statement, place = reading.statement, rebuttal.place.span
    if statement.content.start >= place.start or statement.content.overlaps(place):
        return False
    if reading.negated or statement.type == "opinion" or not reading.acts:
        return False
    if not _is_alleged(reading) or is_negated_above(reading) or is_aside(reading):
        return False
    if _asks_or_names(reading) or _is_of_telling(reading):
        return False
    if statement.quotation == "direct" and _back(rebuttal, reading) > 1:
        return False  # what somebody remarked along the way
    if rebuttal.owner and rebuttal.owner.isdisjoint(name_words(statement.source.name)):
        return False
    said = furthest(statement, material).name
    return not same_party(said, denier) and not same_party(statement.source.name, denier)


def _is_alleged(reading: Reading) -> bool:
    """Tell whether somebody is named as saying it, the report hedges it, or calls it a rumour or an allegation."""
    if not is_own_voice(reading.statement) or reading.statement.certainty.commitment != "certain":
        return True
    first, last = reading.tree.parse.sentences[reading.statement.sentence]
    tree = reading.tree
    return any(tree.lemma(t) in _allegations() and tree.parse.pos[t] != "PROPN" for t in range(first, last))


def _is_accusation(reading: Reading) -> bool:
    cue = reading.statement.cue
    said = {reading.tree.lemma(t) for t in reading.tree.tokens_in(cue)} if cue is not None else set()
    return bool(said & (words("en", "claims")["accusing"] - {"say"}))


def is_aside(reading: Reading) -> bool:
    """Tell whether an event stands in a relative clause: "the missile that they say brought it down"."""
    if not reading.acts:
        return False
    tree, at = reading.tree, reading.acts[0].token
    for _ in range(MAX_BACK):
        if tree.parse.deps[at] == "relcl":
            return True
        at = tree.parse.heads[at]
    return False


def _is_of_telling(reading: Reading) -> bool:
    """Tell whether a report speaks of the allegation itself: "the allegations would break the treaty"."""
    tree = reading.tree
    tokens = tree.tokens_in(reading.statement.content)
    subjects = (t for t in tokens if tree.parse.deps[t] in {"nsubj", "nsubjpass"})
    asks = reading.tree.lemma(reading.acts[0].token) in words("en", "findings")["asking"]
    return asks or any(tree.lemma(t) in _allegations() for t in subjects)


def _allegations() -> frozenset[str]:
    return words("en", "verification")["the_claim"] - {"it", "that", "this"}


def is_negated_above(reading: Reading) -> bool:
    """Tell whether a content hangs on something negated: "has not announced any plans"."""
    tree = reading.tree
    inside = reading.tree.tokens_in(reading.statement.content)
    at = next((t for t in inside if tree.parse.heads[t] not in inside), None)
    for _ in range(MAX_BACK):
        if at is None or tree.parse.heads[at] == at:
            return False
        at = tree.parse.heads[at]
        if tree.child(at, "neg") is not None:
            return True
    return False


def _asks_or_names(reading: Reading) -> bool:
    """Tell whether a content asks ("how anyone could"), only names a deed ("to look into it"), or has no verb."""
    tree = reading.tree
    tokens = tree.tokens_in(reading.statement.content)
    event = reading.acts[0].token
    if tokens and tree.parse.tags[tokens[0]] in {"WRB", "WP", "WDT", "TO"}:
        return True
    if any(tree.parse.tags[c] == "TO" for c in tree.children[event]):
        return True
    return not any(tree.parse.pos[t] in {"VERB", "AUX"} for t in tokens)
