"""What a statement is worth as a claim by itself: whether a reader who sees nothing else knows what it tells.

Enters: a reading. Leaves: yes or no, one function a question. Refuses: to judge whether it is true or important.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from stemma.claims.pronouns import is_left_open
from stemma.claims.trimming import content_tokens
from stemma.compare.propositions import FINITE
from stemma.compare.readings import Reading, main_token
from stemma.language.once import once
from stemma.language.tree import Tree
from stemma.language.words import words

OLD_DAYS = 60
"""Days before the report's own from which all that a statement dates is history ("annexed … in 2014"). An inquiry
that closes after a month is still news; without it what everybody knows stands first, as most reports repeat it."""

POINTERS = frozenset({"this", "that", "these", "those", "such"})
"""Lemmas that stand for something said before."""

_QUESTIONS = frozenset({"WP", "WP$", "WRB", "WDT"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "pobj", "attr"})
_TOLD = frozenset({"acomp", "attr", "ccomp", "dobj", "nsubjpass", "oprd", "xcomp"})
_VERBS = frozenset({"VERB", "AUX"})
_NEEDED = frozenset({"acomp", "attr", "ccomp", "dobj", "oprd", "pobj", "relcl", "xcomp"})
_ANCHORS = frozenset({"PROPN", "NUM"})


@once
def stands_alone(reading: Reading) -> bool:
    """Tell whether a content is a sentence that needs nothing before it."""
    return (
        (is_clause(reading) or charging_verb(reading) is not None)
        and not is_left_open(reading)
        and not points_back(reading)
        and not tells_of_telling(reading)
        and not _is_cut(reading)
    )


def _is_cut(reading: Reading) -> bool:
    """Tell whether an outlet's own words end where another statement goes on: "did not hesitate", "were the first"."""
    tree, last = reading.tree, max(reading.tokens)
    if reading.statement.source.kind != "outlet" or last + 1 >= len(tree.parse.starts):
        return False
    lost = next((t for t in tree.upwards(last + 1) if tree.parse.heads[t] in reading.tokens), None)
    if lost is None or lost in reading.tokens:
        return False
    return tree.parse.deps[lost] in _NEEDED or (tree.parse.deps[lost] == "acl" and tree.lemma(last + 1) == "to")


@once
def charging_verb(reading: Reading) -> str | None:
    """Return the verb by which a content charges somebody with a deed ("Norland of hiding it", of who accused her)."""
    tree, tokens, cue = reading.tree, content_tokens(reading), reading.statement.cue
    inside, listed = frozenset(tokens), words("en", "claims")
    for verb in tree.tokens_in(cue) if cue is not None and not reading.negated else ():
        charged = tree.child(verb, "dobj")
        if charged is None or tree.lemma(verb) not in listed["charging"] or tokens[0] not in tree.subtree(charged):
            continue
        if tree.parse.tags[verb] == "VB" or tree.child(verb, "neg") is not None:  # "could accuse", "did not accuse"
            continue
        below = inside.intersection((*tree.children[verb], *tree.children[charged]))
        if any(tree.parse.deps[c] == "prep" and tree.lemma(c) in listed["charging_prepositions"] for c in below):
            return tree.lemma(verb)
    return None


def _hangs_on_noun(tree: Tree, tokens: Sequence[int], head: int) -> bool:
    """Tell whether the only verb is that of a clause within a noun phrase: "the focus on …, as if nothing happened"."""
    dep = tree.parse.deps[head]
    return dep == "relcl" or (dep in {"acl", "advcl"} and min(tree.subtree(head)) > tokens[0])


def _is_led(tree: Tree, tokens: Sequence[int], head: int) -> bool:
    """Tell whether a content opens with what leads on from elsewhere: "of …", "after it had", "exactly why"."""
    first = tokens[0]
    leads = tree.parse.deps[first] == "prep" and tree.parse.heads[first] not in tokens
    asked = [t for t in tokens[:2] if tree.parse.tags[t] in _QUESTIONS]
    return (
        leads or _is_marked(tree, tokens, head) or bool(asked and (asked[0] == first or tree.parse.pos[first] == "ADV"))
    )


def _is_marked(tree: Tree, tokens: Sequence[int], head: int) -> bool:
    """Tell whether a clause is one beside another that is not there: "after it had …", "two years after he left"."""
    subjects = [c for c in tree.children[head] if tree.parse.deps[c] in _SUBJECTS]
    return any(
        tree.parse.deps[c] == "mark"
        and c in tokens
        and (c == tokens[0] or tree.lemma(c) != "that")
        and all(s > c for s in subjects)
        and not any(tree.parse.pos[t] in _VERBS for t in tokens if t < c)
        for c in tree.children[head]
    )


def _is_asked(tree: Tree, head: int) -> bool:
    """Tell whether a clause only says what is supposed or asked: "whether the harbour will open", "if it rains"."""
    supposing = words("en", "claims")["supposing_marks"]
    return any(tree.parse.deps[c] == "mark" and tree.lemma(c) in supposing for c in tree.children[head])


