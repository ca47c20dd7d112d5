"""Clauses as content: "said that it sank", "it sank, he said", "the ferry, he said, had sunk".

Enters: a page and a verb. Leaves: the content's tokens where the verb has such a clause. Refuses: relative clauses
that the parser took for main ones; what the document itself adds inside ("…, though this could not be verified").
"""

from __future__ import annotations

from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.statements.attribution import Filled
from stemma.statements.cues import has_to, shares_speaker
from stemma.statements.own import speaks_of_checking
from stemma.statements.pieces import Page

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PAUSES = frozenset({",", "—", "–", "-", "--", "”", "’", '"', "?", "!", "''"})


def clause(page: Page, verb: int) -> Filled | None:
    """“said that the ferry sank”, “the ferry sank, he said”: a finite clause."""
    tree = page.tree
    lists = words("en", "attribution")
    lemma = tree.lemma(verb)
    if lemma not in lists["clause"] and lemma not in lists["quoting"]:
        return None
    head = tree.child(verb, "ccomp") or _behind_medium(tree, verb)
    if head is None:
        return None
    tokens = set(tree.subtree(head))
    quoted = any(page.quote_of[t] >= 0 for t in (min(tokens), head))
    if not quoted and (lemma not in lists["clause"] or not _is_finite(tree, head)):
        return None
    if head < verb and not quoted and not _set_before(tree, max(t for t in tokens if t < verb), verb):
        return None
    return _without_next_cue(tree, head, tokens), "clause", set()


def _behind_medium(tree: Tree, verb: int) -> int | None:
    """Return the clause of “said in a statement that …”, which the parser may hang on “statement”."""
    for child in tree.children[verb]:
        noun = tree.child(child, "pobj") if tree.lemma(child) == "in" else None
        if noun is not None and tree.lemma(noun) in words("en", "attribution")["media"]:
            return next((c for c in tree.children[noun] if tree.child(c, "mark") is not None), None)
    return None


def _without_next_cue(tree: Tree, head: int, tokens: set[int]) -> set[int]:
    """Cut off “but added that …”, which the parser hangs below the first content."""
    for child in tree.children[head]:
        if shares_speaker(tree, child) or _contrasts(tree, child) or _checks(tree, child):
            inner = tree.subtree(child)
            tokens -= set(range(min(inner[0], child - 1), inner[-1] + 1))
    return tokens


def _contrasts(tree: Tree, token: int) -> bool:
    """Tell “…, while Kyiv claims that …”: another party's cue in a contrasting clause."""
    mark = tree.child(token, "mark")
    return (
        tree.parse.deps[token] == "advcl"
        and mark is not None
        and tree.lemma(mark) in ("while", "whereas", "whilst", "although", "though")
        and tree.lemma(token) in words("en", "attribution")["clause"]
        and tree.child(token, "ccomp") is not None
    )


def _checks(tree: Tree, token: int) -> bool:
    """Tell “…, though this could not be verified”: the document's own word about the content."""
    mark = tree.child(token, "mark")
    concessive = mark is not None and tree.lemma(mark) in ("though", "although", "while", "but")
    return tree.parse.deps[token] == "advcl" and concessive and speaks_of_checking(tree, tree.subtree(token))


def parenthesis(page: Page, verb: int) -> Filled | None:
    """“The ferry, he said, had sunk” and “as he said, …”: the verb stands inside or beside its content."""
    tree = page.tree
    lists = words("en", "attribution")
    top = tree.parse.heads[verb]
    if top == verb or tree.lemma(verb) not in lists["clause"] | lists["speech"]:
        return None
    mark = tree.child(verb, "mark", "advmod")
    as_clause = tree.parse.deps[verb] == "advcl" and mark is not None and tree.lemma(mark) == "as"
    if tree.parse.deps[verb] not in ("parataxis", "ccomp") and not as_clause and not _is_tag(tree, verb):
        return None
    if tree.child(verb, "nsubj") is None or tree.child(verb, "dobj", "xcomp", "ccomp") is not None:
        return None
    if not as_clause and tree.child(verb, "mark") is not None:
        return None
    while tree.parse.deps[top] in ("aux", "auxpass", "advmod", "punct") and tree.parse.heads[top] != top:
        top = tree.parse.heads[top]
    if tree.parse.deps[verb] == "ccomp" and tree.lemma(top) in lists["clause"]:
        return None
    tokens = set(tree.subtree(top)) - set(tree.subtree(verb))
    for other in (c for c in tree.children[top] if as_clause and tree.parse.deps[c] == "conj" and c > verb):
        if mark is not None and tree.child(other, "nsubj") is not None:  # "…, as he said, and I believe that …"
            tokens = {t for t in tokens if t < mark}
    return tokens, "clause", set()


def _is_tag(tree: Tree, verb: int) -> bool:
    """Tell “…, the mayor said on Monday.”, which the parser took for one more clause beside the others."""
    subject = tree.child(verb, "nsubj")
    if tree.parse.deps[verb] != "conj" or subject is None or subject > verb:
        return False
    first = tree.subtree(subject)[0]
    bare = all(tree.parse.deps[c] in ("nsubj", "prep", "npadvmod", "punct", "advmod") for c in tree.children[verb])
    return bare and first > 0 and tree.word(first - 1) in _PAUSES


def _is_finite(tree: Tree, head: int) -> bool:
    helpers = [c for c in tree.children[head] if tree.parse.deps[c] in ("aux", "auxpass")]
    if {tree.parse.tags[t] for t in (head, *helpers)} & _FINITE:
        return True
    return not has_to(tree, head) and tree.child(head, "nsubj", "nsubjpass", "expl") is not None


def _set_before(tree: Tree, first: int, verb: int) -> bool:
    """Tell “it sank, he said” from a relative clause that the parser took for the main one (“…, that he claimed”)."""
    between = {tree.word(t).lower() for t in range(first, verb)}
    return bool(between & _PAUSES) and not between & {"that", "which", "whom"}
