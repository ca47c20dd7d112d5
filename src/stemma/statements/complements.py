"""Phrases as content: "vowed to leave", "announced the loss of …", "described it as …", "was said to have sunk".

Enters: a page and a verb. Leaves: the content's tokens where the verb has such a complement. Refuses: complements
of verbs that the lists do not give that frame.
"""

from __future__ import annotations

from stemma.language.tree import Tree
from stemma.language.words import mappings, words
from stemma.statements.attribution import Filled
from stemma.statements.cast import party_nouns
from stemma.statements.cues import find_source, has_agent, has_to
from stemma.statements.pieces import Page

_COMPLEMENTS = frozenset({"as", "of", "for", "to", "with"})
_MANNER = frozenset(
    {"by", "during", "after", "before", "via", "through", "while", "without", "because", "since", "until"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MENTIONING = frozenset({"allude", "cite", "mention", "quote", "refer"})
_GAP = 3
"""Tokens that may stand between an object and the phrase that goes on with it (“a site now in control of …”)."""


def urging(page: Page, verb: int) -> Filled | None:
    """“urged both sides to stop”: somebody and an infinitive."""
    tree = page.tree
    if tree.lemma(verb) not in words("en", "attribution")["urging"]:
        return None
    head = tree.child(verb, "xcomp", "ccomp")
    if head is None or not has_to(tree, head):
        return None
    somebody = tree.child(verb, "dobj") or tree.child(head, "nsubj")
    if somebody is None or not verb < somebody < head:
        return None
    return set(tree.subtree(somebody)) | set(tree.subtree(head)), "infinitive", set()


def infinitive(page: Page, verb: int) -> Filled | None:
    """“threatened to leave”: an infinitive."""
    tree = page.tree
    if tree.lemma(verb) not in words("en", "attribution")["infinitive"] or tree.child(verb, "auxpass") is not None:
        return None
    head = tree.child(verb, "xcomp")
    if head is None or head < verb or not has_to(tree, head):
        return None
    return set(tree.subtree(head)), "infinitive", set()


def passive(page: Page, verb: int) -> Filled | None:
    """“The ferry was said to have sunk”, “was described as old”: subject and complement, in two pieces."""
    tree = page.tree
    lists = words("en", "attribution")
    subject = tree.child(verb, "nsubjpass")
    listed = lists["passive"] | (lists["clause"] | lists["object"] if has_agent(tree, verb) else frozenset())
    if subject is None or tree.lemma(verb) not in listed:
        return None
    rest: set[int] = set()
    for child in tree.children[verb]:
        dep = tree.parse.deps[child]
        if dep in ("xcomp", "oprd", "ccomp") or (dep == "prep" and tree.lemma(child) in ("as", "of") and child > verb):
            rest |= set(tree.subtree(child))
    if not rest and not has_agent(tree, verb):
        return None
    if tree.parse.pos[subject] == "PRON" and tree.lemma(subject) == "it" and rest:
        return rest, "clause", set()
    return set(tree.subtree(subject)) | rest, "passive", set()


def naming(page: Page, verb: int) -> Filled | None:
    """“called the raid a farce”: a phrase and what it is called."""
    tree = page.tree
    if tree.lemma(verb) not in words("en", "attribution")["naming"]:
        return None
    named = tree.child(verb, "oprd", "ccomp", "xcomp")
    if named is None or named < verb or has_to(tree, named):
        return None
    tokens = set(tree.subtree(named))
    target = tree.child(verb, "dobj")
    return tokens | (set(tree.subtree(target)) if target is not None else set()), "object", set()


def noun_phrase(page: Page, verb: int) -> Filled | None:
    """“announced the capture of …”, “accused the crew of …”, “described it as …”: a noun phrase."""
    tree = page.tree
    lists = words("en", "attribution")
    lemma = tree.lemma(verb)
    target = tree.child(verb, "dobj")
    if target is None or target < verb or tree.parse.tags[target] in ("WDT", "WP"):
        return None
    if tree.lemma(target).endswith(("self", "selves")):
        return None
    tokens = set(tree.subtree(target))
    linked = [c for c in tree.children[verb] if c > verb and _belongs(tree, c)]
    as_phrase = any(tree.lemma(c) == "as" for c in (*linked, *tree.children[target]))
    if lemma in _MENTIONING and _names_only(tree, tokens, target):
        return None
    evident = lemma in lists["evidence"] and _shows(tree, verb)
    if not (lemma in lists["object"] or (as_phrase and lemma in lists["as"]) or evident):
        return None
    for child in linked:
        tokens |= set(range(max(tokens) + 1, child)) if child - max(tokens) <= _GAP else set()
        tokens |= set(tree.subtree(child))
    return tokens, "object", set()


def _names_only(tree: Tree, tokens: set[int], target: int) -> bool:
    """Tell “cited the police”, “referring to the Kremlin”: a party, of which nothing is said."""
    party = tree.lemma(target) in party_nouns() or tree.parse.pos[target] == "PROPN"
    return party and not any(tree.parse.tags[t] in _FINITE or tree.lemma(t) == "as" for t in tokens)


def _belongs(tree: Tree, child: int) -> bool:
    """Tell a phrase of the content from one of time, medium or manner of the saying."""
    if tree.parse.deps[child] != "prep":
        return tree.parse.deps[child] in ("oprd", "xcomp")
    if tree.lemma(child) in _COMPLEMENTS:
        return True
    noun = tree.child(child, "pobj")
    lists = words("en", "attribution")
    return (
        noun is not None
        and tree.lemma(child) not in _MANNER
        and tree.lemma(noun) not in lists["media"] | lists["times"]
    )


def governed(page: Page, verb: int) -> Filled | None:
    """“spoke of losses”, “referred to the raid as …”: a preposition that the verb governs."""
    tree = page.tree
    wanted = mappings("en", "attribution")["governed"].get(tree.lemma(verb))
    if wanted is None or tree.child(verb, "dobj", "auxpass") is not None:
        return None
    for child in tree.children[verb]:
        if child > verb and tree.parse.deps[child] == "prep" and tree.lemma(child) in wanted.split():
            target = tree.child(child, "pobj", "pcomp")
            if target is not None and tree.parse.tags[target] not in ("WDT", "WP"):
                tokens = set(tree.subtree(child)) - {child}
                if tree.lemma(verb) in _MENTIONING and _names_only(tree, tokens, target):
                    return None
                for other in tree.children[verb]:
                    if (
                        other > child
                        and tree.parse.deps[other] in ("prep", "xcomp")
                        and (tree.lemma(other) == "as" or has_to(tree, other))
                    ):
                        tokens |= set(tree.subtree(other))
                return tokens, "object", set(range(verb, child + 1))
    return None


def _shows(tree: Tree, verb: int) -> bool:
    """Tell whether a text or image is the subject: "footage showing …", "the report lists …"."""
    source = find_source(tree, verb)
    return source is not None and tree.lemma(source) in words("en", "speakers")["document_nouns"]
