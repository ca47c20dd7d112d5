"""What was alleged before a denial that only says "this", "the account", "the rumours".

Enters: a denial, and what its document asserts. Leaves: the statement that it answers, with its claim: the last thing
that somebody else was made to say, or what most reports of the story tell. Refuses: to guess which of several.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from stemma.claims.drafts import Group, Told
from stemma.claims.material import Material
from stemma.claims.parties import name_words
from stemma.claims.sides import denies_outright
from stemma.claims.stands import furthest, is_own_voice
from stemma.compare.names import same_party
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, DocumentSpan, Statement

MAX_BACK = 2
"""Sentences back in which a denial's "the account" is looked for; further back several things were alleged."""

MANY = 3
"""Reports that tell a claim from which it is what "the reports" and "the rumours" mean, before what stands nearer."""

CLIMB = 4
"""Steps up from a content in which a relative clause or a negation above it is looked for."""


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
        """Where it stands, from the subject to the end of what is denied."""
        phrase = self.tree.subtree(self.subject, without=frozenset({"relcl", "appos", "acl", "conj", "cc"}))
        tokens = (self.verb, *phrase, *self.tree.subtree(self.thing))
        return self.document.at(self.tree.span(min(tokens), max(tokens)))

    @property
    def sentence(self) -> int:
        """The number of its sentence."""
        return self.tree.sentence_of[self.verb]

    @property
    def noun(self) -> str | None:
        """The lemma of the noun that points back; nothing for "this" and "it"."""
        pointing = self.tree.parse.pos[self.thing] in {"PRON", "DET"}
        return None if pointing else self.tree.lemma(self.thing)

    @property
    def owner(self) -> frozenset[str]:
        """The words that name whose account it is: "Hunter's claim", "the Navy report"."""
        owner = self.tree.child(self.thing, "poss", "compound", "nmod")
        if owner is None or self.tree.parse.pos[owner] != "PROPN":
            return frozenset()
        return name_words(self.tree.subtree_span(owner).within(self.document.text))


def find_meant(rebuttal: Rebuttal, denier: str, told: Told, material: Material) -> tuple[Reading, Group] | None:
    """Return what was alleged before the denial, if it is sure which of several things is meant.

    That is what most reports of the story tell, for "the rumours" and for somebody's claim; else the last thing that
    anybody is made to say before the denial, if it can be denied at all.
    """
    before = [
        (reading, group)
        for reading, group in told.get(rebuttal.document.id, ())
        if 0 <= _back(rebuttal, reading) <= MAX_BACK and _may_be_denied(reading, rebuttal, denier, material)
    ]
    if _is_plural(rebuttal) or rebuttal.owner:
        topic = [(r, g) for r, g in before if len(g.documents) >= MANY and _is_of_that_kind(r, rebuttal)]
        if topic:
            return max(topic, key=lambda pair: (len(pair[1].documents), -pair[0].statement.content.start))
    last = _last_told(rebuttal, material)
    if last is None or _said_more(rebuttal, material):
        return None
    close = [(r, g) for r, g in before if r.statement.sentence >= last]
    near = [(r, g) for r, g in close if _is_of_that_kind(r, rebuttal)]
    if not near and _is_accusing(rebuttal):  # what somebody else remarked between is no accusation
        near = [(r, g) for r, g in before if _is_accusation(r)]
    if not near and _is_accusing(rebuttal) and len(_told_in(last, rebuttal, material)) == 1:
        near = [(r, g) for r, g in close if r.statement.source.kind != "document"]
    own = {key(w) for w in name_words(denier) - words("en", "claims")["name_fillers"]}
    return max(near, key=lambda pair: _fit(pair[0], pair[1], own), default=None)


