"""Verbs that attribute: "said that …", "vowed to …", "described it as …", "…, he said".

Enters: a page (tree and quotes). Leaves: one attribution for each verb whose frame is filled. Refuses: a verb
of the lists that has no complement ("the clock said").
"""

from __future__ import annotations

from collections.abc import Iterator

from stemma.language.words import words
from stemma.statements.attribution import Attribution, Shape
from stemma.statements.pieces import Page, content_pieces, phrase_span

_CLAUSAL = frozenset({"ccomp", "csubj", "csubjpass"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_SUBJECT = ("nsubj", "nsubjpass", "csubj")


def find_verbal(page: Page) -> Iterator[Attribution]:
    """Yield the attributions that hang on a verb."""
    lists = words("en", "attribution")
    every = frozenset().union(*(lists[name] for name in ("clause", "speech", "infinitive", "object", "as", "evidence")))
    tree = page.tree
    for token, pos in enumerate(tree.parse.pos):
        if pos == "VERB" and tree.parse.lemmas[token] in every:
            found = _read_verb(page, token)
            if found is not None:
                yield found


def _read_verb(page: Page, verb: int) -> Attribution | None:
    tree = page.tree
    source = find_source(page, verb)
    for rule in (_clause, _parenthesis, _infinitive, _object):
        filled = rule(page, verb)
        if filled is None:
            continue
        tokens, shape, extra = filled
        cue = cue_tokens(page, verb) | extra
        held = set(tree.subtree(source)) if source is not None else set()
        pieces = content_pieces(
            page, tokens - cue - (held if source not in tokens or shape == "clause" else set()), cue=verb
        )
        if not pieces:
            continue
        source_span = phrase_span(page, source_tokens(page, source, verb)) if source is not None else None
        cue_span = phrase_span(page, cue)
        return Attribution(source=source_span, cue=cue_span, content=pieces, shape=shape)
    return None


_Filled = tuple[set[int], Shape, set[int]]


def _clause(page: Page, verb: int) -> _Filled | None:
    tree = page.tree
    lemma = tree.lemma(verb)
    lists = words("en", "attribution")
    if lemma not in lists["clause"] and lemma not in lists["speech"]:
        return None
    clause = tree.child(verb, "ccomp")
    if clause is None:
        return None
    tokens = set(tree.subtree(clause))
    return tokens, "clause", set()


def _parenthesis(page: Page, verb: int) -> _Filled | None:
    """ "The ferry, he said, had sunk": the verb stands inside or behind the clause that it attributes."""
    tree = page.tree
    lists = words("en", "attribution")
    if tree.lemma(verb) not in lists["clause"] | lists["speech"] or tree.parse.heads[verb] == verb:
        return None
    dep = tree.parse.deps[verb]
    mark = tree.child(verb, "mark")
    as_clause = dep == "advcl" and mark is not None and tree.lemma(mark) == "as"
    if dep not in ("parataxis", "ccomp") and not as_clause:
        return None
    if tree.child(verb, *_SUBJECT) is None:
        return None
    top = tree.parse.heads[verb]
    while tree.parse.deps[top] in ("aux", "auxpass", "advmod", "punct") and tree.parse.heads[top] != top:
        top = tree.parse.heads[top]
    if dep == "ccomp" and tree.lemma(top) in lists["clause"]:
        return None
    tokens = set(tree.subtree(top)) - set(tree.subtree(verb))
    return tokens, "clause", set()


def _infinitive(page: Page, verb: int) -> _Filled | None:
    tree = page.tree
    if tree.lemma(verb) not in words("en", "attribution")["infinitive"]:
        return None
    clause = tree.child(verb, "xcomp", "ccomp")
    if clause is None or tree.child(clause, "aux") is None:
        return None
    tokens = set(tree.subtree(clause))
    addressee = tree.child(verb, "dobj")
    if addressee is not None and addressee < clause:
        tokens |= set(tree.subtree(addressee))
    if tree.child(verb, "nsubjpass") is not None:
        tokens |= set(tree.subtree(tree.child(verb, "nsubjpass") or 0))
    return tokens, "infinitive", set()


def _object(page: Page, verb: int) -> _Filled | None:
    tree = page.tree
    lists = words("en", "attribution")
    lemma = tree.lemma(verb)
    if lemma not in lists["object"] and lemma not in lists["as"] and lemma not in lists["evidence"]:
        return None
    target = tree.child(verb, "dobj", "nsubjpass")
    extra: set[int] = set()
    if target is None:
        prep = tree.child(verb, "prep")
        target = tree.child(prep, "pobj") if prep is not None and tree.lemma(prep) in ("to", "about", "of") else None
        extra = {prep} if target is not None and prep is not None else set()
    if target is None or tree.parse.pos[target] == "PRON" and tree.lemma(target) in ("who", "which", "that"):
        return None
    tokens = set(tree.subtree(target))
    for child in tree.children[verb]:
        dep = tree.parse.deps[child]
        if dep in ("oprd", "xcomp") or (
            dep == "prep" and tree.lemma(child) in ("as", "of", "for", "to") and child > verb and child not in extra
        ):
            tokens |= set(tree.subtree(child))
    return tokens, "object", extra


def find_source(page: Page, verb: int) -> int | None:
    """Return the head of the phrase that names the speaker of ``verb``: subject, agent, or what it hangs on."""
    tree = page.tree
    agent = tree.child(verb, "agent")
    if agent is not None:
        return tree.child(agent, "pobj")
    if tree.child(verb, "auxpass") is not None:
        return None
    current, seen = verb, {verb}
    while True:
        subject = tree.child(current, "nsubj")
        if subject is not None:
            return subject
        head, dep = tree.parse.heads[current], tree.parse.deps[current]
        if head in seen:
            return None
        if dep == "acl":
            return head if tree.parse.tags[current] == "VBG" else None
        if dep not in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep"):
            return None
        seen.add(head)
        current = head


def source_tokens(page: Page, source: int, verb: int) -> set[int]:
    """Return the phrase of a source, without the clause that the cue stands in."""
    tree = page.tree
    tokens = set(tree.subtree(source))
    if verb in tokens:
        tokens = {t for t in tokens if t < verb} - set(tree.subtree(verb))
    return tokens


def cue_tokens(page: Page, verb: int) -> set[int]:
    """Return the verb with its auxiliaries, negation, particle and the adverbs that touch it."""
    tree = page.tree
    group = {verb} | {c for c in tree.children[verb] if tree.parse.deps[c] in _GROUP}
    adverbs = {c for c in tree.children[verb] if tree.parse.deps[c] == "advmod" and not tree.children[c]}
    first = verb
    while first - 1 in group | adverbs:
        first -= 1
    last = verb
    while last + 1 in group:
        last += 1
    return set(range(first, last + 1))
