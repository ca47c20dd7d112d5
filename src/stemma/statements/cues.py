"""The words around a cue verb: its group, and the phrase that names who speaks.

Enters: a tree and a verb. Leaves: token sets. Refuses: a subject that the verb does not have or share.
"""

from __future__ import annotations

from functools import cache

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.model import Span

_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_RAISING = frozenset({"purport", "appear", "seem"})
_NEAR = 4
"""Tokens between a raising verb and its infinitive: “have as yet to confirm”."""

_BELOW_NOUN = frozenset({"acl", "relcl", "advcl", "appos"})
_SHARED = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep"})


def cue_tokens(tree: Tree, verb: int) -> set[int]:
    """Return the verb with auxiliaries, negation, particle and adverbs: “has not yet said”, “purporting to show”."""
    group = {verb} | {c for c in tree.children[verb] if tree.parse.deps[c] in _GROUP}
    adverbs = {
        c
        for c in tree.children[verb]
        if tree.parse.deps[c] == "advmod" and tree.parse.pos[c] == "ADV" and not tree.children[c]
    }
    first, last = verb, verb
    while first - 1 in group or first - 1 in adverbs:
        first -= 1
    while last + 1 in group:
        last += 1
    raising = raised_by(tree, verb)
    if raising is not None:
        first = min(first, *cue_tokens(tree, raising))
    return set(range(first, last + 1))


def raised_by(tree: Tree, verb: int) -> int | None:
    """Return “purporting” in “purporting to show”, “have” in “have yet to confirm”."""
    head = tree.parse.heads[verb]
    if tree.parse.deps[verb] not in ("xcomp", "advcl") or not 0 < verb - head <= _NEAR:
        return None
    yet = any(tree.lemma(t) == "yet" for t in range(head, verb))
    return head if tree.lemma(head) in _RAISING or (tree.lemma(head) == "have" and yet) else None


def find_source(tree: Tree, verb: int) -> int | None:
    """Return the head of the phrase that names the speaker of ``verb``: agent, subject, or whom it shares one with."""
    agent = _agent(tree, verb)
    if agent is not None:
        return agent
    if tree.child(verb, "auxpass") is not None:
        return None
    current, seen = verb, {verb}
    while True:
        subject = _behind_verb(tree, current) or tree.child(current, "nsubj")
        if subject is None and current != verb:
            subject = tree.child(current, "nsubjpass")
        if subject is None and current == verb:
            subject = _set_apart(tree, verb) or _behind_channel(tree, verb)
        if subject is not None:
            return _beside(tree, verb, subject) if current == verb else subject
        head, dep = tree.parse.heads[current], tree.parse.deps[current]
        if head in seen or (current != verb and tree.child(current, "expl") is not None):
            return None  # "Gil waits and there is much to suggest that …"
        if shares_speaker(tree, current):
            head, dep = tree.parse.heads[head], "conj"
        if dep == "acl":
            return _person_above(tree, head) if tree.parse.tags[current] == "VBG" or current != verb else None
        if dep == "ccomp" and current > 0 and tree.parse.tags[current - 1] == "CC":
            dep = "conj"
        if dep not in _SHARED or (dep == "conj" and tree.parse.pos[head] not in ("VERB", "AUX")):
            return None
        seen.add(head)
        current = head


def _set_apart(tree: Tree, verb: int) -> int | None:
    """Return “Gil” in “They slept in the plant, Ana Gil, its chief, said”, where the parser took it for the plant."""
    clause = tree.child(verb, "ccomp")
    if clause is None or not clause < verb - 1 or tree.word(verb - 1) != ",":
        return None
    named = (t for t in tree.subtree(clause) if tree.parse.deps[t] == "appos" and tree.parse.pos[t] == "PROPN")
    spans = ((t, tree.subtree(t)) for t in named)
    return next((t for t, own in spans if own[-1] >= verb - 2 and tree.word(own[0] - 1) == ","), None)


def _behind_verb(tree: Tree, verb: int) -> int | None:
    """Return “Gil” in “that is, crews on the ground, said Ana Gil”, where the parser took the crews for it, too."""
    subjects = [c for c in tree.children[verb] if tree.parse.deps[c] == "nsubj"]
    named = len(subjects) > 1 and tree.parse.pos[subjects[-1]] == "PROPN"
    return subjects[-1] if named and min(tree.subtree(subjects[-1])) == verb + 1 else None


