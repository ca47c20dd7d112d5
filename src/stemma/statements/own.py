"""Clauses in the document's own voice that report something that could be checked.

Enters: a document, its tree and the attributions already found. Leaves: for each clause its head verb, the words
that are its own, and what type of statement it makes. Refuses: sentences without checkable content ("As the dust
settles …", "the implications remain unclear"), questions, and clauses that are wholly somebody else's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Span, StatementType
from stemma.statements.attribution import Attribution
from stemma.statements.embedded import mark_tops, set_apart
from stemma.statements.pointing import pointing_verb

MIN_WORDS = 3
"""Words of the shortest own-voice statement ("Nine people died"); below it are exclamations ("It sank")."""

SHARE = 0.4
"""Share of a clause's words that must be the document's own. Below it "The mayor, 54, on Monday" would be left of a
sentence that reports what the mayor said."""

ROW = 2
"""Upright bars of the shortest row of a table; one divides a title from an outlet's name."""

_LINKS = words("en", "attribution")["concessive"] | {
    "and",
    "but",
    "or",
    "yet",
    "so",
    "with",
    "as",
    "that",
    "which",
    "who",
}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPEN = frozenset({"may", "might", "could", "would", "should", "can", "must"})
_SUBJECTS = ("nsubj", "nsubjpass", "expl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An own-voice clause: its head verb, its tokens, and what kind of statement it makes."""

    head: int
    tokens: tuple[int, ...]
    type: StatementType


def find_own(document: Document, tree: Tree, attributions: Sequence[Attribution]) -> Iterator[Clause]:
    """Yield the own-voice clauses in text order."""
    said = _marked(tree, [s for a in attributions for s in (*a.content, a.cue) if s is not None])
    named = _marked(tree, [a.source for a in attributions if a.source is not None])
    cues = mark_tops(tree, [a.cue for a in attributions if a.cue is not None])
    others = bytearray(said)
    places, times, quantities = document.places, document.times, document.quantities
    anchors = _marked(tree, [*(p.span for p in places), *(t.span for t in times), *(q.span for q in quantities)])
    for number in range(len(tree.parse.sentences)):
        if _is_row(tree, number):
            continue
        pointing = pointing_verb(tree, number) if number else None
        for head, tokens in split_clauses(tree, number):
            set_apart(tree, head, tokens, [t for t in tokens if cues[t]], others)
            own = _own_run(tree, head, tokens, others, named)
            kept = [t for t in own if tree.parse.pos[t] not in ("PUNCT", "SPACE")]
            whole = [t for t in tokens if tree.parse.pos[t] not in ("PUNCT", "SPACE") and (said[t] or not others[t])]
            free = [t for t in kept if not named[t] and (t < head or not said[t])]
            only_points = pointing is not None and pointing in (head, *tree.children[head])
            if only_points or said[head] or len(free) < MIN_WORDS or len(free) < SHARE * len(whole):
                continue
            kind = judge(tree, head, kept, anchors)
            if kind is not None:
                yield Clause(head=head, tokens=tuple(own), type=kind)
        yield from _checked_by(tree, number, said)


def _is_row(tree: Tree, sentence: int) -> bool:
    """Tell whether a sentence is a row of a table ("| Pos | Player | Plays |")."""
    return sum(tree.word(t) == "|" for t in range(*tree.parse.sentences[sentence])) >= ROW


def _marked(tree: Tree, spans: Sequence[Span]) -> bytearray:
    marks = bytearray(len(tree.parse.starts))
    for span in spans:
        for token in tree.tokens_in(span):
            marks[token] = 1
    return marks


def split_clauses(tree: Tree, sentence: int) -> Iterator[tuple[int, list[int]]]:
    """Yield the clauses of a sentence that stand for themselves: (head verb, tokens)."""
    first, last = tree.parse.sentences[sentence]
    heads = [t for t in range(first, last) if _is_clause(tree, t)]
    below = {head: set(tree.subtree(head)) for head in heads}
    for head in heads:
        rest = set(below[head])
        for other in heads:
            if other != head and other in below[head]:
                rest -= below[other]
        yield head, sorted(rest)


def _is_clause(tree: Tree, token: int) -> bool:
    """Tell a clause of its own: a root, a coordinate one with a subject, one after "though" or "while"."""
    parse = tree.parse
    if parse.heads[token] == token:
        return True
    if parse.pos[token] not in ("VERB", "AUX") or tree.child(token, *_SUBJECTS) is None:
        return False
    dep = parse.deps[token]
    if dep == "conj":
        first = parse.heads[token]
        more = any(tree.lemma(c) == "not" and tree.lemma(c + 1) == "only" for c in tree.children[first])
        return _is_clause(tree, first) and not more  # "It not only sank, but it burned" is one
    mark = tree.child(token, "mark")
    if dep == "relcl":
        return speaks_of_checking(tree, [token, *tree.children[token]])
    if mark is None:
        return dep in ("ccomp", "parataxis") and _semicolon(tree, token)
    return dep == "advcl" and tree.lemma(mark) in words("en", "attribution")["concessive"]


def _semicolon(tree: Tree, token: int) -> bool:
    low, high = sorted((token, tree.parse.heads[token]))
    return any(tree.word(t) in (";", "—", "–") for t in range(low, high))


def _without_speaker(tree: Tree, run: list[int], named: bytearray) -> list[int]:
    """Drop "with one expert" at the end: who is made to speak by the words that were cut off after it."""
    last = len(run)
    while last > 1 and named[run[last - 1]]:
        last -= 1
    return run[:last] if last < len(run) and tree.word(run[last - 1]).lower() == "with" else run


def _own_run(tree: Tree, head: int, tokens: list[int], said: bytearray, named: bytearray) -> list[int]:
    """Return the run of words around the head that nobody else says, without links at its edges."""
    inside = [t for t in tokens if not said[t]]
    if head not in inside:
        return []
    at = inside.index(head)
    first = last = at
    while first > 0 and not any(said[t] for t in range(inside[first - 1], inside[first])):
        first -= 1
    while last + 1 < len(inside) and not any(said[t] for t in range(inside[last], inside[last + 1])):
        last += 1
    subject = tree.child(head, "nsubj", "nsubjpass")
    if subject is not None and subject < inside[first] and not said[subject]:
        first = inside.index(min(t for t in tree.subtree(subject) if t in inside))
        inside = [t for t in tokens if inside[first] <= t <= inside[last]]
        first, last = 0, len(inside) - 1
    run = _without_speaker(tree, inside[first : last + 1], named)
    while len(run) > 1 and run[0] != head and (_is_link(tree, run[0], head) or tree.parse.pos[run[0]] == "PUNCT"):
        run = run[1:]
    while len(run) > 1 and run[-1] != head and _dangles(tree, run[-1], said):
        run = run[:-1]
    return run


def _is_link(tree: Tree, token: int, head: int) -> bool:
    """Tell the conjunction that joins this clause to another one; "Though it sank, …" keeps its own."""
    if (
        tree.parse.deps[token] == "mark"
        and tree.parse.deps[head] == "ROOT"
        and tree.lemma(token) in words("en", "attribution")["concessive"]
    ):
        return False
    joined = tree.parse.heads[token] == head or tree.parse.deps[token] == "cc"
    return joined and tree.word(token).lower() in _LINKS and tree.parse.deps[token] in ("mark", "cc", "preconj")


def _dangles(tree: Tree, token: int, said: bytearray) -> bool:
    """Tell a preposition or conjunction whose other half was cut off."""
    if tree.parse.pos[token] == "ADP" and not (token + 1 < len(said) and said[token + 1]):
        return False
    return tree.parse.pos[token] in ("PUNCT", "ADP", "CCONJ", "SCONJ") or tree.parse.tags[token] in ("WDT", "WP", "TO")


def judge(tree: Tree, head: int, tokens: list[int], anchors: bytearray) -> StatementType | None:
    """Return the type of an own-voice clause, or ``None`` where nothing in it could be checked.

    A clause that opens with its verb is an order, a heading ("Declared candidates") or the end of a sentence cut off.
    """
    lists = words("en", "certainty")
    if (
        not _is_finite(tree, head)
        or head == tokens[0]
        or _asks(tree, head, tokens)
        or tree.span(tokens[0], tokens[-1]).within(tree.text).isupper()
    ):
        return None
    if speaks_of_checking(tree, tokens):
        return "verification"
    counted = any(anchors[t] for t in tokens)
    anchored = counted or any(_is_name(tree, t) for t in tokens)
    modal = next((tree.lemma(c) for c in tree.children[head] if tree.parse.tags[c] == "MD"), None)
    vague = sum(tree.lemma(t) in lists["vague"] for t in tokens)
    if modal in _OPEN:
        done = any(tree.lemma(c) == "have" for c in tree.children[head] if tree.parse.deps[c] == "aux")
        return ("assertion" if done else "prediction") if counted and not vague else None
    if _vague_subject(tree, head):
        return None
    if tree.lemma(head) in lists["evaluating"] or (tree.lemma(head) == "be" and vague):
        return "opinion" if anchored and vague else None
    if modal is not None:
        return "prediction" if anchored else None
    return "assertion" if anchored or _is_event(tree, head) else None


def _vague_subject(tree: Tree, head: int) -> bool:
    subject = tree.child(head, "nsubj", "nsubjpass")
    return subject is not None and tree.lemma(subject) in words("en", "certainty")["vague"]


def _is_name(tree: Tree, token: int) -> bool:
    """Tell a name, a number or an adjective made from a name ("Ukrainian") inside the sentence."""
    pos = tree.parse.pos[token]
    first = tree.parse.sentences[tree.sentence_of[token]][0]
    return pos in ("PROPN", "NUM") or (pos == "ADJ" and token > first and tree.word(token)[0].isupper())


def _is_event(tree: Tree, head: int) -> bool:
    """Tell a past event with a subject ("Rescuers pulled survivors from the water")."""
    helpers = [c for c in tree.children[head] if tree.parse.deps[c] in ("aux", "auxpass")]
    past = (
        tree.parse.tags[head] == "VBD"
        or _is_plain_past(tree, head)
        or any(tree.parse.tags[c] == "VBD" or tree.lemma(c) == "have" for c in helpers)
    )
    return past and tree.parse.pos[head] == "VERB" and tree.child(head, "nsubj", "nsubjpass") is not None


def speaks_of_checking(tree: Tree, tokens: Sequence[int]) -> bool:
    """Tell a clause about verification: a word of checking, negated or qualified, not a plain "confirmed that"."""
    lists = words("en", "certainty")
    for token in tokens:
        lemma = tree.lemma(token)
        if lemma in lists["unverified"] and tree.parse.deps[token] in ("acomp", "oprd", "attr", "ROOT", "conj"):
            return True
        if lemma in lists["checking"]:
            return True
        if lemma in lists["verify"] and tree.parse.pos[token] in ("VERB", "NOUN", "ADJ"):
            near = {tree.lemma(t) for t in tokens if abs(t - token) <= NEAR}
            if near & lists["qualifying"]:
                return True
    return False


NEAR = 6
"""Tokens around "verify", "confirm" among which "not", "independently", "yet" make it a statement about checking."""


def _checked_by(tree: Tree, sentence: int, said: bytearray) -> Iterator[Clause]:
    """Yield "corroborated by independent analysis" inside a larger clause."""
    lists = words("en", "certainty")
    for token in range(*tree.parse.sentences[sentence]):
        if tree.parse.tags[token] != "VBN" or tree.lemma(token) not in lists["verify"] or said[token]:
            continue
        agent = tree.child(token, "agent")
        if agent is not None and tree.child(token, "auxpass", "nsubjpass") is None:
            yield Clause(head=token, tokens=tuple(range(token, max(tree.subtree(agent)) + 1)), type="verification")


def _is_finite(tree: Tree, head: int) -> bool:
    helpers = [c for c in tree.children[head] if tree.parse.deps[c] in ("aux", "auxpass")]
    return any(tree.parse.tags[t] in _FINITE for t in (head, *helpers)) or _is_plain_past(tree, head)


def _is_plain_past(tree: Tree, head: int) -> bool:
    """Tell “Two trains collided”, which the tagger takes for a participle: it has a subject and no helper."""
    helpers = ("aux", "auxpass", "nsubjpass", "agent")
    return (
        tree.parse.tags[head] == "VBN"
        and tree.parse.deps[head] in ("ROOT", "conj", "ccomp", "advcl")
        and tree.child(head, "nsubj") is not None
        and tree.child(head, *helpers) is None
    )


def _asks(tree: Tree, head: int, tokens: Sequence[int]) -> bool:
    """Tell a question, and a heading that promises an answer ("Why the ferry sank")."""
    last = tokens[-1]
    if any(tree.word(t) == "?" for t in range(last, min(last + 3, len(tree.parse.starts)))):
        return True
    return any(tree.parse.tags[c] == "WRB" and c < head for c in tree.children[head])
