"""What a statement says, laid out for comparison with other statements.

Enters: a statement with its document and tree. Leaves: a ``Reading``, made once a statement. Refuses: nothing;
a content without a verb (a noun phrase) is read by its nouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stemma.compare.counts import PEOPLE, Amount, find_amounts
from stemma.compare.negation import is_negated, is_withheld
from stemma.compare.predicates import find_deeds
from stemma.compare.propositions import Proposition, find_propositions, trim_links
from stemma.compare.rarity import word_bits
from stemma.compare.terms import key
from stemma.language.tree import Tree
from stemma.language.words import words
from stemma.model import Document, Place, Span, Statement

__all__ = [
    "COMMON_BITS",
    "NUMBER_BITS",
    "PEOPLE",
    "Act",
    "Amount",
    "Reading",
    "main_token",
    "read",
    "read_propositions",
    "without",
]

COMMON_BITS = 7.0
"""Bits up to which a word adds nothing ("make" 9.7, "city" 11.4, "dislodge" 21.2); see ``compare.rarity``."""

NUMBER_BITS = 14.0
"""Bits of a figure: as telling as a name of a town ("Hamburg" 16.6), more than a common noun."""

MIN_QUOTE = 8.0
"""Bits of a quotation that can be recognised: two common words, or one rare one ("slap")."""

_QUOTED = re.compile(r"[“\"‘«„']([^“”\"‘«»„\n]{3,240})[”\"’»“'](?![A-Za-z])")
_TELLING = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What happens: its token, its word ("expel", "pass_away"), its key, the keys of who acts and is acted on."""

    token: int
    word: str
    key: str
    agents: frozenset[str]
    patients: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Reading:
    """A statement, or one proposition of it, laid out for comparison.

    ``statement``: the statement, cut to the proposition: its content, amounts, places and times.

    ``terms``: comparison key → bits; ``beside``: those of the statement's other propositions. ``acts``: what happens,
    that on which the statement turns first. ``quotes``: the keys of each quoted stretch. ``bits``: sum of ``terms``.
    ``tokens``: what it says, with the ``owner`` that stands outside of its content; ``words``: the same in lower case.
    ``turns_on``: the token of its event. ``main``: the statement turns on it, too.
    ``negated``: the proposition is denied, by its source ("denied that …") or in its own words ("nobody …").
    """

    statement: Statement
    document: Document
    tree: Tree
    tokens: tuple[int, ...]
    owner: tuple[int, ...]
    turns_on: int | None
    main: bool
    text: str
    words: tuple[str, ...]
    terms: Mapping[str, float]
    beside: Mapping[str, float]
    bits: float
    acts: tuple[Act, ...]
    quotes: tuple[frozenset[str], ...]
    evidence: bool
    negated: bool
    amounts: tuple[Amount, ...]
    places: tuple[Place, ...]

    @property
    def head(self) -> str | None:
        """The key of what the statement turns on."""
        return self.acts[0].key if self.acts else None

    @property
    def events(self) -> frozenset[str]:
        """The keys of all that happens in the statement."""
        return frozenset(a.key for a in self.acts)

    @property
    def agents(self) -> frozenset[str]:
        """Keys of who acts in what it turns on."""
        return self.acts[0].agents if self.acts else frozenset()

    @property
    def patients(self) -> frozenset[str]:
        """Keys of who or what is acted on in what it turns on."""
        return self.acts[0].patients if self.acts else frozenset()

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id


def read(statement: Statement, document: Document, tree: Tree) -> Reading:
    """Return the reading of one statement, whatever it holds, as one."""
    tokens = _content(statement, tree)
    found = Proposition(head=main_token(tree, tokens), tokens=tuple(tokens), main=True)
    return _lay_out(statement, document, tree, found, statement.content)


def read_propositions(statement: Statement, document: Document, tree: Tree) -> tuple[Reading, ...]:
    """Return a reading for each proposition of a statement, the main one first; none of what "no evidence" is for."""
    if is_withheld(statement, tree):
        return ()
    tokens = _content(statement, tree)
    found = find_propositions(tree, tokens, main_token(tree, tokens))
    if len(found) == 1:
        return (read(statement, document, tree),)
    return tuple(_lay_out(_narrowed(statement, tree, p), document, tree, p, statement.content, tokens) for p in found)


def without(main: Reading, gone: Sequence[Reading], whole: Statement) -> Reading:
    """Return the reading of a statement without the propositions that are ``gone``; what the main one needs stays."""
    if not gone:
        return main if main.statement is whole else read(whole, main.document, main.tree)
    content = _content(whole, main.tree)
    heads = (r.turns_on for r in gone if r.turns_on is not None)
    lost = {t for head in heads for t in main.tree.subtree(head)} - set(main.tokens)
    kept = trim_links(main.tree, main.turns_on, [t for t in content if t not in lost])
    found = Proposition(head=main.turns_on, tokens=tuple(kept), main=True)
    return _lay_out(_narrowed(whole, main.tree, found), main.document, main.tree, found, whole.content)


def _content(statement: Statement, tree: Tree) -> list[int]:
    """Return the tokens of a content without its cue."""
    return [t for t in tree.tokens_in(statement.content) if not _in_cue(tree, t, statement)]