def is_alleged_before(rebuttal: Rebuttal, denier: str, told: Told, material: Material) -> bool:
    """Tell whether what can be denied stands in the denial's sentence or the one before, be it not sure which it is."""
    if rebuttal.sentence and _speaks_of_it(rebuttal.tree, rebuttal.sentence - 1):
        return True
    near = [r for r, _ in told.get(rebuttal.document.id, ()) if 0 <= _back(rebuttal, r) <= 1]
    return any(_may_be_denied(r, rebuttal, denier, material) or _is_passed_on(r, rebuttal, denier) for r in near)


def _speaks_of_it(tree: Tree, sentence: int) -> bool:
    """Tell whether a sentence has a noun of alleging: "A rumour that he left is about. He denied the rumour"."""
    tokens = range(*tree.parse.sentences[sentence])
    return any(tree.lemma(t) in _allegations() and tree.parse.pos[t] == "NOUN" for t in tokens)


def _is_passed_on(reading: Reading, rebuttal: Rebuttal, denier: str) -> bool:
    """Tell whether an outlet, or the one whose account it is, tells something before: "Ana said … Ana's claim"."""
    statement, source = reading.statement, reading.statement.source
    if statement.content.end > rebuttal.place.span.start or reading.negated or same_party(source.name, denier):
        return False
    owned = bool(rebuttal.owner & name_words(source.name))
    return owned or (statement.cue is not None and source.kind in {"organization", "outlet"})


def _said_more(rebuttal: Rebuttal, material: Material) -> bool:
    """Tell whether the one whose claim is denied was made to say several things before."""
    said = [
        s
        for s in material.said[rebuttal.document.id]
        if s.content.end <= rebuttal.place.span.start and rebuttal.owner & name_words(s.source.name)
    ]
    return len(said) > 1


def _fit(reading: Reading, group: Group, own: set[str]) -> tuple[bool, bool, int, bool, int]:
    named, told_by = bool(own & reading.terms.keys()), min(len(group.documents), MANY)
    return named, _is_accusation(reading), told_by, reading.main, reading.statement.content.start


def _back(rebuttal: Rebuttal, reading: Reading) -> int:
    return rebuttal.sentence - reading.statement.sentence


def _is_accusing(rebuttal: Rebuttal) -> bool:
    return rebuttal.noun in words("en", "verification")["accusation"]


def _is_plural(rebuttal: Rebuttal) -> bool:
    return rebuttal.tree.parse.tags[rebuttal.thing] == "NNS"


def _last_told(rebuttal: Rebuttal, material: Material) -> int | None:
    """Return the sentence, at most ``MAX_BACK`` back, in which somebody else was last made to say something.

    "This" and "it" look no further than the sentence before, and not beyond another clause of their own sentence.
    """
    reach = MAX_BACK if rebuttal.noun else 1
    back = range(rebuttal.sentence, rebuttal.sentence - reach - 1, -1)
    return next((number for number in back if _told_in(number, rebuttal, material)), None)


def _told_in(sentence: int, rebuttal: Rebuttal, material: Material) -> list[Statement]:
    """Return what somebody is made to say in a sentence, before the denial."""
    return [
        s
        for s in material.said[rebuttal.document.id]
        if s.sentence == sentence
        and s.content.end <= rebuttal.place.span.start
        and not is_own_voice(s)
        and not _only_asks(s, rebuttal.tree)
    ]


def _only_asks(statement: Statement, tree: Tree) -> bool:
    """Tell whether a statement asks, or only speaks of what was alleged: neither is what a denial answers."""
    tokens = tree.tokens_in(statement.content)
    subjects = (t for t in tokens if tree.parse.deps[t] in {"nsubj", "nsubjpass"})
    asks = any(tree.parse.tags[t] in {"WRB", "WP"} for t in tokens[:1])
    return asks or any(tree.lemma(t) in _allegations() for t in subjects)


def _is_of_that_kind(reading: Reading, rebuttal: Rebuttal) -> bool:
    """Tell whether a content is what the denial calls it: an accusation has a word of accusing, a rumour no name."""
    lists, source = words("en", "verification"), reading.statement.source
    if _is_accusing(rebuttal):
        return _is_accusation(reading) or _names_allegation(reading)
    return rebuttal.noun not in lists["rumour"] or source.kind != "person" or _is_reported(reading)