def _behind_channel(tree: Tree, verb: int) -> int | None:
    """Return “head” in “…, wrote on Twitter the head of the board”, where the parser took it for Twitter."""
    link = verb + 1
    target = tree.child(link, "pobj") if link < len(tree.parse.deps) and tree.lemma(link) in ("in", "on") else None
    if target is None or tree.parse.heads[link] != verb or tree.word(target).lower() not in _channels():
        return None
    return next((c for c in tree.children[target] if tree.parse.deps[c] == "appos" and c > target), None)


@cache
def _channels() -> frozenset[str]:
    return frozenset({*mappings("en", "speakers")["channels"], "media"})


def _beside(tree: Tree, verb: int, subject: int) -> int:
    """Return “police” in “Ten were hurt, two of them badly, police said”, where the parser took another subject."""
    first = min(cue_tokens(tree, verb))
    last = first - 1
    if subject >= last or tree.parse.pos[last] not in ("NOUN", "PROPN", "PRON"):
        return subject
    comma = next((t for t in range(last, subject, -1) if tree.word(t) == ","), None)
    if comma is None or any(tree.parse.deps[t] in ("appos", "relcl") for t in (last, *_up(tree, last, subject))):
        return subject
    return last


def _up(tree: Tree, token: int, stop: int) -> list[int]:
    path: list[int] = []
    while tree.parse.heads[token] not in (token, stop):
        token = tree.parse.heads[token]
        path.append(token)
    return path


def _person_above(tree: Tree, noun: int) -> int:
    """Return “expert” for “an expert from a think tank saying …”: a participle of saying belongs to the person."""
    person = words("en", "speakers")["person_nouns"]
    current = noun
    while tree.lemma(current) not in person and tree.parse.deps[current] in ("pobj", "prep"):
        current = tree.parse.heads[current]
    return current if tree.lemma(current) in person and current < noun else noun


def shares_speaker(tree: Tree, token: int) -> bool:
    """Tell whether a coordinate cue without a subject hangs below the content of the cue it goes on with."""
    parse = tree.parse
    clause = words("en", "attribution")["clause"]
    if parse.deps[token] != "conj" or tree.lemma(token) not in clause or tree.child(token, "ccomp", "dobj") is None:
        return False
    head = parse.heads[token]
    if tree.child(token, "nsubj", "aux") is not None or parse.deps[head] != "ccomp" or tree.lemma(head) in clause:
        return False
    return tree.lemma(parse.heads[head]) in clause


def has_agent(tree: Tree, verb: int) -> bool:
    """Tell whether a passive names who did it ("by …")."""
    return _agent(tree, verb) is not None


def _agent(tree: Tree, verb: int) -> int | None:
    """Return who did it in a passive: the noun after "by", which the parser may hang on the complement."""
    agent = tree.child(verb, "agent")
    if agent is None and tree.child(verb, "nsubjpass") is not None:
        below = (t for t in tree.subtree(verb) if t > verb and tree.lemma(t) == "by" and tree.parse.deps[t] == "prep")
        agent = next((t for t in below if tree.parse.heads[t] == t - 1), None)
    return tree.child(agent, "pobj") if agent is not None else None


def source_tokens(tree: Tree, source: int, verb: int) -> set[int]:
    """Return the phrase of a source, without the clause below it that the cue stands in."""
    tokens = set(tree.subtree(source))
    clause, current = source, verb
    while current in tokens and current != source:
        clause = current if tree.parse.deps[current] in _BELOW_NOUN else clause
        current = tree.parse.heads[current]
    return tokens - set(tree.subtree(clause)) if clause != source else tokens


def has_to(tree: Tree, head: int) -> bool:
    """Tell an infinitive with "to"."""
    return any(tree.parse.tags[c] == "TO" for c in tree.children[head])


def medium_tokens(tree: Tree, verb: int) -> set[int]:
    """Return "in a statement" right after a verb of saying."""
    for child in tree.children[verb]:
        if child == verb + 1 and tree.parse.deps[child] == "prep" and tree.lemma(child) == "in":
            noun = tree.child(child, "pobj")
            if noun is not None and tree.lemma(noun) in words("en", "attribution")["media"]:
                return set(range(child, noun + 1))
    return set()


def speaks_of_checking(tree: Tree, cue: Span | None) -> bool:
    """Tell whether a cue is a word of checking ("confirmed", "could not be verified")."""
    verify = words("en", "certainty")["verify"]
    return cue is not None and any(tree.lemma(t) in verify for t in tree.tokens_in(cue))