def _narrowed(statement: Statement, tree: Tree, proposition: Proposition) -> Statement:
    """Return a statement with the content, the amounts, places and times of one of its propositions."""
    own = frozenset((*proposition.tokens, *proposition.owner))

    def inside(span: Span) -> bool:
        return any(t in own for t in tree.tokens_in(span))

    return replace(
        statement,
        content=tree.span(proposition.tokens[0], proposition.tokens[-1]),
        quantities=tuple(q for q in statement.quantities if inside(q.span)),
        places=tuple(p for p in statement.places if inside(p.span)),
        times=tuple(t for t in statement.times if inside(t.span)),
    )


def _lay_out(
    statement: Statement,
    document: Document,
    tree: Tree,
    proposition: Proposition,
    whole: Span,
    rest: Sequence[int] = (),
) -> Reading:
    tokens = sorted((*proposition.owner, *proposition.tokens))
    terms = dict(_weighted(tree, tokens))
    beside = dict(_weighted(tree, [t for t in rest if t not in frozenset(tokens)]))
    head, inside = proposition.head, frozenset(tokens)
    acts = tuple(
        Act(token=d.token, word=d.word, key=key(d.word), agents=_keys(tree, d.agents), patients=_keys(tree, d.patients))
        for d in find_deeds(tree, head, inside)
    )
    return Reading(
        statement=statement,
        document=document,
        tree=tree,
        tokens=tuple(tokens),
        owner=proposition.owner,
        turns_on=head,
        main=proposition.main,
        text=statement.content.within(document.text),
        words=tuple(w for t in tokens if (w := tree.word(t).lower())[0].isalnum()),
        terms=terms,
        beside=beside,
        bits=sum(terms.values()),
        acts=acts,
        quotes=tuple(_quoted_keys(document.text, whole, tree, inside)),
        evidence=_is_evidence(tree, tokens, head),
        negated=is_negated(statement, tree, head, inside, in_passing=proposition.in_passing),
        amounts=tuple(find_amounts(statement, tree)),
        places=statement.places,
    )


def main_token(tree: Tree, tokens: Iterable[int]) -> int | None:
    """Return the token of a content on which the rest of it hangs: its main verb, else its main noun.

    Of "as it rains, the pier will close", which the parser can take for two sentences, it is the second verb.
    A verb of reporting gives way to what it reports: "software was installed, it has emerged" is about installing.
    """
    inside = set(tokens)
    tops = [t for t in sorted(inside) if tree.parse.heads[t] not in inside or tree.parse.heads[t] == t]
    tops.sort(key=lambda t: any(tree.parse.deps[c] == "mark" and tree.lemma(c) != "that" for c in tree.children[t]))
    for wanted in (("VERB", "AUX"), ("NOUN", "PROPN", "ADJ")):
        for token in tops:
            if tree.parse.pos[token] in wanted:
                return _reported(tree, token, inside)
    return next((t for t in sorted(inside) if tree.parse.pos[t] in _TELLING), None)


def _reported(tree: Tree, token: int, inside: set[int]) -> int:
    below = tree.child(token, "ccomp")
    if below is not None and below in inside and tree.lemma(token) in words("en", "claims")["reporting_verbs"]:
        return below
    return token


def _quoted_keys(text: str, span: Span, tree: Tree, tokens: frozenset[int]) -> Iterator[frozenset[str]]:
    """Yield the keys of each quoted stretch of ``span`` that says enough in ``tokens``; a mere name says nothing."""
    for match in _QUOTED.finditer(text, span.start, span.end):
        inside = tree.tokens_in(Span(start=match.start(1), end=match.end(1)))
        weighted = dict(_weighted(tree, [t for t in inside if t in tokens]))
        if sum(weighted.values()) >= MIN_QUOTE and any(_is_common(tree, t) for t in inside):
            yield frozenset(weighted)


def _is_common(tree: Tree, token: int) -> bool:
    """Tell a word that says something from one of a name or a title."""
    return tree.parse.pos[token] in _TELLING - {"PROPN"} and tree.word(token)[0].islower()


def _weighted(tree: Tree, tokens: list[int]) -> Iterator[tuple[str, float]]:
    """Yield the key and the bits of each telling word and figure."""
    language = tree.parse.language
    ignored = words("en", "claims")["empty_words"]
    for token in tokens:
        word = tree.word(token)
        if word[0].isdigit():
            yield "#" + word.replace(",", "").rstrip("."), NUMBER_BITS
        elif tree.parse.pos[token] in _TELLING and tree.lemma(token) not in ignored:
            name = key(word.lower() if tree.parse.pos[token] == "PROPN" else tree.lemma(token))
            bits = max(0.0, word_bits(tree.lemma(token), language) - COMMON_BITS)
            if bits and word[0].isalpha():
                yield name, bits


def _keys(tree: Tree, tokens: Iterable[int]) -> frozenset[str]:
    return frozenset(k for k, _ in _weighted(tree, list(tokens)))


def _in_cue(tree: Tree, token: int, statement: Statement) -> bool:
    return statement.cue is not None and statement.cue.start <= tree.parse.starts[token] < statement.cue.end


def _is_evidence(tree: Tree, tokens: list[int], head: int | None) -> bool:
    """Tell whether the content is what pictures show: the main noun, or the subject of the main verb, is footage."""
    if head is None:
        return False
    found = [t for t in tokens if tree.lemma(t) in words("en", "claims")["evidence"]]
    near = {
        head,
        *(c for c in tree.children[head] if tree.parse.deps[c] in {"nsubj", "nsubjpass", "dobj", "agent", "prep"}),
    }
    return any(t in near or tree.parse.heads[t] in near for t in found)