def _may_be_denied(reading: Reading, rebuttal: Rebuttal, denier: str, material: Material) -> bool:
    """Tell whether a statement before the denial is a deed or state that somebody else alleged."""
    statement, place = reading.statement, rebuttal.place.span
    if statement.content.start >= place.start or statement.content.overlaps(place):
        return False
    if reading.negated or statement.type == "opinion" or not reading.acts or denies_outright(reading):
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
    """Tell whether a report passes it on without standing behind it, or calls it a rumour or an allegation."""
    return reading.statement.certainty.commitment != "certain" or _names_allegation(reading)


def _names_allegation(reading: Reading) -> bool:
    return _speaks_of_it(reading.tree, reading.statement.sentence)


def _is_reported(reading: Reading) -> bool:
    cue = reading.statement.cue
    return cue is not None and any(reading.tree.lemma(t) == "report" for t in reading.tree.tokens_in(cue))


def _is_accusation(reading: Reading) -> bool:
    cue = reading.statement.cue
    said = {reading.tree.lemma(t) for t in reading.tree.tokens_in(cue)} if cue is not None else set()
    return bool(said & (words("en", "claims")["accusing"] - {"say"}))


def is_aside(reading: Reading) -> bool:
    """Tell whether an event stands in a relative clause: "the missile that they say brought it down"."""
    if not reading.acts:
        return False
    tree = reading.tree
    return any(tree.parse.deps[t] == "relcl" for t in islice(tree.upwards(reading.acts[0].token), CLIMB))


def _is_of_telling(reading: Reading) -> bool:
    """Tell whether a report speaks of the allegation itself: "the allegations would break the treaty", "it spread"."""
    tree = reading.tree
    tokens = tree.tokens_in(reading.statement.content)
    subjects = (t for t in tokens if tree.parse.deps[t] in {"nsubj", "nsubjpass"})
    lists = words("en", "findings")
    asks = reading.tree.lemma(reading.acts[0].token) in lists["asking"] | lists["spreading"]
    return asks or any(tree.lemma(t) in _allegations() for t in subjects)


def _allegations() -> frozenset[str]:
    return words("en", "verification")["the_claim"] - {"it", "that", "this"}


def is_negated_above(reading: Reading) -> bool:
    """Tell whether a content hangs on something negated: "has not announced any plans"."""
    tree, negatives = reading.tree, words("en", "verification")["negatives"]
    return any(tree.lemma(c) in negatives for t in _above(reading) for c in tree.children[t])


def _above(reading: Reading) -> list[int]:
    """Return the words that a content hangs on, the nearest first."""
    return [t for top in _tops(reading) for t in islice(reading.tree.upwards(top), 1, CLIMB + 1)]


def _tops(reading: Reading) -> list[int]:
    """Return the first token of a content that hangs on what stands outside of it."""
    inside = reading.tree.tokens_in(reading.statement.content)
    return [t for t in inside if reading.tree.parse.heads[t] not in inside][:1]


def is_denied_above(reading: Reading) -> bool:
    """Tell whether a content is the object of a word of denying: "kept denying, time and again, that he sold it"."""
    tree, cue, listed = reading.tree, reading.statement.cue, words("en", "verification")["deny"]
    own = tree.tokens_in(cue) if cue is not None else ()
    if cue is None and reading.acts:  # a report's own sentence, "vanished, denying again and again that he sold it"
        before = range(tree.tokens_in(reading.statement.content)[0], reading.acts[0].token)
        if any(tree.lemma(t) in listed for t in before):
            return True
    for token in [*_tops(reading), *_above(reading)]:
        if tree.parse.deps[token] not in _OBJECTS or tree.parse.heads[token] in own:
            return False
        if tree.lemma(tree.parse.heads[token]) in listed:
            return True
    return False


_OBJECTS = frozenset({"acl", "ccomp", "dobj", "pcomp", "pobj", "prep", "xcomp"})


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
