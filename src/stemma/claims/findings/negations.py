"""Denials by negation: somebody says "the brakes were not cut", where others say that they were.

Enters: the claims of a story. Leaves: denials of what others assert. Refuses: a negation of anything but the whole of
what is asserted: the same event, by and to the same, at the same time, with nothing supposed, asked or held open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from stemma.claims.clauses import is_clause
from stemma.claims.drafts import Group
from stemma.claims.findings.allegations import is_aside, is_negated_above
from stemma.claims.findings.answers import Denial, is_of_many
from stemma.claims.findings.deniers import name_denier
from stemma.claims.findings.sameness import contained, cover, is_said_beside, is_surely_named, roles_agree, same_event
from stemma.claims.material import Material
from stemma.claims.parties import name_words
from stemma.claims.sides import denies_outright
from stemma.claims.stands import is_own_voice
from stemma.compare.classes import DECLINED
from stemma.compare.readings import Reading
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import mappings, words

SAME = 0.6
"""Share of the shorter statement that both must have before a negated one is a denial of the other."""

WITHIN = 0.7
"""Share of the denial's own bits that is in what is asserted. Without it "hired no pilots from the islands" denies that
any pilots were hired."""

COVERED = 0.3
"""Share of the longer statement that both must have: of a long one only a word may be meant."""

_SHORT_NOT = re.compile(r"n ?[’'] ?t\b")


def find_negations(groups: Sequence[Group], material: Material) -> Iterator[tuple[Denial, Group]]:
    """Yield the negations of what a claim asserts, with the claim."""
    for group in groups:
        for reading in group.denying:
            statement = reading.statement
            if is_own_voice(statement) or statement.source.kind == "document":
                continue
            what = [r for r in group.asserting if _takes_back(reading, r, material)]
            if what:
                denial = Denial(
                    name=name_denier(statement.source, reading.tree),
                    kind=statement.source.kind,
                    many=is_of_many(reading.tree, statement.source.span),
                    place=material.documents[statement.document].at(statement.content),
                    said=reading,
                    what=max(what, key=lambda r: (round(cover(reading, r), 3), is_clause(r), r.id)),
                )
                yield denial, group


def _takes_back(denial: Reading, told: Reading, material: Material) -> bool:
    """Tell whether a statement takes another back by negating the whole of what is stated."""
    if denial.tree.parse.language in DECLINED:
        return denial.negated and denial.statement.type != "opinion"
    if denies_outright(denial) or denial.statement.type == "opinion":
        return False
    if not _is_plain(denial) or not is_surely_named(denial.statement, denial, material):
        return False
    return _are_opposite(denial, told) and _is_stated(told) and _is_same(denial, told)


def _are_opposite(one: Reading, other: Reading) -> bool:
    """Tell whether one of two statements negates its whole event, and the other nothing: "had answered", "did not"."""
    negative, plain = (one, other) if _negations(one) else (other, one)
    whole = _negates_event(negative) and _negations(negative) % 2 == 1 and not _negates_less(negative)
    return whole and not _negations(plain)


def _is_same(denial: Reading, told: Reading) -> bool:
    """Tell whether both speak of one event, of the same parties, in the same tense."""
    if not same_event(denial, told, least=SAME) or not roles_agree(denial, told):
        return False
    if not (denial.agents | denial.patients) & (told.agents | told.patients) or cover(denial, told) < COVERED:
        return False
    if contained(denial, told) < WITHIN or _is_of_others(denial, told) or _is_limited(denial):
        return False
    return _is_future(denial) == _is_future(told) and (not _is_future(denial) or _is_of_itself(denial))


def _is_plain(denial: Reading) -> bool:
    return (
        is_said_beside(denial.statement, denial)
        and denial.head in denial.terms
        and not _is_open(denial)
        and not _is_infinitive(denial)
    )


def _is_stated(told: Reading) -> bool:
    """Tell whether something is asserted at all: not asked, wished, or said along the way."""
    if _asks(told) or _is_open(told) or _is_infinitive(told) or told.statement.type == "opinion":
        return False
    return is_clause(told) and not (is_aside(told) or is_negated_above(told))


_SELVES = frozenset({"he", "i", "it", "she", "they", "we"})
"""Pronouns by which a speaker's denial speaks of himself."""