@once
def is_clause(reading: Reading) -> bool:
    """Tell whether a content is a sentence of its own: a finite verb with its subject."""
    tree = reading.tree
    tokens = content_tokens(reading)
    head = main_token(tree, tokens)
    if head is None or tree.parse.pos[head] not in _VERBS:
        return False
    near = [head, *(c for c in tree.children[head] if tree.parse.deps[c] in {"aux", "auxpass"} and c in set(tokens))]
    if _is_led(tree, tokens, head) or _is_asked(tree, head) or _hangs_on_noun(tree, tokens, head):
        return False
    if not _opens_with(tree, tokens, head):
        return False
    subject = any(
        tree.parse.deps[c] in {"nsubj", "nsubjpass", "expl", "csubj"} and c in set(tokens) for c in tree.children[head]
    )
    return subject and any(tree.parse.tags[t] in FINITE for t in near)


def _opens_with(tree: Tree, tokens: Sequence[int], head: int) -> bool:
    """Tell whether the first word belongs to the clause of the verb: in "the mayor in case the pier broke" it does not.

    The clause may hang on a verb of saying ("A rumour claims that …") or share the subject of a verb before it.
    """
    first = next((t for t in tokens if tree.word(t)[0].isalnum()), tokens[0])
    top, inside = head, set(tokens)
    while tree.parse.heads[top] in inside and tree.parse.pos[tree.parse.heads[top]] in _VERBS:
        top = tree.parse.heads[top]
        if top == tree.parse.heads[top]:
            break
    owner = tree.parse.heads[top] if tree.parse.deps[top] == "conj" else top
    subjects = (c for h in (head, owner) for c in tree.children[h] if tree.parse.deps[c] in _SUBJECTS)
    return first in tree.subtree(top) or any(first in tree.subtree(c) for c in subjects)


def points_back(reading: Reading) -> bool:
    """Tell whether a content turns on "this", "these claims", "Some did": what it is about was said before it."""
    tree = reading.tree
    tokens = content_tokens(reading)
    head = main_token(tree, tokens)
    if not tokens or head is None:
        return False
    if tree.parse.tags[tokens[0]] == "DT" and tree.lemma(tokens[0]) in POINTERS and not _dates(reading, tokens[0]):
        return True
    below = [c for c in tree.children[head] if c in set(tokens)]
    if tree.lemma(head) == "do" and not any(tree.parse.deps[c] in _OBJECTS for c in below):
        return True
    near = [*below, *(g for c in below if tree.parse.deps[c] in {"prep", "acomp"} for g in _under(reading, c))]
    return any(_is_pointer(reading, t) for t in near)


def _under(reading: Reading, token: int) -> list[int]:
    tree = reading.tree
    return [g for c in tree.children[token] for g in (c, *tree.children[c])]


def _is_pointer(reading: Reading, token: int) -> bool:
    """Tell whether a token is "this" or "that" in the place of a subject or an object."""
    parse = reading.tree.parse
    return reading.tree.lemma(token) in POINTERS and parse.deps[token] in _SUBJECTS | _OBJECTS


def _dates(reading: Reading, token: int) -> bool:
    """Tell whether a word opens an expression of time ("this week")."""
    start = reading.tree.parse.starts[token]
    return any(t.span.start <= start < t.span.end for t in reading.statement.times)


def tells_of_telling(reading: Reading) -> bool:
    """Tell whether a content only says that something was said: "made the statement at a meeting"."""
    tree = reading.tree
    tokens = content_tokens(reading)
    head = main_token(tree, tokens)
    if head is None:
        return False
    if _says_nothing(tree, head, tokens):
        return True
    spoken = words("en", "claims")["utterances"]
    objects = [c for c in tree.children[head] if tree.parse.deps[c] in {"dobj", "nsubjpass"}]
    told = any(tree.lemma(c) in spoken and tree.child(c, "acl", "relcl") is None for c in objects)
    return told and tree.lemma(head) in words("en", "claims")["uttering_verbs"]


def _says_nothing(tree: Tree, head: int, tokens: Sequence[int]) -> bool:
    """Tell whether a verb of reporting stands without what is reported: "the academy announced on Friday"."""
    told = any(tree.parse.deps[c] in _TOLD for c in tree.children[head] if c in set(tokens))
    return (
        not told and tree.lemma(head) in words("en", "claims")["uttering_verbs"] | words("en", "attribution")["speech"]
    )


def is_history(reading: Reading) -> bool:
    """Tell whether all that a statement dates lies long before the report."""
    published = reading.document.published
    latest = [t.latest for t in reading.statement.times if t.latest]
    if published is None or not latest or len(latest) < len(reading.statement.times):
        return False
    return (_day(published.earliest) - _day(max(latest))).days > OLD_DAYS


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])


def is_anchored(reading: Reading) -> bool:
    """Tell whether a content names somebody, a place, a time or a figure: one that does not is mostly a remark."""
    parse = reading.tree.parse
    return any(parse.pos[t] in _ANCHORS for t in content_tokens(reading)) or bool(reading.statement.times)


def is_remark(reading: Reading) -> bool:
    """Tell whether a content is an opinion, an answer, or a quotation that names nobody: "If it is quiet, fine"."""
    statement, tokens = reading.statement, content_tokens(reading)
    answers = bool(tokens) and reading.tree.parse.pos[tokens[0]] == "INTJ"
    return answers or statement.type == "opinion" or (statement.quotation == "direct" and not is_anchored(reading))