def _is_of_others(denial: Reading, told: Reading) -> bool:
    """Tell whether somebody denies of himself ("he runs no account") what is told of others."""
    tree = denial.tree
    subject = tree.child(denial.acts[0].token, "nsubj", "nsubjpass") if denial.acts else None
    if subject is None or tree.word(subject).lower() not in _SELVES:
        return False
    theirs = told.patients if tree.parse.deps[subject] == "nsubjpass" else told.agents
    return bool(theirs) and theirs.isdisjoint(_own(denial))


def _is_of_itself(denial: Reading) -> bool:
    """Tell whether a speaker says what he himself will not do; of others' plans, it may be news and no denial."""
    tree = denial.tree
    subject = tree.child(denial.acts[0].token, "nsubj")
    pronoun = subject is not None and tree.word(subject).lower() in _SELVES
    return pronoun or bool(denial.agents & _own(denial))


def _own(denial: Reading) -> set[str]:
    return {key(w) for w in name_words(denial.statement.source.name)}


def _is_limited(denial: Reading) -> bool:
    """Tell whether a negation is for a stretch of time only: "had not lived there for years"."""
    tree, units = denial.tree, mappings("en", "times")["units"]
    below = tree.subtree(denial.acts[0].token)
    return any(
        tree.parse.deps[t] == "pobj" and tree.lemma(t) in units and tree.lemma(tree.parse.heads[t]) in _STRETCH
        for t in below
    )


_STRETCH = frozenset({"for", "in", "since"})
"""Prepositions that say how long: "for years", "in months"."""


def _negates_event(reading: Reading) -> bool:
    """Tell whether a negation stands at what the statement turns on, and not at what hangs on it: "chose not to"."""
    tree, listed = reading.tree, words("en", "verification")["negatives"]
    if not reading.acts:
        return False
    event = reading.acts[0].token
    parts = [c for c in tree.children[event] if tree.parse.deps[c] in {"nsubj", "nsubjpass", "dobj", "attr"}]
    near = [*tree.children[event], *(c for p in parts for c in tree.children[p])]
    return any(tree.parse.deps[t] == "neg" or (tree.lemma(t) in listed and _opens_phrase(tree, t)) for t in near)


def _opens_phrase(tree: Tree, token: int) -> bool:
    """Tell "no policy" from "a strict no food policy"."""
    head = tree.parse.heads[token]
    return tree.parse.deps[token] != "det" or min(tree.children[head]) == token


def _is_infinitive(reading: Reading) -> bool:
    """Tell whether a statement only names a deed: "refuses to recognise it" denies no fact."""
    tree = reading.tree
    return bool(reading.acts) and any(tree.parse.tags[c] == "TO" for c in tree.children[reading.acts[0].token])


def _asks(reading: Reading) -> bool:
    """Tell whether a statement opens with a question word: "how much it pays" asserts nothing."""
    said = (t for t in reading.tree.tokens_in(reading.statement.content) if reading.tree.word(t)[0].isalnum())
    first = next(said, None)
    return first is not None and reading.tree.parse.tags[first] in {"WRB", "WP", "WDT"}


def _negates_less(reading: Reading) -> bool:
    """Tell whether a negation only limits: "not just", "not necessarily"."""
    tree = reading.tree
    negatives, limits = words("en", "verification")["negatives"], words("en", "findings")["not_denying"]
    tokens = tree.tokens_in(reading.statement.content)
    return any(tree.lemma(a) in negatives and tree.lemma(b) in limits for a, b in pairwise(tokens))


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


def _is_future(reading: Reading) -> bool:
    return reading.statement.tense == "future"
